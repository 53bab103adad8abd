"""The linear programme of matching: a person is in one pair, and an odd set of people holds no more pairs than half of them,
rounded down.

Edmonds (1965) showed that nothing else needs to be said: with all odd sets written out, the best choice is whole by itself.
There are far too many to write out, so we begin with a few and look for more where a solution is still broken (Grötschel &
Holland 1985). Where we find none and pairs are broken all the same, branching settles the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from mentoring.rules.matching.population import Flags, Ids

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]

MOST_CUTS = 8
"""How often we look for odd sets before we branch; where all pairs are worth the same, there is no end of them."""
WHOLE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Pairs to choose from, the first of two people being the smaller number, and perhaps trios."""

    people: int
    one: Ids
    other: Ids
    value: Integers
    third: Ids = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    """The third of each trio; the trios come last."""

    @property
    def trios(self) -> slice:
        """Where the trios are."""
        return slice(self.one.size - self.third.size, self.one.size)

    def among(self, kept: Flags) -> "Graph":
        """Only these."""
        return Graph(
            people=self.people,
            one=self.one[kept],
            other=self.other[kept],
            value=self.value[kept],
            third=self.third[kept[self.trios]],
        )

    def of_person(self) -> csr_array:
        """People by pairs: 1 where somebody is one of those who meet."""
        number = np.arange(self.one.size)
        at = (np.concatenate([self.one, self.other, self.third]), np.concatenate([number, number, number[self.trios]]))
        return csr_array((np.ones(at[0].size), at), shape=(self.people, self.one.size))

    def of_trios(self) -> csr_array:
        """One row: 1 for a trio."""
        row = np.zeros((1, self.one.size))
        row[0, self.trios] = 1
        return csr_array(row)

    def inside(self, odd_sets: Sequence[Ids]) -> csr_array:
        """Odd sets by pairs: 1 where two are members, or all of a trio, which takes as much of the set as a pair does."""
        pairs = [self._within(members) for members in odd_sets]
        at = (np.repeat(np.arange(len(pairs)), list(map(len, pairs))), np.concatenate([self.one[:0], *pairs]))
        return csr_array((np.ones(at[0].size), at), shape=(len(pairs), self.one.size))

    def neighbours(self) -> list[list[int]]:
        """Whom each person may be paired with."""
        lists: list[list[int]] = [[] for _ in range(self.people)]
        for one, other in zip(self.one.tolist(), self.other.tolist(), strict=True):
            lists[one].append(other)
            lists[other].append(one)
        return lists

    def worth(self, chosen: Ids) -> int:
        """The value of these pairs."""
        return int(self.value[chosen].sum())

    def _within(self, members: Ids) -> Ids:
        member = np.zeros(self.people, dtype=bool)
        member[members] = True
        both = member[self.one] & member[self.other]
        both[self.trios] |= member[self.third] & (member[self.one] | member[self.other])[self.trios]
        return np.flatnonzero(both)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A solution in which pairs may be broken, and prices whose sum no pairing of everybody exceeds."""

    share: Numbers
    """How much of each pair is taken."""
    unsettled: bool
    """Somebody would rather be left out, or be in two pairs, than pay what they may at most."""
    price: Numbers
    """Of each person."""
    bound: float


def priced(graph: Graph, about: Numbers, leeway: Numbers, odd_sets: Sequence[Ids], *, trios: int = 0) -> Priced:
    """The best way to pair everybody, whole or broken, if nobody's price may be further than their leeway from what it is about.

    No pair may be worth more than what its two prices are about. Of pairs that are not in the graph we know that they are
    worth no more than their prices at their lowest, so the bound holds for these as well; and because it is added up from
    the prices (weak duality), it holds however exact the solver was.
    """
    inside, alone = vstack([graph.inside(odd_sets), graph.of_trios()]), eye_array(graph.people)
    most = np.array([*(members.size // 2 for members in odd_sets), trios], dtype=float)
    nothing = csr_array((most.size, 2 * graph.people))
    solved = linprog(
        np.concatenate([-graph.value, leeway - about, leeway + about]),
        A_eq=hstack([graph.of_person(), alone, -alone], format="csr"),
        b_eq=np.ones(graph.people),
        A_ub=hstack([inside, nothing], format="csr"),
        b_ub=most,
        method="highs-ds",
    )
    share, spare = np.split(solved.x, [graph.value.size])
    price, charge = -solved.eqlin.marginals, np.maximum(-solved.ineqlin.marginals, 0)
    above = graph.value - graph.of_person().T @ price - inside.T @ charge
    beyond = about - leeway - price
    missed = max(above.max(initial=0), 3 * beyond.max(initial=0))
    return Priced(
        share=share,
        unsettled=bool((spare > WHOLE).any()),
        price=price,
        bound=float(price.sum() + charge @ most + missed * graph.people / 2),
    )


def heaviest(graph: Graph, demands: Sequence[LinearConstraint], odd_sets: Sequence[Ids] = ()) -> Ids | None:
    """The pairs of highest value that meet all demands, or None where no pairs do."""
    odd_sets = list(odd_sets)
    for _ in range(MOST_CUTS):
        share = _solved(graph, demands, odd_sets, whole=False)
        if share is None:
            return None
        if not broken(share).any():
            return np.flatnonzero(share > 0.5)
        further = violated(graph, share)
        if not further:
            break
        odd_sets += further
    share = _solved(graph, demands, odd_sets, whole=True)
    return None if share is None else np.flatnonzero(share > 0.5)


def _solved(
    graph: Graph, demands: Sequence[LinearConstraint], odd_sets: Sequence[Ids], *, whole: bool
) -> Numbers | None:
    """How much of each pair is taken, by HiGHS; None where the demands cannot be met."""
    most = np.array([members.size // 2 for members in odd_sets])
    limits = [LinearConstraint(graph.inside(odd_sets), -np.inf, most)] if odd_sets else []
    solved = milp(
        -graph.value.astype(float),
        constraints=[*demands, *limits],
        bounds=Bounds(0, 1),
        integrality=int(whole),
        options={"mip_rel_gap": 0},
    )
    share: Numbers | None = solved.x
    return share


def broken(share: Numbers) -> Flags:
    """The pairs that are taken in part."""
    flags: Flags = (share > WHOLE) & (share < 1 - WHOLE)
    return flags


def violated(graph: Graph, share: Numbers) -> list[Ids]:
    """Odd sets of people, tied together by broken pairs, who have more pairs among them than they can."""
    tied = graph.among(broken(share))
    odd = _odd_components(
        csr_array((np.ones(tied.one.size), (tied.one, tied.other)), shape=(graph.people, graph.people))
    )
    taken = graph.inside(odd) @ share
    return [members for members, pairs in zip(odd, taken, strict=True) if pairs > members.size // 2 + WHOLE]


def odd_rings(next_of: Ids) -> list[Ids]:
    """The odd cycles of a permutation, but for those who are alone."""
    links = csr_array((np.ones(next_of.size), (np.arange(next_of.size), next_of)), shape=(next_of.size, next_of.size))
    return _odd_components(links)


def _odd_components(links: csr_array) -> list[Ids]:
    count, part_of = connected_components(links, directed=False)
    size = np.bincount(part_of, minlength=count)
    members = np.split(np.argsort(part_of, kind="stable"), np.cumsum(size)[:-1])
    return [members[part] for part in np.flatnonzero((size % 2 == 1) & (size > 1))]
