"""Giving up a place, or being gone from the workspace: nobody is blamed, and those who stay hear first what comes next."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring import attention, nudges, places, programmes, relationships
from mentoring.access import Actor
from mentoring.errors import GoneError
from mentoring.programmes import Programme
from mentoring.relationships import RelationshipView
from mentoring.rules.local_time import last_date_anywhere
from mentoring.say import Importance, Say, ToConversation, ToPerson
from prompts.journeys import Journey
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.queries import departures as queries
from storage.queries import enrolments as enrolment_queries
from storage.states import EnrolmentState, Kind

HELD = {EnrolmentState.JOINING, EnrolmentState.ENROLLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What giving up a place would mean: who is told."""

    programme: Programme
    partners: tuple[str, ...]

    @property
    def group_goes_on(self) -> bool:
        """Whether those who stay are still a group."""
        return self.programme.kind is Kind.PEER_GROUP and len(self.partners) > 1


async def could_leave(tx: Transaction, actor: Actor) -> tuple[Leaving, ...]:
    """The places this person could give up, with who would be told of each.

    Raises:
        NoPlaceError: there is none.
    """
    mine = await relationships.of_person(tx, actor)
    found = []
    for row in await enrolment_queries.of_person(tx, actor.workspace, actor.id):
        if row.state in HELD:
            programme = await programmes.find(tx, actor.workspace, row.programme_id)
            partners = (partner for view in mine if view.programme.id == programme.id for partner in view.partners)
            found.append(Leaving(programme=programme, partners=tuple(dict.fromkeys(partners))))
    if not found:
        raise places.NoPlaceError
    return tuple(found)


async def leave(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, journeys: Mapping[str, Journey]
) -> tuple[Programme, tuple[Say, ...]]:
    """Give up a place; partners are told, kindly and without a reason, and keep theirs.

    Raises:
        GoneError: there is no such place any more.
    """
    row = await enrolment_queries.of_person_in(tx, actor.workspace, actor.id, programme_id)
    if row is None or row.state not in HELD:
        raise GoneError
    programme = await programmes.find(tx, actor.workspace, programme_id)
    return programme, await _vacate(tx, actor, row, programme, now, journeys)


async def gone(
    tx: Transaction, workspace: str, slack_id: str, now: dt.datetime, journeys: Mapping[str, Journey]
) -> tuple[Say, ...]:
    """Somebody was deactivated in Slack: every place they had is given up for them."""
    actor = Actor(workspace=workspace, id=slack_id)
    says: list[Say] = []
    for row in await enrolment_queries.of_person(tx, workspace, slack_id):
        if row.state in HELD:
            programme = await programmes.find(tx, workspace, row.programme_id)
            says += await _vacate(tx, actor, row, programme, now, journeys)
    return tuple(says)


async def _vacate(
    tx: Transaction,
    actor: Actor,
    row: Enrolment,
    programme: Programme,
    now: dt.datetime,
    journeys: Mapping[str, Journey],
) -> tuple[Say, ...]:
    row.state = EnrolmentState.LEFT
    row.left_at = now
    says: list[Say] = []
    views = [view for view in await relationships.of_person(tx, actor) if view.programme.id == programme.id]
    for view in views:
        says += await _depart(tx, actor, view, now)
    await tx.flush()
    for partner in dict.fromkeys(say.to.slack_id for say in says if isinstance(say.to, ToPerson)):
        await nudges.replan(tx, actor.workspace, partner, journeys, now)
    if any(len(view.partners) == 1 for view in views) and not programme.is_over(last_date_anywhere(now)):
        says += await _needs_a_match(tx, actor.workspace, programme, now)
    return tuple(says)


async def _needs_a_match(tx: Transaction, workspace: str, programme: Programme, now: dt.datetime) -> list[Say]:
    """Tell the coordinators that somebody is without a match again; of all that happens in one night, once."""
    says = []
    for coordinator in programme.coordinators:
        due_at = await attention.when_at_work(tx, workspace, coordinator, now, programme=programme)
        says.append(
            Say(
                to=ToPerson(slack_id=coordinator),
                message="needs_a_match",
                key=f"needs-a-match:{programme.id}:{due_at:%Y-%m-%dT%H:%M}:{coordinator}",
                args={"programme": programme.name, "programme_id": programme.id},
                importance=Importance.PLACE,
                due_at=due_at,
                programme_id=programme.id,
            )
        )
    return says


async def _depart(tx: Transaction, actor: Actor, view: RelationshipView, now: dt.datetime) -> list[Say]:
    """Take one person out of one relationship; a pair ends, a group goes on in a new conversation."""
    goes_on = len(view.partners) > 1
    for relationship_id in view.ids:
        await queries.part(tx, actor.workspace, relationship_id, actor.id, now)
    says = [
        Say(
            to=ToPerson(slack_id=partner),
            message="partner_left",
            key=f"left:{view.id}:{actor.id}:{partner}",
            args={"partner": actor.id, "programme": view.programme.name, "goes_on": goes_on},
            importance=Importance.PLACE,
            due_at=await attention.when_at_work(tx, actor.workspace, partner, now, programme=view.programme),
        )
        for partner in view.partners
    ]
    if not goes_on:
        for relationship_id in view.ids:
            await queries.end(tx, actor.workspace, relationship_id, now)
        return says
    conversation = await relationships.conversation_of(tx, actor.workspace, view.partners)
    for relationship_id in view.ids:
        await queries.move_to(tx, actor.workspace, relationship_id, conversation.id)
    welcome = Say(
        to=ToConversation(id=conversation.id),
        message="group_goes_on",
        key=f"goes-on:{view.id}:{actor.id}",
        args={"people": view.partners, "programme": view.programme.name},
        importance=Importance.PLACE,
        due_at=max(say.due_at or now for say in says),  # nobody reads it before their own message
        relationship_id=view.id,
    )
    return [*says, welcome]
