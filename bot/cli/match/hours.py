"""Working hours as they stand in a cell, and the weeks they make on a programme's dates."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from mentoring.rules.availability import DAY_MINUTES, MONDAY_TO_FRIDAY, WEEK_MINUTES
from mentoring.rules.matching.values import MINUTES_A_QUARTER, QUARTERS_A_WEEK, week_of

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALLOWED = 'windows such as "Mon-Fri 09:00-17:00" or "22:00-06:00", several with | between them'
_DASHES = str.maketrans(dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}", "-"))
_WINDOW = re.compile(r"(?:([a-z][a-z ,-]*?)\s*)?(\d{1,2})(?:[:.](\d{2}))?\s*-\s*(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Window:
    """The same shift on some weekdays (Monday is 0); one that ends at or before its start runs past midnight."""

    weekdays: frozenset[int]
    start: dt.time
    end: dt.time


@lru_cache
def read_windows(text: str) -> tuple[Window, ...]:
    """The windows of a cell; a window without days is from Monday to Friday.

    Raises ValueError when the text cannot be read.
    """
    return tuple(_window(each) for each in re.split(r"[|;]", text.translate(_DASHES).casefold()))


def _window(text: str) -> Window:
    found = _WINDOW.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text.strip()!r} is not a time of work")
    days, *clock = found.groups(default="")
    start, end = _time(*clock[:2]), _time(*clock[2:])
    return Window(weekdays=_weekdays(days) if days else MONDAY_TO_FRIDAY, start=start, end=end)


def _time(hour: str, minute: str) -> dt.time:
    """24:00 is midnight, as 00:00 is."""
    if (int(hour), int(minute or 0)) == (24, 0):
        return dt.time()
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError:
        raise ValueError(f"{hour}:{minute or '00'} is not a time of day") from None


def _weekdays(text: str) -> frozenset[int]:
    days: set[int] = set()
    for run in text.replace(",", " ").replace(" - ", "-").split():
        first, last = (_day(name) for name in (run.partition("-")[0], run.rpartition("-")[2]))
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(days)


def _day(name: str) -> int:
    for number, day in enumerate(DAYS):
        if len(name) >= 3 and day.startswith(name):
            return number
    raise ValueError(f"{name!r} is not a day of the week")


def weeks_on(windows: tuple[Window, ...], zone: str, dates: Iterable[dt.date]) -> tuple[int, ...]:
    """The week these windows make on each date, as matching reads weeks."""
    week = _local_week(windows)
    return tuple(_moved(week, _minutes_ahead(zone, on)) for on in dates)


@lru_cache(maxsize=4096)
def _local_week(windows: tuple[Window, ...]) -> int:
    """The week on a person's own clock."""
    shifts = []
    for window in windows:
        start, end = (at.hour * 60 + at.minute for at in (window.start, window.end))
        length = (end - start - 1) % DAY_MINUTES + 1
        for day in window.weekdays:
            begins = day * DAY_MINUTES + start
            shifts += [(begins, min(begins + length, WEEK_MINUTES)), (0, max(begins + length - WEEK_MINUTES, 0))]
    return week_of(_merged(shifts))


@lru_cache(maxsize=4096)
def _minutes_ahead(zone: str, on: dt.date) -> int:
    offset = dt.datetime.combine(on, dt.time(12), ZoneInfo(zone)).utcoffset() or dt.timedelta()
    return int(offset.total_seconds()) // 60


def _moved(week: int, minutes: int) -> int:
    """The week on a clock that is so many minutes behind; of a quarter hour that is cut in two, neither part counts."""
    least, most = minutes // MINUTES_A_QUARTER, -(-minutes // MINUTES_A_QUARTER)
    return _turned(week, least) & _turned(week, most)


def _turned(week: int, quarters: int) -> int:
    quarters %= QUARTERS_A_WEEK
    return week >> quarters | (week & (1 << quarters) - 1) << QUARTERS_A_WEEK - quarters


def intervals_of(week: int) -> list[tuple[int, int]]:
    """The stretches of a week as matching reads weeks: half-open, in minutes since Monday 00:00 UTC."""
    quarters = (quarter for quarter in range(QUARTERS_A_WEEK) if week >> quarter & 1)
    return _merged((quarter * MINUTES_A_QUARTER, (quarter + 1) * MINUTES_A_QUARTER) for quarter in quarters)


def _merged(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
