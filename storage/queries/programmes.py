"""Questions about programmes and who runs them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.models.enrolments import Enrolment
from storage.models.journey import Nudge
from storage.models.people import Person
from storage.models.programmes import Intent, Programme, ProgrammeCoordinator
from storage.models.relationships import Relationship
from storage.states import EnrolmentState, IntentKind, NudgeState, ProgrammeState, RelationshipState


async def programme(tx: AsyncSession, workspace_id: str, programme_id: int) -> Programme | None:
    row = await tx.get(Programme, programme_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def change_alone(tx: AsyncSession, workspace_id: str, programme_id: int) -> None:
    """Let others who would change this programme, or draft or publish its rounds, wait until this transaction ends."""
    await tx.execute(
        select(Programme.id)
        .where(Programme.workspace_id == workspace_id, Programme.id == programme_id)
        .with_for_update(key_share=True)
    )


async def change_alone_with(tx: AsyncSession, workspace_id: str, slack_id: str) -> None:
    """As `change_alone`, for every programme that somebody runs or is the contact of."""
    theirs = select(ProgrammeCoordinator.programme_id).where(
        ProgrammeCoordinator.workspace_id == workspace_id, ProgrammeCoordinator.slack_id == slack_id
    )
    await tx.execute(
        select(Programme.id)
        .where(
            Programme.workspace_id == workspace_id,
            (Programme.contact_id == slack_id) | Programme.id.in_(theirs),
        )
        .order_by(Programme.id)  # whoever holds several takes them in one order
        .with_for_update(key_share=True)
    )


async def in_state(tx: AsyncSession, workspace_id: str, *states: ProgrammeState) -> Sequence[Programme]:
    """Programmes in any of these states, the oldest first."""
    rows = await tx.scalars(
        select(Programme)
        .where(Programme.workspace_id == workspace_id, Programme.state.in_(states))
        .order_by(Programme.id)
    )
    return rows.all()


_COORDINATORS = (
    select(ProgrammeCoordinator.slack_id)
    .where(
        ProgrammeCoordinator.workspace_id == bindparam("workspace"),
        ProgrammeCoordinator.programme_id == bindparam("programme"),
    )
    .order_by(ProgrammeCoordinator.appointed_at, ProgrammeCoordinator.slack_id)
)


async def coordinators(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[str]:
    """Slack ids of those who run a programme, the longest-serving first."""
    return (await tx.scalars(_COORDINATORS, {"workspace": workspace_id, "programme": programme_id})).all()


async def coordinated_by(tx: AsyncSession, workspace_id: str, slack_id: str) -> Sequence[Programme]:
    """The programmes somebody runs, the newest first."""
    rows = await tx.scalars(
        select(Programme)
        .join(ProgrammeCoordinator, ProgrammeCoordinator.programme_id == Programme.id)
        .where(ProgrammeCoordinator.workspace_id == workspace_id, ProgrammeCoordinator.slack_id == slack_id)
        .order_by(Programme.id.desc())
    )
    return rows.all()


async def orphaned(tx: AsyncSession, workspace_id: str) -> Sequence[Programme]:
    """Programmes that have not ended and whose coordinators are all deactivated, the newest first."""
    gone = aliased(Person, name="gone")
    still_run = (
        select(ProgrammeCoordinator.slack_id)
        .outerjoin(
            gone,
            (gone.workspace_id == ProgrammeCoordinator.workspace_id)
            & (gone.slack_id == ProgrammeCoordinator.slack_id)
            & gone.is_deactivated,
        )
        .where(ProgrammeCoordinator.programme_id == Programme.id, gone.slack_id.is_(None))
    )
    rows = await tx.scalars(
        select(Programme)
        .where(
            Programme.workspace_id == workspace_id,
            Programme.state != ProgrammeState.ENDED,
            ~still_run.exists(),
        )
        .order_by(Programme.id.desc())
    )
    return rows.all()


async def with_contact(tx: AsyncSession, workspace_id: str, slack_id: str) -> Sequence[Programme]:
    """Programmes that have not ended in which somebody is the person to turn to, the oldest first."""
    rows = await tx.scalars(
        select(Programme)
        .where(
            Programme.workspace_id == workspace_id,
            Programme.contact_id == slack_id,
            Programme.state != ProgrammeState.ENDED,
        )
        .order_by(Programme.id)
    )
    return rows.all()


async def all_coordinators(tx: AsyncSession, workspace_id: str) -> Sequence[str]:
    """Slack ids of everybody who runs a programme here, the longest-serving first."""
    first = func.min(ProgrammeCoordinator.appointed_at)
    rows = await tx.scalars(
        select(ProgrammeCoordinator.slack_id)
        .where(ProgrammeCoordinator.workspace_id == workspace_id)
        .group_by(ProgrammeCoordinator.slack_id)
        .order_by(first, ProgrammeCoordinator.slack_id)
    )
    return rows.all()


async def appointments(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[ProgrammeCoordinator]:
    """Who runs a programme, with who appointed them and when."""
    rows = await tx.scalars(
        select(ProgrammeCoordinator).where(
            ProgrammeCoordinator.workspace_id == workspace_id,
            ProgrammeCoordinator.programme_id == programme_id,
        )
    )
    return rows.all()


async def enrolled_counts(tx: AsyncSession, workspace_id: str, programme_ids: Collection[int]) -> Mapping[int, int]:
    """How many people have a place in each of these programmes; one with nobody is left out."""
    rows = await tx.execute(
        select(Enrolment.programme_id, func.count())
        .where(
            Enrolment.workspace_id == workspace_id,
            Enrolment.programme_id.in_(programme_ids),
            Enrolment.state.in_((EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)),
        )
        .group_by(Enrolment.programme_id)
    )
    return dict(rows.all())


async def anybody_came(tx: AsyncSession, workspace_id: str, programme_id: int) -> bool:
    """Whether somebody has ever begun to join a programme."""
    somebody = select(Enrolment.id).where(
        Enrolment.workspace_id == workspace_id, Enrolment.programme_id == programme_id
    )
    return await tx.scalar(somebody.limit(1)) is not None


async def last_intent(tx: AsyncSession, workspace_id: str, programme_id: int, kind: IntentKind) -> Intent | None:
    """The newest large act of a kind about a programme."""
    row: Intent | None = await tx.scalar(
        select(Intent)
        .where(Intent.workspace_id == workspace_id, Intent.subject_id == programme_id, Intent.kind == kind)
        .order_by(Intent.id.desc())
        .limit(1)
    )
    return row


async def end_relationships(tx: AsyncSession, workspace_id: str, programme_id: int, now: datetime) -> None:
    """End every relationship of a programme that still runs; what was planned for it is cancelled."""
    of_programme = (Relationship.workspace_id == workspace_id, Relationship.programme_id == programme_id)
    await tx.execute(
        update(Nudge)
        .where(
            Nudge.workspace_id == workspace_id,
            Nudge.relationship_id.in_(select(Relationship.id).where(*of_programme)),
            Nudge.state == NudgeState.PLANNED,
        )
        .values(state=NudgeState.CANCELLED, decided_at=now)
    )
    await tx.execute(
        update(Relationship)
        .where(*of_programme, Relationship.state == RelationshipState.ACTIVE)
        .values(state=RelationshipState.ENDED, ended_at=now)
    )
