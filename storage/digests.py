"""Several nudges that came in one message: what each part says now, so that one can be answered while the others stay.

A message is erased once it is delivered; of a digest the words are kept, encrypted, for as long as its buttons may be
pressed, since Slack replaces messages only as a whole.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, literal_column, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from storage.models.delivery import UNDELIVERED, MessageState, Outgoing
from storage.models.journey import DigestPart, Nudge
from storage.states import NudgeState
from storage.transaction import Transaction

KEPT = timedelta(days=60)
"""How long a part is kept after it was last changed; a press after that replaces the whole message."""
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """One nudge that comes with others; `words` is what Slack would take if it came by itself."""

    nudge_id: int
    relationship_id: int
    enrolment_id: int
    kind: str
    words: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What every part says now, in order, by its id. Later changes are later messages: `changed_at` never goes back."""

    parts: tuple[tuple[int, dict[str, Any]], ...]
    changed_at: datetime


async def keep(
    tx: Transaction, *, workspace: str, key: str, slack_id: str, parts: Sequence[NewPart], now: datetime
) -> list[int]:
    """Keep the parts of the message with this key, to this person; their ids."""
    rows = [
        DigestPart(
            workspace_id=workspace,
            message_key=key,
            position=position,
            slack_id=slack_id,
            nudge_id=part.nudge_id,
            relationship_id=part.relationship_id,
            enrolment_id=part.enrolment_id,
            kind=part.kind,
            words=_sealed(part.words),
            changed_at=now,
        )
        for position, part in enumerate(parts)
    ]
    tx.add_all(rows)
    await tx.flush()
    return [row.id for row in rows]


async def change(
    tx: Transaction, *, workspace: str, part_id: int, slack_id: str, ts: str, words: dict[str, Any], now: datetime
) -> Digest | None:
    """Change what one part says of the message that stands at `ts`; None when there is none, any more, or it is another's.

    Two presses at once take turns here, so that each sees what became of the other's part.
    """
    message = and_(Outgoing.workspace_id == DigestPart.workspace_id, Outgoing.key == DigestPart.message_key)
    key = (
        select(DigestPart.message_key)
        .join(Outgoing, message)
        .where(DigestPart.id == part_id, DigestPart.workspace_id == workspace, DigestPart.slack_id == slack_id)
        # After a restore, a part may have the number that another had in a message that is lost but stands in Slack.
        .where(or_(Outgoing.ts == ts, Outgoing.ts.is_(None)))
    )
    whole = (
        select(DigestPart)
        .where(DigestPart.workspace_id == workspace, DigestPart.message_key == key.scalar_subquery())
        .order_by(DigestPart.position)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows = (await tx.scalars(whole)).all()
    if not rows:
        return None
    changed_at = max(now, *(row.changed_at for row in rows))
    for row in rows:
        if row.id == part_id:
            row.words = _sealed(words)
        row.changed_at = changed_at
    await tx.flush()
    return Digest(parts=tuple((row.id, json.loads(row.words)) for row in rows), changed_at=changed_at)


async def take_back(tx: Transaction, message_id: int, fence: int, now: datetime) -> None:
    """Let what was to come in a digest be decided on anew, a minute from now: it will not be sent as it is.

    Whoever no longer holds the message takes nothing back: another may be sending it.
    """
    held = select(Outgoing).where(
        Outgoing.id == message_id, Outgoing.fence == fence, Outgoing.state == MessageState.LEASED
    )
    message = await tx.scalar(held.with_for_update())
    if message is None:
        return
    its_own = and_(DigestPart.workspace_id == message.workspace_id, DigestPart.message_key == message.key)
    await _plan_again(tx, its_own, due_at=now + A_MINUTE)


async def take_up_expired(tx: Transaction, workspace: str, *, since: datetime) -> None:
    """Let what was to come in digests that expired be decided on anew, each as late as it is: a digest expires with the
    first of its parts, and what is stale is left out one by one.
    """
    expired = select(Outgoing.key).where(
        literal_column(f"outbox.{UNDELIVERED}"),
        Outgoing.workspace_id == workspace,
        Outgoing.finished_at >= since,
        Outgoing.state == MessageState.EXPIRED,
        Outgoing.kind == "digest",
    )
    keys = (await tx.scalars(expired)).all()
    if keys:
        parts = and_(DigestPart.workspace_id == workspace, DigestPart.message_key.in_(keys))
        await _plan_again(tx, parts, due_at=Nudge.due_at)


async def _plan_again(
    tx: Transaction, parts: ColumnElement[bool], *, due_at: datetime | InstrumentedAttribute[datetime]
) -> None:
    again = (
        update(Nudge)
        .where(Nudge.id.in_(select(DigestPart.nudge_id).where(parts)), Nudge.state == NudgeState.SENT)
        .values(
            state=NudgeState.PLANNED, due_at=due_at, decided_at=None, message_key=None, prompt_id=None, is_merged=False
        )
    )
    await tx.execute(again.execution_options(synchronize_session=False))
    await tx.execute(delete(DigestPart).where(parts).execution_options(synchronize_session=False))


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Erase the words of digests that nobody has changed since."""
    old = delete(DigestPart).where(DigestPart.changed_at < before)
    await tx.execute(old.execution_options(synchronize_session=False))


def _sealed(words: dict[str, Any]) -> str:
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))
