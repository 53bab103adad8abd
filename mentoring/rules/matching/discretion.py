"""What may be told of people who are not matched: nothing that depends on who is available to whom.

Somebody's *not with*, a decline, leave and a coordinator's ban share one reason, but a number beside it would tell them
apart: nobody is avoided by all, so whoever is kept from everybody is on leave. And a number that is not told follows from
those that are. So everything said of the people left over is worked out *as if all were available to each other*, from the
rules that anybody can read; that two may not be available stands in words beside it, whether it is so or not.
`docs/decisions/0014` has the whole of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from mentoring.rules.matching.draft import SolvedPairs
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Population, Scores
from mentoring.rules.matching.rules import barriers
from mentoring.rules.matching.sampling import blocks
from mentoring.rules.matching.score import score_blocks
from mentoring.rules.matching.values import Candidate, Rules

NOBODY: frozenset[str] = frozenset()


def as_if_available(pool: Population, rules: Rules) -> tuple[Population, Rules]:
    """The same people and rules, as if all were available to each other."""
    return replace(pool, people=tuple(map(_available, pool.people))), replace(rules, bans=frozenset())


def _available(person: Candidate) -> Candidate:
    return replace(person, not_with=NOBODY, on_leave=False) if person.not_with or person.on_leave else person


@contextmanager
def in_the_open(draft: SolvedPairs) -> Iterator[SolvedPairs]:
    """The draft to speak about, as if all were available to each other; its matches are the ones there are.

    Whoever would then have a place, at once or because somebody moves, counts as placed: no want of places kept them out. The
    table of scores is lent and given back as it was, since a second one would take 100 MB at 10,000 people.
    """
    pool, rules = as_if_available(draft.pool, draft.rules)
    if pool.people == draft.pool.people and rules == draft.rules:
        yield draft
        return
    told = replace(draft, by=replace(draft.by, pool=pool), rules=rules)
    opened = _opened(told)
    try:
        elsewhere = _placeable(told)
        column_of = np.where(elsewhere, draft.mentors.size, draft.solved.column_of)
        yield replace(told, solved=replace(draft.solved, column_of=column_of))
    finally:
        draft.scores.reshape(-1)[opened] = 0


def _opened(told: SolvedPairs) -> Ids:
    """Give the pairs that only availability keeps apart their scores; where in the flattened table they are."""
    found = [np.empty(0, dtype=np.intp)]
    for part, points in _open_scores(told):
        table = told.scores[part]
        fresh = np.flatnonzero((points > 0) & (table == 0))
        table.reshape(-1)[fresh] = points.reshape(-1)[fresh]
        found.append(fresh + part.start * told.mentors.size)
    return np.concatenate(found)


def _open_scores(told: SolvedPairs) -> Iterator[tuple[slice, Scores]]:
    """As much of them as will be asked for. That a pair is allowed says enough where no floor is set, fifteen times as fast."""
    if told.aims.floor > 1:
        yield from score_blocks(told.by, told.rules, told.rows, told.mentors)
    elif (told.solved.column_of == UNKNOWN).any():
        shut = barriers(told.pool, told.rules, told.rows, told.mentors)
        yield from ((part, (~shut(part)).astype(np.uint16)) for part in blocks(told.scores))


def _placeable(told: SolvedPairs) -> Flags:
    """Those left over whom a chain of moves, each to a mentor they may have, leads to a free place."""
    column_of = told.solved.column_of
    matched = column_of != UNKNOWN
    reached = told.capacity > np.bincount(column_of[matched], minlength=told.capacity.size)
    new, comes = reached, np.zeros(column_of.size, dtype=bool)
    while new.any():
        for part in blocks(told.scores):
            comes[part] |= (told.scores[part][:, new] >= told.aims.floor).any(axis=1)
        new = np.zeros_like(reached)
        new[column_of[comes & matched]] = True
        new &= ~reached
        reached = reached | new
    placeable: Flags = comes & ~matched
    return placeable
