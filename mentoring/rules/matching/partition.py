"""Peer groups exactly: list every group the rules allow, and let integer programming choose among them.

This is the set-partitioning model (Balas & Padberg 1976): a column for each possible group, and each person in at most
one. Its strength is that everything hard about a group (its common window, each of its pairs) was settled when the
group was listed, so the linear relaxation is very nearly whole.

Long lists are handled by price. The relaxation is solved on a few columns; its duals price the rest, those that promise
more join, and when none does, its value bounds every choice there is. A column whose price keeps it further from that
bound than what we already hold cannot be in a better choice and is dropped for good (reduced-cost fixing), so
branching meets few columns, and what it finds is proven.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from mentoring.rules.matching.peers import Peers, Weeks, share_a_window
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids

MOST_GROUPS = 250_000
"""Longer lists are left to the search."""
FEW = 500
"""How many columns branching meets at first, the most promising ones: enough for a good choice, and often for the best."""
MANY_ENOUGH = 1_000
"""How many it may meet to cover more people: covering has too many equals to be settled by branching."""
MOST_IN_A_PIECE = 6_000
"""How many of the strongest groups are looked at where only a better choice is sought, and no proof."""
MOST_BRANCHED = 3_500
"""How many it may meet to prove that nothing is better."""
MOST_WORK = 500_000
"""Columns times people times branches before we stop, short of a proof; a count, so that every machine stops at the same."""
MOST_TRIES = 3
"""How many floors we try to keep."""
JOINING = 2_000
TOLERANCE = 1e-6
SOLVED, INFEASIBLE = 0, 2
"""What SciPy's milp calls them."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Possible groups, and what covering people is for."""

    members: Ids
    """Padded with UNKNOWN."""
    score: Integers
    """The average of the pairs."""
    claims: Integers
    """What a group adds to each aim of covering, the most important aim first."""
    claims_of: Integers
    """What each person adds."""

    @property
    def points(self) -> Integers:
        """The score once for each member."""
        size: Integers = (self.members != UNKNOWN).sum(axis=1)
        return self.score * size

    @property
    def cover(self) -> Integers:
        """All claims as one integer in which each outweighs all that come after it."""
        return self.weighed(self.claims)

    def weighed(self, claims: Integers) -> Integers:
        """Claims of groups or of people as one integer each."""
        people, aims = self.claims_of.shape
        weighed: Integers = claims @ (people + 1) ** np.arange(aims - 1, -1, -1, dtype=np.int64)
        return weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The chosen groups, and what is proven of them."""

    groups: list[Ids]
    bound: int
    """What the total of no choice that covers as much, with as strong a weakest group, exceeds."""
    worst_bound: int
    """What the weakest group of no choice that covers as much exceeds."""
    most_covered: bool
    """No choice covers more."""


def possible_groups(
    peers: Peers, sizes: list[int], together: list[tuple[int, int]], *, sparing: int | None = None
) -> Columns | None:
    """Every allowed group of these sizes, or None when there are too many to list. `together` people come as one.

    To be covered are: people whom a lock holds, most people, then, with as few groups of the size `sparing` as can be, most
    of those who waited.
    """
    found = []
    groups, weeks = np.arange(peers.waited.size)[:, None], peers.weeks
    for size in range(2, max(sizes, default=0) + 1):
        grown = _grown(peers, groups, weeks)
        if grown is None:
            return None
        groups, weeks = grown
        if size in sizes:
            kept = np.ones(len(groups), dtype=bool)
            for one, other in together:
                kept &= (groups == one).any(axis=1) == (groups == other).any(axis=1)
            found.append(np.pad(groups[kept], ((0, 0), (0, max(sizes) - size)), constant_values=UNKNOWN))
    members = np.concatenate(found) if found else np.empty((0, 1), dtype=np.intp)
    score = _scores(peers, members)
    # Strongest first, which settles all later ties in favour of strong groups.
    order = np.argsort(-score, kind="stable")
    members = members[order]
    spared = -((members != UNKNOWN).sum(axis=1) == sparing).astype(np.int64)
    settled, waited = peers.settled.astype(np.int64), peers.waited.astype(np.int64)
    claims_of = np.column_stack([settled, np.ones_like(settled), np.zeros_like(settled), waited])
    claims = np.column_stack([_gathered(claim, members) for claim in claims_of.T])
    claims[:, 2] = spared
    return Columns(members=members, score=score[order], claims=claims, claims_of=claims_of)


def _grown(peers: Peers, groups: Ids, weeks: Weeks) -> tuple[Ids, Weeks] | None:
    """Each group with each later person whom every member may meet, where a common window is left."""
    allowed = peers.scores > 0
    welcome = allowed[groups[:, 0]]
    for seat in range(1, groups.shape[1]):
        welcome &= allowed[groups[:, seat]]
    welcome &= np.arange(allowed.shape[0]) > groups[:, -1:]
    if np.count_nonzero(welcome) > 2 * MOST_GROUPS:
        return None
    group, person = np.nonzero(welcome)
    left = weeks[group] & peers.weeks[person]
    meets = share_a_window(left)
    if meets.sum() > MOST_GROUPS:
        return None
    return np.column_stack([groups[group[meets]], person[meets]]), left[meets]


def _scores(peers: Peers, members: Ids) -> Integers:
    scores = np.pad(peers.scores.astype(np.int64), ((0, 1), (0, 1)))
    total = np.zeros(len(members), dtype=np.int64)
    for seat in range(1, members.shape[1]):
        for earlier in range(seat):
            total += scores[members[:, earlier], members[:, seat]]
    size = (members != UNKNOWN).sum(axis=1)
    average: Integers = 2 * total // np.maximum(size * (size - 1), 1)
    return average


def _gathered(by_person: NDArray[np.int64], members: Ids) -> Integers:
    total: Integers = np.append(by_person, 0)[members].sum(axis=1)
    return total


def best_partition(columns: Columns, held: Ids, *, everybody: bool = False) -> Partition | None:
    """Cover most; then make the weakest group as strong as can be; then the total as high. Each only among equals.

    `held` are the numbers of columns that do not overlap, to start from. None if `everybody` is to be covered and we find
    no way to.
    """
    cover, by_person = columns.cover, columns.weighed(columns.claims_of)
    most = _most_seated(columns, by_person)
    if cover[held].sum() < most:
        covering = _best(_model(columns, np.arange(cover.size), cover), held[:0], branched=(FEW, MANY_ENOUGH))
        most = min(most, covering.bound)
        held = covering.chosen if cover[covering.chosen].sum() > cover[held].sum() else held
    if everybody and cover[held].sum() < by_person.sum():
        return None
    strongest = _strongest(columns, held)
    return Partition(
        groups=[row[row != UNKNOWN] for row in columns.members[strongest.chosen]],
        bound=strongest.bound,
        worst_bound=strongest.worst_bound,
        most_covered=int(cover[held].sum()) == most,
    )


def _most_seated(columns: Columns, by_person: Integers) -> int:
    """What can be covered at most if people were all that counts: as many as the sizes have seats for, dearest first."""
    worth = np.sort(by_person[_anywhere(columns.members, by_person.size)])[::-1]
    sizes = np.unique((columns.members != UNKNOWN).sum(axis=1))
    reachable = np.zeros(worth.size + 1, dtype=bool)
    reachable[0] = True
    for seats in range(1, worth.size + 1):
        reachable[seats] = reachable[seats - sizes[sizes <= seats]].any()
    return int(worth[: np.flatnonzero(reachable)[-1]].sum())


def _anywhere(members: Ids, people: int) -> Flags:
    """Who is in any of these groups."""
    flags = np.zeros(people + 1, dtype=bool)
    flags[members] = True
    return flags[:-1]


def best_choice(columns: Columns, floor: int) -> Ids:
    """The groups of highest total, none below `floor`, that seat everybody; empty where none were found among the strongest."""
    among = np.flatnonzero(columns.score[:MOST_IN_A_PIECE] >= floor)
    best = _best(_model(columns, among, columns.points, columns.claims_of.sum(axis=0)), among[:0], branched=(FEW,))
    chosen: Ids = among[best.chosen]
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Numbers of columns, none where nothing was found, with what no choice exceeds."""

    chosen: Ids
    bound: int
    worst_bound: int = 0
    impossible: bool = False
    """There is proof that no choice does what was asked."""


def _strongest(columns: Columns, held: Ids) -> _Choice:
    """Groups that cover as much as `held`, whose weakest is as strong and whose total is then as high as we can make it."""
    needed = columns.claims[held].sum(axis=0)
    if not held.size:
        return _Choice(chosen=held, bound=0)
    floors = np.unique(columns.score[columns.score >= columns.score[held].min()])
    ceiling, start = _relaxed_ceiling(columns, needed, floors)
    low, high, proven_high, best = 0, ceiling, ceiling, None
    for attempt in range(MOST_TRIES):
        if best is not None and low >= high:
            break
        # The ceiling itself first: it is the most likely of all.
        middle = high if attempt == 0 or low >= high else (low + high + 1) // 2
        among = np.flatnonzero(columns.score >= floors[middle])
        model = _model(columns, among, columns.points, needed)
        found = _best(model, np.searchsorted(among, held if middle == 0 else start[np.isin(start, among)]))
        if found.chosen.size:
            best = replace(found, chosen=among[found.chosen])
            low = int(np.searchsorted(floors, columns.score[best.chosen].min()))
        else:
            high = max(middle - 1, 0)
            proven_high = high if found.impossible else proven_high
    if best is None:
        best = _Choice(chosen=held, bound=int(columns.points.max()) * len(columns.claims_of))
    return replace(best, worst_bound=int(floors[proven_high]))


def _relaxed_ceiling(columns: Columns, needed: Integers, floors: Integers) -> tuple[int, Ids]:
    """Which of the floors is the highest at which the relaxation still covers what is needed, and the columns it uses."""
    cover, people = columns.cover, len(columns.claims_of)
    best_of = np.zeros(people + 1, dtype=np.int64)
    np.maximum.at(best_of, columns.members, columns.score[:, None])
    high = floors.size - 1
    if needed[1] == (best_of[:-1] > 0).sum():
        high = int(np.searchsorted(floors, best_of[:-1][best_of[:-1] > 0].min()))
    low, middle, start = 0, high, np.empty(0, dtype=np.intp)
    while low < high:
        among = np.flatnonzero(columns.score >= floors[middle])
        relaxed = _priced(_model(columns, among, cover), start[:0])
        if relaxed is not None and relaxed.bound >= columns.weighed(needed):
            low, start = middle, among[relaxed.active]
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return low, start


def _best(model: "_Model", start: Ids, branched: Sequence[int] = (FEW, MOST_BRANCHED)) -> _Choice:
    """The most valuable choice that covers enough; `start` are columns that can, if only in parts.

    Branching meets at most so many columns, first and then.
    """
    nothing = np.empty(0, dtype=np.intp)
    relaxed = _priced(model, start)
    if relaxed is None:
        return _Choice(chosen=nothing, bound=0, impossible=True)
    chosen, seen, complete = nothing, 0, False
    for most in branched:
        close = _close_enough(model, relaxed, chosen)
        if close.size > seen:
            seen = min(close.size, most)
            better, complete = _branch(model, close[:seen])
            chosen = max(chosen, better, key=lambda choice: int(model.value[choice].sum()))
        if complete and seen >= _close_enough(model, relaxed, chosen).size:
            value = int(model.value[chosen].sum())
            return _Choice(chosen=chosen, bound=value, impossible=not chosen.size and model.needed is not None)
    return _Choice(chosen=chosen, bound=relaxed.bound)


def _close_enough(model: "_Model", relaxed: "_Relaxed", chosen: Ids) -> Ids:
    """The columns that could be in a better choice than this one, or in any if it is empty, most promising first."""
    # One point more, since the bound was rounded down.
    distance = relaxed.bound - int(model.value[chosen].sum()) + 1 if chosen.size else np.inf
    kept = np.flatnonzero(relaxed.reduced >= -distance)
    return kept[np.argsort(-np.round(relaxed.reduced[kept], 3), kind="stable")]


def _branch(model: "_Model", kept: Ids) -> tuple[Ids, bool]:
    """The best choice of whole groups among these that branching finds, and whether it looked everywhere."""
    if not kept.size:
        return kept, True
    demands = [LinearConstraint(model.people_in(kept), model.least, 1)]
    if model.needed is not None:
        demands.append(LinearConstraint(model.claims[kept].T, model.needed, model.needed))
    solved = milp(
        -model.value[kept],
        constraints=demands,
        bounds=Bounds(0, 1),
        integrality=1,
        options={"mip_rel_gap": 0, "node_limit": MOST_WORK // (kept.size * model.people) + 1},
    )
    return kept[solved.x > 0.5] if solved.x is not None else kept[:0], solved.status in {SOLVED, INFEASIBLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Each person in at most one group, and all claims met; highest value."""

    members: Ids
    value: Integers
    claims: Integers
    needed: Integers | None
    """What a choice must add to each aim, no more and no less: more there never is. None where that is the question."""
    least: NDArray[np.float64]
    """1 for whoever must be in a group, since everybody must who is in any."""

    @property
    def people(self) -> int:
        return self.least.size

    def people_in(self, some: Ids) -> csr_array:
        """People by these groups: 1 where somebody is a member."""
        column, seat = np.nonzero(self.members[some] != UNKNOWN)
        at = (self.members[some][column, seat], column)
        return csr_array((np.ones(column.size), at), shape=(self.people, some.size))


def _model(columns: Columns, among: Ids, value: Integers, needed: Integers | None = None) -> _Model:
    """The choice among these columns."""
    anywhere = _anywhere(columns.members[among], len(columns.claims_of))
    return _Model(
        members=columns.members[among],
        value=value[among],
        claims=columns.claims[among],
        needed=needed,
        least=(anywhere & (needed is not None and needed[1] == anywhere.sum())).astype(float),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relaxed:
    """What each column is worth beyond its price, the bound those prices prove, and the columns it was found on."""

    reduced: NDArray[np.float64]
    bound: int
    active: Ids


def _priced(model: _Model, start: Ids) -> _Relaxed | None:
    """The relaxation, by column generation; None where it cannot cover enough.

    The bound is weak duality, so it holds however exact the solver was.
    """
    size = (model.members != UNKNOWN).sum(axis=1)
    active = np.union1d(np.argsort(-model.value / size, kind="stable")[:JOINING], start)
    needed = np.zeros(0) if model.needed is None else model.needed
    while True:
        claims = model.claims[active].T[: needed.size]
        relaxed = linprog(
            -model.value[active],
            A_ub=model.people_in(active),
            b_ub=np.ones(model.people),
            A_eq=claims if needed.size else None,
            b_eq=needed if needed.size else None,
            method="highs",
        )
        if relaxed.x is None and active.size == model.value.size:
            return None
        if relaxed.x is None:
            active = np.arange(model.value.size)
            continue
        price, earned = np.maximum(-relaxed.ineqlin.marginals, 0), -relaxed.eqlin.marginals
        reduced = model.value - model.claims[:, : needed.size] @ earned - np.append(price, 0)[model.members].sum(axis=1)
        slack = float(reduced.max())
        promising = np.setdiff1d(np.nonzero(reduced > TOLERANCE * model.value.max())[0], active)
        if not promising.size:
            bound = price.sum() + earned @ needed + max(slack, 0) * model.people
            return _Relaxed(
                reduced=reduced, bound=int(np.floor(bound + TOLERANCE)), active=active[relaxed.x > TOLERANCE]
            )
        best = promising[np.argsort(-reduced[promising], kind="stable")[:JOINING]]
        active = np.concatenate([active, best])
