"""The only place that asks the time. Everything else takes `now` as an argument, or this clock.

`now()` may run fast or jump, for demonstrations and rehearsals, and `sleep()` follows it: what should happen every
minute happens every minute of that time. `monotonic()` is always real: leases and time-outs do not speed up.
"""

import asyncio
import re
import sys
import time
from datetime import UTC, datetime, timedelta

SHORTEST_SLEEP = 0.02
"""Real seconds: however fast a clock runs, its ticks leave the processor room for the work between them."""

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_DURATION = re.compile(r"(?P<amount>\d+(?:\.\d+)?)(?P<unit>[smhdw])")


class ClockError(ValueError):
    """A rate that cannot be read, or a journey back in time."""


class Clock:
    """The real time. `rate` is how many times faster than real time `now()` runs; 0 when it stands."""

    rate: float = 1.0

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this module is where everyone else's `now` comes from

    def monotonic(self) -> float:
        """Real seconds since some fixed point, never backwards, and also while the machine sleeps, where it can tell."""
        return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait until `now()` has moved on by `seconds`."""
        await asyncio.sleep(seconds)


class FastClock(Clock):
    """Begins at the real time and runs `rate` times as fast."""

    def __init__(self, rate: float, real: Clock | None = None) -> None:
        self._real = real or Clock()
        self.rate = rate
        self._began = self._real.now()
        self._began_at = self._real.monotonic()

    def now(self) -> datetime:
        return self._began + timedelta(seconds=(self.monotonic() - self._began_at) * self.rate)

    def monotonic(self) -> float:
        return self._real.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._real.sleep(max(seconds / self.rate, SHORTEST_SLEEP) if seconds > 0 else 0)


class SettableClock(Clock):
    """Begins at `start`, stands still (`rate` 0) or runs, and can be moved forward; who sleeps is woken on the way."""

    def __init__(self, start: datetime, rate: float = 0) -> None:
        self._set_to = start.astimezone(UTC)
        self._set_at = self.monotonic()
        self.rate = rate
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._set_to + timedelta(seconds=(self.monotonic() - self._set_at) * self.rate)

    def travel_to(self, moment: datetime) -> None:
        """Make it `moment`; raises ClockError when that has already passed."""
        if moment < self.now():
            raise ClockError(f"Time only moves forward: {moment} is before {self.now()}.")
        self._set_to, self._set_at = moment.astimezone(UTC), self.monotonic()
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        until = self.now() + timedelta(seconds=seconds)
        while (left := (until - self.now()).total_seconds()) > 0:
            await self._moved_within(left)

    async def _moved_within(self, seconds: float) -> None:
        at_most = max(seconds / self.rate, SHORTEST_SLEEP) if self.rate else None
        try:
            async with asyncio.timeout(at_most):
                await self._moved.wait()
        except TimeoutError:
            return


def parse_rate(text: str) -> float:
    """How many times faster than real time "1d=5s" is: a day in five seconds. Raises ClockError, saying what is wrong."""
    shown, sign, real = text.strip().partition("=")
    if not sign:
        raise ClockError(f'"{text}" is not a rate: write for example 1d=5s, a day in five seconds.')
    return _seconds(shown) / _seconds(real)


def _seconds(text: str) -> float:
    read = _DURATION.fullmatch(text.strip())
    seconds = float(read["amount"]) * _UNITS[read["unit"]] if read else 0
    if not seconds:
        raise ClockError(
            f'"{text.strip()}" is not a length of time: write a number above 0 and s, m, h, d or w, as in 5s.'
        )
    return seconds
