"""When a programme's last day, rhythm or days off change: what is still to come in its relationships follows."""

import datetime as dt
from collections.abc import Mapping

from mentoring import nudges
from mentoring.farewells import Step
from prompts.journeys import Journey
from storage import Transaction
from storage.queries import relationships as queries
from storage.queries import rounds as round_queries
from storage.states import IntentKind

RELATIONSHIPS_AT_ONCE = 5
"""Each has some twenty nudges."""


async def carry_on(tx: Transaction, now: dt.datetime, journeys: Mapping[str, Journey]) -> Step | None:
    """Plan the next relationships of such a programme anew; None when nothing is left to do.

    Being cut short or called by several replicas changes nothing: how far it is stands in the same transaction.
    """
    intent = await round_queries.next_intent(tx, IntentKind.MOVE_DATES)
    if intent is None:
        return None
    workspace, limit = intent.workspace_id, RELATIONSHIPS_AT_ONCE
    ids = await queries.active_in_programme(tx, workspace, intent.subject_id, after=intent.progress, limit=limit)
    await nudges.follow(tx, workspace, ids, journeys, now)
    if len(ids) < limit:
        intent.done_at = now
    else:
        intent.progress = ids[-1]
    return Step(workspace=workspace, says=())
