"""A round of peer groups: the pool in, balanced groups out, with reasons and either a proof or an honest bound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from mentoring.rules.matching.explanation import explain_unmatched
from mentoring.rules.matching.group_search import mended, search_groups
from mentoring.rules.matching.partition import best_partition, possible_groups
from mentoring.rules.matching.peers import (
    Peers,
    among_peers,
    kept_locks,
    locked_pairs,
    objective_of,
    peers_of,
    proposed,
)
from mentoring.rules.matching.population import Ids, populate
from mentoring.rules.matching.rules import unchecked
from mentoring.rules.matching.score import scoring
from mentoring.rules.matching.values import Candidate, Certificate, Role, Round, Rules, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formed:
    """Groups of positions, how they were found, and what is proven of them."""

    groups: list[Ids]
    method: str
    bound: int
    worst_bound: int
    most_covered: bool


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
    peers = replace(
        peers, settled=np.isin(np.arange(len(pool.people)), [person for unit in together for person in unit])
    )
    formed = _form(peers, together, rules.group_size, seed)
    proposals = proposed(by, peers, formed.groups, together)
    everybody = np.arange(len(pool.people))
    left = np.setdiff1d(everybody, np.concatenate([*formed.groups, np.empty(0, dtype=np.intp)]))
    objective = objective_of(pool, proposals)
    return Round(
        proposals=proposals,
        unmatched=tuple(
            sorted(
                explain_unmatched(pool, rules, Role.PEER, left.astype(np.intp), everybody), key=lambda person: person.id
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


def _form(peers: Peers, together: list[list[int]], limits: tuple[int, int], seed: int) -> _Formed:
    """Search first; then, if all possible groups can be listed, choose among them and prove it."""
    people = peers.waited.size
    sizes = balanced_sizes(people, *limits)
    if not sizes:
        return _Formed(groups=[], method="set_partition", bound=0, worst_bound=0, most_covered=True)
    place = search_groups(peers, _first_seating(people, sizes, together), len(sizes), seed)
    found = mended(peers, place, len(sizes), limits)
    lonely = ((peers.scores > 0).sum(axis=1) < limits[0] - 1).any()
    balanced = None if lonely or sum(sizes) < people else _partition(peers, together, sorted(set(sizes)), found)
    if balanced and sum(map(len, balanced.groups)) == people:
        return balanced
    every_size = list(range(limits[0], limits[1] + 1))
    exact = _partition(peers, together, every_size, found) or balanced
    return exact or _searched(peers, found, limits[0])


def _partition(peers: Peers, together: list[list[int]], sizes: list[int], found: list[Ids]) -> _Formed | None:
    """The best choice among all possible groups of these sizes, or None when they are too many."""
    people = peers.waited.size
    # Locked people first, then most people, then those who waited: each level outweighs all below it.
    cover = (people + 1) + peers.waited + peers.settled * (people + 1) ** 2
    columns = possible_groups(peers, sizes, locked_pairs(together), cover)
    if columns is None:
        return None
    number = {tuple(row[row >= 0]): index for index, row in enumerate(columns.members)}
    held = [number[key] for members in found if (key := tuple(np.sort(members))) in number]
    best = best_partition(columns, cover, np.array(held, dtype=np.intp))
    return _Formed(
        groups=best.groups,
        method="set_partition",
        bound=best.bound,
        worst_bound=best.worst_bound,
        most_covered=best.most_covered,
    )


def _searched(peers: Peers, found: list[Ids], fewest: int) -> _Formed:
    """What the search found, with a total no round can exceed: everybody beside those who fit them best."""
    ordered = np.sort(peers.scores.astype(np.int64), axis=1)[:, ::-1]
    return _Formed(
        groups=found,
        method="local_search",
        bound=int(ordered[:, : fewest - 1].sum()) // (fewest - 1),
        worst_bound=int(peers.scores.max(initial=0)),
        most_covered=sum(map(len, found)) == peers.waited.size,
    )


def _first_seating(people: int, sizes: list[int], together: list[list[int]]) -> Ids:
    """Each person's group to begin with: locked people where there is room for them all, the others in turn."""
    room = list(sizes)
    place = np.full(people, len(sizes), dtype=np.intp)
    for unit in sorted(together, key=len, reverse=True):
        group = max(range(len(room)), key=room.__getitem__)
        if room[group] >= len(unit):
            place[unit] = group
            room[group] -= len(unit)
    seats = [group for group, free in enumerate(room) for _ in range(free)]
    others = [
        person for person in range(people) if place[person] == len(sizes) and not any(person in u for u in together)
    ]
    for person, group in zip(others, seats, strict=False):
        place[person] = group
    return place
