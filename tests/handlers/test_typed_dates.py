"""A day as people type it."""

import datetime as dt

import pytest

from handlers.typed_dates import day_in

MONDAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-24", dt.date(2026, 12, 24)),
        ("24-12-2026", dt.date(2026, 12, 24)),
        ("24.12.2026", dt.date(2026, 12, 24)),
        ("24/12/2026", dt.date(2026, 12, 24)),
        ("til 24/12", dt.date(2026, 12, 24)),
        ("1 March 2027", dt.date(2027, 3, 1)),
        ("1 March", dt.date(2027, 3, 1)),
        ("until the 5th of march", dt.date(2026, 3, 5)),
        ("March 12th", dt.date(2026, 3, 12)),
        ("1. marts", dt.date(2027, 3, 1)),
        ("til den 3. maj", dt.date(2026, 5, 3)),
        ("29 feb 2028", dt.date(2028, 2, 29)),
        ("2. oktober 2026", dt.date(2026, 10, 2)),
        ("until next friday", dt.date(2026, 3, 6)),
        ("fredag", dt.date(2026, 3, 6)),
        ("mandag", dt.date(2026, 3, 9)),
        ("søndag", dt.date(2026, 3, 8)),
        ("2020-01-01", dt.date(2020, 1, 1)),
        ("1. marts 2020", dt.date(2020, 1, 1) + dt.timedelta(days=60)),
        ("31-02-2026", None),
        ("indtil jul", None),
        ("for a while", None),
    ],
)
def test_days_are_read_in_both_languages(words: str, day: dt.date | None) -> None:
    assert day_in(words, MONDAY) == day
