"""Being away: each absence is told once, and none is taken for another."""

from mentoring import pauses
from storage import Storage
from storage.states import Kind
from tests.mentoring.journeying import BEGINS, CONTENT, PEERS, Somebody, a_town, actor, begin


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
