"""How much waits to go to Slack, and for how long: what metrics show of the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal_column, or_, select

from storage import outbox
from storage.models.delivery import PENDING, UNKNOWN, Outgoing
from storage.outbox import Lane
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits, by lane, and how many may have been sent.

    `oldest` is when the message that may go and has waited longest could first have gone; it may be still to come. What
    failed and waits for its next try has waited ever since it was due.
    """

    oldest: datetime | None
    waiting: Mapping[Lane, int]
    in_doubt: int


async def backlog(tx: Transaction) -> Backlog:
    """Count what waits to be sent, and what may have been, of all workspaces."""
    counts = select(Outgoing.lane, func.count()).where(literal_column(f"outbox.{PENDING}")).group_by(Outgoing.lane)
    unknown = select(func.count()).select_from(Outgoing).where(literal_column(f"outbox.{UNKNOWN}"))
    by_lane = {row[0]: row[1] for row in await tx.execute(counts)}
    failed = select(func.min(Outgoing.due_at)).where(
        literal_column(f"outbox.{PENDING}"), or_(Outgoing.error.is_not(None), Outgoing.tries > 0), outbox.may_go()
    )
    since = (await outbox.next_due(tx), await tx.scalar(failed))
    return Backlog(
        oldest=min((moment for moment in since if moment is not None), default=None),
        waiting={lane: by_lane.get(lane, 0) for lane in Lane},
        in_doubt=await tx.scalar(unknown) or 0,
    )
