"""When to write to several people at once."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.availability import NO_DAYS, WorkingHours, is_working
from mentoring.rules.cadence import shared_moment
from mentoring.rules.gatherings import SOON, Week, gathering

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
COPENHAGEN = WorkingHours(zone="Europe/Copenhagen")
LONDON = WorkingHours(zone="Europe/London")
AUCKLAND = WorkingHours(zone="Pacific/Auckland")
LISBON = WorkingHours(zone="Europe/Lisbon")
NIGHTS = WorkingHours(zone="Europe/Lisbon", weekdays=frozenset({6, 0, 1, 2, 3}), start=time(22), end=time(6))
A_QUARTER = timedelta(minutes=15)
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


def test_at_the_two_ends_of_the_world_no_hour_is_everybodys_and_one_of_them_is_always_there() -> None:
    people: list[Week] = [(AUCKLAND, NO_DAYS), (LISBON, NO_DAYS)]
    for month in (1, 4, 7, 10):
        wednesday = datetime(2026, month, 14, 6, tzinfo=UTC)
        assert shared_moment([AUCKLAND, LISBON], wednesday, SOON) is None
        moment = gathering(people, wednesday)
        assert moment - wednesday < timedelta(days=3)
        assert [is_working(hours, moment, away) for hours, away in people].count(True) == 1


def test_an_early_start_in_one_place_meets_a_late_end_in_the_other() -> None:
    """In January half past six in Lisbon is half past seven in the evening in Auckland; in July it is two hours earlier there."""
    early = WorkingHours(zone="Europe/Lisbon", start=time(6, 30), end=time(14))
    late = WorkingHours(zone="Pacific/Auckland", start=time(12), end=time(20))
    assert shared_moment([early, late], datetime(2026, 1, 14, tzinfo=UTC), SOON) == datetime(
        2026, 1, 14, 6, 30, tzinfo=UTC
    )
    assert shared_moment([early, late], datetime(2026, 7, 15, tzinfo=UTC), SOON) == datetime(
        2026, 7, 15, 5, 30, tzinfo=UTC
    )


def test_a_night_shift_meets_an_early_one_before_it_ends_and_a_day_shift_never() -> None:
    monday = datetime(2026, 1, 12, 12, tzinfo=UTC)
    early = WorkingHours(zone="Europe/Lisbon", start=time(5), end=time(13))
    assert shared_moment([NIGHTS, early], monday, SOON) == datetime(2026, 1, 13, 5, tzinfo=UTC)
    assert shared_moment([NIGHTS, LISBON], monday, SOON) is None
    assert gathering([(NIGHTS, NO_DAYS), (LISBON, NO_DAYS)], monday) == monday, "the day shift is there"


quarters = st.integers(0, 95).map(lambda n: time(*divmod(n * 15, 60)))
hours_anywhere = st.builds(
    WorkingHours,
    zone=st.sampled_from((*ZONES, "Pacific/Kiritimati", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham")),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    start=quarters,
    end=quarters,
)


@settings(max_examples=150)
@given(
    people=st.lists(hours_anywhere, min_size=2, max_size=4),
    day=st.dates(date(2020, 1, 1), date(2037, 12, 31)),
    away=st.frozensets(st.integers(0, 3), max_size=2),
)
def test_a_shared_moment_is_the_first_there_is(people: list[WorkingHours], day: date, away: frozenset[int]) -> None:
    """Tried out against every quarter of an hour of three days: all hours and clock changes fall on one."""
    asked = datetime.combine(day, time(), UTC)
    off = [frozenset(day + timedelta(days=n) for n in away), *[NO_DAYS] * (len(people) - 1)]
    found = shared_moment(people, asked, timedelta(days=3), off)

    tried = (asked + n * A_QUARTER for n in range(3 * 96 + 1))
    first = next((each for each in tried if all(map(is_working, people, [each] * len(people), off))), None)
    assert found == first


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
