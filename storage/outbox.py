"""Everything waiting to go to Slack, as those see it who add to it and who look after it.

How a message then gets there is in `storage.dispatch`.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, assert_never

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, tuple_, union_all, update
from sqlalchemy.orm import aliased

from storage.models.delivery import OPEN, PENDING, UNKNOWN, MessageState, Outgoing, StoppedDelivery, Target
from storage.transaction import Transaction, insert_once

__all__ = [
    "Draft",
    "Lane",
    "MessageState",
    "Recipient",
    "Replace",
    "Target",
    "ToChannel",
    "ToConversation",
    "ToPerson",
    "add",
    "bring_forward",
    "discard",
    "next_due",
    "open_count",
    "replay",
    "resume_workspace",
    "stop_workspace",
    "stopped_workspaces",
    "withdraw",
]


STANDS_FOR = "stands_for"
"""Beside what Slack takes in a payload: the keys of the messages that this one stands for."""

MATCHED, KICK_OFF = "matched", "kick_off"
"""Two kinds in different lines, of which people hear the one before the other."""


class Lane(IntEnum):
    """How soon a message must go: a faster lane overtakes a slower one."""

    INTERACTIVE = 0
    NUDGE = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class ToPerson:
    """A person's direct messages with the bot."""

    slack_id: str


@dataclass(frozen=True, slots=True)
class ToConversation:
    """A group conversation that we have a row for, opened in Slack when its first message goes."""

    id: int


@dataclass(frozen=True, slots=True)
class ToChannel:
    channel: str


@dataclass(frozen=True, slots=True)
class Replace:
    """A message whose buttons were pressed; if Slack no longer changes it, the person is told directly."""

    channel: str
    ts: str
    person: str


Recipient = ToPerson | ToConversation | ToChannel | Replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to be added: `key` is unique in the workspace, `payload` is what Slack takes (`text`, `blocks`)."""

    workspace: str
    key: str
    kind: str
    to: Recipient
    payload: dict[str, Any]
    lane: Lane
    due_at: datetime
    not_after: datetime | None = None
    relationship_id: int | None = None
    enrolment_id: int | None = None
    programme_id: int | None = None
    stands_for: tuple[str, ...] = ()
    """The keys of messages that come within this one, so that each can be found in Slack by itself."""
    in_doubt_since: datetime | None = None
    """The earliest moment at which it may have gone already, when a backup was put back that knows nothing of it."""


async def add(tx: Transaction, draft: Draft) -> bool:
    """Add a message; False, and nothing changed, when its key was there already.

    One that may have gone before starts as unknown, as if it had been tried back then.
    """
    return await insert_once(
        tx,
        Outgoing,
        workspace_id=draft.workspace,
        key=draft.key,
        kind=draft.kind,
        lane=draft.lane,
        relationship_id=draft.relationship_id,
        enrolment_id=draft.enrolment_id,
        programme_id=draft.programme_id,
        payload=json.dumps(_kept(draft), ensure_ascii=False, separators=(",", ":")),
        state=_first_state(draft),
        first_tried_at=draft.in_doubt_since,
        due_at=draft.due_at,
        ready_at=draft.due_at,
        not_after=draft.not_after,
        **_address(draft.to),
    )


def _kept(draft: Draft) -> dict[str, Any]:
    return draft.payload | {STANDS_FOR: draft.stands_for} if draft.stands_for else draft.payload


def _first_state(draft: Draft) -> MessageState:
    is_known = draft.in_doubt_since is None or isinstance(draft.to, Replace)  # replacing twice changes nothing
    return MessageState.PENDING if is_known else MessageState.UNKNOWN


def _address(to: Recipient) -> dict[str, Any]:
    match to:
        case ToPerson(slack_id):
            return {"target": Target.PERSON, "slack_id": slack_id, "line": f"person:{slack_id}"}
        case ToConversation(id):
            return {"target": Target.CONVERSATION, "conversation_id": id, "line": f"conversation:{id}"}
        case ToChannel(channel):
            return {"target": Target.CHANNEL, "channel": channel, "line": f"channel:{channel}"}
        case Replace(channel, ts, person):
            place = {"channel": channel, "replaces_ts": ts, "slack_id": person}
            return {"target": Target.REPLACED, "line": f"person:{person}", **place}
        case _:
            assert_never(to)


async def withdraw(tx: Transaction, workspace: str, keys: Collection[str], *, now: datetime) -> None:
    """Cancel what has not been sent yet of the messages with these keys, and erase its words.

    What may have been sent is still looked for, and expires if it was not.
    """
    theirs = update(Outgoing).where(Outgoing.workspace_id == workspace, Outgoing.key.in_(keys))
    waiting = theirs.where(Outgoing.state == MessageState.PENDING)
    in_doubt = theirs.where(Outgoing.state == MessageState.UNKNOWN)
    for taken_back in (
        waiting.values(state=MessageState.CANCELLED, payload=None, finished_at=now),
        in_doubt.values(not_after=now),
    ):
        await tx.execute(taken_back.execution_options(synchronize_session=False))


async def bring_forward(tx: Transaction, workspace: str, slack_id: str, *, to: datetime) -> None:
    """Let what waits to be said to somebody be due at `to` at the latest, but for what is perishable."""
    waiting = update(Outgoing).where(
        literal_column(f"outbox.{OPEN}"),
        Outgoing.workspace_id == workspace,
        Outgoing.line == _address(ToPerson(slack_id))["line"],
        Outgoing.state.in_([MessageState.PENDING, MessageState.UNKNOWN]),
        Outgoing.not_after.is_(None),
        Outgoing.due_at > to,
    )
    await tx.execute(waiting.values(due_at=to, ready_at=to).execution_options(synchronize_session=False))


def is_head() -> ColumnElement[bool]:
    """SQL: no open message stands before this one in its line and lane, nor in another one's that is to be heard first."""
    return and_(_is_first_in_its_line(), or_(Outgoing.kind != KICK_OFF, ~_is_untold()))


def _is_untold() -> ColumnElement[bool]:
    """SQL: somebody whom a kick-off introduces has yet to hear by themselves that they are matched."""
    news = aliased(Outgoing, name="news")
    return (
        select(1)
        .where(
            literal_column(f"news.{OPEN}"),
            news.relationship_id == Outgoing.relationship_id,
            news.kind == MATCHED,
            news.due_at <= Outgoing.due_at,
        )
        .exists()
    )


def _is_first_in_its_line() -> ColumnElement[bool]:
    earlier = aliased(Outgoing, name="earlier")
    return (
        ~select(1)
        .where(
            literal_column(f"earlier.{OPEN}"),
            earlier.workspace_id == Outgoing.workspace_id,
            earlier.line == Outgoing.line,
            earlier.lane == Outgoing.lane,
            tuple_(earlier.due_at, earlier.id) < tuple_(Outgoing.due_at, Outgoing.id),
        )
        .exists()
    )


def may_go() -> ColumnElement[bool]:
    """SQL: Slack takes the token of this message's workspace."""
    return ~select(1).where(StoppedDelivery.workspace_id == Outgoing.workspace_id).exists()


FIRST_OF_EACH = tuple(
    select(select(Outgoing.ready_at).where(may_go(), *which).order_by(Outgoing.ready_at).limit(1).scalar_subquery())
    for which in (
        (literal_column(f"outbox.{UNKNOWN}"),),
        *((literal_column(f"outbox.{PENDING}"), Outgoing.lane == lane, is_head()) for lane in Lane),
    )
)
"""SQL: for each kind of thing that can be done for messages, the earliest moment at which it can."""
_NEXT_DUE = union_all(*FIRST_OF_EACH)  # built once: building it takes longer than running it


async def next_due(tx: Transaction) -> datetime | None:
    """The earliest moment at which something can be done for a message, so that a travelling clock can walk to it."""
    moments: Sequence[datetime | None] = (await tx.scalars(_NEXT_DUE)).all()
    return min((moment for moment in moments if moment is not None), default=None)


async def open_count(tx: Transaction, workspace: str) -> int:
    """How many messages have not come to an end yet."""
    count = select(func.count()).select_from(Outgoing)
    return await tx.scalar(count.where(literal_column(f"outbox.{OPEN}"), Outgoing.workspace_id == workspace)) or 0


async def replay(tx: Transaction, workspace: str, message_id: int, *, now: datetime) -> bool:
    """Try a dead or doubtful message once more; False when there is none.

    To a person it starts as unknown: Slack is asked whether it arrived after all before anything is sent.
    """
    row = await _of_workspace(tx, workspace, message_id, MessageState.DEAD, MessageState.MAYBE_SENT)
    if row is None or row.payload is None:
        return False
    row.state = MessageState.UNKNOWN if row.target is Target.PERSON else MessageState.PENDING
    row.ready_at, row.not_after, row.finished_at = now, None, None
    row.tries = row.crashes = row.looks = 0
    row.fence += 1  # what is still said of the last try changes nothing
    return True


async def discard(tx: Transaction, workspace: str, message_id: int) -> bool:
    """Give up a dead, doubtful or expired message for good and erase its words; False when there is none."""
    given_up = (MessageState.DEAD, MessageState.MAYBE_SENT, MessageState.EXPIRED)
    row = await _of_workspace(tx, workspace, message_id, *given_up)
    if row is None:
        return False
    if row.state is not MessageState.MAYBE_SENT:
        row.first_tried_at = None  # it certainly did not come; of what may have come, that stays to be seen
    row.state, row.payload = MessageState.CANCELLED, None
    return True


async def _of_workspace(tx: Transaction, workspace: str, message_id: int, *states: MessageState) -> Outgoing | None:
    chosen = select(Outgoing).where(Outgoing.id == message_id, Outgoing.workspace_id == workspace)
    return await tx.scalar(chosen.where(Outgoing.state.in_(states)).with_for_update())


async def stop_workspace(tx: Transaction, workspace: str, *, error: str, now: datetime) -> None:
    """Let a workspace's messages wait, because Slack refuses its token."""
    await insert_once(tx, StoppedDelivery, workspace_id=workspace, error=error, since=now)


async def resume_workspace(tx: Transaction, workspace: str) -> None:
    """Let a workspace's messages go again."""
    stopped = await tx.get(StoppedDelivery, workspace)
    if stopped is not None:
        await tx.delete(stopped)


async def stopped_workspaces(tx: Transaction) -> Sequence[str]:
    """The workspaces whose token Slack refuses."""
    return (await tx.scalars(select(StoppedDelivery.workspace_id))).all()
