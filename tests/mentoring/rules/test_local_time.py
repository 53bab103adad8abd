"""Wall times where clocks leap, repeat an hour, or skip a date."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoring.rules.local_time import day_begins, last_date_anywhere, local_date, local_instant


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("America/Santiago", date(2026, 9, 6), time(0, 15), datetime(2026, 9, 6, 4, 15, tzinfo=UTC)),
        ("Asia/Beirut", date(2026, 3, 29), time(0, 0), datetime(2026, 3, 28, 22, 0, tzinfo=UTC)),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), datetime(2026, 4, 23, 22, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
    ids=["gap", "fold", "Santiago", "Beirut", "Cairo", "Lord Howe gap", "Lord Howe fold", "Nuuk leaps past midnight"],
)
def test_a_wall_time_is_one_instant_forward_over_a_gap_and_first_in_a_fold(
    zone: str, day: date, at: time, expected: datetime
) -> None:
    assert local_instant(day, at, zone) == expected


def test_a_date_that_the_zone_skipped_has_no_instant() -> None:
    assert local_instant(date(2011, 12, 30), time(9), "Pacific/Apia") is None
    assert local_instant(date(2011, 12, 29), time(9), "Pacific/Apia") is not None
    assert local_instant(date(2011, 12, 31), time(9), "Pacific/Apia") is not None


def test_a_day_begins_when_its_own_clocks_first_show_that_date() -> None:
    assert day_begins(date(2026, 9, 6), "America/Santiago") == datetime(2026, 9, 6, 4, tzinfo=UTC)
    assert local_date(datetime(2026, 9, 6, 3, 59, tzinfo=UTC), "America/Santiago") == date(2026, 9, 5)


def test_a_date_is_over_for_everybody_once_no_calendar_shows_it() -> None:
    noon = datetime(2026, 4, 16, 12, tzinfo=UTC)
    assert last_date_anywhere(noon) == date(2026, 4, 16)
    assert last_date_anywhere(noon - timedelta(minutes=1)) == date(2026, 4, 15)
