"""Two people who mentor each other: two relationships in one programme, which share a conversation and a journey.

The older of the two asks, reminds, and speaks to their conversation. The younger gives each of them the conversation
starters of their other role, and nothing else: nobody is asked twice about the same meeting.
"""

import datetime as dt
from collections.abc import Collection, Mapping

from mentoring import nudges
from prompts.journeys import Journey, StepKind
from storage import Transaction
from storage.queries import journey as queries
from storage.queries import relationships as relationship_queries
from storage.states import NudgeState


async def relationships_of(tx: Transaction, workspace: str, relationship_id: int) -> tuple[int, ...]:
    """This relationship and any other that the same people have in its programme: they meet for all of them at once."""
    same = await relationship_queries.of_same_people(tx, workspace, [relationship_id])
    return same.get(relationship_id, (relationship_id,))


async def spoken_for(tx: Transaction, workspace: str, relationship_ids: Collection[int]) -> set[int]:
    """Those of these relationships for which an older one of the same people speaks."""
    same = await relationship_queries.of_same_people(tx, workspace, relationship_ids)
    return {relationship_id for relationship_id, (oldest, *_) in same.items() if oldest != relationship_id}


async def share_the_journey(
    tx: Transaction,
    workspace: str,
    relationship_ids: Collection[int],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> None:
    """Settle what is planned in the younger of two such relationships and comes from the older one already."""
    younger = await spoken_for(tx, workspace, relationship_ids)
    rows = await queries.relationships(tx, workspace, younger) if younger else ()
    journey_of = {row.id: journeys[row.kind] for row in rows}
    for nudge in await queries.nudges(tx, workspace, younger, NudgeState.PLANNED) if younger else ():
        kind = nudges.kind_of(journey_of[nudge.relationship_id], nudge.step)
        if kind is not StepKind.PROMPT or nudge.recipient == nudges.GROUP:
            nudge.state, nudge.decided_at = NudgeState.SETTLED, now
    await tx.flush()
