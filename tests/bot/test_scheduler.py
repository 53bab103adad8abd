"""The scheduler: every tick at once and again, failures and wedged timers survived, a fast clock followed."""

import asyncio
import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from apscheduler.jobstores.memory import MemoryJobStore

from bot.clock import Clock
from bot.scheduler import RearmingScheduler, Scheduler
from bot.ticks import Tick


@dataclass
class Counted:
    """A table whose ticks count themselves."""

    every: dt.timedelta = dt.timedelta(seconds=0.02)
    runs: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    fails: bool = False
    hold: asyncio.Event | None = None

    @property
    def table(self) -> tuple[Tick, ...]:
        return tuple(Tick(name=name, every=self.every, run=self._nothing) for name in ("one", "two"))

    async def run(self, tick: Tick) -> bool:
        self.runs[tick.name] += 1
        self.changed.set()
        if self.hold is not None:
            try:
                await self.hold.wait()
            finally:
                for _ in range(3):  # as a transaction that is rolled back
                    await asyncio.sleep(0)
                self.ended[tick.name] += 1
        return not self.fails

    async def _nothing(self) -> None:
        return

    async def until(self, enough: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not enough():
                self.changed.clear()
                await self.changed.wait()


def scheduler(ticks: Counted, rate: float = 1.0, patience: float = 5.0) -> Scheduler:
    return Scheduler(ticks, monotonic=time.monotonic, rate=rate, patience=patience)  # type: ignore[arg-type]  # it has what is needed


async def test_every_tick_runs_at_once_and_again() -> None:
    ticks = Counted()
    running = scheduler(ticks)
    running.start()

    await ticks.until(lambda: min(ticks.runs["one"], ticks.runs["two"]) >= 3)
    await running.stop()

    assert set(running.ages()) == {"one", "two"}


async def test_intervals_follow_a_fast_clock() -> None:
    ticks = Counted(every=dt.timedelta(minutes=1))
    running = scheduler(ticks, rate=3000)
    running.start()

    await ticks.until(lambda: ticks.runs["one"] >= 3)
    await running.stop()


async def test_a_tick_that_takes_long_is_not_started_twice() -> None:
    ticks = Counted(hold=asyncio.Event())
    running = scheduler(ticks)
    running.start()
    await ticks.until(lambda: ticks.runs["two"] >= 1)
    other = Counted()
    beside = scheduler(other)
    beside.start()
    await other.until(lambda: other.runs["one"] >= 5)
    await beside.stop()

    assert ticks.runs == {"one": 1, "two": 1}
    assert ticks.hold is not None
    ticks.hold.set()
    await running.stop()


async def test_a_tick_that_is_cut_short_has_ended_when_the_scheduler_has_stopped() -> None:
    """It may need its turn to give its connection back: after this, the database is closed."""
    ticks = Counted(hold=asyncio.Event())
    running = scheduler(ticks, patience=0.01)
    running.start()
    await ticks.until(lambda: ticks.runs.total() == 2)

    await running.stop()

    assert ticks.ended == {"one": 1, "two": 1}


async def test_a_failing_tick_is_tried_again_and_has_not_gone_well_but_does_not_stand_still() -> None:
    ticks = Counted(fails=True)
    running = scheduler(ticks)
    running.start()

    await ticks.until(lambda: ticks.runs["one"] >= 3)
    await running.stop()

    assert running.ages() == {}
    assert running.standing_still(intervals=3, at_least=60) == []


async def test_a_tick_that_does_not_end_stands_still_once_its_time_is_over() -> None:
    now = 0.0
    ticks = Counted(every=dt.timedelta(minutes=1), hold=asyncio.Event())
    running = Scheduler(ticks, monotonic=lambda: now)  # type: ignore[arg-type]  # it has what is needed
    running.start()
    await ticks.until(lambda: ticks.runs.total() == 2)

    now = 180.0
    assert running.standing_still(intervals=3, at_least=0) == []
    now = 181.0
    assert running.standing_still(intervals=3, at_least=0) == ["one", "two"]
    assert running.standing_still(intervals=3, at_least=600) == []

    assert ticks.hold is not None
    ticks.hold.set()
    await running.stop()
    assert running.standing_still(intervals=3, at_least=0) == []


class FailsOnce(MemoryJobStore):  # type: ignore[misc]  # it ships no types
    """A store that is away when it is first asked what comes next: APScheduler 3.11 never looks again after that."""

    failed = False

    def get_next_run_time(self) -> dt.datetime | None:
        if not self.failed:
            self.failed = True
            raise OSError("the store is away")
        moment: dt.datetime | None = super().get_next_run_time()
        return moment


async def test_a_failure_inside_the_scheduler_does_not_stop_it(caplog: pytest.LogCaptureFixture) -> None:
    ran = asyncio.Event()

    async def job() -> None:  # APScheduler tells coroutines from functions
        ran.set()

    rearming = RearmingScheduler(
        monotonic=time.monotonic, wall=Clock().now, timezone=dt.UTC, jobstores={"default": FailsOnce()}
    )
    rearming.retry_seconds = 0.01
    rearming.add_job(job, "interval", seconds=0.05)
    rearming.start()
    async with asyncio.timeout(10):
        await ran.wait()
    rearming.shutdown(wait=False)
    await asyncio.sleep(0)

    assert "scheduler_interrupted" in caplog.text


async def test_a_clock_that_is_put_back_stops_no_tick(caplog: pytest.LogCaptureFixture) -> None:
    step = dt.timedelta()
    ran = asyncio.Event()

    async def job() -> None:  # APScheduler tells coroutines from functions
        ran.set()

    rearming = RearmingScheduler(monotonic=time.monotonic, wall=lambda: Clock().now() + step, timezone=dt.UTC)
    rearming.longest_sleep = 0.01
    rearming.start()
    an_hour = dt.timedelta(hours=1)
    rearming.add_job(job, "interval", hours=1, next_run_time=Clock().now() + an_hour)  # so it stands after such a step
    step = -an_hour

    async with asyncio.timeout(10):
        await ran.wait()
    rearming.shutdown()

    assert "clock_set" in caplog.messages
