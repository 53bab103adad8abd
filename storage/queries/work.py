"""What there is to do, and when there will be: looks that cost next to nothing and change nothing."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CompoundSelect, and_, bindparam, exists, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from storage import inbox, outbox
from storage.clock import seconds
from storage.models.delivery import Incoming
from storage.models.journey import Nudge
from storage.models.programmes import Intent
from storage.models.rounds import MatchAnswer, Round
from storage.models.wishes import WishQuestion, WishRound
from storage.queries.journey import IS_PLANNED


class Work(StrEnum):
    """A large act to carry out, an event whose handler died, a nudge due, a question or round to look at, or to publish."""

    INTENT = "intent"
    EVENT = "event"
    NUDGE = "nudge"
    QUESTION = "question"
    ROUND = "round"
    PUBLISHING = "publishing"
    WISH_QUESTION = "wish_question"
    WISH_ROUND = "wish_round"


_WHERE = {
    Work.INTENT: Intent.done_at.is_(None),
    Work.EVENT: and_(Incoming.starts < inbox.STARTS, Incoming.leased_until < seconds()),
    Work.NUDGE: and_(IS_PLANNED, Nudge.due_at <= bindparam("now", type_=Nudge.due_at.type)),
    Work.QUESTION: MatchAnswer.due_at <= bindparam("now", type_=MatchAnswer.due_at.type),
    Work.ROUND: Round.look_at <= bindparam("now", type_=Round.look_at.type),
    Work.PUBLISHING: Round.publish_at <= bindparam("now", type_=Round.publish_at.type),
    Work.WISH_QUESTION: WishQuestion.due_at <= bindparam("now", type_=WishQuestion.due_at.type),
    Work.WISH_ROUND: WishRound.look_at <= bindparam("now", type_=WishRound.look_at.type),
}
# Built once: building it takes longer than running it.
_WAITING = union_all(*(select(literal(work)).where(exists().where(which)) for work, which in _WHERE.items()))

_NEXT_NUDGE = select(Nudge.due_at).where(IS_PLANNED).order_by(Nudge.due_at).limit(1).scalar_subquery()
_NEXT_QUESTION = select(func.min(MatchAnswer.due_at)).where(MatchAnswer.due_at.is_not(None)).scalar_subquery()
_NEXT_LOOK = select(func.min(Round.look_at)).where(Round.look_at.is_not(None)).scalar_subquery()
_NEXT_PUBLISHING = select(func.min(Round.publish_at)).where(Round.publish_at.is_not(None)).scalar_subquery()
_NEXT_WISH_QUESTION = select(func.min(WishQuestion.due_at)).where(WishQuestion.due_at.is_not(None)).scalar_subquery()
_NEXT_WISH_LOOK = select(func.min(WishRound.look_at)).where(WishRound.look_at.is_not(None)).scalar_subquery()
_NEXT_DUE: CompoundSelect[datetime | None] = union_all(
    select(_NEXT_NUDGE),
    select(_NEXT_QUESTION),
    select(_NEXT_LOOK),
    select(_NEXT_PUBLISHING),
    select(_NEXT_WISH_QUESTION),
    select(_NEXT_WISH_LOOK),
    *outbox.FIRST_OF_EACH,
)


async def waiting(tx: AsyncSession, now: datetime) -> frozenset[Work]:
    """Of which kinds there is any, in whatever workspace."""
    return frozenset(Work(each) for each in await tx.scalars(_WAITING, {"now": now}))


async def next_due(tx: AsyncSession) -> datetime | None:
    """The earliest moment at which there is something to say, ask, look at, publish or do for a message, in whatever workspace."""
    moments: Sequence[datetime | None] = (await tx.scalars(_NEXT_DUE)).all()
    return min((moment for moment in moments if moment is not None), default=None)
