"""What else there was for the people in a match, and what it would have cost the round.

At the prices of the best assignment, a pair that is not in it falls short of its two prices by some points. The round with
that pair in it is worth at least so much less (the reduced cost of linear programming).
"""

from dataclasses import dataclass

import numpy as np

from mentoring.rules.matching.population import UNKNOWN, Ids
from mentoring.rules.matching.prices import Integers, Market, Optimum, cheapest_place
from mentoring.rules.matching.sampling import blocks

NEVER = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBest:
    """The pair that comes nearest for every row and for every column, besides those in the assignment; `UNKNOWN` for none.

    Costs are in the market's units.
    """

    column_for: Ids
    row_cost: Integers
    row_for: Ids
    column_cost: Integers


def next_best(on: Market, best: Optimum, column_of: Ids) -> NextBest:
    """Look once at every pair."""
    rows, columns = on.scores.shape
    cheapest, left = cheapest_place(on, best.place_price), best.row_price - on.row_bonus
    column_for, row_cost = np.full(rows, UNKNOWN), np.full(rows, NEVER, dtype=np.int64)
    row_for, column_cost = np.full(columns, UNKNOWN), np.full(columns, NEVER, dtype=np.int64)
    for part in blocks(on.scores) if columns else ():
        block = on.scores[part]
        short = left[part, None] + cheapest - block.astype(np.int64) * on.scale
        short[(block < on.floor) | (cheapest >= NEVER)] = NEVER
        taken = np.flatnonzero(column_of[part] != UNKNOWN)
        short[taken, column_of[part][taken]] = NEVER
        column_for[part], row_cost[part] = short.argmin(axis=1), short.min(axis=1)
        here = short.min(axis=0)
        closer = np.flatnonzero(here < column_cost)
        row_for[closer], column_cost[closer] = short[:, closer].argmin(axis=0) + part.start, here[closer]
    column_for[row_cost >= NEVER] = UNKNOWN
    return NextBest(column_for=column_for, row_cost=row_cost, row_for=row_for, column_cost=column_cost)
