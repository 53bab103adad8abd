"""Questions about what happens along the way: what is due, who is together, what is over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Integer, Row, and_, bindparam, literal_column, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.delivery import OPEN, MessageState, Outgoing
from storage.models.journey import Nudge
from storage.models.people import Workspace
from storage.models.programmes import Programme
from storage.models.relationships import IS_ACTIVE, Relationship, RelationshipMember
from storage.states import NudgeState, ProgrammeState, RelationshipState
from storage.transaction import at_hand

# Word for word as the index says it, or SQLite does not use it.
IS_PLANNED: ColumnElement[bool] = literal_column("nudges.state = 'planned'")
AHEAD_OF_UTC = timedelta(hours=14)
_DECIDING = 7_204_512  # the number of this lock among PostgreSQL's advisory locks


async def decide_alone(tx: AsyncSession) -> bool:
    """Keep other replicas from deciding on nudges until this transaction ends; False when another is at it.

    A person's budget is shared by all their nudges, so two replicas deciding at once could overdraw it.
    """
    if tx.get_bind().dialect.name == "sqlite":
        return True  # a writing transaction is alone already
    return bool(await tx.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _DECIDING}))


_DUE = (
    select(Nudge, Relationship, Programme)
    .join(Relationship, Relationship.id == Nudge.relationship_id)
    .join(Programme, Programme.id == Relationship.programme_id)
    .where(IS_PLANNED, Nudge.due_at <= bindparam("now", type_=Nudge.due_at.type))
    .order_by(Nudge.due_at, Nudge.id)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(of=Nudge)
)


async def due(tx: AsyncSession, now: datetime, limit: int) -> Sequence[Nudge]:
    """Planned nudges of every workspace whose moment has come, the longest due first.

    Their relationships and programmes are read with them, and so at hand for whoever asks next.
    """
    return [nudge for nudge, _, _ in await tx.execute(_DUE, {"now": now, "most": limit})]


async def still_planned(tx: AsyncSession, workspace_id: str, ids: Collection[int]) -> dict[int, Nudge]:
    """Those of these nudges that nobody has decided on yet, by their ids, held until the transaction ends."""
    rows = await tx.scalars(
        select(Nudge).where(Nudge.workspace_id == workspace_id, Nudge.id.in_(ids), IS_PLANNED).with_for_update()
    )
    return {row.id: row for row in rows}


async def nudges(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int], *states: NudgeState
) -> Sequence[Nudge]:
    """The nudges of these relationships that are in any of these states, by moment."""
    rows = await tx.scalars(
        select(Nudge)
        .where(
            Nudge.workspace_id == workspace_id,
            Nudge.relationship_id.in_(relationship_ids),
            Nudge.state.in_(states),
        )
        .order_by(Nudge.due_at, Nudge.id)
    )
    return rows.all()


async def nudges_of_steps(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int], steps: Collection[str], *states: NudgeState
) -> Sequence[Nudge]:
    """As `nudges`, of these steps only, in no order."""
    rows = await tx.scalars(
        select(Nudge).where(
            Nudge.workspace_id == workspace_id,
            Nudge.relationship_id.in_(relationship_ids),
            Nudge.step.in_(steps),
            Nudge.state.in_(states),
        )
    )
    return rows.all()


async def nudge_keys(tx: AsyncSession, workspace_id: str, relationship_id: int) -> set[tuple[str, int, str]]:
    """Step, occurrence and recipient of everything planned for a relationship so far, whatever became of it."""
    rows = await tx.execute(
        select(Nudge.step, Nudge.occurrence, Nudge.recipient).where(
            Nudge.workspace_id == workspace_id, Nudge.relationship_id == relationship_id
        )
    )
    return {(step, occurrence, recipient) for step, occurrence, recipient in rows}


async def skip_planned(tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int], now: datetime) -> None:
    """Nothing more is sent to these relationships."""
    await tx.execute(
        update(Nudge)
        .where(
            Nudge.workspace_id == workspace_id,
            Nudge.relationship_id.in_(relationship_ids),
            Nudge.state == NudgeState.PLANNED,
        )
        .values(state=NudgeState.SKIPPED, decided_at=now)
    )


async def relationships(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]
) -> Sequence[Relationship]:
    """The relationships of a workspace with these ids, in no order."""
    known = at_hand(tx, Relationship, relationship_ids)
    found = list(known.values())
    if missing := [each for each in relationship_ids if each not in known]:
        found += await tx.scalars(select(Relationship).where(Relationship.id.in_(missing)))
    return [row for row in found if row.workspace_id == workspace_id]


_MEMBERSHIPS = (
    select(Relationship, RelationshipMember)
    .join(RelationshipMember, RelationshipMember.relationship_id == Relationship.id)
    .where(
        RelationshipMember.workspace_id == bindparam("workspace"),
        RelationshipMember.slack_id.in_(bindparam("people", expanding=True)),
    )
    .order_by(Relationship.id.desc())
)


async def memberships(
    tx: AsyncSession, workspace_id: str, slack_ids: Collection[str]
) -> list[tuple[Relationship, RelationshipMember]]:
    """Every relationship that any of these people has or had, with their part in it, the newest first."""
    rows = await tx.execute(_MEMBERSHIPS, {"workspace": workspace_id, "people": list(slack_ids)})
    return [(relationship, member) for relationship, member in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """What takes somebody's attention: a nudge that came at a moment, is on its way and comes then, or is planned for it.

    `wanted` is when it was to come, before somebody's budget moved it; `decided_at` is for what was said.
    """

    id: int
    relationship_id: int
    step: str
    recipient: str
    moment: datetime
    wanted: datetime
    decided_at: datetime | None
    is_sent: bool


_NEVER_CAME = or_(
    Outgoing.state.in_((MessageState.EXPIRED, MessageState.DEAD)),
    and_(Outgoing.state == MessageState.CANCELLED, Outgoing.first_tried_at.is_(None)),
)
_given_since = bindparam("since", type_=Nudge.due_at.type)
_ATTENDED = (
    select(
        Nudge.id,
        Nudge.relationship_id,
        Nudge.step,
        Nudge.recipient,
        Nudge.due_at,
        Nudge.wanted_at,
        Nudge.decided_at,
        Nudge.state,
        Outgoing.state.label("became"),
        Outgoing.ready_at,
        Outgoing.finished_at,
        Outgoing.ts,
    )
    .outerjoin(Outgoing, and_(Outgoing.workspace_id == Nudge.workspace_id, Outgoing.key == Nudge.message_key))
    .where(
        Nudge.workspace_id == bindparam("workspace"),
        Nudge.relationship_id.in_(bindparam("relationships", expanding=True)),
        or_(
            Nudge.state == NudgeState.PLANNED,
            and_(
                Nudge.state == NudgeState.SENT,
                ~Nudge.is_merged,
                or_(
                    Nudge.decided_at > _given_since,
                    Outgoing.finished_at > _given_since,
                    literal_column(f"outbox.{OPEN}"),
                ),
                or_(Outgoing.id.is_(None), ~_NEVER_CAME),
            ),
        ),
    )
)


async def attended(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int], *, since: datetime, now: datetime
) -> Sequence[Attended]:
    """What these relationships were sent after a moment, what is on its way, and what is planned for them, in no order.

    What came within another's message took nobody's attention by itself, and is left out; so is what never came.
    """
    given = {"workspace": workspace_id, "relationships": list(relationship_ids), "since": since}
    return [
        Attended(
            id=row.id,
            relationship_id=row.relationship_id,
            step=row.step,
            recipient=row.recipient,
            moment=_came_at(row, now) if row.state is NudgeState.SENT else row.due_at,
            wanted=row.wanted_at or row.due_at,
            decided_at=row.decided_at,
            is_sent=row.state is NudgeState.SENT,
        )
        for row in await tx.execute(_ATTENDED, given)
    ]


def _came_at(row: Row[*tuple[Any, ...]], now: datetime) -> datetime:
    """When a nudge that was said was read: a bot may be away for days between deciding, sending, and knowing of it.

    Of what may have come, nobody knows more than by when.
    """
    if row.became is None:
        return cast("datetime", row.decided_at or row.due_at)
    if row.became is MessageState.SENT and row.ts is not None:
        return datetime.fromtimestamp(float(row.ts), UTC)
    return cast("datetime", row.finished_at or max(row.ready_at, now))


async def workspaces(tx: AsyncSession) -> Sequence[str]:
    """Every workspace in which the app is installed."""
    return (
        await tx.scalars(select(Workspace.id).where(Workspace.uninstalled_at.is_(None)).order_by(Workspace.id))
    ).all()


async def to_look_at(tx: AsyncSession, workspace_id: str, now: datetime, *, after: int, limit: int) -> Sequence[int]:
    """Ids, above `after`, of active relationships that are not left alone today, wherever their people are."""
    rows = await tx.scalars(
        select(Relationship.id)
        .where(
            Relationship.workspace_id == workspace_id,
            literal_column(f"relationships.{IS_ACTIVE}"),
            Relationship.fine_until <= (now + AHEAD_OF_UTC).date(),
            Relationship.id > after,
        )
        .order_by(Relationship.id)
        .limit(limit)
        .with_for_update()  # or dates that change meanwhile would be forgotten by `leave_alone`
    )
    return rows.all()


async def leave_alone(tx: AsyncSession, workspace_id: str, relationship_id: int, until: date) -> None:
    """Let `to_look_at` leave a relationship out until a day."""
    await _set_fine_until(tx, workspace_id, [relationship_id], until)


async def look_again(tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]) -> None:
    """Leave none of these relationships out of `to_look_at` any more."""
    await _set_fine_until(tx, workspace_id, relationship_ids, date.min)


async def _set_fine_until(tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int], until: date) -> None:
    chosen = update(Relationship).where(
        Relationship.workspace_id == workspace_id, Relationship.id.in_(relationship_ids)
    )
    await tx.execute(chosen.values(fine_until=until))


async def active_although_over(
    tx: AsyncSession, workspace_id: str, over_before: date, limit: int
) -> Sequence[Relationship]:
    """Active relationships of programmes that ended before a day."""
    over = select(Programme.id).where(Programme.workspace_id == workspace_id, Programme.ends_on < over_before)
    rows = await tx.scalars(
        select(Relationship)
        .where(Relationship.programme_id.in_(over), Relationship.state == RelationshipState.ACTIVE)
        .order_by(Relationship.id)
        .limit(limit)
    )
    return rows.all()


async def over_and_not_ended(tx: AsyncSession, workspace_id: str, before: date) -> Sequence[Programme]:
    """Programmes that took people and whose last day came before a day, but which are not ended yet."""
    rows = await tx.scalars(
        select(Programme)
        .where(
            Programme.workspace_id == workspace_id,
            Programme.state.in_((ProgrammeState.OPEN, ProgrammeState.CLOSED)),
            Programme.ends_on < before,
        )
        .order_by(Programme.id)
    )
    return rows.all()


async def over_without_relationships(tx: AsyncSession, workspace_id: str, over_before: date) -> Sequence[Programme]:
    """Programmes that took people, ended before a day, and in which nobody meets any more."""
    still_meeting = select(Relationship.id).where(
        Relationship.programme_id == Programme.id, Relationship.state == RelationshipState.ACTIVE
    )
    rows = await tx.scalars(
        select(Programme)
        .where(
            Programme.workspace_id == workspace_id,
            Programme.state.in_((ProgrammeState.OPEN, ProgrammeState.CLOSED)),
            Programme.ends_on < over_before,
            ~still_meeting.exists(),
        )
        .order_by(Programme.id)
    )
    return rows.all()
