"""Every pair a round could choose, with its score: what another solver needs to check that no round is better."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from mentoring.rules.matching.peers import among_peers
from mentoring.rules.matching.population import populate
from mentoring.rules.matching.score import score_blocks, scores, scoring
from mentoring.rules.matching.values import Candidate, Rules, Weights

PEERS_AT_ONCE = 512


def allowed_pairs(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None],
) -> Iterator[tuple[str, str, int]]:
    """Each allowed (mentor, mentee) with its score, as `pairs.solve_pairs` sees them."""
    pool = populate(candidates, managers, seed)
    by = scoring(pool, weights)
    mentors = np.array([i for i, person in enumerate(pool.people) if person.mentor_capacity], dtype=np.intp)
    mentees = np.array([i for i, person in enumerate(pool.people) if person.mentee_capacity], dtype=np.intp)
    names = [pool.people[mentor].id for mentor in mentors]
    for block, table in score_blocks(by, rules, mentees, mentors):
        for mentee, row in zip(mentees[block], table.tolist(), strict=True):
            name = pool.people[mentee].id
            yield from ((mentor, name, score) for mentor, score in zip(names, row, strict=True) if score)


def allowed_peers(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None],
) -> Iterator[tuple[str, str, int]]:
    """Each two peers who may meet, once, with their score: the average of both directions, rounded down."""
    pool = populate(candidates, managers, seed, peers=True)
    by = scoring(pool, weights, peers=True)
    rules = among_peers(rules)
    everybody = np.arange(len(pool.people))
    for start in range(0, everybody.size, PEERS_AT_ONCE):
        some, others = everybody[start : start + PEERS_AT_ONCE], everybody[start:]
        there = scores(by, rules, some, others).astype(np.int64)
        back = scores(by, rules, others, some).astype(np.int64).T
        for nth, row in enumerate(((there + back) // 2).tolist()):
            name = pool.people[start + nth].id
            yield from (
                (name, pool.people[start + other].id, score)
                for other, score in enumerate(row[nth + 1 :], nth + 1)
                if score
            )
