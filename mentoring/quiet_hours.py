"""The last look at the clock before something unasked or owed is sent: whoever is not at work is left in peace.

A message is planned for its receiver's working hours; but the bot or Slack may have been away when it was due, somebody
may have moved or changed their hours since, and a country what its clocks do.
"""

import datetime as dt
import random
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from functools import lru_cache

from mentoring import people, programmes, working_time
from mentoring.public_holidays import public_holidays
from mentoring.rules.availability import WorkingHours, is_working, known_zone
from mentoring.rules.cadence import working_morning
from mentoring.rules.gatherings import gathering
from storage import Transaction
from storage.standings import Week

AFTER_WORK = dt.timedelta(minutes=5)
"""How long what was begun at work may take to arrive."""
_A_FEW_DAYS = dt.timedelta(days=3)
_LOOK_AHEAD = dt.timedelta(days=30)
_FIRST_SECONDS = 30 * 60


def are_on(week: Week, now: dt.datetime) -> bool:
    """Whether somebody is left in peace now, by what is kept of their week; many share one, so it is worked out once."""
    return not _is_at_work(week, now.replace(second=0, microsecond=0))


async def of_person(
    tx: Transaction, workspace: str, slack_id: str, now: dt.datetime, *, programme_id: int | None = None
) -> dt.datetime | None:
    """Until when somebody is left in peace: some minutes into their next shift; None when they are at work.

    With a programme, its own days off count too. Pauses are looked at elsewhere, and of somebody whom the directory
    does not know, nothing is known.
    """
    for hours, days_off in await _weeks(tx, workspace, [slack_id], now, programme_id):
        if not _is_there(hours, days_off, now):
            return working_morning(hours, now, days_off, _seconds_of(slack_id))
    return None


async def of_group(
    tx: Transaction, workspace: str, slack_ids: Collection[str], now: dt.datetime, *, programme_id: int | None = None
) -> dt.datetime | None:
    """Until when a group that shares a conversation is left in peace; None for not at all."""
    weeks = await _weeks(tx, workspace, slack_ids, now, programme_id)
    if not weeks:
        return None
    moment = gathering(weeks, now)
    return moment if moment > now else None


@lru_cache(maxsize=4096)
def _is_at_work(week: Week, now: dt.datetime) -> bool:
    hours = WorkingHours(zone=known_zone(week.zone))
    if week.weekdays is not None and week.works_from is not None and week.works_to is not None:
        hours = WorkingHours.as_kept(week.zone, week.weekdays, week.works_from, week.works_to)
    years = {(now + days).year for days in (-_A_FEW_DAYS, _A_FEW_DAYS)}
    days_off = frozenset[dt.date]().union(*(public_holidays(week.country, year, week.region) for year in years))
    return _is_there(hours, days_off, now)


def _is_there(hours: WorkingHours, days_off: AbstractSet[dt.date], now: dt.datetime) -> bool:
    return is_working(hours, now, days_off) or is_working(hours, now - AFTER_WORK, days_off)


async def _weeks(
    tx: Transaction, workspace: str, slack_ids: Collection[str], now: dt.datetime, programme_id: int | None
) -> list[tuple[WorkingHours, frozenset[dt.date]]]:
    known = await people.profiles(tx, workspace, slack_ids)
    programme = None if programme_id is None else await programmes.find(tx, workspace, programme_id)
    years = working_time.years_of(now.date() - _LOOK_AHEAD, now.date() + _LOOK_AHEAD)
    times = await working_time.of_people(tx, workspace, known, years=years, programme=programme)
    return [(time.hours, time.days_off) for time in times.values()]


def _seconds_of(slack_id: str) -> int:
    """So far into a morning; the same for everything that waits for it, so that it stays in order."""
    return random.Random(slack_id).randrange(_FIRST_SECONDS)  # noqa: S311 - spreads the morning, guards nothing
