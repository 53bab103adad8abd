"""The best assignment of rows (mentees) to columns (mentors) with capacities, and the proof that it is best.

Most people first means, each only among the equals of the one before: most rows matched; most who waited; the weakest
match as strong as can be; the highest total. `bottleneck` settles the first three by counting. What remains is one
assignment problem (`prices`) in which covering somebody outweighs all the points of the round: by the exchange
property of matroids every better cover is a chain of single exchanges, so one bonus a person is enough.

Best fit means the highest total of matches at or above a floor; only then most people, and most who waited. Here a point
outweighs everybody, and the same bonuses serve.
"""

from dataclasses import dataclass

import numpy as np

from mentoring.rules.matching.bottleneck import Ceiling, strongest_floor
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.prices import Market, Optimum, market, optimum
from mentoring.rules.matching.sampling import promising
from mentoring.rules.matching.values import USUAL_AIMS, Aim, Aims


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which column each row has, with the proof: the prices, and why the weakest match cannot be stronger."""

    column_of: Ids
    """`UNKNOWN` for a row without a column."""
    worst_bound: int
    """No assignment that covers as many people keeps all its matches above this score."""
    total: int
    bound: int
    """No assignment that covers as many people above the floor has a higher total."""
    market: Market
    optimum: Optimum
    ceiling: Ceiling | None


def best_assignment(
    scores: Scores,
    capacity: Ids,
    row_waited: Flags,
    column_waited: Flags,
    aims: Aims = USUAL_AIMS,
    *,
    pairs: Ids | None = None,
) -> Assignment:
    """The best assignment under `scores` (rows by columns, 0 forbidden), where column j takes at most capacity[j] rows.

    `pairs` that were worth looking at before are a head start.
    """
    capacity = np.minimum(capacity, scores.shape[0])
    pairs = promising(scores) if pairs is None else pairs
    floor, ceiling, scale, bonus = max(aims.floor, 1), None, 1, scores.shape[0] * int(scores.max(initial=0)) + 1
    if aims.first is Aim.BEST_FIT:
        scale, bonus = 3 * scores.shape[0] + 1, 1
    elif aims.lift_worst:
        found = strongest_floor(scores, capacity, row_waited, column_waited, pairs, floor)
        floor, ceiling, pairs = found.floor, found.ceiling, found.pairs
    on = market(scores, capacity, row_waited, column_waited, floor=floor, scale=scale, bonus=bonus)
    lifted = aims.lift_worst and aims.first is Aim.MOST_PEOPLE
    return _certified(on, optimum(on, pairs), ceiling, floor if lifted else int(scores.max(initial=0)))


def _certified(on: Market, best: Optimum, ceiling: Ceiling | None, worst_bound: int) -> Assignment:
    """Both sides of the duality, told in points."""
    rows = np.flatnonzero(best.kind_of != UNKNOWN)
    kinds = best.kind_of[rows]
    column_of = np.full(on.scores.shape[0], UNKNOWN, dtype=np.intp)
    if rows.size:
        column_of[rows] = on.column[kinds]
    points = on.scores[rows, column_of[rows]].astype(np.int64)
    bonuses = int(on.row_bonus[rows].sum()) + int(on.bonus[kinds].sum() if rows.size else 0)
    return Assignment(
        column_of=column_of,
        worst_bound=worst_bound if rows.size else 0,
        total=int(points.sum()),
        bound=(best.bound - bonuses) // on.scale,
        market=on,
        optimum=best,
        ceiling=ceiling,
    )
