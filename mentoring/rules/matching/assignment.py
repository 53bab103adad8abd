"""The best assignment of rows (mentees) to columns (mentors) with capacities, and the proof that it is best.

Best means, each only among the equals of the one before: most rows matched; most who waited; the weakest match as
strong as can be; the highest total.

**Counting.** The people a matching can cover form a matroid, so whoever can be covered at all can be covered by a
matching of most people (Edmonds & Fulkerson 1965), and rows and columns do not compete for it (Mendelsohn & Dulmage
1958). The first two aims are therefore three plain matching sizes: of everybody, of the rows who waited with all columns,
of all rows with the columns who waited. The strongest weakest match is the highest floor under the scores that leaves
those three sizes as they are, found by bisection.

**Adding up.** What remains is one assignment problem in which covering somebody outweighs all the points of the round.
By the matroid's exchange property every better cover is a chain of single exchanges, so one bonus a person is enough.

**Not looking at everything.** Nobody is matched with their three-hundredth best. We solve exactly on the few most
promising pairs (sampling), price every mentor by the duals of that solution, and look once over all pairs for one that
is worth more than its price (pricing, as in column generation). If there is none, no pair we left out can help, and the
prices are the certificate: their sum is an upper bound for every assignment whatsoever. If there is, it joins and we
solve again. The same argument, with a Hall violator in place of prices, serves the matching sizes.

The solvers inside are SciPy's: Hopcroft-Karp, and LAPJVsp (Jonker & Volgenant 1987) on the sparse graph.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores

SMALL = 250_000
"""Up to so many pairs we simply take them all."""
PROMISING = 16
"""How many pairs a person brings, on average, to the first solve of a large round."""
SAMPLE = 512
JOINING = 8
"""How many underpriced pairs a row may add at a time."""
NEARLY = 20
"""Pairs this few points short of their price join too, since prices will move."""
BLOCK = 512

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which column each row has (UNKNOWN for none), with the total of its scores and a proven bound on it."""

    column_of: Ids
    floor: int
    """No assignment that covers as many people keeps all its matches above this score."""
    total: int
    bound: int
    row_price: Integers
    """With `column_price`, what proves the bound: no pair at or above the floor is worth more than its two prices, which
    include what covering somebody is worth."""
    column_price: Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The columns' capacities, as kinds of equal places; somebody who waited has one place worth filling first."""

    column: Ids
    count: Ids
    bonus: Integers


def best_assignment(scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags) -> Assignment:
    """The best assignment under `scores` (rows by columns, 0 forbidden), where column j takes at most capacity[j] rows."""
    capacity = np.minimum(capacity, scores.shape[0])
    pairs = _promising(scores)
    floor, pairs = _strongest_floor(scores, capacity, row_waited, column_waited, pairs)
    bonus = scores.shape[0] * int(scores.max(initial=0)) + 1
    row_bonus = bonus * (1 + row_waited.astype(np.int64))
    places = _places(capacity, column_waited, bonus)
    while True:
        solution = _solve(scores, pairs[:, scores[tuple(pairs)] >= floor], row_bonus, places)
        row_price, column_price = solution.row_price - row_bonus, _cheapest(places, solution, capacity)
        joining = _underpriced(scores, floor, row_price, column_price)
        if not joining.size:
            return _certified(scores, floor, solution, row_bonus, places, row_price, column_price)
        pairs = np.unique(np.hstack([pairs, joining]), axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Solution:
    kind_of: Ids
    row_price: Integers
    place_price: Integers


def _promising(scores: Scores) -> Ids:
    """The pairs to begin with, as two rows of positions: all of a small round, each person's likely best of a large one.

    People stand in seeded random order, so every k-th of them is a fair sample.
    """
    if scores.size <= SMALL:
        return np.array(np.nonzero(scores))
    row_floor = _sampled_floor(scores, scores.shape[1])
    column_floor = _sampled_floor(scores.T, scores.shape[0])
    found = []
    for start in range(0, scores.shape[0], BLOCK):
        block = scores[start : start + BLOCK]
        hopeful = (block >= row_floor[start : start + BLOCK, None]) | (block >= column_floor[None, :])
        rows, columns = np.nonzero(hopeful & (block > 0))
        found.append(np.array([rows + start, columns]))
    return np.hstack(found)


def _sampled_floor(scores: Scores, others: int) -> Scores:
    sample = scores[:, :: max(others // SAMPLE, 1)]
    rank = min(max(PROMISING * sample.shape[1] // others, 1), sample.shape[1])
    floor: Scores = np.partition(sample, -rank, axis=1)[:, -rank]
    return floor


def _strongest_floor(
    scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags, pairs: Ids
) -> tuple[int, Ids]:
    """The highest floor under the scores that costs nobody their place, and the pairs met on the way."""
    everybody = np.ones_like(row_waited)
    groups = [(everybody, capacity), (row_waited, capacity), (everybody, np.minimum(capacity, column_waited))]
    sizes, low = [], 1
    for rows, places in groups:
        size, pairs = _matching_size(scores, low, rows, places, pairs)
        sizes.append(size)
    high = int(scores.max(initial=1))
    while low < high:
        middle = (low + high + 1) // 2
        for (rows, places), size in zip(groups, sizes, strict=True):
            here, pairs = _matching_size(scores, middle, rows, places, pairs)
            if here < size:
                high = middle - 1
                break
        else:
            low = middle
    return low, pairs


def _matching_size(scores: Scores, floor: int, rows: Flags, capacity: Ids, pairs: Ids) -> tuple[int, Ids]:
    """How many of `rows` can be matched at once by pairs of at least `floor`, and the pairs with those that had to join."""
    while True:
        graph = pairs[:, rows[pairs[0]] & (capacity[pairs[1]] > 0) & (scores[tuple(pairs)] >= floor)]
        column_of = _largest_matching(graph, scores.shape, capacity)
        open_rows, full_columns = _violator(graph, column_of, rows, scores.shape[1])
        joining = _best_outside(scores, floor, np.nonzero(open_rows)[0], ~full_columns & (capacity > 0))
        if not joining.size:
            return int((column_of != UNKNOWN).sum()), pairs
        pairs = np.hstack([pairs, joining])


def _largest_matching(graph: Ids, shape: tuple[int, ...], capacity: Ids) -> Ids:
    rows, places, owner = _spread(graph, capacity)
    matrix = csr_array((np.ones(rows.size, dtype=np.int8), (rows, places)), shape=(shape[0], max(owner.size, 1)))
    place_of = maximum_bipartite_matching(matrix, perm_type="column")
    return np.where(place_of == UNKNOWN, UNKNOWN, np.append(owner, UNKNOWN)[place_of])


def _spread(graph: Ids, count: Ids) -> tuple[Ids, Ids, Ids]:
    """A pair for each place of its column: (rows, places, the column each place belongs to)."""
    first = np.cumsum(count) - count
    copies = count[graph[1]]
    nth = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    return (
        np.repeat(graph[0], copies),
        np.repeat(first[graph[1]], copies) + nth,
        np.repeat(np.arange(count.size), count),
    )


def _violator(graph: Ids, column_of: Ids, rows: Flags, columns: int) -> tuple[Flags, Flags]:
    """What an alternating search from the unmatched rows reaches: rows that compete, and the full columns they want.

    Within the graph those columns are all they can have (Hall 1935), so only a pair that leaves the set can help.
    """
    reached_rows = rows & (column_of == UNKNOWN)
    reached_columns = np.zeros(columns, dtype=bool)
    while True:
        wider = reached_columns.copy()
        wider[graph[1][reached_rows[graph[0]]]] = True
        if (wider == reached_columns).all():
            return reached_rows, reached_columns
        reached_columns = wider
        reached_rows = reached_rows | ((column_of != UNKNOWN) & reached_columns[column_of])


def _best_outside(scores: Scores, floor: int, rows: Ids, columns: Flags) -> Ids:
    """For each of `rows`, its best pair among `columns`, where that reaches the floor."""
    outside = np.nonzero(columns)[0]
    if not rows.size or not outside.size:
        return np.empty((2, 0), dtype=np.intp)
    best = np.concatenate(
        [
            outside[scores[np.ix_(rows[start : start + BLOCK], outside)].argmax(axis=1)]
            for start in range(0, rows.size, BLOCK)
        ]
    )
    found = scores[rows, best] >= floor
    return np.array([rows[found], best[found]])


def _places(capacity: Ids, waited: Flags, bonus: int) -> Places:
    columns = np.arange(capacity.size)
    first = np.minimum(capacity, waited)
    count = np.concatenate([capacity - first, first])
    kept = count > 0
    return Places(
        column=np.tile(columns, 2)[kept],
        count=count[kept],
        bonus=np.repeat(np.array([0, bonus]), capacity.size)[kept],
    )


def _solve(scores: Scores, pairs: Ids, row_bonus: Integers, places: Places) -> _Solution:
    """The assignment of highest value on these pairs alone, with the lowest prices that support it."""
    edge, kind = _by_kind(pairs, places)
    row = pairs[0][edge]
    value = scores[tuple(pairs)].astype(np.int64)[edge] + row_bonus[row] + places.bonus[kind]
    kind_of = _heaviest(row, kind, value, scores.shape[0], places.count)
    return _prices(row, kind, value, kind_of, places)


def _by_kind(pairs: Ids, places: Places) -> tuple[Ids, Ids]:
    """Each pair once for every kind of place its column has, ordered by kind: (number of the pair, kind)."""
    by_column = np.argsort(places.column, kind="stable")
    kinds = np.bincount(places.column, minlength=int(pairs[1].max(initial=0)) + 1)
    edge, nth, _ = _spread(np.array([np.arange(pairs.shape[1]), pairs[1]]), kinds)
    kind = by_column[nth]
    order = np.argsort(kind, kind="stable")
    return edge[order], kind[order]


def _heaviest(row: Ids, kind: Ids, value: Integers, rows: int, count: Ids) -> Ids:
    """The kind of place each row has in an assignment of highest value, by SciPy's sparse Jonker-Volgenant.

    SciPy wants every row matched, so each row may also stay with itself, at value 0. Costs must not be 0.
    """
    edge, place, owner = _spread(np.array([np.arange(row.size), kind]), count)
    stay = np.arange(rows)
    dear = value.max(initial=0) + 1
    cost = np.concatenate([dear - value[edge], np.full(rows, dear)]).astype(np.float64)
    at = (np.concatenate([row[edge], stay]), np.concatenate([place, owner.size + stay]))
    matrix = csr_array((cost, at), shape=(rows, owner.size + rows))
    _, place_of = min_weight_full_bipartite_matching(matrix)
    kind_of: Ids = np.append(owner, np.full(rows, UNKNOWN))[place_of]
    return kind_of


def _prices(row: Ids, kind: Ids, value: Integers, kind_of: Ids, places: Places) -> _Solution:
    """The lowest prices at which every row is content with what it has (a longest-path relaxation).

    A price rises until nobody would rather pay it than keep their own place. Raises ArithmeticError if that never ends,
    which would mean that the assignment was not the best.
    """
    matched = kind_of[row] == kind
    own_value, own_kind = np.zeros(kind_of.size, dtype=np.int64), kind_of.clip(0)
    own_value[row[matched]] = value[matched]
    kinds, starts = np.unique(kind, return_index=True)
    price = np.zeros(places.count.size, dtype=np.int64)
    for _ in range(price.size + 2):
        content = np.where(kind_of == UNKNOWN, 0, own_value - price[own_kind] if price.size else 0)
        if not kinds.size:
            return _Solution(kind_of=kind_of, row_price=content, place_price=price)
        raised = price.copy()
        raised[kinds] = np.maximum(np.maximum.reduceat(value - content[row], starts), 0)
        if (raised == price).all():
            return _Solution(kind_of=kind_of, row_price=content, place_price=price)
        price = raised
    raise ArithmeticError("The prices do not settle: the assignment is not the best one.")


def _cheapest(places: Places, solution: _Solution, capacity: Ids) -> Integers:
    """What a column's cheapest place costs net of its bonus; a column without places costs more than anything."""
    cheapest = np.full(capacity.size, np.iinfo(np.int32).max, dtype=np.int64)
    np.minimum.at(cheapest, places.column, solution.place_price - places.bonus)
    return cheapest


def _underpriced(scores: Scores, floor: int, row_price: Integers, column_price: Integers) -> Ids:
    """The pairs worth more than their two prices, at most a few of each row: the one look at every pair there is."""
    found = [np.empty((2, 0), dtype=np.intp)]
    for start in range(0, scores.shape[0], BLOCK):
        block = scores[start : start + BLOCK].astype(np.int64)
        excess = block - row_price[start : start + BLOCK, None] - column_price[None, :]
        excess[block < floor] = np.iinfo(np.int64).min
        rows = np.nonzero((excess > 0).any(axis=1))[0]
        if rows.size:
            nth = min(JOINING, scores.shape[1])
            best = np.partition(excess[rows], -nth, axis=1)[:, -nth]
            row, column = np.nonzero(excess[rows] >= np.maximum(best, -NEARLY)[:, None])
            found.append(np.array([rows[row] + start, column]))
    return np.hstack(found)


def _certified(
    scores: Scores,
    floor: int,
    solution: _Solution,
    row_bonus: Integers,
    places: Places,
    row_price: Integers,
    column_price: Integers,
) -> Assignment:
    """Sum up both sides of the duality: what the pairs are worth, and what no assignment can exceed."""
    rows = np.nonzero(solution.kind_of != UNKNOWN)[0]
    kinds = solution.kind_of[rows]
    column_of = np.full(scores.shape[0], UNKNOWN, dtype=np.intp)
    column_of[rows] = places.column[kinds] if rows.size else UNKNOWN
    bonuses = int(row_bonus[rows].sum() + places.bonus[kinds].sum()) if rows.size else 0
    return Assignment(
        column_of=column_of,
        floor=floor if rows.size else 0,
        total=int(scores[rows, column_of[rows]].sum(dtype=np.int64)),
        bound=int(solution.row_price.sum() + (solution.place_price * places.count).sum()) - bonuses,
        row_price=row_price,
        column_price=column_price,
    )
