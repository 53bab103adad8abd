"""Backups of an embedded database: made while the bot runs, checked before they count, and kept for some weeks.

A backup is a file of its own, opened by the keys the database has. It remembers from which moment it is and which keys
it needs, and a small JSON file beside it says the same for people.
"""

import asyncio
import json
import re
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from threading import Event

from storage import sqlite_file
from storage.crypto import Keyring
from storage.engine import Storage
from storage.installation import BACKED_UP_AT, BACKED_UP_KEYS
from storage.sqlite_file import Contents, DamagedError, Unwanted

DAYS, WEEKS = 7, 4
"""Of how many days, and of how many weeks, the last backup is kept."""
_NAME = re.compile(r"(?P<stem>.+)-(?P<moment>\d{8}T\d{6}Z)\.sqlite3")
_MOMENT = "%Y%m%dT%H%M%SZ"
_UNFINISHED = ".unfinished"


class NoBackupError(Exception):
    """No backup could be made; the text says why, and nothing half made is left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was checked. `keys` are the fingerprints of those that open it, the newest first."""

    file: Path
    made_at: datetime
    keys: tuple[str, ...]
    rows: int


async def make(storage: Storage, folder: Path, now: datetime) -> Backup:
    """Back an embedded database up into a folder, without holding up whoever writes to it.

    Raises:
        NoBackupError: it is a database server, or the folder cannot take it, or what was copied is not sound.
        WrongKeyError: the keys are not this database's, so naming them would mislead whoever restores it.
    """
    if not storage.is_embedded:
        raise NoBackupError("A PostgreSQL database is backed up with its own pg_dump")
    given_up = Event()
    try:
        database = Path(storage.url.database or "")
        return await asyncio.to_thread(_make, database, folder, now, storage.keys, given_up.is_set)
    finally:
        given_up.set()  # a bot that stops must not wait for a thread


def _make(database: Path, folder: Path, now: datetime, keys: Keyring, unwanted: Unwanted) -> Backup:
    made_at = now.astimezone(UTC).replace(microsecond=0)
    final = folder / f"{database.stem}-{made_at:{_MOMENT}}.sqlite3"
    copy = final.with_suffix(_UNFINISHED)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sqlite_file.copy(database, copy, unwanted)
        rows = _checked(copy, final, made_at, keys, unwanted)
    except (OSError, sqlite3.Error, DamagedError) as problem:
        raise NoBackupError(f"No backup could be made in {folder}: {problem}") from problem
    return Backup(file=final, made_at=made_at, keys=keys.fingerprints, rows=rows)


def _checked(copy: Path, final: Path, made_at: datetime, keys: Keyring, unwanted: Unwanted) -> int:
    """Give a copy its name once it is known to be sound, or delete it; how many rows are in it."""
    words = final.with_suffix(".json")
    try:
        _sign(copy, made_at, keys.fingerprints)
        contents = sqlite_file.examine(copy, unwanted)
        _require_key(copy, keys)
        sqlite_file.flush(copy)
        words.write_text(_described(made_at, keys.fingerprints, contents), encoding="utf-8")
        copy.replace(final)
        sqlite_file.flush(final.parent)
    except BaseException:
        _clear_away(copy, words)
        raise
    return sum(contents.rows.values())


def _sign(copy: Path, made_at: datetime, keys: tuple[str, ...]) -> None:
    facts = {BACKED_UP_AT: made_at.isoformat(), BACKED_UP_KEYS: " ".join(keys)}
    with sqlite_file.connected(copy) as connection:
        connection.executemany("INSERT OR REPLACE INTO installation_facts (name, value) VALUES (?, ?)", facts.items())


def _require_key(copy: Path, keys: Keyring) -> None:
    with sqlite_file.connected(copy) as connection:
        for (sealed,) in connection.execute("SELECT value FROM secrets"):
            keys.open(sealed)


def _described(made_at: datetime, keys: tuple[str, ...], contents: Contents) -> str:
    told = {
        "made_at": made_at.isoformat(),
        "mentor_bot": version("mentor-bot"),
        "schema": contents.revision,
        "opened_by_keys": keys,
        "rows": sum(contents.rows.values()),
        "tables": contents.rows,
    }
    return json.dumps(told, indent=2) + "\n"


def _clear_away(*files: Path) -> None:
    for file in files:
        with suppress(OSError):  # the folder itself may be what is wrong
            file.unlink()


def kept(folder: Path, stem: str) -> Sequence[tuple[datetime, Path]]:
    """The backups of one database in a folder, the oldest first."""
    found = [] if not folder.is_dir() else [(_NAME.fullmatch(file.name), file) for file in folder.iterdir()]
    return sorted(
        (datetime.strptime(name["moment"], _MOMENT).replace(tzinfo=UTC), file)
        for name, file in found
        if name is not None and name["stem"] == stem
    )


def rotate(folder: Path, stem: str, *, days: int = DAYS) -> Sequence[Path]:
    """Delete the backups of one database that are no longer kept, and what an interrupted one left; which they were.

    Nothing else in the folder is touched.
    """
    by_moment = dict(kept(folder, stem))
    gone = [by_moment[moment] for moment in sorted(by_moment.keys() - to_keep(by_moment, days=days))]
    newest = max(by_moment.values(), default=None)
    unfinished = [file for file in folder.glob(f"{stem}-*{_UNFINISHED}") if newest is not None and file < newest]
    for file in (*gone, *unfinished):
        file.unlink(missing_ok=True)
        file.with_suffix(".json").unlink(missing_ok=True)
    return gone


def to_keep(moments: Collection[datetime], *, days: int = DAYS, weeks: int = WEEKS) -> set[datetime]:
    """Of the newest days and weeks of which there is a backup at all, the last one each."""
    by_day = {moment.date(): moment for moment in sorted(moments)}
    by_week = {moment.isocalendar()[:2]: moment for moment in sorted(moments)}
    return {*sorted(by_day.values())[-days:], *sorted(by_week.values())[-weeks:]}
