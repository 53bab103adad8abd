"""Faults on request: what can go wrong between an app and Slack, for the next calls or by chance."""

import random
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from sandbox.state import Json

SOCKET = "socket"
"""Stands for a method in rules about what Socket Mode delivers."""


class Fault(StrEnum):
    """The first nine happen to a Web API call, the others to a payload on the socket."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    """500 and nothing done."""
    FAILED_AFTER = "failed_after"
    """Done, and then 500."""
    DROPPED_BEFORE = "dropped_before"
    ACCEPTED_THEN_DROPPED = "accepted_then_dropped"
    SLOW = "slow"
    LATE = "late"
    """The connection is lost at once, and the call done some seconds later."""
    ERROR = "error"
    """`ok: false` with a code of the caller's choice."""
    STALE = "stale"
    """History that does not show its last seconds yet."""
    DROP_BEFORE = "drop_before"
    """The connection is lost instead of delivering."""
    DROP_AFTER = "drop_after"
    """The connection is lost right after delivering."""
    REDELIVER = "redeliver"
    """An event comes twice."""
    WARN = "warn"
    """Slack announces that it will close the connection, after delivering."""


@dataclass(slots=True, kw_only=True)
class Rule:
    """One standing order; `left` counts down, `probability` draws."""

    method: str
    kind: Fault
    left: int | None = None
    probability: float | None = None
    seconds: float = 1.0
    code: str = "internal_error"

    def described(self) -> Json:
        """Describe it for the page."""
        return {"method": self.method, "kind": self.kind, "left": self.left, "probability": self.probability}


class Faults:
    """The standing orders, drawn once for each call; `injected` counts what happened."""

    def __init__(self, seed: int = 0) -> None:
        self.rules: list[Rule] = []
        self.injected: Counter[tuple[str, Fault]] = Counter()
        self._random = random.Random(seed)  # noqa: S311 - repeatable mischief, not a secret

    def next(
        self, method: str, kind: Fault | str, *, times: int = 1, seconds: float = 1.0, code: str = "internal_error"
    ) -> None:
        """Let the next calls of a method ("*": any; SOCKET: deliveries) meet a fault."""
        self.rules.append(Rule(method=method, kind=Fault(kind), left=times, seconds=seconds, code=code))

    def at_random(
        self,
        method: str,
        kind: Fault | str,
        probability: float,
        *,
        seconds: float = 1.0,
        code: str = "internal_error",
    ) -> None:
        """Let each call of a method meet a fault with a probability, drawn from the seed."""
        self.rules.append(Rule(method=method, kind=Fault(kind), probability=probability, seconds=seconds, code=code))

    def clear(self) -> None:
        """Take all orders back."""
        self.rules.clear()

    def draw(self, method: str) -> Rule | None:
        """Say which fault this call meets, if any."""
        if not self.rules:
            return None
        for rule in self.rules:
            if rule.method in {method, "*"} and not (rule.method == "*" and method == SOCKET) and self._strikes(rule):
                self.injected[method, rule.kind] += 1
                return rule
        return None

    def _strikes(self, rule: Rule) -> bool:
        if rule.probability is not None:
            return self._random.random() < rule.probability
        if rule.left is None or rule.left <= 0:
            return False
        rule.left -= 1
        if rule.left == 0:
            self.rules = [kept for kept in self.rules if kept is not rule]
        return True
