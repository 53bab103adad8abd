"""The statements that take one person out of a database leave no trace of them, and touch nobody else."""

import datetime as dt
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Float, Integer, Table, func, insert, select

from storage import Storage, Transaction
from storage.models import Row
from storage.models.row import Sealed

STATEMENTS = (Path(__file__).resolve().parents[2] / "docs/erase-by-hand.sql").read_text(encoding="utf-8")
GONE, STAYS = "U012AB3CD", "U0STAYS01"
NO_PERSON = {"workspace_id", "bot_id", "event_id", "request_id", "prompt_id"}
WITH_PEOPLE = {"members", "unmatched", "unchecked", "reasons", "edits"}
TABLES = Row.metadata.sorted_tables
NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


async def test_nothing_is_left_of_one_person_and_everything_of_the_other(each_storage: Storage) -> None:
    async with each_storage.transaction() as tx:
        for number, person in enumerate((GONE, STAYS), 1):
            for table in TABLES:
                await tx.execute(insert(table).values(row_about(table, number, person)))
    async with each_storage.transaction() as tx:
        before = {table.name: await told_of(tx, table, STAYS) for table in TABLES}
        assert await told_of(tx, Row.metadata.tables["people"], GONE)
        await erase(tx)
    async with each_storage.read() as tx:
        for table in TABLES:
            assert await told_of(tx, table, GONE) == [], table.name
            assert await told_of(tx, table, STAYS) == before[table.name], table.name


async def test_their_place_stays_without_anything_in_it(each_storage: Storage) -> None:
    places = Row.metadata.tables["enrolments"]
    async with each_storage.transaction() as tx:
        for table in TABLES:
            await tx.execute(insert(table).values(row_about(table, 1, GONE)))
        await erase(tx)
        (place,) = (await tx.execute(select(places))).mappings().all()
        assert place["slack_id"] == "ERASED-1"
        assert [place[column.name] for column in places.columns if isinstance(column.type, Sealed)] == [None] * 5
        assert await tx.scalar(select(func.count()).select_from(Row.metadata.tables["relationship_members"])) == 1


async def test_a_round_they_stood_in_can_still_be_looked_at(storage: Storage) -> None:
    rounds = Row.metadata.tables["rounds"]
    async with storage.transaction() as tx:
        for table in TABLES:
            await tx.execute(insert(table).values(row_about(table, 1, GONE)))
        await erase(tx)
        (row,) = (await tx.execute(select(rounds))).mappings().all()
    assert row["unmatched"] == {"slices": []}
    assert row["unchecked"] == {"gaps": [], "not_kept": []}
    assert row["edits"] == []


async def erase(tx: Transaction) -> None:
    lines = [line for line in STATEMENTS.splitlines() if not line.startswith("--")]
    connection = await tx.connection()
    for statement in "\n".join(lines).split(";"):
        if statement.strip() not in {"", "BEGIN", "COMMIT"}:
            await connection.exec_driver_sql(statement)


async def told_of(tx: Transaction, table: Table, person: str) -> list[dict[str, Any]]:
    """The rows in which somebody's id stands, wherever that is."""
    return [dict(row) for row in (await tx.execute(select(table))).mappings() if person in repr(dict(row))]


def row_about(table: Table, number: int, person: str) -> dict[str, Any]:
    """A row in which this person stands wherever one can."""
    return {column.name: value_in(column, number, person) for column in table.columns}


def value_in(column: Column[Any], number: int, person: str) -> object:
    match column.type:
        case Integer():
            return number
        case Float():
            return 1.0
        case Boolean():
            return False
        case Date():
            return NOW.date()
        case JSON():
            return [person] if column.name in WITH_PEOPLE else []
        case Enum():
            return column.type.enums[0]
        case Sealed():
            return "Some words."
    if isinstance(getattr(column.type, "impl", column.type), DateTime):
        return NOW
    holds_a_person = column.name not in NO_PERSON and (
        column.name.endswith(("_id", "_by", "key", "line")) or column.name == "recipient"
    )
    return person if holds_a_person else str(number)
