"""Being away: no messages, a clock that stands still, and a return that needs no explanation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring import attention, nudges, people, relationships, working_time
from mentoring.access import Actor
from mentoring.errors import MentoringError
from mentoring.relationships import RelationshipView
from mentoring.rules.local_time import local_date
from mentoring.say import Importance, Say, ToPerson
from prompts.journeys import Journey
from storage import Transaction, outbox
from storage.models.people import Pause
from storage.queries import people as queries

LONGEST_PAUSE = dt.timedelta(days=366)
LOOK_AGAIN_AFTER = dt.timedelta(days=1)
NEWS_FOR = dt.timedelta(days=7)
"""How long it is worth telling a partner that somebody is away, or back."""


class PastDateError(MentoringError):
    """A pause that would end before it begins."""


class TooFarAwayError(MentoringError):
    """A pause of more than a year: leaving and joining again is the honest way."""


class NotPausedError(MentoringError):
    """Somebody goes on who never paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A pause under way; `until` is its last day, None when it ends by their own word."""

    since: dt.date
    until: dt.date | None


async def current(tx: Transaction, actor: Actor, now: dt.datetime) -> Away | None:
    """The pause this person is in today, if any."""
    row = await _current(tx, actor, await _today(tx, actor, now))
    return None if row is None else Away(since=row.starts_on, until=row.ends_on)


async def pause(
    tx: Transaction, actor: Actor, now: dt.datetime, journeys: Mapping[str, Journey], *, until: dt.date | None
) -> tuple[Away, tuple[Say, ...]]:
    """Be away from today on, through `until` if given. Partners are told "away for now" and nothing else.

    Raises:
        PastDateError, TooFarAwayError: a last day that can't be.
    """
    today = await _today(tx, actor, now)
    if until is not None and until <= today:
        raise PastDateError(field="until")
    if until is not None and until > today + LONGEST_PAUSE:
        raise TooFarAwayError(field="until")
    row = await _current(tx, actor, today)
    newly = row is None
    if row is None:
        row = Pause(workspace_id=actor.workspace, slack_id=actor.id, starts_on=today)
        tx.add(row)
    row.ends_on = until
    await tx.flush()
    await nudges.replan(tx, actor.workspace, actor.id, journeys, now)
    await _bring_forward(tx, actor, now)
    told = await _partners_told(tx, actor, now, until) if newly else ()
    return Away(since=row.starts_on, until=until), told


async def resume(tx: Transaction, actor: Actor, now: dt.datetime, journeys: Mapping[str, Journey]) -> tuple[Say, ...]:
    """Be back from today on; whoever heard that they are away hears it.

    Raises:
        NotPausedError: they were not away.
    """
    today = await _today(tx, actor, now)
    row = await _current(tx, actor, today)
    if row is None:
        raise NotPausedError
    if row.starts_on == today:
        await tx.delete(row)
    else:
        row.ends_on = today - dt.timedelta(days=1)
    await tx.flush()
    await nudges.replan(tx, actor.workspace, actor.id, journeys, now)
    await _bring_forward(tx, actor, now)
    return tuple(
        [
            await _to_partner(tx, actor, each, partner, now, "partner_back")
            for each in await relationships.of_person(tx, actor)
            for partner in each.partners
        ]
    )


async def wait_until(tx: Transaction, workspace: str, slack_id: str, now: dt.datetime) -> dt.datetime | None:
    """When to look again whether somebody who is away is back; None when they are not away.

    It is their next moment at work, a day from now at most: they may come back by their own word.
    """
    if not await queries.pauses(tx, workspace, [slack_id]):
        return None
    time = await _time(tx, workspace, slack_id, now)
    if not time.is_paused(local_date(now, time.hours.zone)):
        return None
    return min(time.next_moment(now), now + LOOK_AGAIN_AFTER)


async def _bring_forward(tx: Transaction, actor: Actor, now: dt.datetime) -> None:
    """What waited for their return comes when they are next at work, now that this is sooner."""
    time = await _time(tx, actor.workspace, actor.id, now)
    await outbox.bring_forward(tx, actor.workspace, actor.id, to=time.next_moment(now))


async def _time(tx: Transaction, workspace: str, slack_id: str, now: dt.datetime) -> working_time.WorkingTime:
    years = working_time.years_of(now.date(), now.date() + working_time.PAUSE_WITHOUT_END)
    return await working_time.of_person(tx, workspace, slack_id, years=years)


async def _current(tx: Transaction, actor: Actor, today: dt.date) -> Pause | None:
    rows = await queries.pauses(tx, actor.workspace, [actor.id])
    return next((row for row in rows if _is_under_way(row, today)), None)


def _is_under_way(row: Pause, today: dt.date) -> bool:
    return row.starts_on <= today and (row.ends_on is None or today <= row.ends_on)


async def _today(tx: Transaction, actor: Actor, now: dt.datetime) -> dt.date:
    """Today where this person is."""
    return local_date(now, (await people.profile_of(tx, actor)).zone)


async def _partners_told(tx: Transaction, actor: Actor, now: dt.datetime, until: dt.date | None) -> tuple[Say, ...]:
    together = await relationships.of_person(tx, actor)
    today = await _today(tx, actor, now)
    partners = {partner for each in together for partner in each.partners}
    away = {row.slack_id for row in await queries.pauses(tx, actor.workspace, partners) if _is_under_way(row, today)}
    says = [
        await _to_partner(
            tx,
            actor,
            relationship,
            partner,
            now,
            "partner_away",
            until=until,
            goes_on=len(set(relationship.partners) - away) > 1,  # two can meet without them
        )
        for relationship in together
        for partner in relationship.partners
    ]
    return tuple(says)


async def _to_partner(
    tx: Transaction,
    actor: Actor,
    relationship: RelationshipView,
    partner: str,
    now: dt.datetime,
    message: str,
    **args: object,
) -> Say:
    return Say(
        to=ToPerson(slack_id=partner),
        message=message,
        key=f"{message}:{relationship.id}:{actor.id}:{now.timestamp():.0f}:{partner}",
        args={"partner": actor.id, "programme": relationship.programme.name, **args},
        importance=Importance.PLACE,
        due_at=await attention.when_at_work(tx, actor.workspace, partner, now, programme=relationship.programme),
        keep_for=NEWS_FOR,
        relationship_id=relationship.id,
    )
