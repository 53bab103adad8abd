"""What one lock, one ban or one swap would cost a solved assignment, without solving it again.

Whoever is moved displaces somebody, who displaces somebody else, until a place falls free: a path through the residual
graph, whose nodes are the kinds of places and one *ground* where people without a place and empty places are. A move costs
what the pair falls short of its two prices, never less than nothing, so the cheapest chain is a shortest path
(Tomizawa 1971; Edmonds & Karp 1972), found by one Dijkstra search over the pairs near their prices; among the cheapest, the
one that moves the fewest people. What the change costs in all is what the new pair itself falls short, and the path.

That is exact as long as the chain costs no more than the pairs left out would (`REACHES`), nobody loses their place, and the proof that
the weakest match can't be stronger still stands. Otherwise the answer is None: it needs a new solve.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from mentoring.rules.matching.assignment import Assignment
from mentoring.rules.matching.bottleneck import Ceiling, Cover
from mentoring.rules.matching.population import UNKNOWN, Ids
from mentoring.rules.matching.prices import Integers, near
from mentoring.rules.matching.sampling import MOST_A_ROW, thinned

REACHES = (60, 15, 4, 1)
"""Chains up to so many points long are found exactly: the first that leaves few enough pairs to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The best assignment after a change: which column each row has then, the locked rows included."""

    column_of: Ids
    moved: Ids
    """The rows whose column is another than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """The residual graph turned round, so that one search tells the way to a place from everywhere."""

    backwards: csr_array
    start: Ids
    end: Ids
    row: Ids
    """Who makes the move from `start` to `end`, in order of (start, end); `UNKNOWN` where an empty place just changes."""

    def mover(self, start: int, end: int) -> int:
        first, last = np.searchsorted(self.start, [start, start + 1])
        return int(self.row[first + np.searchsorted(self.end[first:last], end)])


class WhatIf:
    """Answers for one assignment. Building it looks once at every pair; after that an answer takes milliseconds."""

    def __init__(self, solved: Assignment) -> None:
        self.solved = solved
        self._market, self._optimum = solved.market, solved.optimum
        self._ground = solved.market.count.size
        self._a_unit = 1 + solved.market.row_bonus.size
        """What a unit of value weighs in a path, where each person moved weighs 1."""

    def lock(self, row: int, column: int) -> Changed | None:
        """What if this row must have this column? None: that needs a new solve."""
        kinds = [kind for kind in (self._market.first[column], self._market.plain[column]) if kind != UNKNOWN]
        if not kinds or not self._ceiling_holds([(row, column)]):
            return None
        kind_of = self._rerouted(row, int(kinds[0]))
        return self._checked(kind_of)

    def ban(self, row: int, column: int) -> Changed | None:
        """What if this row must not have this column? None: that needs a new solve."""
        if self.solved.column_of[row] != column:
            return Changed(column_of=self.solved.column_of, moved=np.empty(0, dtype=np.intp))
        on = self._market
        others = np.flatnonzero((on.scores[row, on.column] >= on.floor) & (on.column != column))
        cost = (
            self._optimum.row_price[row]
            + self._optimum.place_price[others]
            - on.values(np.full(others.size, row), others)
        )
        distance, towards = self._search(row)
        first_step = np.append(cost, self._optimum.row_price[row])
        through = first_step * self._a_unit + distance[np.append(others, self._ground)]
        best = int(through.argmin())
        if through[best] > first_step.min() * self._a_unit + self._farthest:
            return None
        kind_of = self._optimum.kind_of.copy()
        kind_of[row] = others[best] if best < others.size else UNKNOWN
        self._walk(kind_of, self._node(kind_of[row]), self._node(self._optimum.kind_of[row]), towards)
        return self._checked(kind_of)

    def swap(self, one: int, other: int) -> Changed | None:
        """What if these two rows, both matched, must have each other's columns? None: that needs a new solve.

        Both pairs leave the market whole, so the rest of it is as good as it was.
        """
        kind_of = self._optimum.kind_of.copy()
        kind_of[[one, other]] = kind_of[[other, one]]
        if (kind_of[[one, other]] == UNKNOWN).any():
            return None
        pairs = [(row, int(self._market.column[kind_of[row]])) for row in (one, other)]
        return self._checked(kind_of) if self._ceiling_holds(pairs) else None

    def _rerouted(self, row: int, kind: int) -> Ids | None:
        """Everybody's place when this row takes this kind and whoever is displaced moves on as cheaply as can be."""
        distance, towards = self._search(row)
        if distance[kind] > self._farthest:
            return None
        kind_of = self._optimum.kind_of.copy()
        self._walk(kind_of, kind, self._node(kind_of[row]), towards)
        kind_of[row] = kind
        return kind_of

    def _search(self, row: int) -> tuple[Integers, Ids]:
        """How much it costs to get from everywhere to the place this row leaves, and the next step on the way."""
        left = self._node(self._optimum.kind_of[row])
        distance, towards = dijkstra(
            self._moves.backwards, indices=left, return_predecessors=True, limit=self._farthest
        )
        return distance, towards

    def _walk(self, kind_of: Ids, start: int, end: int, towards: Ids) -> None:
        while start != end:
            following = int(towards[start])
            mover = self._moves.mover(start, following)
            if mover != UNKNOWN:
                kind_of[mover] = following if following != self._ground else UNKNOWN
            start = following

    def _node(self, kind: int) -> int:
        return self._ground if kind == UNKNOWN else int(kind)

    def _checked(self, kind_of: Ids | None) -> Changed | None:
        """The change, unless somebody would be without a place for it: a lower floor might find them one."""
        if kind_of is None:
            return None
        on, was = self._market, self._optimum.kind_of
        if on.scale == 1 and self._covered(kind_of) != self._covered(was):
            return None
        column_of = np.where(kind_of == UNKNOWN, UNKNOWN, np.append(on.column, UNKNOWN)[kind_of])
        return Changed(column_of=column_of, moved=np.flatnonzero(column_of != self.solved.column_of))

    def _covered(self, kind_of: Ids) -> tuple[int, int]:
        rows = np.flatnonzero(kind_of != UNKNOWN)
        return rows.size, int(self._market.row_bonus[rows].sum() + self._market.bonus[kind_of[rows]].sum())

    def _ceiling_holds(self, locked: list[tuple[int, int]]) -> bool:
        return self.solved.ceiling is None or _still_short(self.solved.ceiling, locked)

    @cached_property
    def _near(self) -> tuple[Ids, int]:
        """The pairs near their prices, and how far they are all there."""
        for reach in REACHES:
            pairs = self._within(reach)
            if pairs is not None:
                return pairs, reach
        on, best = self._market, self._optimum
        tight = near(on, best.row_price, best.place_price, 0)
        return np.concatenate([thinned(pairs, on.scores.shape[1]) for pairs, _ in tight]), 0

    def _within(self, reach: int) -> Ids | None:
        """All pairs at most so many points short of their prices; None where they are too many."""
        on, best = self._market, self._optimum
        found, room = [np.empty(0, dtype=np.intp)], MOST_A_ROW * on.row_bonus.size
        for pairs, _ in near(on, best.row_price, best.place_price, reach):
            found.append(pairs)
            room -= pairs.size
            if room < 0:
                return None
        return np.concatenate(found)

    @property
    def _farthest(self) -> int:
        """The longest path that is certainly a shortest one."""
        return (self._near[1] * self._market.scale + 1) * self._a_unit - 1

    @cached_property
    def _moves(self) -> _Moves:
        on, best, ground = self._market, self._optimum, self._ground
        row, kind, value = on.edges(self._near[0])
        node_of = np.where(best.kind_of == UNKNOWN, ground, best.kind_of)
        kinds, taken = np.arange(ground), np.bincount(node_of, minlength=ground + 1)[:ground]
        matched = np.flatnonzero(best.kind_of != UNKNOWN)
        spare = np.flatnonzero(taken < on.count)
        nobody = np.full(kinds.size, UNKNOWN)
        start = np.concatenate([node_of[row], node_of[matched], spare, np.full(ground, ground)])
        end = np.concatenate([kind, np.full(matched.size + spare.size, ground), kinds])
        mover = np.concatenate([row, matched, nobody[spare], nobody])
        short = best.row_price[row] + best.place_price[kind] - value
        cost = np.concatenate([short, best.row_price[matched], np.zeros_like(spare), best.place_price])
        cost = cost * self._a_unit + (mover != UNKNOWN)
        order = np.lexsort((cost, end, start))
        start, end, mover, cost = start[order], end[order], mover[order], cost[order]
        cheapest = np.append(True, (start[1:] != start[:-1]) | (end[1:] != end[:-1])) & (start != end)
        start, end, mover, cost = start[cheapest], end[cheapest], mover[cheapest], cost[cheapest]
        shape = (ground + 1, ground + 1)
        backwards = csr_array((cost.astype(np.float64), (end, start)), shape=shape)
        return _Moves(backwards=backwards, start=start, end=end, row=mover)


def _still_short(ceiling: Ceiling, locked: list[tuple[int, int]]) -> bool:
    """Whether these pairs, taken out of the round, leave the shortage that keeps the weakest match where it is."""
    cover, needed = ceiling.shortage.cover, ceiling.needed
    rows, capacity = cover.rows.copy(), cover.capacity.copy()
    for row, column in locked:
        needed -= int(cover.rows[row] and cover.capacity[column] > 0)
        rows[row] = False
        capacity[column] = max(capacity[column] - 1, 0)
    left = replace(ceiling.shortage, cover=Cover(rows=rows, capacity=capacity), rows=ceiling.shortage.rows & rows)
    return left.most < needed
