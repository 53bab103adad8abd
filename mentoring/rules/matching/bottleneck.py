"""How many can be matched at all, and how good the weakest match can be without leaving one of them out.

The people a matching can cover form a matroid, so whoever can be covered at all can be covered by a matching of most people
(Edmonds & Fulkerson 1965), and rows and columns do not compete for it (Mendelsohn & Dulmage 1958). Most people, and among
them most of those who waited, are therefore three plain matching sizes: of everybody, of the rows who waited with all
columns, of all rows with the columns who waited. The strongest weakest match is the highest floor under the scores that
leaves those three sizes as they are, found by bisection (the bottleneck assignment problem: Gross 1959).

A size is found on the promising pairs (Hopcroft & Karp 1973). It is proven by a *shortage*: rows that compete for columns
which are all taken, and no pair of theirs leads anywhere else (Hall 1935). If a pair we had not looked at does, it joins.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.sampling import CELLS, merged, scattered


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Rows to be covered, and the places they may be covered with."""

    rows: Flags
    capacity: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """Why no more rows can be covered: these want nothing but places of these columns, and there are not enough of them."""

    cover: Cover
    rows: Flags
    columns: Flags

    @property
    def most(self) -> int:
        """So many rows can be covered, and no more."""
        return int(self.cover.rows.sum() - self.rows.sum() + self.cover.capacity[self.columns].sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The proof that the weakest match can't be stronger: `shortage` under the next floor, where `needed` rows must be covered."""

    shortage: Shortage
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """The highest floor that costs nobody their place, what proves it, and the pairs met on the way."""

    floor: int
    ceiling: Ceiling | None
    """None where no pair at all is above the floor."""
    pairs: Ids


def strongest_floor(
    scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags, pairs: Ids, lowest: int
) -> Bottleneck:
    """The best that the weakest match can be, at or above `lowest`, while most people and most who waited are matched."""
    everybody = np.ones_like(row_waited)
    covers = [
        Cover(rows=everybody, capacity=capacity),
        Cover(rows=row_waited, capacity=capacity),
        Cover(rows=everybody, capacity=np.minimum(capacity, column_waited)),
    ]
    needed = []
    for cover in covers:
        shortage, pairs = most_covered(scores, lowest, cover, pairs)
        needed.append(shortage.most)
    low, high, ceiling = lowest, int(scores.max(initial=0)) + 1, None
    while high - low > 1:
        middle = (low + high) // 2
        for cover, need in zip(covers, needed, strict=True):
            shortage, pairs = most_covered(scores, middle, cover, pairs)
            if shortage.most < need:
                high, ceiling = middle, Ceiling(shortage=shortage, needed=need)
                break
        else:
            low = middle
    return Bottleneck(floor=low, ceiling=ceiling, pairs=pairs)


def most_covered(scores: Scores, floor: int, cover: Cover, pairs: Ids) -> tuple[Shortage, Ids]:
    """Why no more rows can be covered by pairs of at least `floor`, and the pairs with those that had to join."""
    while True:
        row, column = np.divmod(pairs[scores.reshape(-1)[pairs] >= floor], max(scores.shape[1], 1))
        wanted = cover.rows[row] & (cover.capacity[column] > 0)
        row, column = row[wanted], column[wanted]
        column_of = _largest_matching(row, column, cover)
        shortage = _shortage(row, column, column_of, cover)
        joining = _way_out(scores, floor, shortage)
        if not joining.size:
            return shortage, pairs
        pairs = merged(pairs, joining)


def _largest_matching(row: Ids, column: Ids, cover: Cover) -> Ids:
    """The column each row has in a matching of most rows."""
    count = cover.capacity
    first, copies = np.cumsum(count) - count, count[column]
    nth = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    at = (np.repeat(row, copies), np.repeat(first[column], copies) + nth)
    shape = (cover.rows.size, max(int(count.sum()), 1))
    place_of = maximum_bipartite_matching(
        csr_array((np.ones(at[0].size, np.int8), at), shape=shape), perm_type="column"
    )
    column_of: Ids = np.append(np.repeat(np.arange(count.size), count), np.full(shape[1], UNKNOWN))[place_of]
    return column_of


def _shortage(row: Ids, column: Ids, column_of: Ids, cover: Cover) -> Shortage:
    """What an alternating search from the rows left over reaches."""
    rows = cover.rows & (column_of == UNKNOWN)
    columns = np.zeros(cover.capacity.size, dtype=bool)
    while True:
        wider = columns.copy()
        wider[column[rows[row]]] = True
        if (wider == columns).all():
            return Shortage(cover=cover, rows=rows, columns=columns)
        columns = wider
        rows = rows | ((column_of != UNKNOWN) & columns[column_of])


def _way_out(scores: Scores, floor: int, shortage: Shortage) -> Ids:
    """For each row that competes, its best pair with a column that is not short, where that reaches the floor.

    Among equals every row begins to look elsewhere: if all took the first, one column would join at a time.
    """
    rows = np.flatnonzero(shortage.rows)
    others = ~shortage.columns & (shortage.cover.capacity > 0)
    if not rows.size or not others.any():
        return np.empty(0, dtype=np.intp)
    size = max(CELLS // scores.shape[1], 1)
    turn = scattered(np.arange(scores.shape[1]))
    best = np.concatenate(
        [
            _first_best(scores[some] * others, scattered(some)[:, None] + turn)
            for some in (rows[n : n + size] for n in range(0, rows.size, size))
        ]
    )
    found: Ids = (rows * scores.shape[1] + best)[(scores[rows, best] >= floor) & others[best]]
    return found


def _first_best(scores: Scores, turn: Ids) -> Ids:
    """The column of the highest score in each row; among equals the one whose turn is last."""
    best: Ids = (scores.astype(np.int64) << 16 | turn & 0xFFFF).argmax(axis=1)
    return best
