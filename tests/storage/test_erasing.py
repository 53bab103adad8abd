"""Erasing one person leaves no trace of them, and touches nobody else."""

import datetime as dt
import re
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Float, Integer, Table, func, insert, select

from storage import Storage, Transaction, erasing, outbox
from storage.models import Row
from storage.models.delivery import Outgoing
from storage.models.row import Sealed
from storage.outbox import Draft, Lane, MessageState, ToPerson

WORKSPACE = "T1"
GONE, STAYS = "U012AB3CD", "U012AB3CDE"
"""One begins as the other does."""
NO_PERSON = {"workspace_id", "bot_id", "event_id", "request_id", "prompt_id"}
WITH_PEOPLE = {"members", "unmatched", "unchecked", "reasons", "edits"}
TABLES = Row.metadata.sorted_tables
NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


async def test_nothing_is_left_of_one_person_and_everything_of_the_other(each_storage: Storage) -> None:
    async with each_storage.transaction() as tx:
        for number, person in enumerate((GONE, STAYS), 1):
            for table in TABLES:
                if table.name != "stopped_deliveries" or number == 1:  # there is one a workspace
                    await tx.execute(insert(table).values(row_about(table, number, person)))
    async with each_storage.transaction() as tx:
        before = {table.name: await told_of(tx, table, STAYS) for table in TABLES}
        assert await told_of(tx, Row.metadata.tables["people"], GONE)
        await erasing.erase(tx, WORKSPACE, GONE, now=NOW)
    async with each_storage.read() as tx:
        for table in TABLES:
            assert await told_of(tx, table, GONE) == [], table.name
            assert await told_of(tx, table, STAYS) == before[table.name], table.name


async def test_their_namesake_in_another_workspace_stays(each_storage: Storage) -> None:
    async with each_storage.transaction() as tx:
        for table in TABLES:
            await tx.execute(insert(table).values(row_about(table, 1, GONE)))
        before = {table.name: await told_of(tx, table, GONE) for table in TABLES}
        done = await erasing.erase(tx, "T2", GONE, now=NOW)

        assert (done.deleted, done.emptied) == (0, 0)
        assert {table.name: await told_of(tx, table, GONE) for table in TABLES} == before


async def test_messages_to_others_that_name_them_lose_their_words_and_are_not_sent(storage: Storage) -> None:
    async with storage.transaction() as tx:
        for key, text in (("about", f"<@{GONE}> says hello"), ("other", f"<@{STAYS}> says hello")):
            await outbox.add(
                tx,
                Draft(
                    workspace=WORKSPACE,
                    key=key,
                    kind="prompt",
                    to=ToPerson("U0THIRD"),
                    payload={"text": text},
                    lane=Lane.NUDGE,
                    due_at=NOW,
                ),
            )
        await erasing.erase(tx, WORKSPACE, GONE, now=NOW)
        rows = (await tx.scalars(select(Outgoing).order_by(Outgoing.key))).all()
        assert [(row.state, row.payload is None) for row in rows] == [
            (MessageState.CANCELLED, True),
            (MessageState.PENDING, False),
        ]


async def test_everybody_who_stands_anywhere_is_found(each_storage: Storage) -> None:
    async with each_storage.transaction() as tx:
        for table in TABLES:
            await tx.execute(insert(table).values(row_about(table, 1, GONE)))
        assert await erasing.everybody(tx) == {(WORKSPACE, GONE)}


async def test_their_place_stays_without_anything_in_it(each_storage: Storage) -> None:
    places = Row.metadata.tables["enrolments"]
    async with each_storage.transaction() as tx:
        for table in TABLES:
            await tx.execute(insert(table).values(row_about(table, 1, GONE)))
        await erasing.erase(tx, WORKSPACE, GONE, now=NOW)
        (place,) = (await tx.execute(select(places))).mappings().all()
        assert place["slack_id"].startswith("ERASED-")
        assert [place[column.name] for column in places.columns if isinstance(column.type, Sealed)] == [None] * 5
        assert await tx.scalar(select(func.count()).select_from(Row.metadata.tables["relationship_members"])) == 1


async def test_a_round_they_stood_in_can_still_be_looked_at(storage: Storage) -> None:
    rounds = Row.metadata.tables["rounds"]
    async with storage.transaction() as tx:
        for table in TABLES:
            await tx.execute(insert(table).values(row_about(table, 1, GONE)))
        await erasing.erase(tx, WORKSPACE, GONE, now=NOW)
        (row,) = (await tx.execute(select(rounds))).mappings().all()
    assert row["unmatched"] == {"slices": []}
    assert row["unchecked"] == {"gaps": [], "not_kept": []}
    assert row["edits"] == []


async def told_of(tx: Transaction, table: Table, person: str) -> list[dict[str, Any]]:
    """The rows in which somebody's id stands, wherever that is."""
    return [dict(row) for row in (await tx.execute(select(table))).mappings() if names(person, dict(row))]


def names(person: str, row: dict[str, Any]) -> bool:
    return re.search(rf"\b{person}\b", repr(row)) is not None


def row_about(table: Table, number: int, person: str) -> dict[str, Any]:
    """A row in which this person stands wherever one can."""
    return {column.name: value_in(column, number, person) for column in table.columns}


def value_in(column: Column[Any], number: int, person: str) -> object:
    if column.name == "workspace_id":
        return WORKSPACE
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
