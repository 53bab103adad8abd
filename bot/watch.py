"""A bot that watches itself: what it answers when somebody asks whether it is alive, whether it is ready, and how it does."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Generic, TypeVar

from bot.clock import Clock
from bot.delivery import Delivery
from bot.health import INTERVALS, LONGEST_TICK, Health, Phase, liveness, readiness
from bot.loop_lag import LoopLag
from bot.metrics import Levels, Metrics
from bot.scheduler import Scheduler
from storage import Storage, Transaction
from storage.inspection import schema_of
from storage.queries.backlog import Backlog, backlog

Answer = TypeVar("Answer")

PATIENCE = 1.0
"""Seconds to wait for the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a bot at work is made of, as far as it is watched. There is no scheduler where time stands still."""

    storage: Storage
    delivery: Delivery
    scheduler: Scheduler | None
    is_connected: Callable[[], bool]


class Watch:
    """Watches one bot from its first moment to its last."""

    def __init__(self, clock: Clock, metrics: Metrics) -> None:
        self._clock = clock
        self._metrics = metrics
        self._parts: Parts | None = None
        self._is_stopping = False
        self._schema = Question(schema_of)
        self._backlog = Question(backlog)
        self.loop_lag = LoopLag(clock.monotonic, metrics.loop_lag.add)

    def started(self, parts: Parts) -> None:
        """The bot is at work."""
        self._parts = parts

    def stopping(self) -> None:
        """The bot takes no more work."""
        self._is_stopping = True

    async def close(self) -> None:
        """Wait for no answer any more."""
        await self._schema.close()
        await self._backlog.close()

    @property
    def phase(self) -> Phase:
        """How far the bot is in its life."""
        if self._is_stopping:
            return Phase.STOPPING
        return Phase.STARTING if self._parts is None else Phase.WORKING

    def live(self) -> Health:
        """Whether the process still moves. Nobody else is asked."""
        lag = self.loop_lag.seconds()
        if self._parts is None or self._is_stopping:  # neither turns for as long as it takes
            return liveness(lag=lag)
        scheduler = self._parts.scheduler
        return liveness(
            lag=lag,
            since_turn=self._clock.monotonic() - self._parts.delivery.turned_at,
            standing_still=scheduler.standing_still(intervals=INTERVALS, at_least=LONGEST_TICK) if scheduler else (),
        )

    async def ready(self) -> Health:
        """Whether the bot can do its work; the database is given a second to answer."""
        if self._parts is None or self._is_stopping or not self._parts.is_connected():
            return readiness(self.phase)
        schema = await self._schema.answered(self._parts.storage, within=PATIENCE)
        return readiness(self.phase, is_connected=True, schema=schema)

    async def metrics(self) -> str:
        """Everything counted since the start, and how things stand, in Prometheus's text format."""
        health = await self.ready()
        levels = [
            Levels("mentor_bot_ready", "Whether the bot can do its work.", int(health.is_well)),
            Levels("mentor_bot_info", "Which version this is.", {version("mentor-bot"): 1}, "version"),
        ]
        if self._parts is not None:
            ages = self._parts.scheduler.ages() if self._parts.scheduler else {}
            levels.append(
                Levels("mentor_bot_tick_last_success_age_seconds", "Since each tick last went well.", ages, "tick")
            )
            if waiting := await self._backlog.answered(self._parts.storage, within=PATIENCE):
                levels += _of_the_outbox(waiting, self._clock.now())
        return self._metrics.text(*levels)


class Question(Generic[Answer]):
    """Something asked of the database: by one at a time, and never cut short, which would cost a connection."""

    def __init__(self, ask: Callable[[Transaction], Awaitable[Answer]]) -> None:
        self._ask = ask
        self._asking: asyncio.Task[Answer | None] | None = None

    async def answered(self, storage: Storage, *, within: float) -> Answer | None:
        """The answer; None when there is none within so many seconds."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._answer(storage), name="health")
        done, _ = await asyncio.wait({self._asking}, timeout=within)
        return self._asking.result() if done else None

    async def close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})

    async def _answer(self, storage: Storage) -> Answer | None:
        try:
            async with storage.read() as tx:
                return await self._ask(tx)
        except Exception:  # noqa: BLE001  # whatever keeps it from answering, there is no answer
            return None


def _of_the_outbox(waiting: Backlog, now: datetime) -> list[Levels]:
    late = 0.0 if waiting.oldest is None else max(0.0, (now - waiting.oldest).total_seconds())
    by_lane = {lane.name.lower(): float(count) for lane, count in waiting.waiting.items()}
    return [
        Levels("mentor_bot_oldest_due_age_seconds", "How long the oldest message that may go has waited.", late),
        Levels("mentor_bot_outbox_waiting", "Messages that wait, for their moment or for others.", by_lane, "lane"),
        Levels("mentor_bot_outbox_in_doubt", "Messages that may have arrived: Slack is asked.", waiting.in_doubt),
    ]
