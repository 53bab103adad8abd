"""The index of what is due, and that only one replica decides at a time."""

import asyncio
import datetime as dt

from sqlalchemy import text

from mentoring import due
from mentoring.say import Say
from storage import Storage
from storage.queries import work
from tests.mentoring.journeying import ASTA, CHIDI, CONTENT, OVER, a_town, begin, keeping

NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


async def test_what_is_due_is_found_through_its_index(storage: Storage) -> None:
    async with storage.read() as tx:
        plan = await tx.execute(
            text("EXPLAIN QUERY PLAN SELECT * FROM nudges WHERE nudges.state = 'planned' AND due_at <= :now"),
            {"now": NOON.replace(tzinfo=None).isoformat(" ")},
        )
        assert "ix_nudges_due" in str(plan.all())


async def test_the_next_due_moment_is_the_earliest_planned(each_storage: Storage) -> None:
    await a_town(each_storage)
    await begin(each_storage, [ASTA, CHIDI])

    async with each_storage.read() as tx:
        moment = await work.next_due(tx)

    assert moment is not None
    assert moment.date() == dt.date(2026, 3, 5)


async def test_three_replicas_deciding_at_once_say_each_thing_once(each_storage: Storage) -> None:
    await a_town(each_storage)
    await begin(each_storage, [ASTA, CHIDI])

    async def replica(now: dt.datetime) -> list[str]:
        said: list[Say] = []
        async with each_storage.transaction() as tx:
            await due.next_batch(tx, CONTENT, now, keeping(said))
        return [say.key for say in said]

    keys = list[str]()
    for quarters in range(4 * 24 * 4):
        now = NOON - dt.timedelta(hours=30) + quarters * dt.timedelta(minutes=15)
        keys += [key for said in await asyncio.gather(replica(now), replica(now), replica(now)) for key in said]

    assert len(keys) == 2
    assert len(keys) == len(set(keys))


async def test_a_journey_is_walked_to_its_end_on_either_database(each_storage: Storage) -> None:
    await a_town(each_storage)
    await begin(each_storage, [ASTA, CHIDI])
    said: list[Say] = []
    now = NOON

    while now < OVER:
        async with each_storage.transaction() as tx:
            await due.next_batch(tx, CONTENT, now, keeping(said))
            moment = await work.next_due(tx)
        if moment is None:
            break
        now = max(moment, now)

    assert [say.message for say in said].count("goodbye") == 2
