"""A budget counts the day on which something came, whatever became of it on its way."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update

from mentoring import attention, courses
from mentoring.courses import Companion
from storage import Storage, dispatch, outbox
from storage.dispatch import Change
from storage.held import Message
from storage.models.delivery import MessageState, Outgoing
from storage.outbox import Draft, Lane, ToPerson
from storage.queries import departures
from storage.states import NudgeState
from tests.mentoring.journeying import ASTA, BEGINS, CHIDI, CONTENT, TEAM, Walk, a_town, begin, nudges_of

A_DAY = dt.timedelta(days=1)
A_MOMENT, TWO_DAYS, A_WEEK, A_MONTH = dt.timedelta(minutes=1), 2 * A_DAY, 7 * A_DAY, 30 * A_DAY


@dataclass(kw_only=True)
class Said:
    """Something Asta was said and that is on its way to her, and what becomes of it."""

    storage: Storage
    asta: Companion
    relationship: int
    decided: dt.datetime
    key: str

    async def claim(self, after: dt.timedelta) -> Message:
        """What a bot does first, so long after it was decided on."""
        now = self.decided + after
        async with self.storage.transaction() as tx:
            (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=now, limit=1, lease=60)
            await dispatch.start(tx, [message], now=now, within=1)
        return message

    async def ends(self, state: MessageState, after: dt.timedelta, *, ts: str | None = None) -> None:
        message = await self.claim(after)
        change = Change(message=message, state=state, ts=ts)
        async with self.storage.transaction() as tx:
            await dispatch.change(tx, [change], now=self.decided + after + A_MOMENT)

    async def found(self) -> None:
        """Slack took it after two days; that was known after five."""
        ts = f"{(self.decided + TWO_DAYS).timestamp():.6f}"
        await self.ends(MessageState.SENT, 5 * A_DAY, ts=ts)

    async def waits_until_three_weeks_later(self) -> None:
        message = await self.claim(TWO_DAYS)
        change = Change(message=message, state=MessageState.PENDING, ready_at=self.decided + 21 * A_DAY)
        async with self.storage.transaction() as tx:
            await dispatch.change(tx, [change], now=self.decided + TWO_DAYS)

    async def refused(self) -> None:
        await self.ends(MessageState.DEAD, TWO_DAYS)

    async def may_have_come(self) -> None:
        await self.ends(MessageState.MAYBE_SENT, TWO_DAYS)

    async def given_up(self) -> None:
        async with self.storage.transaction() as tx:
            (number,) = (await tx.scalars(select(Outgoing.id).where(Outgoing.key == self.key))).all()
            assert await outbox.discard(tx, TEAM, number)

    async def tried_again_after_a_month(self) -> None:
        async with self.storage.transaction() as tx:
            (number,) = (await tx.scalars(select(Outgoing.id).where(Outgoing.key == self.key))).all()
            assert await outbox.replay(tx, TEAM, number, now=self.decided + A_MONTH)
            await tx.execute(update(Outgoing).values(state=MessageState.PENDING))  # two looks did not find it

    async def comes_after_a_month(self) -> None:
        await self.ends(MessageState.SENT, A_MONTH, ts=f"{(self.decided + A_MONTH).timestamp():.6f}")

    async def expired(self) -> None:
        async with self.storage.transaction() as tx:
            await tx.execute(update(Outgoing).values(not_after=self.decided))
            await dispatch.expire(tx, now=self.decided + TWO_DAYS)

    async def withdrawn(self) -> None:
        async with self.storage.transaction() as tx:
            await outbox.withdraw(tx, TEAM, [self.key], now=self.decided + TWO_DAYS)

    async def counted(self, after: dt.timedelta) -> list[dt.datetime]:
        """When attention was taken, as it looks so long after it was decided on."""
        async with self.storage.transaction() as tx:
            spent = await attention.of_people(tx, TEAM, [self.asta], CONTENT.journeys, self.decided + after)
        return spent[ASTA.id].sent


@pytest.fixture
async def said(each_storage: Storage) -> Said:
    await a_town(each_storage)
    relationship = await begin(each_storage, [ASTA, CHIDI])
    walk = Walk(storage=each_storage)
    await walk.until(BEGINS + 4 * A_DAY)
    rows = await nudges_of(each_storage, relationship, NudgeState.SENT)
    (row,) = [row for row in rows if row.recipient == ASTA.id]
    assert row.decided_at is not None
    assert row.message_key == walk.to(ASTA.id)[0].say.key
    draft = Draft(
        workspace=TEAM,
        key=row.message_key,
        kind="prompt",
        to=ToPerson(ASTA.id),
        payload={},
        lane=Lane.NUDGE,
        due_at=row.decided_at,
    )
    async with each_storage.transaction() as tx:
        assert await outbox.add(tx, draft)
        asta = (await courses.readable(tx, TEAM, [relationship]))[relationship].companion(ASTA.id)
    assert asta is not None
    return Said(storage=each_storage, asta=asta, relationship=relationship, decided=row.decided_at, key=row.message_key)


@pytest.mark.parametrize(
    ("fate", "came_after"),
    [
        ([], A_WEEK),  # on its way it counts as today's
        ([Said.waits_until_three_weeks_later], 21 * A_DAY),
        ([Said.found], TWO_DAYS),
        ([Said.may_have_come], TWO_DAYS + A_MOMENT),
        ([Said.may_have_come, Said.given_up], TWO_DAYS + A_MOMENT),
        ([Said.refused], None),
        ([Said.refused, Said.given_up], None),
        ([Said.expired], None),
        ([Said.withdrawn], None),
    ],
)
async def test_attention_is_taken_when_something_comes_and_not_when_it_was_decided_on(
    said: Said, fate: Sequence[Callable[[Said], Awaitable[None]]], came_after: dt.timedelta | None
) -> None:
    for happens in fate:
        await happens(said)

    assert await said.counted(A_WEEK) == ([] if came_after is None else [said.decided + came_after])


async def test_what_was_tried_again_much_later_counts_for_a_month_from_then_on(said: Said) -> None:
    await said.refused()
    await said.tried_again_after_a_month()
    assert await said.counted(A_MONTH + A_WEEK) == [said.decided + A_MONTH + A_WEEK], "on its way, it counts as today's"

    await said.comes_after_a_month()
    assert await said.counted(A_MONTH + 29 * A_DAY) == [said.decided + A_MONTH]


async def test_what_came_before_somebody_left_counts_although_it_was_known_only_afterwards(said: Said) -> None:
    async with said.storage.transaction() as tx:
        await departures.part(tx, TEAM, said.relationship, ASTA.id, said.decided + A_DAY)

    await said.may_have_come()

    assert await said.counted(A_WEEK) == [said.decided + TWO_DAYS + A_MOMENT]
