"""A country changes what its clocks do, and a newer zone database says so: what is planned keeps its time of day."""

import asyncio
import datetime as dt
import importlib.resources
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from mentoring import intents, people, zone_rules
from storage import Storage, installation
from storage.models.relationships import Relationship
from storage.queries import rounds
from storage.states import NudgeState
from tests.mentoring.asking import WORKSPACE
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    CONTENT,
    OVER,
    Walk,
    a_town,
    begin,
    keeping,
    nudges_of,
)
from tests.mentoring.test_publishing import FRIDAY, ITS_MORNING, a_draft, planned_of, schedule
from tests.town import MONDAY

COPENHAGEN = "Europe/Copenhagen"
NEWER = "2999.1"
AN_HOUR = dt.timedelta(hours=1)


@contextmanager
def rules_of_old(directory: Path, *, like: str) -> Iterator[None]:
    """Copenhagen's clocks go like another place's, as an older zone database may have had it."""
    there = directory / COPENHAGEN
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes((importlib.resources.files("tzdata.zoneinfo") / like).read_bytes())
    searched = zoneinfo.TZPATH
    try:
        zoneinfo.reset_tzpath(to=[str(directory)])
        ZoneInfo.clear_cache()
        yield
    finally:
        zoneinfo.reset_tzpath(to=searched)
        ZoneInfo.clear_cache()


async def upgrade(storage: Storage, version: str, now: dt.datetime = BEGINS) -> int:
    """The bot starts with this version of the zone database, and its ticks run; how many parts there were to do."""
    async with storage.transaction() as tx:
        await zone_rules.note(tx, version, now)
    parts = 0
    while await carry_on(storage, now):
        parts += 1
    return parts


async def carry_on(storage: Storage, now: dt.datetime) -> bool:
    async with storage.transaction() as tx:
        part = await intents.carry_on(tx, now, CONTENT.journeys, keeping([]))
    assert part is None or not part.failed
    return part is not None


async def moments(storage: Storage, relationship: int) -> dict[tuple[str, int, str], dt.datetime]:
    found = await nudges_of(storage, relationship, NudgeState.PLANNED)
    return {(row.step, row.occurrence, row.recipient): row.due_at for row in found}


async def test_what_is_planned_moves_with_the_clocks_and_keeps_its_key(each_storage: Storage, tmp_path: Path) -> None:
    await a_town(each_storage)
    await upgrade(each_storage, "2026.1")
    with rules_of_old(tmp_path, like="Europe/London"):
        relationship = await begin(each_storage, [ASTA, CHIDI])
        before = await moments(each_storage, relationship)

    assert await upgrade(each_storage, "2026.2") == 1

    after = await moments(each_storage, relationship)
    assert after.keys() == before.keys()
    to_asta = [key for key in before if key[2] == ASTA.id]
    assert {before[key] - after[key] for key in to_asta} == {AN_HOUR}
    assert {after[key].astimezone(ZoneInfo(COPENHAGEN)).hour for key in to_asta} == {9}
    assert {key: after[key] for key in before if key[2] == CHIDI.id} == {
        key: before[key] for key in before if key[2] == CHIDI.id
    }


async def test_the_same_rules_move_nothing_and_ask_for_nothing(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    assert await upgrade(storage, "2026.1") == 1
    async with storage.transaction() as tx:
        await zone_rules.note(tx, "2026.1", BEGINS)

    assert not await carry_on(storage, BEGINS)
    async with storage.look() as tx:
        assert await installation.recall(tx, installation.TZDATA) == "2026.1"


async def test_several_replicas_that_start_at_once_ask_for_it_once(each_storage: Storage) -> None:
    await a_town(each_storage)
    await begin(each_storage, [ASTA, CHIDI])
    await upgrade(each_storage, "2026.1")

    async def start() -> None:
        async with each_storage.transaction() as tx:
            await zone_rules.note(tx, "2026.2", BEGINS)

    await asyncio.gather(*[start() for _ in range(3)])

    assert [await carry_on(each_storage, BEGINS) for _ in range(2)] == [True, False]


async def test_while_an_upgrade_is_under_way_a_bot_with_older_rules_moves_nothing(each_storage: Storage) -> None:
    await a_town(each_storage)
    relationship = await begin(each_storage, [ASTA, CHIDI])
    await upgrade(each_storage, "2026.1")
    before = await moments(each_storage, relationship)

    async with each_storage.transaction() as tx:
        await zone_rules.note(tx, NEWER, BEGINS)  # elsewhere, by another bot
        await zone_rules.note(tx, "2026.10", BEGINS)  # an old one that starts once more

    async with each_storage.transaction() as tx:
        part = await intents.carry_on(tx, BEGINS, CONTENT.journeys, keeping([]))
        assert await installation.recall(tx, installation.TZDATA) == NEWER
    assert part is not None
    assert part.failed, "it is left to the other"
    assert await moments(each_storage, relationship) == before


@pytest.mark.parametrize(("version", "is_news"), [("2025.10", True), ("2026.1", True), ("2025.1", False)])
async def test_only_newer_rules_are_followed(storage: Storage, version: str, *, is_news: bool) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    await upgrade(storage, "2025.2")
    async with storage.transaction() as tx:
        await zone_rules.note(tx, version, BEGINS)
        assert (await rounds.next_intent(tx) is not None) is is_news


async def test_a_hundred_rows_are_moved_at_once_and_it_goes_on_where_it_stopped(
    storage: Storage, tmp_path: Path
) -> None:
    await a_town(storage)
    await upgrade(storage, "2026.1")
    with rules_of_old(tmp_path, like="Europe/London"):
        relationships = [await begin(storage, [ASTA, CHIDI]) for _ in range(4)]
        before = [await moments(storage, each) for each in relationships]
    async with storage.transaction() as tx:
        await tx.execute(update(Relationship).values(programme_id=1))
        await zone_rules.note(tx, "2026.2", BEGINS)

    assert await carry_on(storage, BEGINS)
    moved = [before[n] != await moments(storage, each) for n, each in enumerate(relationships)]
    assert moved == [True] * 3 + [False]
    assert sum(map(len, before[:3])) <= 100
    assert await carry_on(storage, BEGINS)
    assert before[3] != await moments(storage, relationships[3])


async def test_half_way_nothing_comes_twice_nothing_is_lost_and_nothing_at_once(
    storage: Storage, tmp_path: Path
) -> None:
    """Copenhagen stops turning its clocks: from the day the bot hears of it, mornings are where they are now."""
    await a_town(storage)
    await upgrade(storage, "2026.1")
    midway = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)
    with rules_of_old(tmp_path, like="Europe/Istanbul"):
        relationship = await begin(storage, [ASTA, CHIDI])
        walk = Walk(storage=storage)
        await walk.until(midway)
        said_before = len(walk.heard)
        planned = await moments(storage, relationship)

    await upgrade(storage, "2026.2", midway)
    assert await walk.tick(midway) == [], "what moves does not come at once"
    await walk.until(OVER)

    keys = [each.say.key for each in walk.heard]
    assert len(set(keys)) == len(keys)
    later = [each for each in walk.to(ASTA.id) if each.at > midway]
    assert later
    assert {each.at.astimezone(ZoneInfo(COPENHAGEN)).hour for each in later} == {9}
    decided = await nudges_of(storage, relationship, NudgeState.PLANNED)
    assert not [row for row in decided if (row.step, row.occurrence, row.recipient) in planned and row.due_at < OVER]
    assert len(walk.heard) > said_before


async def test_a_round_is_still_published_when_its_asker_begins_to_work(storage: Storage, tmp_path: Path) -> None:
    await upgrade(storage, "2026.1", MONDAY)
    with rules_of_old(tmp_path, like="Europe/London"):
        story, draft = await a_draft(storage)
        async with storage.transaction() as tx:
            await people.remember_workspace(tx, WORKSPACE, name="Across", bot_id="UBOT", now=MONDAY)
        planned, _ = await schedule(story, draft, FRIDAY)
        assert planned.planned is not None
        assert planned.planned.at == ITS_MORNING + AN_HOUR

    await upgrade(storage, "2026.2", MONDAY)

    moved = await planned_of(story, draft)
    assert moved is not None
    assert moved.at == ITS_MORNING
