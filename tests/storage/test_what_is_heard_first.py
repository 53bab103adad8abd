"""Nobody is introduced to people of whom they have not heard that they are matched with them."""

import datetime as dt

import pytest

from storage import Storage, dispatch, outbox
from storage.held import Message
from storage.outbox import KICK_OFF, MATCHED, Draft, Lane, MessageState, Recipient, ToConversation, ToPerson
from tests.mentoring.journeying import ASTA, BEGINS, CHIDI, TEAM, a_town, begin

HOUR = dt.timedelta(hours=1)


@pytest.fixture(name="pairs")
async def two_pairs(each_storage: Storage) -> list[int]:
    await a_town(each_storage)
    return [await begin(each_storage, [ASTA, CHIDI]) for _ in range(2)]


async def add(storage: Storage, kind: str, to: Recipient, pair: int, *, due_at: dt.datetime = BEGINS) -> None:
    async with storage.transaction() as tx:
        draft = Draft(
            workspace=TEAM,
            key=f"{kind}:{pair}:{to}",
            kind=kind,
            to=to,
            payload={"text": kind},
            lane=Lane.NUDGE,
            due_at=due_at,
            relationship_id=pair,
        )
        assert await outbox.add(tx, draft)


async def claimed(storage: Storage, *, now: dt.datetime = BEGINS) -> list[Message]:
    async with storage.transaction() as tx:
        return list(await dispatch.claim(tx, lane=Lane.NUDGE, now=now, limit=100, lease=60))


async def become(storage: Storage, message: Message, state: MessageState) -> None:
    async with storage.transaction() as tx:
        await dispatch.change(tx, [dispatch.Change(message=message, state=state)], now=BEGINS)


@pytest.mark.parametrize("over", [MessageState.SENT, MessageState.DEAD, MessageState.CANCELLED])
async def test_a_kick_off_waits_until_both_have_heard_of_the_match(
    each_storage: Storage, pairs: list[int], over: MessageState
) -> None:
    pair, _ = pairs
    await add(each_storage, KICK_OFF, ToConversation(pair), pair)
    await add(each_storage, MATCHED, ToPerson(ASTA.id), pair)
    await add(each_storage, MATCHED, ToPerson(CHIDI.id), pair)

    to_asta, to_chidi = await claimed(each_storage)
    assert [to_asta.kind, to_chidi.kind] == [MATCHED, MATCHED]
    assert await claimed(each_storage) == []
    await become(each_storage, to_asta, MessageState.SENT)
    await become(each_storage, to_chidi, MessageState.UNKNOWN)
    assert await claimed(each_storage) == []
    await become(each_storage, to_chidi, over)

    assert [message.kind for message in await claimed(each_storage)] == [KICK_OFF]


async def test_it_waits_neither_for_other_pairs_nor_for_somebody_who_hears_of_it_much_later(
    each_storage: Storage, pairs: list[int]
) -> None:
    pair, other = pairs
    await add(each_storage, MATCHED, ToPerson(ASTA.id), other)
    await add(each_storage, MATCHED, ToPerson(CHIDI.id), pair, due_at=BEGINS + HOUR)
    await add(each_storage, KICK_OFF, ToConversation(pair), pair)

    assert {message.kind for message in await claimed(each_storage)} == {MATCHED, KICK_OFF}
