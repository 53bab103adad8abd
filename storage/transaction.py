"""A unit of work on the database, a part of one, and the statement that each dialect imports from its own module."""

from contextlib import AbstractAsyncContextManager
from typing import Any, cast

from sqlalchemy import CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.row import Row

Transaction = AsyncSession


def part_of(tx: Transaction) -> AbstractAsyncContextManager[object]:
    """A part of a transaction: when its block raises, what the block did is undone, and nothing else.

    Rows that the block changed must be refreshed before they are read again.
    """
    return tx.begin_nested()


async def insert_once(tx: Transaction, row: type[Row], **values: Any) -> bool:
    """Insert a row unless a unique key refuses it; whether it was new. `values` are whatever its columns take."""
    insert = sqlite.insert if tx.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(cast("Table", row.__table__)).values(**values).on_conflict_do_nothing()
    result = cast("CursorResult[Any]", await tx.execute(statement))
    return result.rowcount == 1
