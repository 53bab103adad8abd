"""How often Slack may be called: never more than allowed, faster lanes first, and everybody told alike."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.budgets import HISTORY, OPEN, POST, USUAL, Budgets, Call, Limit, Limits
from bot.outcomes import LOOKS, Patience
from storage import Storage
from storage.outbox import Lane

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FEW = Limits(
    methods={POST: Limit(per_minute=60, at_once=10), OPEN: Limit(per_minute=60, at_once=20)}, channel=USUAL.channel
)


def posts(number: int, lane: Lane = Lane.INTERACTIVE, channel: str | None = None) -> list[Call]:
    return [Call(id=n, workspace="T1", method=POST, lane=lane, channel=channel or f"D{n}") for n in range(number)]


async def waiting(storage: Storage, budgets: Budgets, calls: list[Call], now: datetime) -> dict[int, datetime]:
    async with storage.transaction() as tx:
        return await budgets.take(tx, calls, now)


async def test_as_many_go_at_once_as_are_allowed_and_the_others_one_after_the_other(each_storage: Storage) -> None:
    budgets = Budgets(FEW)

    later = await waiting(each_storage, budgets, posts(13), NINE)

    assert sorted(later.values()) == [NINE + n * SECOND for n in (1, 2, 3)]
    assert await waiting(each_storage, budgets, posts(1), NINE + SECOND) == {}


async def test_what_one_bot_uses_the_other_does_not_have(each_storage: Storage) -> None:
    await waiting(each_storage, Budgets(FEW), posts(10), NINE)

    assert len(await waiting(each_storage, Budgets(FEW), posts(1), NINE)) == 1


async def test_slower_lanes_leave_room_for_faster_ones(storage: Storage) -> None:
    budgets = Budgets(FEW)

    went = Counter[Lane]()
    for lane in (Lane.BULK, Lane.NUDGE, Lane.INTERACTIVE):
        went[lane] = 20 - len(await waiting(storage, budgets, posts(20, lane), NINE))

    assert went == {Lane.BULK: 7, Lane.NUDGE: 2, Lane.INTERACTIVE: 1}


async def test_one_conversation_gets_a_few_at_once_then_one_a_second(storage: Storage) -> None:
    budgets = Budgets()

    later = await waiting(storage, budgets, posts(5, channel="D1"), NINE)

    assert list(later.values()) == [NINE + SECOND]
    assert await waiting(storage, budgets, posts(1, channel="D2"), NINE) == {}


async def test_what_a_killed_bot_had_on_its_way_is_looked_for_twice_within_twenty_seconds(storage: Storage) -> None:
    budgets, on_their_way = Budgets(), USUAL.methods[HISTORY].at_once // LOOKS
    lanes = [Lane.BULK] * 6 + [Lane.NUDGE] * 10 + [Lane.INTERACTIVE] * (on_their_way - 16)
    looks = [(Call(id=n, workspace="T1", method=HISTORY, lane=lane), 1) for n, lane in enumerate(lanes)]
    due, now = dict.fromkeys(looks, NINE), NINE

    while due:
        now = min(due.values())
        (look, times) = next(each for each, moment in due.items() if moment == now)
        later = await waiting(storage, budgets, [look], now)
        del due[look, times]
        if later:
            due[look, times] = later[look.id]
        elif times < LOOKS:
            due[look, times + 1] = now + Patience().between_looks

    assert now - NINE <= 20 * SECOND


async def test_what_slack_blocks_waits_for_everybody_in_order_of_lane(each_storage: Storage) -> None:
    async with each_storage.transaction() as tx:
        await Budgets(FEW).block(tx, "T1", POST, until=NINE + 30 * SECOND, now=NINE)

    budgets = Budgets(FEW)
    later = await waiting(each_storage, budgets, [*posts(1, Lane.NUDGE)], NINE)
    assert NINE + 30 * SECOND < later[0] < NINE + 32 * SECOND
    assert await waiting(each_storage, budgets, posts(1), NINE + 30 * SECOND) == {}


async def test_thousands_that_wait_for_one_method_are_each_asked_to_come_back_once(storage: Storage) -> None:
    budgets = Budgets(FEW)
    opens = [Call(id=n, workspace="T1", method=OPEN, lane=Lane.NUDGE) for n in range(3_000)]

    later = await waiting(storage, budgets, opens, NINE)

    assert len(set(later.values())) == len(later) > 2_970
    for n, moment in later.items():
        assert await waiting(storage, budgets, [opens[n]], moment) == {}
        if n > 200:
            break


async def test_a_clock_that_is_put_back_blocks_nothing(storage: Storage) -> None:
    budgets = Budgets(FEW)
    await waiting(storage, budgets, posts(13), NINE + timedelta(hours=1))

    assert await waiting(storage, budgets, posts(1), NINE) == {}


@given(gaps=st.lists(st.floats(0, 3), max_size=60), at_once=st.integers(1, 12), per_minute=st.floats(6, 600))
def test_no_stretch_of_time_holds_more_than_allowed(gaps: list[float], at_once: int, per_minute: float) -> None:
    limit = Limit(per_minute=per_minute, at_once=at_once)
    now, free_at, made = NINE, None, list[datetime]()
    for gap in gaps:
        now += gap * SECOND
        if free_at is None or free_at <= now:
            made.append(now)
            free_at = limit.after_one(free_at, now)

    for begins, first in enumerate(made):
        for ends, last in enumerate(made[begins:], start=1):
            allowed = at_once + (last - first) / limit.interval
            assert ends <= allowed + 1e-3


def test_every_method_that_delivery_calls_has_a_limit_below_slacks() -> None:
    documented = {POST: 300, "chat.update": 50, OPEN: 50, "conversations.history": 50}

    assert {method: limit.per_minute < documented[method] for method, limit in USUAL.methods.items()} == dict.fromkeys(
        documented, True
    )
