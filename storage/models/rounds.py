"""One run of matching, and what it proposes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId
from storage.states import AnswerState, Role, RoundState


class Round(Row):
    """A match draft with its certificate, who is not yet matched and which rules could not be checked."""

    __tablename__ = "rounds"

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    state: Mapped[RoundState]
    # What the round was made from: the same people, facts and rules need no second run.
    fingerprint: Mapped[str] = mapped_column(String(64))
    certificate: Mapped[dict[str, Any]]
    # These two grow with the programme: they are read by their own questions only, and the first of them a slice a time.
    unmatched: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    unchecked: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    # What coordinators changed of a draft, one after the other, and how often it has changed: a change is made of the
    # version its maker saw, or made again of the newest.
    edits: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[SlackId]
    created_at: Mapped[datetime]
    published_by: Mapped[str | None] = mapped_column(String(32))
    published_at: Mapped[datetime | None]
    # When a draft is published by itself, and who asked for that; their zone is kept to say the hour in.
    publish_at: Mapped[datetime | None] = mapped_column(index=True)
    publish_zone: Mapped[str | None] = mapped_column(String(64))
    publish_asked_by: Mapped[str | None] = mapped_column(String(32))
    # Whether its mentors are asked before anybody is introduced, as the programme had it when the round was published.
    asks_first: Mapped[bool] = mapped_column(default=False)
    # The published round that this one goes on with, where a mentor could not; no screen shows it.
    repairs_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    # When a round whose mentors are asked is looked at again; none once all its people have heard.
    look_at: Mapped[datetime | None] = mapped_column(index=True)


class ProposedMatch(Row):
    """People proposed to each other, with the score's parts and the reasons; never shown to participants as a number.

    `reasons` also hold, by enrolment, what only that person may be told of the match (`mentoring.rules.own_sides`).
    """

    __tablename__ = "proposed_matches"

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]
    parts: Mapped[dict[str, Any]]
    reasons: Mapped[dict[str, Any]]


class ProposedMember(Row):
    """One person's part in a proposed match."""

    __tablename__ = "proposed_members"

    match_id: Mapped[int] = mapped_column(ForeignKey("proposed_matches.id", ondelete="CASCADE"), primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    workspace_id: Mapped[str] = mapped_column(String(32))
    role: Mapped[Role]


class MatchAnswer(Row):
    """What a mentor was asked about a proposed match, and how it stands. `round_id` is the round that was published."""

    __tablename__ = "match_answers"
    __table_args__ = (Index(None, "workspace_id", "mentor_id"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    match_id: Mapped[int] = mapped_column(ForeignKey("proposed_matches.id", ondelete="CASCADE"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[SlackId]
    mentee_id: Mapped[SlackId]
    state: Mapped[AnswerState]
    times_asked: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    # When to remind, to close, or to decide for coordinators who have not; none when there is nothing left to wait for.
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_at: Mapped[datetime | None]
    coordinators_told_at: Mapped[datetime | None]
    # Whether the round has been solved again around the two places that this freed.
    is_repaired: Mapped[bool] = mapped_column(default=False)
