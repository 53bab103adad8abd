"""The real gateway, and those that make delivery do what it is compared with, or die."""

import os
import signal
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.slack import SlackGateway
from storage import Storage, dispatch
from storage.dispatch import Change
from storage.held import Message
from storage.outbox import MessageState
from tests.chaos.plan import POISON, SharedClock, Strategy


class Blind(SlackGateway):
    """Finds no message that may have been sent, so that each is sent again once its lease and patience have run out."""

    async def find_marker(self, channel: str, marker: str, *, oldest: datetime) -> str | None:  # noqa: ARG002  # blind
        return None


class Poisoned(SlackGateway):
    """Dies of a message that says so."""

    async def post(self, channel: str, payload: Mapping[str, Any], *, marker: str, **how: Any) -> str:
        if payload["text"] == POISON:
            os.kill(os.getpid(), signal.SIGKILL)
        return await super().post(channel, payload, marker=marker, **how)


class MarkingFirst(SlackGateway):
    """Notes a message as sent and then sends it, whatever comes of that."""

    def __init__(self, storage: Storage, clock: SharedClock, **connection: Any) -> None:
        super().__init__(**connection)
        self._storage = storage
        self._clock = clock
        self._begun: dict[str, Message] = {}

    def begins(self, messages: Sequence[Message]) -> None:
        self._begun |= {message.marker: message for message in messages}

    async def post(self, channel: str, payload: Mapping[str, Any], *, marker: str, **how: Any) -> str:
        noted = Change(message=self._begun.pop(marker), state=MessageState.SENT)
        async with self._storage.transaction() as tx:
            await dispatch.change(tx, [noted], now=self._clock.now())
        return await super().post(channel, payload, marker=marker, **how)


def gateway(strategy: Strategy, storage: Storage, clock: SharedClock, **connection: Any) -> SlackGateway:
    """The gateway to Slack that makes a worker follow a strategy."""
    match strategy:
        case Strategy.RECONCILE:
            return SlackGateway(**connection)
        case Strategy.RESEND:
            return Blind(**connection)
        case Strategy.MARK_FIRST:
            return MarkingFirst(storage, clock, **connection)
        case Strategy.POISONED:
            return Poisoned(**connection)
