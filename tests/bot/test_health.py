"""Whether a bot is at work and nothing is overdue, as another process sees it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.health import LATE, judge, look
from bot.settings import Settings
from storage import Keyring, Storage, open_storage, outbox
from storage.outbox import Draft, Lane, ToPerson

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


async def add(storage: Storage, due_at: datetime) -> None:
    draft = Draft(
        workspace="T1",
        key="k",
        kind="joined",
        to=ToPerson("U1"),
        payload={"text": "Welcome"},
        lane=Lane.NUDGE,
        due_at=due_at,
    )
    async with storage.transaction() as tx:
        await outbox.add(tx, draft)


async def test_no_database_is_no_health(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert not (await look(settings, NOW)).is_well
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240  # an empty folder blocks nobody


async def test_a_database_nobody_holds_is_no_health(storage: Storage) -> None:
    assert (await judge(storage, NOW)).says == "No bot is at work on this database."


async def test_a_bot_at_work_with_nothing_overdue_is_well(storage: Storage) -> None:
    storage.lock()
    await add(storage, NOW - LATE)
    seen = await look(Settings(database_url=f"sqlite:///{storage.url.database}"), NOW)
    assert seen.is_well


async def test_a_message_long_overdue_is_no_health(storage: Storage) -> None:
    storage.lock()
    await add(storage, NOW - LATE - timedelta(minutes=1))
    seen = await look(Settings(database_url=f"sqlite:///{storage.url.database}"), NOW)
    assert not seen.is_well
    assert seen.says == "A message has been waiting for 16 minutes."


async def test_a_workspace_whose_token_is_refused_is_not_the_bots_ill_health(storage: Storage) -> None:
    storage.lock()
    await add(storage, NOW - timedelta(days=1))
    async with storage.transaction() as tx:
        await outbox.stop_workspace(tx, "T1", error="token_revoked", now=NOW)
    seen = await look(Settings(database_url=f"sqlite:///{storage.url.database}"), NOW)
    assert seen.is_well


async def test_on_a_database_server_only_what_is_overdue_counts(postgresql_template: str) -> None:
    storage = await open_storage(postgresql_template, keys=Keyring(Keyring.generate()))
    assert (await judge(storage, NOW)).is_well
    await storage.close()
