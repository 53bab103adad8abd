"""Everything that happened to every message, in order, as the database itself noted it in the same transactions."""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

NOTE_EVERYTHING = """
    CREATE TABLE noted (
        number INTEGER PRIMARY KEY, key TEXT, line TEXT, lane INTEGER, was TEXT, state TEXT,
        fence INTEGER, tries INTEGER, crashes INTEGER, looks INTEGER, due_at TEXT, ready_at TEXT, error TEXT
    );
    CREATE TRIGGER note_new AFTER INSERT ON outbox BEGIN
        INSERT INTO noted SELECT NULL, NEW.key, NEW.line, NEW.lane, NULL, NEW.state, NEW.fence, NEW.tries,
            NEW.crashes, NEW.looks, NEW.due_at, NEW.ready_at, NEW.error;
    END;
    CREATE TRIGGER note_changed AFTER UPDATE ON outbox BEGIN
        INSERT INTO noted SELECT NULL, NEW.key, NEW.line, NEW.lane, OLD.state, NEW.state, NEW.fence, NEW.tries,
            NEW.crashes, NEW.looks, NEW.due_at, NEW.ready_at, NEW.error;
    END;
"""
"""SQL that lets a database note what happens to its messages from now on."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one message, as it was after it; `was` is its state before, None when it is new."""

    key: str
    line: str
    lane: int
    was: str | None
    state: str
    fence: int
    tries: int
    crashes: int
    looks: int
    due_at: str
    ready_at: str
    error: str | None


def read_steps(database: Path) -> Sequence[Step]:
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT * FROM noted ORDER BY number").fetchall()
    connection.close()
    return [Step(*row[1:]) for row in rows]


def fingerprint(steps: Sequence[Step], *others: str) -> str:
    """The same for two runs exactly when the same happened in both."""
    digest = hashlib.sha256()
    for step in steps:
        digest.update(repr(astuple(step)).encode())
    for other in others:
        digest.update(other.encode())
    return digest.hexdigest()[:16]
