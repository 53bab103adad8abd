"""Questions about what mentors are asked before a match begins."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from storage.models.delivery import MessageState, Outgoing, Target
from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Pause, Person
from storage.models.programmes import Intent
from storage.models.relationships import Relationship
from storage.models.rounds import MatchAnswer, ProposedMatch, Round
from storage.slices import SLICE
from storage.states import AnswerState, EnrolmentState, IntentKind, Role, WishKind

UNDECIDED = (AnswerState.ASKED, AnswerState.LAPSED)
FREED = (AnswerState.DECLINED, AnswerState.WITHDRAWN, AnswerState.SET_ASIDE)

_mentor, _mentee = aliased(Enrolment, name="mentor"), aliased(Enrolment, name="mentee")
_mentor_here, _mentee_here = aliased(Person, name="mentor_here"), aliased(Person, name="mentee_here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Where a question to a mentor stands in Slack."""

    channel: str
    ts: str


async def alone(tx: AsyncSession, workspace_id: str, answer_id: int) -> MatchAnswer | None:
    """One question; whoever else would decide on it waits until this transaction ends."""
    row: MatchAnswer | None = await tx.scalar(
        select(MatchAnswer)
        .where(MatchAnswer.workspace_id == workspace_id, MatchAnswer.id == answer_id)
        .with_for_update()
    )
    return row


async def due(tx: AsyncSession, now: datetime, limit: int) -> Sequence[MatchAnswer]:
    """Questions to be reminded of, closed or given up, in any workspace, but those other replicas work on."""
    rows = await tx.scalars(
        select(MatchAnswer)
        .where(MatchAnswer.due_at <= now)
        .order_by(MatchAnswer.due_at, MatchAnswer.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return rows.all()


async def of_mentor(tx: AsyncSession, workspace_id: str, mentor_id: str) -> Sequence[MatchAnswer]:
    """The questions to somebody that nobody has decided on, the oldest first."""
    rows = await tx.scalars(
        select(MatchAnswer)
        .where(
            MatchAnswer.workspace_id == workspace_id,
            MatchAnswer.mentor_id == mentor_id,
            MatchAnswer.state.in_(UNDECIDED),
        )
        .order_by(MatchAnswer.id)
        .with_for_update()
    )
    return rows.all()


async def of_round(tx: AsyncSession, workspace_id: str, round_id: int, *states: AnswerState) -> Sequence[MatchAnswer]:
    """The questions of a published round that are in any of these states."""
    rows = await tx.scalars(
        select(MatchAnswer)
        .where(
            MatchAnswer.workspace_id == workspace_id,
            MatchAnswer.round_id == round_id,
            MatchAnswer.state.in_(states),
        )
        .order_by(MatchAnswer.id)
    )
    return rows.all()


async def lapsed(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[MatchAnswer]:
    """The questions of a programme that coordinators are to decide on, the oldest first."""
    rows = await tx.scalars(
        select(MatchAnswer)
        .join(Round, Round.id == MatchAnswer.round_id)
        .where(
            Round.workspace_id == workspace_id,
            Round.programme_id == programme_id,
            MatchAnswer.state == AnswerState.LAPSED,
        )
        .order_by(MatchAnswer.closes_at, MatchAnswer.id)
    )
    return rows.all()


async def the_other_way(tx: AsyncSession, row: MatchAnswer) -> MatchAnswer | None:
    """The question to the mentee, where these two were proposed to mentor each other."""
    found: MatchAnswer | None = await tx.scalar(
        select(MatchAnswer)
        .where(
            MatchAnswer.workspace_id == row.workspace_id,
            MatchAnswer.round_id == row.round_id,
            MatchAnswer.mentor_id == row.mentee_id,
            MatchAnswer.mentee_id == row.mentor_id,
        )
        .order_by(MatchAnswer.id.desc())
        .limit(1)
        .with_for_update()
    )
    return found


async def not_begun(tx: AsyncSession, workspace_id: str, round_id: int) -> Sequence[MatchAnswer]:
    """The questions of a published round that were answered with yes and wait for the way back."""
    rows = await tx.scalars(
        select(MatchAnswer)
        .outerjoin(Relationship, Relationship.match_id == MatchAnswer.match_id)
        .where(
            MatchAnswer.workspace_id == workspace_id,
            MatchAnswer.round_id == round_id,
            MatchAnswer.state == AnswerState.ACCEPTED,
            Relationship.id.is_(None),
        )
        .order_by(MatchAnswer.id)
    )
    return rows.all()


async def has_begun(tx: AsyncSession, workspace_id: str, match_id: int) -> bool:
    found = select(Relationship.id).where(Relationship.workspace_id == workspace_id, Relationship.match_id == match_id)
    return await tx.scalar(found) is not None


async def waits_for_repair(tx: AsyncSession, workspace_id: str, round_id: int) -> bool:
    """Whether places of a round were freed since it was last solved."""
    freed = select(MatchAnswer.id).where(
        MatchAnswer.workspace_id == workspace_id,
        MatchAnswer.round_id == round_id,
        MatchAnswer.state.in_(FREED),
        ~MatchAnswer.is_repaired,
    )
    return await tx.scalar(freed.limit(1)) is not None


async def note_repaired(tx: AsyncSession, workspace_id: str, round_id: int) -> None:
    await tx.execute(
        update(MatchAnswer)
        .where(
            MatchAnswer.workspace_id == workspace_id,
            MatchAnswer.round_id == round_id,
            MatchAnswer.state.in_(FREED),
        )
        .values(is_repaired=True)
    )


async def impossible(
    tx: AsyncSession, workspace_id: str, answer_ids: Collection[int], *, away_on: date | None = None
) -> set[int]:
    """Those of these questions that have become pointless, whoever brought it about.

    One of the two left, may not take part, came for something else, or would rather not be with the other; or the
    mentor is full. With `away_on`, also those whose mentor is away on this day.
    """
    reasons = [
        *(_is_gone(place, here) for place, here in ((_mentor, _mentor_here), (_mentee, _mentee_here))),
        _mentor.is_full,
        _mentor.role.not_in((Role.MENTOR, Role.BOTH)),
        _mentee.role.not_in((Role.MENTEE, Role.BOTH)),
        _keeps_away(_mentor, MatchAnswer.mentee_id),
        _keeps_away(_mentee, MatchAnswer.mentor_id),
    ]
    if away_on is not None:
        reasons.append(_is_away(away_on))
    statement = select(MatchAnswer.id).join(Round, Round.id == MatchAnswer.round_id)
    for place, here, slack_id in (
        (_mentor, _mentor_here, MatchAnswer.mentor_id),
        (_mentee, _mentee_here, MatchAnswer.mentee_id),
    ):
        statement = statement.outerjoin(
            place, and_(place.programme_id == Round.programme_id, place.slack_id == slack_id)
        ).outerjoin(here, and_(here.workspace_id == MatchAnswer.workspace_id, here.slack_id == slack_id))
    statement = statement.where(MatchAnswer.workspace_id == workspace_id, or_(*reasons))
    found: set[int] = set()
    ids = list(answer_ids)
    for first in range(0, len(ids), SLICE):
        some = ids[first : first + SLICE]
        found.update(await tx.scalars(statement.where(MatchAnswer.id.in_(some))))
    return found


def _is_gone(place: type[Enrolment], here: type[Person]) -> ColumnElement[bool]:
    return or_(
        place.id.is_(None),
        place.state != EnrolmentState.ENROLLED,
        here.slack_id.is_(None),
        here.is_bot,
        here.is_guest,
        here.is_external,
        here.is_deactivated,
    )


def _keeps_away(place: type[Enrolment], from_: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return exists().where(Wish.enrolment_id == place.id, Wish.about_id == from_, Wish.kind == WishKind.NOT_WITH)


def _is_away(day: date) -> ColumnElement[bool]:
    return exists().where(
        Pause.workspace_id == MatchAnswer.workspace_id,
        Pause.slack_id == MatchAnswer.mentor_id,
        Pause.starts_on <= day,
        or_(Pause.ends_on.is_(None), Pause.ends_on >= day),
    )


async def delivered(tx: AsyncSession, row: MatchAnswer, keys: Collection[str]) -> Sequence[Delivered]:
    """Where the messages with these keys stand in the mentor's direct messages: those that have been sent."""
    rows = await tx.execute(
        select(Person.direct_channel, Outgoing.ts)
        .join(Outgoing, and_(Outgoing.workspace_id == Person.workspace_id, Outgoing.slack_id == Person.slack_id))
        .where(
            Outgoing.workspace_id == row.workspace_id,
            Outgoing.key.in_(keys),
            Outgoing.target == Target.PERSON,
            Outgoing.state == MessageState.SENT,
        )
        .order_by(Outgoing.id)
    )
    return [Delivered(channel=channel, ts=ts) for channel, ts in rows if channel is not None and ts is not None]


async def set_aside_unsent(tx: AsyncSession, row: MatchAnswer, key: str) -> bool:
    """Look after the message with this key if it came too late to be sent, or was kept back; whether it did."""
    missed = update(Outgoing).where(
        Outgoing.workspace_id == row.workspace_id,
        Outgoing.key == key,
        Outgoing.state.in_((MessageState.EXPIRED, MessageState.CANCELLED)),
    )
    cancelled = missed.values(state=MessageState.CANCELLED).returning(Outgoing.id)
    return await tx.scalar(cancelled.execution_options(synchronize_session=False)) is not None


async def next_round(tx: AsyncSession, now: datetime, leaving: Collection[int]) -> Round | None:
    """A published round that is to be looked at, in any workspace, but these and those other replicas work on."""
    row: Round | None = await tx.scalar(
        select(Round)
        .where(Round.look_at <= now, Round.id.not_in(leaving))
        .order_by(Round.look_at, Round.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return row


async def last_repair(tx: AsyncSession, workspace_id: str, round_id: int) -> Round | None:
    """What a round was last solved to; None when it never had to be solved again."""
    row: Round | None = await tx.scalar(
        select(Round)
        .where(Round.workspace_id == workspace_id, Round.repairs_id == round_id)
        .order_by(Round.id.desc())
        .limit(1)
    )
    return row


async def is_being_carried_out(tx: AsyncSession, workspace_id: str, round_id: int) -> bool:
    """Whether mentors of a round, or of what repairs it, are still to be asked."""
    asking = (
        select(Intent.id)
        .join(Round, and_(Intent.subject_id == Round.id, Intent.workspace_id == Round.workspace_id))
        .where(
            Intent.workspace_id == workspace_id,
            Intent.kind == IntentKind.PUBLISH_ROUND,
            Intent.done_at.is_(None),
            or_(Round.id == round_id, Round.repairs_id == round_id),
        )
    )
    return await tx.scalar(asking.limit(1)) is not None


async def here_before(tx: AsyncSession, workspace_id: str, programme_id: int, moment: datetime) -> Sequence[str]:
    """Slack ids of those who had a place in a programme at a moment, and have it still."""
    rows = await tx.scalars(
        select(Enrolment.slack_id).where(
            Enrolment.workspace_id == workspace_id,
            Enrolment.programme_id == programme_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            func.coalesce(Enrolment.enrolled_at, Enrolment.started_at) <= moment,
        )
    )
    return rows.all()


async def asked_in(tx: AsyncSession, workspace_id: str, programme_id: int) -> set[tuple[str, Role]]:
    """The people of matches of a programme whose mentor has yet to answer, with their roles."""
    rows = await tx.execute(
        select(MatchAnswer.mentor_id, MatchAnswer.mentee_id)
        .join(Round, Round.id == MatchAnswer.round_id)
        .join(ProposedMatch, ProposedMatch.id == MatchAnswer.match_id)
        .where(
            Round.workspace_id == workspace_id,
            Round.programme_id == programme_id,
            MatchAnswer.state.in_(UNDECIDED),
        )
    )
    return {each for mentor, mentee in rows for each in ((mentor, Role.MENTOR), (mentee, Role.MENTEE))}


async def full_in(tx: AsyncSession, workspace_id: str, programme_id: int) -> set[str]:
    """Slack ids of those in a programme who take nobody besides the mentees they have."""
    rows = await tx.scalars(
        select(Enrolment.slack_id).where(
            Enrolment.workspace_id == workspace_id, Enrolment.programme_id == programme_id, Enrolment.is_full
        )
    )
    return set(rows)
