"""One run: a local Slack that misbehaves, a database, workers, and mishaps at random moments until all is delivered."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from random import Random

from sandbox.server import LocalSlack
from storage import Storage, open_storage
from tests.chaos.plan import Plan, SharedClock, plenty, spoil
from tests.chaos.post import NEWS, Post, Town, town
from tests.chaos.processes import Worker, at_work
from tests.chaos.recovery import Recovery
from tests.chaos.verdict import Verdict, judge
from tests.chaos.worker import KEYS, Assignment

Restart = Callable[[], Awaitable[None]]
_KILLED = -9


class Mishap(Enum):
    KILL = auto()
    KILL_WHEN_SENDING = auto()
    PAUSE = auto()
    PAUSE_WHEN_SENDING = auto()
    RESTART = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was done to them, and what came of it."""

    plan: Plan
    verdict: Verdict
    happened: Counter[Mishap]
    ends: Counter[int]
    """With which codes worker processes ended, and how often: 0 is a good end, -9 is kill -9."""
    recovery: Sequence[float]
    """Seconds from a kill until each message its process had held was in a known state."""
    seconds: float


class Accident:
    """Everything that takes part in one run."""

    def __init__(self, plan: Plan, storage: Storage, slack: LocalSlack, who: Town, restart: Restart | None) -> None:
        self.happened: Counter[Mishap] = Counter()
        self.clock: SharedClock = slack.clock  # type: ignore[assignment]  # `run` has given it this one
        self.plan = plan
        self.post = Post(plan, who, storage, self.clock)
        self.recovery = Recovery(storage, self.clock)
        self._restart = restart
        self._restarting = asyncio.Lock()
        self.workers: list[Worker] = []

    def hire(self, database: str, slack: LocalSlack, log: Path) -> None:
        """Get the workers' places ready."""
        for number in range(self.plan.workers):
            assignment = Assignment(
                database=database,
                api=slack.api_url,
                token=slack.bot_token,
                clock=self.clock,
                timing=self.plan.timing,
                limits=plenty(),
                strategy=self.plan.strategy,
                seed=f"{self.plan.seed} {number}",
                log=log,
            )
            self.workers.append(Worker(assignment, self.plan.rng(f"worker {number}")))

    async def happen(self) -> None:
        """Deliver everything in spite of every mishap."""
        watching = asyncio.create_task(self.recovery.watch())
        async with at_work(self.workers), asyncio.TaskGroup() as group:
            group.create_task(self.post.add_all())
            group.create_task(self._mishaps())
        watching.cancel()
        await asyncio.wait({watching})

    async def _mishaps(self) -> None:
        """Spread the mishaps over the work: each strikes when a random share of it has been done."""
        rng = self.plan.rng("mishaps")
        mishaps = self._planned()
        rng.shuffle(mishaps)
        moments = sorted(rng.uniform(0, self.plan.messages * 0.97) for _ in mishaps)
        async with asyncio.TaskGroup() as group:
            for moment, mishap in zip(moments, mishaps, strict=True):
                await self._until_done(moment)
                await asyncio.sleep(rng.uniform(0, 0.2))
                group.create_task(self._strike(mishap, rng))
            await self._until_done(self.plan.messages)

    def _planned(self) -> list[Mishap]:
        plan = self.plan
        kills, pauses = round(plan.kills * plan.hurting), round(plan.pauses * plan.hurting)
        return (
            [Mishap.KILL] * (plan.kills - kills)
            + [Mishap.KILL_WHEN_SENDING] * kills
            + [Mishap.PAUSE] * (plan.pauses - pauses)
            + [Mishap.PAUSE_WHEN_SENDING] * pauses
            + [Mishap.RESTART] * plan.restarts
        )

    async def _until_done(self, messages: float) -> None:
        while self.post.added - await self.post.open_count() < messages:  # noqa: ASYNC110  # only the database knows
            await asyncio.sleep(0.05)

    async def _strike(self, mishap: Mishap, rng: Random) -> None:
        if mishap is Mishap.RESTART and self._restart is not None:
            async with self._restarting:
                await self._restart()
            self.happened[mishap] += 1
            return
        worker = await self._somebody(rng)
        longer_than_a_lease = self.plan.timing.lease + rng.uniform(0.3, 3)
        try:
            aimed = mishap in {Mishap.KILL_WHEN_SENDING, Mishap.PAUSE_WHEN_SENDING}
            if aimed and not await worker.stand_still_when_sending():
                return
            match mishap:
                case Mishap.KILL | Mishap.KILL_WHEN_SENDING:
                    await worker.kill()
                    await self.recovery.killed()
                case _:
                    await worker.pause(longer_than_a_lease)
            self.happened[mishap] += 1
        finally:
            worker.mishap.release()

    async def _somebody(self, rng: Random) -> Worker:
        """A worker to whom nothing is happening just now, for whoever asks alone."""
        free = [worker for worker in self.workers if not worker.mishap.locked()] or self.workers
        worker = rng.choice(free)
        await worker.mishap.acquire()
        return worker


async def run(plan: Plan, database: str, directory: Path, *, restart: Restart | None = None) -> Outcome:
    """Do what is planned with an empty database; raises TimeoutError when it does not come to an end."""
    began = time.monotonic()
    who, clock = town(plan), SharedClock(began, plan.rate)
    slack = LocalSlack(people=who.in_slack(), channels=who.channels(), clock=clock, limits=False, seed=plan.seed)
    slack.state.join(slack.state.conversations[NEWS], slack.state.app_user)
    if plan.has_faults:
        spoil(slack.faults)
    storage = await open_storage(database, keys=KEYS)
    try:
        await storage.upgrade()
        async with slack, asyncio.timeout(plan.at_most):
            accident = Accident(plan, storage, slack, who, restart)
            accident.hire(database, slack, directory / "workers.log")
            await accident.post.open()
            await accident.happen()
            verdict = await judge(storage, slack)
    finally:
        await storage.close()
    return Outcome(
        plan=plan,
        verdict=verdict,
        happened=accident.happened,
        ends=sum((worker.ends for worker in accident.workers), Counter()),
        recovery=accident.recovery.seconds,
        seconds=time.monotonic() - began,
    )
