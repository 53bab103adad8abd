"""What is to be said in seven days: messages drawn from the seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from storage.outbox import Lane

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 7
PEOPLE = ("U0AMINA", "U0BO", "U0CHIDI", "U0DANA", "U0EINAR")
GROUPS = (("U0AMINA", "U0BO"), ("U0BO", "U0CHIDI", "U0DANA"))
NEWS, CLOSED = "C0NEWS", "C0CLOSED"
QUESTION = "a question"
_LANES = (Lane.INTERACTIVE, Lane.NUDGE, Lane.NUDGE, Lane.BULK)


class Fate(StrEnum):
    """What should become of a message, whatever the weather."""

    ARRIVES = "arrives"
    UNWANTED = "unwanted"
    """The last look before sending says that it should not go."""
    IMPOSSIBLE = "impossible"
    """Slack refuses it for good."""


class Pressed(StrEnum):
    """The message in whose place another comes."""

    STANDS = "stands"
    """The question that everybody was asked on Monday."""
    IS_GONE = "is gone"
    """One that is there no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A message; `to` is a person, a group's members, or a channel. `added_at` is when the bot comes to know of it.

    `pressed` where it comes in the place of another, in a person's direct messages.
    """

    key: str
    to: str | tuple[str, ...]
    lane: Lane
    added_at: datetime
    due_at: datetime
    not_after: datetime | None = None
    fate: Fate = Fate.ARRIVES
    pressed: Pressed | None = None

    @property
    def is_private(self) -> bool:
        """Whether it goes to where the bot may look."""
        return self.to in PEOPLE


def a_week_of_messages(rng: random.Random, count: int) -> Sequence[Planned]:
    """As they are added, in order: most fall due around nine in the morning, the rest at any moment."""
    planned = [(_answer if rng.random() < 0.12 else _message)(rng, number) for number in range(count)]
    return sorted(planned, key=lambda each: (each.added_at, each.key))


def _message(rng: random.Random, number: int) -> Planned:
    lane = rng.choice(_LANES)
    day = MONDAY + timedelta(days=rng.randrange(DAYS))
    is_of_the_morning = rng.random() < 0.7
    due_at = day + (
        timedelta(hours=9, seconds=rng.uniform(0, 300)) if is_of_the_morning else timedelta(hours=rng.uniform(1, 23))
    )
    is_answer = lane is Lane.INTERACTIVE
    chance = rng.random()
    fate = Fate.UNWANTED if chance < 0.05 else Fate.IMPOSSIBLE if chance < 0.08 else Fate.ARRIVES
    return Planned(
        key=f"m{number:03}",
        to=CLOSED if fate is Fate.IMPOSSIBLE else _somebody(rng),
        lane=lane,
        added_at=due_at if is_answer else max(MONDAY, due_at - timedelta(seconds=rng.uniform(0, 7_200))),
        due_at=due_at,
        not_after=due_at + timedelta(minutes=rng.uniform(5, 120)) if rng.random() < 0.15 else None,
        fate=fate,
    )


def _answer(rng: random.Random, number: int) -> Planned:
    """What comes of one of the few presses of a busy person, who does not wait for what comes of the last."""
    pressed_at = MONDAY + timedelta(days=rng.randrange(2), hours=9, seconds=rng.uniform(0, 120))
    return Planned(
        key=f"m{number:03}",
        to=PEOPLE[0],
        lane=Lane.INTERACTIVE,
        added_at=pressed_at,
        due_at=pressed_at,
        pressed=Pressed.IS_GONE if rng.random() < 0.2 else Pressed.STANDS,
    )


def _somebody(rng: random.Random) -> str | tuple[str, ...]:
    chance = rng.random()
    if chance < 0.7:
        return rng.choice(PEOPLE)
    return rng.choice(GROUPS) if chance < 0.95 else NEWS
