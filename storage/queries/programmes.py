"""Questions about programmes and who runs them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.states import ProgrammeState


async def programme(tx: AsyncSession, workspace_id: str, programme_id: int) -> Programme | None:
    row = await tx.get(Programme, programme_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def in_state(tx: AsyncSession, workspace_id: str, *states: ProgrammeState) -> Sequence[Programme]:
    """Programmes in any of these states, the oldest first."""
    rows = await tx.scalars(
        select(Programme)
        .where(Programme.workspace_id == workspace_id, Programme.state.in_(states))
        .order_by(Programme.id)
    )
    return rows.all()


async def coordinators(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[str]:
    """Slack ids of those who run a programme, the longest-serving first."""
    rows = await tx.scalars(
        select(ProgrammeCoordinator.slack_id)
        .where(
            ProgrammeCoordinator.workspace_id == workspace_id,
            ProgrammeCoordinator.programme_id == programme_id,
        )
        .order_by(ProgrammeCoordinator.appointed_at, ProgrammeCoordinator.slack_id)
    )
    return rows.all()


async def coordinated_by(tx: AsyncSession, workspace_id: str, slack_id: str) -> Sequence[Programme]:
    """The programmes somebody runs, the newest first."""
    rows = await tx.scalars(
        select(Programme)
        .join(ProgrammeCoordinator, ProgrammeCoordinator.programme_id == Programme.id)
        .where(Programme.workspace_id == workspace_id, ProgrammeCoordinator.slack_id == slack_id)
        .order_by(Programme.id.desc())
    )
    return rows.all()
