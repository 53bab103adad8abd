"""Concrete times to offer a pair or a group for their next meeting."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, takewhile
from zoneinfo import ZoneInfo

from mentoring.rules.availability import DAY_MINUTES, NO_DAYS, Shift, WorkingHours, shifts, working_day_after
from mentoring.rules.local_time import day_begins, local_date

WORKING_DAYS_AHEAD = 2
SEARCHED = timedelta(days=42)

_DAY = timedelta(days=1)
_STEP = timedelta(minutes=15)
# Mid-morning and early afternoon: not the first thing in the day, not over lunch, not when people leave for home.
_PLEASANT_STARTS = ((10 * 60, 11 * 60), (13 * 60, 14 * 60 + 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedTime:
    """A time to meet; `minutes_outside` says for each person, in order, how far it reaches beyond their hours."""

    start: datetime
    end: datetime
    minutes_outside: tuple[int, ...]

    @property
    def is_compromise(self) -> bool:
        """Whether it asks anyone to meet outside their working hours; whoever shows it must say so."""
        return any(self.minutes_outside)


def suggest_times(
    hours: Sequence[WorkingHours],
    after: datetime,
    days_off: Sequence[AbstractSet[date]] = (),
    *,
    minutes: int = 45,
    count: int = 3,
) -> tuple[SuggestedTime, ...]:
    """Meeting times on `count` different days, in order, not before everyone's second working day after `after`.

    `days_off` holds one set for each person, in the same order. Every time lies inside everyone's hours, at a pleasant
    hour where there is one. Only when six weeks hold no such time come compromises instead: those that reach least
    beyond the hours of the person they burden most.
    """
    off = days_off or [NO_DAYS] * len(hours)
    zones = [person.zone for person in hours]
    earliest = max(_earliest(person, after, theirs) for person, theirs in zip(hours, off, strict=True))
    calendars = [_Calendar.of(person, earliest, theirs) for person, theirs in zip(hours, off, strict=True)]
    length = timedelta(minutes=minutes)
    inside = (time for time in _possible(calendars, earliest, length) if not time.is_compromise)
    return _one_a_day(inside, zones, count) or _least_burden(_possible(calendars, earliest, length), zones, count)


def _earliest(hours: WorkingHours, after: datetime, days_off: AbstractSet[date]) -> datetime:
    day = working_day_after(hours, local_date(after, hours.zone), WORKING_DAYS_AHEAD, days_off)
    return day_begins(day, hours.zone)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One person's shifts over the searched weeks."""

    shifts: list[Shift]
    starts: list[datetime]

    @classmethod
    def of(cls, hours: WorkingHours, earliest: datetime, days_off: AbstractSet[date]) -> "_Calendar":
        coming = shifts(hours, local_date(earliest, hours.zone) - _DAY, days_off)
        within = list(takewhile(lambda shift: shift.start < earliest + SEARCHED, coming))
        return cls(within, [shift.start for shift in within])

    def minutes_outside(self, start: datetime, end: datetime) -> int:
        after = bisect_right(self.starts, start)
        reaches = (max(shift.start - start, end - shift.end) for shift in self.shifts[max(after - 1, 0) : after + 1])
        return max(int(min(reaches).total_seconds()) // 60, 0)


def _possible(calendars: Sequence[_Calendar], earliest: datetime, length: timedelta) -> Iterator[SuggestedTime]:
    if not all(calendar.shifts for calendar in calendars):
        return
    for step in range(SEARCHED // _STEP):
        start = earliest + step * _STEP
        outside = tuple(calendar.minutes_outside(start, start + length) for calendar in calendars)
        yield SuggestedTime(start=start, end=start + length, minutes_outside=outside)


def _one_a_day(times: Iterable[SuggestedTime], zones: Sequence[str], count: int) -> tuple[SuggestedTime, ...]:
    """The most pleasant time of each day, days in order, mornings and afternoons taking turns where they can."""
    chosen: list[SuggestedTime] = []
    for _, on_one_day in groupby(times, lambda time: local_date(time.start, zones[0])):
        free = [time for time in on_one_day if _is_new_day(time, chosen, zones)]
        if free:
            chosen.append(min(free, key=lambda time: (*_discomfort(time, zones), _same_half(time, chosen, zones[0]))))
        if len(chosen) == count:
            break
    return tuple(chosen)


def _least_burden(times: Iterable[SuggestedTime], zones: Sequence[str], count: int) -> tuple[SuggestedTime, ...]:
    """The times that burden people least, early and late taking turns where both cost the same."""
    left = list(times)
    chosen: list[SuggestedTime] = []
    while left and len(chosen) < count:
        chosen.append(min(left, key=lambda time: (*_burden(time), _same_half(time, chosen, zones[0]), time.start)))
        left = [time for time in left if _is_new_day(time, chosen[-1:], zones)]
    return tuple(sorted(chosen, key=lambda time: time.start))


def _burden(time: SuggestedTime) -> tuple[int, int]:
    return max(time.minutes_outside), sum(time.minutes_outside)


def _is_new_day(time: SuggestedTime, chosen: Sequence[SuggestedTime], zones: Sequence[str]) -> bool:
    return all(local_date(time.start, zone) != local_date(earlier.start, zone) for zone in zones for earlier in chosen)


def _discomfort(time: SuggestedTime, zones: Sequence[str]) -> tuple[int, int]:
    """How many minutes from a pleasant start for all together, and for how many it is not on the hour or half hour."""
    minutes = [_local_minute(time, zone) for zone in zones]
    return sum(map(_from_pleasant, minutes)), sum(minute % 30 != 0 for minute in minutes)


def _from_pleasant(minute: int) -> int:
    return min(
        min(max(first - minute, minute - last, 0), DAY_MINUTES + first - minute, DAY_MINUTES + minute - last)
        for first, last in _PLEASANT_STARTS
    )


def _same_half(time: SuggestedTime, chosen: Sequence[SuggestedTime], zone: str) -> int:
    afternoon = _local_minute(time, zone) >= DAY_MINUTES // 2
    return sum((_local_minute(earlier, zone) >= DAY_MINUTES // 2) == afternoon for earlier in chosen)


def _local_minute(time: SuggestedTime, zone: str) -> int:
    local = time.start.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute
