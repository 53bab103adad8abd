from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from storage import Storage, Transaction, dispatch, inbox, outbox, requests
from storage.models.delivery import Incoming, Outgoing
from storage.outbox import Draft, Lane, MessageState, ToPerson

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def storage(each_storage: Storage) -> Storage:
    return each_storage


def draft(key: str, to: str = "U1", *, workspace: str = "T1", due_at: datetime = NOW, lane: Lane = Lane.NUDGE) -> Draft:
    return Draft(
        workspace=workspace,
        key=key,
        kind="test",
        to=ToPerson(to),
        payload={"text": f"secret words {key}"},
        lane=lane,
        due_at=due_at,
    )


async def add(storage: Storage, *drafts: Draft) -> None:
    async with storage.transaction() as tx:
        for each in drafts:
            assert await outbox.add(tx, each)


async def claimed(storage: Storage, *, now: datetime = NOW, lane: Lane = Lane.NUDGE, lease: float = 60) -> list[str]:
    async with storage.transaction() as tx:
        return [message.key for message in await dispatch.claim(tx, lane=lane, now=now, limit=100, lease=lease)]


async def test_a_key_is_unique_within_its_workspace_only(storage: Storage) -> None:
    await add(storage, draft("k"), draft("k", workspace="T2"))

    async with storage.transaction() as tx:
        assert not await outbox.add(tx, draft("k", "U2"))


async def test_words_are_sealed_in_the_database(storage: Storage) -> None:
    await add(storage, draft("k"))

    async with storage.read() as tx:
        assert "secret words" not in str((await tx.execute(text("SELECT * FROM outbox"))).all())


async def test_one_message_of_each_line_is_claimed_and_the_next_when_it_is_over(storage: Storage) -> None:
    await add(storage, draft("a1"), draft("a2"), draft("b1", "U2"))

    assert await claimed(storage) == ["a1", "b1"]
    assert await claimed(storage) == []


async def test_a_message_due_later_holds_up_none_that_is_due_now(storage: Storage) -> None:
    await add(storage, draft("next week", due_at=NOW + 7 * 24 * 60 * MINUTE), draft("now"))

    assert await claimed(storage) == ["now"]


async def test_a_faster_lane_does_not_wait_for_a_slower_one(storage: Storage) -> None:
    await add(storage, draft("bulk", lane=Lane.BULK), draft("answer", lane=Lane.INTERACTIVE))

    assert await claimed(storage, lane=Lane.INTERACTIVE) == ["answer"]


class Meanwhile:
    """A transaction in which something happens after its first statement, as if another had committed it then."""

    def __init__(self, tx: Transaction, happens: Callable[[], Awaitable[None]]) -> None:
        self._tx = tx
        self._happens: Callable[[], Awaitable[None]] | None = happens

    async def execute(self, *statement: Any) -> Any:
        result = await self._tx.execute(*statement)
        happens, self._happens = self._happens, None
        if happens is not None:
            await happens()
        return result

    def get_bind(self) -> Any:
        return self._tx.get_bind()


async def test_a_message_is_claimed_once_though_earlier_ones_come_back_meanwhile(storage: Storage) -> None:
    await add(storage, *(draft(f"a{number}") for number in range(7)))

    async with storage.transaction() as tx:

        async def others_come_back() -> None:
            for number in range(6):
                await outbox.add(tx, draft(f"b{number}", "U2", due_at=NOW - MINUTE))

        meanwhile: Any = Meanwhile(tx, others_come_back)
        claimed = await dispatch.claim(meanwhile, lane=Lane.NUDGE, now=NOW, limit=2, lease=60)

    assert [message.key for message in claimed] == ["a0"]


async def test_every_claim_raises_the_fence(storage: Storage) -> None:
    await add(storage, draft("k"))
    fences = []
    for _ in range(3):
        async with storage.transaction() as tx:
            (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=1, lease=-1)
        async with storage.transaction() as tx:
            (left,) = await dispatch.abandoned(tx, limit=9)
            assert left.state is MessageState.LEASED
            await dispatch.change(tx, [dispatch.Change(message=left, state=MessageState.PENDING)], now=NOW)
        fences += [message.fence, left.fence]

    assert fences == sorted(set(fences))


async def test_several_messages_are_moved_on_at_once(storage: Storage) -> None:
    await add(storage, draft("a"), draft("b", "U2"))
    async with storage.transaction() as tx:
        both = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=2, lease=60)
        back = [dispatch.Change(message=each, state=MessageState.PENDING) for each in both]
        await dispatch.change(tx, back, now=NOW)

    assert await claimed(storage) == ["a", "b"]


async def test_those_behind_a_long_line_are_found(storage: Storage) -> None:
    await add(
        storage, *(draft(f"line {number}", due_at=NOW - 5 * MINUTE) for number in range(700)), draft("last", "U2")
    )

    assert await claimed(storage) == ["line 0", "last"]


async def test_the_next_due_moment_is_that_of_a_message_that_could_go(storage: Storage) -> None:
    await add(storage, draft("head"), draft("behind"), draft("later", "U2", due_at=NOW + 9 * MINUTE))
    async with storage.transaction() as tx:
        (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=1, lease=60)
        put_off = dispatch.Change(message=message, state=MessageState.PENDING, ready_at=NOW + 5 * MINUTE)
        await dispatch.change(tx, [put_off], now=NOW)

        assert await outbox.next_due(tx) == NOW + 5 * MINUTE
        assert await outbox.open_count(tx, "T1") == 3
        await outbox.stop_workspace(tx, "T1", error="token_revoked", now=NOW)
        assert await outbox.next_due(tx) is None


async def test_a_request_takes_effect_once(storage: Storage) -> None:
    async with storage.transaction() as tx:
        assert await requests.note(tx, workspace="T1", request_id="press-1", now=NOW)
        assert not await requests.note(tx, workspace="T1", request_id="press-1", now=NOW)
        assert await requests.note(tx, workspace="T2", request_id="press-1", now=NOW)

        await requests.forget(tx, before=NOW + MINUTE)
        assert not await requests.was_seen(tx, workspace="T1", request_id="press-1")


async def keep(storage: Storage, event_id: str = "Ev1", *, lease: float = 60) -> bool:
    async with storage.transaction() as tx:
        return await inbox.keep(
            tx, workspace="T1", event_id=event_id, payload={"text": "help me"}, now=NOW, lease=lease
        )


async def test_an_event_is_kept_once_before_and_after_it_was_handled(storage: Storage) -> None:
    assert await keep(storage)
    assert not await keep(storage)

    async with storage.transaction() as tx:
        assert await inbox.done(tx, workspace="T1", event_id="Ev1", now=NOW)

    assert not await keep(storage)
    async with storage.read() as tx:
        assert "help me" not in str((await tx.execute(text("SELECT * FROM inbox, seen_requests"))).all())


async def test_an_event_whose_handler_died_is_taken_over_and_one_at_work_is_not(storage: Storage) -> None:
    await keep(storage, "dead", lease=-1)
    await keep(storage, "at work")

    async with storage.transaction() as tx:
        (event_,) = await inbox.take_over(tx, lease=60)
        assert (event_.event_id, event_.payload) == ("dead", {"text": "help me"})
        assert await inbox.take_over(tx, lease=60) == []
        assert [each.event_id for each in await inbox.take_over(tx, lease=60, all_of_them=True)] == ["dead", "at work"]


async def test_abandoned_events_are_taken_over_page_by_page_until_none_is_left(storage: Storage) -> None:
    for number in range(5):
        await keep(storage, f"Ev{number}")
    taken: list[list[str]] = []
    after = 0

    async with storage.transaction() as tx:
        while page := await inbox.take_over(tx, lease=60, after=after, all_of_them=True, limit=2):
            taken.append([each.event_id for each in page])
            after = page[-1].id

    assert taken == [["Ev0", "Ev1"], ["Ev2", "Ev3"], ["Ev4"]]


async def test_an_event_that_kills_the_bot_is_left_alone_and_then_forgotten(storage: Storage) -> None:
    await keep(storage, lease=-1)
    async with storage.transaction() as tx:
        assert [len(await inbox.take_over(tx, lease=-1)) for _ in range(4)] == [1, 1, 0, 0]
        assert await inbox.forget(tx, before=NOW) == 0
        assert await inbox.forget(tx, before=NOW + MINUTE) == 1


def test_no_column_of_what_goes_out_or_comes_in_keeps_words_in_the_clear() -> None:
    for row in (Outgoing, Incoming):
        assert type(row.__table__.c.payload.type).__name__ == "Sealed"
