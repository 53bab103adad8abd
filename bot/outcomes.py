"""What becomes of a message after each thing that can happen to it on its way: pure decisions, no I/O."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.slack import DefiniteError
from storage.dispatch import Change
from storage.held import Message
from storage.outbox import MessageState, Target

LOOKS = 2
TRIES = 8
CRASHES = 4
"""So many processes died while they held it, the last two of them while they held nothing else."""
RESTORED = "restored"
"""The error of what was due before a backup was put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for Slack. `settle`: until its history surely shows what it took; `longest` in seconds.

    With these, a message is given up after an hour and a half of nothing but failures.
    """

    settle: timedelta = timedelta(seconds=30)
    between_looks: timedelta = timedelta(seconds=15)
    longest: float = 3_600.0


def sent(message: Message, ts: str) -> Change:
    return Change(message=message, state=MessageState.SENT, ts=ts)


def cancelled(message: Message) -> Change:
    """The re-check before sending said that it should not go any more."""
    return Change(message=message, state=MessageState.CANCELLED)


def postponed(message: Message, until: datetime) -> Change:
    """The re-check before sending said that it should not go yet. What is due before then need not wait behind it."""
    return Change(message=message, state=MessageState.PENDING, due_at=until, ready_at=until)


def waits(message: Message, until: datetime) -> Change:
    """There is no budget left for it now; it keeps its place in its line."""
    state = MessageState.UNKNOWN if message.state is MessageState.UNKNOWN else MessageState.PENDING
    return Change(message=message, state=state, ready_at=until, looks=message.looks)


def unknowable(message: Message) -> Change:
    """It may have gone before a backup was put back, to where we may not look."""
    return Change(message=message, state=MessageState.MAYBE_SENT, error=RESTORED)


def put_back(message: Message) -> Change:
    """It was not tried, so nothing counts against it."""
    return Change(message=message, state=MessageState.PENDING)


class Outcomes:
    """What becomes of a message that was tried, as patiently as is asked for."""

    def __init__(self, rng: random.Random, patience: Patience) -> None:
        self._rng = rng
        self._patience = patience

    def refused(self, message: Message, error: DefiniteError, *, now: datetime) -> Change:
        """Slack certainly did not take it."""
        if error.is_about_token:
            return Change(message=message, state=MessageState.PENDING, error=error.error)
        if error.permanent and message.target is Target.REPLACED:
            return Change(message=message, state=MessageState.PENDING, error=error.error, ready_at=now, to_person=True)
        if _has_lost_its_channel(message, error):
            return replace(self._again(message, error.error, now=now), forgets_channel=True)
        if error.permanent:
            return Change(message=message, state=MessageState.DEAD, error=error.error, tried=1)
        if error.retry_after is not None:  # the limit was reached by everybody's messages: no fault of this one
            again = now + timedelta(seconds=error.retry_after + self._rng.uniform(0, 1))
            pending = MessageState.PENDING
            return Change(message=message, state=pending, error=error.error, ready_at=again, blocked=error.method)
        return self._again(message, error.error, now=now)

    def in_doubt(self, message: Message, error: str, *, now: datetime) -> Change:
        """It went out and nothing certain came back."""
        match message.target:
            case Target.PERSON:
                settled = now + self._patience.settle
                return Change(message=message, state=MessageState.UNKNOWN, error=error, ready_at=settled, tried=1)
            case Target.REPLACED:  # twice changes nothing, but taken late, it would take the place of what came after
                settled = now + self._patience.settle
                return self._again(message, error, now=now, not_before=settled)
            case Target.CONVERSATION | Target.CHANNEL:  # where we may not read, we cannot know
                return Change(message=message, state=MessageState.MAYBE_SENT, error=error, tried=1)

    def not_found(self, message: Message, *, now: datetime) -> Change:
        """Slack's history does not show it: once may be too early, twice means that it never arrived."""
        looks = message.looks + 1
        if looks < LOOKS:
            return Change(
                message=message, state=MessageState.UNKNOWN, ready_at=now + self._patience.between_looks, looks=looks
            )
        if message.tries >= TRIES:
            return Change(message=message, state=MessageState.DEAD, error="too_many_tries")
        if message.crashes >= CRASHES:
            return Change(message=message, state=MessageState.DEAD, error="quarantined")
        return Change(message=message, state=MessageState.PENDING, ready_at=now + self._wait(message.tries))

    def look_failed(self, message: Message, error: DefiniteError, *, now: datetime) -> Change:
        """Slack could not be asked: for now, or at all."""
        if error.permanent and not error.is_about_token:
            is_lost = _has_lost_its_channel(message, error)
            ended = MessageState.DEAD if message.first_tried_at is None else MessageState.MAYBE_SENT
            return Change(message=message, state=ended, error=error.error, forgets_channel=is_lost)
        wait = error.retry_after or self._patience.between_looks.total_seconds()
        return Change(
            message=message,
            state=MessageState.UNKNOWN,
            error=error.error,
            ready_at=now + timedelta(seconds=wait * self._rng.uniform(1, 2)),
            looks=message.looks,
            blocked=error.method if error.retry_after is not None else None,
        )

    def left_behind(self, message: Message, *, now: datetime) -> Change:
        """Whoever held it is gone: before sending for certain, or perhaps after."""
        may_have_gone = message.state is MessageState.SENDING
        settled = now + self._patience.settle if may_have_gone else None
        if may_have_gone and message.target is Target.PERSON:
            return Change(message=message, state=MessageState.UNKNOWN, error="left_behind", ready_at=settled, crashed=1)
        if may_have_gone and message.target is not Target.REPLACED:
            return Change(message=message, state=MessageState.MAYBE_SENT, error="left_behind", crashed=1)
        if message.crashes + 1 >= CRASHES:
            return Change(message=message, state=MessageState.DEAD, error="quarantined", crashed=1)
        return Change(message=message, state=MessageState.PENDING, error="left_behind", ready_at=settled, crashed=1)

    def _again(self, message: Message, error: str, *, now: datetime, not_before: datetime | None = None) -> Change:
        """Wait a random while, the longer the more often it failed, or give up."""
        tries = message.tries + 1
        if tries >= TRIES:
            return Change(message=message, state=MessageState.DEAD, error=error, tried=1)
        again = max(now + self._wait(tries), not_before or now)
        return Change(message=message, state=MessageState.PENDING, error=error, ready_at=again, tried=1)

    def _wait(self, tries: int) -> timedelta:
        """A random while: Slack, away for an hour, must cost nobody their message, and back again, not meet all at once."""
        return timedelta(seconds=self._rng.uniform(0, min(self._patience.longest, 2.0 * 4.0**tries)))


def _has_lost_its_channel(message: Message, error: DefiniteError) -> bool:
    """Whether Slack no longer knows the channel that was remembered; one that was just opened is not in the message."""
    is_opened = message.target in {Target.PERSON, Target.CONVERSATION}
    return error.error == "channel_not_found" and is_opened and message.channel is not None
