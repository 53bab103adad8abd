"""Whether a bot is alive, is ready, and does its work: each verdict with the sentence that gives it.

Alive and ready are about one process, and are asked of that process. That the work is done can also be seen from the
database, by another process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.settings import Settings
from storage import DatabaseInUseError, Keyring, Storage, open_storage, outbox, why_away
from storage.inspection import SchemaState

LATE = timedelta(minutes=15)
"""A message that could go and has waited longer says that nobody delivers. Slack's own limits make it wait less."""
MOST_LAG = 2.0
"""Seconds the event loop may be late: Slack waits three for an answer."""
LONGEST_TURN = 120.0
"""Seconds a turn of the delivery loop may take; while the database is away it still turns."""
INTERVALS = 3
LONGEST_TICK = 600.0
"""Seconds every tick may take, whatever its interval: a large round is published in minutes, not in seconds."""


class Phase(StrEnum):
    """How far a process is in its life."""

    STARTING = "starting"
    WORKING = "working"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Health:
    """A verdict, and the sentence that gives it."""

    is_well: bool
    says: str


def liveness(*, lag: float, since_turn: float = 0.0, standing_still: Sequence[str] = ()) -> Health:
    """Whether a process still moves; one that does not should be started anew.

    It takes seconds of lag of the event loop and since the last turn of the delivery loop, and the ticks that stand
    still. The database plays no part: that it is away would start every replica anew, and mend nothing.
    """
    if lag >= MOST_LAG:
        return Health(False, f"The event loop is {lag:.1f} seconds late.")
    if since_turn >= LONGEST_TURN:
        return Health(False, f"The delivery loop has not turned for {since_turn:.0f} seconds.")
    if standing_still:
        return Health(False, f"What is done at intervals stands still: {', '.join(standing_still)}.")
    return Health(True, "The bot is alive.")


def readiness(phase: Phase, *, is_connected: bool = False, schema: SchemaState | None = None) -> Health:
    """Whether a process can do its work; `schema` is None when the database did not answer in time."""
    if phase is Phase.STARTING:
        return Health(False, "The bot is still starting.")
    if phase is Phase.STOPPING:
        return Health(False, "The bot is stopping.")
    if not is_connected:
        return Health(False, "There is no connection to Slack.")
    if schema is None:
        return Health(False, "The database does not answer.")
    if not schema.is_usable:
        return Health(False, "The database is not of a version that this bot can work with.")
    return Health(True, "The bot is ready.")


async def look(settings: Settings, now: datetime) -> Health:
    """Judge without writing, and without the keys: nothing sealed is read."""
    if settings.database_file is not None and not settings.database_file.exists():
        return Health(False, "There is no database: the bot has not started.")
    storage = await open_storage(settings.database_url, keys=Keyring(Keyring.generate()))
    try:
        return await judge(storage, now)
    except Exception as problem:  # drivers have no error in common for a database that is away; all others go on
        if (why := why_away(problem)) is None:
            raise
        return Health(False, f"The database cannot be reached: {why}.")
    finally:
        await storage.close()


async def judge(storage: Storage, now: datetime) -> Health:
    """No bot at work on an embedded database, or a message long overdue, is ill health."""
    if storage.is_embedded and not is_in_use(storage):
        return Health(False, "No bot is at work on this database.")
    async with storage.read() as tx:
        due = await outbox.next_due(tx)
    if due is not None and now - due > LATE:
        return Health(False, f"A message has been waiting for {int((now - due).total_seconds() // 60)} minutes.")
    return Health(True, "The bot is at work, and nothing is overdue.")


def is_in_use(storage: Storage) -> bool:
    """Whether a bot holds this embedded database."""
    try:
        storage.lock()
    except DatabaseInUseError:
        return True
    return False
