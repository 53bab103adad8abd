"""Ticks: what is due is said and delivered, what is old is forgotten, and nothing that fails gets out."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.app import STOP_EVERY
from bot.ticks import LEFT_FOR, REQUESTS_KEPT, Tick
from mentoring import coordination
from mentoring.access import Actor
from storage import requests
from storage.models.journey import Nudge
from storage.models.people import Participant
from storage.queries import work
from storage.states import Kind, Role
from tests.mentoring.journeying import TEAM, Somebody, begin
from tests.town import MONDAY, Town, open_town


@pytest.fixture
async def town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(sqlite_template, tmp_path) as opened:
        yield opened


async def a_pair(town: Town) -> None:
    await begin(
        town.bot.storage,
        [Somebody(id="U0PRIYA1", role=Role.MENTEE), Somebody(id="U0OLIVER", role=Role.MENTOR)],
        Kind.ONE_TO_ONE,
        began=MONDAY,
        coordinator="U0ANNA01",
        contact="U0BENT01",
    )


async def test_the_next_stop_of_a_travelling_clock_is_the_first_planned_nudge(town: Town) -> None:
    async with town.bot.storage.read() as tx:
        assert await work.next_due(tx) is None

    await a_pair(town)

    async with town.bot.storage.read() as tx:
        moment = await work.next_due(tx)
    assert moment is not None
    assert moment.date() == MONDAY.date() + dt.timedelta(days=3)


async def test_a_travelling_clock_does_not_leave_behind_what_is_due_at_this_very_moment(town: Town) -> None:
    await a_pair(town)
    now = town.clock.now()
    async with town.bot.storage.transaction() as tx:
        await tx.execute(update(Nudge).values(due_at=now))

    assert await town.bot.next_stop(now + dt.timedelta(days=30)) == now + STOP_EVERY
    assert await town.bot.next_stop(now + dt.timedelta(minutes=1)) == now + dt.timedelta(minutes=1)


async def test_what_is_due_arrives_once_however_often_it_is_looked_for(town: Town) -> None:
    await a_pair(town)
    town.clock.travel_to(MONDAY + dt.timedelta(days=3, hours=4))
    await town.travel(minutes=40)  # what is late is spread over half an hour

    for _ in range(3):
        await town.bot.ticks.say_what_is_due()
        await town.settle()

    assert [each["text"] for each in town.person("Priya").messages] == ["Across the house: You hold the reins"]


async def test_old_request_ids_are_forgotten(town: Town) -> None:
    async with town.bot.storage.transaction() as tx:
        await requests.note(tx, workspace=TEAM, request_id="old", now=MONDAY - REQUESTS_KEPT - dt.timedelta(hours=1))
        await requests.note(tx, workspace=TEAM, request_id="new", now=MONDAY)

    await town.bot.ticks.keep_house()

    async with town.bot.storage.read() as tx:
        assert not await requests.was_seen(tx, workspace=TEAM, request_id="old")
        assert await requests.was_seen(tx, workspace=TEAM, request_id="new")


async def test_a_tick_that_fails_is_logged_and_goes_no_further(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise OSError("the disk is full")

    assert not await town.bot.ticks.run(Tick(name="failing", every=dt.timedelta(hours=1), run=fail))

    assert "tick_failed" in caplog.text


async def test_an_act_that_fails_is_left_for_a_while_and_then_carried_out(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await a_pair(town)
    await end_programme(town)
    await set_works_from(town, "early")

    await town.bot.ticks.carry_out()
    await town.bot.ticks.carry_out()
    assert [record.message for record in caplog.records].count("intent_failed") == 1

    await set_works_from(town, "09:00")
    town.clock.travel_to(MONDAY + LEFT_FOR)
    await town.bot.ticks.carry_out()
    await town.travel(days=1)
    assert [each["text"] for each in town.person("Priya").messages] == ["Across the house has ended."]


async def end_programme(town: Town) -> None:
    async with town.bot.storage.transaction() as tx:
        await coordination.end(tx, Actor(workspace=TEAM, id="U0ANNA01"), MONDAY, 1)


async def set_works_from(town: Town, works_from: str) -> None:
    async with town.bot.storage.transaction() as tx:
        row = await tx.get(Participant, (TEAM, "U0PRIYA1"))
        assert row is not None
        row.works_from = works_from
