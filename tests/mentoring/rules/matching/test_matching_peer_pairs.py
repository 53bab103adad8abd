"""Peer pairs: as good as brute force for small pools, no rule ever broken, and no odd one out who could be one of three."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Reason, Round, Rules, Weights
from mentoring.rules.matching.pairing import best_pairing
from mentoring.rules.matching.partition import best_partition, possible_groups
from mentoring.rules.matching.peer_pairs import solve_peer_pairs
from mentoring.rules.matching.peers import Peers, share_a_window
from mentoring.rules.matching.population import UNKNOWN, Ids
from mentoring.rules.matching.trios import pairs_and_trios
from tests.mentoring.rules.matching.matching_pools import IDS, all_rules, all_weights, office_hours, random_pool
from tests.mentoring.rules.matching.test_matching_groups import Judge, People, groups_of, peers
from tests.mentoring.rules.matching.test_matching_pairing import some, symmetric

PLAIN = Weights()


def best_by_brute_force(people: People, rules: Rules, weights: Weights) -> tuple[int, int, int, int, int]:
    """Most people, then fewest trios, then who waited, the weakest match and the total."""
    judge = Judge(people, rules, weights)
    ids = sorted(person.id for person in people)
    waited = {person.id: person.unmatched_last_time for person in people}
    worth = {group: judge.score(group) for size in (2, 3) for group in combinations(ids, size) if judge.allows(group)}

    def partitions(rest: list[str]) -> Iterator[list[tuple[str, ...]]]:
        if not rest:
            yield []
            return
        yield from partitions(rest[1:])
        for group in worth:
            if group[0] == rest[0] and set(group) <= set(rest):
                for others in partitions([each for each in rest if each not in group]):
                    yield [group, *others]

    return max(
        (
            sum(map(len, groups)),
            -sum(len(group) == 3 for group in groups),
            sum(waited[each] for group in groups for each in group),
            min((worth[group] for group in groups), default=0),
            sum(worth[group] * len(group) for group in groups),
        )
        for groups in partitions(ids)
    )


def judged(solved: Round) -> tuple[int, int, int, int, int]:
    aims = solved.objective
    return (
        aims.matched,
        -sum(len(group) == 3 for group in groups_of(solved)),
        aims.matched_who_waited,
        aims.worst,
        aims.total,
    )


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(peers(0, 8), all_rules(), all_weights())
def test_a_small_pool_gets_the_best_pairs_there_are(people: People, rules: Rules, weights: Weights) -> None:
    solved = solve_peer_pairs(people, rules, weights, 0)
    assert judged(solved) == best_by_brute_force(people, rules, weights)
    if solved.objective.matched == len(people) and len(people) % 2 == 0:
        assert solved.certificate.proven


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.integers(2, 50), all_rules(), st.integers(0, 99))
def test_every_match_is_allowed_and_everybody_is_in_one_or_explained(size: int, rules: Rules, seed: int) -> None:
    people = random_pool(size, seed)
    solved = solve_peer_pairs(people, rules, PLAIN, seed)
    judge = Judge(people, rules, PLAIN)
    seated = [each for group in groups_of(solved) for each in group]
    assert sorted([*seated, *(person.id for person in solved.unmatched)]) == sorted(person.id for person in people)
    for proposal in solved.proposals:
        group = tuple(member.id for member in proposal.members)
        assert len(group) in {2, 3}
        assert judge.allows(group)
        assert judge.score(group) == proposal.score
    assert solved.certificate.bound >= solved.objective.total
    assert solved.certificate.worst_bound >= solved.objective.worst


@settings(max_examples=25, deadline=None)
@given(peers(3, 8), st.randoms(use_true_random=False))
def test_the_order_in_which_peers_are_listed_changes_nothing(people: People, random: Random) -> None:
    shuffled = random.sample(people, len(people))
    assert solve_peer_pairs(shuffled, Rules(), PLAIN, 3) == solve_peer_pairs(people, Rules(), PLAIN, 3)


@pytest.mark.parametrize("size", [9, 99, 199])
def test_the_odd_one_out_makes_a_pair_three(size: int) -> None:
    solved = solve_peer_pairs(random_pool(size, 1), Rules(), PLAIN, 0)
    assert not solved.unmatched
    assert sorted(map(len, groups_of(solved))) == [2] * ((size - 3) // 2) + [3]


@pytest.mark.parametrize("size", [199, 301])
def test_the_trio_of_a_pool_too_large_to_list_is_proven_with_the_pairs(size: int) -> None:
    rules = Rules(reporting_line=2, same_team=True)
    solved = solve_peer_pairs(random_pool(size, 2), rules, PLAIN, 0)
    assert solved.certificate.method == "matching_with_odd_sets"
    assert solved.certificate.proven
    assert solved.objective.matched == size


def peers_at_random(size: int, allowed: float, top: int, seed: int) -> Peers:
    """Scores and hours of nobody in particular: a pair is allowed only where the two share a moment in each of two seasons."""
    random = np.random.default_rng(seed)
    weeks = np.where(random.random((size, 2, 1)) < 0.8, 3, random.integers(1, 3, (size, 2, 1))).astype(np.uint64)
    scores = symmetric(size, allowed, seed, top) * share_a_window(weeks[:, None] & weeks[None])
    return Peers(
        scores=scores.astype(np.uint16), weeks=weeks, waited=some(size, 0.2, seed), settled=np.zeros(size, dtype=bool)
    )


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([3, 5, 9, 15]), st.sampled_from([0.4, 0.7, 1]), st.sampled_from([3, 9, 900]), st.integers(0, 2**32)
)
def test_pairs_and_trios_are_as_good_as_the_best_of_all_that_can_be_listed(
    size: int, allowed: float, top: int, seed: int
) -> None:
    peers = peers_at_random(size, allowed, top, seed)
    paired = best_pairing(peers.scores, np.zeros(size, dtype=bool))
    left = int((paired.partner_of == UNKNOWN).sum())
    assume(paired.price is not None and not np.isnan(paired.price).any() and left)
    assert paired.price is not None
    found = pairs_and_trios(peers, paired.floor, paired.price, left)
    columns = possible_groups(peers, [2, 3], [], sparing=3)
    assert columns is not None
    best = best_partition(columns, np.empty(0, dtype=np.intp))
    assert best is not None
    if found is not None:
        assert all(peers.allows(group) for group in found)
        assert worth(peers, found) == worth(peers, best.groups)


def worth(peers: Peers, groups: list[Ids]) -> tuple[int, int, int, int]:
    scores = [peers.group_score(group) for group in groups]
    points = sum(score * group.size for score, group in zip(scores, groups, strict=True))
    return sum(map(len, groups)), -sum(len(group) == 3 for group in groups), min(scores), points


def test_an_odd_one_out_whom_no_pair_may_take_in_is_explained() -> None:
    people = [
        Candidate(id="ada", week=office_hours(6, 9)),
        Candidate(id="bo", week=office_hours(6, 9)),
        Candidate(id="chen", week=office_hours(12, 15)),
    ]
    solved = solve_peer_pairs(people, Rules(overlap_minutes=60), PLAIN, 0)
    assert groups_of(solved) == [{"ada", "bo"}]
    assert [(person.id, person.reasons[0].code) for person in solved.unmatched] == [("chen", "too_few_suitable_peers")]


def test_a_lock_keeps_two_people_together_and_never_beats_a_ban() -> None:
    people = [Candidate(id=name) for name in IDS]
    locks = frozenset({("ada", "bo"), ("chen", "dana")})
    rules = Rules(locks=locks, bans=frozenset({("dana", "chen")}))
    solved = solve_peer_pairs(people, rules, PLAIN, 0)
    assert {"ada", "bo"} in groups_of(solved)
    assert {"chen", "dana"} not in groups_of(solved)
    assert [refused.reasons for refused in solved.refused_locks] == [
        (Reason("breaks_rule", ("not_available_to_each_other",)),)
    ]


@pytest.mark.slow
def test_a_large_even_pool_is_proven() -> None:
    rules = Rules(reporting_line=2, same_team=True, overlap_minutes=180, common_language=True)
    solved = solve_peer_pairs(random_pool(1000, 4), rules, PLAIN, 0)
    assert solved.objective.matched == 1000
    assert solved.certificate.proven
    assert solve_peer_pairs(random_pool(1000, 4), replace(rules, same_team=False), PLAIN, 0).certificate.proven
