"""How long somebody has to answer a question: in their own working days, reminded once on the way."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from mentoring.rules.availability import WorkingHours, next_working, shift_from, shift_on, working_day_after

WORKING_DAYS = 3
REMINDED_ON = 2
"""The working day after the question, from 1, on whose beginning it is asked once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTimes:
    """When a question is put, when it is put once more, and when it closes: at the end of a working day."""

    asked: datetime
    reminded: datetime
    closes: datetime


def answer_times(hours: WorkingHours, now: datetime, days_off: AbstractSet[date]) -> AnswerTimes:
    """The times of a question that somebody could be asked from `now` on; `days_off` reaches some weeks ahead."""
    asked = next_working(hours, now, days_off)
    day = shift_from(hours, asked, days_off).day
    reminder, last = (
        shift_on(hours, working_day_after(hours, day, number, days_off), days_off)
        for number in (REMINDED_ON, WORKING_DAYS)
    )
    assert reminder is not None and last is not None  # noqa: S101, PT018  # a working day has a shift
    return AnswerTimes(asked=asked, reminded=reminder.start, closes=last.end)
