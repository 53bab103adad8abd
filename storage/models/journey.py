"""What happens along the way: planned nudges, check-ins, meetings noted, help asked for."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SealedText, SlackId
from storage.states import CheckInAnswer, HelpKind, NudgeState


class Nudge(Row):
    """One prompt or question due to one person or conversation at one moment: the index of what is due."""

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("relationship_id", "step", "occurrence", "recipient"),
        Index(
            "ix_nudges_due",
            "due_at",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        # Few are for coordinators, whatever became of them: those are found without the many for participants.
        Index(
            "ix_nudges_for_coordinators",
            "workspace_id",
            "state",
            sqlite_where=text("step = 'no-news'"),
            postgresql_where=text("step = 'no-news'"),
        ),
    )

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id", ondelete="CASCADE"))
    step: Mapped[str] = mapped_column(String(64))
    occurrence: Mapped[int]
    recipient: Mapped[str] = mapped_column(String(32))
    due_at: Mapped[datetime]
    state: Mapped[NudgeState]
    prompt_id: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None]
    # The key in the outbox of the message it came in, where it was said and somebody can know.
    message_key: Mapped[str | None] = mapped_column(String(255))
    # Since when deciding on it has failed, however often it was tried.
    failing_since: Mapped[datetime | None]
    # When it was to come before somebody's budget moved it, and how often that was; whether it came within another's
    # message.
    wanted_at: Mapped[datetime | None]
    moved: Mapped[int] = mapped_column(SmallInteger, default=0)
    is_merged: Mapped[bool] = mapped_column(default=False)
    # It was due before a backup was restored, and may have been said then.
    is_in_doubt: Mapped[bool] = mapped_column(default=False)


class DigestPart(Row):
    """One of several nudges that came in one message, with its words as they stand now: each is answered by itself."""

    __tablename__ = "digest_parts"
    __table_args__ = (UniqueConstraint("workspace_id", "message_key", "position"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    # The key of the whole message in the outbox.
    message_key: Mapped[str] = mapped_column(String(255))
    position: Mapped[int] = mapped_column(SmallInteger)
    slack_id: Mapped[SlackId]
    nudge_id: Mapped[int] = mapped_column(ForeignKey("nudges.id", ondelete="CASCADE"), index=True)
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id", ondelete="CASCADE"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    # The name of the message it would have been by itself.
    kind: Mapped[str] = mapped_column(String(64))
    words: Mapped[SealedText]
    changed_at: Mapped[datetime] = mapped_column(index=True)


class CheckIn(Row):
    """A question to one relationship at one occurrence; the first answer settles it for everybody."""

    __tablename__ = "check_ins"
    __table_args__ = (UniqueConstraint("relationship_id", "occurrence"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id", ondelete="CASCADE"))
    occurrence: Mapped[int]
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class CheckInReply(Row):
    """What one person answered. The rating is theirs; others only ever see totals."""

    __tablename__ = "check_in_replies"

    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_ins.id", ondelete="CASCADE"), primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(32))
    answer: Mapped[CheckInAnswer]
    rating: Mapped[int | None]
    replied_at: Mapped[datetime]


class Meeting(Row):
    """A conversation somebody noted as held."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("relationship_id", "held_on"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id", ondelete="CASCADE"))
    held_on: Mapped[date]
    noted_by: Mapped[SlackId]


class HelpRequest(Row):
    """Something a person sent on, after they saw what goes to whom."""

    __tablename__ = "help_requests"

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id", ondelete="CASCADE"), index=True)
    slack_id: Mapped[SlackId]
    kind: Mapped[HelpKind]
    words: Mapped[SealedText | None]
    asked_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
