"""What is waiting to go to Slack, what came from it, and how far each has got."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Float, ForeignKey, Index, Integer, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.row import Id, Row, SealedText


class MessageState(StrEnum):
    """Where a message is: the first four are open, the other five are for good."""

    PENDING = "pending"
    LEASED = "leased"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    MAYBE_SENT = "maybe_sent"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    DEAD = "dead"


class Target(StrEnum):
    """What a message is for: a person's direct messages, a group conversation, a channel, or another's place."""

    PERSON = "person"
    CONVERSATION = "conversation"
    CHANNEL = "channel"
    REPLACED = "replaced"


# SQLite uses a partial index only for a query that repeats its condition word for word, never through parameters.
PENDING = "state = 'pending'"
UNKNOWN = "state = 'unknown'"
UNDER_WAY = "state IN ('leased', 'sending')"
OPEN = "state IN ('pending', 'leased', 'sending', 'unknown')"
SUSPECT = "state = 'pending' AND crashes >= 2"
UNDELIVERED = "state IN ('maybe_sent', 'expired', 'dead')"


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Outgoing(Row):
    """One message on its way to Slack. `storage.outbox` alone moves it from state to state."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        _partial("ix_outbox_pending", "lane", "ready_at", "id", where=PENDING),
        _partial("ix_outbox_suspect", "ready_at", "id", where=SUSPECT),
        _partial("ix_outbox_unknown", "ready_at", "id", where=UNKNOWN),
        _partial("ix_outbox_under_way", "leased_until", where=UNDER_WAY),
        _partial("ix_outbox_open", "workspace_id", "line", "lane", "due_at", "id", where=OPEN),
        _partial("ix_outbox_perishable", "not_after", where=f"{PENDING} AND not_after IS NOT NULL"),
        _partial("ix_outbox_undelivered", "workspace_id", "finished_at", where=UNDELIVERED),
    )

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(64))
    lane: Mapped[int] = mapped_column(SmallInteger)
    relationship_id: Mapped[int | None] = mapped_column(ForeignKey("relationships.id", ondelete="SET NULL"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolments.id", ondelete="SET NULL"), index=True)
    # Where neither of these two says which programme it belongs to.
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id", ondelete="SET NULL"))

    target: Mapped[Target]
    slack_id: Mapped[str | None] = mapped_column(String(32))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    channel: Mapped[str | None] = mapped_column(String(32))
    replaces_ts: Mapped[str | None] = mapped_column(String(32))
    # Messages in one line leave in the order of (due_at, id), lane by lane.
    line: Mapped[str] = mapped_column(String(64))
    payload: Mapped[SealedText | None]

    state: Mapped[MessageState]
    due_at: Mapped[datetime]
    not_after: Mapped[datetime | None]
    # The next moment at which anything can be done about it, on the clock of the bot.
    ready_at: Mapped[datetime]
    # Epoch seconds on the database's own clock: leases live in real time.
    leased_until: Mapped[float | None] = mapped_column(Float(53))
    fence: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), default=0)
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    crashes: Mapped[int] = mapped_column(SmallInteger, default=0)
    looks: Mapped[int] = mapped_column(SmallInteger, default=0)
    first_tried_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None] = mapped_column(String(200))


class StoppedDelivery(Row):
    """A workspace whose token Slack refuses: its messages wait until the token works again."""

    __tablename__ = "stopped_deliveries"

    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    error: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime]


class RateBudget(Row):
    """How much of what Slack takes in a while has been used, by all bots together.

    `scope` is a method, or a channel. It is free again from one moment on: the generic cell rate algorithm needs no
    other number.
    """

    __tablename__ = "rate_budgets"

    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), primary_key=True)
    free_at: Mapped[datetime] = mapped_column(index=True)


class Incoming(Row):
    """An event, or a press, that Slack was promised we would handle; deleted once it is."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("workspace_id", "event_id"),)

    id: Mapped[Id]
    workspace_id: Mapped[str] = mapped_column(String(32))
    event_id: Mapped[str] = mapped_column(String(128))  # a press has its trigger instead
    payload: Mapped[SealedText]
    received_at: Mapped[datetime]
    # As in the outbox: whoever handles it holds it until then, and after a crash another takes over.
    leased_until: Mapped[float] = mapped_column(Float(53), index=True)
    starts: Mapped[int] = mapped_column(SmallInteger)


class SeenRequest(Row):
    """The unique id of a command, press, submission or event whose effect is committed."""

    __tablename__ = "seen_requests"

    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    request_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class InstallationFact(Row):
    """What an installation remembers of itself."""

    __tablename__ = "installation_facts"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class Secret(Row):
    """A secret of this installation that outlives its encryption keys."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[SealedText]
