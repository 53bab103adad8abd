"""Putting a backup in the place of an embedded database: checked and made ready beside it, then exchanged at once.

Nothing that is there is touched before everything is known to fit, and the database that was there is kept, under a name
with the moment.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy import select, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import Text

from storage import erasures, installation, sqlite_file
from storage.crypto import Keyring, WrongKeyError
from storage.doubt import Doubted, cast_doubt
from storage.engine import Storage, open_storage
from storage.erasures import Entry
from storage.installation import BACKED_UP_AT, BACKED_UP_KEYS, ERASURES, MOVED_AWAY_AT
from storage.lock import FileLock
from storage.models.row import Row, Sealed
from storage.sqlite_file import Contents
from storage.transaction import Transaction

_BESIDE = ("-wal", "-shm", "-journal")


class NotRestoredError(Exception):
    """Nothing was put back, and what is there is as it was; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """What was put back, what was doubted, and where the database that was there is now.

    `noted` erasures are known, of which `erased_again` were made since the backup and are repeated.
    """

    made_at: datetime
    doubted: Doubted
    noted: int
    erased_again: int
    kept_aside: Path | None


async def restore(
    backup: Path, database: Path, *, keys: Keyring, ledger: Path, now: datetime, made_at: datetime | None = None
) -> Restoration:
    """Put a backup in a database's place, so that nothing it knows not to have been said is said again.

    Raises:
        DatabaseInUseError: a bot is at work. WrongKeyError, DamagedError, NewerSchemaError: the backup cannot be used.
        LedgerError: the erasures since then are not known for certain.
        NotRestoredError: there is no such file, nobody says from when it is, or the disk does not take it.
    """
    try:
        return await _restore(backup, database, keys, ledger, now, made_at)
    except (OSError, sqlite3.Error, SQLAlchemyError) as problem:
        raise NotRestoredError(f"{backup} could not be put back: {_why(problem)}") from problem


async def _restore(
    backup: Path, database: Path, keys: Keyring, ledger: Path, now: datetime, made_at: datetime | None
) -> Restoration:
    lock = FileLock(Path(f"{database}.lock"))
    ready = database.with_name(f"{database.name}.restoring")
    try:
        _clear_away(ready)
        contents = await asyncio.to_thread(_copied, backup, ready)
        entries = await asyncio.to_thread(_erasures, ledger, contents, database)
        async with _opened(ready, keys, contents) as storage, storage.transaction() as tx:
            since = _not_ahead(await _moment_of(tx, backup, made_at), now)
            erased_again = await erasures.repeat(tx, entries, now=now)
            doubted = await cast_doubt(tx, made_at=since, now=now)
        kept_aside = await asyncio.to_thread(_exchange, ready, database, now)
    finally:
        _clear_away(ready)
        lock.release()
    return Restoration(
        made_at=since, doubted=doubted, noted=len(entries), erased_again=erased_again, kept_aside=kept_aside
    )


async def restored_in_place(storage: Storage, *, ledger: Path, now: datetime, made_at: datetime) -> Restoration:
    """Doubt what a database may have said that was put back with its server's own tools, and erase again.

    Raises:
        LedgerError: the erasures since then are not known for certain. NotRestoredError: `made_at` lies ahead.
    """
    _not_ahead(made_at, now)
    async with storage.transaction() as tx:
        entries = await asyncio.to_thread(erasures.read, ledger)
        erasures.require_lines(ledger, entries, int(await installation.recall(tx, ERASURES) or 0))
        erased_again = await erasures.repeat(tx, entries, now=now)
        doubted = await cast_doubt(tx, made_at=made_at, now=now)
    return Restoration(made_at=made_at, doubted=doubted, noted=len(entries), erased_again=erased_again, kept_aside=None)


def _why(problem: Exception) -> str:
    return str(getattr(problem, "orig", None) or problem).partition("\n")[0]


def _copied(backup: Path, ready: Path) -> Contents:
    """A copy of the backup to work on, looked through."""
    if not backup.is_file():
        raise NotRestoredError(f"There is no file {backup}")
    sqlite_file.examine(backup)
    sqlite_file.copy(backup, ready)
    return sqlite_file.examine(ready)


def _erasures(ledger: Path, backup: Contents, database: Path) -> list[Entry]:
    """What the ledger holds, which must be at least what the backup and the present database know of."""
    entries = list(erasures.read(ledger))
    known = int(backup.facts.get(ERASURES, 0))
    if database.exists():
        with suppress(sqlite3.Error), sqlite_file.connected(database) as connection:
            asked = connection.execute("SELECT value FROM installation_facts WHERE name = ?", (ERASURES,)).fetchone()
            known = max(known, int(asked[0]) if asked else 0)
    erasures.require_lines(ledger, entries, known)
    return entries


@asynccontextmanager
async def _opened(ready: Path, keys: Keyring, contents: Contents) -> AsyncIterator[Storage]:
    """The copy, with the newest schema, once it is certain that the keys open what is sealed in it."""
    storage = await open_storage(f"sqlite:///{ready}", keys=keys)
    try:
        await _fit(storage, contents)
        yield storage
    finally:
        await storage.close()


async def _fit(storage: Storage, contents: Contents) -> None:
    try:
        await storage.upgrade()
        async with storage.read() as tx:
            await require_keys(tx)
    except WrongKeyError:
        needed = contents.facts.get(BACKED_UP_KEYS, "").replace(" ", ", ")
        given = ", ".join(storage.keys.fingerprints)
        which = f"the key {needed}" if needed else "another key"
        raise WrongKeyError(f"This backup needs {which}, and {given} was given") from None


async def require_keys(tx: Transaction) -> None:
    """WrongKeyError unless the keys open the oldest and the newest of each kind of sealed text."""
    for table in Row.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                sealed = select(column).where(type_coerce(column, Text).is_not(None))
                order = list(table.primary_key.columns)
                await tx.scalar(sealed.order_by(*order).limit(1))
                await tx.scalar(sealed.order_by(*(each.desc() for each in order)).limit(1))


async def _moment_of(tx: Transaction, backup: Path, said: datetime | None) -> datetime:
    """From when a backup is: as it says itself, or earlier, if somebody said so."""
    told = await installation.recall(tx, BACKED_UP_AT) or await installation.recall(tx, MOVED_AWAY_AT)
    moments = [moment for moment in (said, told and datetime.fromisoformat(told)) if moment]
    if not moments:
        raise NotRestoredError(f"{backup} does not say from when it is: add --made-at with the moment it was copied")
    return min(moments)


def _not_ahead(made_at: datetime, now: datetime) -> datetime:
    """A backup of the future would leave nothing in doubt."""
    if made_at > now:
        raise NotRestoredError(
            f"The backup is of {made_at:%Y-%m-%d %H:%M} UTC, and by this machine's clock it is {now:%Y-%m-%d %H:%M} UTC. "
            "Set the clock, or mend --made-at"
        )
    return made_at


def _exchange(ready: Path, database: Path, now: datetime) -> Path | None:
    """Put what is ready in the database's place in one step, and keep what was there as a backup of now."""
    sqlite_file.settle(ready)
    aside = _kept_aside(database, now) if database.exists() else None
    ready.replace(database)
    sqlite_file.flush(database.parent)
    if aside is not None:
        _note_moment(aside, now)
    return aside


def _note_moment(aside: Path, now: datetime) -> None:
    """Let what is kept be put back as any backup, should that be wanted."""
    with suppress(sqlite3.Error), sqlite_file.connected(aside) as connection:  # damaged, perhaps: it is kept as it is
        asked = "SELECT 1 FROM installation_facts WHERE name IN (?, ?)"
        if connection.execute(asked, (BACKED_UP_AT, MOVED_AWAY_AT)).fetchone() is None:
            fact = (BACKED_UP_AT, now.isoformat())
            connection.execute("INSERT INTO installation_facts (name, value) VALUES (?, ?)", fact)


def _kept_aside(database: Path, now: datetime) -> Path:
    """A second name for the database that is there, which leaves it where it is until another takes its place."""
    with suppress(sqlite3.Error):
        sqlite_file.settle(database)
    stem = f"{database.stem}.before-{now:%Y%m%dT%H%M%SZ}"
    endings = chain(("",), (f"-{number}" for number in count(2)))  # two restores may come within one second
    names = (database.with_name(f"{stem}{ending}{database.suffix}") for ending in endings)
    aside = next(name for name in names if not name.exists())
    os.link(database, aside)
    for beside in _BESIDE:  # they belong to what was there, and would be taken for part of what comes
        with suppress(FileNotFoundError):
            Path(f"{database}{beside}").rename(f"{aside}{beside}")
    return aside


def _clear_away(ready: Path) -> None:
    for beside in ("", *_BESIDE):
        Path(f"{ready}{beside}").unlink(missing_ok=True)
