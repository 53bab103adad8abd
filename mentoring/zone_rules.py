"""When a country changes what its clocks do: what is planned ahead keeps its time on people's clocks.

Instants are planned by the zone rules of the day. A newer version of them arrives with an upgrade, and then everything
that is still to come moves to where its date and time of day lie now. While an upgrade is under way, and after one that
was taken back, bots with older rules move nothing.
"""

import datetime as dt
import logging
import re
from collections.abc import Mapping

from mentoring import drafts, nudges, working_time
from mentoring.rules.local_time import leaping_instant, local_date
from prompts.journeys import Journey
from storage import Transaction, installation
from storage.models.programmes import Intent
from storage.models.rounds import Round
from storage.queries import journey as journey_queries
from storage.queries import programmes as programme_queries
from storage.queries import publishing as publishing_queries
from storage.queries import relationships as queries
from storage.states import IntentKind, ProgrammeState

log = logging.getLogger(__name__)

RELATIONSHIPS_AT_ONCE = 3
"""Each has some thirty nudges."""
_A_DAY = dt.timedelta(days=1)
UNDER_WAY = (ProgrammeState.DRAFT, ProgrammeState.OPEN, ProgrammeState.CLOSED)


async def note(tx: Transaction, version: str, now: dt.datetime) -> None:
    """Note by which version of the zone rules this bot plans; where it is a newer one, let every programme follow."""
    if not await are_newest(tx, version) or not await installation.learn(tx, installation.TZDATA, version):
        return
    for workspace in await journey_queries.workspaces(tx):
        for programme in await programme_queries.in_state(tx, workspace, *UNDER_WAY):
            tx.add(
                Intent(
                    workspace_id=workspace,
                    kind=IntentKind.KEEP_TIME,
                    subject_id=programme.id,
                    asked_by=programme.created_by,  # nobody asks
                    asked_at=now,
                )
            )
    await tx.flush()
    log.info("zone_rules_changed", extra={"tzdata": version})


async def are_newest(tx: Transaction, version: str) -> bool:
    """Whether no bot here plans by newer rules than these."""
    newest = await installation.recall(tx, installation.TZDATA)
    return newest is None or _in_order(version) >= _in_order(newest)


def _in_order(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


async def follow(tx: Transaction, intent: Intent, now: dt.datetime, journeys: Mapping[str, Journey]) -> None:
    """Move what is to come in a programme's next relationships, and at first the date on which a round is published."""
    workspace, programme_id, limit = intent.workspace_id, intent.subject_id, RELATIONSHIPS_AT_ONCE
    if not intent.progress:
        for row in await publishing_queries.on_a_date(tx, workspace, programme_id):
            await _keep_its_hour(tx, row, now)
    ids = await queries.active_in_programme(tx, workspace, programme_id, after=intent.progress, limit=limit)
    await nudges.retime(tx, workspace, ids, journeys, now)
    if len(ids) < limit:
        intent.done_at = now
    else:
        intent.progress = ids[-1]


async def _keep_its_hour(tx: Transaction, row: Round, now: dt.datetime) -> None:
    """A round is published when its asker begins to work: on the day for which that lies nearest to what was planned."""
    planned = drafts.planned(row)
    if planned is None or planned.at <= now:
        return
    start = (await working_time.of_person(tx, row.workspace_id, planned.by, years=())).hours.start
    day = local_date(planned.at, planned.zone)
    possible = [leaping_instant(day + n * _A_DAY, start, planned.zone) for n in (-1, 0, 1)]
    row.publish_at = min(possible, key=lambda moment: abs(moment - planned.at))
