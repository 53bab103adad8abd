"""SQLite for SQLAlchemy with one visit to the database's thread for each statement.

aiosqlite visits its thread once to make a cursor, to execute, to fetch and to close; each visit costs more than most of
our statements. SQLAlchemy fetches everything at once anyway, so all of that can be done in a single visit. A transaction
begins in the visit of its first statement, and one without any costs none.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite

_CHUNK = 64  # aiosqlite's own default; nothing here is fetched in chunks


class Connection(aiosqlite.Connection):
    """An aiosqlite connection whose cursors fetch as they execute."""

    beginning: str | None = None
    """The BEGIN that the next statement is to be preceded by."""

    def cursor(self) -> "Cursor":  # type: ignore[override]  # SQLAlchemy enters it, as it would aiosqlite's own
        return Cursor(self)

    async def commit(self) -> None:
        await self._end(super().commit)

    async def rollback(self) -> None:
        await self._end(super().rollback)

    async def _end(self, end: Callable[[], Awaitable[None]]) -> None:
        if self.beginning is None and self._conn.in_transaction:
            await end()
        self.beginning = None


class Cursor:
    """The part of a cursor that SQLAlchemy's adapter uses; nothing happens before `execute`."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        await self._visit(sqlite3.Cursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        await self._visit(sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def fetchall(self) -> Sequence[Any]:
        return self._rows

    async def close(self) -> None:
        """Nothing is left open."""

    async def _visit(self, how: Any, sql: str, parameters: Iterable[Any]) -> None:
        # aiosqlite's own cursors have no other way into its thread either.
        await self._connection._execute(self._run, how, sql, parameters)  # type: ignore[no-untyped-call]  # noqa: SLF001  # see above

    def _run(self, how: Any, sql: str, parameters: Iterable[Any]) -> None:
        """Inside the thread: everything that one statement needs."""
        cursor = self._connection._conn.cursor()  # noqa: SLF001  # as above
        try:
            if self._connection.beginning is not None:
                cursor.execute(self._connection.beginning)
                self._connection.beginning = None
            how(cursor, sql, parameters)
            self._rows = cursor.fetchall() if cursor.description else ()
            self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


def connect(database: str) -> Connection:
    """A connection to be awaited; its thread does not keep the process from ending."""
    opened = Connection(partial(sqlite3.connect, database, check_same_thread=False), _CHUNK)
    opened._thread.daemon = True  # noqa: SLF001  # as SQLAlchemy does with a connection it made itself
    return opened
