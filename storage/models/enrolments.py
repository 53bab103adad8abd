"""A person's place in a programme: what they want, what they offer, what they wish."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SealedText, SlackId
from storage.states import EnrolmentState, Role, Wave, WishKind


class Enrolment(Row):
    """One person's place in one programme; while `JOINING` it keeps what was already filled in."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("programme_id", "slack_id"), Index(None, "workspace_id", "slack_id"))

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    slack_id: Mapped[SlackId]
    role: Mapped[Role]
    state: Mapped[EnrolmentState]
    step: Mapped[str | None] = mapped_column(String(16))  # the last step of joining that was saved
    goals_wanted: Mapped[list[str]] = mapped_column(default=list)
    goals_offered: Mapped[list[str]] = mapped_column(default=list)
    wanted_in_own_words: Mapped[SealedText | None]
    offered_in_own_words: Mapped[SealedText | None]
    capacity: Mapped[int] = mapped_column(default=1)
    is_full: Mapped[bool] = mapped_column(default=False)  # a mentor takes nobody besides those they have
    expectation: Mapped[SealedText | None]
    motivation: Mapped[SealedText | None]
    introduction: Mapped[SealedText | None]
    unmatched_rounds: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    enrolled_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class Wish(Row):
    """A private wish to be matched with somebody, ranked, or not with somebody."""

    __tablename__ = "wishes"
    __table_args__ = (UniqueConstraint("enrolment_id", "about_id"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    about_id: Mapped[SlackId]
    kind: Mapped[WishKind]
    rank: Mapped[int]


class BaselineAnswer(Row):
    """One optional question answered from 1 to 5, before and again after."""

    __tablename__ = "baseline_answers"
    __table_args__ = (UniqueConstraint("enrolment_id", "wave", "question"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"))
    wave: Mapped[Wave]
    question: Mapped[str] = mapped_column(String(32))
    value: Mapped[int]
    answered_at: Mapped[datetime]
