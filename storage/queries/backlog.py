"""How much waits to go to Slack, and for how long: what metrics show of the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal_column, select

from storage import outbox
from storage.models.delivery import PENDING, UNKNOWN, Outgoing
from storage.outbox import Lane
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits, by lane, and how many may have been sent.

    `oldest` is when the message that may go and has waited longest could first have gone; it may be still to come.
    """

    oldest: datetime | None
    waiting: Mapping[Lane, int]
    in_doubt: int


async def backlog(tx: Transaction) -> Backlog:
    """Count what waits to be sent, and what may have been, of all workspaces."""
    counts = select(Outgoing.lane, func.count()).where(literal_column(f"outbox.{PENDING}")).group_by(Outgoing.lane)
    unknown = select(func.count()).select_from(Outgoing).where(literal_column(f"outbox.{UNKNOWN}"))
    by_lane = {row[0]: row[1] for row in await tx.execute(counts)}
    return Backlog(
        oldest=await outbox.next_due(tx),
        waiting={lane: by_lane.get(lane, 0) for lane in Lane},
        in_doubt=await tx.scalar(unknown) or 0,
    )
