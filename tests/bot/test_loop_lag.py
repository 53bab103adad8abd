"""The lag of the event loop, with sleeps that take as long as the test says."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.loop_lag import EVERY, LoopLag


@dataclass
class HeldUp:
    """A loop whose sleeps take longer than asked for, and in the end for ever."""

    late: list[float]
    now: float = 0.0
    noted: list[float] = field(default_factory=list)
    asleep: asyncio.Event = field(default_factory=asyncio.Event)

    def lag(self) -> LoopLag:
        return LoopLag(lambda: self.now, self.noted.append, self.sleep)

    async def sleep(self, seconds: float) -> None:
        if self.late:
            self.now += seconds + self.late.pop(0)
            return
        self.asleep.set()
        await asyncio.Event().wait()


async def test_each_look_notes_how_late_it_was() -> None:
    loop = HeldUp([0.25, 3.0, 0.0, 1.5])
    lag = loop.lag()
    watching = asyncio.create_task(lag.watch())
    await loop.asleep.wait()

    assert loop.noted == [0.25, 3.0, 0.0, 1.5]
    assert lag.seconds() == 1.5
    loop.now += EVERY + 4
    assert lag.seconds() == 4.0

    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
    loop.now += 100
    assert lag.seconds() == 1.5


def test_nothing_is_late_that_has_not_begun() -> None:
    assert HeldUp([]).lag().seconds() == 0
