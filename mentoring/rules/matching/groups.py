"""A round of peer groups: the pool in, balanced groups out, with reasons and either a proof or an honest bound."""

from collections.abc import Iterable, Mapping

import numpy as np

from mentoring.rules.matching.discretion import as_if_available
from mentoring.rules.matching.explanation import explain_unmatched
from mentoring.rules.matching.group_search import mended, search_groups
from mentoring.rules.matching.neighbourhoods import rearranged
from mentoring.rules.matching.pairing import best_pairing
from mentoring.rules.matching.partition import best_partition, possible_groups
from mentoring.rules.matching.peers import (
    Formed,
    Peers,
    Unit,
    among_peers,
    kept_locks,
    locked_pairs,
    objective_of,
    peers_of,
    proposed,
    settled,
    share_a_window,
)
from mentoring.rules.matching.population import Ids, Scores, populate
from mentoring.rules.matching.rules import unchecked
from mentoring.rules.matching.score import scoring
from mentoring.rules.matching.values import Candidate, Certificate, Role, Round, Rules, Weights

SHAKES_OF_ALL = 2_000
"""Shakes of the search times people: a large pool takes longer to climb."""
MOST_PIECES = 45
"""How many pieces of a pool too large to be solved as a whole are solved exactly,"""
PEOPLE_A_PIECE = 8
"""and one for so many people in a smaller one."""


def solve_groups(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
) -> Round:
    """The best round of peer groups under these rules: proven for a small pool, otherwise with the bound shown.

    Every candidate is a peer. In a group every pair is allowed, and all share a window of `overlap_minutes`. A group
    scores the average of its pairs, each seen from both sides. Sizes differ by at most one as long as that leaves nobody out who could be
    placed otherwise. The same people, rules and seed give the same round. Raises ValueError for two candidates with one
    id, and for a group size below 2 or upside down.
    """
    fewest, most = rules.group_size
    if not 2 <= fewest <= most:
        raise ValueError(f"A peer group cannot have {fewest} to {most} people.")
    rules = among_peers(rules)
    pool = populate(candidates, managers or {}, seed, peers=True)
    by = scoring(pool, weights, peers=True)
    peers = peers_of(by, rules)
    together, refused = kept_locks(pool, rules, peers, most)
    peers = settled(peers, together)
    formed = _form(peers, together, rules.group_size, seed)
    proposals = proposed(by, peers, formed.groups, together)
    everybody = np.arange(len(pool.people))
    left = np.setdiff1d(everybody, np.concatenate([*formed.groups, np.empty(0, dtype=np.intp)]))
    objective = objective_of(pool, proposals)
    return Round(
        proposals=proposals,
        unmatched=tuple(
            sorted(
                explain_unmatched(*as_if_available(pool, rules), Role.PEER, left.astype(np.intp), everybody),
                key=lambda person: person.id,
            )
        ),
        unchecked=unchecked(pool, rules),
        refused_locks=refused,
        objective=objective,
        certificate=Certificate(
            method=formed.method,
            value=objective.total,
            bound=formed.bound,
            gap=formed.bound - objective.total,
            worst_bound=formed.worst_bound,
            proven=formed.most_covered and formed.worst_bound == objective.worst and formed.bound == objective.total,
        ),
    )


def balanced_sizes(people: int, fewest: int, most: int) -> list[int]:
    """The sizes of groups that seat as many people as sizes allow, differ by at most one, and are neither small nor large.

    8 people in groups of 3 to 5 make two groups of 4; 7 in groups of 5 make one, and two people stay.
    """
    for seated in range(people, 0, -1):
        counts = range(-(-seated // most), seated // fewest + 1)
        if counts:
            groups = min(counts, key=lambda count: (abs(2 * seated - count * (fewest + most)), count))
            return [seated // groups + (number < seated % groups) for number in range(groups)]
    return []


def _form(peers: Peers, together: list[Unit], limits: tuple[int, int], seed: int) -> Formed:
    """Begin with pairs of pairs and swap people; then, if all possible groups can be listed, choose among them and prove it."""
    people = peers.waited.size
    sizes = balanced_sizes(people, *limits)
    if not sizes:
        return Formed(groups=[], method="set_partition", bound=0, worst_bound=0, most_covered=True)
    start = search_groups(peers, _first_seating(peers, sizes, together), len(sizes), seed, shakes=0)
    found = mended(peers, start, len(sizes), limits)
    lonely = ((peers.scores > 0).sum(axis=1) < limits[0] - 1).any()
    if not lonely and sum(sizes) == people:
        balanced = _partition(peers, together, sorted(set(sizes)), found, everybody=True)
        if balanced is not None:
            return balanced
    exact = _partition(peers, together, list(range(limits[0], limits[1] + 1)), found)
    return exact or _searched(peers, start, len(sizes), limits, seed)


def _partition(
    peers: Peers, together: list[Unit], sizes: list[int], found: list[Ids], *, everybody: bool = False
) -> Formed | None:
    """The best choice among all possible groups of these sizes, or None when they are too many or leave somebody out."""
    columns = possible_groups(peers, sizes, locked_pairs(together))
    if columns is None:
        return None
    number = {tuple(row[row >= 0]): index for index, row in enumerate(columns.members)}
    held = [number[key] for members in found if (key := tuple(np.sort(members))) in number]
    best = best_partition(columns, np.array(held, dtype=np.intp), everybody=everybody)
    return (
        None
        if best is None
        else Formed(
            groups=best.groups,
            method="set_partition",
            bound=best.bound,
            worst_bound=best.worst_bound,
            most_covered=best.most_covered,
        )
    )


def _searched(peers: Peers, start: Ids, groups: int, limits: tuple[int, int], seed: int) -> Formed:
    """What the search finds, with a total no round can exceed: everybody beside those who fit them best."""
    place = search_groups(peers, start, groups, seed, shakes=SHAKES_OF_ALL // peers.waited.size)
    pieces = min(peers.waited.size // PEOPLE_A_PIECE, MOST_PIECES)
    found = rearranged(peers, mended(peers, place, groups, limits), pieces, seed)
    ordered = np.sort(peers.scores.astype(np.int64), axis=1)[:, ::-1]
    fewest = limits[0]
    return Formed(
        groups=found,
        method="local_search",
        bound=int(ordered[:, : fewest - 1].sum()) // (fewest - 1),
        worst_bound=int(peers.scores.max(initial=0)),
        most_covered=sum(map(len, found)) == peers.waited.size,
    )


def _first_seating(peers: Peers, sizes: list[int], together: list[Unit]) -> Ids:
    """Each person's group to begin with: locked people where there is room for them all, then pairs of pairs and pairs
    that fit each other best, then the others in turn."""
    room = list(sizes)
    place = np.full(peers.waited.size, len(sizes), dtype=np.intp)
    by_fit = [*sorted(together, key=len, reverse=True), *_fitting_units(peers)]
    for unit in [*by_fit, *([person] for person in range(place.size))]:
        group = max(range(len(room)), key=room.__getitem__)
        if room[group] >= len(unit) and (place[unit] == len(sizes)).all():
            place[unit] = group
            room[group] -= len(unit)
    return place


def _fitting_units(peers: Peers) -> list[Unit]:
    """The best pairs of the best pairs of those who are free, and then the pairs."""
    free = np.flatnonzero(~peers.settled)
    paired = best_pairing(peers.scores[np.ix_(free, free)], peers.waited[free]).partner_of
    one = np.flatnonzero(paired > np.arange(free.size))
    one, other = free[one], free[paired[one]]
    fours = best_pairing(_scores_of_fours(peers, one, other), peers.waited[one] | peers.waited[other]).partner_of
    pairs = np.array([one, other]).T.tolist()
    return [*(pairs[i] + pairs[j] for i, j in enumerate(fours) if i < j), *pairs]


def _scores_of_fours(peers: Peers, one: Ids, other: Ids) -> Scores:
    """What each pair would make of each other pair: the score of the four, 0 where the rules forbid it."""
    across = [peers.scores[np.ix_(mine, theirs)].astype(np.int32) for mine in (one, other) for theirs in (one, other)]
    within = peers.scores[one, other].astype(np.int32)
    weeks = peers.weeks[one] & peers.weeks[other]
    allowed = np.array([share_a_window(weeks & week) for week in weeks], dtype=bool).reshape(one.size, one.size)
    for table in across:
        allowed &= table > 0
    fours: Scores = np.where(allowed, (sum(across) + within[:, None] + within) // 6, 0).astype(np.uint16)
    return fours
