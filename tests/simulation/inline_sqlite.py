"""SQLite on the loop instead of in threads of its own, on virtual time, where processes can be struck down in it.

Statements, transactions and locks are SQLite's own. What differs: a connection waits for another's lock in virtual
time, `julianday('now')`, on which leases run, tells virtual time, and nothing is flushed to a disk that no power cut
will meet.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial
from typing import Any, Protocol, Self

from storage.sqlite_driver import Connection
from tests.simulation.virtual_time import PROCESS

_JULIAN_EPOCH = 2440587.5
_LOCK_PATIENCE = 5.0  # as `busy_timeout` in production


class Weather(Protocol):
    """What the world does to whoever works with the database."""

    def now(self) -> datetime: ...
    def latency(self) -> float:
        """Seconds that a statement takes."""
        ...

    def pass_by(self) -> None:
        """Perhaps strike the process at work; raises where it must not go on, or the database is away."""
        ...


class InlineConnection(Connection):
    """Made by `connecting(weather)`, in place of `storage.sqlite_driver.connect`."""

    def __init__(self, weather: Weather, database: str) -> None:
        super().__init__(partial(sqlite3.connect, database, check_same_thread=False), iter_chunk_size=64)
        self._weather = weather
        self._tx = _AtOnce()  # type: ignore[assignment]  # SQLAlchemy's adapter puts one piece of work there by itself

    def __await__(self) -> Generator[Any, None, Self]:
        return self._open().__await__()

    async def _open(self) -> Self:
        opened = self._connection = self._connector()
        opened.create_function("julianday", 1, lambda _now: _julian(self._weather.now()))
        if (process := PROCESS.get()) is not None:
            process.on_death.append(self.stop)
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(self._weather.latency())
        if fn == self._conn.rollback:  # never fails, and takes place too when the process is killed instead
            return fn()
        self._weather.pass_by()
        done = await self._once_unlocked(partial(fn, *args, **kwargs))
        self._weather.pass_by()
        await asyncio.sleep(0)  # where a process that was stopped just now stands still
        return done

    async def _once_unlocked(self, work: Callable[[], Any]) -> Any:
        if not self._conn.in_transaction:
            self._conn.execute("PRAGMA busy_timeout = 0")
            self._conn.execute("PRAGMA synchronous = OFF")
        given_up = asyncio.get_running_loop().time() + _LOCK_PATIENCE
        while True:
            try:
                return work()
            except sqlite3.OperationalError as locked:
                if "locked" not in str(locked) or asyncio.get_running_loop().time() > given_up:
                    raise
            await asyncio.sleep(0.05)

    async def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        """Roll back what was not committed, and close."""
        self._running = False
        if self._connection is not None:
            self._connection.rollback()  # closing does that only once the collector has found the last statement
            self._connection.close()
            self._connection = None


class _AtOnce:
    """In place of the queue to a connection's thread."""

    def put_nowait(self, work: tuple[asyncio.Future[Any], Callable[[], Any]]) -> None:
        answer, function = work
        answer.set_result(function())


def connecting(weather: Weather) -> Callable[[str], InlineConnection]:
    return partial(InlineConnection, weather)


def _julian(moment: datetime) -> float:
    return moment.timestamp() / 86_400 + _JULIAN_EPOCH
