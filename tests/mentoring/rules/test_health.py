"""From dates and clicks to fine, due or no news."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.health import Health, Signs, fine_until, health

KICK_OFF = date(2026, 1, 5)
NEVER_STOPPED: frozenset[date] = frozenset()


def after(days: int) -> date:
    return KICK_OFF + timedelta(days=days)


def signs(*, meeting: int | None = None, press: int | None = None, reminder: int | None = None) -> Signs:
    return Signs(
        kick_off=KICK_OFF,
        rhythm_days=14,
        last_meeting=None if meeting is None else after(meeting),
        last_press=None if press is None else after(press),
        last_reminder=None if reminder is None else after(reminder),
    )


@pytest.mark.parametrize(
    ("known", "on", "expected"),
    [
        (signs(), 20, Health.FINE),
        (signs(), 21, Health.DUE),
        (signs(), 90, Health.DUE),
        (signs(meeting=14), 34, Health.FINE),
        (signs(meeting=14), 35, Health.DUE),
        (signs(reminder=21), 27, Health.DUE),
        (signs(reminder=21), 28, Health.NO_NEWS),
        (signs(reminder=26), 28, Health.DUE),
        (signs(reminder=26), 33, Health.NO_NEWS),
        (signs(reminder=21, press=23), 40, Health.DUE),
        (signs(reminder=21, press=20), 40, Health.NO_NEWS),
        (signs(reminder=21, meeting=24), 40, Health.FINE),
        (signs(meeting=14, reminder=10), 42, Health.DUE),
    ],
    ids=[
        "a few days late",
        "a rhythm and a half",
        "never reminded, so never called silent",
        "met, then a few days late",
        "met, then due again",
        "reminded less than a week ago",
        "two rhythms and a week without an answer",
        "two rhythms, reminded just now",
        "two rhythms, the reminder's week is over",
        "pressed 'not yet' after the reminder",
        "pressed something before the reminder only",
        "met after the reminder",
        "the reminder belongs to an earlier gap",
    ],
)
def test_health_follows_from_dates_and_clicks(known: Signs, on: int, expected: Health) -> None:
    assert health(known, after(on), NEVER_STOPPED) is expected


def test_a_pause_is_not_held_against_anyone() -> None:
    july = frozenset(after(days) for days in range(10, 40))
    assert health(signs(), after(45), july) is Health.FINE
    assert health(signs(), after(51), july) is Health.DUE


def test_a_reminder_just_before_a_pause_keeps_its_week() -> None:
    away = frozenset(after(days) for days in range(29, 60))
    assert health(signs(reminder=28), after(62), away) is Health.DUE
    assert health(signs(reminder=28), after(66), away) is Health.NO_NEWS


@given(on=st.integers(0, 300), meeting=st.integers(0, 300), reminder=st.integers(0, 300))
def test_a_meeting_noted_on_the_day_is_always_fine(on: int, meeting: int, reminder: int) -> None:
    assert health(signs(meeting=max(on, meeting), reminder=reminder), after(on), NEVER_STOPPED) is Health.FINE


@given(
    on=st.integers(0, 300),
    meeting=st.none() | st.integers(0, 300),
    reminder=st.none() | st.integers(0, 300),
    stopped=st.sets(st.integers(0, 300), max_size=40),
)
def test_before_the_day_until_which_all_is_fine_nothing_is_due(
    on: int, meeting: int | None, reminder: int | None, stopped: set[int]
) -> None:
    known = signs(meeting=meeting, reminder=reminder)
    if after(on) < fine_until(known):
        assert health(known, after(on), {after(day) for day in stopped}) is Health.FINE


def test_on_that_day_it_is_due_when_the_clock_never_stood_still() -> None:
    known = signs(meeting=3)
    assert health(known, fine_until(known), set()) is Health.DUE
