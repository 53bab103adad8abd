"""Who works when, alone and together."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoring.rules.availability import (
    HoursFault,
    LocalWindow,
    WorkingHours,
    common_windows,
    is_working,
    next_working,
    overlap_in_zones,
    read_hours,
    week_intervals,
    working_day_after,
)

METTE = WorkingHours(zone="Europe/Copenhagen")
ADE = WorkingHours(zone="Europe/London")
NIGHTS = WorkingHours(zone="Europe/Copenhagen", weekdays=frozenset({6, 0, 1}), start=time(22), end=time(6))
WINTER = date(2026, 1, 14)
SUMMER = date(2026, 7, 15)


def utc(day: int, hour: int, minute: int = 0, *, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_typed_hours_are_read_with_colon_or_full_stop() -> None:
    read = read_hours(zone="Asia/Kathmandu", weekdays={6, 0, 1, 2, 3}, start=" 8.30", end="16:00")
    expected = WorkingHours(zone="Asia/Kathmandu", weekdays=frozenset({6, 0, 1, 2, 3}), start=time(8, 30), end=time(16))
    assert read == expected


def test_every_fault_in_typed_hours_is_named_at_once() -> None:
    assert read_hours(zone="Mars/Olympus", weekdays=set(), start="nine", end="25:00") == frozenset(
        {
            HoursFault.UNKNOWN_ZONE,
            HoursFault.NO_WEEKDAYS,
            HoursFault.UNREADABLE_START,
            HoursFault.UNREADABLE_END,
        }
    )


@pytest.mark.parametrize("zone", ["America", "../etc/passwd", "", "Nowhere/Here", "/etc/localtime"])
def test_what_is_no_zone_is_a_fault_and_never_an_error(zone: str) -> None:
    assert read_hours(zone=zone, weekdays={0}, start="9", end="17") == frozenset({HoursFault.UNKNOWN_ZONE})


def test_hours_without_a_weekday_cannot_exist() -> None:
    with pytest.raises(ValueError, match="at least one weekday"):
        WorkingHours(zone="Europe/Copenhagen", weekdays=frozenset())


def test_work_begins_at_the_first_minute_and_has_ended_at_the_last() -> None:
    assert is_working(METTE, utc(14, 8))
    assert not is_working(METTE, utc(14, 7, 59))
    assert not is_working(METTE, utc(14, 16))
    assert not is_working(METTE, utc(17, 10)), "a Saturday"


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    assert is_working(NIGHTS, utc(13, 22)), "Tuesday's shift"
    assert is_working(NIGHTS, utc(14, 4, 59)), "still Tuesday's shift, on Wednesday"
    assert not is_working(NIGHTS, utc(14, 22)), "no shift on Wednesday"


def test_a_day_off_cuts_short_the_night_shift_that_runs_into_it() -> None:
    off = frozenset({date(2026, 1, 14)})
    assert is_working(NIGHTS, utc(13, 22, 30), off)
    assert not is_working(NIGHTS, utc(13, 23), off), "midnight in Copenhagen"


def test_the_next_working_moment_skips_weekend_and_holidays() -> None:
    friday_evening = utc(16, 18)
    assert next_working(METTE, friday_evening) == utc(19, 8)
    assert next_working(METTE, friday_evening, frozenset({date(2026, 1, 19)})) == utc(20, 8)
    assert next_working(METTE, utc(14, 10)) == utc(14, 10), "already at work"


def test_working_days_are_counted_without_weekends_and_holidays() -> None:
    assert working_day_after(METTE, date(2026, 1, 15), 2, frozenset({date(2026, 1, 16)})) == date(2026, 1, 20)


def test_a_week_in_utc_minutes_follows_summer_time() -> None:
    assert week_intervals(METTE, WINTER)[0] == (8 * 60, 16 * 60)
    assert week_intervals(METTE, SUMMER)[0] == (7 * 60, 15 * 60)


def test_a_shift_over_the_end_of_the_utc_week_comes_in_two_parts() -> None:
    auckland = WorkingHours(zone="Pacific/Auckland")
    intervals = week_intervals(auckland, SUMMER)
    assert intervals[0] == (0, 5 * 60)
    assert intervals[-1] == (7 * 1440 - 3 * 60, 7 * 1440)
    assert sum(end - start for start, end in intervals) == 5 * 8 * 60


def test_round_the_clock_hours_fill_their_days() -> None:
    lighthouse = WorkingHours(zone="UTC", weekdays=frozenset({0}), start=time(6), end=time(6))
    assert week_intervals(lighthouse, WINTER) == ((6 * 60, 30 * 60),)


def test_common_windows_are_what_all_share() -> None:
    part_time = WorkingHours(zone="America/New_York", weekdays=frozenset({1, 2}))
    windows = common_windows([METTE, ADE, part_time], WINTER)
    assert windows.intervals == ((1440 + 14 * 60, 1440 + 16 * 60), (2880 + 14 * 60, 2880 + 16 * 60))
    assert windows.minutes_a_week == 240
    assert common_windows([], WINTER).minutes_a_week == 0


def test_the_weeks_between_two_clock_changes_have_their_own_overlap() -> None:
    new_york = WorkingHours(zone="America/New_York")
    assert common_windows([METTE, new_york], WINTER).minutes_a_week == 5 * 120
    assert common_windows([METTE, new_york], date(2026, 3, 18)).minutes_a_week == 5 * 180


def test_the_overlap_is_told_on_each_persons_own_clock() -> None:
    monday_to_friday = frozenset(range(5))
    assert overlap_in_zones([METTE, ADE], WINTER) == (
        LocalWindow(start=time(10), end=time(17), weekdays=monday_to_friday),
        LocalWindow(start=time(9), end=time(16), weekdays=monday_to_friday),
    )


def test_an_overlap_over_the_date_line_keeps_each_persons_weekdays() -> None:
    auckland = WorkingHours(zone="Pacific/Auckland")
    honolulu = WorkingHours(zone="Pacific/Honolulu")
    there, here = overlap_in_zones([auckland, honolulu], WINTER) or pytest.fail("they do overlap")
    assert (there.start, there.end, there.weekdays) == (time(9), time(16), frozenset({1, 2, 3, 4}))
    assert (here.start, here.end, here.weekdays) == (time(10), time(17), frozenset({0, 1, 2, 3}))


def test_an_overlap_over_midnight_utc_on_sunday_is_one_window() -> None:
    sundays = WorkingHours(zone="America/Los_Angeles", weekdays=frozenset({6}))
    (window,) = overlap_in_zones([sundays], WINTER) or pytest.fail("they do overlap")
    assert window == LocalWindow(start=time(9), end=time(17), weekdays=frozenset({6}))


def test_people_who_never_work_at_once_have_no_overlap() -> None:
    assert overlap_in_zones([METTE, WorkingHours(zone="Pacific/Auckland")], SUMMER) is None


def test_the_clock_change_moves_the_shift_and_not_the_wall_time() -> None:
    before, after = utc(27, 8, month=3), utc(30, 7, month=3)
    assert next_working(METTE, before) == before
    assert next_working(METTE, before + timedelta(days=2)) == after
