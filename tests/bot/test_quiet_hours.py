"""Whatever happened since a message was planned, it reaches people at work."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from handlers.post import LANES
from mentoring import directory, people, relationships
from mentoring.say import ToPerson as ToAlone
from storage import Storage, Transaction, dispatch, outbox
from storage.held import Message
from storage.models.people import Participant, Person
from storage.outbox import Lane, Recipient, ToPerson
from storage.states import Kind
from tests.mentoring.journeying import ASTA, CHIDI, CONTENT, PEERS, TEAM, Somebody, a_town, begin
from tests.rechecking import a_draft, conversation_of, looked_at

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FRIDAY_NIGHT = dt.datetime(2026, 3, 6, 22, tzinfo=dt.UTC)
FRIDAY_NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
ADA = Somebody(id="UADA", role=ASTA.role, name="Ada Nwosu", zone="Pacific/Auckland", country="NZ")
INES = Somebody(id="UINES", role=CHIDI.role, name="Inês Prata", zone="Europe/Lisbon", country="PT")


@pytest.fixture(name="pair")
async def a_pair(each_storage: Storage) -> int:
    await a_town(each_storage)
    return await begin(each_storage, [ASTA, CHIDI])


async def test_what_the_bot_is_late_with_waits_for_the_morning_spread_over_its_first_half_hour(
    each_storage: Storage, pair: int
) -> None:
    async with each_storage.transaction() as tx:
        to_asta = await held_until(tx, pair, ToPerson(ASTA.id), due_at=FRIDAY_NOON, now=FRIDAY_NIGHT)
        to_chidi = await held_until(tx, pair, ToPerson(CHIDI.id), "to Chidi", due_at=FRIDAY_NOON, now=FRIDAY_NIGHT)

    monday_at_nine = dt.datetime(2026, 3, 9, 9, tzinfo=COPENHAGEN)
    assert to_asta is not None
    assert to_chidi is not None
    assert monday_at_nine <= to_asta < monday_at_nine + HOUR / 2
    assert monday_at_nine + HOUR <= to_chidi < monday_at_nine + HOUR * 1.5, "nine in London"


async def test_what_waits_keeps_its_place_in_the_line(each_storage: Storage, pair: int) -> None:
    async with each_storage.transaction() as tx:
        until = await held_until(tx, pair, ToPerson(ASTA.id), due_at=FRIDAY_NOON, now=FRIDAY_NIGHT)
        assert until is not None
        await outbox.add(tx, a_draft(pair, ToPerson(ASTA.id), "newer", due_at=until - MINUTE))
        assert await claimed(tx, until - MINUTE) == []
        (first,) = await claimed(tx, until)
        await dispatch.change(tx, [dispatch.Change(message=first, state=outbox.MessageState.SENT)], now=until)
        (second,) = await claimed(tx, until)
    assert [first.key, second.key] == ["message", "newer"]


@pytest.mark.parametrize(
    ("zone", "hour"), [("America/New_York", 9), ("Asia/Tokyo", 9), ("Australia/Lord_Howe", 9), ("Asia/Kolkata", 17)]
)
async def test_whoever_moved_meanwhile_hears_in_the_hours_of_where_they_are(
    each_storage: Storage, pair: int, zone: str, hour: int
) -> None:
    """India's afternoon is Europe's noon: there nothing needs to wait."""
    async with each_storage.transaction() as tx:
        asta = await people.known(tx, TEAM, ASTA.id)
        assert asta is not None
        moved = people.Profile(**{name: getattr(asta, name) for name in asta.__dataclass_fields__} | {"zone": zone})
        await directory.note(tx, TEAM, moved, FRIDAY_NOON - HOUR, CONTENT.journeys)
        until = await held_until(tx, pair, ToPerson(ASTA.id), due_at=FRIDAY_NOON - HOUR, now=FRIDAY_NOON - HOUR / 2)
    heard = (until or FRIDAY_NOON - HOUR / 2).astimezone(ZoneInfo(zone))
    assert (until is None) == (zone == "Asia/Kolkata")
    assert heard.hour in {hour, hour - 1}
    assert heard.weekday() < 5


async def test_somebody_in_a_zone_that_is_no_longer_known_goes_by_utc_and_holds_up_nobody(
    each_storage: Storage, pair: int
) -> None:
    async with each_storage.transaction() as tx:
        await tx.execute(update(Person).where(Person.slack_id == ASTA.id).values(zone="Europe/Atlantis"))
        until = await held_until(tx, pair, ToPerson(ASTA.id), due_at=FRIDAY_NIGHT, now=FRIDAY_NIGHT)
    assert until is not None
    assert (until.hour, until.weekday()) == (9, 0)


async def test_a_public_holiday_of_the_region_and_a_closing_day_are_left_in_peace(
    each_storage: Storage, pair: int
) -> None:
    all_saints, closing = dt.datetime(2026, 1, 6, 10, tzinfo=dt.UTC), dt.datetime(2026, 5, 15, 10, tzinfo=dt.UTC)
    async with each_storage.transaction() as tx:
        asta = await tx.get(Participant, (TEAM, ASTA.id))
        assert asta is not None
        asta.country, asta.region = "DE", "BY"
        await tx.flush()
        epiphany = await held_until(tx, pair, ToPerson(ASTA.id), due_at=all_saints, now=all_saints)
        late = await held_until(tx, pair, ToPerson(ASTA.id), "late", due_at=closing - 20 * HOUR, now=closing)
    assert epiphany is not None
    assert epiphany.date() == dt.date(2026, 1, 7)
    assert late is not None
    assert late.date() == dt.date(2026, 5, 18), "the fifteenth is the programme's own day off"


async def test_an_answer_comes_whatever_the_hour(each_storage: Storage, pair: int) -> None:
    async with each_storage.transaction() as tx:
        to = ToPerson(ASTA.id)
        assert await held_until(tx, pair, to, due_at=FRIDAY_NIGHT, now=FRIDAY_NIGHT, lane=Lane.INTERACTIVE) is None


async def test_that_something_may_be_missing_is_said_when_each_of_them_is_at_work(
    each_storage: Storage, pair: int
) -> None:
    async with each_storage.transaction() as tx:
        conversation = await conversation_of(tx, pair)
        says = await relationships.maybe_not_reached(tx, TEAM, conversation.id, "marker")
        assert {say.to for say in says} == {ToAlone(slack_id=ASTA.id), ToAlone(slack_id=CHIDI.id)}
        for say in says:
            lane, to = LANES[say.importance], ToPerson(say.to.slack_id if isinstance(say.to, ToAlone) else "")
            assert await held_until(tx, pair, to, say.key, due_at=FRIDAY_NIGHT, now=FRIDAY_NIGHT, lane=lane)


async def test_what_left_at_the_end_of_the_day_may_arrive_a_moment_after_it(each_storage: Storage, pair: int) -> None:
    at_five = dt.datetime(2026, 3, 6, 17, tzinfo=COPENHAGEN)
    async with each_storage.transaction() as tx:
        to = ToPerson(ASTA.id)
        assert await held_until(tx, pair, to, due_at=at_five - MINUTE, now=at_five + 2 * MINUTE) is None
        assert await held_until(tx, pair, to, "later", due_at=at_five - MINUTE, now=at_five + 6 * MINUTE) is not None


async def test_a_group_that_is_written_to_late_hears_when_everybody_is_at_work(storage: Storage) -> None:
    await a_town(storage)
    group = await begin(storage, PEERS, Kind.PEER_GROUP)
    friday_at_four = dt.datetime(2026, 3, 6, 16, tzinfo=COPENHAGEN)
    async with storage.transaction() as tx:
        to = await conversation_of(tx, group)
        assert await held_until(tx, group, to, due_at=friday_at_four, now=friday_at_four + MINUTE) is None
        until = await held_until(tx, group, to, "late", due_at=friday_at_four - HOUR, now=friday_at_four)
    assert until == dt.datetime(2026, 3, 9, 9, tzinfo=COPENHAGEN)


async def test_people_whose_hours_never_meet_and_are_written_to_late_hear_when_one_is_at_work(storage: Storage) -> None:
    await a_town(storage)
    pair = await begin(storage, [ADA, INES])
    nobody_is_there = dt.datetime(2026, 3, 4, 6, tzinfo=dt.UTC)
    async with storage.transaction() as tx:
        to = await conversation_of(tx, pair)
        until = await held_until(tx, pair, to, due_at=nobody_is_there - HOUR, now=nobody_is_there)
    assert until == dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC), "nine in Lisbon, ten at night in Auckland"


async def claimed(tx: Transaction, now: dt.datetime) -> Sequence[Message]:
    return await dispatch.claim(tx, lane=Lane.NUDGE, now=now, limit=5, lease=-1)


async def held_until(
    tx: Transaction,
    relationship: int,
    to: Recipient,
    key: str = "message",
    *,
    due_at: dt.datetime,
    now: dt.datetime,
    lane: Lane = Lane.NUDGE,
) -> dt.datetime | None:
    """Until when a message that was planned for `due_at` and is looked at `now` is held back; None when it goes."""
    change = await looked_at(tx, a_draft(relationship, to, key, due_at=due_at, lane=lane), now)
    return None if change is None else change.ready_at
