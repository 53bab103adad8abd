"""A programme's dates change while its people are under way: what is still to come follows, once and for all of them."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import update

from mentoring import coordination, intents, programmes
from mentoring.programme_facts import Basics, basics_of
from storage import Storage
from storage.models.relationships import Relationship
from storage.states import NudgeState
from tests.mentoring.journeying import (
    ASTA,
    CHIDI,
    CONTENT,
    COORDINATOR,
    ENDS_ON,
    TEAM,
    Walk,
    a_town,
    actor,
    begin,
    keeping,
    nudges_of,
)

MIDWAY = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)


async def change_dates(storage: Storage, **dates: object) -> None:
    await decide_on_dates(storage, **dates)
    while await carry_on(storage):
        pass


async def decide_on_dates(storage: Storage, **dates: object) -> None:
    async with storage.transaction() as tx:
        before: Basics = basics_of(await programmes.find(tx, TEAM, 1), COORDINATOR)
        await coordination.keep_basics(tx, actor(COORDINATOR), MIDWAY, 1, replace(before, **dates))  # type: ignore[arg-type]  # as the test names them


async def carry_on(storage: Storage) -> bool:
    """Carry out one part; whether there was any left."""
    async with storage.transaction() as tx:
        return await intents.carry_on(tx, MIDWAY, CONTENT.journeys, keeping([])) is not None


async def goodbyes(storage: Storage, relationship: int) -> set[dt.date]:
    return {row.due_at.date() for row in await nudges_of(storage, relationship) if row.step == "goodbye"}


async def under_way(storage: Storage) -> int:
    """A pair that has walked as far as MIDWAY."""
    await a_town(storage)
    relationship = await begin(storage, [ASTA, CHIDI])
    await Walk(storage=storage).until(MIDWAY)
    return relationship


async def test_a_programme_that_goes_on_longer_says_goodbye_later(storage: Storage) -> None:
    relationship = await under_way(storage)
    planned = len(await nudges_of(storage, relationship, NudgeState.PLANNED))
    assert await goodbyes(storage, relationship) == {ENDS_ON}

    await change_dates(storage, ends_on=ENDS_ON + dt.timedelta(days=91))

    assert await goodbyes(storage, relationship) == {ENDS_ON + dt.timedelta(days=91)}
    assert len(await nudges_of(storage, relationship, NudgeState.PLANNED)) > planned


async def test_a_programme_that_ends_earlier_says_goodbye_before_it_is_over(storage: Storage) -> None:
    relationship = await under_way(storage)

    await change_dates(storage, ends_on=dt.date(2026, 7, 31))

    assert await goodbyes(storage, relationship) == {dt.date(2026, 7, 31)}


async def test_a_denser_rhythm_brings_nothing_that_would_be_past(storage: Storage) -> None:
    relationship = await under_way(storage)

    await change_dates(storage, rhythm_days=7)

    rows = await nudges_of(storage, relationship, NudgeState.PLANNED)
    assert all(row.due_at > MIDWAY for row in rows)


async def test_saving_without_a_change_moves_nothing(storage: Storage) -> None:
    relationship = await under_way(storage)
    before = {row.id: row.due_at for row in await nudges_of(storage, relationship)}

    await change_dates(storage, name="Across all houses")

    assert {row.id: row.due_at for row in await nudges_of(storage, relationship)} == before


async def test_a_hundred_rows_are_moved_at_once_and_it_goes_on_where_it_stopped(storage: Storage) -> None:
    await a_town(storage)
    pairs = [await begin(storage, [ASTA, CHIDI]) for _ in range(4)]
    async with storage.transaction() as tx:
        await tx.execute(update(Relationship).values(programme_id=1))
    later = ENDS_ON + dt.timedelta(days=91)
    await decide_on_dates(storage, ends_on=later)

    assert await carry_on(storage)
    assert [await goodbyes(storage, pair) == {later} for pair in pairs] == [True, True, False, False]
    assert sum([len(await nudges_of(storage, pair)) for pair in pairs[:2]]) <= 100
    assert await carry_on(storage)
    assert [await goodbyes(storage, pair) for pair in pairs] == [{later}] * 4
