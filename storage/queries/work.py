"""What lies waiting for the ticks that run often: a look that costs next to nothing and changes nothing."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, exists, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from storage.clock import seconds
from storage.models.delivery import Incoming
from storage.models.journey import Nudge
from storage.models.programmes import Intent
from storage.queries.journey import IS_PLANNED


class Work(StrEnum):
    """A large act to be carried out, an event whose handler died, a nudge that is due."""

    INTENT = "intent"
    EVENT = "event"
    NUDGE = "nudge"


_WHERE = {
    Work.INTENT: Intent.done_at.is_(None),
    Work.EVENT: Incoming.leased_until < seconds(),
    Work.NUDGE: IS_PLANNED & (Nudge.due_at <= bindparam("now", type_=Nudge.due_at.type)),
}
# Built once: building it takes longer than running it.
_WAITING = union_all(*(select(literal(work)).where(exists().where(which)) for work, which in _WHERE.items()))


async def waiting(tx: AsyncSession, now: datetime) -> frozenset[Work]:
    """Of which kinds there is any, in whatever workspace."""
    return frozenset(Work(each) for each in await tx.scalars(_WAITING, {"now": now}))
