"""How a message gets from the outbox to Slack: claimed, marked as being sent, and moved on by what came of it.

Every claim raises the row's fence, and every later change names the fence it was claimed with: a bot that was away for
too long, and whose message another has taken over, changes nothing. Leases run on the database's clock, in real time;
`ready_at`, `due_at` and `not_after` on the bot's, which may run fast.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Float,
    Integer,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute

from storage.clock import seconds
from storage.held import MESSAGES, Chosen, Hold, Message, held
from storage.models.delivery import OPEN, PENDING, SUSPECT, UNDER_WAY, UNKNOWN, MessageState, Outgoing, Target
from storage.models.people import Person
from storage.models.relationships import Conversation
from storage.models.row import keys_of
from storage.outbox import Lane, is_head, may_go
from storage.transaction import Transaction

_TABLE = cast("Table", Outgoing.__table__)
_ERASED = frozenset({MessageState.SENT, MessageState.EXPIRED, MessageState.CANCELLED})
_OVER = _ERASED | {MessageState.MAYBE_SENT, MessageState.DEAD}
_AT_A_TIME = 25
"""So many are opened before the loop turns: whoever presses a button meanwhile must not wait for a whole morning's rush."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of a message; what is None or zero stays as it was. Of one that was sent, only its `ts` is kept.

    `blocked` is the method of which Slack wants no more calls before `ready_at`. `forgets_channel` where Slack no longer
    knows the channel that was remembered.
    """

    message: Message
    state: MessageState
    due_at: datetime | None = None
    ready_at: datetime | None = None
    ts: str | None = None
    error: str | None = None
    tried: int = 0
    crashed: int = 0
    looks: int = 0
    to_person: bool = False
    blocked: str | None = None
    forgets_channel: bool = False


# The statements, built once: building one takes longer than running it.


def _given(column: InstrumentedAttribute[Any], name: str) -> BindParameter[Any]:
    return bindparam(name, type_=column.type)


_READY = MESSAGES.where(
    Outgoing.ready_at <= _given(Outgoing.ready_at, "now"),
    or_(Outgoing.not_after.is_(None), Outgoing.not_after >= _given(Outgoing.not_after, "now")),
    is_head(),
    may_go(),
).order_by(Outgoing.ready_at, Outgoing.id)
# A few that are due, in order, and of these the heads of their lines. In one step, PostgreSQL's planner may look at
# everything that is due before it takes the first, where its statistics are older than the morning's rush.
_FEW = 3
_FIRST_OF_ALL = (datetime(1970, 1, 1, tzinfo=UTC), 0)
_CANDIDATE = _TABLE.alias("candidate")
_CANDIDATES = (
    select(_CANDIDATE.c.ready_at, _CANDIDATE.c.id)
    .where(
        literal_column(f"candidate.{PENDING}"),
        _CANDIDATE.c.lane == _given(Outgoing.lane, "lane"),
        _CANDIDATE.c.ready_at <= _given(Outgoing.ready_at, "now"),
        tuple_(_CANDIDATE.c.ready_at, _CANDIDATE.c.id)
        > tuple_(_given(Outgoing.ready_at, "after_moment"), _given(Outgoing.id, "after_id")),
    )
    .order_by(_CANDIDATE.c.ready_at, _CANDIDATE.c.id)
)
_DUE = _READY.where(
    literal_column(f"outbox.{PENDING}"),  # once more: another bot may have taken it since the candidates were found
    Outgoing.id.in_(select(_CANDIDATES.limit(bindparam("few", type_=Integer())).subquery("candidates").c.id)),
    Outgoing.crashes < bindparam("suspected", 2, type_=Integer()),
)
_LAST_CANDIDATE = _CANDIDATES.offset(bindparam("few", type_=Integer())).limit(1)
_SUSPECTED = _READY.where(literal_column(f"outbox.{SUSPECT}"))
_SETTLED = MESSAGES.where(
    literal_column(f"outbox.{UNKNOWN}"),
    Outgoing.ready_at <= _given(Outgoing.ready_at, "now"),
    or_(Outgoing.leased_until.is_(None), Outgoing.leased_until < seconds()),
    may_go(),
).order_by(Outgoing.ready_at, Outgoing.id)
_NOW = _given(Outgoing.ready_at, "now")
_SOMETHING: dict[str, ColumnElement[bool]] = {
    **{
        f"lane {lane}": and_(literal_column(f"outbox.{PENDING}"), Outgoing.lane == lane, Outgoing.ready_at <= _NOW)
        for lane in Lane
    },
    "suspect": literal_column(f"outbox.{SUSPECT}") & (Outgoing.ready_at <= _NOW),
    "in doubt": and_(literal_column(f"outbox.{UNKNOWN}"), Outgoing.ready_at <= _NOW),
    "left behind": and_(literal_column(f"outbox.{UNDER_WAY}"), Outgoing.leased_until < seconds()),
    "too late": literal_column(f"outbox.{PENDING} AND outbox.not_after IS NOT NULL") & (Outgoing.not_after < _NOW),
}
_WAITING = union_all(
    *(select(literal(name).label("what")).where(exists().where(which)) for name, which in _SOMETHING.items())
)
_LEFT = MESSAGES.where(
    literal_column(f"outbox.{UNDER_WAY}"),
    or_(bindparam("any_lease", type_=Boolean()), Outgoing.leased_until < seconds()),
).order_by(Outgoing.leased_until)
_HOLD = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        fence=_TABLE.c.fence + 1,
        leased_until=seconds() + bindparam("lease", type_=Float()),
        state=func.coalesce(_given(Outgoing.state, "new_state"), _TABLE.c.state),
    )
)
_START = (
    update(_TABLE)
    .where(
        _TABLE.c.id.in_(bindparam("ids", expanding=True)),  # or SQLite walks through the whole table
        tuple_(_TABLE.c.id, _TABLE.c.fence).in_(bindparam("held", expanding=True)),
        _TABLE.c.state == MessageState.LEASED,
        _TABLE.c.leased_until > seconds() + bindparam("within", type_=Float()),
    )
    .values(
        state=MessageState.SENDING,
        first_tried_at=func.coalesce(_TABLE.c.first_tried_at, _given(Outgoing.first_tried_at, "at")),
    )
    .returning(_TABLE.c.id, _TABLE.c.fence)
)
_HELD: tuple[ColumnElement[bool], ...] = (
    Outgoing.id == _given(Outgoing.id, "of_id"),
    Outgoing.fence == _given(Outgoing.fence, "of_fence"),
    literal_column(f"outbox.{OPEN}"),  # given as parameters, it could not be said for several messages at once
)
# What becomes of nearly all: fewer parameters, which cost more than the statement itself.
_SENT = (
    update(_TABLE)
    .where(*_HELD)
    .values(
        state=MessageState.SENT,
        leased_until=None,
        finished_at=_given(Outgoing.finished_at, "new_finished_at"),
        ts=_given(Outgoing.ts, "new_ts"),
        error=None,
        looks=0,
        payload=None,
    )
)
_TO_PERSON = bindparam("to_person", type_=Boolean())
# One statement for every kind of change, so that any number of them is one round trip.
_CHANGE = (
    update(_TABLE)
    .where(*_HELD)
    .values(
        state=_given(Outgoing.state, "new_state"),
        leased_until=None,
        due_at=func.coalesce(_given(Outgoing.due_at, "new_due_at"), Outgoing.due_at),
        ready_at=func.coalesce(_given(Outgoing.ready_at, "new_ready_at"), Outgoing.ready_at),
        finished_at=_given(Outgoing.finished_at, "new_finished_at"),
        ts=_given(Outgoing.ts, "new_ts"),
        error=_given(Outgoing.error, "new_error"),
        looks=_given(Outgoing.looks, "new_looks"),
        tries=Outgoing.tries + _given(Outgoing.tries, "more_tries"),
        crashes=Outgoing.crashes + _given(Outgoing.crashes, "more_crashes"),
        payload=case((bindparam("erase", type_=Boolean()), None), else_=Outgoing.payload),
        target=case((_TO_PERSON, literal(Target.PERSON, Outgoing.target.type)), else_=Outgoing.target),
        channel=case((_TO_PERSON, None), else_=Outgoing.channel),
        replaces_ts=case((_TO_PERSON, None), else_=Outgoing.replaces_ts),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What may be waiting: in which lanes, suspected, in doubt, and left behind or too late."""

    lanes: tuple[Lane, ...]
    has_suspect: bool
    is_in_doubt: bool
    is_to_be_looked_after: bool


async def waiting(tx: Transaction, *, now: datetime) -> Waiting:
    """A look that costs next to nothing and changes nothing, and saves claiming where there is nothing to claim."""
    found = set((await tx.scalars(_WAITING, {"now": now})).all())
    return Waiting(
        lanes=tuple(lane for lane in Lane if f"lane {lane}" in found),
        has_suspect="suspect" in found,
        is_in_doubt="in doubt" in found,
        is_to_be_looked_after=not found.isdisjoint({"left behind", "too late"}),
    )


async def claim(tx: Transaction, *, lane: Lane, now: datetime, limit: int, lease: float) -> Sequence[Message]:
    """Lease the messages of a lane that are due, at most one of each line, the longest due first; no suspects."""
    chosen: dict[int, Chosen] = {}
    few = _FEW * limit
    after: tuple[datetime, int] | None = _FIRST_OF_ALL
    while after is not None:
        among = {"lane": lane, "now": now, "after_moment": after[0], "after_id": after[1]}
        # What others put back meanwhile moves the pages, so that one may show again what an earlier one has shown.
        chosen |= {row.id: row for row in await tx.execute(_DUE, {**among, "few": few, "most": limit - len(chosen)})}
        if len(chosen) == limit:
            break
        last = (await tx.execute(_LAST_CANDIDATE, {**among, "few": few - 1})).one_or_none()
        after = None if last is None else (last.ready_at, last.id)
    return await _hold(tx, list(chosen.values()), lease=lease, state=MessageState.LEASED)


async def claim_suspect(tx: Transaction, *, now: datetime, lease: float) -> Sequence[Message]:
    """Lease one message that two bots died while holding, among others: by itself, it shows whether it was that one."""
    chosen = (await tx.execute(_SUSPECTED, {"now": now, "most": 1})).all()
    return await _hold(tx, chosen, lease=lease, state=MessageState.LEASED)


async def claim_unknown(tx: Transaction, *, now: datetime, limit: int, lease: float) -> Sequence[Message]:
    """Lease the messages in doubt that have settled, so that Slack can be asked about them; they stay unknown."""
    chosen = (await tx.execute(_SETTLED, {"now": now, "most": limit})).all()
    return await _hold(tx, chosen, lease=lease, state=MessageState.UNKNOWN)


async def abandoned(tx: Transaction, *, limit: int, all_of_them: bool = False) -> Sequence[Message]:
    """Hold the messages whose lease ran out, in the state they were left in; the caller says what becomes of them.

    `all_of_them` regardless of their lease: for a bot that has just started and knows that it is the only one.
    """
    chosen = (await tx.execute(_LEFT, {"any_lease": all_of_them, "most": limit})).all()
    return await _hold(tx, chosen)


async def start(tx: Transaction, messages: Sequence[Message], *, now: datetime, within: float) -> set[Hold]:
    """Mark messages as being sent; only those whose hold is given back may be, and within so many seconds."""
    holds = [each.hold for each in messages]
    among = {"ids": [id_ for id_, _ in holds], "held": holds}
    started = await tx.execute(_START, {**among, "at": now, "within": within})
    return {(id_, fence) for id_, fence in started}


async def change(tx: Transaction, changes: Sequence[Change], *, now: datetime) -> None:
    """Move messages on; whoever no longer holds a message changes nothing of it."""
    sent = [
        {"of_id": each.message.id, "of_fence": each.message.fence, "new_ts": each.ts, "new_finished_at": now}
        for each in changes
        if each.state is MessageState.SENT
    ]
    others = [_parameters(each, now) for each in changes if each.state is not MessageState.SENT]
    for statement, given in ((_SENT, sent), (_CHANGE, others)):
        if given:
            await (await tx.connection()).execute(statement, given)


async def became(tx: Transaction, changes: Sequence[Change], state: MessageState) -> Sequence[Message]:
    """The messages that these changes really brought into a state, rather than having been taken over by another."""
    wanted = {each.message.hold: each.message for each in changes if each.state is state}
    if not wanted:
        return []
    there = select(Outgoing.id, Outgoing.fence).where(
        Outgoing.id.in_([id_ for id_, _ in wanted]),
        tuple_(Outgoing.id, Outgoing.fence).in_(list(wanted)),
        Outgoing.state == state,
    )
    return [wanted[row.id, row.fence] for row in await tx.execute(there)]


def _parameters(each: Change, now: datetime) -> dict[str, Any]:
    return {
        "of_id": each.message.id,
        "of_fence": each.message.fence,
        "new_state": each.state,
        "new_due_at": each.due_at,
        "new_ready_at": each.ready_at,
        "new_finished_at": now if each.state in _OVER else None,
        "new_ts": each.ts,
        "new_error": each.error,
        "new_looks": each.looks,
        "more_tries": each.tried,
        "more_crashes": each.crashed,
        "erase": each.state in _ERASED,
        "to_person": each.to_person,
    }


async def expire(tx: Transaction, *, now: datetime) -> Sequence[Lane]:
    """End what is too late to be worth saying, visibly; the lanes of what ended."""
    late = and_(literal_column(f"{PENDING} AND not_after IS NOT NULL"), Outgoing.not_after < now)
    ending = update(Outgoing).where(late).values(state=MessageState.EXPIRED, finished_at=now, payload=None)
    ended = await tx.scalars(ending.returning(Outgoing.lane).execution_options(synchronize_session=False))
    return [Lane(lane) for lane in ended]


async def remember_channel(tx: Transaction, message: Message, channel: str | None) -> None:
    """Keep the channel Slack opened for a message, for the next one; or forget it, so that the next one opens it anew."""
    if message.target is Target.CONVERSATION:
        place = update(Conversation).where(Conversation.id == message.conversation_id).values(channel=channel)
    else:
        person = (Person.workspace_id == message.workspace, Person.slack_id == message.slack_id)
        place = update(Person).where(*person).values(direct_channel=channel)
    await tx.execute(place.execution_options(synchronize_session=False))


async def _hold(
    tx: Transaction, chosen: Sequence[Chosen], *, lease: float = 0, state: MessageState | None = None
) -> Sequence[Message]:
    if not chosen:
        return []
    await tx.execute(_HOLD, {"ids": [row.id for row in chosen], "lease": lease, "new_state": state})
    keys = keys_of(tx.get_bind().dialect)
    secret = keys.open(chosen[0].sealed_secret)
    messages: list[Message] = []
    for row in chosen:
        messages.append(held(row, state or row.state, keys, secret))
        if len(messages) % _AT_A_TIME == 0:
            await asyncio.sleep(0)
    return messages
