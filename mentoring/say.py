"""What must be said to somebody, before anybody has put it into words."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4


class Importance(StrEnum):
    """How a message came about, which decides its lane and whether it counts against the attention budget."""

    ANSWER = "answer"  # somebody just pressed, typed or asked
    PLACE = "place"  # a change to one's own place: a match, a kick-off, a partner who left
    UNASKED = "unasked"  # prompts, check-ins, reminders, bulk: counts against the budget


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPerson:
    """The bot's own direct message with somebody."""

    slack_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToConversation:
    """A relationship's group conversation (the row's id, not Slack's)."""

    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToChannel:
    """A channel the bot was invited to."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlaceOf:
    """The message whose button somebody pressed; it is replaced, so that it can't be pressed again.

    Of a digest only the `part` is replaced that the button stood in, and the others stay as they are.
    """

    channel: str
    ts: str
    slack_id: str
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One message to one receiver.

    `message` names a function in `handlers.views`, `args` are its plain arguments, and `key` is unique within the
    workspace: saying the same key twice sends one message. `programme_id` says which programme's it is, where neither a
    relationship nor a place does. A digest has `parts`, each put into words as if it came by itself. `in_doubt` says whether
    it may have been said before a backup was put back; None where only the time that has passed since can tell.
    """

    to: ToPerson | ToConversation | ToChannel | InPlaceOf
    message: str
    key: str
    args: Mapping[str, object] = field(default_factory=dict)
    importance: Importance = Importance.ANSWER
    due_at: datetime | None = None
    keep_for: timedelta | None = None
    relationship_id: int | None = None
    enrolment_id: int | None = None
    programme_id: int | None = None
    parts: tuple["Part", ...] = ()
    in_doubt: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of several nudges that come in one message, as it would have been said by itself."""

    nudge_id: int
    relationship_id: int
    enrolment_id: int
    say: Say


def key_of_act(*about: object) -> str:
    """The key of a message that follows each time somebody does something, even twice in one moment."""
    return ":".join([*map(str, about), uuid4().hex])


Voice = Callable[[str, Say], Awaitable[None]]
"""Puts into words what is said in a workspace, in the same transaction; what it raises undoes what led to it."""
