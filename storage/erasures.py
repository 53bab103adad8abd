"""The ledger of erasures, apart from the database: whoever was erased after a backup was made is erased again after a restore.

A line tells neither who nor from which workspace to anybody who has not got the database and its keys: it holds an HMAC
with the database's own secret. Lines are only ever added, and numbered, so that one that is missing is missed.
"""

import asyncio
import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import erasing, installation
from storage.engine import Storage
from storage.erasing import Erased
from storage.installation import ERASURES
from storage.markers import marker_secret
from storage.sqlite_file import flush
from storage.transaction import Transaction


class LedgerError(Exception):
    """The ledger cannot be relied on; the text names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """That somebody was erased at a moment; `who` is an HMAC."""

    number: int
    at: datetime
    who: str


async def erase(storage: Storage, ledger: Path, workspace: str, slack_id: str, now: datetime) -> Erased:
    """Erase somebody, and note it first: all of it holds, or nothing but the note.

    Raises:
        LedgerError: the ledger is damaged, or cannot be written, so that a restore could not rely on it.
    """
    async with storage.transaction() as tx:
        known = int(await installation.recall(tx, ERASURES) or 0)  # from here on nobody else writes
        entries = await asyncio.to_thread(read, ledger)
        require_lines(ledger, entries, known)
        entry = Entry(number=len(entries) + 1, at=now, who=_who(await marker_secret(tx), workspace, slack_id))
        await asyncio.to_thread(_append, ledger, entry)
        await installation.remember(tx, ERASURES, str(entry.number))
        return await erasing.erase(tx, workspace, slack_id, now=now)


async def repeat(tx: Transaction, entries: Sequence[Entry], *, now: datetime) -> int:
    """Erase once more whoever this database does not know to be erased; how many of them there were in it."""
    known = int(await installation.recall(tx, ERASURES) or 0)
    wanted = {entry.who for entry in entries[known:]}
    if not wanted:
        return 0
    secret = await marker_secret(tx)
    found = [each for each in await erasing.everybody(tx) if _who(secret, *each) in wanted]
    for workspace, slack_id in found:
        await erasing.erase(tx, workspace, slack_id, now=now)
    await installation.remember(tx, ERASURES, str(len(entries)))
    return len(found)


def read(ledger: Path) -> Sequence[Entry]:
    """Every entry, the oldest first; none where there is no ledger. LedgerError names the line that is wrong."""
    if not ledger.exists():
        return []
    text = ledger.read_text(encoding="utf-8", errors="replace")
    entries = [_entry(ledger, number, line) for number, line in enumerate(text.split("\n")[:-1], 1)]
    if not text.endswith("\n") and text:
        raise LedgerError(f"Line {len(entries) + 1} of {ledger} has no end")
    return entries


def _entry(ledger: Path, number: int, line: str) -> Entry:
    try:
        told = json.loads(line)
        entry = Entry(number=int(told["number"]), at=datetime.fromisoformat(told["at"]), who=str(told["who"]))
        is_whole = entry.at.tzinfo is not None and len(entry.who) == 64
    except (ValueError, TypeError, KeyError):
        is_whole, entry = False, None
    if entry is None or not is_whole:
        raise LedgerError(f"Line {number} of {ledger} cannot be read")
    if entry.number != number:
        raise LedgerError(f"Line {number} of {ledger} should be there, and line {entry.number} follows instead")
    return entry


def require_lines(ledger: Path, entries: Sequence[Entry], known: int) -> None:
    """LedgerError when the ledger has fewer lines than a database knows of."""
    if known > len(entries):
        raise LedgerError(f"Line {len(entries) + 1} of {ledger} is missing: there were {known}")


def _append(ledger: Path, entry: Entry) -> None:
    line = json.dumps({"number": entry.number, "at": entry.at.isoformat(), "who": entry.who}) + "\n"
    is_new = not ledger.exists()
    try:
        descriptor = os.open(ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _write_whole(descriptor, line.encode())
        finally:
            os.close(descriptor)
        if is_new:
            flush(ledger.parent)
    except OSError as problem:
        raise LedgerError(f"{ledger} cannot be written ({problem.strerror})") from problem


def _write_whole(descriptor: int, line: bytes) -> None:
    """All of a line, or nothing of it: a disk that fills up takes a part."""
    before = os.fstat(descriptor).st_size
    try:
        while line:
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, before)
        raise


def _who(secret: str, workspace: str, slack_id: str) -> str:
    return hmac.new(secret.encode(), f"erased\0{workspace}\0{slack_id}".encode(), hashlib.sha256).hexdigest()
