"""Every zone there is, from 2020 to 2037: each occurrence is one moment, at work, within the budget.

What counts as at work is read off the wall clock of the zone, and not asked of the code that is tested. How many
examples are tried stands in CADENCE_EXAMPLES: 2,000 unless it says otherwise, 20,000 at night.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentoring.rules.availability import WorkingHours, is_working
from mentoring.rules.budget import Budget, earliest_moment, mentee_budget, mentor_budget
from mentoring.rules.cadence import (
    AfterKickOff,
    Course,
    DateSpan,
    Occurrence,
    step_moment,
    working_morning,
)
from mentoring.rules.local_time import day_begins, local_date, local_instant

EXAMPLES = int(os.environ.get("CADENCE_EXAMPLES", "2000"))
pytestmark = pytest.mark.timeout(120 + EXAMPLES // 20)
ZONES = sorted(available_timezones())
DAY = timedelta(days=1)
LENGTH = timedelta(days=84)

days = st.dates(date(2020, 1, 1), date(2037, 12, 31))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
any_hours = st.builds(
    WorkingHours,
    zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    start=wall_times,
    end=wall_times,
)


@dataclass(frozen=True)
class Somebody:
    """A person for twelve weeks: when they work, when they are away, and how much they want to hear."""

    hours: WorkingHours
    course: Course
    holidays: frozenset[date]
    budget: Budget
    jitter: int = 0
    rhythm_days: int = 7

    @property
    def away(self) -> frozenset[date]:
        return self.course.stopped() | self.holidays


@st.composite
def people(draw: st.DrawFn) -> Somebody:
    kick_off = draw(days)
    later = st.integers(-3, LENGTH.days).map(lambda n: kick_off + timedelta(days=n))
    holidays = draw(st.frozensets(later, max_size=8))
    away_from = draw(later)
    pauses = draw(st.sampled_from([(), (DateSpan(first=away_from, last=away_from + 9 * DAY),)]))
    began = datetime.combine(kick_off, time(), UTC)
    return Somebody(
        hours=draw(any_hours),
        course=Course(
            kick_off=kick_off,
            end=kick_off + LENGTH,
            pauses=pauses,
            days_off=holidays,
        ),
        holidays=holidays,
        budget=draw(st.sampled_from((mentee_budget(began), mentor_budget()))),
        jitter=draw(st.integers(0, 1800)),
        rhythm_days=draw(st.sampled_from((7, 14, 28))),
    )


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(somebody=people())
def test_occurrences_are_one_moment_each_at_work_and_never_on_a_day_off(somebody: Somebody) -> None:
    found = occurrences(somebody)

    assert len({each.day for each in found}) == len({each.moment for each in found}) == len(found)
    assert all(earlier.moment < later.moment for earlier, later in pairwise(found))
    for each in found:
        assert_at_work(each.moment, somebody)
        assert somebody.course.kick_off <= each.day <= somebody.course.end


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(somebody=people(), wanted=st.lists(st.integers(0, LENGTH.days), min_size=2, max_size=12))
def test_what_is_moved_to_fit_the_budget_stays_at_work_and_never_exceeds_it(
    somebody: Somebody, wanted: list[int]
) -> None:
    said: list[datetime] = []
    for day in sorted(wanted):
        occurrence = step_moment(AfterKickOff(days=day), somebody.course, somebody.hours, somebody.jitter)
        if occurrence is not None:
            said.append(fitting(occurrence.moment, said, somebody))

    for moment in said:
        assert_at_work(moment, somebody)
    assert_within_the_budget(said, somebody)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(zone=st.sampled_from(ZONES), at=wall_times, day=days)
@example(zone="America/Santiago", at=time(0), day=date(2026, 9, 5))
@example(zone="Asia/Beirut", at=time(0), day=date(2026, 3, 28))
@example(zone="Africa/Cairo", at=time(0), day=date(2026, 4, 23))
@example(zone="Australia/Lord_Howe", at=time(2, 15), day=date(2026, 10, 3))
@example(zone="America/Nuuk", at=time(23, 30), day=date(2026, 3, 27))
@example(zone="Pacific/Apia", at=time(9), day=date(2011, 12, 28))
@example(zone="Pacific/Kwajalein", at=time(9), day=date(1993, 8, 19))
def test_each_date_has_one_instant_and_the_instants_only_go_forward(zone: str, at: time, day: date) -> None:
    instants = [local_instant(day + n * DAY, at, zone) for n in range(4)]
    there = [instant for instant in instants if instant is not None]

    assert len(there) >= 3
    assert all(earlier < later for earlier, later in pairwise(there))
    for instant in there:
        shown = instant.astimezone(ZoneInfo(zone))
        assert shown.time() == at or shown.utcoffset() != (instant - DAY).astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize(
    ("zone", "day", "at", "shown"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08 03:30 EDT"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01 01:30 EDT"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04 02:45 +11"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-05 01:45 +11"),
        ("America/Santiago", date(2026, 9, 6), time(0), "2026-09-06 01:00 -03"),
        ("Asia/Beirut", date(2026, 3, 29), time(0), "2026-03-29 01:00 EEST"),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 15), "2026-04-24 01:15 EEST"),
        ("America/Havana", date(2026, 11, 1), time(0, 30), "2026-11-01 00:30 CDT"),
    ],
)
def test_a_wall_time_leapt_over_comes_later_by_the_leap_and_one_shown_twice_the_first_time(
    zone: str, day: date, at: time, shown: str
) -> None:
    instant = local_instant(day, at, zone)

    assert instant is not None
    assert f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}" == shown


@pytest.mark.parametrize(
    ("zone", "skipped"), [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))]
)
def test_a_zone_that_skipped_a_date_has_nothing_on_it_and_nothing_twice(zone: str, skipped: date) -> None:
    hours = WorkingHours(zone=zone, weekdays=frozenset(range(7)))
    course = Course(kick_off=skipped - 2 * DAY, end=skipped + 3 * DAY)
    found = occurrences(Somebody(hours, course, frozenset(), mentor_budget(), rhythm_days=1))

    assert [each.day for each in found] == [skipped + n * DAY for n in (-2, -1, 1, 2, 3)]
    assert all(earlier.moment < later.moment for earlier, later in pairwise(found))


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe", "America/Nuuk"])
def test_somebody_who_works_nights_hears_at_ten_in_the_evening_of_the_day_the_shift_begins_on(zone: str) -> None:
    nights = WorkingHours(zone=zone, weekdays=frozenset({6, 0, 1, 2, 3}), start=time(22), end=time(6))
    course = Course(kick_off=date(2026, 3, 1), end=date(2026, 11, 30))
    found = occurrences(Somebody(nights, course, frozenset(), mentor_budget()))

    assert len(found) == 40
    assert {f"{each.moment.astimezone(ZoneInfo(zone)):%a %H:%M}" for each in found} == {"Sun 22:00"}
    assert all(each.day == local_date(each.moment, zone) for each in found)


def test_after_midnight_a_night_shift_is_still_that_of_the_day_before() -> None:
    nights = WorkingHours(zone="Europe/Copenhagen", weekdays=frozenset({4}), start=time(22), end=time(6))
    saturday_at_three = datetime(2026, 1, 17, 2, tzinfo=UTC)

    assert is_working(nights, saturday_at_three)
    assert working_morning(nights, saturday_at_three) == datetime(2026, 1, 23, 21, tzinfo=UTC)
    assert not is_working(nights, saturday_at_three, frozenset({date(2026, 1, 16)})), "Friday's shift was off"


def occurrences(somebody: Somebody) -> list[Occurrence]:
    """A step of each period of the rhythm, from the kick-off on; those that people are away for come on one morning."""
    length = (somebody.course.end - somebody.course.kick_off).days
    steps = (AfterKickOff(days=begins) for begins in range(0, length + 1, somebody.rhythm_days))
    found = (step_moment(step, somebody.course, somebody.hours, somebody.jitter) for step in steps)
    return list(dict.fromkeys(each for each in found if each is not None))


def fitting(wanted: datetime, said: Sequence[datetime], somebody: Somebody) -> datetime:
    """To and fro between hours and budget, which counts the person's own days."""
    zone, moment = somebody.hours.zone, wanted
    while True:
        day = as_day(moment, zone)
        fits = earliest_moment(day, [as_day(each, zone) for each in said], somebody.budget)
        assert fits is not None
        if fits == day:
            return moment
        moment = working_morning(somebody.hours, day_begins(fits.date(), zone), somebody.away, somebody.jitter)


def as_day(moment: datetime, zone: str) -> datetime:
    return datetime.combine(local_date(moment, zone), time(), UTC)


def assert_at_work(moment: datetime, somebody: Somebody) -> None:
    """Read off the wall clock; where clocks change within a day, times may be off by what they change."""
    zone = ZoneInfo(somebody.hours.zone)
    leap = max(abs(offset(moment, zone) - offset(moment + n * DAY, zone)) for n in (-1, 1))
    on_the_clock = [(moment + slack).astimezone(zone) for slack in {timedelta(), leap, -leap}]

    assert any(is_on_shift(shown, somebody) for shown in on_the_clock), f"{moment.astimezone(zone)} is not at work"
    assert moment.astimezone(zone).date() not in somebody.away


def is_on_shift(shown: datetime, somebody: Somebody) -> bool:
    hours, at, today = somebody.hours, shown.time(), shown.date()
    if hours.start < hours.end:
        return today.weekday() in hours.weekdays and hours.start <= at < hours.end
    begun_today = at >= hours.start and today.weekday() in hours.weekdays
    begun_before = at < hours.end and (today - DAY).weekday() in hours.weekdays and today - DAY not in somebody.away
    return begun_today or begun_before


def offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def assert_within_the_budget(said: Sequence[datetime], somebody: Somebody) -> None:
    """No stretch of days as long as one of the budget's limits holds more than that allows on its last day."""
    on_days = sorted(as_day(moment, somebody.hours.zone) for moment in said)
    for limit in somebody.budget.limits:
        for last in on_days:
            most = max(limit.most, limit.early_most) if limit.early_until and last < limit.early_until else limit.most
            assert sum(last - limit.window < day <= last for day in on_days) <= most
