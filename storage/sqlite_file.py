"""A SQLite file as a thing to check, to copy and to put elsewhere. All of it blocks: call it in a thread of its own."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 30.0
"""Seconds that a statement waits for whoever is writing."""
_STEPS = 20_000
"""Of SQLite's own: after so many, some milliseconds, a statement looks whether it is still wanted."""

Unwanted = Callable[[], bool]
"""Whether nobody waits any more for what a thread does."""


class DamagedError(Exception):
    """A file is no sound database of ours; the text says what is wrong with it."""


class NotCompactedError(Exception):
    """What was deleted from a file can still be read in it; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a sound file holds: its schema's revision, its rows by table, and what the installation remembers."""

    revision: str
    rows: Mapping[str, int]
    facts: Mapping[str, str]


@contextmanager
def connected(file: Path, unwanted: Unwanted | None = None) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is there; each statement is a transaction, and fails once it is `unwanted`."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)) as connection:
        connection.isolation_level = None
        connection.set_progress_handler(unwanted, _STEPS)
        yield connection


def copy(source: Path, target: Path, unwanted: Unwanted | None = None) -> None:
    """Copy a database as it is at one moment, while others read and write it, into a new file for its owner only.

    Raises:
        FileExistsError: there is such a file already; it stays as it is. OSError, sqlite3.Error: nothing is left of it.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with connected(source, unwanted) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except BaseException:
        target.unlink()
        raise


def examine(file: Path, unwanted: Unwanted | None = None) -> Contents:
    """Look through a whole file, every page and every reference.

    Raises:
        DamagedError: it is damaged, or was never ours.
    """
    try:
        with connected(file, unwanted) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                raise DamagedError(f"{file} is damaged: {said}")
            if (broken := connection.execute("PRAGMA foreign_key_check").fetchone()) is not None:
                raise DamagedError(f"{file} is damaged: a row of {broken[0]} lacks the {broken[2]} it refers to")
            return _contents(connection, file)
    except sqlite3.DatabaseError as problem:
        raise DamagedError(f"{file} is damaged, or no database: {problem}") from None


def _contents(connection: sqlite3.Connection, file: Path) -> Contents:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = sorted(name for (name,) in found)
    if "alembic_version" not in tables:
        raise DamagedError(f"{file} is no database of Mentor Bot")
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    tables.remove("alembic_version")
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608  # a name of the schema
    has_facts = "installation_facts" in rows
    facts = dict(connection.execute("SELECT name, value FROM installation_facts").fetchall()) if has_facts else {}
    return Contents(revision=revision, rows=rows, facts=facts)


def settle(file: Path) -> None:
    """Write a file, and everything that still lies beside it, to disk."""
    with connected(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flush(file)


def compact(file: Path) -> None:
    """Rewrite a file without what was deleted from it, so that no byte of that is left in it or beside it.

    Raises:
        NotCompactedError: there is no room for that, or somebody else is at work on the file.
    """
    try:
        with connected(file) as connection:
            connection.execute("VACUUM")
            (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        why = "somebody else is reading it" if is_busy else ""
    except sqlite3.Error as problem:
        why = str(problem)
    if why:
        raise NotCompactedError(
            f"{file} could not be rewritten, so that what was deleted can still be read in it: {why}. "
            "Mend that, and run the same command again"
        )


def flush(path: Path) -> None:
    """Have the disk take what was written to a file, or that a folder holds it under its name."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
