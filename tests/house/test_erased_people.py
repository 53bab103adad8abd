"""Of somebody who joined, was matched, answered, left and was erased, not a word and not even their id is left."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from sandbox.person import PersonDriver
from storage import Storage, erasures, sqlite_file
from storage.models import Row
from tests.handlers.test_join import open_programme
from tests.house.test_taint import EVERYTHING, ask_for_help, join_with_marks, match
from tests.town import Town

pytestmark = pytest.mark.slow


async def test_nothing_is_left_of_somebody_who_was_erased(town: Town) -> None:
    await open_programme(town)
    mia, grace, anna = (town.person(name) for name in ("Mia", "Grace", "Anna"))
    await join_with_marks(town, mia, role="mentee")
    await join_with_marks(town, grace, role="mentor")
    await match(town, anna)
    await town.travel(days=40)
    await ask_for_help(town, mia)
    await leave(town, mia)
    before = await everything_in(town.bot.storage)
    assert set(re.findall(r"MARK\w+", before)) >= {"MARKintroduction", "MARKletter", "MARKexpectation"}
    assert mia.id in before

    await erasures.erase(town.bot.storage, ledger_of(town), town.slack.state.team_id, mia.id, town.clock.now())

    left = await everything_in(town.bot.storage)
    assert mia.id not in left
    for mark in EVERYTHING:
        assert f"{mark} {mia.id}" not in left
    assert "MARKletter" not in left
    assert f"MARKintroduction {grace.id}" in left, "What is the other's stays"
    sqlite_file.compact(database_of(town))
    assert mia.id not in bytes_of(town), "Not a byte is left in the file, either"


async def leave(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor leave")
    await town.settle()
    await mia.submit({})
    await town.travel(days=3)


async def everything_in(storage: Storage) -> str:
    """The whole database with everything that is sealed in it opened."""
    async with storage.read() as tx:
        rows = [row for table in Row.metadata.sorted_tables for row in (await tx.execute(select(table))).all()]
    return "\n".join(repr(tuple(row)) for row in rows)


def database_of(town: Town) -> Path:
    assert town.bot.settings.database_file is not None
    return town.bot.settings.database_file


def ledger_of(town: Town) -> Path:
    return database_of(town).with_suffix(".erasures")


def bytes_of(town: Town) -> str:
    files = (database_of(town), Path(f"{database_of(town)}-wal"))
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())
