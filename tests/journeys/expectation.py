"""What people ought to get, worked out without the bot: from their calendars, and from the plan of the journey alone.

The arithmetic is done here once more, as simply as it can be said, so that the bot's own is not checked by itself.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from prompts.journeys import Journey, Recipient
from tests.journeys.cast import NANNA, Member
from tests.journeys.half_year import ENDS_ON, PAUSED, RHYTHM_DAYS, STARTS_ON

DANISH_HOLIDAYS = frozenset(
    dt.date(2026, month, day) for month, day in ((4, 2), (4, 3), (4, 5), (4, 6), (5, 14), (5, 24), (5, 25))
)
A_DAY = dt.timedelta(days=1)

GROUP = "group"

Key = tuple[str, int, str]
"""A step, which of its occurrences, and whom it reaches: an id, or "group"."""


@cache
def days_off(member: Member) -> frozenset[dt.date]:
    """Public holidays where they live."""
    if member.country == "DK":
        return DANISH_HOLIDAYS
    return frozenset(holidays.country_holidays(member.country, years=2026))


@cache
def days_away(member: Member) -> frozenset[dt.date]:
    """Holidays and pauses."""
    first, last = PAUSED
    paused = {first + n * A_DAY for n in range((last - first).days + 1)} if member is NANNA else set()
    return days_off(member) | paused


@cache
def have_common_hours(people: tuple[Member, ...]) -> bool:
    """Whether a usual week holds a moment at which all of them work."""
    monday = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
    half_hours = (monday + n * dt.timedelta(minutes=30) for n in range(7 * 48))
    return any(all(is_at_work(member, moment) for member in people) for moment in half_hours)


def is_at_work(member: Member, moment: dt.datetime) -> bool:
    """Whether a moment lies in somebody's hours, on a day on which they work; a night belongs to its evening."""
    local = moment.astimezone(ZoneInfo(member.zone))
    starts, ends = dt.time.fromisoformat(member.works_from), dt.time.fromisoformat(member.works_to)
    if starts < ends:
        day, inside = local.date(), starts <= local.time() < ends
    else:
        day = local.date() if local.time() >= starts else local.date() - A_DAY
        inside = local.time() >= starts or local.time() < ends
    return inside and works_on(member, day) and local.date() not in days_away(member)


def works_on(member: Member, day: dt.date) -> bool:
    return str(day.weekday()) in member.weekdays and day not in days_away(member)


def planned_days(journey: Journey, people: Sequence[Member], roles: Sequence[str]) -> dict[Key, dt.date]:
    """The day on which each step of a relationship is due to each person, before the budget has its say."""
    stopped = {day for day in _all_days() if sum(day not in days_away(each) for each in people) < 2}
    found: dict[Key, dt.date] = {}
    for step in journey.plan(length_days=(ENDS_ON - STARTS_ON).days, rhythm_days=RHYTHM_DAYS):
        day = STARTS_ON + step.day * A_DAY
        ends = journey.step(step.step_id).when.is_of_the_end
        if not ends:
            day = _running(STARTS_ON, step.day, stopped)
        if step.recipient is Recipient.GROUP:
            found[step.step_id, step.occurrence, GROUP] = _later(people, day)
            continue
        for member, role in zip(people, roles, strict=True):
            if role in journey.roles(step.recipient):
                moved = _earlier(member, day) if ends else _later([member], day)
                found[step.step_id, step.occurrence, member.id] = moved
    return found


def _running(start: dt.date, days: int, stopped: Collection[dt.date]) -> dt.date:
    running = (day for day in _all_days() if day >= start and day not in stopped)
    for _ in range(days):
        next(running)
    return next(running)


def _later(people: Sequence[Member], day: dt.date) -> dt.date:
    while not all(works_on(member, day) for member in people):
        day += A_DAY
    return day


def _earlier(member: Member, day: dt.date) -> dt.date:
    while not works_on(member, day):
        day -= A_DAY
    return day


def _all_days() -> Iterator[dt.date]:
    return (STARTS_ON + n * A_DAY for n in range(300))
