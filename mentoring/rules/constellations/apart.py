"""Which people the hard rules of a programme keep from sharing a table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from mentoring.rules.matching.population import populate
from mentoring.rules.matching.rules import forbidden
from mentoring.rules.matching.values import Candidate, Rules


def kept_apart(
    people: Iterable[Candidate], rules: Rules, managers: Mapping[str, str | None] | None = None
) -> frozenset[tuple[str, str]]:
    """The pairs that some rule forbids, each once. Nobody is a mentor at a table, so the level gap says nothing here."""
    pool = populate(people, managers or {}, seed=0, peers=True)
    everybody = np.arange(len(pool.people))
    shut = forbidden(pool, replace(rules, level_gap_minimum=None), everybody, everybody)
    pairs = zip(*np.nonzero(np.triu(shut | shut.T, 1)), strict=True)
    return frozenset(
        (min(ids), max(ids)) for one, other in pairs for ids in [(pool.people[one].id, pool.people[other].id)]
    )
