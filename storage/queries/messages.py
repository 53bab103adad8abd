"""Questions about single messages, in whatever workspace, for whoever runs the bot: everything but their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.delivery import OPEN, UNDELIVERED, MessageState, Outgoing, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message. `ready_at` is the next moment at which anything can be done about it, while it is open."""

    id: int
    workspace_id: str
    kind: str
    lane: int
    state: MessageState
    target: Target
    slack_id: str | None
    conversation_id: int | None
    channel: str | None
    relationship_id: int | None
    enrolment_id: int | None
    programme_id: int | None
    due_at: datetime
    not_after: datetime | None
    ready_at: datetime
    first_tried_at: datetime | None
    finished_at: datetime | None
    tries: int
    crashes: int
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Messages that were not delivered, or may not have been; with `is_open_too`, also those still on their way."""

    is_open_too: bool = False
    workspace: str | None = None
    kind: str | None = None
    error: str | None = None


_COLUMNS = tuple(getattr(Outgoing, name) for name in Entry.__slots__)


async def find(tx: AsyncSession, message_id: int) -> Entry | None:
    """One message, whatever has become of it."""
    row = (await tx.execute(select(*_COLUMNS).where(Outgoing.id == message_id))).mappings().one_or_none()
    return None if row is None else Entry(**row)


async def listed(tx: AsyncSession, which: Which, *, limit: int) -> Sequence[Entry]:
    """Messages, the one due last first."""
    newest_first = (Outgoing.due_at.desc(), Outgoing.id.desc())
    rows = await tx.execute(select(*_COLUMNS).where(*_conditions(which)).order_by(*newest_first).limit(limit))
    return [Entry(**row) for row in rows.mappings()]


async def count(tx: AsyncSession, which: Which) -> int:
    return await tx.scalar(select(func.count()).select_from(Outgoing).where(*_conditions(which))) or 0


def _conditions(which: Which) -> list[ColumnElement[bool]]:
    undelivered: ColumnElement[bool] = literal_column(f"outbox.{UNDELIVERED}")
    open_: ColumnElement[bool] = literal_column(f"outbox.{OPEN}")
    named = ((Outgoing.workspace_id, which.workspace), (Outgoing.kind, which.kind), (Outgoing.error, which.error))
    return [
        or_(undelivered, open_) if which.is_open_too else undelivered,
        *(column == value for column, value in named if value is not None),
    ]
