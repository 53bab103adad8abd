"""Questions about relationships and their conversations."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.models.journey import Meeting
from storage.models.people import Participant, Person
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.states import RelationshipState, Role


async def members_of_conversation(tx: AsyncSession, workspace_id: str, conversation_id: int) -> Sequence[str]:
    row = await tx.get(Conversation, conversation_id)
    return row.members if row is not None and row.workspace_id == workspace_id else []


async def conversation_of(tx: AsyncSession, workspace_id: str, members_key: str) -> Conversation | None:
    """The conversation of exactly these people; there is at most one."""
    row: Conversation | None = await tx.scalar(
        select(Conversation).where(Conversation.workspace_id == workspace_id, Conversation.members_key == members_key)
    )
    return row


async def relationship(tx: AsyncSession, workspace_id: str, relationship_id: int) -> Relationship | None:
    row = await tx.get(Relationship, relationship_id)
    return row if row is not None and row.workspace_id == workspace_id else None


async def of_person(
    tx: AsyncSession, workspace_id: str, slack_id: str, *states: RelationshipState
) -> Sequence[Relationship]:
    """The relationships somebody is in and has not left, in any of these states, the oldest first."""
    rows = await tx.scalars(
        select(Relationship)
        .join(RelationshipMember, RelationshipMember.relationship_id == Relationship.id)
        .where(
            Relationship.state.in_(states),
            RelationshipMember.workspace_id == workspace_id,
            RelationshipMember.slack_id == slack_id,
            RelationshipMember.left_at.is_(None),
        )
        .order_by(Relationship.id)
    )
    return rows.all()


async def of_same_people(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]
) -> Mapping[int, tuple[int, ...]]:
    """For each of these that is active: every active relationship of the same people in its programme, the oldest first.

    A conversation has exactly its people, so relationships that share one are of the same.
    """
    one, other = aliased(Relationship, name="one"), aliased(Relationship, name="other")
    rows = await tx.execute(
        select(one.id, other.id)
        .join(other, (other.conversation_id == one.conversation_id) & (other.programme_id == one.programme_id))
        .where(
            one.workspace_id == workspace_id,
            one.id.in_(relationship_ids),
            one.state == RelationshipState.ACTIVE,
            other.state == RelationshipState.ACTIVE,
        )
        .order_by(one.id, other.id)
    )
    found: dict[int, tuple[int, ...]] = {}
    for relationship_id, same in rows:
        found[relationship_id] = (*found.get(relationship_id, ()), same)
    return found


async def with_same_people(tx: AsyncSession, row: Relationship) -> Sequence[Relationship]:
    """This relationship and those that the same people have in its programme and that stand as it does, the oldest first."""
    rows = await tx.scalars(
        select(Relationship)
        .where(
            Relationship.workspace_id == row.workspace_id,
            Relationship.conversation_id == row.conversation_id,
            Relationship.programme_id == row.programme_id,
            Relationship.state == row.state,
        )
        .order_by(Relationship.id)
    )
    return rows.all()


async def active_in_programme(
    tx: AsyncSession, workspace_id: str, programme_id: int, *, after: int, limit: int
) -> Sequence[int]:
    """Ids of a programme's active relationships after this one: one page of all of them."""
    rows = await tx.scalars(
        select(Relationship.id)
        .where(
            Relationship.workspace_id == workspace_id,
            Relationship.programme_id == programme_id,
            Relationship.state == RelationshipState.ACTIVE,
            Relationship.id > after,
        )
        .order_by(Relationship.id)
        .limit(limit)
    )
    return rows.all()


_MEMBERS = (
    select(RelationshipMember, Person, Participant)
    .outerjoin(
        Person, and_(Person.workspace_id == bindparam("workspace"), Person.slack_id == RelationshipMember.slack_id)
    )
    .outerjoin(
        Participant,
        and_(Participant.workspace_id == bindparam("workspace"), Participant.slack_id == RelationshipMember.slack_id),
    )
    .where(
        RelationshipMember.workspace_id == bindparam("workspace"),
        RelationshipMember.relationship_id.in_(bindparam("relationships", expanding=True)),
    )
    .order_by(RelationshipMember.relationship_id, RelationshipMember.enrolment_id)
)


async def members(
    tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]
) -> Sequence[RelationshipMember]:
    """Everybody who is or was in these relationships, in the order in which they enrolled.

    What is known of them as people is read with them, and so at hand for whoever asks next.
    """
    rows = await tx.execute(_MEMBERS, {"workspace": workspace_id, "relationships": list(relationship_ids)})
    return [member for member, _, _ in rows]


async def last_meetings(tx: AsyncSession, workspace_id: str, relationship_ids: Collection[int]) -> Mapping[int, date]:
    """The date of the latest meeting noted in each relationship; one without is left out."""
    rows = await tx.execute(
        select(Meeting.relationship_id, func.max(Meeting.held_on))
        .where(Meeting.workspace_id == workspace_id, Meeting.relationship_id.in_(relationship_ids))
        .group_by(Meeting.relationship_id)
    )
    return {row.relationship_id: row[1] for row in rows}


async def people_matched(
    tx: AsyncSession, workspace_id: str, programme_id: int, *states: RelationshipState
) -> set[str]:
    """Everybody who is in a relationship of a programme in any of these states, and has not left it."""
    rows = await tx.scalars(
        select(RelationshipMember.slack_id)
        .join(Relationship, Relationship.id == RelationshipMember.relationship_id)
        .where(
            Relationship.workspace_id == workspace_id,
            Relationship.programme_id == programme_id,
            Relationship.state.in_(states),
            RelationshipMember.left_at.is_(None),
        )
        .distinct()
    )
    return set(rows)


async def active_roles(tx: AsyncSession, workspace_id: str, programme_id: int) -> Mapping[tuple[str, Role], int]:
    """How many active relationships of a programme each person is in, by role."""
    rows = await tx.execute(
        select(RelationshipMember.slack_id, RelationshipMember.role, func.count())
        .join(Relationship, Relationship.id == RelationshipMember.relationship_id)
        .where(
            Relationship.workspace_id == workspace_id,
            Relationship.programme_id == programme_id,
            Relationship.state == RelationshipState.ACTIVE,
            RelationshipMember.left_at.is_(None),
        )
        .group_by(RelationshipMember.slack_id, RelationshipMember.role)
    )
    return {(slack_id, role): count for slack_id, role, count in rows}
