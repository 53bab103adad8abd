"""How often Slack may be called: a budget for each method of a workspace and each conversation, shared by all bots.

Each is a generic cell rate algorithm (ATM Forum Traffic Management 4.0, 1996, virtual scheduling): of a limit of so many
calls a minute with so many at once, one moment is kept, from which on the next call is free. What Slack refuses as too
often moves that moment for everybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from storage import Transaction, rate_budgets
from storage.outbox import Lane
from storage.rate_budgets import Scope

POST, UPDATE, OPEN, HISTORY = "chat.postMessage", "chat.update", "conversations.open", "conversations.history"

_LEFT_TO_OTHERS = {Lane.INTERACTIVE: 0.0, Lane.NUDGE: 0.1, Lane.BULK: 0.3}
"""A slower lane leaves this share of what may go at once to the faster ones: they overtake it even where Slack is the limit."""
_LONGEST_BLOCK = timedelta(minutes=15)
"""Nothing is kept waiting for longer: a moment further off was set by a clock that has been put back since."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many calls a minute in the long run, so many at once after a rest."""

    per_minute: float
    at_once: int

    @cached_property
    def interval(self) -> timedelta:
        return timedelta(minutes=1) / self.per_minute

    @cached_property
    def depth(self) -> timedelta:
        """How long it takes to have rested."""
        return (self.at_once - 1) * self.interval

    def after_one(self, free_at: datetime | None, now: datetime) -> datetime:
        """From when on the next call is free, after one made now."""
        rested = now - self.depth
        return (rested if free_at is None else max(free_at, rested)) + self.interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What Slack documents, and a little less: several hundred messages a minute, fifty calls of its third tier."""

    methods: Mapping[str, Limit]
    channel: Limit


USUAL = Limits(
    methods={
        POST: Limit(per_minute=240, at_once=200),
        UPDATE: Limit(per_minute=45, at_once=40),
        OPEN: Limit(per_minute=45, at_once=40),
        HISTORY: Limit(per_minute=45, at_once=40),
    },
    channel=Limit(per_minute=60, at_once=4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call somebody wants to make, under a number of their own; `channel` where messages go."""

    id: int
    workspace: str
    method: str
    lane: Lane
    channel: str | None = None


class Budgets:
    """Says which calls may be made now, and gives the others a moment at which to ask again."""

    def __init__(self, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._turns: dict[tuple[str, str, Lane], datetime] = {}
        self._asked_at: datetime | None = None

    async def take(self, tx: Transaction, calls: Sequence[Call], now: datetime) -> dict[int, datetime]:
        """Use budget for as many of these as there is; when to ask again, by number, for the others."""
        if self._asked_at is not None and now < self._asked_at:
            self._turns.clear()  # they were given by a clock that has been put back since
        self._asked_at = now
        free_from = await rate_budgets.free_from(tx, {scope for call in calls for scope in _scopes(call)})
        used: dict[Scope, datetime] = {}
        later: dict[int, datetime] = {}
        for call in sorted(calls, key=lambda call: call.lane):
            moments = {scope: _sound(used.get(scope) or free_from.get(scope), now) for scope in _scopes(call)}
            turn = self._turn(call, moments, now)
            if turn > now:
                later[call.id] = turn
                continue
            for scope, free_at in moments.items():
                used[scope] = self._limit(call, scope).after_one(free_at, now)
        await rate_budgets.use(tx, used)
        return later

    async def block(self, tx: Transaction, workspace: str, method: str, *, until: datetime, now: datetime) -> None:
        """Slack wants no more of these before that moment: from anybody."""
        scope = (workspace, method)
        free_at = _sound((await rate_budgets.free_from(tx, [scope])).get(scope), now)
        if free_at is None or free_at < until:
            await rate_budgets.use(tx, {scope: until})

    def _turn(self, call: Call, moments: Mapping[Scope, datetime | None], now: datetime) -> datetime:
        """Now, or when to ask again: those of a lane who wait for a method get moments one after the other."""
        of_method, *of_channel = moments.values()
        limit = self._limits.methods[call.method]
        free = now if of_method is None else of_method + _LEFT_TO_OTHERS[call.lane] * limit.depth
        if free <= now:
            return max([now, *(free_at for free_at in of_channel if free_at is not None)])
        line = (call.workspace, call.method, call.lane)
        after_the_last = self._turns.get(line, now) + limit.interval
        self._turns[line] = max(free, after_the_last)
        return self._turns[line]

    def _limit(self, call: Call, scope: Scope) -> Limit:
        return self._limits.methods[call.method] if scope[1] == call.method else self._limits.channel


def _scopes(call: Call) -> list[Scope]:
    scopes = [(call.workspace, call.method)]
    return scopes if call.channel is None else [*scopes, (call.workspace, call.channel)]


def _sound(free_at: datetime | None, now: datetime) -> datetime | None:
    return None if free_at is None or free_at > now + _LONGEST_BLOCK else free_at
