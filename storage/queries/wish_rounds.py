"""Questions about asking for wishes before a round: who is asked, who is due, and who was shown to whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import cast as typed

from sqlalchemy import CursorResult, String, and_, cast, delete, exists, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.delivery import MessageState, Outgoing, Target
from storage.models.enrolments import Enrolment
from storage.models.people import Person
from storage.models.relationships import Relationship, RelationshipMember
from storage.models.wishes import WishOffer, WishQuestion, WishRound
from storage.states import EnrolmentState, RelationshipState, Role, WishAnswer, WishStage

IS_OUTSIDE = or_(Person.is_bot, Person.is_guest, Person.is_external, Person.is_deactivated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Whether somebody is still to be asked, and when the last of those who were has had their time."""

    is_planned: bool
    last: datetime | None


async def round_(tx: AsyncSession, workspace_id: str, wish_round_id: int) -> WishRound | None:
    row = await tx.get(WishRound, wish_round_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def running(tx: AsyncSession, workspace_id: str, programme_id: int) -> WishRound | None:
    """The asking of a programme that is not over; there is at most one."""
    row: WishRound | None = await tx.scalar(
        select(WishRound).where(
            WishRound.workspace_id == workspace_id,
            WishRound.programme_id == programme_id,
            WishRound.stage != WishStage.ENDED,
        )
    )
    return row


async def last_begun(tx: AsyncSession, workspace_id: str, programme_id: int) -> int:
    """The id of a programme's last asking, over or not; 0 when there was none."""
    last = select(func.max(WishRound.id)).where(
        WishRound.workspace_id == workspace_id, WishRound.programme_id == programme_id
    )
    return await tx.scalar(last) or 0


async def last_answered(tx: AsyncSession, workspace_id: str, programme_id: int, fewest: int) -> int:
    """The id of a programme's last asking that is over and in which so many mentees answered; 0 when there was none."""
    last = select(func.max(WishRound.id)).where(
        WishRound.workspace_id == workspace_id,
        WishRound.programme_id == programme_id,
        WishRound.stage == WishStage.ENDED,
        WishRound.answered >= fewest,
    )
    return await tx.scalar(last) or 0


async def next_round(tx: AsyncSession, now: datetime, leaving: Collection[int]) -> WishRound | None:
    """One that is to be looked at, in any workspace, but these and those other replicas work on."""
    row: WishRound | None = await tx.scalar(
        select(WishRound)
        .where(WishRound.look_at <= now, WishRound.id.not_in(leaving))
        .order_by(WishRound.look_at, WishRound.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return row


async def plan_mentors(tx: AsyncSession, row: WishRound, now: datetime) -> int:
    """Note every mentor of the programme who has a free place as one to be asked; how many there are."""
    mentees = select(func.count()).where(*_active_part(Role.MENTOR)).correlate(Enrolment).scalar_subquery()
    mentors = (
        select(
            Enrolment.workspace_id,
            literal(row.id),
            Enrolment.id,
            Enrolment.slack_id,
            literal(Role.MENTOR, WishQuestion.role.type),
            literal(WishAnswer.PLANNED, WishQuestion.answer.type),
            literal(now, WishQuestion.due_at.type),
        )
        .join(Person, and_(Person.workspace_id == Enrolment.workspace_id, Person.slack_id == Enrolment.slack_id))
        .where(
            Enrolment.workspace_id == row.workspace_id,
            Enrolment.programme_id == row.programme_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            Enrolment.role.in_((Role.MENTOR, Role.BOTH)),
            ~Enrolment.is_full,
            ~IS_OUTSIDE,
            mentees < Enrolment.capacity,
        )
    )
    names = ["workspace_id", "wish_round_id", "enrolment_id", "slack_id", "role", "answer", "due_at"]
    planned = await tx.execute(insert(WishQuestion).from_select(names, mentors))
    return typed("CursorResult[Any]", planned).rowcount


def _active_part(role: Role) -> tuple[Any, ...]:
    """The conditions of a part in an active relationship that belongs to the enrolment asked about."""
    return (
        RelationshipMember.enrolment_id == Enrolment.id,
        RelationshipMember.role == role,
        RelationshipMember.left_at.is_(None),
        Relationship.id == RelationshipMember.relationship_id,
        Relationship.state == RelationshipState.ACTIVE,
    )


async def add_questions(tx: AsyncSession, questions: Sequence[Mapping[str, Any]]) -> None:
    await tx.execute(insert(WishQuestion), questions)


async def question_ids(tx: AsyncSession, workspace_id: str, wish_round_id: int, role: Role) -> Mapping[int, int]:
    """The questions to people in a role, by their enrolments."""
    rows = await tx.execute(
        select(WishQuestion.enrolment_id, WishQuestion.id).where(
            WishQuestion.workspace_id == workspace_id,
            WishQuestion.wish_round_id == wish_round_id,
            WishQuestion.role == role,
        )
    )
    return dict(rows.all())


async def add_offers(tx: AsyncSession, offers: Sequence[Mapping[str, Any]]) -> None:
    await tx.execute(insert(WishOffer), offers)


async def due(tx: AsyncSession, now: datetime, limit: int) -> Sequence[WishQuestion]:
    """Questions to be put, reminded of or tidied up, in any workspace, but those other replicas work on."""
    rows = await tx.scalars(
        select(WishQuestion)
        .where(WishQuestion.due_at <= now)
        .order_by(WishQuestion.due_at, WishQuestion.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return rows.all()


async def alone(tx: AsyncSession, workspace_id: str, question_id: int) -> WishQuestion | None:
    """One question; whoever else would change it waits until this transaction ends."""
    row: WishQuestion | None = await tx.scalar(
        select(WishQuestion)
        .where(WishQuestion.workspace_id == workspace_id, WishQuestion.id == question_id)
        .with_for_update()
    )
    return row


async def question(tx: AsyncSession, workspace_id: str, question_id: int) -> WishQuestion | None:
    """One question, to be read only."""
    row = await tx.get(WishQuestion, question_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def pointless(tx: AsyncSession, workspace_id: str, question_ids: Collection[int]) -> set[int]:
    """Those of these questions with nothing to ask any more.

    They left, may not take part or came for something else; a mentor is full, a mentee has a mentor.
    """
    may_be_shown = and_(
        WishQuestion.role == Role.MENTOR, Enrolment.role.in_((Role.MENTOR, Role.BOTH)), ~Enrolment.is_full
    )
    may_choose = and_(
        WishQuestion.role == Role.MENTEE,
        Enrolment.role.in_((Role.MENTEE, Role.BOTH)),
        ~exists().where(*_active_part(Role.MENTEE)),
    )
    meant = await tx.scalars(
        select(WishQuestion.id)
        .join(Enrolment, Enrolment.id == WishQuestion.enrolment_id)
        .join(Person, and_(Person.workspace_id == Enrolment.workspace_id, Person.slack_id == Enrolment.slack_id))
        .where(
            WishQuestion.workspace_id == workspace_id,
            WishQuestion.id.in_(question_ids),
            Enrolment.state == EnrolmentState.ENROLLED,
            ~IS_OUTSIDE,
            or_(may_be_shown, may_choose),
        )
    )
    return set(question_ids) - set(meant)


async def times(tx: AsyncSession, workspace_id: str, wish_round_id: int, role: Role) -> Times:
    """How far the asking of people in a role is."""
    here = (
        WishQuestion.workspace_id == workspace_id,
        WishQuestion.wish_round_id == wish_round_id,
        WishQuestion.role == role,
    )
    planned = select(WishQuestion.id).where(*here, WishQuestion.answer == WishAnswer.PLANNED).limit(1)
    return Times(
        is_planned=await tx.scalar(planned) is not None,
        last=await tx.scalar(select(func.max(WishQuestion.closes_at)).where(*here)),
    )


async def may_be_shown(tx: AsyncSession, workspace_id: str, wish_round_id: int, *, asked_as: str) -> frozenset[str]:
    """Slack ids of the mentors who said yes, or were asked and said nothing.

    A question reached them when the message is sent whose key is `asked_as` and the question's id.
    """
    reached = exists().where(
        Outgoing.workspace_id == workspace_id,
        Outgoing.key == literal(asked_as).concat(cast(WishQuestion.id, String)),
        Outgoing.state == MessageState.SENT,
    )
    rows = await tx.scalars(
        select(WishQuestion.slack_id).where(
            WishQuestion.workspace_id == workspace_id,
            WishQuestion.wish_round_id == wish_round_id,
            WishQuestion.role == Role.MENTOR,
            or_(WishQuestion.answer == WishAnswer.GIVEN, and_(WishQuestion.answer == WishAnswer.ASKED, reached)),
        )
    )
    return frozenset(rows)


async def answered(tx: AsyncSession, workspace_id: str, wish_round_id: int) -> int:
    """How many mentees have said whom they would choose, or that it is none of those they were shown."""
    count = select(func.count()).where(
        WishQuestion.workspace_id == workspace_id,
        WishQuestion.wish_round_id == wish_round_id,
        WishQuestion.role == Role.MENTEE,
        WishQuestion.answer == WishAnswer.GIVEN,
    )
    return await tx.scalar(count) or 0


async def let_go(tx: AsyncSession, workspace_id: str, wish_round_id: int, now: datetime) -> None:
    """Have every question that is not closed looked at, since its stage is over."""
    await tx.execute(
        update(WishQuestion)
        .where(
            WishQuestion.workspace_id == workspace_id,
            WishQuestion.wish_round_id == wish_round_id,
            WishQuestion.answer != WishAnswer.CLOSED,
        )
        .values(due_at=now)
    )


async def places(tx: AsyncSession, workspace_id: str, enrolment_ids: Collection[int]) -> Mapping[int, Enrolment]:
    """These people's places, by id."""
    rows = await tx.scalars(
        select(Enrolment).where(Enrolment.workspace_id == workspace_id, Enrolment.id.in_(enrolment_ids))
    )
    return {row.id: row for row in rows}


async def offers(tx: AsyncSession, row: WishQuestion) -> Sequence[WishOffer]:
    """The mentors a mentee is shown."""
    rows = await tx.scalars(
        select(WishOffer)
        .where(WishOffer.workspace_id == row.workspace_id, WishOffer.question_id == row.id)
        .order_by(WishOffer.enrolment_id)
    )
    return rows.all()


async def forget_offers(tx: AsyncSession, row: WishQuestion) -> None:
    await tx.execute(
        delete(WishOffer).where(WishOffer.workspace_id == row.workspace_id, WishOffer.question_id == row.id)
    )


async def delivered(tx: AsyncSession, row: WishQuestion, keys: Collection[str]) -> Sequence[tuple[str, str]]:
    """Channel and timestamp of the messages with these keys that stand in somebody's direct messages."""
    rows = await tx.execute(
        select(Person.direct_channel, Outgoing.ts)
        .join(Outgoing, and_(Outgoing.workspace_id == Person.workspace_id, Outgoing.slack_id == Person.slack_id))
        .where(
            Outgoing.workspace_id == row.workspace_id,
            Outgoing.slack_id == row.slack_id,
            Outgoing.key.in_(keys),
            Outgoing.target == Target.PERSON,
            Outgoing.state == MessageState.SENT,
        )
        .order_by(Outgoing.id)
    )
    return [(channel, ts) for channel, ts in rows if channel is not None and ts is not None]
