"""A round of peer pairs: the pool in, the best possible pairs out, and nobody left over who could make a pair three."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from mentoring.rules.matching.assignment import best_assignment
from mentoring.rules.matching.discretion import as_if_available
from mentoring.rules.matching.explanation import explain_unmatched
from mentoring.rules.matching.pairing import Pairing, best_pairing
from mentoring.rules.matching.partition import MOST_GROUPS, best_partition, possible_groups
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
from mentoring.rules.matching.population import UNKNOWN, Ids, Scores, populate
from mentoring.rules.matching.rules import unchecked
from mentoring.rules.matching.score import scoring
from mentoring.rules.matching.trios import pairs_and_trios
from mentoring.rules.matching.values import Candidate, Certificate, Role, Round, Rules, Weights

PAIR_OR_TRIO = (2, 3)


def solve_peer_pairs(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
) -> Round:
    """The best round of peer pairs under these rules; every candidate is a peer, and a lock keeps two together.

    Most people are matched; among equals, in as few trios as can be, most of those who waited; then the weakest match is as
    strong, and then the total as high as can be. With an even number who can all be paired this is proven. Where somebody
    is left over, `trios` chooses all pairs and trios together, with the proof; where that finds none (in a very large pool, with
    locks, or where no trio keeps the weakest match as strong as the pairs could be), whoever is left over joins the pair
    they fit best, and the bound is shown. A small pool is proven in any case. The same people, rules and seed give the same
    round. Raises ValueError for two candidates with one id.
    """
    rules = replace(among_peers(rules), group_size=PAIR_OR_TRIO)
    pool = populate(candidates, managers or {}, seed, peers=True)
    by = scoring(pool, weights, peers=True)
    peers = peers_of(by, rules)
    together, refused = kept_locks(pool, rules, peers, most=max(PAIR_OR_TRIO))
    peers = settled(peers, together)
    formed = _form(peers, together)
    proposals = proposed(by, peers, formed.groups, together)
    everybody = np.arange(len(pool.people))
    left = np.setdiff1d(everybody, np.concatenate([*formed.groups, everybody[:0]]))
    objective = objective_of(pool, proposals)
    return Round(
        proposals=proposals,
        unmatched=tuple(
            sorted(
                explain_unmatched(*as_if_available(pool, rules), Role.PEER, left, everybody),
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
            proven=formed.most_covered and (formed.worst_bound, formed.bound) == (objective.worst, objective.total),
        ),
    )


def _form(peers: Peers, together: list[Unit]) -> Formed:
    free = np.flatnonzero(~peers.settled)
    among = peers.scores if free.size == peers.waited.size else peers.scores[np.ix_(free, free)]
    best = best_pairing(among, peers.waited[free])
    if (best.partner_of != UNKNOWN).all() and all(len(unit) == 2 for unit in together):
        return _paired(peers, together, free, best, best)
    # The third of a trio is not left out, so it may be somebody who waited.
    whoever = best_pairing(among, np.zeros_like(free, dtype=bool)) if peers.waited[free].any() else best
    paired = _paired(peers, together, free, best, whoever)
    proven = _listed(peers, together, paired.groups) or (None if together else _with_trios(peers, whoever))
    return proven or paired


def _paired(peers: Peers, together: list[Unit], free: Ids, best: Pairing, whoever: Pairing) -> Formed:
    """The best pairs of those who are free, and everybody left over where they fit best; bounded by pairs that leave whoever."""
    pairs = [free[[one, other]] for one, other in enumerate(best.partner_of) if one < other]
    groups = [*(np.array(unit) for unit in together), *pairs]
    left = free[best.partner_of == UNKNOWN]
    joined = _joined(peers, groups, left)
    trios = sum(len(group) > 2 for group in joined) - sum(len(unit) > 2 for unit in together)
    of_locks = sum(peers.group_score(np.array(unit)) * len(unit) for unit in together)
    top = int(peers.scores.max(initial=0))
    weakest = min([peers.group_score(group) for group in joined], default=0)
    # A trio is worth no more than its best pair for each of its people, so the pairs' bounds hold for it as well.
    worst_bound = min(
        [whoever.floor] * bool(pairs) + [peers.group_score(np.array(unit)) for unit in together], default=0
    )
    return Formed(
        groups=joined,
        method="matching_with_odd_sets",
        bound=of_locks + 2 * whoever.bound + trios * top
        if weakest >= worst_bound
        else int(peers.scores.max(axis=1, initial=0).sum(dtype=np.int64)),
        worst_bound=worst_bound,
        most_covered=(best.most_covered and not peers.scores[left].any())
        or _everybody_in_fewest_trios(joined, peers.waited.size),
    )


def _with_trios(peers: Peers, best: Pairing) -> Formed | None:
    """Everybody who may meet anybody, in the best pairs and as few trios as can be; None where that is not found and proven."""
    if best.price is None:
        return None
    able = np.flatnonzero(~np.isnan(best.price))
    trios = int((best.partner_of[able] == UNKNOWN).sum())
    among = peers.among(able)
    found = pairs_and_trios(among, best.floor, best.price[able], trios) if trios else None
    if found is None:
        return None
    groups = [able[group] for group in found]
    return Formed(
        groups=groups,
        method="matching_with_odd_sets",
        bound=sum(peers.group_score(group) * group.size for group in groups),
        worst_bound=best.floor,
        most_covered=True,
    )


def _joined(peers: Peers, groups: list[Ids], left: Ids) -> list[Ids]:
    """These groups, with everybody left over in a pair that welcomes them, as good for all as can be."""
    pairs = [number for number, group in enumerate(groups) if len(group) == 2]
    if not left.size or not pairs:
        return groups
    one, other = np.array([groups[number] for number in pairs]).T
    table = _trio_scores(peers, left, one, other)
    nobody = np.zeros(len(pairs), dtype=bool)
    best = best_assignment(table, np.ones(len(pairs), dtype=np.intp), peers.waited[left], nobody)
    joined = list(groups)
    for person, column in zip(left, best.column_of, strict=True):
        if column != UNKNOWN:
            joined[pairs[column]] = np.append(joined[pairs[column]], person)
    return joined


def _trio_scores(peers: Peers, left: Ids, one: Ids, other: Ids) -> Scores:
    """What each of those left over would make of each pair: the trio's score, 0 where the rules forbid it."""
    with_one, with_other = peers.scores[np.ix_(left, one)], peers.scores[np.ix_(left, other)]
    total = with_one.astype(np.int64) + with_other + peers.scores[one, other]
    windows = peers.weeks[one] & peers.weeks[other]
    meet = np.array([share_a_window(windows & peers.weeks[person]) for person in left])
    return np.where((with_one > 0) & (with_other > 0) & meet, total // 3, 0).astype(np.uint16)


def _listed(peers: Peers, together: list[Unit], found: list[Ids]) -> Formed | None:
    """The best choice among all possible pairs and trios, as few trios as can be; None when they are too many."""
    people = peers.waited.size
    if people**3 > 6 * MOST_GROUPS:
        return None
    columns = possible_groups(peers, list(PAIR_OR_TRIO), locked_pairs(together), sparing=3)
    if columns is None:
        return None
    number = {tuple(row[row != UNKNOWN]): index for index, row in enumerate(columns.members)}
    held = np.array([number[tuple(np.sort(group))] for group in found], dtype=np.intp)
    best = best_partition(columns, held)
    if best is None:
        return None
    return Formed(
        groups=best.groups,
        method="set_partition",
        bound=best.bound,
        worst_bound=best.worst_bound,
        most_covered=best.most_covered or _everybody_in_fewest_trios(best.groups, people),
    )


def _everybody_in_fewest_trios(groups: list[Ids], people: int) -> bool:
    return sum(map(len, groups)) == people and sum(len(group) > 2 for group in groups) == people % 2
