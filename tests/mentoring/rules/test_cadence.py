"""When things are due. What holds in every zone and at every clock change is in `test_cadence_everywhere`."""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.availability import WorkingHours, is_working
from mentoring.rules.cadence import (
    AfterKickOff,
    BeforeEnd,
    Course,
    DateSpan,
    Occurrence,
    StepTiming,
    days_run,
    is_stale,
    shared_moment,
    shift_days,
    step_day,
    step_moment,
    stopped_days,
    working_morning,
)
from mentoring.rules.local_time import local_date

EXAMPLES = int(os.environ.get("CADENCE_EXAMPLES", "2000"))
ZONES = sorted(available_timezones())
METTE = WorkingHours(zone="Europe/Copenhagen")
ADE = WorkingHours(zone="America/New_York")
KICK_OFF = date(2026, 1, 5)
COURSE = Course(kick_off=KICK_OFF, end=date(2026, 6, 30))

days = st.dates(date(2020, 1, 1), date(2037, 12, 31))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
working_hours = st.builds(
    WorkingHours,
    zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    start=wall_times,
    end=wall_times,
)


def around(day: date) -> st.SearchStrategy[frozenset[date]]:
    return st.frozensets(st.integers(-3, 40).map(lambda n: day + timedelta(days=n)), max_size=12)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), hours=working_hours, day=days, hour=st.integers(0, 23), jitter=st.integers(0, 600))
def test_a_working_morning_is_inside_the_hours_and_never_on_a_day_off(
    data: st.DataObject, hours: WorkingHours, day: date, hour: int, jitter: int
) -> None:
    days_off = data.draw(around(day))
    asked = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    first = working_morning(hours, asked, days_off, jitter)
    second = working_morning(hours, first + timedelta(microseconds=1), days_off, jitter)
    assert asked <= first < second
    for moment in (first, second):
        assert is_working(hours, moment, days_off)
        assert local_date(moment, hours.zone) not in days_off


@settings(max_examples=EXAMPLES // 10, deadline=None)
@given(start=days, count=st.integers(1, 120), data=st.data())
def test_the_clock_stands_still_on_stopped_days(start: date, count: int, data: st.DataObject) -> None:
    stopped = data.draw(around(start))
    first = shift_days(start, 0, stopped)
    shifted = shift_days(start, count, stopped)
    assert shifted not in stopped
    assert days_run(first, shifted, stopped) == count


def test_a_morning_is_the_persons_own() -> None:
    friday_noon = utc(1, 16, 12)
    assert working_morning(METTE, friday_noon) == utc(1, 19, 8)
    assert working_morning(ADE, friday_noon) == utc(1, 16, 14)
    assert working_morning(METTE, friday_noon, jitter_seconds=300) == utc(1, 19, 8, 5)


def test_a_jittered_morning_still_ahead_is_not_skipped() -> None:
    assert working_morning(METTE, utc(1, 16, 8, 3), jitter_seconds=300) == utc(1, 16, 8, 5)


def test_a_shared_moment_is_the_first_inside_everyones_hours() -> None:
    assert shared_moment([METTE, ADE], utc(1, 14, 6), timedelta(days=1)) == utc(1, 14, 14)
    in_both_hours = utc(1, 14, 15)
    assert shared_moment([METTE, ADE], in_both_hours, timedelta(days=1)) == in_both_hours


def test_people_who_never_share_a_moment_have_none_within_the_window() -> None:
    auckland = WorkingHours(zone="Pacific/Auckland")
    assert shared_moment([METTE, auckland], utc(1, 14, 6), timedelta(days=7)) is None


def test_one_persons_holiday_moves_the_shared_moment() -> None:
    off = [frozenset({date(2026, 1, 14)}), frozenset[date]()]
    assert shared_moment([METTE, ADE], utc(1, 14, 6), timedelta(days=2), off) == utc(1, 15, 14)


def test_what_has_waited_longer_than_it_keeps_is_stale() -> None:
    due = utc(1, 14, 8)
    assert not is_stale(due, due + timedelta(days=3), timedelta(days=3))
    assert is_stale(due, due + timedelta(days=3, seconds=1), timedelta(days=3))


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (AfterKickOff(days=0), date(2026, 1, 5)),
        (AfterKickOff(days=10), date(2026, 1, 15)),
        (BeforeEnd(days=0), date(2026, 6, 30)),
        (BeforeEnd(days=14), date(2026, 6, 16)),
        (AfterKickOff(days=365), None),
        (BeforeEnd(days=365), None),
    ],
)
def test_a_step_falls_on_its_date_or_outside_the_course(timing: StepTiming, expected: date | None) -> None:
    assert step_day(timing, COURSE) == expected


def test_a_pause_moves_what_comes_after_it_and_nothing_before() -> None:
    paused = Course(
        kick_off=KICK_OFF,
        end=COURSE.end,
        pauses=(DateSpan(first=date(2026, 1, 12), last=date(2026, 1, 25)),),
    )
    assert step_day(AfterKickOff(days=6), paused) == date(2026, 1, 11)
    assert step_day(AfterKickOff(days=7), paused) == date(2026, 1, 26)
    assert step_day(AfterKickOff(days=14), paused) == date(2026, 2, 2)


def test_a_pause_without_an_end_leaves_no_later_step_due() -> None:
    paused = Course(kick_off=KICK_OFF, end=COURSE.end, pauses=(DateSpan(first=date(2026, 1, 12)),))
    assert step_moment(AfterKickOff(days=3), paused, METTE) is not None
    assert step_moment(AfterKickOff(days=30), paused, METTE) is None
    assert step_moment(BeforeEnd(days=7), paused, METTE) is None, "and no farewell months before the end"


def test_a_step_on_a_weekend_waits_for_the_next_working_morning() -> None:
    assert step_moment(AfterKickOff(days=5), COURSE, METTE) == Occurrence(day=date(2026, 1, 12), moment=utc(1, 12, 8))


def test_a_step_before_the_end_comes_earlier_rather_than_later() -> None:
    ends_on_sunday = Course(kick_off=KICK_OFF, end=date(2026, 6, 28))
    assert step_moment(BeforeEnd(days=0), ends_on_sunday, METTE) == Occurrence(
        day=date(2026, 6, 26), moment=utc(6, 26, 7)
    )
    assert step_moment(AfterKickOff(days=174), ends_on_sunday, METTE) is None, "no working morning is left"


def test_a_pause_until_the_end_of_time_costs_no_more_than_the_course() -> None:
    pause = DateSpan(first=date(2026, 1, 12), last=date.max)
    assert max(stopped_days([pause], frozenset(), COURSE.end)) == COURSE.end
