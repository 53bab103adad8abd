"""A programme and the people who run it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId
from storage.states import IntentKind, Kind, ProgrammeState


class Programme(Row):
    """What an organisation runs: its purpose, its dates, its rhythm and its rules."""

    __tablename__ = "programmes"

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[Kind]
    state: Mapped[ProgrammeState]
    purpose: Mapped[str]
    topic: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    ended_on: Mapped[date | None]  # the day it did end, planned or not
    rhythm_days: Mapped[int]
    meeting_minutes: Mapped[int]
    rules: Mapped[dict[str, Any]]
    # How much each part of a match's score counts, as far as that differs from the usual.
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    goals: Mapped[list[str]]
    contact_id: Mapped[str | None] = mapped_column(String(32))
    announcement_channel: Mapped[str | None] = mapped_column(String(32))
    holidays_country: Mapped[str | None] = mapped_column(String(2))
    holidays_region: Mapped[str | None] = mapped_column(String(32))
    closing_days: Mapped[list[str]] = mapped_column(default=list)
    created_by: Mapped[SlackId]
    created_at: Mapped[datetime]


class ProgrammeCoordinator(Row):
    """Somebody who runs a programme."""

    __tablename__ = "programme_coordinators"
    __table_args__ = (Index(None, "workspace_id", "slack_id"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(String(32))
    appointed_by: Mapped[SlackId]
    appointed_at: Mapped[datetime]
    # When they were last told that something of the programme was not delivered.
    told_of_undelivered_at: Mapped[datetime | None]


class Intent(Row):
    """A large act somebody asked for; a tick carries it out at most a hundred rows at a time."""

    __tablename__ = "intents"

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[IntentKind]
    subject_id: Mapped[int]
    asked_by: Mapped[SlackId]
    asked_at: Mapped[datetime]
    progress: Mapped[int] = mapped_column(default=0)  # how many of its parts are carried out, or the id of the last
    done_at: Mapped[datetime | None] = mapped_column(index=True)
