"""Questions about rounds of matching and what is still to be carried out of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, distinct, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from storage.models.enrolments import Enrolment
from storage.models.programmes import Intent
from storage.models.rounds import ProposedMatch, ProposedMember, Round
from storage.slices import in_slices
from storage.states import Role, RoundState


async def round_(tx: AsyncSession, workspace_id: str, round_id: int) -> Round | None:
    row = await tx.get(Round, round_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def not_matched(tx: AsyncSession, workspace_id: str, round_id: int, number: int) -> Sequence[Mapping[str, Any]]:
    """One slice of those a round leaves without a match; empty beyond the last."""
    one = Round.unmatched[("slices", number)]
    return await tx.scalar(select(one).where(Round.workspace_id == workspace_id, Round.id == round_id)) or ()


async def unchecked(tx: AsyncSession, workspace_id: str, round_id: int) -> Mapping[str, Any]:
    """Which rules a round could not check, and for whom."""
    found = select(Round.unchecked).where(Round.workspace_id == workspace_id, Round.id == round_id)
    return await tx.scalar(found) or {}


async def drafts(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[Round]:
    """A programme's drafts, the newest first: at most two, side by side."""
    rows = await tx.scalars(
        select(Round)
        .where(
            Round.workspace_id == workspace_id,
            Round.programme_id == programme_id,
            Round.state == RoundState.DRAFT,
        )
        .order_by(Round.id.desc())
    )
    return rows.all()


async def published(tx: AsyncSession, workspace_id: str, programme_id: int) -> Sequence[Round]:
    """The rounds of a programme that coordinators published, the oldest first; what repaired them is left out."""
    rows = await tx.scalars(
        select(Round)
        .where(
            Round.workspace_id == workspace_id,
            Round.programme_id == programme_id,
            Round.state == RoundState.PUBLISHED,
            Round.repairs_id.is_(None),
        )
        .order_by(Round.id)
    )
    return rows.all()


async def last_draft(tx: AsyncSession, workspace_id: str, programme_id: int) -> Round | None:
    """The draft made last since a round of the programme was published, thrown away or not."""
    in_programme = (Round.workspace_id == workspace_id, Round.programme_id == programme_id)
    last = select(func.max(Round.published_at)).where(*in_programme, Round.repairs_id.is_(None)).scalar_subquery()
    row: Round | None = await tx.scalar(
        select(Round)
        .where(
            *in_programme,
            Round.state != RoundState.PUBLISHED,
            or_(last.is_(None), Round.created_at > last),
        )
        .order_by(Round.created_at.desc(), Round.id.desc())
        .limit(1)
    )
    return row


async def forget_matches(tx: AsyncSession, workspace_id: str, round_id: int) -> None:
    """Delete what a draft proposed, and with it who was in it."""
    await tx.execute(
        delete(ProposedMatch).where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id)
    )


async def matches(
    tx: AsyncSession, workspace_id: str, round_id: int, *, skip: int = 0, limit: int | None = None
) -> Sequence[ProposedMatch]:
    """What a round proposes, always in the same order."""
    rows = await tx.scalars(
        select(ProposedMatch)
        .where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id)
        .order_by(ProposedMatch.id)
        .offset(skip)
        .limit(limit)
    )
    return rows.all()


async def matches_by_id(tx: AsyncSession, workspace_id: str, match_ids: Collection[int]) -> Sequence[ProposedMatch]:
    """These proposed matches, the oldest first."""
    rows = await tx.scalars(
        select(ProposedMatch)
        .where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.id.in_(match_ids))
        .order_by(ProposedMatch.id)
    )
    return rows.all()


async def mentor_in(tx: AsyncSession, workspace_id: str, round_id: int, mentee_id: str) -> str | None:
    """Whom a round proposes as somebody's mentor."""
    mentee, mentor = aliased(ProposedMember, name="mentee"), aliased(ProposedMember, name="mentor")
    place, theirs = aliased(Enrolment, name="place"), aliased(Enrolment, name="theirs")
    found: str | None = await tx.scalar(
        select(theirs.slack_id)
        .join(mentor, (mentor.enrolment_id == theirs.id) & (mentor.role == Role.MENTOR))
        .join(ProposedMatch, ProposedMatch.id == mentor.match_id)
        .join(mentee, (mentee.match_id == ProposedMatch.id) & (mentee.role == Role.MENTEE))
        .join(place, place.id == mentee.enrolment_id)
        .where(
            ProposedMatch.workspace_id == workspace_id,
            ProposedMatch.round_id == round_id,
            place.slack_id == mentee_id,
        )
    )
    return found


async def mirrors(tx: AsyncSession, workspace_id: str, match_ids: Collection[int]) -> Mapping[int, ProposedMatch]:
    """For each of these matches whose mentor is also to be mentored by their mentee: the match the other way round."""
    mentor, mentee = aliased(ProposedMember, name="mentor"), aliased(ProposedMember, name="mentee")
    mentored, mentoring = aliased(ProposedMember, name="mentored"), aliased(ProposedMember, name="mentoring")
    here = aliased(ProposedMatch, name="here")
    rows = await tx.execute(
        select(here.id, ProposedMatch)
        .join(mentor, (mentor.match_id == here.id) & (mentor.role == Role.MENTOR))
        .join(mentee, (mentee.match_id == here.id) & (mentee.role == Role.MENTEE))
        .join(mentored, (mentored.enrolment_id == mentor.enrolment_id) & (mentored.role == Role.MENTEE))
        .join(mentoring, (mentoring.match_id == mentored.match_id) & (mentoring.enrolment_id == mentee.enrolment_id))
        .join(ProposedMatch, (ProposedMatch.id == mentored.match_id) & (ProposedMatch.round_id == here.round_id))
        .where(here.workspace_id == workspace_id, here.id.in_(match_ids))
    )
    return dict(rows.all())


async def members(tx: AsyncSession, workspace_id: str, round_id: int) -> Sequence[tuple[int, str]]:
    """Everybody a round brings together, match by match, a mentor before their mentee."""
    statement = (
        select(ProposedMember.match_id, Enrolment.slack_id)
        .join(ProposedMatch, ProposedMatch.id == ProposedMember.match_id)
        .join(Enrolment, Enrolment.id == ProposedMember.enrolment_id)
        .where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id)
        .order_by(ProposedMember.match_id, *_mentors_first())
    )
    return [(match_id, slack_id) async for rows in in_slices(tx, statement) for match_id, slack_id in rows]


async def add_matches(tx: AsyncSession, matches: Sequence[Mapping[str, Any]]) -> None:
    """Add what a round proposes, one after the other, so that `match_ids` come in the same order."""
    await tx.execute(insert(ProposedMatch), matches)


async def match_ids(tx: AsyncSession, workspace_id: str, round_id: int) -> Sequence[int]:
    """Every match of a round, in the order of `matches`."""
    rows = await tx.scalars(
        select(ProposedMatch.id)
        .where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id)
        .order_by(ProposedMatch.id)
    )
    return rows.all()


async def add_members(tx: AsyncSession, members: Sequence[Mapping[str, Any]]) -> None:
    await tx.execute(insert(ProposedMember), members)


async def scores(tx: AsyncSession, workspace_id: str, round_id: int) -> tuple[int, int, int]:
    """How many matches a round proposes, the lowest of their scores and the sum; 0 of a round without any."""
    score = ProposedMatch.score
    found = await tx.execute(
        select(func.count(), func.coalesce(func.min(score), 0), func.coalesce(func.sum(score), 0)).where(
            ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id
        )
    )
    matches, worst, points = found.one()
    return matches, worst, int(points)


async def match_count(tx: AsyncSession, workspace_id: str, round_id: int) -> int:
    count = select(func.count()).where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id)
    return await tx.scalar(count) or 0


async def seats(
    tx: AsyncSession, workspace_id: str, match_ids: Collection[int]
) -> Sequence[tuple[int, int, str, Role]]:
    """The people of these matches: match, enrolment, Slack id and role, a mentor before their mentee."""
    rows = await tx.execute(
        select(ProposedMember.match_id, ProposedMember.enrolment_id, Enrolment.slack_id, ProposedMember.role)
        .join(Enrolment, Enrolment.id == ProposedMember.enrolment_id)
        .where(ProposedMember.workspace_id == workspace_id, ProposedMember.match_id.in_(match_ids))
        .order_by(ProposedMember.match_id, *_mentors_first())
    )
    return rows.all()


async def people_count(tx: AsyncSession, workspace_id: str, round_id: int) -> int:
    """How many different people a round proposes a match to."""
    count = (
        select(func.count(distinct(ProposedMember.enrolment_id)))
        .join(ProposedMatch, ProposedMatch.id == ProposedMember.match_id)
        .where(ProposedMatch.workspace_id == workspace_id, ProposedMatch.round_id == round_id)
    )
    return await tx.scalar(count) or 0


async def next_intent(tx: AsyncSession, leaving: Collection[int] = ()) -> Intent | None:
    """The oldest large act still to be carried out, in any workspace, but these and those other replicas work on."""
    row: Intent | None = await tx.scalar(
        select(Intent)
        .where(Intent.done_at.is_(None), Intent.id.not_in(leaving))
        .order_by(Intent.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return row


def _mentors_first() -> tuple[ColumnElement[Any], InstrumentedAttribute[int]]:
    """Within a match: a mentor, then their mentee; peers in the order in which they enrolled."""
    return ProposedMember.role == Role.MENTEE, ProposedMember.enrolment_id
