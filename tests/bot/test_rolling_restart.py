"""Three replicas on one PostgreSQL, each restarted or killed in turn while people go on: nobody notices."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.clock import Clock
from bot.delivery import Timing
from bot.manifest import manifest
from bot.ticks import EVENTS_EVERY
from handlers.visit import EVENT_LEASE
from sandbox.faults import Fault
from sandbox.person import PersonDriver
from sandbox.server import LocalSlack
from sandbox.state import Person
from storage import Storage
from storage.models.delivery import Incoming, MessageState, Outgoing
from storage.models.enrolments import Enrolment
from tests.bots import BotProcess, add_messages, add_people, database, started_bot, states, texts_in, under_way, until
from tests.conftest import postgresql_database
from tests.programmes import add_programme

pytestmark = pytest.mark.slow

REPLICAS = 3
LATE = timedelta(seconds=30)
KNOWN_WITHIN = 90.0
"""Seconds after a kill -9 within which the state of everything it held is known."""
NEWCOMERS = [f"U0NEW{number:03}" for number in range(60)]
READERS = [f"U0READ{number:02}" for number in range(40)]
STEPS: tuple[dict[str, Any], ...] = (
    {},
    {"role": "mentee"},
    {"wanted": ["feedback", "network"]},
    {"languages": ["da", "en"]},
    *({},) * 4,
)
"""What somebody answers, screen by screen, to take a place."""
READING = 0.1
"""Seconds a newcomer looks at a screen."""
BETWEEN = 0.1
"""Seconds between two messages that fall due."""


@dataclass(slots=True)
class Life:
    """What people do and are due while replicas come and go."""

    slack: LocalSlack
    storage: Storage
    due: dict[str, datetime] = field(default_factory=dict)
    """By its text, when each message fell due."""
    joined: list[str] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)
    """Who was not answered by the bot, but by Slack."""
    is_over: asyncio.Event = field(default_factory=asyncio.Event)

    async def goes_on(self) -> None:
        """Until it is over."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._messages_fall_due())
            for line in range(2):
                group.create_task(self._people_join(NEWCOMERS[line::2]))

    async def _messages_fall_due(self) -> None:
        for number, person in enumerate(cycle(READERS)):
            text = f"Word {number} to {person}"
            self.due[text] = Clock().now()
            await add_messages(self.storage, self.slack, [(person, text)])
            if await self._over_within(BETWEEN):
                return

    async def _people_join(self, people: list[str]) -> None:
        for each in people:
            (self.joined if await self._has_joined(self.slack.person(each)) else self.gave_up).append(each)
            if self.is_over.is_set():
                return

    async def _has_joined(self, person: PersonDriver) -> bool:
        if not (await person.command("/mentor join")).acked:
            return False
        for answers in STEPS:
            await person.until(lambda seen: seen.modal, LATE.total_seconds())
            await self._over_within(READING)
            outcome = await person.submit(answers)
            assert not outcome.errors, outcome.errors
            if not outcome.acked:
                return False
        return True

    async def _over_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.is_over.wait()
        return self.is_over.is_set()


@asynccontextmanager
async def replicas(slack: LocalSlack, url: str) -> AsyncIterator[tuple[AsyncExitStack, list[BotProcess]]]:
    async with AsyncExitStack() as running:
        entering = (running.enter_async_context(started_bot(slack, url)) for _ in range(REPLICAS))
        yield running, list(await asyncio.gather(*entering))


@asynccontextmanager
async def town(template: str) -> AsyncIterator[tuple[Life, str]]:
    people = [Person(id=each, real_name=f"Person {each[2:]}") for each in (*NEWCOMERS, *READERS)]
    async with (
        postgresql_database(template, template=True) as url,
        LocalSlack(limits=False, manifest=manifest(), people=people) as slack,
        database(url) as storage,
    ):
        # What is asked here is whether an answer comes, and not how soon on a machine that starts six bots meanwhile.
        slack.socket.ack_seconds = slack.workspace.triggers.life_seconds = LATE.total_seconds()
        await add_people(storage, slack, READERS)
        yield Life(slack, storage), url


async def open_programme(life: Life) -> None:
    today = Clock().now().date()
    await add_programme(
        life.storage,
        life.slack.state.team_id,
        coordinator=READERS[0],
        contact=READERS[1],
        starts_on=today + timedelta(days=7),
        ends_on=today + timedelta(days=180),
    )


async def test_a_rolling_restart_loses_doubles_and_delays_nothing(postgresql_template: str) -> None:
    async with town(postgresql_template) as (life, url), replicas(life.slack, url) as (running, bots):
        await open_programme(life)
        async with asyncio.TaskGroup() as meanwhile:
            meanwhile.create_task(life.goes_on())
            for place, bot in enumerate(bots):
                assert (await bot.stop())[0] == 0
                bots[place] = await running.enter_async_context(started_bot(life.slack, url))
                assert bot.troubles == []
            life.is_over.set()
        await until(life.slack, lambda: everything_has_come(life))
        for bot in bots:
            assert (await bot.stop())[0] == 0
            assert bot.troubles == []
        # What crosses the last goodbye of a bot is carried out, but Slack cannot be told: a matter of milliseconds.
        assert len(life.gave_up) == life.slack.socket.unanswered <= 1
        assert len(life.joined) >= 4
        await everybody_has_one_place(life)
        assert max(delays(life)) <= LATE


async def test_what_a_killed_replica_held_is_done_once_by_another(postgresql_template: str) -> None:
    async with AsyncExitStack() as running:
        life, url = await running.enter_async_context(town(postgresql_template))
        faults = life.slack.faults
        faults.at_random("chat.postMessage", Fault.SLOW, 1, seconds=0.3)
        # Nobody is known before they write, and whoever writes is not answered before the kill.
        faults.at_random("users.list", Fault.ERROR, 1, code="unknown_method")
        faults.at_random("users.info", Fault.SLOW, 1, seconds=6)
        _, bots = await running.enter_async_context(replicas(life.slack, url))
        life.joined = NEWCOMERS[: 2 * REPLICAS]
        life.due = {f"A word to {person}": Clock().now() for person in READERS}
        await add_messages(life.storage, life.slack, zip(READERS, life.due, strict=True))
        await asyncio.gather(*(life.slack.person(each).say("Hello there") for each in life.joined))
        await until(life.slack, lambda: texts_in(life.slack).total() >= 5)
        killed, *others = bots
        killed.child.kill()
        for bot in others:
            assert (await bot.stop())[0] == 0
        held = await under_way(life.storage)
        assert held["events"] > 0
        faults.clear()
        await leases_run_out(life.storage)
        await running.enter_async_context(started_bot(life.slack, url))
        async with asyncio.timeout(LATE.total_seconds()):
            while not everything_has_come(life) or set(await states(life.storage)) != {"sent"}:
                await doubts_settle(life.storage)
                await asyncio.sleep(0.1)
        await nothing_was_lost_or_doubled(life)


async def leases_run_out(storage: Storage) -> None:
    """Let the minute pass for which what the killed bot held stays its own; nobody else is at work."""
    async with storage.transaction() as tx:
        await tx.execute(update(Outgoing).where(Outgoing.leased_until.is_not(None)).values(leased_until=0))
        await tx.execute(update(Incoming).values(leased_until=0))


async def doubts_settle(storage: Storage) -> None:
    """Let the half minute pass after which Slack is asked what became of a message, and the quarter until the second look."""
    unknown = update(Outgoing).where(Outgoing.state == MessageState.UNKNOWN)
    async with storage.transaction() as tx:
        await tx.execute(unknown.values(ready_at=Clock().now()))


def test_what_a_killed_replica_held_is_known_within_a_minute_and_a_half() -> None:
    """At worst it was killed just after it had begun, and what it sent never arrived."""
    timing = Timing()
    of_a_message = timing.lease + (timing.patience.settle + timing.patience.between_looks).total_seconds()
    looks = 3 * timing.idle
    of_an_event = EVENT_LEASE + EVENTS_EVERY.total_seconds()
    assert max(of_a_message + looks, of_an_event) <= KNOWN_WITHIN


def everything_has_come(life: Life) -> bool:
    arrived = texts_in(life.slack)
    return all(text in arrived for text in life.due) and all(life.slack.person(each).messages for each in life.joined)


async def everybody_has_one_place(life: Life) -> None:
    await nothing_was_lost_or_doubled(life)
    chosen = select(Enrolment.slack_id, func.count().label("places")).group_by(Enrolment.slack_id)
    async with life.storage.read() as tx:
        enrolled = (await tx.execute(chosen)).all()
    places = {each.slack_id: each.places for each in enrolled if each.slack_id not in life.gave_up}
    assert places == dict.fromkeys(life.joined, 1)


async def nothing_was_lost_or_doubled(life: Life) -> None:
    """Nor lost: each message is there, and each of these people has been answered once."""
    arrived = texts_in(life.slack)
    assert {text: arrived[text] for text in life.due} == dict.fromkeys(life.due, 1)
    assert {each: len(life.slack.person(each).messages) for each in life.joined} == dict.fromkeys(life.joined, 1)
    assert await under_way(life.storage) == {}
    assert set(await states(life.storage)) == {"sent"}


def delays(life: Life) -> list[timedelta]:
    """How long after they fell due messages stood in Slack."""
    everything = (message for each in life.slack.state.conversations.values() for message in each.messages.values())
    return [
        datetime.fromtimestamp(float(message["ts"]), UTC) - life.due[message["text"]]
        for message in everything
        if message["text"] in life.due
    ]
