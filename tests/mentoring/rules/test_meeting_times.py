"""Times that a pair could really meet."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.availability import WorkingHours, is_working
from mentoring.rules.local_time import local_date
from mentoring.rules.meeting_times import SuggestedTime, suggest_times

METTE = WorkingHours(zone="Europe/Copenhagen")
ADE = WorkingHours(zone="America/New_York")
AROHA = WorkingHours(zone="Pacific/Auckland")
MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
ZONES = ("Europe/Copenhagen", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "America/Santiago")


def starts_in(times: tuple[SuggestedTime, ...], zone: str) -> list[str]:
    return [f"{suggested.start.astimezone(ZoneInfo(zone)):%a %d %H:%M}" for suggested in times]


def test_two_colleagues_get_pleasant_hours_on_three_days_from_the_second_working_day_on() -> None:
    times = suggest_times([METTE, METTE], MONDAY)
    assert starts_in(times, "Europe/Copenhagen") == ["Wed 14 10:00", "Thu 15 13:00", "Fri 16 10:00"]
    assert not any(suggested.is_compromise for suggested in times)
    assert {suggested.end - suggested.start for suggested in times} == {timedelta(minutes=45)}


def test_over_an_ocean_the_times_lie_where_both_work() -> None:
    times = suggest_times([METTE, ADE], MONDAY)
    assert starts_in(times, "Europe/Copenhagen") == ["Wed 14 15:00", "Thu 15 15:00", "Fri 16 15:00"]
    assert starts_in(times, "America/New_York") == ["Wed 14 09:00", "Thu 15 09:00", "Fri 16 09:00"]


def test_nobody_is_asked_to_meet_on_their_holiday() -> None:
    times = suggest_times([METTE, ADE], MONDAY, [frozenset({date(2026, 1, 15)}), frozenset({date(2026, 1, 19)})])
    assert [local_date(suggested.start, "UTC").day for suggested in times] == [14, 16, 20]


def test_part_timers_are_given_the_weeks_they_need() -> None:
    thursdays = WorkingHours(zone="Europe/Copenhagen", weekdays=frozenset({3}))
    times = suggest_times([METTE, thursdays], MONDAY)
    assert [local_date(suggested.start, "UTC").day for suggested in times] == [22, 29, 5]


def test_people_who_never_work_at_once_get_the_nearest_compromise_and_it_says_so() -> None:
    times = suggest_times([METTE, AROHA], MONDAY)
    assert len(times) == 3
    assert all(suggested.is_compromise for suggested in times)
    # Four hours lie between their days on either side: the middle of them is the fairest, once early and once late.
    assert {max(suggested.minutes_outside) for suggested in times} == {150}
    assert starts_in(times, "Europe/Copenhagen") == ["Wed 14 06:30", "Thu 15 18:30", "Mon 19 06:30"]
    assert starts_in(times, "Pacific/Auckland") == ["Wed 14 18:30", "Fri 16 06:30", "Mon 19 18:30"]


def test_an_overlap_too_short_for_the_meeting_is_a_compromise_of_minutes() -> None:
    late = WorkingHours(zone="Europe/Copenhagen", start=time(16, 30), end=time(23))
    times = suggest_times([METTE, late], MONDAY)
    assert {suggested.minutes_outside for suggested in times} <= {(15, 0), (0, 15)}
    assert not any(suggested.is_compromise for suggested in suggest_times([METTE, late], MONDAY, minutes=30))


@settings(max_examples=60, deadline=None)
@given(
    hours=st.lists(
        st.builds(
            WorkingHours,
            zone=st.sampled_from(ZONES),
            weekdays=st.frozensets(st.integers(0, 6), min_size=3),
            start=st.builds(time, st.integers(0, 23)),
            end=st.builds(time, st.integers(0, 23)),
        ),
        min_size=1,
        max_size=3,
    ),
    after=st.datetimes(datetime(2020, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis wants naive bounds
)
def test_suggestions_are_on_different_days_and_inside_everyones_hours_unless_they_say_otherwise(
    hours: list[WorkingHours], after: datetime
) -> None:
    times = suggest_times(hours, after)
    assert times
    for person in hours:
        assert len({local_date(suggested.start, person.zone) for suggested in times}) == len(times)
    for suggested in times:
        assert suggested.start > after
        inside = all(
            is_working(person, suggested.start) and is_working(person, suggested.end - timedelta(seconds=1))
            for person in hours
        )
        assert inside or suggested.is_compromise
