"""When a programme's last day, rhythm or days off change: what is still to come in its relationships follows."""

import datetime as dt
from collections.abc import Mapping

from mentoring import each_other, nudges
from prompts.journeys import Journey
from storage import Transaction
from storage.models.programmes import Intent
from storage.queries import relationships as queries

RELATIONSHIPS_AT_ONCE = 2
"""Each has some forty nudges once its programme goes on for longer, and nobody else can write for so long."""


async def follow(tx: Transaction, intent: Intent, now: dt.datetime, journeys: Mapping[str, Journey]) -> None:
    """Plan the next relationships of such a programme anew."""
    workspace, limit = intent.workspace_id, RELATIONSHIPS_AT_ONCE
    ids = await queries.active_in_programme(tx, workspace, intent.subject_id, after=intent.progress, limit=limit)
    await nudges.follow(tx, workspace, ids, journeys, now)
    await each_other.share_the_journey(tx, workspace, ids, journeys, now)
    if len(ids) < limit:
        intent.done_at = now
    else:
        intent.progress = ids[-1]
