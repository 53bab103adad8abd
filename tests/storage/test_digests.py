"""Parts of digests: changed one by one, by nobody else, one after the other; taken back by whoever holds the message."""

import asyncio
import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import Storage, digests, dispatch, outbox
from storage.digests import NewPart
from storage.models.delivery import Outgoing
from storage.models.journey import DigestPart, Nudge
from storage.outbox import Draft, Lane, ToPerson
from storage.queries import journey
from storage.states import NudgeState
from tests.mentoring.journeying import ASTA, BEGINS, CHIDI, TEAM, a_town, begin

KEY = "digest:1+2:2026-03-02T07:00"
LATER = BEGINS + dt.timedelta(minutes=5)
DAY = dt.timedelta(days=1)


def words(text: str) -> dict[str, Any]:
    return {"text": text, "blocks": []}


async def two_parts(storage: Storage) -> list[int]:
    """A digest to Asta of two nudges that were said just now, on its way; the ids of its parts."""
    await a_town(storage)
    relationship = await begin(storage, [ASTA, CHIDI])
    async with storage.transaction() as tx:
        rows = [
            row
            for row in await journey.nudges(tx, TEAM, [relationship], NudgeState.PLANNED)
            if row.recipient == ASTA.id
        ][:2]
        for row in rows:
            row.message_key = KEY
            row.state, row.decided_at, row.is_merged, row.prompt_id = NudgeState.SENT, BEGINS, row is rows[1], "some"
        parts = [
            NewPart(nudge_id=row.id, relationship_id=relationship, enrolment_id=1, kind="prompt", words=words(row.step))
            for row in rows
        ]
        draft = Draft(
            workspace=TEAM, key=KEY, kind="digest", to=ToPerson(ASTA.id), payload={}, lane=Lane.NUDGE, due_at=BEGINS
        )
        await outbox.add(tx, draft)
        return await digests.keep(tx, workspace=TEAM, key=KEY, slack_id=ASTA.id, parts=parts, now=BEGINS)


async def say(
    storage: Storage, part: int, text: str, now: dt.datetime, *, by: str = ASTA.id, ts: str = "1.1"
) -> digests.Digest | None:
    async with storage.transaction() as tx:
        return await digests.change(tx, workspace=TEAM, part_id=part, slack_id=by, ts=ts, words=words(text), now=now)


async def test_one_part_is_changed_and_the_other_stays(each_storage: Storage) -> None:
    first, second = await two_parts(each_storage)

    found = await say(each_storage, second, "noted", LATER)

    assert found is not None
    assert [(id_, part["text"]) for id_, part in found.parts] == [(first, "mentee-leads"), (second, "noted")]
    assert found.changed_at == LATER


async def test_a_later_change_never_counts_as_an_earlier_one(each_storage: Storage) -> None:
    first, second = await two_parts(each_storage)
    await say(each_storage, first, "noted", LATER)

    found = await say(each_storage, second, "noted too", LATER - dt.timedelta(seconds=2))

    assert found is not None
    assert found.changed_at == LATER
    assert [part["text"] for _, part in found.parts] == ["noted", "noted too"]


async def test_changes_at_one_moment_take_turns(each_storage: Storage) -> None:
    parts = await two_parts(each_storage)

    found = await asyncio.gather(*(say(each_storage, part, f"noted {part}", LATER) for part in parts))

    last = [[part["text"] for _, part in each.parts] for each in found if each is not None]
    assert [f"noted {part}" for part in parts] in last


async def test_somebody_elses_part_is_not_there(each_storage: Storage) -> None:
    first, _ = await two_parts(each_storage)
    assert await say(each_storage, first, "mine", LATER, by=CHIDI.id) is None
    assert await say(each_storage, 4711, "nobody's", LATER) is None


async def test_a_part_is_changed_only_in_the_message_in_which_it_came(each_storage: Storage) -> None:
    first, _ = await two_parts(each_storage)
    async with each_storage.transaction() as tx:
        await tx.execute(update(Outgoing).values(ts="1.1"))
    assert await say(each_storage, first, "noted", LATER, ts="2.2") is None
    assert await say(each_storage, first, "noted", LATER, ts="1.1") is not None


@pytest.mark.parametrize("holds_it", [True, False])
async def test_whoever_holds_the_message_takes_it_back_and_nobody_else(
    each_storage: Storage, *, holds_it: bool
) -> None:
    await two_parts(each_storage)
    async with each_storage.transaction() as tx:
        (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=LATER, limit=1, lease=60)
    async with each_storage.transaction() as tx:
        await digests.take_back(tx, message.id, message.fence if holds_it else message.fence - 1, LATER)

    async with each_storage.read() as tx:
        taken = [row for row in await tx.scalars(select(Nudge)) if row.due_at == LATER + digests.A_MINUTE]
        left = (await tx.scalars(select(DigestPart))).all()
    assert len(taken) == (2 if holds_it else 0)
    assert (left == []) is holds_it
    for row in taken:
        assert (row.state, row.decided_at, row.is_merged, row.prompt_id) == (NudgeState.PLANNED, None, False, None)
        assert row.message_key is None


async def test_what_came_in_a_digest_that_expired_is_decided_on_anew_as_late_as_it_is(each_storage: Storage) -> None:
    await two_parts(each_storage)
    async with each_storage.read() as tx:
        due = {row.id: row.due_at for row in await tx.scalars(select(Nudge))}
    async with each_storage.transaction() as tx:
        await digests.take_up_expired(tx, TEAM, since=LATER)
        assert len((await tx.scalars(select(DigestPart))).all()) == 2, "it is on its way"
        await tx.execute(update(Outgoing).values(not_after=LATER))
        assert await dispatch.expire(tx, now=LATER + DAY)

    async with each_storage.transaction() as tx:
        await digests.take_up_expired(tx, TEAM, since=LATER)

    async with each_storage.read() as tx:
        rows = (await tx.scalars(select(Nudge))).all()
        assert (await tx.scalars(select(DigestPart))).all() == []
    assert {row.id: row.due_at for row in rows} == due
    assert {(row.state, row.decided_at, row.is_merged, row.prompt_id) for row in rows} == {
        (NudgeState.PLANNED, None, False, None)
    }


async def test_words_are_forgotten_once_nobody_has_changed_them_for_long(each_storage: Storage) -> None:
    first, _ = await two_parts(each_storage)
    async with each_storage.transaction() as tx:
        await digests.forget(tx, before=BEGINS)
    assert await say(each_storage, first, "noted", LATER + DAY) is not None

    async with each_storage.transaction() as tx:
        await digests.forget(tx, before=LATER)
    assert await say(each_storage, first, "noted", LATER + DAY) is not None  # all parts of it were changed

    async with each_storage.transaction() as tx:
        await digests.forget(tx, before=LATER + 2 * DAY)
    assert await say(each_storage, first, "noted", LATER + 3 * DAY) is None
