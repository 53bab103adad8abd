"""Ticks: what is due is said and delivered, what is old is forgotten, and nothing that fails gets out."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ticks import REQUESTS_KEPT, Tick, next_due
from storage import requests
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
        assert await next_due(tx) is None

    await a_pair(town)

    async with town.bot.storage.read() as tx:
        moment = await next_due(tx)
    assert moment is not None
    assert moment.date() == MONDAY.date() + dt.timedelta(days=3)


async def test_what_is_due_arrives_once_however_often_it_is_looked_for(town: Town) -> None:
    await a_pair(town)
    town.clock.travel_to(MONDAY + dt.timedelta(days=3, hours=4))

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
