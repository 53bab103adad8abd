"""What somebody can do here, and whom they can turn to: what help is made of."""

from dataclasses import dataclass

from mentoring import contacts, people, relationships
from mentoring.access import ALLOWED, NOBODY_NAMED, Act, Actor, Standing, standings_of
from mentoring.contacts import Contact
from storage import Transaction
from storage.queries import enrolments as queries
from storage.states import EnrolmentState, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What one person can do: each line of help is there for whoever can follow it.

    `contacts` are those of their own programmes; `contact` is the first of them, else somebody else's.
    """

    may_join: bool
    has_place: bool
    is_matched: bool
    may_create: bool
    coordinates: bool
    contacts: tuple[Contact, ...]
    contact: str | None
    is_mentor: bool = False


async def for_person(tx: Transaction, actor: Actor, *, named: frozenset[str] = NOBODY_NAMED) -> Guidance:
    """What this person can do here; `named` are the coordinators named in the settings."""
    profile = await people.profile_of(tx, actor)
    places = await queries.of_person(tx, actor.workspace, actor.id)
    standings = await standings_of(tx, actor, named=named)
    mine = await contacts.of_my_programmes(tx, actor)
    return Guidance(
        may_join=profile.may_take_part,
        has_place=any(row.state is EnrolmentState.ENROLLED for row in places),
        is_matched=bool(await relationships.of_person(tx, actor)),
        may_create=not standings.isdisjoint(ALLOWED[Act.CREATE_PROGRAMME]),
        coordinates=Standing.COORDINATOR in standings,
        contacts=mine,
        contact=mine[0].slack_id if mine else await contacts.somebody_to_turn_to(tx, actor),
        is_mentor=any(row.state is EnrolmentState.ENROLLED and row.role in {Role.MENTOR, Role.BOTH} for row in places),
    )
