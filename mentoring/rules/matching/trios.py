"""Where somebody is left over: everybody in pairs and as few trios as must be, chosen together, with the proof.

A pair is worth its score twice and a trio its score three times, once for each member. The method is that of `pairing`, and
begins at the prices it ended with: all prices get some leeway, the pairs and trios that could be worth their prices then are kept,
and the linear programme on these proves the rest. A trio takes as much of an odd set as a pair does (rounding down half of what
it takes of everybody in it: Chvátal 1973).
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import LinearConstraint
from scipy.sparse import vstack

from mentoring.rules.matching.odd_sets import WHOLE, Graph, Integers, Numbers, broken, heaviest, priced, violated
from mentoring.rules.matching.peers import Peers, share_a_window
from mentoring.rules.matching.population import UNKNOWN, Ids
from mentoring.rules.matching.sampling import CELLS, blocks

FIRST_LEEWAY = 16.0
"""How far a price may move at first, in what two score points of one person come to."""
WIDER = 2.0
MOST_SOLVES = 12
MOST_PEOPLE = 3_000
"""In larger pools the proof takes minutes."""
MOST_KEPT = 32
"""Pairs and trios a person; where more are worth their prices, we leave it at the bound."""


def pairs_and_trios(peers: Peers, floor: int, price: Numbers, trios: int) -> list[Ids] | None:
    """Everybody in pairs and so many trios, none below the floor, of the highest total; None where we find none, or no proof.

    `price` is what a point of each person costs about: no pair at or above the floor is worth more than its two.
    """
    if price.size > MOST_PEOPLE:
        return None
    about, leeway = 2 * price, np.full(price.size, FIRST_LEEWAY)
    odd_sets = [np.arange(price.size)] * (price.size % 2)
    for _ in range(MOST_SOLVES):
        graph = _within(peers, floor, about - leeway)
        if graph is None:
            return None
        found = priced(graph, about, leeway, odd_sets, trios=trios)
        further = violated(graph, found.share)
        if not further and not found.unsettled:
            break
        odd_sets += further
        leeway[np.abs(found.price - about) > leeway - WHOLE] *= WIDER
    else:
        return None
    chosen: Ids | None = np.flatnonzero(found.share > 0.5)
    if broken(found.share).any():
        each_once = LinearConstraint(
            vstack([graph.of_person(), graph.of_trios()]), *[np.append(np.ones(price.size), trios)] * 2
        )
        chosen = heaviest(graph, [each_once], odd_sets)
    if chosen is None or graph.worth(chosen) < np.floor(found.bound + WHOLE):
        return None
    return _groups(graph, chosen)


def _within(peers: Peers, floor: int, lowest: Numbers) -> Graph | None:
    """The pairs and trios worth at least what their people pay at the lowest; None where these are too many."""
    scores, most = peers.scores, MOST_KEPT * lowest.size
    pairs = _at_most(most, _pairs(peers, lowest))
    trios = None if pairs is None else _at_most(most, _trios_around(peers, floor, lowest, *pairs.T))
    if pairs is None or trios is None:
        return None
    trios = np.unique(np.sort(trios, axis=1), axis=0)
    one, other = pairs[scores[pairs[:, 0], pairs[:, 1]] >= floor].T
    return Graph(
        people=lowest.size,
        one=np.append(one, trios[:, 0]),
        other=np.append(other, trios[:, 1]),
        third=trios[:, 2],
        value=np.append(2 * scores[one, other].astype(np.int64), 3 * (_sums(peers, trios) // 3)),
    )


def _at_most(most: int, found: Iterator[Ids]) -> Ids | None:
    """All that is found, or None as soon as it is too much."""
    kept = []
    for some in found:
        kept.append(some)
        most -= len(some)
        if most < 0:
            return None
    return np.concatenate(kept) if kept else np.empty((0, 3), dtype=np.intp)


def _pairs(peers: Peers, lowest: Numbers) -> Iterator[Ids]:
    """The pairs worth what their people pay at the lowest, whatever the floor: a trio holds at least one such pair."""
    for rows in blocks(peers.scores):
        block = peers.scores[rows].astype(np.float32)
        one, other = np.nonzero((block > 0) & (2 * block >= lowest[rows, None] + lowest))
        one += rows.start
        yield np.column_stack([one, other])[one < other]


def _trios_around(peers: Peers, floor: int, lowest: Numbers, one: Ids, other: Ids) -> Iterator[Ids]:
    """The trios that hold one of these pairs and are worth what their people pay at the lowest."""
    at_once = max(CELLS // lowest.size, 1)
    for start in range(0, one.size, at_once):
        a, b = one[start : start + at_once], other[start : start + at_once]
        with_a, with_b = peers.scores[a].astype(np.int32), peers.scores[b].astype(np.int32)
        worth = (with_a + with_b + peers.scores[a, b].astype(np.int32)[:, None]) // 3
        enough = (worth >= floor) & (3 * worth >= (lowest[a] + lowest[b])[:, None] + lowest)
        pair, third = np.nonzero(enough & (with_a > 0) & (with_b > 0))
        meet = share_a_window(peers.weeks[a[pair]] & peers.weeks[b[pair]] & peers.weeks[third])
        yield np.column_stack([a[pair], b[pair], third])[meet]


def _sums(peers: Peers, trios: Ids) -> Integers:
    a, b, c = trios.T
    sums: Integers = peers.scores[a, b].astype(np.int64) + peers.scores[a, c] + peers.scores[b, c]
    return sums


def _groups(graph: Graph, chosen: Ids) -> list[Ids]:
    third = np.full(graph.one.size, UNKNOWN)
    third[graph.trios] = graph.third
    return [
        np.array([person for person in (graph.one[n], graph.other[n], third[n]) if person != UNKNOWN]) for n in chosen
    ]
