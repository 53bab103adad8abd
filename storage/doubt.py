"""After a restore: what may have been said between the backup and now, although this database knows nothing of it.

Such a message is in doubt from the beginning. To a person, Slack is asked for it before it is sent; in a group, where we
may not read, it is not sent, and those who look after the programme see it; putting something in a message's place again
changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Update, and_, case, func, literal_column, or_, update

from storage import installation
from storage.installation import (
    BACKED_UP_AT,
    BACKED_UP_KEYS,
    CATCHING_UP,
    MOVED_AWAY_AT,
    RESTORED_AT,
    RESTORED_FROM,
    Restored,
)
from storage.models.delivery import OPEN, MessageState, Outgoing, Target
from storage.models.journey import Nudge
from storage.states import NudgeState
from storage.transaction import Transaction

_GROUP = "group"
"""The recipient of a nudge that is said in a shared conversation."""
_SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """How many messages on their way, and how many planned, may have been said before."""

    messages: int
    nudges: int


async def cast_doubt(tx: Transaction, *, made_at: datetime, now: datetime) -> Doubted:
    """Remember that this database was put back `now` from a backup made then, and doubt all that was due meanwhile."""
    before = await installation.restored(tx)
    if before is not None and before.at >= made_at - CATCHING_UP:
        made_at = min(made_at, before.made_at)  # what that restore left in doubt may still be so
    await installation.remember(tx, RESTORED_AT, now.isoformat())
    await installation.remember(tx, RESTORED_FROM, made_at.isoformat())
    for of_the_backup in (BACKED_UP_AT, BACKED_UP_KEYS, MOVED_AWAY_AT):
        await installation.forget(tx, of_the_backup)
    return await _doubt(tx, Restored(at=now, made_at=made_at))


async def _doubt(tx: Transaction, restored: Restored) -> Doubted:
    was_due = and_(
        literal_column(OPEN),
        or_(
            Outgoing.due_at <= restored.at,
            Outgoing.state.in_([MessageState.SENDING, MessageState.UNKNOWN]),
            and_(Outgoing.target == Target.PERSON, Outgoing.not_after.is_(None)),  # it may have been brought forward
        ),
    )
    said_in_place = update(Outgoing).where(was_due, Outgoing.target == Target.REPLACED)
    others = update(Outgoing).where(was_due, Outgoing.target != Target.REPLACED)
    planned = update(Nudge).where(Nudge.state == NudgeState.PLANNED, _may_have_come(restored.at))
    await _changed(tx, said_in_place.values(state=MessageState.PENDING, leased_until=None))
    return Doubted(
        messages=await _changed(
            tx,
            others.values(
                state=MessageState.UNKNOWN,
                ready_at=case((Outgoing.due_at > restored.at, Outgoing.due_at), else_=restored.at),
                leased_until=None,
                looks=0,
                first_tried_at=func.coalesce(Outgoing.first_tried_at, restored.made_at),
            ),
        ),
        nudges=await _changed(tx, planned.values(is_in_doubt=True)),
    )


def _may_have_come(now: datetime) -> ColumnElement[bool]:
    """SQL: a nudge was due, or could have come to a person today within another's message."""
    return or_(Nudge.due_at <= now, and_(Nudge.recipient != _GROUP, Nudge.due_at <= now + _SOON))


async def _changed(tx: Transaction, statement: Update) -> int:
    done = await tx.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount
