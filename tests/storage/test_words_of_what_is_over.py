"""However a message ends, its words are erased with it; only what somebody may want tried again keeps them, sealed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage import Storage, dispatch, outbox
from storage.dispatch import Change
from storage.models.delivery import Outgoing
from storage.outbox import Draft, Lane, MessageState, ToPerson

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
async def storage(each_storage: Storage) -> Storage:
    """One message, which is too late after a minute."""
    draft = Draft(
        workspace="T1",
        key="k",
        kind="test",
        to=ToPerson("U1"),
        payload={"text": "Between you and me"},
        lane=Lane.NUDGE,
        due_at=NOW,
        not_after=NOW + A_MINUTE,
    )
    async with each_storage.transaction() as tx:
        await outbox.add(tx, draft)
    return each_storage


async def became(storage: Storage, state: MessageState) -> None:
    async with storage.transaction() as tx:
        (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=1, lease=60)
        await dispatch.change(tx, [Change(message=message, state=state)], now=NOW)


async def sent(storage: Storage) -> None:
    await became(storage, MessageState.SENT)


async def cancelled(storage: Storage) -> None:
    await became(storage, MessageState.CANCELLED)


async def withdrawn(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await outbox.withdraw(tx, "T1", ["k"], now=NOW)


async def expired(storage: Storage) -> None:
    async with storage.transaction() as tx:
        assert await dispatch.expire(tx, now=NOW + 2 * A_MINUTE)


async def withdrawn_in_doubt_and_then_too_late(storage: Storage) -> None:
    await became(storage, MessageState.UNKNOWN)
    await withdrawn(storage)
    async with storage.transaction() as tx:
        (message,) = await dispatch.claim_unknown(tx, now=NOW, limit=1, lease=60)
        await dispatch.change(tx, [Change(message=message, state=MessageState.PENDING)], now=NOW)
    await expired(storage)


async def discarded(storage: Storage) -> None:
    await became(storage, MessageState.DEAD)
    async with storage.transaction() as tx:
        assert await outbox.discard(tx, "T1", (await row(storage)).id)


@pytest.mark.parametrize("ends", [sent, cancelled, withdrawn, expired, withdrawn_in_doubt_and_then_too_late, discarded])
async def test_what_is_over_has_no_words(storage: Storage, ends: Callable[[Storage], Awaitable[None]]) -> None:
    await ends(storage)

    over = await row(storage)
    assert (over.payload, over.finished_at is None) == (None, False)


@pytest.mark.parametrize("state", [MessageState.DEAD, MessageState.MAYBE_SENT])
async def test_what_may_be_tried_again_keeps_them(storage: Storage, state: MessageState) -> None:
    await became(storage, state)

    assert "Between you and me" in str((await row(storage)).payload)


async def row(storage: Storage) -> Outgoing:
    async with storage.read() as tx:
        return (await tx.scalars(select(Outgoing))).one()
