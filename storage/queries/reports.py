"""Questions a report asks: who is where, what was noted, and what people answered, wave by wave."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.enrolments import BaselineAnswer, Enrolment
from storage.models.journey import CheckIn, CheckInReply, Nudge
from storage.models.relationships import Relationship, RelationshipMember
from storage.models.reports import ReportRelease
from storage.models.rounds import ProposedMatch
from storage.slices import in_slices
from storage.states import EnrolmentState, NudgeState, RelationshipState, Role, Wave

NO_NEWS = "no-news"  # the step that tells coordinators; word for word as in the index of `nudges`


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """Somebody's place, without anything they filled in."""

    slack_id: str
    role: Role
    state: EnrolmentState
    enrolled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A relationship that is or was."""

    id: int
    state: RelationshipState
    kick_off: date
    same: tuple[int, datetime | None]
    """Equal in two relationships of the same two people, one each way: they share a conversation and end together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One check-in question put to one relationship; `wave` holds its round (0 for none) and its number in it."""

    check_in_id: int
    relationship_id: int
    wave: tuple[int, int]
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one person answered to a check-in, and in which role."""

    check_in_id: int
    slack_id: str
    role: Role
    value: int
    replied_at: datetime


async def places(tx: AsyncSession, workspace_id: str, programme_id: int, *states: EnrolmentState) -> Sequence[Enrolled]:
    """The places of a programme in any of these states, in the order in which people came."""
    statement = (
        select(Enrolment.slack_id, Enrolment.role, Enrolment.state, Enrolment.enrolled_at)
        .where(
            Enrolment.workspace_id == workspace_id,
            Enrolment.programme_id == programme_id,
            Enrolment.state.in_(states),
        )
        .order_by(Enrolment.id)
    )
    return [
        Enrolled(slack_id=slack_id, role=role, state=state, enrolled_at=enrolled_at)
        async for rows in in_slices(tx, statement)
        for slack_id, role, state, enrolled_at in rows
    ]


async def relationships(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[Begun]:
    """Every relationship there is or was in a programme, the oldest first."""
    rows = await tx.execute(
        select(
            Relationship.id,
            Relationship.state,
            Relationship.kick_off_on,
            Relationship.conversation_id,
            Relationship.ended_at,
        )
        .where(Relationship.workspace_id == workspace_id, Relationship.programme_id == programme_id)
        .order_by(Relationship.id)
    )
    return [
        Begun(id=id_, state=state, kick_off=kick_off, same=(conversation_id, ended_at))
        for id_, state, kick_off, conversation_id, ended_at in rows
    ]


async def members(tx: AsyncSession, workspace_id: str, programme_id: int) -> Mapping[int, tuple[str, ...]]:
    """Who is in each relationship of a programme and has not left it, in the order in which they enrolled."""
    rows = await tx.execute(
        select(RelationshipMember.relationship_id, RelationshipMember.slack_id)
        .join(Relationship, Relationship.id == RelationshipMember.relationship_id)
        .where(
            Relationship.workspace_id == workspace_id,
            Relationship.programme_id == programme_id,
            RelationshipMember.left_at.is_(None),
        )
        .order_by(RelationshipMember.relationship_id, RelationshipMember.enrolment_id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for relationship_id, slack_id in rows:
        found[relationship_id] = (*found.get(relationship_id, ()), slack_id)
    return found


async def check_in_waves(
    tx: AsyncSession, workspace_id: str, programme_id: int
) -> Mapping[tuple[int, int], tuple[datetime, datetime]]:
    """When each wave of check-ins was first and last asked, the oldest first; a wave as in `Asked`."""
    first, last = func.min(CheckIn.asked_at), func.max(CheckIn.asked_at)
    rows = await tx.execute(
        select(ProposedMatch.round_id, CheckIn.occurrence, first, last)
        .select_from(CheckIn)
        .join(Relationship, Relationship.id == CheckIn.relationship_id)
        .outerjoin(ProposedMatch, ProposedMatch.id == Relationship.match_id)
        .where(CheckIn.workspace_id == workspace_id, Relationship.programme_id == programme_id)
        .group_by(ProposedMatch.round_id, CheckIn.occurrence)
        .order_by(first)
    )
    return {(round_id or 0, occurrence): (began, ended) for round_id, occurrence, began, ended in rows}


async def check_ins(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[Asked]:
    """Every check-in asked in a programme, the oldest first."""
    rows = await tx.execute(
        select(CheckIn.id, CheckIn.relationship_id, ProposedMatch.round_id, CheckIn.occurrence, CheckIn.asked_at)
        .join(Relationship, Relationship.id == CheckIn.relationship_id)
        .outerjoin(ProposedMatch, ProposedMatch.id == Relationship.match_id)
        .where(CheckIn.workspace_id == workspace_id, Relationship.programme_id == programme_id)
        .order_by(CheckIn.asked_at, CheckIn.id)
    )
    return [
        Asked(
            check_in_id=check_in_id,
            relationship_id=relationship_id,
            wave=(round_id or 0, occurrence),
            asked_at=asked_at,
        )
        for check_in_id, relationship_id, round_id, occurrence, asked_at in rows
    ]


async def ratings(tx: AsyncSession, workspace_id: str, check_in_ids: Collection[int]) -> Sequence[Rating]:
    """Every rating given to these check-ins, the oldest first."""
    rows = await tx.execute(
        select(
            CheckInReply.check_in_id,
            CheckInReply.slack_id,
            RelationshipMember.role,
            CheckInReply.rating,
            CheckInReply.replied_at,
        )
        .join(CheckIn, CheckIn.id == CheckInReply.check_in_id)
        .join(
            RelationshipMember,
            (RelationshipMember.relationship_id == CheckIn.relationship_id)
            & (RelationshipMember.slack_id == CheckInReply.slack_id),
        )
        .where(
            CheckInReply.workspace_id == workspace_id,
            CheckInReply.check_in_id.in_(check_in_ids),
            CheckInReply.rating.is_not(None),
        )
        .order_by(CheckInReply.replied_at, CheckInReply.check_in_id)
    )
    return [
        Rating(check_in_id=check_in_id, slack_id=slack_id, role=role, value=value, replied_at=replied_at)
        for check_in_id, slack_id, role, value, replied_at in rows
        if value is not None
    ]


async def sent_to(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int], steps: Collection[str]
) -> Sequence[tuple[int, str, Role, datetime]]:
    """To whom of each relationship any of these steps was sent: relationship, person, role, moment."""
    rows = await tx.execute(
        select(Nudge.relationship_id, Nudge.recipient, RelationshipMember.role, Nudge.decided_at)
        .join(
            RelationshipMember,
            (RelationshipMember.relationship_id == Nudge.relationship_id)
            & (RelationshipMember.slack_id == Nudge.recipient),
        )
        .where(
            Nudge.workspace_id == workspace_id,
            Nudge.relationship_id.in_(relationship_ids),
            Nudge.step.in_(steps),
            Nudge.state == NudgeState.SENT,
            Nudge.decided_at.is_not(None),
        )
        .order_by(Nudge.id)
    )
    return [(relationship_id, slack_id, role, moment) for relationship_id, slack_id, role, moment in rows if moment]


async def nudge_counts(tx: AsyncSession, workspace_id: str, programme_id: int) -> tuple[int, int, int, int]:
    """How many nudges to those who take part in a programme were sent; of these, how many came within another's message,
    and how many by themselves but later; and how many were due and left out.
    """
    is_sent = Nudge.state == NudgeState.SENT
    is_left_out = or_(
        Nudge.state == NudgeState.UNWANTED, and_(Nudge.state == NudgeState.SKIPPED, Nudge.due_at <= Nudge.decided_at)
    )
    which = (is_sent, is_sent & Nudge.is_merged, is_sent & ~Nudge.is_merged & (Nudge.moved > 0), is_left_out)
    row = (
        await tx.execute(
            select(*(func.count().filter(each) for each in which))
            .select_from(Nudge)
            .join(Relationship, Relationship.id == Nudge.relationship_id)
            .where(
                Nudge.workspace_id == workspace_id,
                Relationship.programme_id == programme_id,
                Nudge.step != NO_NEWS,
            )
        )
    ).one()
    return row[0], row[1], row[2], row[3]


async def baseline(
    tx: AsyncSession, workspace_id: str, programme_id: int, wave: Wave
) -> Sequence[tuple[str, str, int]]:
    """Who answered which question with what, of everybody who ever had a place: person, question, value."""
    rows = await tx.execute(
        select(Enrolment.slack_id, BaselineAnswer.question, BaselineAnswer.value)
        .join(Enrolment, Enrolment.id == BaselineAnswer.enrolment_id)
        .where(
            BaselineAnswer.workspace_id == workspace_id,
            Enrolment.programme_id == programme_id,
            Enrolment.state != EnrolmentState.JOINING,
            BaselineAnswer.wave == wave,
        )
    )
    return [(slack_id, question, value) for slack_id, question, value in rows]


async def releases(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[ReportRelease]:
    """What was released of a programme, the oldest first."""
    rows = await tx.scalars(
        select(ReportRelease)
        .where(ReportRelease.workspace_id == workspace_id, ReportRelease.programme_id == programme_id)
        .order_by(ReportRelease.id)
    )
    return rows.all()
