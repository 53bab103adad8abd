"""What time it is in the local Slack: message stamps and rate limits follow this clock."""

from datetime import UTC, datetime
from typing import Protocol

from sandbox.errors import NotPossible


class Clock(Protocol):
    """A source of time that may run fast, or jump when somebody asks it to travel."""

    def now(self) -> datetime:
        """Say the present moment, aware and in UTC."""
        ...

    async def travel(self, to: datetime) -> None:
        """Arrive at a later moment, with everything due in between done."""
        ...


class MachineClock:
    """The machine's own time, which cannot travel."""

    can_travel = False

    def now(self) -> datetime:
        """Say the machine's time."""
        return datetime.now(UTC)  # noqa: TID251 - without an injected clock, somebody has to ask the machine

    async def travel(self, to: datetime) -> None:
        """Refuse: nobody moves the machine's time."""
        raise NotPossible(f"The machine's clock cannot travel to {to.isoformat()}.")
