"""The assignment of highest value, found by looking closely at very few pairs, and the prices that prove it.

Think of every place with a mentor as having a price. If each mentee has what is best for them at these prices, and every
place that costs something is taken, then no assignment whatsoever is worth more than the sum of all prices and of what
the mentees have left: that is linear programming duality (Kuhn 1955; Shapley & Shubik 1971).

So: solve exactly on a few promising pairs; find the lowest prices that support the solution; look once over all pairs for
one that is worth more than its two prices. If there is none, no pair we left out can help, and the prices are the proof.
If there is, it joins and we solve again, starting from these prices (column generation: Gilmore & Gomory 1961). Two or
three solves do.

The solver inside is SciPy's sparse Jonker-Volgenant (LAPJVsp, 1987).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.sampling import blocks, merged, thinned

NEARLY = 24
"""Pairs this few points short of their price stay or join, since prices will move…"""
FURTHER = 8
"""…and so many points more each time, so that in the end none is dropped again."""
NO_PLACE = 1 << 30
"""What a column without places costs: more than any pair is worth."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What is to be assigned: rows to *kinds* of equal places. The value of a pair is its score times `scale`, and bonuses.

    A column has a kind of plain places and, if it waited, one place of another kind whose bonus makes it worth filling first.
    """

    scores: Scores
    floor: int
    """Pairs below this score do not count as pairs."""
    scale: int
    premium: int
    """What covering somebody is worth."""
    row_bonus: Integers
    column: Ids
    """The column each kind of place belongs to."""
    count: Ids
    """How many places of each kind there are."""
    bonus: Integers
    plain: Ids
    """The kind of each column's plain places, `UNKNOWN` where it has none."""
    first: Ids
    """The kind of each column's place to be filled first, `UNKNOWN` where it has none."""

    def edges(self, pairs: Ids) -> tuple[Ids, Ids, Integers]:
        """Every pair with every kind of place of its column, in order of kinds: rows, kinds, values."""
        row, column = np.divmod(pairs[self.scores.reshape(-1)[pairs] >= self.floor], max(self.scores.shape[1], 1))
        kind = np.concatenate([self.plain[column], self.first[column]])
        there = np.flatnonzero(kind != UNKNOWN)
        there = there[np.argsort(kind[there], kind="stable")]
        row, kind = row[there % max(row.size, 1)], kind[there]
        return row, kind, self.values(row, kind)

    def values(self, row: Ids, kind: Ids) -> Integers:
        """What these rows are worth in places of these kinds."""
        points = self.scores[row, self.column[kind]].astype(np.int64)
        return points * self.scale + self.row_bonus[row] + self.bonus[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """An assignment of highest value with the prices that prove it."""

    kind_of: Ids
    """The kind of place each row has, `UNKNOWN` for none."""
    row_price: Integers
    place_price: Integers
    bound: int
    """No assignment is worth more."""
    pairs: Ids = field(repr=False)
    """The pairs looked at closely."""


def market(
    scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags, *, floor: int, scale: int, bonus: int
) -> Market:
    """Everybody matched earns `bonus` on top of the score, and so does everybody who waited."""
    columns = np.arange(capacity.size)
    first = np.minimum(capacity, column_waited)
    count = np.concatenate([capacity - first, first])
    kept = count > 0
    kind = np.where(kept, np.cumsum(kept) - 1, UNKNOWN)
    return Market(
        scores=scores,
        floor=floor,
        scale=scale,
        premium=bonus,
        row_bonus=bonus * (1 + row_waited.astype(np.int64)),
        column=np.tile(columns, 2)[kept],
        count=count[kept],
        bonus=np.repeat(np.array([0, bonus]), capacity.size)[kept],
        plain=kind[: capacity.size],
        first=kind[capacity.size :],
    )


def optimum(on: Market, pairs: Ids) -> Optimum:
    """The best assignment there is, found from these pairs."""
    price, reach = np.zeros_like(on.count), NEARLY
    while True:
        row, kind, value = on.edges(pairs)
        kind_of = _heaviest(on, row, kind, value, price)
        row_price, price = lowest_prices(on, row, kind, value, kind_of)
        joining = _joining(on, row_price, price, reach)
        if not joining.size:
            bound = int(row_price.sum() + (price * on.count).sum())
            return Optimum(kind_of=kind_of, row_price=row_price, place_price=price, bound=bound, pairs=pairs)
        pairs = merged(pairs[above_price(on, pairs, row_price, price) >= -reach * on.scale], joining)
        reach += FURTHER


def _joining(on: Market, row_price: Integers, place_price: Integers, reach: int) -> Ids:
    """The pairs worth more than their prices, with those that are nearly; none where there is none worth more."""
    found, any_worth_more = [], False
    for pairs, above in near(on, row_price, place_price, reach):
        columns = on.scores.shape[1]
        any_worth_more = any_worth_more or bool((above > 0).any())
        found += [thinned(pairs[above > 0], columns), thinned(pairs[above <= 0], columns)]
    return np.concatenate(found) if any_worth_more else np.empty(0, dtype=np.intp)


def _heaviest(on: Market, row: Ids, kind: Ids, value: Integers, price: Integers) -> Ids:
    """The kind of place each row has in an assignment of highest value on these edges.

    SciPy matches everybody in a square table at least cost, and reads a cost of 0 as no edge. So each row may also stay with
    a column of its own and each place with a row of its own, and these pair off among themselves wherever their owners
    may. What a row or a column costs in every case decides nothing; with the prices in it, most costs that matter
    are 0 from the start, and a solve that starts from nearly the right prices takes half the time.
    """
    left = np.zeros(on.row_bonus.size, dtype=np.int64)
    np.maximum.at(left, row, value - price[kind])
    first, copies = np.cumsum(on.count) - on.count, on.count[kind]
    nth = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    edge_row = np.repeat(row, copies).astype(np.int32)
    edge_place = (np.repeat(first[kind], copies) + nth).astype(np.int32)
    rows, places = np.arange(left.size, dtype=np.int32), np.arange(on.count.sum(), dtype=np.int32)
    owner = np.repeat(np.arange(on.count.size), on.count)
    short = np.repeat(left[row] + price[kind] - value, copies)
    cost = 1.0 + np.concatenate([short, left, price[owner], np.zeros_like(short)])
    at = (
        np.concatenate([edge_row, rows, rows.size + places, rows.size + edge_place]),
        np.concatenate([edge_place, places.size + rows, places, places.size + edge_row]),
    )
    del nth, short, edge_row, edge_place
    table = csr_array((cost, at), shape=(rows.size + places.size, rows.size + places.size))
    del cost, at
    _, place_of = min_weight_full_bipartite_matching(table)
    kind_of: Ids = np.append(owner, np.full(rows.size, UNKNOWN))[place_of[: rows.size]]
    return kind_of


def lowest_prices(on: Market, row: Ids, kind: Ids, value: Integers, kind_of: Ids) -> tuple[Integers, Integers]:
    """What each row has left and what each place costs, at the lowest prices at which all are content with what they have.

    A price rises until nobody would rather pay it than keep their own place (a longest-path relaxation). A place then
    costs what one more of its kind would be worth. Raises ArithmeticError if the prices rise for ever, which would mean that the
    assignment was not the best.
    """
    own = on.values(np.arange(kind_of.size), kind_of.clip(0)) if on.count.size else np.zeros_like(kind_of)
    kinds, starts = np.unique(kind, return_index=True)
    price = np.zeros(on.count.size, dtype=np.int64)
    for _ in range(price.size + 2):
        left = np.where(kind_of == UNKNOWN, 0, own - price[kind_of.clip(0)]) if price.size else own
        if not kinds.size:
            return left, price
        raised = price.copy()
        raised[kinds] = np.maximum(np.maximum.reduceat(value - left[row], starts), 0)
        if (raised == price).all():
            return left, price
        price = raised
    raise ArithmeticError("The prices do not settle: the assignment is not the best one.")


def above_price(on: Market, pairs: Ids, row_price: Integers, place_price: Integers) -> Integers:
    """How much more each of these pairs is worth than its row and the cheapest place of its column; negative for less."""
    row, column = np.divmod(pairs, max(on.scores.shape[1], 1))
    points = on.scores.reshape(-1)[pairs].astype(np.int64)
    return points * on.scale + on.row_bonus[row] - row_price[row] - cheapest_place(on, place_price)[column]


def cheapest_place(on: Market, place_price: Integers) -> Integers:
    """What one place of each column costs at least, net of its bonus."""
    cheapest = np.full(on.scores.shape[1], NO_PLACE, dtype=np.int64)
    np.minimum.at(cheapest, on.column, place_price - on.bonus)
    return cheapest


def near(on: Market, row_price: Integers, place_price: Integers, reach: int) -> Iterator[tuple[Ids, Integers]]:
    """All pairs worth their two prices or at most `reach` points less, block by block, with how much more they are worth.

    This is the one look at every pair there is.
    """
    cheapest, left = cheapest_place(on, place_price), row_price - on.row_bonus
    column_points, row_points = (cheapest // on.scale).astype(np.int32), (left // on.scale - reach).astype(np.int32)
    for rows in blocks(on.scores):
        block = on.scores[rows]
        close = (block - column_points >= row_points[rows, None]) & (block >= on.floor)
        pairs = np.flatnonzero(close) + rows.start * on.scores.shape[1]
        yield pairs, above_price(on, pairs, row_price, place_price)
