"""What a run of the chaos test is to do, and how fast time goes in it."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.budgets import HISTORY, USUAL, Limit, Limits
from bot.clock import Clock
from bot.delivery import Timing
from bot.outcomes import Patience
from sandbox.faults import Fault, Faults

RATE = 10
"""So many times faster than real time do settling, back-off and Slack's Retry-After go; leases stay in real time."""


class Strategy(StrEnum):
    """What the workers do about a message that may have been sent."""

    RECONCILE = "look up"
    """The real thing: find out."""
    RESEND = "send again"
    """When the lease of whoever was sending it has run out."""
    MARK_FIRST = "note as sent, then send"
    POISONED = "poisoned"
    """The real thing, and whoever begins to send what says `POISON` is killed by it."""


POISON = "Poison"


def scaled_down() -> Timing:
    """Patience scaled down for tests: seconds become tenths, and what matters keeps its proportions."""
    patience = Patience(settle=timedelta(seconds=0.6 * RATE), between_looks=timedelta(seconds=0.4 * RATE), longest=RATE)
    return Timing(lease=1.5, http=0.5, idle=0.1, look_after=0.3, record_again=0.05, patience=patience)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """So many messages, workers, and mishaps at random moments; the same seed, the same people, lines and mishaps."""

    seed: int
    messages: int
    workers: int = 1
    kills: int = 0
    pauses: int = 0
    hurting: float = 0.4
    """So large a part of kills and pauses strikes between the durable "sending" and the call, the others anywhere."""
    restarts: int = 0
    poisonous: int = 0
    strategy: Strategy = Strategy.RECONCILE
    has_faults: bool = True
    rate: float = RATE
    timing: Timing = field(default_factory=scaled_down)
    at_most: float = 100.0
    """Real seconds after which it is called off."""

    def rng(self, purpose: str) -> random.Random:
        """Randomness of its own for each purpose, so that none depends on how often another was asked."""
        return random.Random(f"{self.seed} {purpose}")  # noqa: S311  # repeatable mischief, not a secret


def plenty() -> Limits:
    """So much that Slack's limits hold up nobody: it is its refusals that are tried here."""
    much = Limit(per_minute=6_000, at_once=1_000)
    looks = Limit(per_minute=6_000, at_once=USUAL.methods[HISTORY].at_once)  # it says how many are on their way at once
    return Limits(methods=dict.fromkeys(USUAL.methods, much) | {HISTORY: looks}, channel=much)


class SharedClock(Clock):
    """One fast time for several processes on one machine, whose monotonic clocks are the same: a morning at work."""

    def __init__(self, began_at: float, rate: float) -> None:
        self.rate = rate
        self._began_at = began_at

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 10, tzinfo=UTC) + timedelta(seconds=(self.monotonic() - self._began_at) * self.rate)

    async def travel(self, to: datetime) -> None:
        """Refuse: here time passes by itself."""
        raise ValueError(f"Nobody travels to {to} during an accident.")


# Of all calls: what happens, how often, and for how many real seconds. For posting they are 22 % in all.
_FAULTS = {
    "chat.postMessage": (
        (Fault.RATE_LIMITED, 0.05, 1.0),
        (Fault.SERVER_ERROR, 0.03, 0.0),
        (Fault.FAILED_AFTER, 0.02, 0.0),
        (Fault.DROPPED_BEFORE, 0.03, 0.0),
        (Fault.ACCEPTED_THEN_DROPPED, 0.03, 0.0),
        (Fault.SLOW, 0.02, 0.7),  # longer than anybody waits for an answer
        (Fault.LATE, 0.04, 0.3),
    ),
    # Opening is repeated until it succeeds.
    "conversations.open": ((Fault.RATE_LIMITED, 0.05, 1.0), (Fault.SERVER_ERROR, 0.05, 0.0)),
    "conversations.history": (
        (Fault.RATE_LIMITED, 0.05, 1.0),
        (Fault.SERVER_ERROR, 0.05, 0.0),
        (Fault.STALE, 0.50, 0.3 * RATE),  # on Slack's clock
    ),
}


def spoil(faults: Faults) -> None:
    """Give a local Slack all of these faults, each with exactly its share of the calls."""
    for method, kinds in _FAULTS.items():
        left = 1.0
        for kind, share, seconds in kinds:
            faults.at_random(method, kind, share / left, seconds=seconds)  # drawn only when none before it struck
            left -= share
