"""Whom somebody can turn to: a person who is here and is not one of themselves, never a mailbox."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from mentoring import people, programmes, relationships
from mentoring.access import Actor
from mentoring.programmes import Programme
from storage import Transaction
from storage.queries import enrolments as enrolment_queries
from storage.queries import programmes as queries
from storage.states import EnrolmentState, ProgrammeState

RUNNING = (ProgrammeState.OPEN, ProgrammeState.CLOSED)
HAS_A_PLACE = {EnrolmentState.JOINING, EnrolmentState.ENROLLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to turn to, and for which programme."""

    slack_id: str
    programme: str


async def of_programme(tx: Transaction, actor: Actor, programme: Programme, partners: Collection[str]) -> str | None:
    """The named contact, else a coordinator; never the one who asks, a partner, or somebody who is no longer here."""
    here = await _here(tx, actor.workspace, programme)
    return next((each for each in here if each not in {actor.id, *partners}), None)


async def name_for(tx: Transaction, workspace: str, programme: Programme, readers: Collection[str]) -> str | None:
    """Whom a text for these people can name: somebody else to turn to, where there is nobody else one of them; or None."""
    here = await _here(tx, workspace, programme)
    others = (name for slack_id, name in here.items() if slack_id not in readers)
    return next(others, next(iter(here.values()), None))


async def of_my_programmes(tx: Transaction, actor: Actor) -> tuple[Contact, ...]:
    """The person to turn to in each programme that runs and in which this person has a place, the newest first."""
    together = await relationships.of_person(tx, actor)
    found = []
    for row in await enrolment_queries.of_person(tx, actor.workspace, actor.id):
        if row.state not in HAS_A_PLACE:
            continue
        programme = await programmes.find(tx, actor.workspace, row.programme_id)
        partners = {partner for each in together if each.programme.id == programme.id for partner in each.partners}
        contact = await of_programme(tx, actor, programme, partners)
        if contact is not None and programme.state in RUNNING:
            found.append(Contact(slack_id=contact, programme=programme.name))
    return tuple(found)


async def named_in(tx: Transaction, actor: Actor, today: dt.date) -> tuple[str, ...]:
    """The names of the programmes that run and in which this person is the one to turn to."""
    rows = await queries.in_state(tx, actor.workspace, *RUNNING)
    return tuple(row.name for row in rows if row.contact_id == actor.id and today <= row.ends_on)


async def somebody_to_turn_to(tx: Transaction, actor: Actor) -> str | None:
    """The person to turn to in their newest programme, else in any running one; None when nobody is named."""
    for mine in await of_my_programmes(tx, actor):
        return mine.slack_id
    for row in await queries.in_state(tx, actor.workspace, *RUNNING):
        contact = await of_programme(tx, actor, await programmes.value_of(tx, row), ())
        if contact is not None:
            return contact
    return None


async def _here(tx: Transaction, workspace: str, programme: Programme) -> dict[str, str]:
    """The named contact, then the coordinators, those of them who are still here: their names by Slack id, in order."""
    named = [each for each in (programme.contact_id, *programme.coordinators) if each is not None]
    profiles = await people.profiles(tx, workspace, named)
    gone = {slack_id for slack_id, profile in profiles.items() if profile.is_deactivated}
    return {each: profiles[each].name if each in profiles else each for each in named if each not in gone}
