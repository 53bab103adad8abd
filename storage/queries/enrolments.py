"""Questions about people's places in programmes."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.enrolments import BaselineAnswer, Enrolment, Wish
from storage.models.relationships import Relationship, RelationshipMember
from storage.states import EnrolmentState, RelationshipState, Wave


async def enrolment(tx: AsyncSession, workspace_id: str, enrolment_id: int) -> Enrolment | None:
    row = await tx.get(Enrolment, enrolment_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def of_person_in(tx: AsyncSession, workspace_id: str, slack_id: str, programme_id: int) -> Enrolment | None:
    """Somebody's place in one programme; there is at most one."""
    row: Enrolment | None = await tx.scalar(
        select(Enrolment).where(
            Enrolment.workspace_id == workspace_id,
            Enrolment.slack_id == slack_id,
            Enrolment.programme_id == programme_id,
        )
    )
    return row


async def of_person(tx: AsyncSession, workspace_id: str, slack_id: str) -> Sequence[Enrolment]:
    """Every place somebody has or had, the newest first."""
    rows = await tx.scalars(
        select(Enrolment)
        .where(Enrolment.workspace_id == workspace_id, Enrolment.slack_id == slack_id)
        .order_by(Enrolment.id.desc())
    )
    return rows.all()


async def in_programme(
    tx: AsyncSession,
    workspace_id: str,
    programme_id: int,
    *states: EnrolmentState,
    after: int = 0,
    limit: int | None = None,
) -> Sequence[Enrolment]:
    """Places in a programme that are in any of these states, after this one, in the order in which people came."""
    rows = await tx.scalars(
        select(Enrolment)
        .where(
            Enrolment.workspace_id == workspace_id,
            Enrolment.programme_id == programme_id,
            Enrolment.state.in_(states),
            Enrolment.id > after,
        )
        .order_by(Enrolment.id)
        .limit(limit)
    )
    return rows.all()


async def with_relationship(
    tx: AsyncSession, workspace_id: str, enrolment_ids: Collection[int], *states: RelationshipState
) -> set[int]:
    """Those of these places whose people are in a relationship in any of these states, and have not left it."""
    rows = await tx.scalars(
        select(RelationshipMember.enrolment_id)
        .join(Relationship, Relationship.id == RelationshipMember.relationship_id)
        .where(
            RelationshipMember.workspace_id == workspace_id,
            RelationshipMember.enrolment_id.in_(enrolment_ids),
            RelationshipMember.left_at.is_(None),
            Relationship.state.in_(states),
        )
    )
    return set(rows)


async def wishes(tx: AsyncSession, workspace_id: str, enrolment_ids: Collection[int]) -> Sequence[Wish]:
    """All wishes of these places, by rank."""
    rows = await tx.scalars(
        select(Wish)
        .where(Wish.workspace_id == workspace_id, Wish.enrolment_id.in_(enrolment_ids))
        .order_by(Wish.enrolment_id, Wish.rank, Wish.id)
    )
    return rows.all()


async def baseline(
    tx: AsyncSession, workspace_id: str, enrolment_ids: Collection[int], wave: Wave
) -> Sequence[BaselineAnswer]:
    rows = await tx.scalars(
        select(BaselineAnswer).where(
            BaselineAnswer.workspace_id == workspace_id,
            BaselineAnswer.enrolment_id.in_(enrolment_ids),
            BaselineAnswer.wave == wave,
        )
    )
    return rows.all()
