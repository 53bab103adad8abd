"""Whoever was away for longer than a lease holds nothing any more, although it does not know."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from sqlalchemy import select

from storage import Storage, dispatch, outbox
from storage.held import Message
from storage.models.delivery import Outgoing
from storage.outbox import Draft, Lane, MessageState, ToPerson

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class TakenOver(NamedTuple):
    """A message as one held it for too long, and as another holds it now."""

    storage: Storage
    before: Message
    now: Message

    async def row(self) -> Outgoing:
        async with self.storage.read() as tx:
            return (await tx.scalars(select(Outgoing))).one()


@pytest.fixture
async def taken_over(each_storage: Storage) -> TakenOver:
    await add_one(each_storage)
    before = await claimed(each_storage, lease=-1)
    async with each_storage.transaction() as tx:
        (left,) = await dispatch.abandoned(tx, limit=9)
        await dispatch.change(tx, [dispatch.Change(message=left, state=MessageState.PENDING)], now=NOW)
    return TakenOver(each_storage, before, await claimed(each_storage, lease=60))


async def add_one(storage: Storage) -> None:
    words, lane = {"text": "Good morning"}, Lane.NUDGE
    async with storage.transaction() as tx:
        await outbox.add(
            tx, Draft(workspace="T1", key="k", kind="test", to=ToPerson("U1"), payload=words, lane=lane, due_at=NOW)
        )


async def claimed(storage: Storage, *, lease: float) -> Message:
    async with storage.transaction() as tx:
        (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=1, lease=lease)
    return message


async def test_it_cannot_begin_to_send_what_another_holds(taken_over: TakenOver) -> None:
    async with taken_over.storage.transaction() as tx:
        assert not await dispatch.start(tx, [taken_over.before], now=NOW, within=10)

    assert (await taken_over.row()).state is MessageState.LEASED
    async with taken_over.storage.transaction() as tx:
        assert await dispatch.start(tx, [taken_over.now], now=NOW, within=10)


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.PENDING, MessageState.DEAD])
async def test_what_it_says_became_of_it_counts_for_nothing(taken_over: TakenOver, state: MessageState) -> None:
    late = dispatch.Change(message=taken_over.before, state=state, tried=1)

    async with taken_over.storage.transaction() as tx:
        await dispatch.change(tx, [late], now=NOW)
        assert not await dispatch.became(tx, [late], state)

    row = await taken_over.row()
    assert (row.state, row.tries, row.payload is None) == (MessageState.LEASED, 0, False)


async def test_it_cannot_begin_what_it_held_for_so_long_that_another_may_take_it(each_storage: Storage) -> None:
    await add_one(each_storage)
    message = await claimed(each_storage, lease=5)

    async with each_storage.transaction() as tx:
        assert not await dispatch.start(tx, [message], now=NOW, within=10)
