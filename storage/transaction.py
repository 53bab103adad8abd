"""A unit of work on the database, a part of one, and the statement that each dialect imports from its own module."""

from collections.abc import Collection
from contextlib import AbstractAsyncContextManager
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ClauseElement, CursorResult, Table, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from storage.models.row import Row

Transaction = AsyncSession


class Reading(Session):
    """What a transaction has read stays at hand until it ends: what is asked for by its key is read once.

    SQLAlchemy by itself forgets a row as soon as nobody holds it.
    """


@event.listens_for(Reading, "loaded_as_persistent")
def _hold(session: Session, row: object) -> None:
    session.info.setdefault("rows", []).append(row)


Found = TypeVar("Found", bound=Row)


def at_hand(tx: Transaction, row: type[Found], keys: Collection[Any]) -> dict[Any, Found]:
    """Those rows with these primary keys that the transaction has read already, by their keys."""
    read = tx.sync_session.identity_map
    found = {key: read.get(identity_key(row, key)) for key in keys}
    return {key: each for key, each in found.items() if each is not None and not inspect(each).expired}


def part_of(tx: Transaction) -> AbstractAsyncContextManager[object]:
    """A part of a transaction: when its block raises, what the block did is undone, and nothing else.

    Rows that the block changed must be refreshed before they are read again.
    """
    return tx.begin_nested()


async def insert_once(tx: Transaction, row: type[Row], **values: Any) -> bool:
    """Insert a row unless a unique key refuses it; whether it was new. `values` are whatever its columns take."""
    computed = {name: value for name, value in values.items() if isinstance(value, ClauseElement)}
    plain = {name: value for name, value in values.items() if name not in computed}
    statement = _insert_once(row, tx.get_bind().dialect.name)
    result = await tx.execute(statement.values(computed) if computed else statement, plain)
    return cast("CursorResult[Any]", result).rowcount == 1


@cache  # building it takes longer than running it
def _insert_once(row: type[Row], dialect: str) -> postgresql.Insert | sqlite.Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(cast("Table", row.__table__)).on_conflict_do_nothing()
