"""Pairs and groups that meet, and the conversations they have in Slack."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId
from storage.states import Kind, RelationshipState, Role

# SQLite uses a partial index only for a query that repeats its condition word for word, never through parameters.
IS_ACTIVE = "state = 'active'"


class Conversation(Row):
    """A group conversation with fixed members; several relationships of the same people may share one."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("workspace_id", "members_key"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    members: Mapped[list[str]]
    members_key: Mapped[str] = mapped_column(String(400))
    channel: Mapped[str | None] = mapped_column(String(32))
    closed_at: Mapped[datetime | None]


class Relationship(Row):
    """An accepted match: a pair or a group that meets."""

    __tablename__ = "relationships"
    __table_args__ = (
        Index(
            "ix_relationships_to_look_at",
            "workspace_id",
            "fine_until",
            sqlite_where=text(IS_ACTIVE),
            postgresql_where=text(IS_ACTIVE),
        ),
        UniqueConstraint("match_id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    match_id: Mapped[int | None] = mapped_column(ForeignKey("proposed_matches.id", ondelete="SET NULL"))
    kind: Mapped[Kind]
    state: Mapped[RelationshipState]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), index=True)
    starter_id: Mapped[SlackId]
    kick_off_on: Mapped[date]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # Before this day nothing can be due to be asked or told of it, as far as was known when it was last looked at.
    fine_until: Mapped[date] = mapped_column(default=date.min)


class RelationshipMember(Row):
    """One person's part in a relationship."""

    __tablename__ = "relationship_members"
    __table_args__ = (Index(None, "workspace_id", "slack_id"),)

    relationship_id: Mapped[int] = mapped_column(ForeignKey("relationships.id", ondelete="CASCADE"), primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"), primary_key=True, index=True)
    workspace_id: Mapped[str] = mapped_column(String(32))
    slack_id: Mapped[SlackId]
    role: Mapped[Role]
    left_at: Mapped[datetime | None]
