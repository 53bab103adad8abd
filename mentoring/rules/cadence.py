"""When things are due: local mornings, rhythms, and the clock of a journey that stands still while people are away.

Dates are the person's own local dates; instants are aware and UTC. `days_off` holds public holidays, company closing
days and days off; pauses are spans of dates.
"""

import random
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from mentoring.rules.availability import NO_DAYS, Shift, WorkingHours, next_working, shift_on, shifts
from mentoring.rules.local_time import local_date

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_HALF_AN_HOUR = timedelta(minutes=30)
_ON_TIME = timedelta(minutes=10)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AT_MOST_EARLIER_DAYS = 14


def working_morning(
    hours: WorkingHours, on_or_after: datetime, days_off: AbstractSet[date] = NO_DAYS, jitter_seconds: int = 0
) -> datetime:
    """The first moment from `on_or_after` on at which the person begins work, `jitter_seconds` into the shift.

    The jitter spreads the morning's messages; it never reaches past the end of a shift.
    """
    from_day = local_date(on_or_after, hours.zone) - _DAY
    mornings = (_morning(shift, jitter_seconds) for shift in shifts(hours, from_day, days_off))
    return next(morning for morning in mornings if morning >= on_or_after)


def _morning(shift: Shift, jitter_seconds: int) -> datetime:
    last_second = shift.end - timedelta(seconds=1)
    return max(shift.start, min(shift.start + timedelta(seconds=jitter_seconds), last_second))


def shared_moment(
    hours: Sequence[WorkingHours], on_or_after: datetime, within: timedelta, days_off: Sequence[AbstractSet[date]] = ()
) -> datetime | None:
    """The first moment inside everyone's hours, no later than `within` after `on_or_after`; else None.

    `days_off` holds one set for each person, in the same order. None means: write to each in their own hours.
    """
    off = days_off or [NO_DAYS] * len(hours)
    moment = on_or_after
    while moment - on_or_after <= within:
        latest = max(next_working(person, moment, theirs) for person, theirs in zip(hours, off, strict=True))
        if latest == moment:
            return moment
        moment = latest
    return None


def is_held_up(due_at: datetime, now: datetime) -> bool:
    """Whether something should have happened a while ago: the bot was away, or what it needed."""
    return now - due_at > _ON_TIME


def own_minute(on_or_after: datetime, whose: str) -> datetime:
    """The first moment from `on_or_after` on in somebody's own minute of each half hour.

    What was held up for many leaves by it: not all at once, and to each person everything at the same time. `whose` is
    any name for them; the same name has the same minute everywhere.
    """
    minute = random.Random(whose).randrange(_HALF_AN_HOUR // _MINUTE)  # noqa: S311 - spreads people, guards nothing
    since = (on_or_after - _EPOCH - minute * _MINUTE) % _HALF_AN_HOUR
    return on_or_after if since < _MINUTE else on_or_after + _HALF_AN_HOUR - since


def is_stale(due_at: datetime, now: datetime, keep_for: timedelta) -> bool:
    """Whether what was due has lost its worth: a check-in sent a week late confuses more than it helps."""
    return now - due_at > keep_for


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """From `first` to `last`, both included; without a `last`, until further notice."""

    first: date
    last: date | None = None


def stopped_days(pauses: Iterable[DateSpan], days_off: AbstractSet[date], until: date) -> frozenset[date]:
    """The dates on which the journey's clock stands still; a pause counts through `until` at most."""
    paused = {
        pause.first + n * _DAY
        for pause in pauses
        for n in range((min(pause.last or until, until) - pause.first).days + 1)
    }
    return frozenset(days_off | paused)


def shift_days(start: date, days: int, stopped: AbstractSet[date]) -> date:
    """The date `days` running days after `start`; stopped days are not counted.

    From a stopped `start` the count begins at the next running day.
    """
    day = _running_day(start, stopped)
    for _ in range(days):
        day = _running_day(day + _DAY, stopped)
    return day


def days_run(since: date, until: date, stopped: AbstractSet[date]) -> int:
    """How many days the clock ran after `since`, up to and including `until`."""
    return sum(since + n * _DAY not in stopped for n in range(1, (until - since).days + 1))


def _running_day(day: date, stopped: AbstractSet[date]) -> date:
    while day in stopped:
        day += _DAY
    return day


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterKickOff:
    """A journey step so many running days after the kick-off."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeEnd:
    """A journey step so many days before the programme ends: that date stays put, so these days are never stopped."""

    days: int


StepTiming = AfterKickOff | BeforeEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The dates that a relationship's journey runs along, as they are for one person or for one group."""

    kick_off: date
    end: date
    pauses: tuple[DateSpan, ...] = ()
    days_off: frozenset[date] = NO_DAYS

    def stopped(self) -> frozenset[date]:
        return stopped_days(self.pauses, self.days_off, self.end)


def step_day(timing: StepTiming, course: Course) -> date | None:
    """The date on which a journey step falls; None when it would fall outside the course."""
    stopped = course.stopped()
    match timing:
        case AfterKickOff(days=days):
            day = shift_days(course.kick_off, days, stopped)
        case BeforeEnd(days=days):
            day = course.end - days * _DAY
        case _:
            assert_never(timing)
    return day if course.kick_off <= day <= course.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One moment at which something is due; its `day`, the person's local date, is what makes it unique."""

    day: date
    moment: datetime


def step_moment(timing: StepTiming, course: Course, hours: WorkingHours, jitter_seconds: int = 0) -> Occurrence | None:
    """The working morning on which a journey step is due for one person; None when none is left inside the course.

    A step that falls on a day without work moves on to the next working morning; one counted from the end comes
    earlier instead, at most a fortnight: words for the last weeks would make no sense before a long pause.
    """
    due = step_day(timing, course)
    if due is None:
        return None
    if isinstance(timing, BeforeEnd):
        days = [due - n * _DAY for n in range(_AT_MOST_EARLIER_DAYS + 1)]
    else:
        days = [due + n * _DAY for n in range((course.end - due).days + 1)]
    stopped = course.stopped()
    found = (shift_on(hours, day, stopped) for day in days if day >= course.kick_off)
    shift = next((shift for shift in found if shift is not None), None)
    return None if shift is None else Occurrence(day=shift.day, moment=_morning(shift, jitter_seconds))
