"""The best pairs among equals, who may all meet one another: a matching in a general graph, and the proof that it is best.

Best means, each only among the equals of the one before: most people paired; most who waited; the weakest pair as strong
as can be; the highest total.

**The relaxation.** Let everybody be two people, one who asks and one who answers. Then pairing is assignment, which
`bottleneck` and `prices` solve exactly among all pairs there are. Its solutions are pairs, and rings in which everybody
asks the next; a ring of even length falls into pairs, and only an odd one is half a pair short (Balinski 1965). So the
relaxation bounds every pairing from above, and is very nearly one.

**The rounding.** Where many pairs are worth just their two prices, everybody may find a partner among these, and no
pairing is worth more. Otherwise prices have to move a little around the odd rings. So we give every price some leeway,
keep the few pairs a person that could be worth their prices then, and solve the linear programme of matching on these
(`odd_sets`); in it, somebody may also be left out, or be asked for twice, at the price at the far end of their leeway. If
nobody is, the prices it ends with prove the pairing among all pairs there are: a pair we did not keep is not worth its
two prices wherever they moved. Otherwise prices that came to an end get twice the leeway, and we solve again (the boxstep
method: Marsten, Hogan & Blankenship 1975). To go from the relaxation to a proof by pricing the few pairs of a dense graph
that matter is due to Applegate & Cook (1993).

**Who sits out.** Where not everybody can be paired, an odd number being the usual cause, as many *jokers* join as must sit
out. A joker pairs with anybody at the top score, so everybody is paired again and no bonus for covering people, larger
than all points, blurs the bound.

Where all this does not settle the question, a pool with few enough pairs is solved aim by aim on all of them: whom to cover
and how strong the weakest pair can be by `blossom`, the total by the linear programme with all the branching it takes.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import LinearConstraint

from mentoring.rules.matching.blossom import covering
from mentoring.rules.matching.bottleneck import Cover, most_covered, strongest_floor
from mentoring.rules.matching.odd_sets import (
    WHOLE,
    Graph,
    Numbers,
    Priced,
    broken,
    heaviest,
    odd_rings,
    priced,
    violated,
)
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.prices import Market, Optimum, market, near, optimum
from mentoring.rules.matching.sampling import promising, thinned

FIRST_LEEWAY = 8.0
"""How many points a person's price may move at first; a pair that is short of its prices by more is not looked at."""
WIDER = 2.0
"""How many times as many they may where that is not enough."""
MOST_SURVIVORS = 64
"""Pairs a person; where more survive, the relaxation is too far from any pairing."""
FEW_EQUALS = 8
"""So many of each person's equally good pairs are enough to pair everybody by."""
MOST_LISTED = 20_000
"""Up to so many pairs are solved aim by aim when the relaxation does not settle it."""
BLOCK = 512


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
    price: Numbers | None = None
    """Of each person, NaN for somebody who may meet nobody: no pair at or above the floor is worth more than its two. None
    where the pairs were found without."""


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
    if found.price is None:
        return replace(found, partner_of=partner_of)
    price = np.full(able.size, np.nan)
    price[people] = found.price
    return replace(found, partner_of=partner_of, price=price)


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
    rounded = _rounded(on, relaxed)
    if rounded is None:
        return None
    partner_of, bound = rounded
    total = int(table[np.arange(len(table)), partner_of].sum()) // 2
    return Pairing(
        partner_of=np.where(partner_of < people, partner_of, UNKNOWN)[:people],
        floor=strong.floor,
        total=total - len(jokers) * top,
        bound=bound - len(jokers) * top,
        most_covered=True,
        price=_price(on, relaxed)[:people],
    )


def _price(on: Market, relaxed: Optimum) -> Numbers:
    """What each person costs: the average of what they cost as one who asks and as one who answers."""
    price: Numbers = (relaxed.row_price - on.row_bonus + relaxed.place_price) / 2
    return price


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


def _rounded(on: Market, relaxed: Optimum) -> tuple[Ids, int] | None:
    """Everybody's partner near the relaxation, if everybody can have one, and what no such pairing is worth more than."""
    about = _price(on, relaxed)
    return _at_these_prices(on, about) or _near_these_prices(on, about, odd_rings(relaxed.kind_of))


def _at_these_prices(on: Market, price: Numbers) -> tuple[Ids, int] | None:
    """A pairing of everybody in pairs worth just their prices, which none can exceed; where many are, there is one."""
    graph, _ = _survivors(on, price)
    if graph.one.size < graph.people:
        return None
    partner_of = np.array(covering(graph.neighbours(), [0] * graph.people))
    return None if (partner_of == UNKNOWN).any() else (partner_of, int(price.sum()))


def _near_these_prices(on: Market, about: Numbers, odd_sets: list[Ids]) -> tuple[Ids, int] | None:
    """The best pairing of everybody, letting prices move as far as it takes; `odd_sets` met on the way are added."""
    settled = _settled(on, about, odd_sets)
    if settled is None:
        return None
    graph, found = settled
    bound = int(np.floor(found.bound + WHOLE))
    if not broken(found.share).any():
        return _partners(graph, np.flatnonzero(found.share > 0.5)), bound
    chosen = heaviest(graph, [LinearConstraint(graph.of_person(), 1, 1)], odd_sets)
    if chosen is not None and graph.worth(chosen) < bound:
        # In a better one, no pair is short of its prices by more than what is between the two.
        graph, complete = _survivors(on, found.price - (bound - graph.worth(chosen)) / 2)
        chosen = heaviest(graph, [LinearConstraint(graph.of_person(), 1, 1)], odd_sets)
        bound = graph.worth(chosen) if complete and chosen is not None else bound
    return None if chosen is None else (_partners(graph, chosen), bound)


def _settled(on: Market, about: Numbers, odd_sets: list[Ids]) -> tuple[Graph, Priced] | None:
    """Prices with which nobody wants to be left out, and the pairs they were found on; None where there are none near enough."""
    leeway = np.full(about.size, FIRST_LEEWAY)
    while leeway.max() < 4 * int(on.scores.max()) + FIRST_LEEWAY:
        graph, complete = _survivors(on, about - leeway)
        if not complete:
            return None
        found = priced(graph, about, leeway, odd_sets)
        further = violated(graph, found.share)
        if not further and not found.unsettled:
            return graph, found
        odd_sets += further
        leeway[np.abs(found.price - about) > leeway - WHOLE] *= WIDER
    return None


def _survivors(on: Market, lowest: Numbers) -> tuple[Graph, bool]:
    """The pairs worth at least what their two people pay at the lowest, and whether these are all of them, not some of too many."""
    people, low = len(on.scores), np.floor(lowest).astype(np.int64)
    found: list[Ids] = []
    count, complete = 0, True
    for pairs, _ in near(on, on.row_bonus + low, low, 0):
        one, other = np.divmod(pairs, people)
        mine = pairs[on.scores[one, other] >= lowest[one] + lowest[other]]
        count += mine.size
        if complete and count > MOST_SURVIVORS * people:
            found, complete = [thinned(each, people, FEW_EQUALS) for each in found], False
        found.append(mine if complete else thinned(mine, people, FEW_EQUALS))
    one, other = np.divmod(np.concatenate(found), people)
    one, other = np.divmod(np.unique(np.minimum(one, other) * people + np.maximum(one, other)), people)
    return Graph(people=people, one=one, other=other, value=on.scores[one, other].astype(np.int64)), complete


def _by_stages(scores: Scores, waited: Flags) -> Pairing:
    """One aim after the other on all pairs or, where these are too many, without proof on the promising ones."""
    one, other = np.divmod(promising(scores), len(scores))
    count = np.count_nonzero(scores) // 2
    if count <= MOST_LISTED:
        one, other = np.nonzero(scores)
    kept = one < other
    graph = Graph(people=len(scores), one=one[kept], other=other[kept], value=scores[one, other][kept].astype(np.int64))
    floor, covered = _strongest_floor(graph, waited)
    strong = graph.among(graph.value >= floor)
    both = waited[strong.one].astype(float) + waited[strong.other]
    demands = [
        LinearConstraint(strong.of_person(), 0, 1),
        LinearConstraint(np.ones((1, both.size)), covered.sum() / 2, covered.sum() / 2),
        LinearConstraint(both[None, :], (covered & waited).sum(), (covered & waited).sum()),
    ]
    chosen = heaviest(strong, demands)
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


def _strongest_floor(graph: Graph, waited: Flags) -> tuple[int, Flags]:
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


def _covered(graph: Graph, waited: Flags) -> Flags:
    covered: Flags = np.array(covering(graph.neighbours(), waited.tolist())) != UNKNOWN
    return covered


def _partners(graph: Graph, chosen: Ids) -> Ids:
    partner_of = np.full(graph.people, UNKNOWN, dtype=np.intp)
    partner_of[graph.one[chosen]] = graph.other[chosen]
    partner_of[graph.other[chosen]] = graph.one[chosen]
    return partner_of
