"""What a coordinator decides about a programme, read from what was typed, and everything that can be wrong with it."""

import datetime as dt
import re
from dataclasses import dataclass

from mentoring.enrolment import LONGEST_TEXT, TooLongError, says_something
from mentoring.errors import MentoringError
from mentoring.programmes import Programme, ProgrammeRules
from storage.states import Kind

LONGEST_NAME = 80
LONGEST_PROGRAMME = dt.timedelta(days=3 * 366)
LONGEST_GOAL = 75
MOST_OWN_GOALS = 20
GROUP_SIZES = range(3, 9)  # Slack holds eight people and the bot in a group conversation
RHYTHMS = (7, 14, 21, 28)
MEETING_MINUTES = (30, 45, 60, 90, 120)
REPORTING_LINE_LEVELS = (1, 2, 3)
OVERLAP_MINUTES = (120, 240, 480)
LEVEL_GAPS = (0, 1, 2)
FAULTS_NAMED = 5


class NamelessError(MentoringError):
    """A name or purpose without a single letter or digit."""


class DateMissingError(MentoringError):
    """A programme needs both its dates."""


class StartsAfterEndError(MentoringError):
    """The first day comes after the last."""


class LastsTooLongError(MentoringError):
    """The programme would go on for longer than anybody plans."""


class EndsInThePastError(MentoringError):
    """The last day is over."""


class TooShortError(MentoringError):
    """There is no room for two meetings in the rhythm asked for."""


class GroupSizeError(MentoringError):
    """Fewest and most people in a group contradict each other, or no group conversation holds so many."""


class NoGoalsError(MentoringError):
    """People need at least one goal to choose."""


class OwnGoalTooLongError(MentoringError):
    """A goal in own words is longer than a menu shows."""


class TooManyOwnGoalsError(MentoringError):
    """More goals in own words than anybody reads."""


class UnreadableClosingDaysError(MentoringError):
    """Lines that are no dates; the sentence names each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """What a programme is, when, and who stands for it. `kind` None keeps the one it has."""

    name: str
    kind: Kind | None
    purpose: str
    topic: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    rhythm_days: int
    meeting_minutes: int
    contact_id: str | None
    announcement_channel: str | None
    co_coordinators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """How people are matched, what they can choose, and the days on which nothing happens."""

    rules: ProgrammeRules
    goals: tuple[str, ...]
    holidays_country: str | None
    closing_days: frozenset[dt.date]
    holidays_region: str | None = None


def suggestion(today: dt.date) -> Basics:
    """What a new programme starts from: half a year from a Monday two or three weeks ahead."""
    starts_on = today + dt.timedelta(days=21 - today.weekday())
    return Basics(
        name="",
        kind=Kind.ONE_TO_ONE,
        purpose="",
        topic="",
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(weeks=26),
        rhythm_days=14,
        meeting_minutes=60,
        contact_id=None,
        announcement_channel=None,
        co_coordinators=(),
    )


def basics_of(programme: Programme, coordinator: str) -> Basics:
    """What a programme is now, as this coordinator changes it."""
    return Basics(
        name=programme.name,
        kind=programme.kind,
        purpose=programme.purpose,
        topic=programme.topic,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        rhythm_days=programme.rhythm_days,
        meeting_minutes=programme.meeting_minutes,
        contact_id=programme.contact_id,
        announcement_channel=programme.announcement_channel,
        co_coordinators=tuple(slack_id for slack_id in programme.coordinators if slack_id != coordinator),
    )


def dates_of(basics: Basics, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day, checked together with the texts.

    Raises:
        NamelessError, TooLongError: on the field that is at fault.
        DateMissingError, StartsAfterEndError, LastsTooLongError, EndsInThePastError, TooShortError: as they say.
    """
    for field, words, most in (
        ("name", basics.name, LONGEST_NAME),
        ("purpose", basics.purpose, LONGEST_TEXT),
        ("topic", basics.topic, LONGEST_TEXT),
    ):
        if field != "topic" and not says_something(words):
            raise NamelessError(field=field)
        if len(words) > most:
            raise TooLongError(field=field, most=most, written=len(words))
    if basics.starts_on is None or basics.ends_on is None:
        raise DateMissingError(field="starts_on" if basics.starts_on is None else "ends_on")
    if basics.starts_on > basics.ends_on:
        raise StartsAfterEndError(field="ends_on")
    if basics.ends_on - basics.starts_on > LONGEST_PROGRAMME:
        raise LastsTooLongError(field="ends_on")
    if basics.ends_on <= today:
        raise EndsInThePastError(field="ends_on")
    if (basics.ends_on - basics.starts_on).days < basics.rhythm_days:
        raise TooShortError(field="ends_on")
    return basics.starts_on, basics.ends_on


def check_details(details: Details) -> None:
    """Raises GroupSizeError or NoGoalsError."""
    rules = details.rules
    if rules.group_minimum not in GROUP_SIZES:
        raise GroupSizeError(field="group_minimum", least=GROUP_SIZES[0], most=GROUP_SIZES[-1])
    if rules.group_maximum not in GROUP_SIZES or rules.group_maximum < rules.group_minimum:
        raise GroupSizeError(field="group_maximum", least=GROUP_SIZES[0], most=GROUP_SIZES[-1])
    if not details.goals:
        raise NoGoalsError(field="goals")


def read_own_goals(words: str) -> tuple[str, ...]:
    """Goals in the coordinator's own words, one a line, each once.

    Raises:
        OwnGoalTooLongError: a line is longer than a menu shows. TooManyOwnGoalsError: there are too many.
    """
    goals: dict[str, str] = {}
    for number, line in enumerate(words.splitlines(), 1):
        goal = line.strip()
        if len(goal) > LONGEST_GOAL:
            raise OwnGoalTooLongError(field="own_goals", line=number, most=LONGEST_GOAL)
        if says_something(goal):
            goals.setdefault(goal.casefold(), goal)
    if len(goals) > MOST_OWN_GOALS:
        raise TooManyOwnGoalsError(field="own_goals", most=MOST_OWN_GOALS)
    return tuple(goals.values())


def read_closing_days(words: str) -> frozenset[dt.date]:
    """Dates, one a line, as 24-12-2026, 24/12/2026, 24.12.2026 or 2026-12-24.

    Raises:
        UnreadableClosingDaysError: naming every line that is none, up to a handful.
    """
    days: set[dt.date] = set()
    faults: list[str] = []
    for number, line in enumerate(words.splitlines(), 1):
        text = line.strip()
        day = _day(text)
        if day is not None:
            days.add(day)
        elif text:
            faults.append(f"{number} ({text[:20]})")
    if faults:
        raise UnreadableClosingDaysError(field="closing_days", lines=", ".join(faults[:FAULTS_NAMED]))
    return frozenset(days)


def _day(text: str) -> dt.date | None:
    parts = [int(part) for part in re.split(r"[-./]", text) if part.isdecimal()]
    if not re.fullmatch(r"\d{1,2}([-./])\d{1,2}\1\d{4}|\d{4}-\d{1,2}-\d{1,2}", text, re.ASCII):
        return None
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
