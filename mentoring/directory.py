"""The directory follows Slack: what it says of people is kept, with what follows from a departure or a move."""

import datetime as dt
from collections.abc import Mapping, Sequence

from mentoring import appointments, departures, nudges, people
from mentoring.access import NOBODY_NAMED
from mentoring.people import Profile
from mentoring.say import Say
from prompts.journeys import Journey
from storage import Transaction
from storage.queries import programmes as programme_queries


async def note(
    tx: Transaction,
    workspace: str,
    profile: Profile,
    now: dt.datetime,
    journeys: Mapping[str, Journey],
    *,
    named: frozenset[str] = NOBODY_NAMED,
) -> tuple[Say, ...]:
    """Keep what Slack says of somebody; what others must be told if they are gone. Noted again, it changes nothing."""
    if profile.is_deactivated:  # of two who go at once, the second sees the first gone
        await programme_queries.change_alone_with(tx, workspace, profile.slack_id)
    before = await people.known(tx, workspace, profile.slack_id)
    await people.remember(tx, workspace, profile, now)
    if profile.is_deactivated:
        left = await departures.gone(tx, workspace, profile.slack_id, now, journeys)
        if before is None or before.is_deactivated:
            return left
        return (*left, *await appointments.gone(tx, workspace, profile.slack_id, now, named=named))
    if before is not None and before.zone != profile.zone:
        await nudges.replan(tx, workspace, profile.slack_id, journeys, now)
    return ()


async def keep(tx: Transaction, workspace: str, profiles: Sequence[Profile], now: dt.datetime) -> tuple[Profile, ...]:
    """Keep what Slack says of many at once, but of those whom it is news of that has consequences: each is to be noted."""
    before = await people.profiles(tx, workspace, [profile.slack_id for profile in profiles])
    to_note = tuple(each for each in profiles if _has_consequences(before.get(each.slack_id), each))
    for profile in profiles:
        if profile not in to_note:
            await people.remember(tx, workspace, profile, now)
    return to_note


def _has_consequences(before: Profile | None, profile: Profile) -> bool:
    """Whether somebody left or moved, or reads another language: whoever is new has nothing that could follow."""
    if before is None:
        return False
    is_gone = profile.is_deactivated and not before.is_deactivated
    return is_gone or (before.zone, before.locale) != (profile.zone, profile.locale)
