"""The best pairs among equals, who may all meet one another: a matching in a general graph, and the proof that it is best.

Best means, each only among the equals of the one before: most people paired; most who waited; the weakest pair as strong
as can be; the highest total.

**The relaxation.** Let everybody be two people, one who asks and one who answers. Then pairing is assignment, which
`bottleneck` and `prices` solve exactly among all pairs there are. Its solutions are pairs, and rings in which everybody
asks the next; a ring of even length falls into pairs, and only an odd one is half a pair short (Balinski 1965). So the
relaxation bounds every pairing from above, and is very nearly one.

**The rounding.** A pair whose two prices exceed its worth by more than the distance between the bound and a pairing we
have cannot be in a better one. What survives is a few pairs a person, and on these we solve the linear programme of
matching. Edmonds (1965) showed what makes it whole: no odd set holds more pairs than half its people, rounded down. The
odd rings are the first such sets; more are looked for where a solution is still broken (Grötschel & Holland 1985).
Pricing a few pairs of a dense graph instead of solving on all of them is due to Applegate & Cook (1993).

**Who sits out.** Where not everybody can be paired, an odd number being the usual cause, as many *jokers* join as must sit
out. A joker pairs with anybody at the top score, so everybody is paired again and no bonus for covering people, larger
than all points, blurs the bound.

Where all this does not settle the question, a pool with few enough pairs is solved aim by aim on all of them: whom to cover
and how strong the weakest pair can be by `blossom`, the total by the linear programme with all the branching it takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from mentoring.rules.matching.blossom import covering
from mentoring.rules.matching.bottleneck import Cover, most_covered, strongest_floor
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.prices import Market, Optimum, market, near, optimum
from mentoring.rules.matching.sampling import promising

Integers = NDArray[np.int64]

FIRST_REACH = 16
"""How many half points a pair may be short of its prices to survive at first."""
MOST_SURVIVORS = 64
"""Pairs a person; where more survive, the relaxation is too far from any pairing."""
MOST_LISTED = 20_000
"""Up to so many pairs are solved aim by aim when the relaxation does not settle it."""
MOST_CUTS = 8
"""How often we look for odd sets before we branch; where all pairs are worth the same, there is no end of them."""
BLOCK = 512
WHOLE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Who is paired with whom, and what is proven of it."""

    partner_of: Ids
    """`UNKNOWN` for somebody not paired."""
    floor: int
    """No pairing that covers as many keeps all its pairs above this score."""
    total: int
    bound: int
    """No pairing that covers as many, with as strong a weakest pair, has a higher total."""
    most_covered: bool
    """No pairing covers more people or, with as many, more who waited."""


def best_pairing(scores: Scores, waited: Flags) -> Pairing:
    """The best pairing under these symmetric scores, 0 being forbidden."""
    able = scores.any(axis=1)
    partner_of = np.full(able.size, UNKNOWN, dtype=np.intp)
    if not able.any():
        return Pairing(partner_of=partner_of, floor=0, total=0, bound=0, most_covered=True)
    people = np.flatnonzero(able)
    among = scores if able.all() else scores[np.ix_(people, people)]
    found = _by_relaxation(among, waited[people]) or _by_stages(among, waited[people])
    paired = found.partner_of != UNKNOWN
    partner_of[people[paired]] = people[found.partner_of[paired]]
    return replace(found, partner_of=partner_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graph:
    """Pairs to choose from, the first of two people being the smaller number."""

    people: int
    one: Ids
    other: Ids
    value: Integers

    def among(self, kept: Flags) -> "_Graph":
        """Only these pairs."""
        return _Graph(people=self.people, one=self.one[kept], other=self.other[kept], value=self.value[kept])

    def of_person(self) -> csr_array:
        """People by pairs: 1 where somebody is one of the two."""
        at = (np.concatenate([self.one, self.other]), np.tile(np.arange(self.one.size), 2))
        return csr_array((np.ones(at[0].size), at), shape=(self.people, self.one.size))

    def worth(self, chosen: Ids) -> int:
        return int(self.value[chosen].sum())


def _by_relaxation(scores: Scores, waited: Flags) -> Pairing | None:
    """The best pairing by relaxing and rounding; None where that does not find one that covers as many as it should."""
    pairs = promising(scores)
    jokers = _jokers(scores, waited, pairs)
    if jokers is None:
        return None
    top, people = int(scores.max()), len(scores)
    table, pairs = _with_jokers(scores, jokers, pairs)
    ones, nobody = np.ones(len(table), dtype=np.intp), np.zeros(len(table), dtype=bool)
    strong = strongest_floor(table, ones, nobody, nobody, pairs, 1)
    on = market(table, ones, nobody, nobody, floor=strong.floor, scale=1, bonus=len(table) * top + 1)
    relaxed = optimum(on, strong.pairs)
    if (relaxed.kind_of == UNKNOWN).any():
        return None
    bound = relaxed.bound - int(on.row_bonus.sum())
    rounded = _rounded(on, relaxed, bound)
    if rounded is None:
        return None
    graph, chosen, proven = rounded
    partner_of = _partners(graph, chosen)[:people]
    total = graph.worth(chosen) - len(jokers) * top
    return Pairing(
        partner_of=np.where(partner_of < people, partner_of, UNKNOWN),
        floor=strong.floor,
        total=total,
        bound=total if proven else bound // 2 - len(jokers) * top,
        most_covered=True,
    )


def _jokers(scores: Scores, waited: Flags, pairs: Ids) -> Flags | None:
    """One row for each person who must sit out, and who of them may; None where those who waited cannot be told apart.

    People who cannot meet, not even by way of others, form parts. In each part, as many sit out as the relaxation leaves
    over, and one more where what is left is odd.
    """
    everybody = Cover(rows=np.ones(len(scores), dtype=bool), capacity=np.ones(len(scores), dtype=np.intp))
    shortage, _ = most_covered(scores, 1, everybody, pairs)
    part_of = _parts(scores)
    rows = []
    for part in range(part_of.max(initial=-1) + 1):
        members = part_of == part
        missing = int((shortage.rows & members).sum() - (shortage.columns & members).sum())
        missing += (int(members.sum()) - missing) % 2
        patient = members & ~waited
        if 0 < patient.sum() < missing:
            return None
        rows += [patient if patient.any() else members] * missing
    return np.array(rows, dtype=bool).reshape(len(rows), len(scores))


def _parts(scores: Scores) -> Ids:
    """The number of the part each person belongs to: whom they may meet, whom those may meet, and so on."""
    part_of = np.full(len(scores), UNKNOWN, dtype=np.intp)
    part = 0
    for person in range(len(scores)):
        if part_of[person] != UNKNOWN:
            continue
        frontier = np.array([person])
        part_of[person] = part
        while frontier.size and (part_of == UNKNOWN).any():
            reached = scores[frontier[:BLOCK]].any(axis=0) & (part_of == UNKNOWN)
            part_of[reached] = part
            frontier = np.concatenate([frontier[BLOCK:], np.flatnonzero(reached)])
        part += 1
    return part_of


def _with_jokers(scores: Scores, jokers: Flags, pairs: Ids) -> tuple[Scores, Ids]:
    """The table and the promising pairs, with the jokers as further people."""
    if not len(jokers):
        return scores, pairs
    people, everybody = len(scores), len(scores) + len(jokers)
    table = np.zeros((everybody, everybody), dtype=scores.dtype)
    table[:people, :people] = scores
    table[people:, :people] = jokers * scores.max()
    table[:people, people:] = table[people:, :people].T
    row, column = np.divmod(pairs, people)
    joker, guest = np.nonzero(jokers)
    ours = np.concatenate(
        [row * everybody + column, (joker + people) * everybody + guest, guest * everybody + joker + people]
    )
    return table, np.sort(ours)


def _rounded(on: Market, relaxed: Optimum, bound: int) -> tuple[_Graph, Ids, bool] | None:
    """A pairing of everybody near the relaxation (the pairs, the chosen of them, whether none is better), if there is one."""
    people, reach, best = len(on.scores), FIRST_REACH, None
    rings = _odd_rings(relaxed.kind_of)
    while True:
        graph = _survivors(on, relaxed, reach)
        if graph.one.size > MOST_SURVIVORS * people and reach > FIRST_REACH:
            return best
        chosen = _heaviest(graph, [LinearConstraint(graph.of_person(), 1, 1)], rings)
        if chosen is not None:
            short = bound - 2 * graph.worth(chosen)
            best = graph, chosen, short <= reach
            if short <= reach:
                return best
            reach = short
        elif reach > 4 * int(on.scores.max()):
            return None
        else:
            reach *= 4


def _survivors(on: Market, relaxed: Optimum, reach: int) -> _Graph:
    """The pairs which, asked and answered together, are at most `reach` points short of their prices."""
    people = len(on.scores)
    price = relaxed.row_price - on.row_bonus + relaxed.place_price
    close = np.concatenate([pairs for pairs, _ in near(on, relaxed.row_price, relaxed.place_price, reach)])
    one, other = np.divmod(close, people)
    value = on.scores[one, other].astype(np.int64)
    kept = (one < other) & (price[one] + price[other] - 2 * value <= reach)
    return _Graph(people=people, one=one[kept], other=other[kept], value=value[kept])


def _odd_rings(next_of: Ids) -> list[Ids]:
    """The odd cycles of a permutation, but for those who are alone."""
    links = csr_array((np.ones(next_of.size), (np.arange(next_of.size), next_of)), shape=(next_of.size, next_of.size))
    return _odd_components(links)


def _odd_components(links: csr_array) -> list[Ids]:
    count, part_of = connected_components(links, directed=False)
    size = np.bincount(part_of, minlength=count)
    members = np.split(np.argsort(part_of, kind="stable"), np.cumsum(size)[:-1])
    return [members[part] for part in np.flatnonzero((size % 2 == 1) & (size > 1))]


def _heaviest(graph: _Graph, demands: Sequence[LinearConstraint], odd_sets: Sequence[Ids] = ()) -> Ids | None:
    """The pairs of highest value that meet all demands, or None where no pairs do."""
    odd_sets = list(odd_sets)
    for _ in range(MOST_CUTS):
        share = _solved(graph, [*demands, *_odd_set_limits(graph, odd_sets)], whole=False)
        if share is None:
            return None
        broken = (share > WHOLE) & (share < 1 - WHOLE)
        if not broken.any():
            return np.flatnonzero(share > 0.5)
        further = _violated(graph, share, broken)
        if not further:
            break
        odd_sets += further
    share = _solved(graph, [*demands, *_odd_set_limits(graph, odd_sets)], whole=True)
    return None if share is None else np.flatnonzero(share > 0.5)


def _violated(graph: _Graph, share: NDArray[np.float64], broken: Flags) -> list[Ids]:
    """Odd sets of people, tied together by broken pairs, who have more pairs among them than they can."""
    at = (graph.one[broken], graph.other[broken])
    tied = csr_array((np.ones(at[0].size), at), shape=(graph.people, graph.people))
    return [
        people for people in _odd_components(tied) if share[_inside(graph, people)].sum() > people.size // 2 + WHOLE
    ]


def _inside(graph: _Graph, people: Ids) -> Ids:
    member = np.zeros(graph.people, dtype=bool)
    member[people] = True
    return np.flatnonzero(member[graph.one] & member[graph.other])


def _odd_set_limits(graph: _Graph, odd_sets: Sequence[Ids]) -> list[LinearConstraint]:
    if not odd_sets:
        return []
    inside = [_inside(graph, people) for people in odd_sets]
    at = (np.repeat(np.arange(len(inside)), list(map(len, inside))), np.concatenate(inside))
    pairs_of = csr_array((np.ones(at[0].size), at), shape=(len(inside), graph.one.size))
    return [LinearConstraint(pairs_of, -np.inf, np.array([people.size // 2 for people in odd_sets]))]


def _solved(graph: _Graph, demands: Sequence[LinearConstraint], *, whole: bool) -> NDArray[np.float64] | None:
    """How much of each pair is taken, by HiGHS; None where the demands cannot be met."""
    solved = milp(
        -graph.value.astype(float),
        constraints=demands,
        bounds=Bounds(0, 1),
        integrality=int(whole),
        options={"mip_rel_gap": 0},
    )
    share: NDArray[np.float64] | None = solved.x
    return share


def _by_stages(scores: Scores, waited: Flags) -> Pairing:
    """One aim after the other on all pairs or, where these are too many, without proof on the promising ones."""
    one, other = np.divmod(promising(scores), len(scores))
    count = np.count_nonzero(scores) // 2
    if count <= MOST_LISTED:
        one, other = np.nonzero(scores)
    kept = one < other
    graph = _Graph(
        people=len(scores), one=one[kept], other=other[kept], value=scores[one, other][kept].astype(np.int64)
    )
    floor, covered = _strongest_floor(graph, waited)
    strong = graph.among(graph.value >= floor)
    both = waited[strong.one].astype(float) + waited[strong.other]
    demands = [
        LinearConstraint(strong.of_person(), 0, 1),
        LinearConstraint(np.ones((1, both.size)), covered.sum() / 2, covered.sum() / 2),
        LinearConstraint(both[None, :], (covered & waited).sum(), (covered & waited).sum()),
    ]
    chosen = _heaviest(strong, demands)
    if chosen is None:
        raise ArithmeticError("People who can be covered cannot be covered.")
    listed, best_of_each = count == graph.one.size, scores.max(axis=1).astype(np.int64)
    return Pairing(
        partner_of=_partners(strong, chosen),
        floor=floor if listed else int(best_of_each.max()),
        total=strong.worth(chosen),
        bound=strong.worth(chosen) if listed else int(best_of_each.sum()) // 2,
        most_covered=listed,
    )


def _strongest_floor(graph: _Graph, waited: Flags) -> tuple[int, Flags]:
    """The highest score that can be asked of all pairs without covering less, by bisection, and who is covered then."""
    floors = np.unique(graph.value)
    covered = _covered(graph, waited)
    low, high, claims = 0, floors.size, int((1 + waited)[covered].sum())
    while high - low > 1:
        middle = (low + high) // 2
        strong = _covered(graph.among(graph.value >= floors[middle]), waited)
        if (1 + waited)[strong].sum() == claims:
            low, covered = middle, strong
        else:
            high = middle
    return int(floors[low]), covered


def _covered(graph: _Graph, waited: Flags) -> Flags:
    neighbours: list[list[int]] = [[] for _ in range(graph.people)]
    for one, other in zip(graph.one.tolist(), graph.other.tolist(), strict=True):
        neighbours[one].append(other)
        neighbours[other].append(one)
    covered: Flags = np.array(covering(neighbours, waited.tolist())) != UNKNOWN
    return covered


def _partners(graph: _Graph, chosen: Ids) -> Ids:
    partner_of = np.full(graph.people, UNKNOWN, dtype=np.intp)
    partner_of[graph.one[chosen]] = graph.other[chosen]
    partner_of[graph.other[chosen]] = graph.one[chosen]
    return partner_of
