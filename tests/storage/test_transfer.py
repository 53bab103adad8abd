"""Everything that is in a SQLite database arrives in PostgreSQL, once, however often the move is cut short."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import event, func, insert, select, text, update

from bot.app import NotConfiguredError, open_bot_storage
from bot.settings import Settings
from storage import Keyring, Storage, WrongKeyError, installation, open_storage, transfer
from storage.models import Row
from storage.models.delivery import InstallationFact, Outgoing, SeenRequest
from storage.models.people import Person
from storage.restoring import restore
from storage.transaction import Transaction
from storage.transfer import AT_ONCE, Arrived, NotMovedError, move
from tests.conftest import KEYS, postgresql_database
from tests.storage.test_erasing import TABLES, row_about
from tests.town import KEYS as KEY

pytestmark = pytest.mark.slow  # PostgreSQL, again and again
NOW = datetime(2026, 3, 4, 3, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def address(postgresql_url: str) -> AsyncIterator[str]:
    """A PostgreSQL database in which there is nothing, not even a schema."""
    async with postgresql_database(postgresql_url) as url:
        yield url


@pytest.fixture
async def target(address: str) -> AsyncIterator[Storage]:
    opened = await open_storage(address, keys=KEYS)
    yield opened
    await opened.close()


async def fill(storage: Storage, requests: int = 2 * AT_ONCE + 7) -> None:
    """Two rows in each table, and many in one whose key is text that PostgreSQL would sort otherwise."""
    async with storage.transaction() as tx:
        for number, person in ((1, "U0GRACE"), (2, "U0MIA")):
            for table in TABLES:
                if table.name != "stopped_deliveries" or number == 1:
                    await tx.execute(insert(table).values(row_about(table, number, person)))
        await tx.execute(
            insert(SeenRequest),
            [{"workspace_id": "T1", "request_id": f"{'aB_-'[n % 4]}{n}", "seen_at": NOW} for n in range(requests)],
        )


async def count(tx: Transaction, row: type[Row]) -> int:
    return await tx.scalar(select(func.count()).select_from(row)) or 0


async def sealed_in(storage: Storage) -> list[str]:
    """What stands in a sealed column, as it lies in the database."""
    async with storage.read() as tx:
        return list(await tx.scalars(select(_plain(Outgoing)).order_by(Outgoing.id)))


def _plain(row: type[Outgoing]) -> Any:
    return next(table for table in transfer._tables() if table.name == row.__tablename__).c.payload  # noqa: SLF001  # the columns as they lie there


async def test_every_row_of_every_table_arrives_and_is_compared(storage: Storage, target: Storage) -> None:
    await fill(storage)
    told: list[Arrived] = []

    arrived = await move(storage, target, NOW, told.append)

    assert arrived == told
    assert {each.table for each in arrived} == set(Row.metadata.tables)
    assert {each.table: each.sum.rows for each in arrived}["seen_requests"] == 2 * AT_ONCE + 9
    assert all(each.sum.rows >= 1 for each in arrived)
    async with target.read() as tx:
        assert await count(tx, SeenRequest) == 2 * AT_ONCE + 9
        assert await tx.scalar(select(Outgoing.payload).limit(1)) == "Some words."


async def test_what_is_sealed_is_copied_as_it_is(storage: Storage, target: Storage) -> None:
    await fill(storage)
    await move(storage, target, NOW)

    assert await sealed_in(target) == await sealed_in(storage)


async def test_new_rows_are_numbered_from_where_the_moved_ones_end(storage: Storage, target: Storage) -> None:
    await fill(storage)
    await move(storage, target, NOW)

    async with target.transaction() as tx:
        row = row_about(Row.metadata.tables["intents"], 3, "U0NOAH")
        del row["id"]
        await tx.execute(insert(Row.metadata.tables["intents"]).values(row))
        assert await tx.scalar(select(func.max(Row.metadata.tables["intents"].c.id))) == 3


async def test_those_that_others_refer_to_come_first() -> None:
    seen = set[str]()
    for table in transfer._tables():  # noqa: SLF001  # the order is the promise
        referred = {key.column.table.name for key in table.foreign_keys} - {table.name}
        assert referred <= seen
        seen.add(table.name)
    assert seen == set(Row.metadata.tables)


async def test_no_bot_starts_on_what_was_moved_until_it_is_restored(
    storage: Storage, target: Storage, tmp_path: Path
) -> None:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it; its plugin-less types do not say so
        database_url=f"sqlite:///{storage.url.database}",
        mentor_keys=SecretStr(KEY),
    )
    await move(storage, target, NOW)
    with pytest.raises(NotConfiguredError, match="moved to PostgreSQL on 2026-03-04"):
        await open_bot_storage(settings)

    file = Path(storage.url.database or "")
    await storage.close()
    done = await restore(file, file, keys=KEYS, ledger=tmp_path / "none", now=NOW + timedelta(days=1))
    opened = await open_bot_storage(settings)
    await opened.close()

    assert done.made_at == NOW


# Cut short


async def test_a_move_that_was_cut_short_goes_on_where_it_stopped(storage: Storage, target: Storage) -> None:
    await fill(storage)
    inserted = list[int]()

    @event.listens_for(target._writer.sync_engine, "before_cursor_execute")  # noqa: SLF001  # to see what is written
    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith("INSERT INTO seen_requests"):
            inserted.append(len(parameters))
            if len(inserted) == 2:
                raise OSError("the machine was switched off")

    with pytest.raises(NotMovedError, match="cut short: the machine"):
        await move(storage, target, NOW)
    async with target.read() as tx:
        assert await count(tx, SeenRequest) == AT_ONCE
    arrived = await move(storage, target, NOW)

    assert inserted == [AT_ONCE, AT_ONCE, AT_ONCE, 9]
    assert len(arrived) == len(Row.metadata.tables)


async def test_a_mover_that_is_killed_can_be_started_again(storage: Storage, address: str, target: Storage) -> None:
    await fill(storage, requests=20_000)
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{storage.url.database}", "MENTOR_KEYS": KEY}
    mover = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "migrate", "--to", address),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    assert mover.stdout is not None
    while b"rate_budgets" not in (line := await mover.stdout.readline()):  # the many come next
        assert line, "The mover ended by itself"
    await asyncio.sleep(0)
    mover.send_signal(signal.SIGKILL)
    await mover.communicate()

    arrived = await move(storage, target, NOW)

    assert {each.table: each.sum.rows for each in arrived}["seen_requests"] == 20_002


async def test_what_changed_after_a_part_was_copied_is_noticed(storage: Storage, target: Storage) -> None:
    await fill(storage)
    with pytest.raises(StoppedError):
        await move(storage, target, NOW, stop_after_the_people)
    async with storage.transaction() as tx:
        await tx.execute(update(Person).values(title="Changed since"))

    with pytest.raises(NotMovedError, match="people has 2 rows here and 2 there"):
        await move(storage, target, NOW)


class StoppedError(Exception):
    """Somebody stopped the move."""


def stop_after_the_people(arrived: Arrived) -> None:
    if arrived.table == "people":
        raise StoppedError


# Refused


async def test_another_installations_database_is_left_alone(storage: Storage, target: Storage) -> None:
    await target.upgrade()
    with pytest.raises(NotMovedError, match="another installation, in secrets"):
        await move(storage, target, NOW)
    async with target.read() as tx:
        assert await tx.get(InstallationFact, installation.MOVING_FROM) is None


async def test_a_database_of_another_program_is_left_alone(storage: Storage, target: Storage) -> None:
    async with target.transaction() as tx:
        await tx.execute(text("CREATE TABLE invoices (id int)"))
        await tx.execute(text("CREATE TABLE alembic_version (version_num text)"))

    with pytest.raises(NotMovedError, match="another program, in alembic_version, invoices"):
        await move(storage, target, NOW)


async def test_what_was_moved_away_is_moved_nowhere_else(
    storage: Storage, target: Storage, postgresql_url: str
) -> None:
    await fill(storage)
    await move(storage, target, NOW)

    async with postgresql_database(postgresql_url) as url:
        elsewhere = await open_storage(url, keys=KEYS)
        with pytest.raises(NotMovedError, match="moved to another database already: restore it first"):
            await move(storage, elsewhere, NOW)
        await elsewhere.close()


async def test_no_bot_starts_on_what_has_not_all_arrived(storage: Storage, address: str, target: Storage) -> None:
    await fill(storage)
    with pytest.raises(StoppedError):
        await move(storage, target, NOW, stop_after_the_people)
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]  # as above
        database_url=address,
        mentor_keys=SecretStr(KEY),
    )

    with pytest.raises(NotConfiguredError, match="Not everything has been moved"):
        await open_bot_storage(settings)
    await move(storage, target, NOW)
    opened = await open_bot_storage(settings)
    await opened.close()


async def test_an_installation_is_moved_once(storage: Storage, target: Storage) -> None:
    await fill(storage)
    await move(storage, target, NOW)

    with pytest.raises(NotMovedError, match="already, on 2026-03-04"):
        await move(storage, target, NOW)


async def test_keys_that_do_not_fit_move_nothing(storage: Storage, target: Storage) -> None:
    await fill(storage)
    other = await open_storage(str(storage.url), keys=Keyring(Keyring.generate()))
    with pytest.raises(WrongKeyError):
        await move(other, target, NOW)
    await other.close()


async def test_a_server_that_is_away_is_said(storage: Storage, tmp_path: Path) -> None:
    nowhere = await open_storage(f"postgresql://postgres@/mentor?host={tmp_path}", keys=KEYS)
    with pytest.raises(NotMovedError, match="cut short"):
        await move(storage, nowhere, NOW)
    await nowhere.close()


async def test_only_sqlite_moves_and_only_to_postgresql(storage: Storage, target: Storage) -> None:
    with pytest.raises(NotMovedError, match="Only a SQLite"):
        await move(target, storage, NOW)
