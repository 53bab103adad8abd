"""Who is in a workspace, as Slack knows them and as they told us."""

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SlackId
from storage.states import Unasked


class Workspace(Row):
    """One Slack team: the tenant that every other row names."""

    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str]
    bot_id: Mapped[SlackId]
    installed_at: Mapped[datetime]
    uninstalled_at: Mapped[datetime | None]


class Person(Row):
    """The people directory: a copy of what Slack says of somebody, kept fresh by events."""

    __tablename__ = "people"

    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(16))
    is_bot: Mapped[bool]
    is_guest: Mapped[bool]
    is_external: Mapped[bool]
    is_deactivated: Mapped[bool]
    is_admin: Mapped[bool]
    direct_channel: Mapped[str | None] = mapped_column(String(32))
    refreshed_at: Mapped[datetime]


class Participant(Row):
    """What a person told us of themselves, the same for every programme they are in."""

    __tablename__ = "participants"

    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    level: Mapped[int | None]
    department: Mapped[str | None]
    team: Mapped[str | None]
    site: Mapped[str | None]
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[str | None] = mapped_column(String(32))
    manager_id: Mapped[str | None] = mapped_column(String(32))
    languages: Mapped[list[str]] = mapped_column(default=list)
    zone: Mapped[str | None] = mapped_column(String(64))
    works_from: Mapped[str] = mapped_column(String(5), default="09:00")
    works_to: Mapped[str] = mapped_column(String(5), default="17:00")
    weekdays: Mapped[str] = mapped_column(String(7), default="01234")
    # How much unasked they want.
    unasked: Mapped[Unasked] = mapped_column(default=Unasked.USUAL)
    updated_at: Mapped[datetime]


class Pause(Row):
    """Days on which a person is away: nothing unasked reaches them and their clock stands still."""

    __tablename__ = "pauses"
    __table_args__ = (Index(None, "workspace_id", "slack_id"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    slack_id: Mapped[SlackId]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
