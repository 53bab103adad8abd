"""How long it takes after a kill until every message that was held is again in a state that says what to do with it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, select

from bot.clock import Clock
from storage import Storage
from storage.models.delivery import MessageState, Outgoing

log = logging.getLogger(__name__)

Rows = Sequence[Row[int, MessageState, int]]
"""Ids, states, and how often a process died of or with each."""
_HELD = (MessageState.LEASED, MessageState.SENDING)
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Held:
    """A message that somebody held when somebody was killed; perhaps not the same."""

    since: float
    crashes: int


class Recovery:
    """Watches what was held. `seconds` has an entry for each message that a killed process had held."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self.seconds: list[float] = []
        self._storage = storage
        self._clock = clock
        self._held: dict[int, Held] = {}

    async def killed(self) -> None:
        """Somebody was killed just now."""
        since = self._clock.monotonic()
        for message_id, _, crashes in await self._rows(Outgoing.state.in_(_HELD)):
            self._held.setdefault(message_id, Held(since, crashes))

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            if self._held:
                self._compare(await self._rows(Outgoing.id.in_(self._held)))
            await asyncio.sleep(_LOOK_EVERY)

    def _compare(self, rows: Rows) -> None:
        for message_id, state, crashes in rows:
            held = self._held[message_id]
            if crashes > held.crashes and state is not MessageState.UNKNOWN:
                self.seconds.append(self._clock.monotonic() - held.since)
                del self._held[message_id]
            elif crashes == held.crashes and state not in _HELD:  # its holder lives and has gone on with it
                del self._held[message_id]

    async def _rows(self, which: ColumnElement[bool]) -> Rows:
        chosen = select(Outgoing.id, Outgoing.state, Outgoing.crashes).where(which)
        while True:
            try:
                async with self._storage.read() as tx:
                    return (await tx.execute(chosen)).all()
            except Exception as problem:  # noqa: BLE001  # whatever the driver of a database that went away says
                log.info("no answer: %r", problem)
            await asyncio.sleep(_LOOK_EVERY)
