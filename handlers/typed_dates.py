"""A day as people type it, in English or Danish."""

import datetime as dt
import re
from collections.abc import Iterator

MONTHS = (
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
)
WEEKDAYS = (
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
)
_MONTH = {name: number for names in MONTHS for number, name in enumerate(names, start=1)}
_WEEKDAY = {name: number for names in WEEKDAYS for number, name in enumerate(names)}
_NAMED = "|".join(_MONTH)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_NUMBERS = re.compile(r"\b(?P<day>\d{1,2})[-./](?P<month>\d{1,2})(?:[-./](?P<year>\d{4}))?\b")
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?:of )?(?P<month>{_NAMED})[a-z]*\.?,?\s*(?P<year>\d{{4}})?\b"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_NAMED})[a-z]*\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?"
)


def day_in(words: str, today: dt.date) -> dt.date | None:
    """The first day somebody typed: 2026-12-24, 24.12.2026, 24/12, "24 December", "1. marts", "friday", "fredag".

    One without its year is the next such day; a weekday is the next one after today. None when there is none.
    """
    lower = words.lower()
    for pattern in (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        if found := pattern.search(lower):
            month = _MONTH.get(found["month"]) or int(found["month"])
            years = [int(found["year"])] if found["year"] else [today.year, today.year + 1]
            days = list(_days(years, month, int(found["day"])))
            return next((day for day in days if day >= today), days[0] if found["year"] and days else None)
    for word in re.findall(r"\w+", lower):
        if word in _WEEKDAY:
            return today + dt.timedelta(days=(_WEEKDAY[word] - today.weekday() - 1) % 7 + 1)
    return None


def _days(years: list[int], month: int, day: int) -> Iterator[dt.date]:
    for year in years:
        try:
            yield dt.date(year, month, day)
        except ValueError:  # no such day in this year
            continue
