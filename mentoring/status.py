"""Where somebody stands: their programmes, their people, what comes next, and what they run."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring import contacts, how_often, nudges, pauses, people, programmes, relationships, undelivered
from mentoring.access import NOBODY_NAMED, Actor
from mentoring.how_often import HowOften
from mentoring.nudges import Coming
from mentoring.pauses import Away
from mentoring.programmes import Programme
from mentoring.relationships import RelationshipView
from prompts.journeys import Journey
from storage import Transaction
from storage.queries import enrolments as queries
from storage.queries import programmes as programme_queries
from storage.queries import relationships as relationship_queries
from storage.states import EnrolmentState, RelationshipState, Role, Unasked

SHOWN = {EnrolmentState.JOINING, EnrolmentState.ENROLLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOverview:
    """One place: what it is, with whom, since when, and whom to turn to."""

    programme: Programme
    role: Role
    state: EnrolmentState
    relationships: tuple[RelationshipView, ...]
    contact: str | None
    is_over: bool = False
    ahead: frozenset[int] = frozenset()
    """Ids of those relationships whose first day is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A programme as its coordinator sees it in passing: how many people have a place, and how many of them a match.

    When it is over, those are matched who were in a relationship to the last, as in the report.
    """

    programme: Programme
    enrolled: int
    matched: int
    is_over: bool = False

    @property
    def waiting(self) -> int:
        return max(self.enrolled - self.matched, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything one person's screens are made of.

    `may_join` is not for guests: they are named a `contact` and offered nothing. `contact_for` are the programmes in
    which people turn to this person.
    """

    places: tuple[PlaceOverview, ...]
    away: Away | None
    next: Coming | None
    runs: tuple[Glance, ...]
    open: tuple[Programme, ...]
    may_join: bool = True
    contact: str | None = None
    contact_for: tuple[str, ...] = ()
    how_often: HowOften | None = None
    """None for somebody without a place that goes on."""
    undelivered: int = 0
    """How many messages that are this person's to look after were not delivered."""


async def overview(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    journeys: Mapping[str, Journey],
    *,
    named: frozenset[str] = NOBODY_NAMED,
) -> Overview:
    """What this person may know of their own places; nobody else's answers, nobody's score."""
    mine = await relationships.of_person(tx, actor)
    today = await people.today(tx, actor, now)
    places = []
    for row in await queries.of_person(tx, actor.workspace, actor.id):
        if row.state not in SHOWN:
            continue
        programme = await programmes.find(tx, actor.workspace, row.programme_id)
        theirs = tuple(each for each in mine if each.programme.id == programme.id)
        partners = {partner for each in theirs for partner in each.partners}
        places.append(
            PlaceOverview(
                programme=programme,
                role=row.role,
                state=row.state,
                relationships=theirs,
                contact=await contacts.of_programme(tx, actor, programme, partners),
                is_over=programme.is_over(today),
                ahead=frozenset(each.id for each in theirs if each.since > today),
            )
        )
    goes_on = any(place.state is EnrolmentState.ENROLLED and not place.is_over for place in places)
    often = await how_often.of_person(tx, actor) if goes_on else None
    wants_nothing = often is not None and often.chosen is Unasked.NONE
    taken = {place.programme.id for place in places if place.state is EnrolmentState.ENROLLED}
    taking = await programmes.taking_people(tx, actor.workspace, today)
    may_join = (await people.profile_of(tx, actor)).may_take_part
    return Overview(
        places=tuple(places),
        away=await pauses.current(tx, actor, now),
        next=None if wants_nothing else await nudges.next_for(tx, actor, journeys),
        runs=await _runs(tx, actor, today),
        open=tuple(programme for programme in taking if may_join and programme.id not in taken),
        may_join=may_join,
        contact=None if may_join else await contacts.somebody_to_turn_to(tx, actor),
        contact_for=await contacts.named_in(tx, actor, today),
        how_often=often,
        undelivered=await undelivered.count(tx, actor, now, named=named),
    )


async def _runs(tx: Transaction, actor: Actor, today: dt.date) -> tuple[Glance, ...]:
    running = await programmes.coordinated_by(tx, actor)
    enrolled = await programme_queries.enrolled_counts(tx, actor.workspace, [programme.id for programme in running])
    glances = []
    for programme in running:
        is_over = programme.is_over(today)
        states = tuple(RelationshipState) if is_over else (RelationshipState.ACTIVE,)
        matched = await relationship_queries.people_matched(tx, actor.workspace, programme.id, *states)
        glances.append(
            Glance(
                programme=programme,
                enrolled=enrolled.get(programme.id, 0),
                matched=len(matched),
                is_over=is_over,
            )
        )
    return tuple(glances)
