"""Who takes part in a round: the facts of everybody enrolled, read for the worker that makes a pool of them."""

import datetime as dt
import json

from mentoring.draft_edits import NOTHING_WANTED, Settings, Wanted
from mentoring.pool import Facts
from mentoring.programmes import Programme, ProgrammeRules
from mentoring.rules.matching.values import Rules
from storage import Transaction
from storage.queries import pools
from storage.states import Kind


async def facts_of(
    tx: Transaction, workspace: str, programme: Programme, now: dt.datetime, wanted: Wanted = NOTHING_WANTED
) -> Facts:
    """Everything that says who could be matched with whom now, packed slice by slice, so that others have their turn.

    `wanted` is what coordinators changed of the draft it is for.
    """
    settings = wanted.settings or settings_of(programme)
    slices = [(name, json.dumps(rows)) async for name, rows in pools.slices(tx, workspace, programme.id)]
    return Facts(
        programme_id=programme.id,
        in_groups=programme.kind is Kind.PEER_GROUP,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        rules=engine_rules(settings.rules_in(programme.rules), wanted),
        weights=settings.counted,
        aims=settings.aims,
        now=now,
        slices=tuple(slices),
    )


def settings_of(programme: Programme) -> Settings:
    """How a programme judges matches as long as nobody asks for anything else."""
    return Settings(weights=programme.weights, rules=programme.rules)


def engine_rules(rules: ProgrammeRules, wanted: Wanted = NOTHING_WANTED) -> Rules:
    """The programme's hard rules, and what coordinators want, in the engine's words."""
    return Rules(
        reporting_line=rules.reporting_line_levels,
        same_team=rules.different_team,
        overlap_minutes=rules.overlap_minutes,
        common_language=rules.common_language,
        no_repeat=rules.no_repeat,
        level_gap_minimum=rules.level_gap,
        group_size=(rules.group_minimum, rules.group_maximum),
        locks=wanted.together,
        bans=wanted.apart,
    )
