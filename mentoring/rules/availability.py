"""When people work, and when several of them do so at once.

Public holidays, closing days and personal days off come in as sets of local dates. A shift belongs to the date on which
it begins: a day off cancels the shifts that begin on it, and cuts short the night shift that runs into it.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import reduce
from itertools import count
from operator import and_
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentoring.rules.local_time import day_begins, leaping_instant, local_date, local_instant

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
MONDAY_TO_FRIDAY = frozenset(range(5))
NO_DAYS: frozenset[date] = frozenset()

_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_WHOLE_WEEK = (1 << WEEK_MINUTES) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """One person's week: the same shift on each of their weekdays (Monday is 0), in whole minutes of their own zone.

    An `end` at or before `start` means that the shift crosses midnight. Raises ValueError when no weekday is left, since
    someone without hours could never be written to.
    """

    zone: str
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    start: time = time(9)
    end: time = time(17)

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise ValueError("Working hours need at least one weekday between 0 (Monday) and 6 (Sunday).")

    @classmethod
    def as_kept(cls, zone: str, weekdays: str, start: str, end: str) -> Self:
        """The hours of a zone, weekdays like "01234" and times like "09:00"."""
        return cls(
            zone=known_zone(zone),
            weekdays=frozenset(map(int, weekdays)),
            start=time.fromisoformat(start),
            end=time.fromisoformat(end),
        )

    @property
    def crosses_midnight(self) -> bool:
        return self.end <= self.start

    @property
    def minutes_a_day(self) -> int:
        return (_minute_of_day(self.end) - _minute_of_day(self.start)) % DAY_MINUTES or DAY_MINUTES


class HoursFault(StrEnum):
    """What can be wrong with working hours that someone typed or chose."""

    UNKNOWN_ZONE = "unknown_zone"
    NO_WEEKDAYS = "no_weekdays"
    UNREADABLE_START = "unreadable_start"
    UNREADABLE_END = "unreadable_end"


def read_hours(*, zone: str, weekdays: AbstractSet[int], start: str, end: str) -> WorkingHours | frozenset[HoursFault]:
    """Working hours from a form's values ("09:00" or "9.30"), or every fault in them at once."""
    starts, ends = _read_time(start), _read_time(end)
    faults = {
        HoursFault.UNKNOWN_ZONE: not is_zone(zone),
        HoursFault.NO_WEEKDAYS: not weekdays or not weekdays <= frozenset(range(7)),
        HoursFault.UNREADABLE_START: starts is None,
        HoursFault.UNREADABLE_END: ends is None,
    }
    if starts is None or ends is None or any(faults.values()):
        return frozenset(fault for fault, found in faults.items() if found)
    return WorkingHours(zone=zone, weekdays=frozenset(weekdays), start=starts, end=ends)


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone that this installation knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder such as "America" raises OSError
        return False
    return True


def known_zone(name: str) -> str:
    """The zone itself, or UTC where this installation knows no such zone, or not any more."""
    return name if is_zone(name) else "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One stretch of work: half-open, in UTC; `day` is the local date on which it begins."""

    day: date
    start: datetime
    end: datetime


def shifts(hours: WorkingHours, from_day: date, days_off: AbstractSet[date] = NO_DAYS) -> Iterator[Shift]:
    """Every shift that begins on `from_day` or later, in order, without end."""
    for day in (from_day + n * _DAY for n in count()):
        shift = shift_on(hours, day, days_off)
        if shift is not None:
            yield shift


def shift_on(hours: WorkingHours, day: date, days_off: AbstractSet[date] = NO_DAYS) -> Shift | None:
    """The shift that begins on `day`, if the person works then."""
    if day.weekday() not in hours.weekdays or day in days_off:
        return None
    start = local_instant(day, hours.start, hours.zone)
    if start is None:
        return None
    end = leaping_instant(day + _DAY if hours.crosses_midnight else day, hours.end, hours.zone)
    last_day = local_date(end - _MOMENT, hours.zone)
    if last_day != day and last_day in days_off:
        end = day_begins(last_day, hours.zone)
    return Shift(day=day, start=start, end=end) if start < end else None


def shift_from(hours: WorkingHours, instant: datetime, days_off: AbstractSet[date] = NO_DAYS) -> Shift:
    """The shift under way at `instant`, or else the next one."""
    # Two days back: a night shift began yesterday, and before a skipped date the day before that.
    from_day = local_date(instant, hours.zone) - 2 * _DAY
    return next(shift for shift in shifts(hours, from_day, days_off) if shift.end > instant)


def is_working(hours: WorkingHours, instant: datetime, days_off: AbstractSet[date] = NO_DAYS) -> bool:
    """Whether the person is at work at `instant`."""
    return shift_from(hours, instant, days_off).start <= instant


def next_working(hours: WorkingHours, instant: datetime, days_off: AbstractSet[date] = NO_DAYS) -> datetime:
    """The first instant, from `instant` on, at which the person is at work."""
    return max(instant, shift_from(hours, instant, days_off).start)


def working_day_after(hours: WorkingHours, day: date, number: int, days_off: AbstractSet[date] = NO_DAYS) -> date:
    """The `number`-th (from 1) date after `day` on which the person works."""
    following = shifts(hours, day + _DAY, days_off)
    for _ in range(number - 1):
        next(following)
    return next(following).day


def season_dates(zones: Iterable[str], starts: date, ends: date) -> tuple[date, ...]:
    """One date of each season between two days: the clocks of all these zones stand to each other as on some other date of none."""
    clocks = [ZoneInfo(zone) for zone in sorted(set(zones))]
    first: dict[tuple[timedelta | None, ...], date] = {}
    for day in range((ends - starts).days + 1):
        noon = datetime.combine(starts + day * _DAY, time(12))
        first.setdefault(tuple(clock.utcoffset(noon) for clock in clocks), noon.date())
    return tuple(first.values())


def week_intervals(hours: WorkingHours, on: date) -> tuple[tuple[int, int], ...]:
    """The person's week as half-open intervals in UTC minutes since Monday 00:00, with the UTC offset of that date.

    An interval that runs over the end of the UTC week is given as its two parts.
    """
    return _intervals(_week_mask(hours, on))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWindows:
    """When several people work at once: half-open intervals in UTC minutes since Monday 00:00."""

    intervals: tuple[tuple[int, int], ...]

    @property
    def minutes_a_week(self) -> int:
        return sum(end - start for start, end in self.intervals)


def common_windows(hours: Sequence[WorkingHours], on: date) -> CommonWindows:
    """When all of these people work at once in the week of `on`; none for nobody."""
    return CommonWindows(intervals=_intervals(_common_mask(hours, on)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWindow:
    """A daily window on one person's own clock; `weekdays` are theirs too (Monday is 0), by its beginning."""

    start: time
    end: time
    weekdays: frozenset[int]


def overlap_in_zones(hours: Sequence[WorkingHours], on: date) -> tuple[LocalWindow, ...] | None:
    """The daily overlap, told on each person's own clock in the order given; None when there is none.

    Where the overlap differs from day to day, the one that gives most time a week is told.
    """
    windows: dict[tuple[int, int], list[int]] = {}
    for start, end in _daily_intervals(_common_mask(hours, on)):
        windows.setdefault((start % DAY_MINUTES, end - start), []).append(start)
    if not windows:
        return None
    (_, length), starts = max(windows.items(), key=lambda item: item[0][1] * len(item[1]))
    return tuple(_local_window(starts, length, _offset_minutes(person.zone, on)) for person in hours)


def _local_window(starts: Sequence[int], length: int, offset: int) -> LocalWindow:
    local = [(start + offset) % WEEK_MINUTES for start in starts]
    return LocalWindow(
        start=_time_of_day(local[0]),
        end=_time_of_day(local[0] + length),
        weekdays=frozenset(minute // DAY_MINUTES for minute in local),
    )


def _common_mask(hours: Sequence[WorkingHours], on: date) -> int:
    return reduce(and_, (_week_mask(person, on) for person in hours)) if hours else 0


def _week_mask(hours: WorkingHours, on: date) -> int:
    """Bit n is set when the person works in minute n of the UTC week."""
    first = _minute_of_day(hours.start) - _offset_minutes(hours.zone, on)
    shift = (1 << hours.minutes_a_day) - 1
    mask = 0
    for weekday in hours.weekdays:
        placed = shift << (first + weekday * DAY_MINUTES) % WEEK_MINUTES
        mask |= placed & _WHOLE_WEEK | placed >> WEEK_MINUTES
    return mask


def _intervals(mask: int) -> tuple[tuple[int, int], ...]:
    """The runs of set bits, half-open."""
    edges = mask ^ mask << 1
    minutes = []
    while edges:
        lowest = edges & -edges
        minutes.append(lowest.bit_length() - 1)
        edges ^= lowest
    return tuple(zip(minutes[::2], minutes[1::2], strict=True))


def _daily_intervals(mask: int) -> Iterator[tuple[int, int]]:
    """The runs of set bits, whole over the end of the week, and cut where they last longer than a day."""
    runs = list(_intervals(mask))
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][1] == WEEK_MINUTES:
        runs[-1] = (runs[-1][0], WEEK_MINUTES + runs.pop(0)[1])
    for start, end in runs:
        for cut in range(start, end, DAY_MINUTES):
            yield cut, min(cut + DAY_MINUTES, end)


def _offset_minutes(zone: str, on: date) -> int:
    offset = datetime.combine(on, time(12), ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds()) // 60


def _minute_of_day(at: time) -> int:
    return at.hour * 60 + at.minute


def _time_of_day(minute: int) -> time:
    return time(*divmod(minute % DAY_MINUTES, 60))


def _read_time(text: str) -> time | None:
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None
