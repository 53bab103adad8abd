"""What is measured of pairs and groups of peers and of events, ours and the peers' (see `fresh`)."""

from dataclasses import replace

import numpy as np

from benchmarks.fresh import Numbers, spending
from benchmarks.population import Company, company
from mentoring.rules.constellations import constellations
from mentoring.rules.matching.groups import solve_groups
from mentoring.rules.matching.neighbourhoods import rearranged
from mentoring.rules.matching.pairing import best_pairing
from mentoring.rules.matching.peers import Peers, among_peers, peers_of
from mentoring.rules.matching.population import UNKNOWN, populate
from mentoring.rules.matching.score import scoring

BEST_OF = 5
"""What takes a millisecond is measured so often, and the best counts."""


def colleagues(count: int, seed: int = 1) -> Company:
    """So many people of a company, whoever they are, as peers in groups of four."""
    whole = company(-(-2 * count // 3), seed=seed)
    chosen = np.random.default_rng(seed).permutation(len(whole.people))[:count]
    return replace(whole, people=[whole.people[each] for each in chosen], rules=replace(whole.rules, group_size=(4, 4)))


def peers_among(pool: Company) -> Peers:
    people = populate(pool.people, {}, 0, peers=True)
    return peers_of(scoring(people, pool.weights, peers=True), among_peers(pool.rules))


def paired(count: int) -> Numbers:
    """The best pairs; first aims in order, so a peer that only adds up may reach a higher total."""
    peers = peers_among(colleagues(count))
    with spending() as spent:
        found = best_pairing(peers.scores, peers.waited)
    return {
        "seconds": spent.seconds,
        "extra_mb": spent.extra_mb,
        "paired": float((found.partner_of != UNKNOWN).sum()),
        "total": found.total,
        "gap": found.bound - found.total,
        "covered": float(found.most_covered),
    }


def networkx_pairs(count: int) -> Numbers:
    import networkx as nx  # type: ignore[import-not-found, import-untyped, unused-ignore]  # installed beside, by `make peers`

    scores = peers_among(colleagues(count)).scores
    one, other = np.nonzero(np.triu(scores))
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(one.tolist(), other.tolist(), scores[one, other].tolist(), strict=True))
    with spending() as spent:
        pairs = nx.max_weight_matching(graph, maxcardinality=True)
    return {
        "seconds": spent.seconds,
        "paired": 2 * len(pairs),
        "total": float(sum(int(scores[a, b]) for a, b in pairs)),
    }


def rustworkx_pairs(count: int) -> Numbers:
    import rustworkx  # type: ignore[import-not-found, import-untyped, unused-ignore]  # installed beside, by `make peers`

    scores = peers_among(colleagues(count)).scores
    one, other = np.nonzero(np.triu(scores))
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(list(zip(one.tolist(), other.tolist(), scores[one, other].tolist(), strict=True)))
    with spending() as spent:
        pairs = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return {
        "seconds": spent.seconds,
        "paired": 2 * len(pairs),
        "total": float(sum(int(scores[a, b]) for a, b in pairs)),
    }


def grouped(count: int, seed: int) -> Numbers:
    pool = colleagues(count, seed)
    with spending() as spent:
        solved = solve_groups(pool.people, pool.rules, pool.weights, 0)
    aims, proof = solved.objective, solved.certificate
    return {
        "seconds": spent.seconds,
        "matched": aims.matched,
        "worst": aims.worst,
        "total": aims.total,
        "gap": proof.gap,
        "proven": float(proof.proven),
    }


def searched_on(count: int, seed: int, pieces: int) -> Numbers:
    """The round of `grouped`, with so many more pieces of it taken apart."""
    pool = colleagues(count, seed)
    people = populate(pool.people, {}, 0, peers=True)
    peers = peers_of(scoring(people, pool.weights, peers=True), among_peers(pool.rules))
    solved = solve_groups(pool.people, pool.rules, pool.weights, 0)
    groups = [np.array([people.position[member.id] for member in match.members]) for match in solved.proposals]
    with spending() as spent:
        better = rearranged(peers, groups, pieces, seed=1)
    return {"seconds": spent.seconds, "total": sum(peers.group_score(group) * group.size for group in better)}


def seated(count: int, rounds: int) -> Numbers:
    guests = [f"guest {number:04}" for number in range(count)]
    told: list[Numbers] = []
    while len(told) < BEST_OF and not (told and told[-1]["seconds"] > 1):
        with spending() as spent:
            plan = constellations(guests, size=4, rounds=rounds, seed=len(told))
        told.append({"seconds": spent.seconds, "repeats": plan.repeats})
    return {"seconds": min(each["seconds"] for each in told), "repeats": max(each["repeats"] for each in told)}
