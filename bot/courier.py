"""One message's way to Slack, once it is held: opened, begun, called once, and what came of it committed.

What many messages want at the same time is committed together.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import budgets, outcomes
from bot.budgets import Budgets, Call
from bot.clock import Clock
from bot.group_commit import GroupCommit
from bot.metrics import Metrics
from bot.outcomes import Outcomes
from bot.slack import AmbiguousError, DefiniteError, HeldUpError, SlackGateway, is_about_token
from storage import Storage, Transaction, dispatch, outbox
from storage.dispatch import Change
from storage.held import Hold, Message
from storage.outbox import MessageState, Target

log = logging.getLogger(__name__)

Recheck = Callable[[Transaction, Sequence[Message]], Awaitable[Mapping[int, Change]]]
"""What becomes, by id, of messages that should not go: still together? Not paused? Not left?"""
OnUndelivered = Callable[[Transaction, Message, MessageState, str], Awaitable[None]]
"""Tells people, in the same transaction, that a message is dead or may not have arrived, with Slack's word for why."""

# History is asked from this long before the first try, for a machine whose clock is ahead of Slack's.
_CLOCKS_DIFFER = timedelta(hours=1)


class _NotYetError(Exception):
    """Slack is not to be asked this before that moment."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class Courier:
    """Takes messages that are held to Slack, and commits what becomes of them."""

    def __init__(
        self,
        *,
        storage: Storage,
        gateway: Callable[[str], SlackGateway | None],
        clock: Clock,
        recheck: Recheck,
        on_undelivered: OnUndelivered,
        outcomes: Outcomes,
        budgets: Budgets,
        metrics: Metrics,
        within: float,
        record_for: float,
        record_again: float,
        linger: Callable[[int], float],
    ) -> None:
        """`within`: how many seconds a call may take; a commit is tried for `record_for`, each time `record_again` later.

        `linger(n)`: how many seconds what came of `n` messages waits for what comes of others.
        """
        self._storage = storage
        self._gateway = gateway
        self._clock = clock
        self._recheck = recheck
        self._on_undelivered = on_undelivered
        self._outcomes = outcomes
        self._budgets = budgets
        self._metrics = metrics
        self._within = within
        self._record_for = record_for
        self._record_again = record_again
        self._beginning = GroupCommit(self._begin_all)
        self._asking = GroupCommit(self._take)
        self._changing = GroupCommit(self._change, linger=linger)
        self.is_stopping = False

    async def begin(self, tx: Transaction, messages: Collection[Message]) -> Collection[Hold]:
        """Mark as being sent those of these that should go now; their holds. What becomes of the others is noted too."""
        instead = dict(await self._recheck(tx, list(messages)))
        wanted = [message for message in messages if message.id not in instead]
        now = self._clock.now()
        calls = [_call_for(message) for message in wanted]
        later = await self._budgets.take(tx, calls, now)
        instead |= {message.id: outcomes.waits(message, later[message.id]) for message in wanted if message.id in later}
        going = [message for message in wanted if message.id not in later]
        await dispatch.change(tx, list(instead.values()), now=now)
        self._metrics.changed(instead.values())
        self._metrics.waited(call.method for call in calls if call.id in later)
        return await dispatch.start(tx, going, now=now, within=self._within) if going else ()

    async def deliver(self, message: Message, deadline: float, *, has_begun: bool = False) -> None:
        """Take one message as far as it can go now. After `deadline`, on the monotonic clock, it may be another's."""
        try:
            came_of_it = await self._go(message, deadline, has_begun=has_begun)
        except _NotYetError as not_yet:
            came_of_it = outcomes.waits(message, not_yet.until)
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

    async def settle(self, tx: Transaction, changes: Sequence[Change]) -> None:
        """Commit, with `tx`, what becomes of messages, and everything that follows from it."""
        now = self._clock.now()
        await dispatch.change(tx, changes, now=now)
        errors = {each.message.id: each.error or "" for each in changes}
        for state in (MessageState.MAYBE_SENT, MessageState.DEAD):
            for message in await dispatch.became(tx, changes, state):
                await self._on_undelivered(tx, message, state, errors[message.id])
        for each in changes:
            if each.forgets_channel:
                await dispatch.remember_channel(tx, each.message, None)
            if each.error is not None and is_about_token(each.error):
                await outbox.stop_workspace(tx, each.message.workspace, error=each.error, now=now)
            if each.blocked is not None and each.ready_at is not None:
                await self._budgets.block(tx, each.message.workspace, each.blocked, until=each.ready_at, now=now)

    async def _go(self, message: Message, deadline: float, *, has_begun: bool) -> Change | None:
        gateway = self._gateway(message.workspace)
        if gateway is None:
            raise DefiniteError("not_installed", permanent=True)
        if message.state is MessageState.UNKNOWN and message.target is not Target.PERSON:
            return outcomes.unknowable(message)
        if message.channel is None:
            message = replace(message, channel=await self._open(gateway, message))
        if message.state is MessageState.UNKNOWN:
            return await self._look_up(gateway, message)
        if self.is_stopping and not has_begun:
            return outcomes.put_back(message)
        if not has_begun and not await self._beginning.ask(message):
            return None
        return await self._send(gateway, message, deadline)

    async def _send(self, gateway: SlackGateway, message: Message, deadline: float) -> Change:
        def may_go() -> bool:  # or this process was held up, and another may send it by now
            return self._clock.monotonic() <= deadline

        if not may_go():
            return outcomes.put_back(message)
        try:
            return outcomes.sent(message, await _call(gateway, message, may_go))
        except HeldUpError:
            return outcomes.put_back(message)
        except DefiniteError:
            raise
        except Exception as lost:
            error = lost.error if isinstance(lost, AmbiguousError) else type(lost).__name__
            if not isinstance(lost, AmbiguousError):
                log.exception("send_failed", extra={"kind": message.kind})
            return self._outcomes.in_doubt(message, error, now=self._clock.now())

    async def _look_up(self, gateway: SlackGateway, message: Message) -> Change:
        await self._ask_budget(message, budgets.HISTORY)
        oldest = (message.first_tried_at or message.due_at) - _CLOCKS_DIFFER
        ts = await gateway.find_marker(message.channel or "", message.marker, oldest=oldest)
        return outcomes.sent(message, ts) if ts else self._outcomes.not_found(message, now=self._clock.now())

    async def _open(self, gateway: SlackGateway, message: Message) -> str:
        await self._ask_budget(message, budgets.OPEN)
        if message.target is Target.CONVERSATION:
            channel = await gateway.open_group(message.members)
        else:
            channel = await gateway.open_direct(message.slack_id or "")
        async with self._storage.transaction() as tx:
            await dispatch.remember_channel(tx, message, channel)
        return channel

    async def _ask_budget(self, message: Message, method: str) -> None:
        later = await self._asking.ask(
            Call(id=message.id, workspace=message.workspace, method=method, lane=message.lane)
        )
        if later is not None:
            raise _NotYetError(later)

    def _refused(self, message: Message, error: DefiniteError) -> Change:
        is_looked_for = message.state is MessageState.UNKNOWN
        decide = self._outcomes.look_failed if is_looked_for else self._outcomes.refused
        return decide(message, error, now=self._clock.now())

    # What is committed for many at a time

    async def _begin_all(self, messages: Sequence[Message]) -> Sequence[bool]:
        async with self._storage.transaction() as tx:
            begun = await self.begin(tx, messages)
        return [message.hold in begun for message in messages]

    async def _take(self, calls: Sequence[Call]) -> Sequence[datetime | None]:
        async with self._storage.transaction() as tx:
            later = await self._budgets.take(tx, calls, self._clock.now())
        self._metrics.waited(call.method for call in calls if call.id in later)
        return [later.get(call.id) for call in calls]

    async def _change(self, changes: Sequence[Change]) -> Sequence[None]:
        async with self._storage.transaction() as tx:
            await self.settle(tx, changes)
        self._metrics.changed(changes)
        return [None] * len(changes)

    async def _record(self, came_of_it: Change) -> None:
        """Commit it, also when the database is away for a moment: what we know now, nobody else can know for certain."""
        given_up = self._clock.monotonic() + self._record_for
        while True:
            try:
                return await self._changing.ask(came_of_it)
            except Exception:
                if self.is_stopping or self._clock.monotonic() > given_up:
                    raise
                log.exception("record_failed")
            await asyncio.sleep(self._record_again)


def _call_for(message: Message) -> Call:
    is_new = message.replaces_ts is None
    return Call(
        id=message.id,
        workspace=message.workspace,
        method=budgets.POST if is_new else budgets.UPDATE,
        lane=message.lane,
        channel=message.channel if is_new else None,
    )


async def _call(gateway: SlackGateway, message: Message, may_go: Callable[[], bool]) -> str:
    channel = message.channel or ""
    if message.payload is None:
        raise DefiniteError("unreadable", permanent=True)
    if message.target is Target.REPLACED and message.replaces_ts is not None:
        return await gateway.update(channel, message.replaces_ts, message.payload)
    return await gateway.post(
        channel, message.payload, marker=message.marker, within=message.markers_within, may_go=may_go
    )
