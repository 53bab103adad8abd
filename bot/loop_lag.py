"""How late the event loop is: whatever holds it up holds up every answer to Slack."""

import asyncio
from collections.abc import Awaitable, Callable

EVERY = 0.5
"""Seconds between two looks."""


class LoopLag:
    """Asks again and again to be woken a moment later, and notes how much later it was."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        note: Callable[[float], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._note = note
        self._sleep = sleep
        self._last = 0.0
        self._to_wake_at: float | None = None

    async def watch(self) -> None:
        """Look until cancelled."""
        try:
            while True:
                self._to_wake_at = self._monotonic() + EVERY
                await self._sleep(EVERY)
                self._last = self._overdue()
                self._note(self._last)
        finally:
            self._to_wake_at = None

    def seconds(self) -> float:
        """How late it was at the last look, or is by now."""
        return max(self._last, self._overdue())

    def _overdue(self) -> float:
        return 0.0 if self._to_wake_at is None else max(0.0, self._monotonic() - self._to_wake_at)
