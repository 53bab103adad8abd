"""The table of ticks on APScheduler, and the only place that knows it.

Due moments live in indexed rows; the scheduler only says how often to look. Its own store is in memory, so nothing is
lost with it, and a run that was missed is made up for by the next one.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import SHORTEST_SLEEP
from bot.ticks import Tick, Ticks

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 5


class RearmingScheduler(AsyncIOScheduler):  # type: ignore[misc]  # it ships no types
    """As APScheduler 3.11, whose timer is never set again once looking for jobs has failed; here it always is."""

    retry_seconds = 5.0

    def wakeup(self) -> None:
        self._eventloop.call_soon_threadsafe(self._look)

    def _look(self) -> None:
        if self._eventloop is None or not self.running:  # shut down meanwhile
            return
        self._stop_timer()
        wait: float | None = self.retry_seconds
        try:
            wait = self._process_jobs()
        except Exception:
            log.exception("scheduler_interrupted")
        finally:
            self._start_timer(wait)


class Scheduler:
    """Runs every tick at its interval, never twice at once. `rate` is how much faster than real time the clock runs."""

    def __init__(self, ticks: Ticks, *, monotonic: Callable[[], float], rate: float = 1.0) -> None:
        self._ticks = ticks
        self._monotonic = monotonic
        self._rate = rate
        self.finished: dict[str, float] = {}
        """When each tick last went well, in monotonic seconds: a tick that stands still shows here."""
        self._running: set[asyncio.Task[object]] = set()
        self._scheduler = RearmingScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin; each tick runs at once, and from then on at its interval."""
        logging.getLogger("apscheduler").setLevel(
            logging.ERROR
        )  # a tick that takes longer than its interval is no news
        for tick in self._ticks.table:
            trigger = IntervalTrigger(
                seconds=max(tick.every.total_seconds() / self._rate, SHORTEST_SLEEP), timezone=UTC
            )
            at_once = trigger.start_date - trigger.interval
            self._scheduler.add_job(self._run, trigger, args=[tick], id=tick.name, next_run_time=at_once)
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more, and give what is under way a few seconds; what is cut short is rolled back."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=_PATIENCE_SECONDS)
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it shuts down in the loop's next round

    async def _run(self, tick: Tick) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # APScheduler runs a coroutine as a task
        self._running.add(task)
        try:
            if await self._ticks.run(tick):
                self.finished[tick.name] = self._monotonic()
        finally:
            self._running.discard(task)
