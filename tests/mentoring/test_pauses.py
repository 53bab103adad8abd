"""Being away, and leaving: each is told once, none is taken for another, and nobody is woken for it."""

import datetime as dt

from mentoring import departures, pauses
from mentoring.say import Importance
from storage import Storage, dispatch, outbox
from storage.outbox import Draft, Lane, ToPerson
from storage.states import Kind
from tests.mentoring.journeying import ASTA, BEGINS, CHIDI, CONTENT, PEERS, TEAM, Somebody, a_town, actor, begin

A_DAY = dt.timedelta(days=1)


async def told_of_a_pause(storage: Storage, who: Somebody) -> list[str]:
    async with storage.transaction() as tx:
        _, says = await pauses.pause(tx, actor(who.id), BEGINS, CONTENT.journeys, until=None)
    return [say.key for say in says]


async def test_a_pause_is_told_although_another_was_taken_back_on_the_same_day(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, PEERS, Kind.PEER_GROUP)
    mei, jonas, *_ = PEERS
    first = await told_of_a_pause(storage, mei)
    async with storage.transaction() as tx:
        await pauses.resume(tx, actor(mei.id), BEGINS, CONTENT.journeys)

    second = await told_of_a_pause(storage, jonas)

    assert len(first) == len(second) == 3
    assert not set(first) & set(second)


async def test_a_group_goes_on_without_one_and_waits_where_only_one_is_left(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, PEERS, Kind.PEER_GROUP)
    goes_on = []
    for somebody in PEERS[:3]:
        async with storage.transaction() as tx:
            _, says = await pauses.pause(tx, actor(somebody.id), BEGINS, CONTENT.journeys, until=None)
        goes_on.append({say.args["goes_on"] for say in says})

    assert len(PEERS) == 4
    assert goes_on == [{True}, {True}, {False}]


SUNDAY_NIGHT = dt.datetime(2026, 3, 8, 22, tzinfo=dt.UTC)
MONDAY_AT_NINE_IN_LONDON = dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC)


async def test_a_partner_hears_of_it_in_their_own_working_hours(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    async with storage.transaction() as tx:
        _, away = await pauses.pause(tx, actor(ASTA.id), SUNDAY_NIGHT, CONTENT.journeys, until=None)
        _, left = await departures.leave(tx, actor(ASTA.id), SUNDAY_NIGHT, 1, CONTENT.journeys)

    to_partner = [say for say in (*away, *left) if say.message.startswith("partner")]
    assert [say.message for say in to_partner] == ["partner_away", "partner_left"]
    assert {say.due_at for say in to_partner} == {MONDAY_AT_NINE_IN_LONDON}


async def test_a_partner_hears_nothing_of_it_while_the_programme_is_closed(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    closed, monday = (dt.datetime(2026, 5, day, 12, tzinfo=dt.UTC) for day in (15, 18))
    async with storage.transaction() as tx:
        _, away = await pauses.pause(tx, actor(ASTA.id), closed, CONTENT.journeys, until=None)
        _, left = await departures.leave(tx, actor(ASTA.id), closed, 1, CONTENT.journeys)

    due = {say.due_at for say in (*away, *left) if say.importance is Importance.PLACE}
    assert {moment.date() for moment in due if moment is not None} == {monday.date()}


async def test_a_group_goes_on_once_everybody_in_it_has_heard_why(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, PEERS, Kind.PEER_GROUP)
    async with storage.transaction() as tx:
        _, says = await departures.leave(tx, actor(PEERS[0].id), SUNDAY_NIGHT, 1, CONTENT.journeys)

    *told, goes_on = says
    assert goes_on.message == "group_goes_on"
    assert goes_on.due_at == max(say.due_at for say in told if say.due_at is not None)


async def test_whoever_waits_for_a_return_looks_again_within_a_day_and_in_working_hours(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    async with storage.transaction() as tx:
        assert await pauses.wait_until(tx, TEAM, CHIDI.id, SUNDAY_NIGHT) is None
        await pauses.pause(tx, actor(CHIDI.id), SUNDAY_NIGHT - A_DAY, CONTENT.journeys, until=SUNDAY_NIGHT.date())
        assert await pauses.wait_until(tx, TEAM, CHIDI.id, SUNDAY_NIGHT) == MONDAY_AT_NINE_IN_LONDON
        await pauses.pause(tx, actor(CHIDI.id), SUNDAY_NIGHT, CONTENT.journeys, until=None)
        assert await pauses.wait_until(tx, TEAM, CHIDI.id, SUNDAY_NIGHT) == SUNDAY_NIGHT + A_DAY


async def test_what_waited_for_somebody_comes_forward_when_they_are_back_sooner(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    in_a_month = SUNDAY_NIGHT + 30 * A_DAY
    async with storage.transaction() as tx:
        await pauses.pause(tx, actor(CHIDI.id), SUNDAY_NIGHT, CONTENT.journeys, until=in_a_month.date())
        for key, who, not_after in (("his", CHIDI, None), ("hers", ASTA, None), ("a prompt", CHIDI, in_a_month)):
            await outbox.add(tx, waiting(key, who, due_at=in_a_month, not_after=not_after))
    async with storage.transaction() as tx:
        sooner = (SUNDAY_NIGHT + 7 * A_DAY).date()
        await pauses.pause(tx, actor(CHIDI.id), SUNDAY_NIGHT, CONTENT.journeys, until=sooner)
        assert await outbox.next_due(tx) == MONDAY_AT_NINE_IN_LONDON + 7 * A_DAY
        await pauses.resume(tx, actor(CHIDI.id), SUNDAY_NIGHT, CONTENT.journeys)
        came = await dispatch.claim(tx, lane=Lane.NUDGE, now=MONDAY_AT_NINE_IN_LONDON, limit=10, lease=60)
    assert [message.key for message in came] == ["his"]


def waiting(key: str, who: Somebody, *, due_at: dt.datetime, not_after: dt.datetime | None) -> Draft:
    return Draft(
        workspace=TEAM,
        key=key,
        kind="test",
        to=ToPerson(who.id),
        payload={},
        lane=Lane.NUDGE,
        due_at=due_at,
        not_after=not_after,
    )
