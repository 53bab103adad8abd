"""What a round of matching is made from: a handful of statements, read slice by slice or summed up by the database.

A large programme's people are too many to be turned into values in one go: nothing else would be answered meanwhile. And
whoever publishes a round must know, while nobody else can write, that it still fits: for that nothing needs to be read.
"""

import hashlib
from collections.abc import AsyncIterator
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Text, and_, cast, exists, func, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Participant, Pause, Person
from storage.models.programmes import Intent, Programme
from storage.models.relationships import Relationship, RelationshipMember
from storage.models.rounds import MatchAnswer, ProposedMatch, ProposedMember, Round
from storage.models.wishes import WishOffer, WishQuestion
from storage.queries.match_answers import UNDECIDED
from storage.slices import in_slices
from storage.states import AnswerState, EnrolmentState, IntentKind, RelationshipState, WishKind

_BETWEEN_CELLS, _BETWEEN_ROWS, _NOTHING = "\x1f", "\x1e", "\x1d"


async def slices(tx: AsyncSession, workspace_id: str, programme_id: int) -> AsyncIterator[tuple[str, list[list[Any]]]]:
    """Some rows at a time, with the name of what they tell; each cell is a word, a number, a list of words or None."""
    for name, statement in _statements(workspace_id, programme_id).items():
        async for rows in in_slices(tx, statement):
            yield name, [list(row) for row in rows]


async def mark(tx: AsyncSession, workspace_id: str, programme_id: int) -> str:
    """64 characters that are the same as long as `slices` would tell the same and the programme asks for the same."""
    digest = hashlib.sha256()
    for statement in (_rules(workspace_id, programme_id), *_statements(workspace_id, programme_id).values()):
        cells: list[ColumnElement[str]] = [
            func.coalesce(cast(cell, Text), _NOTHING) for cell in statement.subquery().columns
        ]
        row = reduce(lambda before, cell: before.concat(_BETWEEN_CELLS).concat(cell), cells)
        written = await tx.scalar(select(func.aggregate_strings(row, _BETWEEN_ROWS)))
        digest.update(f"{written or ''}{_NOTHING}".encode())
    return digest.hexdigest()


def _rules(workspace_id: str, programme_id: int) -> Select[*tuple[Any, ...]]:
    return select(Programme.kind, Programme.starts_on, Programme.ends_on, Programme.rules).where(
        Programme.workspace_id == workspace_id, Programme.id == programme_id
    )


def _statements(workspace_id: str, programme_id: int) -> dict[str, Select[*tuple[Any, ...]]]:
    here = and_(
        Enrolment.workspace_id == workspace_id,
        Enrolment.programme_id == programme_id,
        Enrolment.state == EnrolmentState.ENROLLED,
    )
    return {
        "places": _places().where(here).order_by(Enrolment.id),
        "wishes": (
            select(Enrolment.slack_id, type_coerce(Wish.kind, String), Wish.about_id)
            .join(Wish, Wish.enrolment_id == Enrolment.id)
            .where(here, ~_chosen_just_now())
            .order_by(Wish.enrolment_id, Wish.rank, Wish.id)
        ),
        "pauses": (
            select(Enrolment.slack_id, cast(Pause.starts_on, Text), cast(Pause.ends_on, Text))
            .join(Pause, _same_person(Pause))
            .where(here)
            .order_by(Enrolment.id, Pause.id)
        ),
        "managers": (
            select(Participant.slack_id, Participant.manager_id)
            .where(Participant.workspace_id == workspace_id, Participant.manager_id.is_not(None))
            .order_by(Participant.slack_id)
        ),
        "partners": _partners().where(here),
        "together": _together(workspace_id, programme_id),
        "begun": (
            select(RelationshipMember.slack_id, type_coerce(RelationshipMember.role, String))
            .join(Relationship, Relationship.id == RelationshipMember.relationship_id)
            .where(
                Relationship.workspace_id == workspace_id,
                Relationship.programme_id == programme_id,
                Relationship.state == RelationshipState.ACTIVE,
                RelationshipMember.left_at.is_(None),
            )
            .order_by(Relationship.id, RelationshipMember.enrolment_id)
        ),
        "promised": _promised(workspace_id, programme_id),
        "declined": _declined(workspace_id, programme_id),
    }


def _places() -> Select[*tuple[Any, ...]]:
    """Everybody's place, with what Slack says of them and what they told us."""
    is_outside = or_(Person.is_bot, Person.is_guest, Person.is_external, Person.is_deactivated)
    return (
        select(
            Enrolment.id,
            Enrolment.slack_id,
            type_coerce(Enrolment.role, String),
            Enrolment.capacity,
            Enrolment.goals_wanted,
            Enrolment.goals_offered,
            Enrolment.wanted_in_own_words,
            Enrolment.offered_in_own_words,
            Enrolment.unmatched_rounds,
            Enrolment.is_full,
            Person.zone.label("slack_zone"),
            func.coalesce(~is_outside, False).label("may_take_part"),
            Participant.slack_id.is_not(None).label("has_told"),
            Participant.level,
            Participant.department,
            Participant.team,
            Participant.site,
            Participant.country,
            Participant.manager_id,
            Participant.languages,
            Participant.zone,
            Participant.works_from,
            Participant.works_to,
            Participant.weekdays,
        )
        .outerjoin(Person, _same_person(Person))
        .outerjoin(Participant, _same_person(Participant))
    )


def _chosen_just_now() -> ColumnElement[bool]:
    """Whether a wish was chosen among suggestions while others are still choosing.

    It counts with all the others when that is over, or whoever looks at the draft before and after would see whose it is.
    """
    return exists().where(
        WishQuestion.enrolment_id == Wish.enrolment_id,
        WishOffer.question_id == WishQuestion.id,
        WishOffer.mentor_id == Wish.about_id,
        WishOffer.rank.is_not(None),
        ~WishOffer.was_wished,
        Wish.kind == WishKind.WITH,
    )


def _same_person(table: type[Person | Participant | Pause]) -> Any:
    return and_(table.workspace_id == Enrolment.workspace_id, table.slack_id == Enrolment.slack_id)


def _partners() -> Select[*tuple[Any, ...]]:
    """Everybody each of them was ever matched with, in any programme of the workspace."""
    mine, theirs = aliased(RelationshipMember, name="mine"), aliased(RelationshipMember, name="theirs")
    return (
        select(Enrolment.slack_id, theirs.slack_id.label("partner_id"))
        .join(mine, and_(mine.workspace_id == Enrolment.workspace_id, mine.slack_id == Enrolment.slack_id))
        .join(theirs, and_(theirs.relationship_id == mine.relationship_id, theirs.slack_id != mine.slack_id))
        .order_by(Enrolment.id, theirs.relationship_id, theirs.enrolment_id)
    )


def _together(workspace_id: str, programme_id: int) -> Select[*tuple[Any, ...]]:
    """Who is in a relationship of a programme with whom."""
    mine, theirs = aliased(RelationshipMember, name="mine"), aliased(RelationshipMember, name="theirs")
    return (
        select(mine.slack_id, theirs.slack_id.label("partner_id"))
        .join(Relationship, Relationship.id == mine.relationship_id)
        .join(theirs, and_(theirs.relationship_id == mine.relationship_id, theirs.slack_id != mine.slack_id))
        .where(
            Relationship.workspace_id == workspace_id,
            Relationship.programme_id == programme_id,
            Relationship.state == RelationshipState.ACTIVE,
            mine.left_at.is_(None),
            theirs.left_at.is_(None),
        )
        .order_by(mine.relationship_id, mine.enrolment_id, theirs.enrolment_id)
    )


def _promised(workspace_id: str, programme_id: int) -> Select[*tuple[Any, ...]]:
    """The people of relationships that may be about to begin, with their roles.

    Published and not yet carried out, or their mentor is being asked, or has said yes and waits for the way back.
    """
    is_under_way = exists().where(
        Intent.subject_id == Round.id, Intent.kind == IntentKind.PUBLISH_ROUND, Intent.done_at.is_(None)
    )
    may_begin = MatchAnswer.state.in_((*UNDECIDED, AnswerState.ACCEPTED))
    return (
        select(Enrolment.slack_id, type_coerce(ProposedMember.role, String))
        .join(ProposedMember, ProposedMember.enrolment_id == Enrolment.id)
        .join(ProposedMatch, ProposedMatch.id == ProposedMember.match_id)
        .join(Round, Round.id == ProposedMatch.round_id)
        .outerjoin(Relationship, Relationship.match_id == ProposedMatch.id)
        .outerjoin(MatchAnswer, MatchAnswer.match_id == ProposedMatch.id)
        .where(
            Round.workspace_id == workspace_id,
            Round.programme_id == programme_id,
            Relationship.id.is_(None),
            or_(may_begin, and_(MatchAnswer.id.is_(None), is_under_way)),
        )
        .order_by(ProposedMember.match_id, ProposedMember.enrolment_id)
    )


def _declined(workspace_id: str, programme_id: int) -> Select[*tuple[Any, ...]]:
    """Mentors and mentees who are not available to each other, since the mentor was asked once and would rather not."""
    return (
        select(MatchAnswer.mentor_id, MatchAnswer.mentee_id)
        .join(Round, Round.id == MatchAnswer.round_id)
        .where(
            Round.workspace_id == workspace_id,
            Round.programme_id == programme_id,
            MatchAnswer.state == AnswerState.DECLINED,
        )
        .order_by(MatchAnswer.id)
    )
