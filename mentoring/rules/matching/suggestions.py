"""Which mentors a mentee is shown before a round, so that they may wish: up to three who fit well, and not the same few
stars for everybody.

It is three rounds of matching, one after the other, each without the pairs of those before: nobody has a second before
everybody who can have a first has one, and a mentor is shown in each round to as many mentees as they have places, or to
as many more as there are more mentees than places. One exception: whoever would be shown nobody is shown the one who
fits best.

Nobody's wishes count, neither side's, since they are what is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from mentoring.rules.matching.assignment import best_assignment
from mentoring.rules.matching.explanation import reasons_for_pair
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores, populate
from mentoring.rules.matching.score import scores, scoring
from mentoring.rules.matching.values import Aims, Candidate, Reason, Rules, Weights

SHOWN = 3
"""So many mentors a mentee chooses among, where so many are possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Whom a mentee is shown, by id and with what speaks for each of them; an order that says nothing."""

    mentee: str
    mentors: tuple[tuple[str, tuple[Reason, ...]], ...]


def suggest(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
) -> tuple[Suggestions, ...]:
    """Whom each mentee is shown, by mentee; nobody for one for whom the rules leave nobody.

    The same people, rules and seed give the same suggestions, in whatever order the people come.
    """
    pool = populate(candidates, managers or {}, seed)
    by = scoring(pool, replace(weights, wishes=0))
    places = np.array([person.mentor_capacity for person in pool.people], dtype=np.intp)
    mentees = np.flatnonzero([person.mentee_capacity for person in pool.people])
    mentors = np.flatnonzero(places)
    waited = np.array([pool.people[mentee].unmatched_last_time for mentee in mentees], dtype=bool)
    shown = _shown(scores(by, rules, mentees, mentors), places[mentors], waited)
    told = [
        Suggestions(
            mentee=pool.people[mentee].id,
            mentors=tuple(
                sorted((pool.people[mentor].id, reasons_for_pair(by, int(mentee), int(mentor))) for mentor in theirs)
            ),
        )
        for mentee, theirs in zip(mentees, (mentors[columns] for columns in shown), strict=True)
    ]
    return tuple(sorted(told, key=lambda each: each.mentee))


def fair_share(mentees: int, places: int) -> int:
    """To how many mentees a mentor is shown for each of their places, in each of the rounds.

    Only those count for whom there is anybody.
    """
    return max(-(-mentees // max(places, 1)), 1)


def _shown(table: Scores, places: Ids, waited: Flags) -> list[list[int]]:
    """The columns each row is shown."""
    capacity = places * fair_share(int(table.any(axis=1).sum()), int(places[table.any(axis=0)].sum()))
    left = table.copy()
    nobody = np.zeros(places.size, dtype=bool)
    shown: list[list[int]] = [[] for _ in range(table.shape[0])]
    for _ in range(SHOWN):
        column_of = best_assignment(left, capacity, waited, nobody, Aims(lift_worst=False)).column_of
        rows = np.flatnonzero(column_of != UNKNOWN)
        left[rows, column_of[rows]] = 0
        for row in rows:
            shown[row].append(int(column_of[row]))
    return [theirs or _best(points) for theirs, points in zip(shown, table, strict=True)]


def _best(points: Scores) -> list[int]:
    return [int(points.argmax())] if points.any() else []
