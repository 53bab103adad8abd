"""Taking one person out of the database, so that nothing of theirs is left and everything of others stays.

What is theirs alone is deleted. Where others' matches, meetings and counts would go with it, their place stays, empty,
under a name that leads nowhere.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Text,
    delete,
    literal,
    literal_column,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.dml import UpdateBase

from storage.models.delivery import OPEN, MessageState, Outgoing
from storage.models.enrolments import BaselineAnswer, Enrolment, Wish
from storage.models.journey import CheckInReply, DigestPart, HelpRequest, Meeting, Nudge
from storage.models.people import Participant, Pause, Person
from storage.models.programmes import Intent, Programme, ProgrammeCoordinator
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.models.reports import ReportRelease
from storage.models.rounds import MatchAnswer, ProposedMatch, ProposedMember, Round
from storage.models.wishes import WishOffer, WishQuestion, WishRound
from storage.states import EnrolmentState
from storage.transaction import Transaction

Whose = InstrumentedAttribute[Any]

THEIRS: Sequence[Whose] = (
    Wish.about_id,
    MatchAnswer.mentor_id,
    MatchAnswer.mentee_id,
    WishOffer.mentor_id,
    WishQuestion.slack_id,
    CheckInReply.slack_id,
    HelpRequest.slack_id,
    Pause.slack_id,
    DigestPart.slack_id,
    Outgoing.slack_id,
    ProgrammeCoordinator.slack_id,
    Participant.slack_id,
    Person.slack_id,
)
"""Rows with them in one of these columns are theirs, and go."""
OTHERS_TOO: Sequence[Whose] = (
    Enrolment.slack_id,
    RelationshipMember.slack_id,
    Relationship.starter_id,
    Meeting.noted_by,
    Nudge.recipient,
    Programme.created_by,
    ProgrammeCoordinator.appointed_by,
    Round.created_by,
    Round.published_by,
    Round.publish_asked_by,
    WishRound.begun_by,
    Intent.asked_by,
    ReportRelease.released_by,
)
"""Rows with them in one of these columns stay, with a name that leads nowhere."""
NOBODY: Sequence[Whose] = (Participant.manager_id, Programme.contact_id)
"""Here nobody takes their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How many rows went, and how many stayed without them."""

    deleted: int
    emptied: int


async def places(tx: Transaction, workspace: str, slack_id: str) -> int:
    """How many places somebody still has in programmes: those they are with would not be told that they are gone."""
    rows = await tx.scalars(
        select(Enrolment.id).where(
            Enrolment.workspace_id == workspace,
            Enrolment.slack_id == slack_id,
            Enrolment.state.in_([EnrolmentState.JOINING, EnrolmentState.ENROLLED]),
        )
    )
    return len(rows.all())


async def erase(tx: Transaction, workspace: str, slack_id: str, *, now: datetime) -> Erased:
    """Erase one person from a workspace; doing it again, or for somebody unknown, changes nothing."""
    gone = f"ERASED-{secrets.token_hex(6)}"
    deleted = await _delete(tx, workspace, slack_id)
    emptied = await _empty(tx, workspace, slack_id, gone, now)
    return Erased(deleted=deleted, emptied=emptied)


async def everybody(tx: Transaction) -> set[tuple[str, str]]:
    """Whoever stands in the database anywhere: workspace and Slack id."""
    named = union_all(
        *(select(_workspace(column), column.label("who")) for column in (*THEIRS, *OTHERS_TOO, *NOBODY))
    ).subquery()
    rows = await tx.execute(select(named).where(named.c.who.is_not(None)).distinct())
    return {(workspace, who) for workspace, who in rows}


def _workspace(column: Whose) -> ColumnElement[str]:
    return cast("ColumnElement[str]", column.class_.workspace_id)


async def _delete(tx: Transaction, workspace: str, slack_id: str) -> int:
    mine = select(Enrolment.id).where(Enrolment.workspace_id == workspace, Enrolment.slack_id == slack_id)
    theirs = select(RelationshipMember.relationship_id).where(
        RelationshipMember.workspace_id == workspace, RelationshipMember.slack_id == slack_id
    )
    about_them = select(DigestPart.message_key).where(DigestPart.relationship_id.in_(theirs))
    questions = select(WishQuestion.id).where(WishQuestion.workspace_id == workspace, WishQuestion.slack_id == slack_id)
    statements = [
        delete(Wish).where(Wish.enrolment_id.in_(mine)),
        delete(WishOffer).where(WishOffer.question_id.in_(questions)),
        delete(BaselineAnswer).where(BaselineAnswer.enrolment_id.in_(mine)),
        delete(DigestPart).where(DigestPart.workspace_id == workspace, DigestPart.message_key.in_(about_them)),
        delete(Outgoing).where(Outgoing.workspace_id == workspace, _among(Outgoing.key, ":", slack_id)),
        *(delete(column.class_).where(_workspace(column) == workspace, column == slack_id) for column in THEIRS),
    ]
    return sum([await _changed(tx, statement) for statement in statements])


async def _empty(tx: Transaction, workspace: str, slack_id: str, gone: str, now: datetime) -> int:
    mine = select(Enrolment.id).where(Enrolment.workspace_id == workspace, Enrolment.slack_id == slack_id)
    matches = select(ProposedMember.match_id).where(ProposedMember.enrolment_id.in_(mine))
    rounds = update(Round).where(Round.workspace_id == workspace)
    lists = or_(_in_json(Round.unmatched, slack_id), _in_json(Round.unchecked, slack_id))
    conversations = update(Conversation).where(
        Conversation.workspace_id == workspace, _among(Conversation.members_key, ",", slack_id)
    )
    theirs = update(Nudge).where(Nudge.workspace_id == workspace, Nudge.recipient == slack_id)
    await _changed(tx, theirs.values(message_key=None))  # counted below, with their names
    statements = [
        update(ProposedMatch).where(ProposedMatch.id.in_(matches)).values(parts={}, reasons={"why": []}),
        rounds.where(lists).values(unmatched={"slices": []}, unchecked={"gaps": [], "not_kept": []}),
        rounds.where(_in_json(Round.edits, slack_id)).values(edits=[]),
        update(Enrolment).where(Enrolment.id.in_(mine)).values(_WITHOUT_WORDS),
        conversations.values(members=[], members_key=literal(f"{gone}:").concat(sql_cast(Conversation.id, Text))),
        *(_rename(column, workspace, slack_id, gone) for column in OTHERS_TOO),
        *(_rename(column, workspace, slack_id, None) for column in NOBODY),
    ]
    return sum([await _changed(tx, statement) for statement in statements]) + await _unsay(tx, workspace, slack_id, now)


_WITHOUT_WORDS: dict[str, Any] = {
    "goals_wanted": [],
    "goals_offered": [],
    "wanted_in_own_words": None,
    "offered_in_own_words": None,
    "expectation": None,
    "motivation": None,
    "introduction": None,
}


async def _unsay(tx: Transaction, workspace: str, slack_id: str, now: datetime) -> int:
    """Let the words of others' messages go that name them; what has not gone yet is not sent."""
    words = select(Outgoing.id, Outgoing.payload).where(
        Outgoing.workspace_id == workspace, Outgoing.payload.is_not(None)
    )
    naming = [id_ for id_, payload in await tx.execute(words) if _names(slack_id, payload or "")]
    waiting = update(Outgoing).where(Outgoing.id.in_(naming), literal_column(OPEN))
    statements = [
        waiting.values(state=MessageState.CANCELLED, leased_until=None, finished_at=now),
        update(Outgoing).where(Outgoing.id.in_(naming)).values(payload=None),
    ]
    return sum([await _changed(tx, statement) for statement in statements])


def _names(slack_id: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(slack_id)}\b", words) is not None


def _rename(column: Whose, workspace: str, slack_id: str, to: str | None) -> UpdateBase:
    theirs = update(column.class_).where(_workspace(column) == workspace, column == slack_id)
    return theirs.values({column.key: to})


def _among(column: Whose, separator: str, slack_id: str) -> ColumnElement[bool]:
    """SQL: one of the parts of a text is this id; an id that only begins alike is somebody else."""
    whole = literal(separator).concat(column).concat(separator)
    return whole.contains(f"{separator}{slack_id}{separator}", autoescape=True)


def _in_json(column: Whose, slack_id: str) -> ColumnElement[bool]:
    return sql_cast(column, Text).contains(f'"{slack_id}"', autoescape=True)


async def _changed(tx: Transaction, statement: UpdateBase) -> int:
    done = await tx.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount
