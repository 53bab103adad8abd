"""Questions about what was noted for coordinators, and what of it they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.journey import Nudge
from storage.models.programmes import ProgrammeCoordinator
from storage.models.relationships import Relationship
from storage.states import NudgeState, RelationshipState

_FOR_COORDINATORS = "nudges.step = 'no-news'"  # word for word as the index says it, or SQLite does not use it


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """News of one relationship for one coordinator, and since when it is so."""

    nudge: Nudge
    programme_id: int
    since: date
    is_active: bool


async def noted(tx: AsyncSession, workspace_id: str) -> Sequence[Noted]:
    """What is noted and not said yet; nobody else says it until this transaction ends."""
    rows = await tx.execute(
        # Columns and not the relationship itself: that may have been read before it ended.
        select(Nudge, Relationship.programme_id, Relationship.kick_off_on, Relationship.state)
        .join(Relationship, Relationship.id == Nudge.relationship_id)
        .where(literal_column(_FOR_COORDINATORS), Nudge.workspace_id == workspace_id, Nudge.state == NudgeState.NOTED)
        .order_by(Nudge.id)
        .with_for_update(of=Nudge)
    )
    return [
        Noted(
            nudge=nudge,
            programme_id=programme_id,
            since=kick_off_on + timedelta(days=nudge.occurrence),
            is_active=state is RelationshipState.ACTIVE,
        )
        for nudge, programme_id, kick_off_on, state in rows
    ]


async def told_of_relationships(tx: AsyncSession, workspace_id: str, since: datetime) -> set[tuple[int, str]]:
    """Of which programmes who was told that there is no news of somebody, since a moment."""
    rows = await tx.execute(
        select(Relationship.programme_id, Nudge.recipient)
        .join(Relationship, Relationship.id == Nudge.relationship_id)
        .where(
            literal_column(_FOR_COORDINATORS),
            Nudge.workspace_id == workspace_id,
            Nudge.state == NudgeState.SENT,
            Nudge.decided_at >= since,
        )
    )
    return {(programme_id, recipient) for programme_id, recipient in rows}


async def told_of_delivery(tx: AsyncSession, workspace_id: str, since: datetime) -> set[tuple[int, str]]:
    """Of which programmes who was told that something was not delivered, since a moment."""
    rows = await tx.execute(
        select(ProgrammeCoordinator.programme_id, ProgrammeCoordinator.slack_id).where(
            ProgrammeCoordinator.workspace_id == workspace_id, ProgrammeCoordinator.told_of_undelivered_at >= since
        )
    )
    return {(programme_id, recipient) for programme_id, recipient in rows}
