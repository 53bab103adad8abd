"""Peer groups exactly: list every group the rules allow, and let integer programming choose among them.

This is the set-partitioning model (Balas & Padberg 1976): a column for each possible group, and each person in at most
one. Its strength is that everything hard about a group (its common window, each of its pairs) was settled when the
group was listed, so the linear relaxation is very nearly whole.

Long lists are handled by price. The relaxation is solved on a few columns; its duals price the rest, those that promise
more join, and when none does, its value bounds every choice there is. A column whose price keeps it further from that
bound than what we already hold cannot be in a better choice and is dropped for good (reduced-cost fixing), so
branching meets few columns, and what it finds is proven.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from mentoring.rules.matching.peers import Peers, Weeks, share_a_window
from mentoring.rules.matching.population import UNKNOWN, Ids

MOST_GROUPS = 60_000
"""Longer lists are left to the search."""
DIVED = 3_000
"""How many columns a dive may meet, the most promising first."""
MOST_BRANCHED = 1_500
"""How many columns branching may meet, the most promising first."""
QUICK = 20_000
"""Columns times people up to which branching is quick enough to prove that a floor cannot be kept."""
MOST_WORK = 200_000
"""Columns times people times branches before we stop, short of a proof; a count, so that every machine stops at the same."""
JOINING = 2_000
TOLERANCE = 1e-6
SOLVED, INFEASIBLE = 0, 2
"""What SciPy's milp calls them."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Possible groups: members padded with UNKNOWN, the average score, and the worth of the people covered."""

    members: Ids
    score: Integers
    cover: Integers

    @property
    def points(self) -> Integers:
        """The score once for each member."""
        size: Integers = (self.members != UNKNOWN).sum(axis=1)
        return self.score * size


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


def possible_groups(peers: Peers, sizes: list[int], together: list[tuple[int, int]], cover: Integers) -> Columns | None:
    """Every allowed group of these sizes, or None when there are too many to list. `together` people come as one."""
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
    return Columns(members=members, score=score[order], cover=_gathered(cover, members))


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


def best_partition(columns: Columns, cover: Integers, held: Ids) -> Partition:
    """Cover most; then make the weakest group as strong as can be; then the total as high. Each only among equals.

    `cover` is what covering each person is worth; `held` are the numbers of columns that do not overlap, to start from.
    """
    people, somewhere = cover.size, np.unique(columns.members[columns.members != UNKNOWN])
    covered_at_best = int(cover[somewhere].sum())
    if columns.cover[held].sum() < covered_at_best:
        most = _choose(
            columns, np.arange(len(columns.cover)), columns.cover, people, least=int(columns.cover[held].sum())
        )
        held, covered_at_best = (most.chosen if most.chosen.size else held), most.bound
    held, worst_bound = _strongest(columns, people, held)
    strong = np.nonzero(columns.score >= _weakest(columns, held))[0]
    best = _choose(columns, strong, columns.points, people, least=int(columns.points[held].sum()), covering=held)
    held = best.chosen if best.chosen.size else held
    return Partition(
        groups=[row[row != UNKNOWN] for row in columns.members[held]],
        bound=best.bound,
        worst_bound=worst_bound,
        most_covered=int(columns.cover[held].sum()) == covered_at_best,
    )


def _weakest(columns: Columns, chosen: Ids) -> int:
    return int(columns.score[chosen].min()) if chosen.size else 0


def _strongest(columns: Columns, people: int, held: Ids) -> tuple[Ids, int]:
    """Groups that cover as much as `held` and whose weakest is as strong as we can make it, with the proven ceiling."""
    cover = int(columns.cover[held].sum())
    floors = np.unique(columns.score[columns.score >= _weakest(columns, held)])
    low, high = 0, floors.size - 1
    ceiling = high
    while low < high:
        middle = (low + high + 1) // 2
        strong = np.nonzero(columns.score >= floors[middle])[0]
        trial = _choose(columns, strong, columns.cover, people, least=cover, thorough=False)
        if trial.chosen.size:
            held = trial.chosen
            low = int(np.searchsorted(floors, _weakest(columns, held)))
        else:
            high = middle - 1
            ceiling = high if trial.bound < cover else ceiling
    return held, int(floors[ceiling]) if held.size else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Numbers of columns (none where nothing was found that reaches what was asked for) and the bound on any choice."""

    chosen: Ids
    bound: int


def _choose(
    columns: Columns,
    among: Ids,
    value: Integers,
    people: int,
    *,
    least: int,
    covering: Ids | None = None,
    thorough: bool = True,
) -> _Choice:
    """The most valuable of these groups, worth at least `least` and covering as much as the groups `covering` do.

    Unless `thorough`, only a short list is branched on.
    """
    nothing = np.empty(0, dtype=np.intp)
    if not among.size:
        return _Choice(chosen=nothing, bound=0)
    model = _Model(
        members=columns.members[among],
        value=value[among],
        cover=columns.cover[among],
        least_cover=0 if covering is None else int(columns.cover[covering].sum()),
        people=people,
    )
    start = nothing if covering is None else np.searchsorted(among, covering)
    reduced, bound = _priced(model, start)
    if bound < least:
        return _Choice(chosen=nothing, bound=bound)
    chosen = _dive(model, _promising(reduced, least - bound)[:DIVED])
    worth = int(model.value[chosen].sum())
    if worth < bound:
        # Only columns that could still better what the dive found.
        kept = _promising(reduced, max(worth, least) - bound)
        few = kept[: MOST_BRANCHED if thorough or kept.size * people <= QUICK else 0]
        better, complete = _branch(model, few)
        if model.value[better].sum() > worth:
            chosen, worth = better, int(model.value[better].sum())
        if complete and few.size == kept.size:
            bound = max(worth, least - 1)
    return _Choice(chosen=among[chosen] if worth >= least else nothing, bound=bound)


def _promising(reduced: NDArray[np.float64], distance: int) -> Ids:
    """The columns that could be in a choice this close to the bound (which was rounded down), most promising first."""
    kept = np.nonzero(reduced >= distance - 1)[0]
    return kept[np.argsort(-np.round(reduced[kept], 3), kind="stable")]


def _dive(model: "_Model", open_columns: Ids) -> Ids:
    """A good choice, quickly: keep the groups the relaxation likes most, drop what they overlap, and relax again."""
    chosen = open_columns[:0]
    taken = np.zeros(model.people + 1, dtype=bool)
    while open_columns.size:
        rows, limits = model.constraints(open_columns)
        limits[-1] += model.cover[chosen].sum()
        relaxed = linprog(-model.value[open_columns], A_ub=rows, b_ub=limits, method="highs")
        if relaxed.x is None:
            return chosen[:0]
        liked = open_columns[relaxed.x >= min(1 - TOLERANCE, relaxed.x.max())]
        for column in liked if relaxed.x.max() > 1 - TOLERANCE else liked[:1]:
            chosen = np.append(chosen, column)
            taken[model.members[column]] = True
            taken[UNKNOWN] = False
        open_columns = open_columns[~taken[model.members[open_columns]].any(axis=1)]
    return chosen if model.cover[chosen].sum() >= model.least_cover else chosen[:0]


def _branch(model: "_Model", kept: Ids) -> tuple[Ids, bool]:
    """The best choice of whole groups among these that branching finds, and whether it looked everywhere."""
    if not kept.size:
        return kept, True
    rows, limits = model.constraints(kept)
    solved = milp(
        -model.value[kept],
        constraints=LinearConstraint(rows, -np.inf, limits),
        bounds=Bounds(0, 1),
        integrality=1,
        options={"mip_rel_gap": 0, "node_limit": MOST_WORK // (kept.size * model.people) + 1},
    )
    return kept[solved.x > 0.5] if solved.x is not None else kept[:0], solved.status in {SOLVED, INFEASIBLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Each person in at most one group, and enough covered; highest value."""

    members: Ids
    value: Integers
    cover: Integers
    least_cover: int
    people: int

    def constraints(self, some: Ids) -> tuple[csr_array, NDArray[np.float64]]:
        """One row for each person, and a last one for what must be covered: rows @ choice <= limits."""
        seats = self.members[some]
        column, seat = np.nonzero(seats != UNKNOWN)
        rows = np.concatenate([seats[column, seat], np.full(some.size, self.people)])
        places = np.concatenate([column, np.arange(some.size)])
        entries = np.concatenate([np.ones(column.size), -self.cover[some].astype(float)])
        matrix = csr_array((entries, (rows, places)), shape=(self.people + 1, some.size))
        return matrix, np.append(np.ones(self.people), -float(self.least_cover))

    def reduced(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each group is worth beyond the prices of its people, less what its cover earns."""
        people = np.append(price[:-1], 0)
        charged: NDArray[np.float64] = self.value + price[-1] * self.cover
        for seat in range(self.members.shape[1]):
            charged = charged - people[self.members[:, seat]]
        return charged


def _priced(model: _Model, start: Ids) -> tuple[NDArray[np.float64], int]:
    """What each column is worth beyond its price in the relaxation, and the bound those prices prove.

    The bound is weak duality, so it holds however exact the solver was.
    """
    hopeful = np.argsort(-model.value / model.cover, kind="stable")[:JOINING]
    active = np.union1d(hopeful, start)
    while True:
        rows, limits = model.constraints(active)
        relaxed = linprog(-model.value[active], A_ub=rows, b_ub=limits, method="highs")
        price = np.maximum(-relaxed.ineqlin.marginals, 0)
        reduced = model.reduced(price)
        slack = float(reduced.max())
        promising = np.setdiff1d(np.nonzero(reduced > TOLERANCE * model.value.max())[0], active)
        if not promising.size:
            bound = float(price @ limits) + max(slack, 0) * model.people
            return reduced, int(np.floor(bound + TOLERANCE))
        best = promising[np.argsort(-reduced[promising], kind="stable")[:JOINING]]
        active = np.concatenate([active, best])
