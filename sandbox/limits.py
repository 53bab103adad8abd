"""Rate limits: a tier per method, and one message a second in a conversation, following the clock."""

import math
from dataclasses import dataclass
from datetime import datetime

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}
"""Calls a minute by tier; 5 stands for the methods Slack calls special ("hundreds a minute")."""

BURST = {1: 10, 2: 20, 3: 50, 4: 100, 5: 600}
MESSAGES_PER_MINUTE = 300
CHANNEL_BURST = 5


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at a steady rate up to a capacity."""

    capacity: float
    per_second: float
    tokens: float
    at: datetime

    def wait(self, now: datetime) -> float:
        """Say how many seconds remain until one token is there; zero when it is. A clock set back refills nothing."""
        elapsed = max(0.0, (now - self.at).total_seconds())
        self.tokens = min(self.capacity, self.tokens + elapsed * self.per_second)
        self.at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.per_second


class Limits:
    """Decides whether a call comes too soon. `scale` 10 allows ten times as much; `enabled` False allows all."""

    def __init__(self, *, enabled: bool = True, scale: float = 1.0) -> None:
        self.enabled = enabled
        self.scale = scale
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def retry_after(self, method: str, tier: int, channel: str, now: datetime) -> int | None:
        """Take one call's worth, or say after how many whole seconds to come back."""
        if not self.enabled:
            return None
        buckets = [self._bucket(("method", method), BURST[tier], PER_MINUTE[tier] / 60, now)]
        if method == "chat.postMessage":
            buckets = [self._bucket(("workspace", method), MESSAGES_PER_MINUTE, MESSAGES_PER_MINUTE / 60, now)]
            if channel:
                buckets.append(self._bucket(("channel", channel), CHANNEL_BURST, 1.0, now))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            return max(1, math.ceil(wait))
        for bucket in buckets:
            bucket.tokens -= 1
        return None

    def _bucket(self, key: tuple[str, str], capacity: float, per_second: float, now: datetime) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            capacity *= self.scale
            bucket = self._buckets[key] = Bucket(capacity, per_second * self.scale, capacity, now)
        return bucket
