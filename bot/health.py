"""Whether the bot is doing its work, as seen from its database by another process."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.settings import Settings
from storage import DatabaseInUseError, Keyring, Storage, open_storage, outbox

LATE = timedelta(minutes=15)
"""A message that could go and has waited longer says that nobody delivers. Slack's own limits make it wait less."""


@dataclass(frozen=True, slots=True)
class Health:
    """A verdict, and the sentence that gives it."""

    is_well: bool
    says: str


async def look(settings: Settings, now: datetime) -> Health:
    """Judge without writing, and without the keys: nothing sealed is read."""
    if settings.database_file is not None and not settings.database_file.exists():
        return Health(False, "There is no database: the bot has not started.")
    storage = await open_storage(settings.database_url, keys=Keyring(Keyring.generate()))
    try:
        return await judge(storage, now)
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
