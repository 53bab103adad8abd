"""How long somebody has to answer a question: in their own working days, reminded once on the way."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from mentoring.rules.availability import WorkingHours, next_working, shift_from, shift_on, working_day_after

WORKING_DAYS = 3
"""After the one on which it is asked; a question is asked once more as the last but one begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTimes:
    """When a question is put, when it is put once more, and when it closes: at the end of a working day."""

    asked: datetime
    reminded: datetime
    closes: datetime


def answer_times(
    hours: WorkingHours, now: datetime, days_off: AbstractSet[date], *, working_days: int = WORKING_DAYS
) -> AnswerTimes:
    """The times of a question that somebody could be asked from `now` on; `days_off` reaches some weeks ahead.

    There are at least two working days to answer.
    """
    asked = next_working(hours, now, days_off)
    day = shift_from(hours, asked, days_off).day
    reminder, last = (
        shift_on(hours, working_day_after(hours, day, number, days_off), days_off)
        for number in (working_days - 1, working_days)
    )
    assert reminder is not None and last is not None  # noqa: S101, PT018  # a working day has a shift
    return AnswerTimes(asked=asked, reminded=reminder.start, closes=last.end)
