"""Peer groups: as good as brute force for small pools, allowed as a whole for every pool, nobody dropped silently."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Objective, Reason, Role, Round, Rules, Weights
from mentoring.rules.matching.group_search import mended, search_groups
from mentoring.rules.matching.groups import balanced_sizes, solve_groups
from mentoring.rules.matching.neighbourhoods import rearranged
from mentoring.rules.matching.peers import peers_of
from mentoring.rules.matching.population import populate
from mentoring.rules.matching.rules import forbidden, long_stretches
from mentoring.rules.matching.score import parts, scoring
from tests.mentoring.rules.matching.matching_pools import (
    IDS,
    all_rules,
    all_weights,
    candidates,
    office_hours,
    random_pool,
)

People = list[Candidate]
PLAIN = Weights()


def peers(least: int, most: int) -> st.SearchStrategy[People]:
    return st.integers(least, most).flatmap(
        lambda size: st.tuples(*(candidates(name, mentors=[0], mentees=[0]) for name in IDS[:size])).map(list)
    )


def groups_of(solved: Round) -> list[set[str]]:
    return [{member.id for member in proposal.members} for proposal in solved.proposals]


class Judge:
    """Says from the plain definitions whether a group is allowed and what it is worth."""

    def __init__(self, people: People, rules: Rules, weights: Weights) -> None:
        self.pool = populate(people, {}, 0, peers=True)
        self.by = scoring(self.pool, weights, peers=True)
        everybody = np.arange(len(people))
        self.rules = replace(rules, level_gap_minimum=None)
        self.shut = forbidden(self.pool, self.rules, everybody, everybody)

    def allows(self, group: tuple[str, ...]) -> bool:
        members = [self.pool.position[each] for each in group]
        if any(self.shut[a, b] for a, b in combinations(members, 2)):
            return False
        window = ~0
        for week in [self.pool.people[member].week for member in members]:
            window &= ~0 if week is None else week
        minutes = self.rules.overlap_minutes
        return window == ~0 or not minutes or bool(long_stretches(window, minutes))

    def score(self, group: tuple[str, ...]) -> int:
        members = [self.pool.position[each] for each in group]
        pairs = [(self.one_way(a, b) + self.one_way(b, a)) // 2 for a, b in combinations(members, 2)]
        return sum(pairs) // len(pairs)

    def one_way(self, receiver: int, giver: int) -> int:
        return 1 + sum(points for _, points in parts(self.by, receiver, giver))


def brute_force(people: People, rules: Rules, weights: Weights, sizes: set[int]) -> Objective:
    judge = Judge(people, rules, weights)
    by_id = {person.id: person for person in people}
    ids = sorted(by_id)
    worth = {g: judge.score(g) for size in sizes for g in combinations(ids, size) if judge.allows(g)}

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
        Objective(
            matched=sum(map(len, groups)),
            matched_who_waited=sum(by_id[each].unmatched_last_time for group in groups for each in group),
            worst=min((worth[group] for group in groups), default=0),
            total=sum(worth[group] * len(group) for group in groups),
        )
        for groups in partitions(ids)
    )


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(peers(0, 8), all_rules(), all_weights(), st.sampled_from([(2, 3), (3, 4), (3, 8), (4, 4)]))
def test_a_small_pool_gets_the_best_groups_there_are(
    people: People, rules: Rules, weights: Weights, limits: tuple[int, int]
) -> None:
    solved = solve_groups(people, replace(rules, group_size=limits), weights, 0)
    balanced = brute_force(people, rules, weights, set(balanced_sizes(len(people), *limits)))
    expected = (
        balanced
        if balanced.matched == len(people)
        else brute_force(people, rules, weights, set(range(limits[0], limits[1] + 1)))
    )
    assert solved.objective == expected
    assert solved.certificate.proven


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.integers(3, 24), all_rules(), st.integers(0, 99))
def test_every_group_is_allowed_and_everybody_is_in_one_or_explained(size: int, rules: Rules, seed: int) -> None:
    people = random_pool(size, seed)
    solved = solve_groups(people, rules, PLAIN, seed)
    judge = Judge(people, rules, PLAIN)
    seated = [each for group in groups_of(solved) for each in group]
    assert sorted([*seated, *(person.id for person in solved.unmatched)]) == sorted(person.id for person in people)
    for proposal in solved.proposals:
        group = tuple(member.id for member in proposal.members)
        assert judge.allows(group)
        assert judge.score(group) == proposal.score
        assert 3 <= len(group) <= 8
        assert -1 <= proposal.score - 1 - sum(points for _, points in proposal.parts) <= len(proposal.parts)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(peers(3, 8), st.randoms(use_true_random=False))
def test_the_order_in_which_peers_are_listed_changes_nothing(people: People, random: Random) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)
    assert solve_groups(shuffled, Rules(), PLAIN, 3) == solve_groups(people, Rules(), PLAIN, 3)


def test_a_group_needs_one_window_for_all_and_not_only_for_each_pair() -> None:
    people = [
        Candidate(id="early", week=office_hours(6, 12)),
        Candidate(id="split", week=office_hours(6, 8) | office_hours(14, 16)),
        Candidate(id="ends", week=office_hours(10, 16)),
    ]
    rules = Rules(overlap_minutes=120, group_size=(3, 3))
    assert groups_of(solve_groups(people, replace(rules, overlap_minutes=None), PLAIN, 0)) == [
        {"early", "split", "ends"}
    ]
    assert groups_of(solve_groups(people, rules, PLAIN, 0)) == []


def test_a_lock_keeps_two_people_together() -> None:
    people = [Candidate(id=name) for name in IDS]
    for pair in combinations(IDS, 2):
        rules = Rules(group_size=(4, 4), locks=frozenset({pair}))
        assert any(set(pair) <= group for group in groups_of(solve_groups(people, rules, PLAIN, 0)))


def test_a_lock_against_a_ban_is_refused_with_the_one_reason_there_is() -> None:
    people = [Candidate(id=name) for name in IDS]
    pair = frozenset({("ada", "bo")})
    solved = solve_groups(people, Rules(group_size=(4, 4), locks=pair, bans=pair), PLAIN, 0)
    assert [refused.reasons for refused in solved.refused_locks] == [
        (Reason("breaks_rule", ("not_available_to_each_other",)),)
    ]
    assert not any({"ada", "bo"} <= group for group in groups_of(solved))


def test_too_few_people_for_a_group_are_told_so() -> None:
    solved = solve_groups([Candidate(id="ada"), Candidate(id="bo")], Rules(), PLAIN, 0)
    assert [(u.id, u.role, u.reasons) for u in solved.unmatched] == [
        ("ada", Role.PEER, (Reason("too_few_suitable_peers", (1,)),)),
        ("bo", Role.PEER, (Reason("too_few_suitable_peers", (1,)),)),
    ]


@pytest.mark.parametrize("people", range(3, 40))
def test_sizes_differ_by_at_most_one(people: int) -> None:
    sizes = balanced_sizes(people, 3, 8)
    assert sum(sizes) == people
    assert max(sizes) - min(sizes) <= 1
    assert 3 <= min(sizes) <= max(sizes) <= 8


def test_upside_down_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="peer group"):
        solve_groups([], Rules(group_size=(5, 3)), PLAIN, 0)


@pytest.mark.slow
@pytest.mark.parametrize("limits", [(3, 8), (4, 4)])
def test_sixty_peers_take_seconds(limits: tuple[int, int]) -> None:
    rules = Rules(reporting_line=2, same_team=True, overlap_minutes=180, common_language=True, group_size=limits)
    people = random_pool(60, seed=3)
    started = time.process_time()
    solved = solve_groups(people, rules, PLAIN, 0)
    assert time.process_time() - started < 30
    judge = Judge(people, rules, PLAIN)
    assert all(judge.allows(tuple(group)) for group in groups_of(solved))
    assert solved.objective.matched >= 56
    assert solved.certificate.bound >= solved.objective.total


@pytest.mark.slow
def test_a_hundred_peers_in_fours_are_proven() -> None:
    rules = Rules(reporting_line=2, same_team=True, overlap_minutes=330, common_language=True, group_size=(4, 4))
    solved = solve_groups(random_pool(100, seed=1), rules, PLAIN, 0)
    assert solved.objective.matched == 100
    assert solved.certificate.proven


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(st.integers(0, 99))
def test_taking_groups_apart_never_makes_the_round_worse(seed: int) -> None:
    rules = Rules(overlap_minutes=120, same_team=True)
    pool = populate(random_pool(40, seed), {}, 0, peers=True)
    among = peers_of(scoring(pool, PLAIN, peers=True), rules)
    place = search_groups(among, np.arange(40) % 10, 10, seed, shakes=0)
    before = [group for group in mended(among, place, 10, (3, 5)) if among.allows(group)]
    after = rearranged(among, before, 6, seed)
    assert sorted(np.concatenate(after)) == sorted(np.concatenate(before))
    assert sorted(map(len, after)) == sorted(map(len, before))
    assert all(among.allows(group) for group in after)
    assert min(map(among.group_score, after)) >= min(map(among.group_score, before))


def test_a_group_needs_its_window_in_every_season() -> None:
    winter, summer = office_hours(8, 16), office_hours(7, 15)
    people = [
        Candidate(id="ada", week=winter, later_weeks=(summer,)),
        Candidate(id="bo", week=winter, later_weeks=(summer,)),
        Candidate(id="chen", week=office_hours(8, 12), later_weeks=(office_hours(14, 22),)),
    ]
    rules = Rules(overlap_minutes=60, group_size=(3, 3))
    assert len(groups_of(solve_groups(people, rules, PLAIN, 0))) == 1
    assert groups_of(solve_groups(people, replace(rules, overlap_minutes=120), PLAIN, 0)) == []
