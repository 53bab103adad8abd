"""Whom somebody can turn to: a person, never a mailbox."""

from mentoring.access import Actor
from storage import Transaction
from storage.queries import enrolments as enrolment_queries
from storage.queries import programmes as queries
from storage.states import ProgrammeState


async def somebody_to_turn_to(tx: Transaction, actor: Actor) -> str | None:
    """The named contact of their newest programme, else of any running one, else somebody who coordinates; or None."""
    mine = [row.programme_id for row in await enrolment_queries.of_person(tx, actor.workspace, actor.id)]
    running = await queries.in_state(tx, actor.workspace, ProgrammeState.OPEN, ProgrammeState.CLOSED)
    for row in sorted(running, key=lambda row: mine.index(row.id) if row.id in mine else len(mine)):
        coordinators = await queries.coordinators(tx, actor.workspace, row.id)
        named = row.contact_id or next(iter(coordinators), None)
        if named is not None:
            return named
    return None
