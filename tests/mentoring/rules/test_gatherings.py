"""When to write to several people at once."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.availability import NO_DAYS, WorkingHours, is_working
from mentoring.rules.gatherings import SOON, Week, gathering

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
COPENHAGEN = WorkingHours(zone="Europe/Copenhagen")
LONDON = WorkingHours(zone="Europe/London")
AUCKLAND = WorkingHours(zone="Pacific/Auckland")
ZONES = ("Europe/Copenhagen", "Pacific/Auckland", "America/New_York", "Asia/Kolkata")


def test_everybody_at_work_comes_first() -> None:
    assert gathering([(COPENHAGEN, NO_DAYS), (LONDON, NO_DAYS)], MONDAY) == MONDAY + timedelta(hours=9)


def test_a_moment_that_suits_everybody_is_taken_as_it_is() -> None:
    now = MONDAY + timedelta(hours=11, minutes=7)

    assert gathering([(COPENHAGEN, NO_DAYS), (LONDON, NO_DAYS)], now, jitter_seconds=900) == now


def test_a_later_moment_is_spread_while_it_stays_inside_hours() -> None:
    brief = WorkingHours(zone="UTC", start=time(9), end=time(9, 10))

    assert gathering([(LONDON, NO_DAYS)], MONDAY, jitter_seconds=900) == MONDAY + timedelta(hours=9, minutes=15)
    assert gathering([(LONDON, NO_DAYS), (brief, NO_DAYS)], MONDAY, jitter_seconds=900) == MONDAY + timedelta(hours=9)


def test_without_a_common_hour_most_decide() -> None:
    people = [(COPENHAGEN, NO_DAYS), (LONDON, NO_DAYS), (AUCKLAND, NO_DAYS)]

    assert gathering(people, MONDAY) == MONDAY + timedelta(hours=9)


def test_while_everybody_is_away_it_waits() -> None:
    away = frozenset(date(2026, 3, 2) + timedelta(days=n) for n in range(21))

    moment = gathering([(COPENHAGEN, away), (LONDON, away)], MONDAY)

    assert moment == datetime(2026, 3, 23, 9, tzinfo=UTC)


@given(
    zones=st.lists(st.sampled_from(ZONES), min_size=1, max_size=5),
    minutes=st.integers(0, 20_000),
    jitter=st.integers(0, 3600),
)
def test_somebody_is_always_at_work_and_asking_again_then_says_now(zones: list[str], minutes: int, jitter: int) -> None:
    people: list[Week] = [(WorkingHours(zone=zone), NO_DAYS) for zone in zones]
    asked = MONDAY + timedelta(minutes=minutes)

    moment = gathering(people, asked, jitter_seconds=jitter)

    assert asked <= moment <= asked + 2 * SOON
    assert any(is_working(hours, moment, away) for hours, away in people)
    assert gathering(people, moment) == moment
