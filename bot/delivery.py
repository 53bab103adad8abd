"""Outbox → Slack: a plain loop that claims what is due, sends it, and finds out what became of what is in doubt.

It needs no scheduler, so nothing that happens to one can stop delivery. The order of things for one message is what
makes it arrive once: lease it, open where it goes, re-check it and commit "sending" in one transaction, make sure that
the lease still covers the call, call Slack once, commit what came of it.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.budgets import HISTORY, USUAL, Budgets, Limits
from bot.clock import Clock
from bot.courier import Courier, OnUndelivered, Recheck
from bot.metrics import Metrics
from bot.outcomes import LOOKS, Outcomes, Patience
from bot.slack import AmbiguousError, DefiniteError, SlackGateway
from storage import Storage, dispatch, outbox
from storage.dispatch import Waiting
from storage.held import Hold, Message
from storage.outbox import Lane

log = logging.getLogger(__name__)

# What a lane may hold of all that is in flight: whichever is full, the others still get through.
_SHARES = {Lane.INTERACTIVE: 0.8, Lane.NUDGE: 0.5, Lane.BULK: 0.3}
# So many set out before the loop turns: a press of a button is acknowledged in between.
_AT_A_TIME = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of real time. A lease must outlast opening a conversation and sending, each within the HTTP time-out.

    With the patience for Slack, it is how long what a killed bot held may stay in doubt: a minute and a half at most.
    """

    lease: float = 40.0
    http: float = 10.0
    idle: float = 1.0
    look_after: float = 5.0
    ask_stopped: float = 60.0
    record_again: float = 0.5
    linger: float = 0.005
    patience: Patience = field(default_factory=Patience)


class Delivery:
    """Delivers for every workspace whose gateway `gateway(workspace)` gives; None says that it is not installed."""

    def __init__(
        self,
        *,
        storage: Storage,
        gateway: Callable[[str], SlackGateway | None],
        clock: Clock,
        recheck: Recheck,
        on_undelivered: OnUndelivered,
        rng: random.Random,
        in_flight: int = 200,
        timing: Timing | None = None,
        limits: Limits = USUAL,
        metrics: Metrics | None = None,
    ) -> None:
        self._storage = storage
        self._gateway = gateway
        self._clock = clock
        # Were the bot killed now, nothing would hold up the looks for each that is on its way.
        self._most = min(in_flight, max(1, limits.methods[HISTORY].at_once // LOOKS))
        self._metrics = metrics or Metrics()
        self.turned_at = clock.monotonic()
        """When the loop last began a turn, in monotonic seconds: one that stands still shows here."""
        self._timing = timing or Timing()
        self._outcomes = Outcomes(rng, self._timing.patience)
        self._courier = Courier(
            storage=storage,
            gateway=gateway,
            clock=clock,
            recheck=recheck,
            on_undelivered=on_undelivered,
            outcomes=self._outcomes,
            budgets=Budgets(limits),
            metrics=self._metrics,
            within=self._timing.http,
            record_for=self._timing.lease,
            record_again=self._timing.record_again,
            linger=self._linger,
        )
        self._tasks: dict[asyncio.Task[None], Lane] = {}
        self._back = self._refill_at = 0
        self._claiming = asyncio.Lock()
        self._woken, self._room = asyncio.Event(), asyncio.Event()
        self._stopping = self._draining = False
        self._looked_after = self._asked_stopped = float("-inf")

    # The loop

    async def run(self) -> None:
        """Deliver until `stop`. What an earlier process left behind is settled first."""
        everything = self._storage.is_locked
        while not self._stopping:
            self.turned_at = self._clock.monotonic()
            self._woken.clear()
            try:
                await self._look_after(all_of_them=everything)
                everything = False
                busy = not self._draining and await self._claim()
            except Exception:  # a database that is away for a while must not end delivery
                log.exception("delivery_interrupted")
                busy = False
            if not busy:
                await self._until_woken()

    def wake(self) -> None:
        """Something was added that is due now: do not wait for the next look."""
        self._woken.set()

    async def drain(self) -> None:
        """Send everything that is due now, and come back when nothing more can be done before the clock moves on."""
        self._draining = True  # the loop would claim the same again
        try:
            await self._look_after()
            await self._until_nothing_is_due()
        finally:
            self._draining = False

    async def _until_nothing_is_due(self) -> None:
        while True:
            back_before = self._back
            claimed = await self._claim()
            if self._tasks:
                self._room.clear()
                await self._room.wait()
            elif not claimed and self._back == back_before:  # nor has anything made room for the next in its line
                return

    async def stop(self) -> None:
        """Claim nothing more, let go of what was not sent, and wait for what is being sent."""
        self._stopping = self._courier.is_stopping = True
        self.wake()
        async with self._claiming:
            pass
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._timing.http + 2)

    async def _until_woken(self) -> None:
        try:
            async with asyncio.timeout(self._timing.idle):
                await self._woken.wait()
        except TimeoutError:
            return

    def _has_room(self) -> bool:
        """Whether claiming is worth its while: message by message, each would pay for transactions of its own."""
        return len(self._tasks) <= self._refill_at

    # Claiming

    async def _claim(self) -> bool:
        """Claim as much as there is room for, and set out with it; whether there was anything."""
        async with self._claiming:
            free = self._most - len(self._tasks)
            if free <= 0 or self._stopping:
                return False
            async with self._storage.look() as tx:
                waiting = await dispatch.waiting(tx, now=self._clock.now())
            if waiting.is_to_be_looked_after:
                await self._look_after(at_once=True)
            if waiting.has_suspect and await self._claim_suspect():
                return True
            if not waiting.lanes and not waiting.is_in_doubt:
                return False
            try:
                return await self._claim_what_waits(waiting, free, begin=True)
            except Exception:  # one of them must not hold up the others: each begins by itself
                log.exception("claim_failed")
                return await self._claim_what_waits(waiting, free, begin=False)

    async def _claim_what_waits(self, waiting: Waiting, free: int, *, begin: bool) -> bool:
        """Claim, and begin in the same transaction with what need not be opened first."""
        since = self._clock.monotonic()
        now, lease = self._clock.now(), self._timing.lease
        holding = Counter(self._tasks.values())
        claimed: list[Message] = []
        begun: Collection[Hold] = ()
        async with self._storage.transaction() as tx:
            for lane in waiting.lanes:
                room = max(1, int(self._most * _SHARES[lane])) - holding[lane]
                if (limit := min(room, free - len(claimed))) > 0:
                    claimed += await dispatch.claim(tx, lane=lane, now=now, limit=limit, lease=lease)
            can_begin = [message for message in claimed if begin and message.channel is not None]
            if can_begin:
                begun = await self._courier.begin(tx, can_begin)
            if waiting.is_in_doubt and (limit := free - len(claimed)) > 0:
                claimed += await dispatch.claim_unknown(tx, now=now, limit=limit, lease=lease)
        self._metrics.claims.add(self._clock.monotonic() - since)
        tried = {message.hold for message in can_begin}
        going = [message for message in claimed if message.hold in begun or message.hold not in tried]
        for so_many, message in enumerate(going, 1):
            deadline = since + lease - self._timing.http
            self._set_out(message, deadline=deadline, has_begun=message.hold in begun)
            if so_many % _AT_A_TIME == 0:
                await asyncio.sleep(0)
        self._refill_at = len(self._tasks) // 2
        return bool(claimed)

    async def _claim_suspect(self) -> bool:
        """Once all others are back, send a message by itself that may be what kills bots; whether there was one."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        since, lease = self._clock.monotonic(), self._timing.lease
        async with self._storage.transaction() as tx:
            claimed = await dispatch.claim_suspect(tx, now=self._clock.now(), lease=lease)
        for message in claimed:
            self._set_out(message, deadline=since + lease - self._timing.http)
            await asyncio.wait(self._tasks)
        return bool(claimed)

    def _set_out(self, message: Message, *, deadline: float, has_begun: bool = False) -> None:
        delivering = self._courier.deliver(message, deadline, has_begun=has_begun)
        task = asyncio.create_task(delivering, name=f"deliver-{message.id}")
        self._tasks[task] = message.lane
        task.add_done_callback(self._came_back)

    def _came_back(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self._back += 1
        if self._has_room():
            self._room.set()
            self.wake()
        if not task.cancelled() and (problem := task.exception()):
            # Its lease runs out, and whoever finds it finds out what became of it.
            log.error("delivery_failed", exc_info=problem)

    def _linger(self, so_many: int) -> float:
        """Others that are on their way may soon have come to something too."""
        return self._timing.linger if len(self._tasks) > so_many else 0

    # What was left behind, came too late, or waits for a token

    async def _look_after(self, *, all_of_them: bool = False, at_once: bool = False) -> None:
        if not at_once and self._clock.monotonic() - self._looked_after < self._timing.look_after:
            return
        async with self._storage.transaction() as tx:
            now = self._clock.now()
            if late := await dispatch.expire(tx, now=now):
                log.warning("messages_expired", extra={"count": len(late)})
            left = await dispatch.abandoned(tx, limit=self._most * 10, all_of_them=all_of_them)
            changes = [self._outcomes.left_behind(message, now=now) for message in left]
            await self._courier.settle(tx, changes)
        self._metrics.changed(changes)
        self._metrics.expired(late)
        if self._clock.monotonic() - self._asked_stopped >= self._timing.ask_stopped:
            self._asked_stopped = self._clock.monotonic()
            await self._ask_stopped()
        self._looked_after = self._clock.monotonic()

    async def _ask_stopped(self) -> None:
        async with self._storage.read() as tx:
            stopped = await outbox.stopped_workspaces(tx)
        for workspace in stopped:
            gateway = self._gateway(workspace)
            if gateway is None:
                continue
            try:
                await gateway.auth()
            except (DefiniteError, AmbiguousError) as refused:
                log.warning("workspace_stopped", extra={"workspace": workspace, "error": refused.error})
                continue
            async with self._storage.transaction() as tx:
                await outbox.resume_workspace(tx, workspace)
