"""What an installation remembers of itself: which backup it was made from, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from storage.models.delivery import InstallationFact
from storage.transaction import Transaction, insert_once

CATCHING_UP = timedelta(days=14)
"""How long after a restore what is said by itself may still have been said before it."""
RESTORED_AT, RESTORED_FROM = "restored_at", "restored_from"
BACKED_UP_AT, BACKED_UP_KEYS = "backed_up_at", "backed_up_keys"
ERASURES = "erasures"
MOVED_AWAY_AT = "moved_away_at"
MOVING_FROM = "moving_from"
TZDATA = "tzdata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """That a backup was put back: `at` which moment, and from when the backup is."""

    at: datetime
    made_at: datetime

    def is_recent(self, now: datetime) -> bool:
        """Whether what is done again now may have been done before it."""
        return now - self.at < CATCHING_UP


async def facts(tx: Transaction) -> dict[str, str]:
    """All that the installation remembers of itself, by name."""
    return {fact.name: fact.value for fact in await tx.scalars(select(InstallationFact))}


async def recall(tx: Transaction, name: str) -> str | None:
    """One fact of the installation; None when there is no such fact."""
    fact = await tx.get(InstallationFact, name)
    return None if fact is None else fact.value


async def remember(tx: Transaction, name: str, value: str) -> None:
    """Keep a fact in the place of what was known before."""
    await tx.merge(InstallationFact(name=name, value=value))
    await tx.flush()


async def learn(tx: Transaction, name: str, value: str) -> bool:
    """Keep a fact; whether it was not known before. Of several bots that learn it at once, it is news to one."""
    if await insert_once(tx, InstallationFact, name=name, value=value):
        return True
    fact = await tx.get_one(InstallationFact, name, with_for_update=True, populate_existing=True)
    is_news = fact.value != value
    fact.value = value
    await tx.flush()
    return is_news


async def forget(tx: Transaction, name: str) -> None:
    fact = await tx.get(InstallationFact, name)
    if fact is not None:
        await tx.delete(fact)
        await tx.flush()


async def restored(tx: Transaction) -> Restored | None:
    """The last restore; None where nothing was ever put back."""
    at, made_at = await recall(tx, RESTORED_AT), await recall(tx, RESTORED_FROM)
    if at is None or made_at is None:
        return None
    return Restored(at=datetime.fromisoformat(at), made_at=datetime.fromisoformat(made_at))
