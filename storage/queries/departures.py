"""What is changed when somebody leaves a relationship."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.journey import Nudge
from storage.models.relationships import Relationship, RelationshipMember
from storage.states import NudgeState, RelationshipState


async def part(tx: AsyncSession, workspace_id: str, relationship_id: int, slack_id: str, now: datetime) -> None:
    """Note that somebody left, and send them nothing more of it."""
    await tx.execute(
        update(RelationshipMember)
        .where(
            RelationshipMember.workspace_id == workspace_id,
            RelationshipMember.relationship_id == relationship_id,
            RelationshipMember.slack_id == slack_id,
        )
        .values(left_at=now)
    )
    await _cancel(tx, workspace_id, relationship_id, now, recipient=slack_id)


async def end(tx: AsyncSession, workspace_id: str, relationship_id: int, now: datetime) -> None:
    """End a relationship and everything planned for it."""
    await tx.execute(
        update(Relationship)
        .where(Relationship.workspace_id == workspace_id, Relationship.id == relationship_id)
        .values(state=RelationshipState.ENDED, ended_at=now)
    )
    await _cancel(tx, workspace_id, relationship_id, now)


async def move_to(tx: AsyncSession, workspace_id: str, relationship_id: int, conversation_id: int) -> None:
    """Let a relationship go on in another conversation."""
    await tx.execute(
        update(Relationship)
        .where(Relationship.workspace_id == workspace_id, Relationship.id == relationship_id)
        .values(conversation_id=conversation_id)
    )


async def _cancel(
    tx: AsyncSession, workspace_id: str, relationship_id: int, now: datetime, *, recipient: str | None = None
) -> None:
    planned = update(Nudge).where(
        Nudge.workspace_id == workspace_id,
        Nudge.relationship_id == relationship_id,
        Nudge.state == NudgeState.PLANNED,
    )
    if recipient is not None:
        planned = planned.where(Nudge.recipient == recipient)
    await tx.execute(planned.values(state=NudgeState.CANCELLED, decided_at=now))
