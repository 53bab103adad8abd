"""Opening a database and its transactions: SQLite in one file, or PostgreSQL.

SQLite gets two engines. The writer has one connection, whose transactions begin IMMEDIATE: a transaction that
reads first and writes later would otherwise be refused half-way, or overwrite what another wrote in between.
The reader cannot write.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from storage import migrations, sqlite_driver
from storage.crypto import Keyring
from storage.lock import FileLock
from storage.markers import marker_secret
from storage.transaction import Reading, Transaction

SQLITE_PRAGMAS = {
    "busy_timeout": "5000",
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "temp_store": "MEMORY",
    "journal_size_limit": str(64 * 1024 * 1024),
    "trusted_schema": "OFF",
}
# Seconds. A server that is gone without a word would be waited for for a quarter of an hour, and everything with it.
_SERVER_ANSWERS_WITHIN = {"timeout": 10, "command_timeout": 20}
_ONE_STATEMENT = "mentor_bot_one_statement"


class Storage:
    """A database that is open. Made by `open_storage`; ends with `close`."""

    def __init__(self, url: URL, keys: Keyring) -> None:
        self.url = url
        self.keys = keys
        self._lock: FileLock | None = None
        if self.is_embedded:
            self._writer = _sqlite(url, keys, begin="BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
            self._reader = _sqlite(url, keys, begin="BEGIN", query_only="ON", pool_size=4, max_overflow=0)
        else:
            self._writer = _with_keys(_postgresql(url), keys)
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        looker = self._reader.execution_options(**{_ONE_STATEMENT: True})
        self._begin = async_sessionmaker(self._writer, sync_session_class=Reading, expire_on_commit=False)
        self._begin_reading = async_sessionmaker(self._reader, sync_session_class=Reading, expire_on_commit=False)
        self._begin_looking = async_sessionmaker(looker, sync_session_class=Reading, expire_on_commit=False)

    @property
    def is_embedded(self) -> bool:
        """Whether this is a SQLite file, worked on by one bot."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def is_locked(self) -> bool:
        """Whether no other bot can be at work here."""
        return self._lock is not None

    def lock(self) -> None:
        """Keep a second bot off an embedded database until `close`; DatabaseInUseError when there already is one.

        PostgreSQL takes any number of bots.
        """
        if self.is_embedded and self._lock is None:
            self._lock = FileLock(Path(f"{self.url.database}.lock"))

    async def upgrade(self) -> None:
        """Bring the schema to the newest version, all or nothing; WrongKeyError when the keys are not this database's."""
        await self.upgrade_schema()
        async with self.transaction() as tx:
            await marker_secret(tx)

    async def upgrade_schema(self) -> None:
        """As `upgrade`, with nothing put into the database: not even what every installation has of its own."""
        engine = self._migrator()
        try:
            async with engine.begin() as connection:
                await connection.run_sync(migrations.upgrade)
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write: committed when the block ends, rolled back when it raises.

        Cancelling the task cannot cut the commit short: it ends first, then the cancellation goes on.
        """
        async with self._begin() as tx:
            yield tx
            await _to_its_end(tx.commit())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """Read one consistent state; the database refuses to write here."""
        async with self._begin_reading() as tx:
            yield tx

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Transaction]:
        """Ask one question: as `read`, for a single statement, which is consistent by itself and costs less."""
        async with self._begin_looking() as tx:
            yield tx

    @asynccontextmanager
    async def alone(self, number: int) -> AsyncIterator[bool]:
        """Keep all other bots off what goes by this number until the block ends; False when another is at it.

        Whatever becomes of this process, it holds up nobody longer than it lives.
        """
        if self.is_embedded:
            yield True
            return
        async with self._writer.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")  # no transaction stays open for minutes
            lock = {"lock": number}
            is_free = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), lock))
            try:
                yield is_free
            finally:
                if is_free:
                    await connection.execute(text("SELECT pg_advisory_unlock(:lock)"), lock)

    async def close(self) -> None:
        await self._writer.dispose()
        if self.is_embedded:
            await self._reader.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _migrator(self) -> AsyncEngine:
        # Altering a SQLite table rebuilds it, and dropping the old one would cascade: the keys are checked at the end.
        if self.is_embedded:
            return _sqlite(self.url, self.keys, begin="BEGIN IMMEDIATE", foreign_keys="OFF", poolclass=NullPool)
        return create_async_engine(self.url, poolclass=NullPool)


async def open_storage(url: str, *, keys: Keyring) -> Storage:
    """Open `sqlite:///path` or `postgresql://…`, without migrating it; ValueError for any other database."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite" if parsed.database in {None, "", ":memory:"}:
            raise ValueError("SQLite needs a file: several connections share it")
        case "sqlite":
            parsed = parsed.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            parsed = parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"Mentor Bot stores in sqlite or postgresql, not in {other}")
    return Storage(parsed, keys)


def why_away(problem: Exception) -> str | None:
    """The reason why a database could not be reached, by what was raised; None when that says something else."""
    if isinstance(problem, DBAPIError) and problem.statement is None:
        return str(problem.orig).partition("\n")[0]
    is_of_a_line = (
        isinstance(problem, OSError) and problem.filename is None and not isinstance(problem, BrokenPipeError)
    )
    return (str(problem) or "it does not answer") if is_of_a_line else None


def _sqlite(
    url: URL,
    keys: Keyring,
    *,
    begin: str,
    foreign_keys: str = "ON",
    query_only: str = "OFF",
    **pool: object,
) -> AsyncEngine:
    engine = create_async_engine(url, async_creator=partial(sqlite_driver.connect, url.database or ""), **pool)
    pragmas = SQLITE_PRAGMAS | {"foreign_keys": foreign_keys, "query_only": query_only}

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late: see `begin`
        cursor = connection.cursor()
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        driver: sqlite_driver.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # ours
        driver.beginning = None if connection.get_execution_options().get(_ONE_STATEMENT) else begin

    return _with_keys(engine, keys)


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(
        url, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args=_SERVER_ANSWERS_WITHIN
    )


def _with_keys(engine: AsyncEngine, keys: Keyring) -> AsyncEngine:
    engine.sync_engine.dialect.mentor_bot_keys = keys  # type: ignore[attr-defined]  # read by storage.models.row.Sealed
    return engine


async def _to_its_end(work: Awaitable[None]) -> None:
    """Await work that must not be cut short; a cancellation is passed on once it has ended."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
