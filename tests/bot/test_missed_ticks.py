"""A bot that was held up for an hour: every tick it missed is made up for by one, and none is left out."""

import asyncio
import time
from datetime import timedelta

from bot.clock import Clock
from bot.scheduler import Scheduler
from bot.ticks import Tick
from tests.bot.test_scheduler import Counted

OFTEN, RARELY = timedelta(seconds=0.02), timedelta(minutes=1)


class TwoPaces(Counted):
    @property
    def table(self) -> tuple[Tick, ...]:
        return (
            Tick(name="often", every=OFTEN, run=self._nothing),
            Tick(name="rarely", every=RARELY, run=self._nothing),
        )


async def test_an_hour_of_missed_ticks_is_made_up_for_once() -> None:
    """Where a clock was put back by an hour, every job is due from an hour ago on."""
    held_up = timedelta()
    ticks = TwoPaces()
    running = Scheduler(
        ticks,  # type: ignore[arg-type]  # it has what is needed
        monotonic=time.monotonic,
        wall=lambda: Clock().now() - held_up,
    )
    running.start()
    await ticks.until(lambda: ticks.runs["rarely"] == 1)

    held_up = timedelta(hours=1)
    await ticks.until(lambda: ticks.runs["rarely"] == 2)
    often = ticks.runs["often"]
    await ticks.until(lambda: ticks.runs["often"] >= often + 5)
    await running.stop()
    await asyncio.sleep(0)

    assert ticks.runs["rarely"] == 2
