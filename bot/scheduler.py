"""The table of ticks on APScheduler, and the only place that knows it.

Due moments live in indexed rows; the scheduler only says how often to look. Its own store is in memory, so nothing is
lost with it, and a run that was missed is made up for by the next one.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import SHORTEST_SLEEP, Clock
from bot.metrics import Metrics
from bot.ticks import Tick, Ticks

log = logging.getLogger(__name__)

_ON_THE_WALL = Clock().now


class RearmingScheduler(AsyncIOScheduler):  # type: ignore[misc]  # it ships no types
    """As APScheduler 3.11, but for two things that stop it: a failure, and a clock that is set.

    Its timer is never set again once looking for jobs has failed; here it always is. And it keeps the next moment of each
    job on the wall's clock: put back an hour, it would do nothing for an hour. Here all jobs run when that clock was set.
    """

    retry_seconds = 5.0
    longest_sleep = 10.0
    step_seconds = 2.0

    def __init__(self, *, monotonic: Callable[[], float], wall: Callable[[], datetime], **options: Any) -> None:
        super().__init__(**options)
        self._monotonic = monotonic
        self._wall = wall
        self._apart = self._seconds_apart()

    def wakeup(self) -> None:
        self._eventloop.call_soon_threadsafe(self._look)

    def _look(self) -> None:
        if self._eventloop is None or not self.running:  # shut down meanwhile
            return
        self._stop_timer()
        wait: float | None = self.retry_seconds
        try:
            self._notice_a_step()
            wait = self._process_jobs()
        except Exception:
            log.exception("scheduler_interrupted")
        finally:
            self._start_timer(None if wait is None else min(wait, self.longest_sleep))

    def _notice_a_step(self) -> None:
        apart = self._seconds_apart()
        step, self._apart = apart - self._apart, apart
        if abs(step) > self.step_seconds:
            log.warning("clock_set", extra={"seconds": round(step)})
            for job in self.get_jobs():
                job.modify(next_run_time=self._wall())

    def _seconds_apart(self) -> float:
        return self._wall().timestamp() - self._monotonic()


class Scheduler:
    """Runs every tick at its interval, never twice at once. `rate` is how much faster than real time the clock runs."""

    def __init__(
        self,
        ticks: Ticks,
        *,
        monotonic: Callable[[], float],
        wall: Callable[[], datetime] = _ON_THE_WALL,
        rate: float = 1.0,
        metrics: Metrics | None = None,
        patience: float = 5.0,
    ) -> None:
        """`wall` is the clock on the wall, which anybody may set; `monotonic` counts seconds, whatever they do.

        `patience`: for how many seconds what is under way is waited for when it is to stop.
        """
        self._ticks = ticks
        self._monotonic = monotonic
        self._rate = rate
        self._metrics = metrics or Metrics()
        self._patience = patience
        self._ended: dict[str, float] = {}
        self._went_well: dict[str, float] = {}
        self._running: set[asyncio.Task[object]] = set()
        self._scheduler = RearmingScheduler(
            monotonic=monotonic,
            wall=wall,
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin; each tick runs at once, and from then on at its interval."""
        logging.getLogger("apscheduler").setLevel(
            logging.ERROR
        )  # a tick that takes longer than its interval is no news
        for tick in self._ticks.table:
            self._ended[tick.name] = self._monotonic()
            trigger = IntervalTrigger(seconds=self._interval(tick), timezone=UTC)
            at_once = trigger.start_date - trigger.interval
            self._scheduler.add_job(self._run, trigger, args=[tick], id=tick.name, next_run_time=at_once)
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more, and give what is under way a few seconds; what is cut short is rolled back."""
        self._scheduler.pause()
        await self._until_ended()
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it shuts down in the loop's next round
        await self._until_ended()

    async def _until_ended(self) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=self._patience)

    def ages(self) -> Mapping[str, float]:
        """Seconds since each tick last went well; those that have not yet are not among them."""
        now = self._monotonic()
        return {name: now - moment for name, moment in self._went_well.items()}

    def standing_still(self, *, intervals: float, at_least: float) -> Sequence[str]:
        """The ticks that have not ended, well or not, for so many of their intervals, and for `at_least` seconds."""
        now = self._monotonic()
        most = {tick.name: max(intervals * self._interval(tick), at_least) for tick in self._ticks.table}
        return [name for name, moment in self._ended.items() if now - moment > most[name]]

    def _interval(self, tick: Tick) -> float:
        return max(tick.every.total_seconds() / self._rate, SHORTEST_SLEEP)

    async def _run(self, tick: Tick) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # APScheduler runs a coroutine as a task
        self._running.add(task)
        began = self._monotonic()
        try:
            went_well = await self._ticks.run(tick)
        finally:
            self._running.discard(task)
        self._ended[tick.name] = now = self._monotonic()
        if went_well:
            self._went_well[tick.name] = now
        self._metrics.ticks.add(now - began, tick.name, "well" if went_well else "failed")
