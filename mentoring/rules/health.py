"""How a relationship seems to be doing, from dates and clicks alone; what the two write to each other nobody reads.

"No news" says only that nothing was noted for a while: many pairs meet and never tell.

The clock stands still on stopped days (pauses, holidays, closing days), and everything below counts running days:

- **fine** until one and a half rhythms have passed since the last meeting noted, or since the kick-off: people who
  meet every two weeks slip by a few days, and that is no reason to write to them.
- **due** after that: time for a friendly reminder.
- **no news** once two rhythms have passed, a reminder has gone unanswered for a week, and since it was sent nobody has
  pressed a button, answered a check-in or noted a meeting. "Not yet" is news too.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from mentoring.rules.cadence import days_run

DUE_AFTER_RHYTHMS = 1.5
NO_NEWS_AFTER_RHYTHMS = 2
REMINDER_PATIENCE_DAYS = 7


class Health(StrEnum):
    """What dates and clicks say about a relationship."""

    FINE = "fine"
    DUE = "due"
    NO_NEWS = "no_news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The dates known of a relationship; `last_press` is the last check-in answered or button pressed by anyone in it."""

    kick_off: date
    rhythm_days: int
    last_meeting: date | None = None
    last_press: date | None = None
    last_reminder: date | None = None


def health(signs: Signs, today: date, stopped: AbstractSet[date]) -> Health:
    """The state of a relationship on `today`; `stopped` holds the dates on which its clock stood still."""
    without_meeting = days_run(signs.last_meeting or signs.kick_off, today, stopped)
    if without_meeting < DUE_AFTER_RHYTHMS * signs.rhythm_days:
        return Health.FINE
    long_silent = without_meeting >= NO_NEWS_AFTER_RHYTHMS * signs.rhythm_days
    return Health.NO_NEWS if long_silent and _reminder_unanswered(signs, today, stopped) else Health.DUE


def fine_until(signs: Signs) -> date:
    """The first day on which it can be anything but fine; a clock that stands still can only put that off."""
    return (signs.last_meeting or signs.kick_off) + timedelta(days=ceil(DUE_AFTER_RHYTHMS * signs.rhythm_days))


def _reminder_unanswered(signs: Signs, today: date, stopped: AbstractSet[date]) -> bool:
    reminder = signs.last_reminder
    if reminder is None or days_run(reminder, today, stopped) < REMINDER_PATIENCE_DAYS:
        return False
    signs_of_life = (signs.last_meeting, signs.last_press)
    return all(sign is None or sign < reminder for sign in signs_of_life)
