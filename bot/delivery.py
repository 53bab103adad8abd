"""Outbox → Slack: a plain loop that claims what is due, sends it, and finds out what became of what is in doubt.

It needs no scheduler, so nothing that happens to one can stop delivery. The order of things for one message is what
makes it arrive once: lease it, open where it goes, re-check it and commit "sending" in one transaction, make sure that
the lease still covers the call, call Slack once, commit what came of it.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot import outcomes
from bot.clock import Clock
from bot.group_commit import GroupCommit
from bot.metrics import Metrics
from bot.outcomes import Outcomes, Patience
from bot.slack import AmbiguousError, DefiniteError, SlackGateway, is_about_token
from storage import Storage, Transaction, dispatch, outbox
from storage.dispatch import Change, Message
from storage.outbox import Lane, MessageState, Target

log = logging.getLogger(__name__)

Recheck = Callable[[Transaction, Sequence[Message]], Awaitable[Mapping[int, Change]]]
"""What becomes, by id, of messages that should not go: still together? Not paused? Not left?"""
OnUndelivered = Callable[[Transaction, Message, MessageState, str], Awaitable[None]]
"""Tells people, in the same transaction, that a message is dead or may not have arrived, with Slack's word for why."""

# What a lane may hold of all that is in flight: whichever is full, the others still get through.
_SHARES = {Lane.INTERACTIVE: 0.8, Lane.NUDGE: 0.5, Lane.BULK: 0.3}
# History is asked from this long before the first try, for a machine whose clock is ahead of Slack's.
_CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of real time. A lease must outlast opening a conversation and sending, each within the HTTP time-out."""

    lease: float = 45.0
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
        in_flight: int = 20,
        timing: Timing | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._storage = storage
        self._gateway = gateway
        self._clock = clock
        self._recheck = recheck
        self._on_undelivered = on_undelivered
        self._most = in_flight
        self._metrics = metrics or Metrics()
        self.turned_at = clock.monotonic()
        """When the loop last began a turn, in monotonic seconds: one that stands still shows here."""
        self._timing = timing or Timing()
        self._outcomes = Outcomes(rng, self._timing.patience)
        self._starting = GroupCommit(self._start)
        self._changing = GroupCommit(self._change, linger=self._linger)
        self._tasks: dict[asyncio.Task[None], Lane] = {}
        self._back = 0
        self._claiming = asyncio.Lock()
        self._woken = asyncio.Event()
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
                await self._until_room()
            elif not claimed and self._back == back_before:  # nor has anything made room for the next in its line
                return

    async def stop(self) -> None:
        """Claim nothing more, let go of what was not sent, and wait for what is being sent."""
        self._stopping = True
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

    async def _until_room(self) -> None:
        await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        while not self._has_room():
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def _has_room(self) -> bool:
        """Whether claiming is worth its while: message by message, each would pay for transactions of its own."""
        return len(self._tasks) <= self._most * 3 // 4

    # Claiming

    async def _claim(self) -> bool:
        """Claim as much as there is room for, and set out with it; whether there was anything."""
        async with self._claiming:
            free = self._most - len(self._tasks)
            if free <= 0 or self._stopping:
                return False
            since = self._clock.monotonic()
            now, lease = self._clock.now(), self._timing.lease
            holding = Counter(self._tasks.values())
            claimed: list[Message] = []
            async with self._storage.look() as tx:
                waiting = await dispatch.waiting(tx, now=now)
            if waiting.is_to_be_looked_after:
                await self._look_after(at_once=True)
            if waiting.has_suspect:
                return await self._claim_suspect()
            if not waiting.lanes and not waiting.is_in_doubt:
                return False
            async with self._storage.transaction() as tx:
                for lane in waiting.lanes:
                    room = max(1, int(self._most * _SHARES[lane])) - holding[lane]
                    if (limit := min(room, free - len(claimed))) > 0:
                        claimed += await dispatch.claim(tx, lane=lane, now=now, limit=limit, lease=lease)
                if waiting.is_in_doubt and (limit := free - len(claimed)) > 0:
                    claimed += await dispatch.claim_unknown(tx, now=now, limit=limit, lease=lease)
            self._metrics.claims.add(self._clock.monotonic() - since)
            for message in claimed:
                self._set_out(message, deadline=since + lease - self._timing.http)
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

    def _set_out(self, message: Message, *, deadline: float) -> None:
        task = asyncio.create_task(self._deliver(message, deadline), name=f"deliver-{message.id}")
        self._tasks[task] = message.lane
        task.add_done_callback(self._came_back)

    def _came_back(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self._back += 1
        if self._has_room():
            self.wake()
        if not task.cancelled() and (problem := task.exception()):
            # Its lease runs out, and whoever finds it finds out what became of it.
            log.error("delivery_failed", exc_info=problem)

    # One message

    async def _deliver(self, message: Message, deadline: float) -> None:
        try:
            came_of_it = await (
                self._look_up(message) if message.state is MessageState.UNKNOWN else self._send(message, deadline)
            )
        except DefiniteError as error:
            came_of_it = self._refused(message, error)
        except AmbiguousError as error:  # opening a conversation twice changes nothing
            came_of_it = self._refused(message, DefiniteError(error.error))
        if came_of_it is None:
            return
        if came_of_it.error is not None:
            about = {"state": came_of_it.state, "kind": message.kind, "error": came_of_it.error}
            log.warning("message_not_delivered", extra=about)
        await self._record(came_of_it)

    def _refused(self, message: Message, error: DefiniteError) -> Change:
        is_looked_for = message.state is MessageState.UNKNOWN
        decide = self._outcomes.look_failed if is_looked_for else self._outcomes.refused
        return decide(message, error, now=self._clock.now())

    async def _send(self, message: Message, deadline: float) -> Change | None:
        gateway = self._gateway_of(message)
        channel = message.channel or await self._open(gateway, message)
        if self._stopping:
            return outcomes.put_back(message)
        if not await self._starting.ask(message):
            return None
        if self._clock.monotonic() > deadline:  # this process was held up, and another may send it by now
            return outcomes.put_back(message)
        try:
            return outcomes.sent(message, await self._call(gateway, channel, message))
        except DefiniteError:
            raise
        except Exception as lost:
            error = lost.error if isinstance(lost, AmbiguousError) else type(lost).__name__
            if not isinstance(lost, AmbiguousError):
                log.exception("send_failed", extra={"kind": message.kind})
            return self._outcomes.in_doubt(message, error, now=self._clock.now())

    @staticmethod
    async def _call(gateway: SlackGateway, channel: str, message: Message) -> str:
        if message.target is Target.REPLACED and message.replaces_ts is not None:
            return await gateway.update(channel, message.replaces_ts, message.payload)
        return await gateway.post(channel, message.payload, marker=message.marker)

    async def _look_up(self, message: Message) -> Change:
        gateway = self._gateway_of(message)
        channel = message.channel or await self._open(gateway, message)
        oldest = (message.first_tried_at or message.due_at) - _CLOCKS_DIFFER
        ts = await gateway.find_marker(channel, message.marker, oldest=oldest)
        return outcomes.sent(message, ts) if ts else self._outcomes.not_found(message, now=self._clock.now())

    async def _open(self, gateway: SlackGateway, message: Message) -> str:
        if message.target is Target.CONVERSATION:
            channel = await gateway.open_group(message.members)
        else:
            channel = await gateway.open_direct(message.slack_id or "")
        async with self._storage.transaction() as tx:
            await dispatch.remember_channel(tx, message, channel)
        return channel

    def _gateway_of(self, message: Message) -> SlackGateway:
        gateway = self._gateway(message.workspace)
        if gateway is None:
            raise DefiniteError("not_installed", permanent=True)
        return gateway

    # What is committed

    async def _start(self, messages: Sequence[Message]) -> Sequence[bool]:
        """Commit that these are being sent, but for those that should not go, or not now; say which may be."""
        async with self._storage.transaction() as tx:
            instead = await self._recheck(tx, messages)
            wanted = [message for message in messages if message.id not in instead]
            now = self._clock.now()
            await dispatch.change(tx, list(instead.values()), now=now)
            started = await dispatch.start(tx, wanted, now=now, within=self._timing.http) if wanted else set()
        self._metrics.changed(instead.values())
        return [message.id in started for message in messages]

    async def _change(self, changes: Sequence[Change]) -> Sequence[None]:
        async with self._storage.transaction() as tx:
            await self._apply(tx, changes)
        self._metrics.changed(changes)
        return [None] * len(changes)

    async def _apply(self, tx: Transaction, changes: Sequence[Change]) -> None:
        now = self._clock.now()
        await dispatch.change(tx, changes, now=now)
        errors = {each.message.id: each.error or "" for each in changes}
        for state in (MessageState.MAYBE_SENT, MessageState.DEAD):
            for message in await dispatch.became(tx, changes, state):
                await self._on_undelivered(tx, message, state, errors[message.id])
        for each in changes:
            if each.error is not None and is_about_token(each.error):
                await outbox.stop_workspace(tx, each.message.workspace, error=each.error, now=now)

    def _linger(self) -> float:
        """Others that are on their way may soon have come to something too."""
        return self._timing.linger if len(self._tasks) > 1 else 0

    async def _record(self, came_of_it: Change) -> None:
        """Commit it, also when the database is away for a moment: what we know now, nobody else can know for certain."""
        given_up = self._clock.monotonic() + self._timing.lease
        while True:
            try:
                return await self._changing.ask(came_of_it)
            except Exception:
                if self._stopping or self._clock.monotonic() > given_up:
                    raise
                log.exception("record_failed")
            await asyncio.sleep(self._timing.record_again)

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
            await self._apply(tx, changes)
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
