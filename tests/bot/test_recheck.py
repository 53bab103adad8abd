"""The last look before sending: what goes, what waits, and what is cancelled."""

import datetime as dt

import pytest

from mentoring import departures, pauses
from storage import Storage, Transaction
from storage.models.people import Person
from storage.outbox import Lane, MessageState, Recipient, ToPerson
from storage.states import Kind
from tests.mentoring.journeying import ASTA, BEGINS, CHIDI, CONTENT, PEERS, TEAM, a_town, actor, begin
from tests.rechecking import a_draft, conversation_of, looked_at

AT_WORK = BEGINS + dt.timedelta(hours=3)
LATER = AT_WORK + dt.timedelta(hours=4)


@pytest.mark.parametrize(
    ("lane", "not_after", "becomes"),
    [
        (Lane.NUDGE, None, MessageState.PENDING),  # news of their place
        (Lane.NUDGE, LATER, MessageState.CANCELLED),  # a prompt
        (Lane.INTERACTIVE, None, None),  # what they just asked for
    ],
)
async def test_only_what_somebody_asked_for_reaches_them_in_a_pause_and_only_news_of_their_place_waits(
    storage: Storage, lane: Lane, not_after: dt.datetime | None, becomes: MessageState | None
) -> None:
    await a_town(storage)
    relationship = await begin(storage, [ASTA, CHIDI])
    async with storage.transaction() as tx:
        to = ToPerson(ASTA.id)
        assert await outcome(tx, relationship, to, "before", lane=lane, not_after=not_after) is None
        await pauses.pause(tx, actor(ASTA.id), BEGINS, CONTENT.journeys, until=None)
        assert await outcome(tx, relationship, to, "while away", lane=lane, not_after=not_after) is becomes


async def test_nothing_more_goes_to_a_conversation_that_a_group_has_left_behind(storage: Storage) -> None:
    await a_town(storage)
    relationship = await begin(storage, PEERS, Kind.PEER_GROUP)
    async with storage.transaction() as tx:
        before = await conversation_of(tx, relationship)
        assert await outcome(tx, relationship, before, "before") is None
        await departures.leave(tx, actor(PEERS[0].id), BEGINS, 1, CONTENT.journeys)
        tx.expire_all()
        now = await conversation_of(tx, relationship)
        assert await outcome(tx, relationship, before, "to the old one") is MessageState.CANCELLED
        assert await outcome(tx, relationship, now, "to the new one") is None


async def test_nothing_goes_to_somebody_who_is_deactivated(storage: Storage) -> None:
    await a_town(storage)
    relationship = await begin(storage, [ASTA, CHIDI])
    async with storage.transaction() as tx:
        assert await outcome(tx, relationship, ToPerson(ASTA.id), "before") is None
        asta = await tx.get(Person, (TEAM, ASTA.id))
        assert asta is not None
        asta.is_deactivated = True
        assert await outcome(tx, relationship, ToPerson(ASTA.id), "to Asta") is MessageState.CANCELLED
        assert await outcome(tx, relationship, ToPerson(CHIDI.id), "to Chidi") is None


async def outcome(
    tx: Transaction,
    relationship: int,
    to: Recipient,
    key: str,
    *,
    lane: Lane = Lane.NUDGE,
    not_after: dt.datetime | None = None,
) -> MessageState | None:
    """What becomes of a message that is due now; None when it goes."""
    draft = a_draft(relationship, to, key, due_at=AT_WORK, lane=lane, not_after=not_after)
    change = await looked_at(tx, draft, AT_WORK)
    return None if change is None else change.state
