"""Pairs and groups that meet, and the conversation they share."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring import people, programmes
from mentoring.access import Actor
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson
from storage import Transaction
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.queries import relationships as queries
from storage.states import Kind, RelationshipState, Role
from storage.transaction import insert_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person's part in a match, proposed or real: their place in the programme, and their role here."""

    enrolment_id: int
    slack_id: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipView:
    """One person's relationship as they may see it. `partners` are Slack ids, `names` theirs by id.

    Two who mentor each other see one, in the role of both; `ids` are then the two that it stands for, the older first.
    """

    ids: tuple[int, ...]
    programme: Programme
    kind: Kind
    role: Role
    partners: tuple[str, ...]
    names: dict[str, str]
    since: dt.date
    last_meeting: dt.date | None

    @property
    def id(self) -> int:
        """The one that speaks: the older of two."""
        return self.ids[0]


async def of_person(tx: Transaction, actor: Actor) -> tuple[RelationshipView, ...]:
    """The active relationships this person is in, the oldest first; those with the same people in a programme as one."""
    rows = await queries.of_person(tx, actor.workspace, actor.id, RelationshipState.ACTIVE)
    ids = [row.id for row in rows]
    members = [row for row in await queries.members(tx, actor.workspace, ids) if row.left_at is None]
    names = await people.names(tx, actor.workspace, sorted({member.slack_id for member in members}))
    meetings = await queries.last_meetings(tx, actor.workspace, ids)
    same_people: dict[tuple[int, int], list[Relationship]] = {}
    for row in rows:
        same_people.setdefault((row.programme_id, row.conversation_id), []).append(row)
    views = []
    for same in same_people.values():
        theirs = tuple(row.id for row in same)
        mine = [member for member in members if member.relationship_id in theirs]
        partners = tuple(dict.fromkeys(member.slack_id for member in mine if member.slack_id != actor.id))
        roles = {member.role for member in mine if member.slack_id == actor.id}
        views.append(
            RelationshipView(
                ids=theirs,
                programme=await programmes.find(tx, actor.workspace, same[0].programme_id),
                kind=same[0].kind,
                role=roles.pop() if len(roles) == 1 else Role.BOTH,
                partners=partners,
                names={partner: names[partner] for partner in partners},
                since=same[0].kick_off_on,
                last_meeting=meetings.get(same[0].id),
            )
        )
    return tuple(views)


async def begin(
    tx: Transaction,
    workspace: str,
    programme: Programme,
    *,
    match_id: int,
    members: Sequence[Seat],
    starter_id: str,
    kick_off_on: dt.date,
    now: dt.datetime,
) -> Relationship:
    """Let these people be in a relationship from now on, in the conversation that they share or will share."""
    conversation = await conversation_of(tx, workspace, sorted({member.slack_id for member in members}))
    relationship = Relationship(
        workspace_id=workspace,
        programme_id=programme.id,
        match_id=match_id,
        kind=programme.kind,
        state=RelationshipState.ACTIVE,
        conversation_id=conversation.id,
        starter_id=starter_id,
        kick_off_on=kick_off_on,
        started_at=now,
    )
    tx.add(relationship)
    await tx.flush()
    tx.add_all(
        RelationshipMember(
            relationship_id=relationship.id,
            enrolment_id=member.enrolment_id,
            workspace_id=workspace,
            slack_id=member.slack_id,
            role=member.role,
        )
        for member in members
    )
    await tx.flush()
    return relationship


async def maybe_not_reached(
    tx: Transaction,
    workspace: str,
    conversation_id: int | None,
    marker: str,
    *,
    once_since: dt.datetime | None = None,
) -> tuple[Say, ...]:
    """Tell everybody in a group, each in their own direct message, that something may not have reached their group.

    `marker` names what may not have. With `once_since`, once for all that may not have since a backup was put back then.
    """
    if conversation_id is None:
        return ()
    about = marker if once_since is None else f"{conversation_id}:{once_since:%Y-%m-%dT%H:%M}"
    members = await queries.members_of_conversation(tx, workspace, conversation_id)
    return tuple(
        Say(
            to=ToPerson(slack_id=member),
            message="maybe_not_reached",
            key=f"maybe-not-reached:{about}:{member}",
            args={"people": tuple(other for other in members if other != member)},
            importance=Importance.PLACE,  # nobody asked, and a bot may find out at night
            in_doubt=False,
        )
        for member in members
    )


async def shared_locale(tx: Transaction, workspace: str, conversation_id: int) -> str | None:
    """The language a conversation is held in by the bot: the one all its people share, else none in particular."""
    members = await queries.members_of_conversation(tx, workspace, conversation_id)
    profiles = [await people.known(tx, workspace, member) for member in members]
    languages = {profile.locale.partition("-")[0]: profile.locale for profile in profiles if profile is not None}
    return next(iter(languages.values())) if len(languages) == 1 else None


async def conversation_of(tx: Transaction, workspace: str, slack_ids: Sequence[str]) -> Conversation:
    """The conversation of exactly these people, made when they have none yet."""
    members = sorted(set(slack_ids))
    key = ",".join(members)
    await insert_once(tx, Conversation, workspace_id=workspace, members=members, members_key=key)
    row = await queries.conversation_of(tx, workspace, key)
    if row is None:
        raise LookupError(f"The conversation of {len(slack_ids)} people was not there after it was made")
    row.closed_at = None  # the same people came together again: in Slack it is the same conversation too
    return row
