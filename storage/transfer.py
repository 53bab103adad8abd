"""Moving an installation from its SQLite file to PostgreSQL, table by table, and proving that everything has arrived.

Rows are copied in the order of their keys, some at a time, each lot in a transaction of its own; what is there already is
left. So a move that was cut short goes on where it stopped. Sealed text is copied as it is, never opened.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Enum, MetaData, String, Table, Text, collate, func, inspect, select, true, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import installation
from storage.engine import Storage
from storage.inspection import SchemaState, schema_of
from storage.installation import BACKED_UP_AT, MOVED_AWAY_AT, MOVING_FROM
from storage.markers import marker, marker_secret
from storage.migrations import NEEDS
from storage.models.delivery import InstallationFact
from storage.models.row import Row, Sealed
from storage.restoring import require_keys

AT_ONCE = 1_000
MOVED_FROM, MOVED_AT = "moved_from", "moved_at"
_ITS_OWN = (MOVING_FROM, MOVED_FROM, MOVED_AT, MOVED_AWAY_AT, NEEDS)
"""Facts that each database has of itself."""


class NotMovedError(Exception):
    """An installation cannot be moved, or not all of it has arrived; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many rows there are, and a number that is the same for the same rows in any order."""

    rows: int = 0
    check: int = 0

    def plus(self, rows: Sequence[Sequence[Any]]) -> "Sum":
        return Sum(rows=self.rows + len(rows), check=(self.check + sum(map(_digest, rows))) % 2**128)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A table that is the same on both sides."""

    table: str
    sum: Sum


async def move(
    source: Storage, target: Storage, now: datetime, tell: Callable[[Arrived], None] = lambda _: None
) -> Sequence[Arrived]:
    """Copy everything from an embedded database nobody works on into a PostgreSQL database, and compare the two.

    Raises:
        NotMovedError: the target cannot be used, is somebody else's, or differs in the end.
        WrongKeyError: the keys do not open what is sealed, so they would not open it there either.
    """
    if not source.is_embedded or target.is_embedded:
        raise NotMovedError("Only a SQLite database can be moved, and only to PostgreSQL")
    try:
        await _nobody_elses(target)
        await target.upgrade_schema()
        await _begin(source, target)
        arrived = [await _copied(source, target, table, tell) for table in _tables()]
        await _count_on(target)
    except (OSError, SQLAlchemyError) as problem:
        why = str(getattr(problem, "orig", None) or problem).partition("\n")[0] or type(problem).__name__
        raise NotMovedError(f"The move was cut short: {why}") from problem
    await _end(source, target, now)
    return arrived


async def _nobody_elses(target: Storage) -> None:
    """NotMovedError where there are tables already, and not ours: ours would be put between them."""
    async with target.read() as tx:
        tables = await tx.run_sync(lambda session: inspect(session.connection()).get_table_names())
    if tables and InstallationFact.__tablename__ not in tables:
        raise NotMovedError(f"The target holds data of another program, in {', '.join(sorted(tables)[:3])}")


async def _begin(source: Storage, target: Storage) -> None:
    """Make sure that both are what they should be, and say in the target what is being moved there."""
    async with source.read() as tx:
        if await schema_of(tx) is not SchemaState.CURRENT:
            raise NotMovedError("The SQLite database is not of this version")
        await require_keys(tx)
        name = marker(await marker_secret(tx), workspace="", key="moved")
        facts = await installation.facts(tx)
    async with target.transaction() as tx:
        if await schema_of(tx) is not SchemaState.CURRENT:
            raise NotMovedError("The PostgreSQL database is not of this version")
        if await installation.recall(tx, MOVED_FROM) == name:
            on = await installation.recall(tx, MOVED_AT) or ""
            raise NotMovedError(f"It was moved here already, on {on[:10]}")
        if await installation.recall(tx, MOVING_FROM) == name:
            return
        if unfit := facts.keys() & {MOVED_AWAY_AT, BACKED_UP_AT}:
            what = "was moved to another database already" if MOVED_AWAY_AT in unfit else "is a backup"
            raise NotMovedError(f"The SQLite database {what}: restore it first, or the bot would say everything twice")
        connection = await tx.connection()
        full = [table.name for table in _tables() if await _highest(connection, table) is not None]
        if full or await installation.recall(tx, MOVING_FROM):
            raise NotMovedError(f"The target holds data of another installation, in {', '.join(full) or 'its facts'}")
        await installation.remember(tx, MOVING_FROM, name)


async def _copied(source: Storage, target: Storage, table: Table, tell: Callable[[Arrived], None]) -> Arrived:
    """Copy one table from where an earlier move stopped, and compare all of it."""
    async with target.transaction() as tx:
        after = await _highest(await tx.connection(), table)
    async with source.read() as reading:
        here = await _sum_here(await reading.connection(), table)
        async for rows in _rows_after(await reading.connection(), table, after):
            async with target.transaction() as tx:
                insert = postgresql.insert(table).on_conflict_do_nothing()
                await (await tx.connection()).execute(insert, rows)
    async with target.read() as tx:
        there = await _sum_there(await tx.connection(), table)
    if here != there:
        raise NotMovedError(
            f"{table.name} has {here.rows} rows here and {there.rows} there, or they differ: "
            "it was changed after a part of it had been copied. Empty the PostgreSQL database and begin again"
        )
    arrived = Arrived(table=table.name, sum=here)
    tell(arrived)
    return arrived


def _tables() -> Sequence[Table]:
    """Every table, those that others refer to first, with columns that take what is stored as it is."""
    plain = MetaData()
    tables = [table.to_metadata(plain) for table in Row.metadata.sorted_tables]
    for column in (column for table in tables for column in table.columns):
        if isinstance(column.type, Sealed):
            column.type = Text()
        elif isinstance(column.type, Enum):
            column.type = String(column.type.length)
    return tables


def _of_the_installation(table: Table) -> ColumnElement[bool]:
    """SQL: a row that is to be moved, and nothing that a database knows of itself."""
    return table.c.name.not_in(_ITS_OWN) if table.name == InstallationFact.__tablename__ else true()


def _keys(table: Table) -> Sequence[ColumnElement[Any]]:
    """A table's key, in an order that both databases have: PostgreSQL would sort text as people do."""
    is_text = {column: isinstance(column.type, String) for column in table.primary_key}
    return [collate(column, "C") if is_text[column] else column for column in table.primary_key]


async def _highest(target: AsyncConnection, table: Table) -> Sequence[Any] | None:
    """The last key that was copied; None where there is nothing yet."""
    last = select(*table.primary_key).where(_of_the_installation(table)).order_by(*(key.desc() for key in _keys(table)))
    return (await target.execute(last.limit(1))).first()


async def _rows_after(
    source: AsyncConnection, table: Table, after: Sequence[Any] | None
) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """A table's rows behind a key, in the order of their keys, some at a time."""
    every = select(table).where(_of_the_installation(table)).order_by(*table.primary_key).limit(AT_ONCE)
    while True:
        some = every if after is None else every.where(tuple_(*table.primary_key) > tuple_(*after))
        rows = (await source.execute(some)).mappings().all()
        if not rows:
            return
        yield [dict(row) for row in rows]
        after = [rows[-1][column.name] for column in table.primary_key]


async def _sum_here(source: AsyncConnection, table: Table) -> Sum:
    total = Sum()
    async for rows in _rows_after(source, table, None):
        total = total.plus([tuple(row.values()) for row in rows])
    return total


async def _sum_there(target: AsyncConnection, table: Table) -> Sum:
    total = Sum()
    async with target.stream(select(table).where(_of_the_installation(table))) as rows:
        async for some in rows.partitions(AT_ONCE):
            total = total.plus(some)
    return total


def _digest(row: Sequence[Any]) -> int:
    told = json.dumps(list(row), default=_plain, ensure_ascii=False, sort_keys=True)
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:16])


def _plain(value: object) -> str:
    assert isinstance(value, date)  # noqa: S101  # a moment is one too; our columns hold nothing else that JSON lacks
    return value.isoformat()


async def _count_on(target: Storage) -> None:
    """Let new rows be numbered from where the moved ones end."""
    async with target.transaction() as tx:
        for table in _tables():
            counted = table.autoincrement_column
            if counted is not None:
                last = func.max(counted)
                sequence = func.pg_get_serial_sequence(table.name, counted.name)
                await tx.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))


async def _end(source: Storage, target: Storage, now: datetime) -> None:
    """Let no bot work on what was moved away: two would say everything twice."""
    async with source.transaction() as tx:
        await installation.remember(tx, MOVED_AWAY_AT, now.isoformat())
    async with target.transaction() as tx:
        name = await installation.recall(tx, MOVING_FROM)
        await installation.forget(tx, MOVING_FROM)
        await installation.remember(tx, MOVED_FROM, name or "")
        await installation.remember(tx, MOVED_AT, now.isoformat())
