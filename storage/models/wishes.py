"""Asking for wishes before a round: who is asked, and whom mentees are shown. It is forgotten when the asking is over."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId
from storage.states import Role, WishAnswer, WishStage


class WishRound(Row):
    """One time of asking a programme's mentees for wishes among mentors suggested to them, the mentors first."""

    __tablename__ = "wish_rounds"

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    stage: Mapped[WishStage]
    begun_by: Mapped[SlackId]
    begun_at: Mapped[datetime]
    # When the last of those asked in this stage has had their time, as far as is known.
    closes_at: Mapped[datetime | None]
    # When to look whether a stage is over; none when the asking is.
    look_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    # How many mentees had said whom they would choose when it was over.
    answered: Mapped[int | None]


class WishQuestion(Row):
    """What one person is asked: a mentor, whether they may be shown; a mentee, whom they would choose."""

    __tablename__ = "wish_questions"
    __table_args__ = (
        UniqueConstraint("wish_round_id", "role", "enrolment_id"),
        Index(None, "workspace_id", "slack_id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    wish_round_id: Mapped[int] = mapped_column(ForeignKey("wish_rounds.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    slack_id: Mapped[SlackId]
    role: Mapped[Role]
    answer: Mapped[WishAnswer]
    closes_at: Mapped[datetime | None]
    # When to ask, to remind, or to tidy up after a stage; none when there is nothing left to do.
    due_at: Mapped[datetime | None] = mapped_column(index=True)


class WishOffer(Row):
    """A mentor shown to a mentee, and where the mentee puts them; deleted when the asking is over."""

    __tablename__ = "wish_offers"

    question_id: Mapped[int] = mapped_column(ForeignKey("wish_questions.id", ondelete="CASCADE"), primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    workspace_id: Mapped[str] = mapped_column(String(32))
    mentor_id: Mapped[SlackId]
    reasons: Mapped[dict[str, Any]]
    rank: Mapped[int | None]
    # Whether the mentee had wished for them before, so that taking back a choice takes back no more than that.
    was_wished: Mapped[bool] = mapped_column(default=False)
