"""A bot without sockets, on virtual time, that a state machine does things to: pairs and groups on their way together.

The bot is what it is in production from its ticks down to Slack's wire; what people do are the use cases behind their
presses.
"""

import asyncio
import datetime as dt
import random
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import update

from bot.clock import Clock
from bot.delivery import Delivery, Timing
from bot.outcomes import RESTORED
from bot.recheck import recheck
from bot.ticks import Ticks
from handlers import post
from handlers.services import Services
from mentoring import coordination, departures, directory, pauses, people, relationships
from mentoring.say import Say
from prompts.journeys import load_journeys
from prompts.library import load_library
from prompts.words import load_words
from sandbox import LocalSlack
from sandbox.state import Json
from sandbox.state import Person as InSlack
from storage import Transaction, backup, installation, open_storage, restoring, sqlite_driver
from storage.held import Message
from storage.models.people import Person
from storage.models.relationships import Relationship
from storage.outbox import MessageState
from storage.queries import work
from storage.states import Kind
from tests.mentoring.journeying import BEGINS, CONTACT, COORDINATOR, TEAM, Somebody, a_town, actor, begin
from tests.simulation.inline_sqlite import connecting
from tests.simulation.virtual_time import PROCESS, Process, VirtualLoop
from tests.simulation.wire import FAULTS, Fault, Network, gateway_over
from tests.simulation.world import KEYS

T = TypeVar("T")
A_DAY = dt.timedelta(days=1)
_NAP = dt.timedelta(seconds=30)
JOURNEYS = {str(kind): journey for kind, journey in load_journeys().items()}
_library, _words = cache(load_library), cache(load_words)


class Village(Clock):
    """It is its own clock: the bot's may be wrong by `skew`, Slack's never is."""

    def __init__(self, template: bytes, folder: Path, ids: list[str], seed: int) -> None:
        self.loop = VirtualLoop()
        self.skew = dt.timedelta()
        self.database = folder / "village.sqlite"
        self.database.write_bytes(template)
        self._backups = folder / "backups"
        self._backups.mkdir()
        members = [InSlack(id=each, real_name=each, tz="Europe/Copenhagen") for each in (*ids, COORDINATOR, CONTACT)]
        self.slack = LocalSlack(people=members, channels={}, clock=_SlacksClock(self.loop))
        rng = random.Random(seed)  # noqa: S311  # a story to be told again, not a secret
        self.network = Network(slack=self.slack, rng=rng, faults={})
        self._rng = rng
        self._dies_after: int | None = None
        with self._inline():
            self.do(self._settle_in())
            self.start_bot()

    # Time

    def now(self) -> dt.datetime:
        return self.real_now() + self.skew

    def real_now(self) -> dt.datetime:
        return BEGINS + dt.timedelta(seconds=self.loop.time())

    def monotonic(self) -> float:
        return self.loop.time()

    def pass_time(self, span: dt.timedelta) -> None:
        """Let the bot do what it does in such a time. If it dies, it is started again at the end."""
        with self._inline():
            self.do(asyncio.sleep(span.total_seconds()))
            if self.process.is_dead:
                self.do(self._bury())
                self.start_bot()
        assert not self.loop.unheard, self.loop.unheard
        if self._working.done() and not self.process.is_dead:
            self._working.result()

    def step_clock(self, skew: dt.timedelta) -> None:
        """Let somebody set the bot's clock, to so much from the truth."""
        self.skew = skew
        self._woken.set()

    # The bot

    def start_bot(self) -> None:
        self.process = Process("bot", self.loop)
        self._gateway = self.do(_made(gateway_over, self.network))
        self.storage = self.do(open_storage(f"sqlite:///{self.database}", keys=KEYS))
        self._woken = asyncio.Event()
        self._working = self.process.start(self._work())

    @contextmanager
    def mortal(self, statements: int) -> Iterator[None]:
        """Meanwhile the bot is killed in the middle of what it does, once it has turned to the database so often.

        Not later: who is killed while time passes by weeks lies dead for weeks, which is no story of what it does.
        """
        self._dies_after = statements
        try:
            yield
        finally:
            self._dies_after = None

    def until_work(self) -> dt.timedelta:
        """How long it is until just before something planned falls due; no more than three weeks."""
        ((due_at,),) = self.rows("SELECT min(due_at) FROM nudges WHERE state = 'planned'")
        if due_at is None:
            return dt.timedelta()
        until = dt.datetime.fromisoformat(due_at).replace(tzinfo=dt.UTC) - self.now() - _NAP
        return min(max(until, dt.timedelta()), 21 * A_DAY)

    def end(self) -> None:
        with self._inline():
            self.process.kill()
            self.do(self._bury())
            self.loop.close()

    async def _work(self) -> None:
        """What the scheduler and the delivery loop do between them, without looking every second."""
        gateway = self._gateway
        async with self.storage.read() as tx:
            restored = await installation.restored(tx)
        delivery = Delivery(
            storage=self.storage,
            gateway=lambda _: gateway,
            clock=self,
            recheck=lambda tx, messages: recheck(tx, messages, self.now()),
            on_undelivered=self._tell_of_undelivered,
            rng=self._rng,
            timing=Timing(look_after=0, ask_stopped=0),
        )
        self.services = Services(
            storage=self.storage,
            words=_words(),
            library=_library(),
            journeys=JOURNEYS,
            now=self.now,
            ask_slack=gateway.person,
            run_elsewhere=_nobody_solves,
            expect_solving=lambda: None,
            wake_delivery=lambda: None,
            named_coordinators=frozenset(),
            restored=restored,
        )
        ticks = Ticks(self.services, _no_events)
        while True:
            self._woken.clear()
            await ticks.run_all()
            await delivery.drain()
            await self._until_something_is_due()

    async def _until_something_is_due(self) -> None:
        async with self.storage.look() as tx:
            due = await work.next_due(tx)
        wait = A_DAY if due is None else min(max(due - self.now(), _NAP), A_DAY)
        with suppress(TimeoutError):
            async with asyncio.timeout(wait.total_seconds()):
                await self._woken.wait()

    async def _tell_of_undelivered(self, tx: Transaction, message: Message, state: MessageState, error: str) -> None:
        if state is not MessageState.MAYBE_SENT:
            return
        restored = self.services.restored
        since = restored.at if restored is not None and error == RESTORED else None
        says = await relationships.maybe_not_reached(
            tx, message.workspace, message.conversation_id, message.marker, once_since=since
        )
        await post.post(tx, self.services, message.workspace, says, self.now())

    async def _bury(self) -> None:
        await self.process.gone()
        await self.storage.close()
        await self._gateway.close()

    # What people do

    def act(self, doing: Callable[[Transaction], Awaitable[tuple[Say, ...]]]) -> None:
        """Do something in a transaction of its own, and have said what comes of it."""

        async def do() -> None:
            async with self.storage.transaction() as tx:
                await post.post(tx, self.services, TEAM, await doing(tx), self.now())

        with self._inline():
            self.do(do())
        self._woken.set()

    def bring_together(self, together: list[Somebody], kind: Kind, rhythm_days: int, ends_on: dt.date) -> int:
        """Some people, in a programme of their own that ends on that day; the programme's id."""

        async def do() -> int:
            relationship_id = await begin(self.storage, together, kind, rhythm_days=rhythm_days, began=self.now())
            async with self.storage.transaction() as tx:
                relationship = await tx.get_one(Relationship, relationship_id)
                await self._give_channels(tx, [who.id for who in together])
            return int(relationship.programme_id)

        with self._inline():
            programme_id: int = self.do(do())
        self.change_programme(programme_id, ends_on=ends_on)
        return programme_id

    def change_programme(self, programme_id: int, **changes: Any) -> None:
        async def change(tx: Transaction) -> tuple[Say, ...]:
            basics, _ = await coordination.to_change(tx, actor(COORDINATOR), programme_id)
            basics = replace(basics, **changes)
            return (await coordination.keep_basics(tx, actor(COORDINATOR), self.now(), programme_id, basics))[1]

        self.act(change)

    def move(self, who: str, zone: str) -> None:
        async def move(tx: Transaction) -> tuple[Say, ...]:
            profile = await people.known(tx, TEAM, who)
            assert profile is not None
            return await directory.note(tx, TEAM, replace(profile, zone=zone), self.now(), JOURNEYS)

        self.act(move)

    def pause(self, who: str) -> None:
        async def pause(tx: Transaction) -> tuple[Say, ...]:
            return (await pauses.pause(tx, actor(who), self.now(), JOURNEYS, until=None))[1]

        self.act(pause)

    def come_back(self, who: str) -> None:
        async def come_back(tx: Transaction) -> tuple[Say, ...]:
            return await pauses.resume(tx, actor(who), self.now(), JOURNEYS)

        self.act(come_back)

    def leave(self, who: str, programme_id: int) -> None:
        async def leave(tx: Transaction) -> tuple[Say, ...]:
            return (await departures.leave(tx, actor(who), self.now(), programme_id, JOURNEYS))[1]

        self.act(leave)

    # Backups

    def back_up(self) -> Path:
        async def make() -> Path:
            storage = await open_storage(f"sqlite:///{self.database}", keys=KEYS)
            made = await backup.make(storage, self._backups, self.now())
            await storage.close()
            return made.file

        return asyncio.run(make())  # copying takes a thread, which virtual time would not wait for

    def restore(self, copy: Path) -> None:
        with self._inline():
            self.process.kill()
            self.do(self._bury())
        ledger = self.database.with_suffix(".erasures")
        asyncio.run(restoring.restore(copy, self.database, keys=KEYS, ledger=ledger, now=self.now()))
        with self._inline():
            self.start_bot()

    # What was said

    def messages(self) -> Iterator[tuple[list[str], Json]]:
        """Everything the bot has written, with who reads it."""
        state = self.slack.state
        for conversation in state.conversations.values():
            readers = [member for member in conversation.members if member != state.app_user]
            yield from ((readers, message) for message in conversation.messages.values())

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()

    # Weather

    def storm(self) -> None:
        self.network.faults = FAULTS | {"chat.postMessage": {**FAULTS["chat.postMessage"], Fault.REFUSED: 0.05}}

    def calm(self) -> None:
        self.network.faults = {}

    def latency(self) -> float:
        return 0.001

    def pass_by(self) -> None:
        process = PROCESS.get()
        if process is None:
            return
        if self._dies_after is not None:
            self._dies_after -= 1
            if self._dies_after <= 0:
                self._dies_after = None
                process.kill()
        if process.is_dead:
            raise sqlite3.OperationalError("nobody hears the dead")

    # Underneath

    def do(self, work: Awaitable[Any]) -> Any:
        return self.loop.run_until_complete(work)

    @contextmanager
    def _inline(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            # The one thing that is patched, since no thread may run on virtual time.
            patch.setattr(sqlite_driver, "connect", connecting(self))
            yield

    async def _settle_in(self) -> None:
        storage = await open_storage(f"sqlite:///{self.database}", keys=KEYS)
        await a_town(storage)
        async with storage.transaction() as tx:
            await self._give_channels(tx, [COORDINATOR, CONTACT])
        await storage.close()

    async def _give_channels(self, tx: Transaction, ids: list[str]) -> None:
        """Let the bot know where to write to these people, as if it had before."""
        for who in ids:
            channel = self.slack.state.open_im(who).id
            await tx.execute(update(Person).where(Person.slack_id == who).values(direct_channel=channel))


class _SlacksClock:
    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop

    def now(self) -> dt.datetime:
        return BEGINS + dt.timedelta(seconds=self._loop.time())

    async def travel(self, to: dt.datetime) -> None:
        raise NotImplementedError(f"Time goes its own way here, and not to {to}")


async def _nobody_solves(*_: Any) -> Any:
    raise NotImplementedError("Nobody is matched here")


async def _made(make: Callable[..., T], *args: Any) -> T:
    """What can be made only while a loop is running."""
    return make(*args)


async def _no_events() -> None:
    """There is no socket, so nothing was left over."""
