"""A week in a small world: three workers on one database, a network that fails, and fate, which strikes workers down.

Everything below Slack's wire is the real thing: `bot.delivery`, `bot.slack`, `storage` with SQLite. Everything random
comes from one seed, and time from the loop, so that a seed is a story that can be told again.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import outcomes
from bot.clock import Clock
from bot.delivery import Delivery, Timing
from bot.slack import SlackGateway
from sandbox import LocalSlack
from sandbox.state import TEAM_ID, Person
from storage import Keyring, Storage, Transaction, open_storage, outbox
from storage.dispatch import Change
from storage.held import Message
from storage.models.relationships import Conversation
from storage.outbox import Draft, Lane, MessageState, Recipient, Replace, ToChannel, ToConversation, ToPerson
from tests.simulation.virtual_time import PROCESS, Process, VirtualLoop
from tests.simulation.wire import Network, gateway_over
from tests.simulation.workload import (
    CLOSED,
    DAYS,
    GROUPS,
    MONDAY,
    NEWS,
    PEOPLE,
    QUESTION,
    Fate,
    Planned,
    Pressed,
    a_week_of_messages,
)

KEYS = Keyring("9gqI6PQqDDmbtW3Wk3b0xiEKE7Qn0R4HbDN1hYyvJkM=")
WORKERS = 3
SETTLING = timedelta(hours=12)
LEASE = 45.0
_POLLS = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Seconds between looks at what could be done and has not been; in production one, which would take longer to simulate."""
_NEVER = 1e10
_KILLED, _STOPPED = 0.001, 0.0005
"""The chance of either, whenever a worker turns to the database or Slack turns to it."""

MakeDelivery = Callable[..., Delivery]


class VirtualClock(Clock):
    """The loop's time, from a Monday in March on."""

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=self._loop.time())

    def monotonic(self) -> float:
        return self._loop.time()

    async def travel(self, to: datetime) -> None:
        raise NotImplementedError(f"Time goes its own way here, and not to {to}")


@dataclass(frozen=True, kw_only=True)
class Worker:
    """One bot: a process, its connections, and nothing in memory but what it has read."""

    process: Process
    storage: Storage
    gateway: SlackGateway
    delivery: Delivery


@dataclass(kw_only=True)
class World:
    """`make_delivery` makes what is on trial. In a calm world there are no faults, and nobody is struck down.

    Without `messages`, so many are drawn from the seed too. `struck` counts who was, `logged` what the bot logged.
    """

    seed: int
    database: Path
    loop: VirtualLoop
    make_delivery: MakeDelivery = Delivery
    is_calm: bool = False
    count: int = 100
    messages: Sequence[Planned] = ()
    struck: Counter[str] = field(default_factory=Counter)
    logged: Counter[str] = field(default_factory=Counter)
    workers: dict[str, Worker] = field(default_factory=dict)
    _database_is_away: bool = False

    def __post_init__(self) -> None:
        self.clock = VirtualClock(self.loop)
        people = [Person(id=each, real_name=each.removeprefix("U0").title()) for each in PEOPLE]
        channels = {"news": {"id": NEWS, "members": list(PEOPLE)}, "closed": {"id": CLOSED, "members": list(PEOPLE)}}
        self.slack = LocalSlack(people=people, channels=channels, clock=self.clock)
        self.slack.state.join(self.slack.state.conversations[NEWS], self.slack.state.app_user)
        self.network = Network(slack=self.slack, rng=self.dice("network"), on_the_way=self._strike)
        if self.is_calm:
            self.network.faults = {}
        self.messages = self.messages or a_week_of_messages(self.dice("messages"), self.count)
        self._questions = self._ask_everybody()
        self._unwanted = {each.key for each in self.messages if each.fate is Fate.UNWANTED}
        self._mischief, self._speed, self._sky = self.dice("mischief"), self.dice("speed"), self.dice("weather")
        self._dead: asyncio.Queue[str] = asyncio.Queue()
        self._added = asyncio.Event()

    def dice(self, purpose: str) -> random.Random:
        """Chance for one purpose: what is drawn for another changes nothing of it."""
        return random.Random(f"{self.seed} {purpose}")  # noqa: S311  # a story to be told again, not a secret

    # The week

    async def live(self) -> None:
        """Let the week pass, and time enough after it for everything to come to an end."""
        planner = await self._open_storage()
        self._groups = await _make_groups(planner)
        for number in range(WORKERS):
            await self._start_worker(f"worker {number}")
        helpers = [self._plan(planner), self._plan(planner), self._keep_awake(), self._replace_the_dead()]
        if not self.is_calm:
            helpers += [
                self._spell(3, (2, 60), self._without_database),
                self._spell(2, (60, 1_200), self._without_slack),
                self._spell(1, (60, 1_800), self._without_token),
            ]
        tasks = [asyncio.create_task(each) for each in helpers]
        await asyncio.sleep((timedelta(days=DAYS) + SETTLING).total_seconds())
        await _end(tasks)
        for worker in self.workers.values():
            await worker.delivery.stop()
            await _bury(worker)
        await planner.close()

    async def _start_worker(self, name: str) -> None:
        storage, gateway = await self._open_storage(), gateway_over(self.network)
        process = Process(name, self.loop)
        delivery = self.make_delivery(
            storage=storage,
            gateway=lambda _: gateway,
            clock=self.clock,
            recheck=self._recheck,
            on_undelivered=self._apologise,
            rng=self.dice(f"{name} at {self.loop.time()}"),
            timing=Timing(idle=3_600.0, lease=LEASE, look_after=7_200.0),
        )
        self.workers[name] = Worker(process=process, storage=storage, gateway=gateway, delivery=delivery)
        process.start(delivery.run())

    async def _open_storage(self) -> Storage:
        return await open_storage(f"sqlite:///{self.database}", keys=KEYS)

    async def _replace_the_dead(self) -> None:
        while True:
            name = await self._dead.get()
            await _bury(self.workers.pop(name))
            await asyncio.sleep(self._mischief.uniform(1, 20))
            await self._start_worker(name)

    # What is said

    async def _plan(self, storage: Storage) -> None:
        """Add each message when its time has come, as the ticks of each replica do."""
        for each in self.messages:
            await asyncio.sleep((each.added_at - self.clock.now()).total_seconds())
            await self._add(storage, each)
            self._added.set()

    async def _add(self, storage: Storage, planned: Planned) -> None:
        draft = Draft(
            workspace=TEAM_ID,
            key=planned.key,
            kind="simulated",
            to=self._recipient(planned),
            payload={"text": planned.key},
            lane=planned.lane,
            due_at=planned.due_at,
            not_after=planned.not_after,
        )
        while True:
            with suppress(Exception):  # whatever keeps it from being added now, it is tried again
                async with storage.transaction() as tx:
                    await outbox.add(tx, draft)
                return
            await asyncio.sleep(1)

    def _ask_everybody(self) -> Mapping[str, Mapping[Pressed, tuple[str, str]]]:
        """What stands in everybody's direct messages from the beginning, and what has been taken away: channel and time."""
        asked: dict[str, dict[Pressed, tuple[str, str]]] = {}
        for person in PEOPLE:
            direct = self.slack.state.open_im(person)
            bot = self.slack.installation
            question = {"type": "message", "user": bot.user_id, "bot_id": bot.bot_id, "text": QUESTION}
            stands, is_gone = (self.slack.state.post(direct, dict(question))["ts"] for _ in range(2))
            self.slack.state.delete(direct, is_gone)
            asked[person] = {Pressed.STANDS: (direct.id, stands), Pressed.IS_GONE: (direct.id, is_gone)}
        return asked

    def _recipient(self, planned: Planned) -> Recipient:
        if planned.pressed is not None and isinstance(planned.to, str):
            return Replace(*self._questions[planned.to][planned.pressed], planned.to)
        if isinstance(planned.to, tuple):
            return ToConversation(self._groups[planned.to])
        return ToPerson(planned.to) if planned.is_private else ToChannel(planned.to)

    async def _recheck(self, _tx: Transaction, messages: Sequence[Message]) -> Mapping[int, Change]:
        return {each.id: outcomes.cancelled(each) for each in messages if each.key in self._unwanted}

    async def _apologise(self, tx: Transaction, message: Message, state: MessageState, _error: str) -> None:
        """Tell each member that something may not have reached their group, as the bot does."""
        for member in message.members if state is MessageState.MAYBE_SENT else ():
            key = f"{message.key} may not have reached the group of {member}"
            draft = Draft(
                workspace=TEAM_ID,
                key=key,
                kind="maybe_not_reached",
                to=ToPerson(member),
                payload={"text": key},
                lane=Lane.NUDGE,
                due_at=self.clock.now(),
            )
            await outbox.add(tx, draft)

    async def _keep_awake(self) -> None:
        """Wake every worker when there is something to do; by themselves they would look every second of the week."""
        eyes = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        last, looks = 0.0, 0
        try:
            while True:
                self._added.clear()
                for worker in self._whoever_looks():
                    self.loop.call_later(self._speed.random(), worker.delivery.wake)  # each at its own moment
                moment = _first_moment(eyes)
                last, looks = moment, looks + 1 if moment == last else 0
                wait = moment - self.clock.now().timestamp()
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait if wait > 0 else _POLLS[min(looks, len(_POLLS) - 1)]):
                        await self._added.wait()
        finally:
            eyes.close()

    def _whoever_looks(self) -> Sequence[Worker]:
        """Mostly one, now and then all of them at once."""
        there = [*self.workers.values()]
        return there if self._speed.random() < 0.3 else self._speed.sample(there, k=min(1, len(there)))

    # What can go wrong

    def now(self) -> datetime:
        return self.clock.now()

    def latency(self) -> float:
        """Seconds that a statement takes: some milliseconds, now and then much longer."""
        return self._speed.uniform(0, 0.004) if self._speed.random() < 0.99 else self._speed.uniform(0, 2)

    def pass_by(self) -> None:
        """Whoever turns to the database may find it away, or be struck down."""
        process = PROCESS.get()
        self._strike(process)
        if process is not None and process.is_dead:
            raise sqlite3.OperationalError("nobody hears the dead")
        if self._database_is_away:
            raise sqlite3.OperationalError("the database is away")

    def _strike(self, process: Process | None) -> None:
        if process is None or process.is_dead or self.is_calm:
            return
        chance = self._mischief.random()
        if chance < _KILLED:
            self.struck["killed"] += 1
            process.kill()
            self._dead.put_nowait(process.name)
        elif chance < _KILLED + _STOPPED and not process.is_stopped:
            self.struck["stopped"] += 1
            process.stop()
            self.loop.call_later(self._mischief.uniform(1, 4 * LEASE), process.resume, context=Context())

    async def _spell(
        self, times: int, seconds: tuple[float, float], without: Callable[[float], Awaitable[None]]
    ) -> None:
        """Let something be missing a few times, at nine in the morning, when there is most to do."""
        days = sorted(self._sky.sample(range(DAYS), times))
        spells = [(MONDAY + timedelta(days=day, hours=9), self._sky.uniform(*seconds)) for day in days]
        for begins, lasts in spells:
            await asyncio.sleep((begins - self.clock.now()).total_seconds() + self._sky.uniform(0, 300))
            await without(lasts)

    async def _without_database(self, seconds: float) -> None:
        self._database_is_away = True
        await asyncio.sleep(seconds)
        self._database_is_away = False

    async def _without_slack(self, seconds: float) -> None:
        self.network.is_cut = True
        await asyncio.sleep(seconds)
        self.network.is_cut = False

    async def _without_token(self, seconds: float) -> None:
        self.slack.installation.bot_token_revoked = True
        await asyncio.sleep(seconds)
        self.slack.installation.bot_token_revoked = False


async def _make_groups(storage: Storage) -> Mapping[tuple[str, ...], int]:
    groups: dict[tuple[str, ...], int] = {}
    async with storage.transaction() as tx:
        for members in GROUPS:
            row = Conversation(workspace_id=TEAM_ID, members=list(members), members_key=",".join(members))
            tx.add(row)
            await tx.flush()
            groups[members] = row.id
    return groups


async def _bury(worker: Worker) -> None:
    """End what is left of a worker."""
    if not worker.process.is_dead:
        worker.process.kill()
    await worker.process.gone()
    await worker.storage.close()
    await worker.gateway.close()


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        if task.done():
            task.result()
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _first_moment(eyes: sqlite3.Connection) -> float:
    """When something can be done for some message, in seconds since 1970."""
    waiting = "SELECT min(ready_at) FROM outbox WHERE state IN ('pending', 'unknown')"
    under_way = "SELECT min(leased_until) FROM outbox WHERE state IN ('leased', 'sending')"
    ((ready_at,), (leased_until,)) = eyes.execute(waiting).fetchone(), eyes.execute(under_way).fetchone()
    ready = datetime.fromisoformat(ready_at).replace(tzinfo=UTC).timestamp() if ready_at else _NEVER
    return min(ready, leased_until or _NEVER)
