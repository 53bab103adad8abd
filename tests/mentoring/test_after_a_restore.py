"""What was due before a backup was put back has most likely come: once is enough, and what is next comes in its time."""

import datetime as dt

import pytest
from sqlalchemy import update

from mentoring import nudges
from mentoring.step_messages import key_of
from storage import Storage, installation
from storage.models.journey import Nudge
from storage.models.programmes import Programme
from storage.states import NudgeState
from tests.mentoring.journeying import ASTA, BEGINS, CHIDI, CONTENT, TEAM, Walk, a_town, begin, nudges_of

DAY = dt.timedelta(days=1)
REMINDED_AFTER = 21
"""Days without a meeting, in a rhythm of fourteen."""


@pytest.fixture
async def walk(storage: Storage) -> Walk:
    await a_town(storage)
    return Walk(storage=storage)


async def put_back(walk: Walk, days: int) -> None:
    async with walk.storage.transaction() as tx:
        await installation.remember(tx, installation.RESTORED_AT, (BEGINS + days * DAY).isoformat())
        await installation.remember(tx, installation.RESTORED_FROM, (BEGINS + (days - 7) * DAY).isoformat())


async def reminders(walk: Walk, relationship: int) -> list[Nudge]:
    planned = await nudges_of(walk.storage, relationship, NudgeState.PLANNED)
    return [row for row in planned if row.step == nudges.REMINDER]


async def test_it_is_not_planned_again(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    await put_back(walk, REMINDED_AFTER + 4)

    await walk.look(BEGINS + (REMINDED_AFTER + 4) * DAY)

    assert await reminders(walk, relationship) == []


async def test_one_that_becomes_due_afterwards_comes(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    await put_back(walk, REMINDED_AFTER - 4)

    await walk.look(BEGINS + (REMINDED_AFTER + 4) * DAY)

    assert len(await reminders(walk, relationship)) == 1


async def test_the_next_comes_after_another_rhythm(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    await put_back(walk, REMINDED_AFTER + 4)

    await walk.look(BEGINS + (REMINDED_AFTER + 4 + 20) * DAY)

    assert len(await reminders(walk, relationship)) == 1


async def test_what_is_too_old_by_now_counts_as_said_when_it_was_due(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    async with walk.storage.transaction() as tx:
        await tx.execute(update(Nudge).where(Nudge.due_at <= BEGINS + 20 * DAY).values(is_in_doubt=True))
    before = await nudges_of(walk.storage, relationship, NudgeState.PLANNED)
    overdue = {row.id: row.due_at for row in before if row.is_in_doubt and row.due_at < BEGINS + 5 * DAY}
    keys = {key_of(row) for row in before if row.id in overdue}

    await walk.tick(BEGINS + 20 * DAY)

    said = {row.id: row.decided_at for row in await nudges_of(walk.storage, relationship, NudgeState.SENT)}
    assert overdue
    assert {id_: said[id_] for id_ in overdue} == overdue
    assert keys.isdisjoint(say.key for each in walk.heard for say in each.says)


async def test_what_other_dates_bring_into_the_lost_time_is_in_doubt(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    await put_back(walk, 40)
    now = BEGINS + 40 * DAY

    async with walk.storage.transaction() as tx:  # as was decided in the lost time, and is decided again
        await tx.execute(update(Programme).values(ends_on=(BEGINS + 60 * DAY).date()))
        await nudges.follow(tx, TEAM, [relationship], CONTENT.journeys, now)
        await nudges.replan(tx, TEAM, ASTA.id, CONTENT.journeys, now)

    in_doubt = {row.step for row in await nudges_of(walk.storage, relationship) if row.is_in_doubt}
    assert in_doubt == {"last-check-in"}, "Three weeks before the end, which was between the backup and now"
