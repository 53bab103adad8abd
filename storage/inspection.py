"""A look at a database that changes nothing: is it sound, is its schema ours, do our keys open it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from storage.crypto import WrongKeyError
from storage.engine import Storage
from storage.markers import marker_secret
from storage.migrations import current, is_ahead, newest, revisions
from storage.transaction import Transaction


class SchemaState(StrEnum):
    """How a database's schema stands to the one of this version; one that is `AHEAD` is newer and can be worked with."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    AHEAD = "ahead"
    NEWER = "newer"

    @property
    def is_usable(self) -> bool:
        """Whether this version can work with it as it is."""
        return self in {SchemaState.CURRENT, SchemaState.AHEAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was found. `fault` is the database's own word for damage; `keys_fit` is None while nothing is sealed."""

    schema: SchemaState
    fault: str | None
    keys_fit: bool | None


async def inspect(storage: Storage) -> Inspection:
    """Look at a database without writing; whatever the driver raises when it cannot be read comes through."""
    async with storage.read() as tx:
        fault = await tx.run_sync(_damage) if storage.is_embedded else None
        schema = await schema_of(tx)
        keys_fit = None
        if schema.is_usable:
            try:
                keys_fit = bool(await marker_secret(tx))
            except WrongKeyError:
                keys_fit = False
    return Inspection(schema=schema, fault=fault, keys_fit=keys_fit)


async def schema_of(tx: Transaction) -> SchemaState:
    """How this database's schema stands to the one this version works with."""
    return await tx.run_sync(_schema)


def _damage(session: Session) -> str | None:
    said = str(session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar())
    return None if said == "ok" else said


def _schema(session: Session) -> SchemaState:
    connection: Connection = session.connection()
    present = current(connection)
    if present is None:
        return SchemaState.EMPTY
    if present in revisions():
        return SchemaState.CURRENT if present == newest() else SchemaState.OLDER
    return SchemaState.AHEAD if is_ahead(connection) else SchemaState.NEWER
