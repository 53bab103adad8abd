"""Questions about rounds that are published on a date."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.rounds import Round


async def due(tx: AsyncSession, now: datetime) -> Sequence[tuple[str, int]]:
    """Workspace and id of every round whose moment has come, the longest waiting first."""
    found = select(Round.workspace_id, Round.id).where(Round.publish_at <= now).order_by(Round.publish_at)
    return [(workspace_id, round_id) for workspace_id, round_id in await tx.execute(found)]


async def askers(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[str]:
    """Who asked that a round of this programme be published on a date that has not been answered yet."""
    rows = await tx.scalars(
        select(Round.publish_asked_by).where(
            Round.workspace_id == workspace_id, Round.programme_id == programme_id, Round.publish_at.is_not(None)
        )
    )
    return [asker for asker in rows if asker is not None]


async def on_a_date(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[Round]:
    """The rounds of this programme that are to be published by themselves."""
    rows = await tx.scalars(
        select(Round).where(
            Round.workspace_id == workspace_id, Round.programme_id == programme_id, Round.publish_at.is_not(None)
        )
    )
    return rows.all()


async def take_off_date(tx: AsyncSession, workspace_id: str, programme_id: int) -> None:
    """Let no round of this programme be published by itself any more."""
    await tx.execute(
        update(Round)
        .where(Round.workspace_id == workspace_id, Round.programme_id == programme_id, Round.publish_at.is_not(None))
        .values(publish_at=None, publish_zone=None, publish_asked_by=None)
    )
