"""Questions about what was not delivered, or may not have been: which kind, for whom, and never a word of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import join, outerjoin

from storage.models.delivery import UNDELIVERED, MessageState, Outgoing, Target
from storage.models.enrolments import Enrolment
from storage.models.programmes import ProgrammeCoordinator
from storage.models.relationships import Conversation, Relationship

MOST = 1_000
"""So many are read at most: after an outage that ended so many, nobody goes through them one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One message. `people` is whom it was for: one person, or the members of a group; nobody for a channel."""

    id: int
    kind: str
    state: MessageState
    target: Target
    people: tuple[str, ...]
    channel: str | None
    programme_id: int | None
    due_at: datetime
    error: str | None


_IS_UNDELIVERED: ColumnElement[bool] = literal_column(f"outbox.{UNDELIVERED}")
_PROGRAMME = func.coalesce(Outgoing.programme_id, Relationship.programme_id, Enrolment.programme_id)
_WITH_PROGRAMME = outerjoin(
    outerjoin(Outgoing, Relationship, Relationship.id == Outgoing.relationship_id),
    Enrolment,
    Enrolment.id == Outgoing.enrolment_id,
)
_MESSAGES = (
    select(
        Outgoing.id,
        Outgoing.kind,
        Outgoing.state,
        Outgoing.target,
        Outgoing.slack_id,
        Outgoing.channel,
        Conversation.members,
        _PROGRAMME,
        Outgoing.due_at,
        Outgoing.error,
    )
    .select_from(outerjoin(_WITH_PROGRAMME, Conversation, Conversation.id == Outgoing.conversation_id))
    .order_by(Outgoing.due_at.desc(), Outgoing.id.desc())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """Whose messages: those of programmes, if they are of one of these kinds; with `nobodys` all others."""

    programme_ids: Collection[int]
    kinds: Collection[str]
    nobodys: bool

    def where(self) -> ColumnElement[bool]:
        """SQL: this message is one of them."""
        of_programmes = and_(_PROGRAMME.in_(self.programme_ids), Outgoing.kind.in_(self.kinds))
        nobodys = or_(_PROGRAMME.is_(None), Outgoing.kind.not_in(self.kinds))
        return or_(of_programmes, nobodys) if self.nobodys else of_programmes


async def since(tx: AsyncSession, workspace_id: str, moment: datetime, theirs: Theirs) -> Sequence[Found]:
    """What has come to such an end since a moment, the one due last first; the first `MOST` of it."""
    which = (_IS_UNDELIVERED, Outgoing.workspace_id == workspace_id, Outgoing.finished_at >= moment)
    return await _read(tx, _MESSAGES.where(*which, theirs.where()).limit(MOST))


async def by_id(tx: AsyncSession, workspace_id: str, ids: Collection[int]) -> Sequence[Found]:
    """Messages whatever has become of them, the one due last first."""
    return await _read(tx, _MESSAGES.where(Outgoing.workspace_id == workspace_id, Outgoing.id.in_(ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many messages of a kind came to such an end in a programme, since a moment and before."""

    programme_id: int | None
    kind: str
    since: int
    before: int


async def counted(tx: AsyncSession, workspace_id: str, moment: datetime) -> Sequence[Counted]:
    """All that has come to such an end, in numbers."""
    is_recent = Outgoing.finished_at >= moment
    rows = await tx.execute(
        select(_PROGRAMME, Outgoing.kind, func.count().filter(is_recent), func.count().filter(~is_recent))
        .select_from(_WITH_PROGRAMME)
        .where(_IS_UNDELIVERED, Outgoing.workspace_id == workspace_id)
        .group_by(_PROGRAMME, Outgoing.kind)
    )
    return [
        Counted(programme_id=programme_id, kind=kind, since=since, before=before)
        for programme_id, kind, since, before in rows
    ]


async def untold(
    tx: AsyncSession, workspace_id: str, moment: datetime, kinds: Collection[str]
) -> Mapping[tuple[int, str], int]:
    """How many of these kinds have come to such an end since a moment, by programme and each who runs it.

    What somebody has been told of, or what came before they ran it, is no news to them.
    """
    runs = ProgrammeCoordinator
    is_news = Outgoing.finished_at > func.coalesce(runs.told_of_undelivered_at, runs.appointed_at)
    rows = await tx.execute(
        select(runs.programme_id, runs.slack_id, func.count())
        .select_from(join(_WITH_PROGRAMME, runs, runs.programme_id == _PROGRAMME))
        .where(
            _IS_UNDELIVERED,
            Outgoing.workspace_id == workspace_id,
            Outgoing.finished_at >= moment,
            Outgoing.kind.in_(kinds),
            is_news,
        )
        .group_by(runs.programme_id, runs.slack_id, runs.appointed_at)
        .order_by(runs.programme_id, runs.appointed_at, runs.slack_id)
    )
    return {(programme_id, slack_id): count for programme_id, slack_id, count in rows}


async def note_told(tx: AsyncSession, programme_id: int, slack_id: str, now: datetime) -> None:
    """Remember that somebody was told what there is by now."""
    await tx.execute(
        update(ProgrammeCoordinator)
        .where(ProgrammeCoordinator.programme_id == programme_id, ProgrammeCoordinator.slack_id == slack_id)
        .values(told_of_undelivered_at=now)
        .execution_options(synchronize_session=False)
    )


async def _read(tx: AsyncSession, messages: Select[*tuple[Any, ...]]) -> Sequence[Found]:
    return [
        Found(
            id=id_,
            kind=kind,
            state=state,
            target=target,
            people=(slack_id,) if slack_id is not None else tuple(members or ()),
            channel=channel if target is Target.CHANNEL else None,
            programme_id=programme_id,
            due_at=due_at,
            error=error,
        )
        for (
            id_,
            kind,
            state,
            target,
            slack_id,
            channel,
            members,
            programme_id,
            due_at,
            error,
        ) in await tx.execute(messages)
    ]
