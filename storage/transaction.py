"""A unit of work on the database, and the statement that SQLite and PostgreSQL each import from their own dialect."""

from typing import Any, cast

from sqlalchemy import CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.row import Row

Transaction = AsyncSession


async def insert_once(tx: Transaction, row: type[Row], **values: Any) -> bool:
    """Insert a row unless a unique key refuses it; whether it was new. `values` are whatever its columns take."""
    insert = sqlite.insert if tx.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(cast("Table", row.__table__)).values(**values).on_conflict_do_nothing()
    result = cast("CursorResult[Any]", await tx.execute(statement))
    return result.rowcount == 1
