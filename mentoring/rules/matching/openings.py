"""Which one more mentor would help most, where mentees are left over: a kind of person, and how many matches they would add.

Everybody rules tell apart by language, working hours or level is tried; whatever no rule asks for is left open. The number is
not a guess. Whoever of those left over may have the new mentor takes a place at once; if places remain, somebody who has a
mentor may come over and leave theirs to another.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import TypeVar

import numpy as np

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Population, Scores, populate
from mentoring.rules.matching.rules import forbidden
from mentoring.rules.matching.values import Candidate, Opening, Rules

Kind = TypeVar("Kind")

KINDS = 600
"""So many kinds of mentor are tried at most; those most often found among the mentors come first."""
ASKED = 400
"""So many of those left over are asked at most which kinds they may have."""


def best_opening(
    pool: Population, rules: Rules, scores: Scores, rows: Ids, mentors: Ids, column_of: Ids
) -> Opening | None:
    """The kind of mentor whose coming would match most people more; None where nobody is left over or nobody can help.

    The mentor is given as many places as half of the mentors have.
    """
    left = rows[column_of == UNKNOWN]
    if not left.size or not mentors.size:
        return None
    asked = left[:: -(-left.size // ASKED)]
    kinds = _kinds(pool, rules, mentors, asked)
    suits = _suits(pool, rules, asked, kinds)
    places = int(np.median([pool.people[mentor].mentor_capacity for mentor in mentors]))
    kind = kinds[int(suits.sum(axis=0).argmax())]
    matches = min(int(_suits(pool, rules, left, [kind]).sum()), places)
    if matches < places:
        matches = _places_filled(scores, column_of, _suits(pool, rules, rows, [kind])[:, 0], places)
    if not matches:
        return None
    return Opening(
        places=places,
        matches=matches,
        language=next(iter(kind.languages), None),
        week=kind.week,
        level=kind.level,
    )


def _kinds(pool: Population, rules: Rules, mentors: Ids, asked: Ids) -> list[Candidate]:
    """New people, alike but for what the rules ask about, in the order in which such people are most common."""
    staff, seekers = [pool.people[i] for i in mentors], [pool.people[i] for i in asked]
    languages = _commonest([language for p in seekers for language in sorted(p.languages)])
    years = _commonest([(p.week, p.later_weeks) for p in [*staff, *seekers] if p.week is not None])
    levels = _commonest([person.level for person in staff if person.level is not None])
    leveled = rules.level_gap_minimum is not None or rules.level_gap_maximum is not None
    every = product(
        languages if rules.common_language and languages else [None],
        levels if leveled and levels else [None],
        years if rules.overlap_minutes and years else [(None, ())],
    )
    return [
        Candidate(
            id=f"\0somebody new {number}",
            mentor_capacity=1,
            languages=frozenset() if language is None else frozenset({language}),
            level=level,
            week=week,
            later_weeks=later,
        )
        for number, (language, level, (week, later)) in zip(range(KINDS), every, strict=False)
    ]


def _commonest(values: Iterable[Kind]) -> list[Kind]:
    count = Counter(values)
    return sorted(count, key=lambda value: (-count[value], repr(value)))


def _suits(pool: Population, rules: Rules, rows: Ids, kinds: list[Candidate]) -> Flags:
    """Which of these people may have which of these kinds of mentor."""
    together = populate([*(pool.people[row] for row in rows), *kinds], pool.managers, 0)
    people = np.array([together.position[pool.people[row].id] for row in rows], dtype=np.intp)
    strangers = np.array([together.position[kind.id] for kind in kinds], dtype=np.intp)
    suits: Flags = ~forbidden(together, replace(rules, bans=frozenset(), locks=frozenset()), people, strangers)
    return suits


def _places_filled(scores: Scores, column_of: Ids, welcome: Flags, places: int) -> int:
    """How many more are matched with so many new places for those who are welcome there: one augmenting path after another."""
    column_of, filled = column_of.copy(), 0
    while filled < places:
        end, came_from = _path_to(scores, column_of, welcome)
        if end is None:
            break
        row: int | None = end
        taken = UNKNOWN - 1
        while row is not None:
            column_of[row], taken = taken, column_of[row]
            row = came_from.get(int(taken)) if taken != UNKNOWN else None
        welcome = welcome & (column_of != UNKNOWN - 1)
        filled += 1
    return filled


def _path_to(scores: Scores, column_of: Ids, welcome: Flags) -> tuple[int | None, dict[int, int]]:
    """Somebody who is welcome and can leave their column to another, and so on back to somebody left over.

    The dictionary holds, for each column reached, who would come to it.
    """
    came_from: dict[int, int] = {}
    reached = column_of == UNKNOWN
    new = np.flatnonzero(reached)
    while new.size:
        if welcome[new].any():
            return int(new[welcome[new].argmax()]), came_from
        allowed = scores[new] > 0
        wider = [int(column) for column in np.flatnonzero(allowed.any(axis=0)) if int(column) not in came_from]
        came_from |= {column: int(new[allowed[:, column].argmax()]) for column in wider}
        new = np.flatnonzero(np.isin(column_of, wider) & ~reached)
        reached[new] = True
    return None, came_from
