"""Questions about what people said along the way: check-ins and replies, meetings, presses, requests for help."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.delivery import Outgoing, Target
from storage.models.journey import CheckIn, CheckInReply, DigestPart, HelpRequest, Meeting, Nudge
from storage.models.people import Person
from storage.models.relationships import RelationshipMember
from storage.states import HelpKind


async def check_in(tx: AsyncSession, workspace_id: str, check_in_id: int) -> CheckIn | None:
    row = await tx.get(CheckIn, check_in_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def latest_check_in(tx: AsyncSession, workspace_id: str, relationship_id: int) -> CheckIn | None:
    row: CheckIn | None = await tx.scalar(
        select(CheckIn)
        .where(CheckIn.workspace_id == workspace_id, CheckIn.relationship_id == relationship_id)
        .order_by(CheckIn.occurrence.desc())
        .limit(1)
    )
    return row


async def reply(tx: AsyncSession, workspace_id: str, check_in_id: int, slack_id: str) -> CheckInReply | None:
    row = await tx.get(CheckInReply, (check_in_id, slack_id))
    return row if row is not None and row.workspace_id == workspace_id else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A message that stands in somebody's direct messages, or the `part` of a digest there."""

    slack_id: str
    channel: str
    ts: str
    part: int | None


async def delivered_questions(
    tx: AsyncSession, workspace_id: str, check_in: CheckIn, *, but_not_to: str, before: datetime
) -> Sequence[Delivered]:
    """Where this check-in stands unanswered in somebody else's direct messages, as far as Slack said.

    What was asked from `before` on is another check-in.
    """
    alone = and_(Outgoing.relationship_id == check_in.relationship_id, Outgoing.kind == "check_in")
    rows = await tx.execute(
        select(Outgoing.slack_id, Person.direct_channel, Outgoing.ts, DigestPart.id)
        .join(Person, (Person.workspace_id == Outgoing.workspace_id) & (Person.slack_id == Outgoing.slack_id))
        .outerjoin(
            DigestPart,
            (DigestPart.workspace_id == Outgoing.workspace_id)
            & (DigestPart.message_key == Outgoing.key)
            & (DigestPart.relationship_id == check_in.relationship_id)
            & (DigestPart.kind == "check_in"),
        )
        .outerjoin(
            CheckInReply,
            (CheckInReply.check_in_id == check_in.id) & (CheckInReply.slack_id == Outgoing.slack_id),
        )
        .where(
            Outgoing.workspace_id == workspace_id,
            or_(alone, Outgoing.key.in_(_digests_asking(check_in))),
            Outgoing.target == Target.PERSON,
            Outgoing.due_at >= check_in.asked_at,
            Outgoing.due_at < before,
            Outgoing.slack_id != but_not_to,
            CheckInReply.check_in_id.is_(None),
        )
    )
    return [
        Delivered(slack_id=slack_id, channel=channel, ts=ts, part=part)
        for slack_id, channel, ts, part in rows
        if slack_id is not None and channel is not None and ts is not None
    ]


def _digests_asking(check_in: CheckIn) -> Select[str]:
    """The keys of the messages in which a relationship's check-in came with others."""
    return select(DigestPart.message_key).where(
        DigestPart.relationship_id == check_in.relationship_id,
        DigestPart.workspace_id == check_in.workspace_id,
        DigestPart.kind == "check_in",
    )


async def meetings_noted(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]
) -> dict[int, tuple[date, int]]:
    """For each relationship with a meeting noted: the day of the last one, and how many there were."""
    rows = await tx.execute(
        select(Meeting.relationship_id, func.max(Meeting.held_on), func.count())
        .where(Meeting.workspace_id == workspace_id, Meeting.relationship_id.in_(relationship_ids))
        .group_by(Meeting.relationship_id)
    )
    return {relationship_id: (last, count) for relationship_id, last, count in rows}


async def last_presses(tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]) -> dict[int, datetime]:
    """For each relationship: when anybody in it last answered a check-in or sent a request for help."""
    found: dict[int, datetime] = {}
    answers = (
        select(CheckIn.relationship_id, CheckInReply.replied_at)
        .join(CheckInReply, CheckInReply.check_in_id == CheckIn.id)
        .where(CheckIn.workspace_id == workspace_id, CheckIn.relationship_id.in_(relationship_ids))
    )
    requests = select(HelpRequest.relationship_id, HelpRequest.asked_at).where(
        HelpRequest.workspace_id == workspace_id, HelpRequest.relationship_id.in_(relationship_ids)
    )
    for statement in (answers, requests):
        for relationship_id, moment in await tx.execute(statement):
            found[relationship_id] = max(moment, found.get(relationship_id, moment))
    return found


async def open_request(
    tx: AsyncSession, workspace_id: str, relationship_id: int, slack_id: str, kind: HelpKind
) -> HelpRequest | None:
    """What somebody sent on that nobody has handled yet, the newest first."""
    row: HelpRequest | None = await tx.scalar(
        select(HelpRequest)
        .where(
            HelpRequest.workspace_id == workspace_id,
            HelpRequest.relationship_id == relationship_id,
            HelpRequest.slack_id == slack_id,
            HelpRequest.kind == kind,
            HelpRequest.handled_at.is_(None),
        )
        .order_by(HelpRequest.id.desc())
        .limit(1)
    )
    return row


async def prompts_seen(tx: AsyncSession, workspace_id: str, slack_ids: Collection[str], group: str) -> set[str]:
    """Every prompt that any of these people was sent, alone or in a group of theirs, in any programme."""
    theirs = select(RelationshipMember.relationship_id).where(
        RelationshipMember.workspace_id == workspace_id, RelationshipMember.slack_id.in_(slack_ids)
    )
    rows = await tx.scalars(
        select(Nudge.prompt_id)
        .where(
            Nudge.workspace_id == workspace_id,
            Nudge.relationship_id.in_(theirs),
            or_(Nudge.recipient.in_(slack_ids), Nudge.recipient == group),
            Nudge.prompt_id.is_not(None),
        )
        .distinct()
    )
    return {prompt_id for prompt_id in rows if prompt_id is not None}
