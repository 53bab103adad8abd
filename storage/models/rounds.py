"""One run of matching, and what it proposes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId
from storage.states import Role, RoundState


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
    created_by: Mapped[SlackId]
    created_at: Mapped[datetime]
    published_by: Mapped[str | None] = mapped_column(String(32))
    published_at: Mapped[datetime | None]


class ProposedMatch(Row):
    """People proposed to each other, with the score's parts and the reasons; never shown to participants as a number."""

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
