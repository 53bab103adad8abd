"""Time that is real, runs fast, or is moved by hand."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SHORTEST_SLEEP, Clock, ClockError, FastClock, SettableClock, parse_rate

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAY = timedelta(days=1)


class ScriptedClock(Clock):
    """A real time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return 1_000 + self.passed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


async def settle() -> None:
    """Let every task that can go on do so."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_the_real_clock_is_aware_and_in_utc() -> None:
    assert Clock().now().utcoffset() == timedelta(0)
    assert Clock().monotonic() <= Clock().monotonic()


async def test_a_fast_clock_shows_a_day_while_five_seconds_pass() -> None:
    real = ScriptedClock()
    fast = FastClock(parse_rate("1d=5s"), real)
    assert fast.now() == START
    real.passed = 5
    assert fast.now() == START + DAY
    assert fast.monotonic() == 1_005, "time-outs stay real"


async def test_sleep_on_a_fast_clock_is_as_short_as_its_days() -> None:
    real = ScriptedClock()
    fast = FastClock(parse_rate("1h=60s"), real)
    await fast.sleep(600)
    assert real.slept == [10]
    assert fast.now() == START + timedelta(minutes=10)


async def test_the_fastest_clock_still_leaves_time_to_work() -> None:
    real = ScriptedClock()
    await FastClock(parse_rate("1w=1s"), real).sleep(1)
    assert real.slept == [SHORTEST_SLEEP]


async def test_a_standing_clock_wakes_sleepers_only_when_it_is_moved_past_them() -> None:
    clock = SettableClock(START)
    sleeper = asyncio.create_task(clock.sleep(60))
    await settle()
    clock.travel_to(START + timedelta(seconds=59))
    await settle()
    assert not sleeper.done()
    clock.travel_to(START + timedelta(seconds=60))
    await sleeper
    assert clock.now() == START + timedelta(seconds=60)


async def test_a_ticking_loop_follows_the_clock_from_jump_to_jump() -> None:
    clock = SettableClock(START)
    ticks: list[datetime] = []

    async def tick() -> None:
        while len(ticks) < 3:
            await clock.sleep(3_600)
            ticks.append(clock.now())

    ticking = asyncio.create_task(tick())
    for _ in range(3):
        await settle()
        clock.travel_to(clock.now() + DAY)
    await ticking
    assert ticks == [START + DAY, START + 2 * DAY, START + 3 * DAY]


async def test_a_running_clock_needs_no_hand_to_wake_its_sleepers() -> None:
    clock = SettableClock(START, rate=parse_rate("1d=1s") * 1_000)
    await clock.sleep(86_400)
    assert clock.now() >= START + DAY


async def test_a_running_clock_runs_on_from_where_it_was_set() -> None:
    clock = SettableClock(START, rate=1)
    clock.travel_to(START + DAY)
    assert START + DAY <= clock.now() < START + DAY + timedelta(minutes=1)


def test_a_clock_never_goes_back() -> None:
    clock = SettableClock(START)
    with pytest.raises(ClockError, match="only moves forward"):
        clock.travel_to(START - timedelta(seconds=1))
    assert clock.now() == START


@pytest.mark.parametrize(
    ("text", "rate"), [("1d=5s", 17_280), ("1h=1m", 60), ("1.5d = 1h", 36), ("1w=7d", 1), ("1s=1s", 1)]
)
def test_a_rate_reads_as_shown_time_for_real_time(text: str, rate: float) -> None:
    assert parse_rate(text) == pytest.approx(rate)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fast", '"fast" is not a rate'),
        ("1d=0s", '"0s" is not a length of time'),
        ("1day=5s", '"1day" is not a length of time'),
        ("=5s", '"" is not a length of time'),
        ("-1d=5s", '"-1d" is not a length of time'),
    ],
)
def test_a_rate_that_cannot_be_read_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ClockError, match=said):
        parse_rate(text)
