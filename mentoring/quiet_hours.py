"""The last look at the clock before something unasked or owed is sent: whoever is not at work is left in peace.

A message is planned for its receiver's working hours; but the bot or Slack may have been away when it was due, somebody
may have moved or changed their hours since, and a country what its clocks do.
"""

import datetime as dt
import random
from collections.abc import Collection, Mapping

from mentoring import people, programmes, working_time
from mentoring.rules.availability import is_working
from mentoring.rules.cadence import is_held_up, working_morning
from mentoring.rules.gatherings import Week, gathering
from storage import Transaction

AFTER_WORK = dt.timedelta(minutes=5)
"""How long what was begun at work may take to arrive."""
_LOOK_AHEAD = dt.timedelta(days=30)
_FIRST_SECONDS = 30 * 60


async def of_people(
    tx: Transaction, workspace: str, slack_ids: Collection[str], now: dt.datetime, *, programme_id: int | None = None
) -> Mapping[str, dt.datetime]:
    """For each of these who is not at work, until when they are left in peace: some minutes into their next shift.

    With a programme, its own days off count too. Pauses are looked at elsewhere, and of somebody whom the directory
    does not know, nothing is known.
    """
    weeks = await _weeks(tx, workspace, slack_ids, now, programme_id)
    return {
        slack_id: working_morning(hours, now, days_off, _seconds_of(slack_id))
        for slack_id, (hours, days_off) in weeks.items()
        if not _is_there((hours, days_off), now)
    }


async def of_group(
    tx: Transaction,
    workspace: str,
    slack_ids: Collection[str],
    now: dt.datetime,
    *,
    due_at: dt.datetime,
    programme_id: int | None = None,
) -> dt.datetime | None:
    """Until when a group that shares a conversation is left in peace; None for not at all.

    Their moment was chosen when it was planned: only where that has passed, or nobody is at work, another is sought.
    """
    weeks = list((await _weeks(tx, workspace, slack_ids, now, programme_id)).values())
    if not weeks or (any(_is_there(week, now) for week in weeks) and not is_held_up(due_at, now)):
        return None
    moment = gathering(weeks, now)
    return moment if moment > now else None


def _is_there(week: Week, now: dt.datetime) -> bool:
    hours, days_off = week
    return is_working(hours, now, days_off) or is_working(hours, now - AFTER_WORK, days_off)


async def _weeks(
    tx: Transaction, workspace: str, slack_ids: Collection[str], now: dt.datetime, programme_id: int | None
) -> Mapping[str, Week]:
    known = await people.profiles(tx, workspace, slack_ids)
    programme = None if programme_id is None else await programmes.find(tx, workspace, programme_id)
    years = working_time.years_of(now.date() - _LOOK_AHEAD, now.date() + _LOOK_AHEAD)
    times = await working_time.of_people(tx, workspace, known, years=years, programme=programme)
    return {slack_id: (time.hours, time.days_off) for slack_id, time in times.items()}


def _seconds_of(slack_id: str) -> int:
    """So far into a morning; the same for everything that waits for it, so that it stays in order."""
    return random.Random(slack_id).randrange(_FIRST_SECONDS)  # noqa: S311 - spreads the morning, guards nothing
