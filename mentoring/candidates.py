"""Who takes part in a round: the facts of everybody enrolled, read for the worker that makes a pool of them."""

import datetime as dt
import json

from mentoring.pool import Facts
from mentoring.programmes import Programme
from mentoring.rules.matching.values import Rules
from storage import Transaction
from storage.queries import pools
from storage.states import Kind


async def facts_of(tx: Transaction, workspace: str, programme: Programme, now: dt.datetime) -> Facts:
    """Everything that says who could be matched with whom now, packed slice by slice, so that others have their turn."""
    slices = [(name, json.dumps(rows)) async for name, rows in pools.slices(tx, workspace, programme.id)]
    return Facts(
        programme_id=programme.id,
        in_groups=programme.kind is Kind.PEER_GROUP,
        starts_on=programme.starts_on,
        rules=engine_rules(programme),
        now=now,
        slices=tuple(slices),
    )


def engine_rules(programme: Programme) -> Rules:
    """The programme's hard rules in the engine's words."""
    rules = programme.rules
    return Rules(
        reporting_line=rules.reporting_line_levels,
        same_team=rules.different_team,
        overlap_minutes=rules.overlap_minutes,
        common_language=rules.common_language,
        no_repeat=rules.no_repeat,
        group_size=(rules.group_minimum, rules.group_maximum),
    )
