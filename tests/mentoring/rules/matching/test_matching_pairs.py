"""Pairs: as good as brute force in all four aims, no rule ever broken, and the same whoever is listed first."""

import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Member, Objective, Reason, Role, Round, Rules, Weights
from mentoring.rules.matching.pairs import solve_pairs
from tests.mentoring.rules.matching.matching_pools import (
    IDS,
    all_rules,
    all_weights,
    brute_force,
    every_pair,
    office_hours,
    pools,
    random_pool,
)

People = list[Candidate]
NO_RULES = Rules()
PLAIN = Weights()


def pairs_of(solved: Round) -> list[tuple[str, str]]:
    return [(proposal.members[0].id, proposal.members[1].id) for proposal in solved.proposals]


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules(), all_weights(), st.integers(0, 9))
def test_no_round_is_better_in_any_of_the_four_aims(people: People, rules: Rules, weights: Weights, seed: int) -> None:
    solved = solve_pairs(people, rules, weights, seed)
    assert solved.objective == brute_force(people, every_pair(people, rules, weights))
    assert solved.certificate.proven
    assert solved.certificate.value == solved.certificate.bound == solved.objective.total


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules(), all_weights())
def test_every_proposal_is_allowed_and_its_parts_sum_to_its_score(
    people: People, rules: Rules, weights: Weights
) -> None:
    allowed = every_pair(people, rules, weights)
    for proposal in solve_pairs(people, rules, weights, 1).proposals:
        mentor, mentee = proposal.members
        assert (mentor.role, mentee.role) == (Role.MENTOR, Role.MENTEE)
        assert proposal.score == allowed[mentor.id, mentee.id] == 1 + sum(points for _, points in proposal.parts)


@settings(max_examples=60, deadline=None)
@given(pools(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_listed_changes_nothing(people: People, random: Random) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)
    assert solve_pairs(shuffled, NO_RULES, PLAIN, 3) == solve_pairs(people, NO_RULES, PLAIN, 3)


@settings(max_examples=60, deadline=None)
@given(pools(), st.permutations(IDS))
def test_new_names_change_no_value(people: People, names: list[str]) -> None:
    renamed = dict(zip(IDS, names, strict=True))

    def rename(person: Candidate) -> Candidate:
        return replace(
            person,
            id=renamed[person.id],
            manager=renamed.get(person.manager or "", person.manager),
            wants=tuple(renamed[i] for i in person.wants),
            not_with=frozenset(renamed[i] for i in person.not_with),
            earlier_partners=frozenset(renamed[i] for i in person.earlier_partners),
        )

    rules = Rules(reporting_line=2, no_repeat=True)
    before = solve_pairs(people, rules, PLAIN, 0).objective
    assert solve_pairs([rename(person) for person in people], rules, PLAIN, 0).objective == before


def test_a_tie_is_drawn_by_the_seed_and_not_by_the_name() -> None:
    mentor = Candidate(id="mentor", mentor_capacity=1)
    twins = [Candidate(id=name, mentee_capacity=1) for name in ("aa", "zz")]
    drawn = [pairs_of(solve_pairs([mentor, *twins], NO_RULES, PLAIN, seed)) for seed in range(40)]
    assert 8 < drawn.count([("mentor", "aa")]) < 32
    assert all(len(pairs) == 1 for pairs in drawn)


def test_whoever_waited_comes_before_a_better_score() -> None:
    people = [
        Candidate(id="mentor", mentor_capacity=1, goals_offered=frozenset({"feedback"})),
        Candidate(id="new", mentee_capacity=1, goals_wanted=("feedback",)),
        Candidate(id="waited", mentee_capacity=1, unmatched_last_time=True),
    ]
    assert pairs_of(solve_pairs(people, NO_RULES, PLAIN, 0)) == [("mentor", "waited")]


def test_a_mentor_who_waited_is_not_passed_over_for_another_with_room() -> None:
    people = [
        Candidate(id="better", mentor_capacity=2, goals_offered=frozenset({"feedback"})),
        Candidate(id="waited", mentor_capacity=2, unmatched_last_time=True),
        Candidate(id="one", mentee_capacity=1, goals_wanted=("feedback",)),
        Candidate(id="two", mentee_capacity=1, goals_wanted=("feedback",)),
    ]
    mentors = [mentor for mentor, _ in pairs_of(solve_pairs(people, NO_RULES, PLAIN, 0))]
    assert sorted(mentors) == ["better", "waited"]


def test_the_weakest_match_is_lifted_before_the_total() -> None:
    goals = Weights(goals=5, wishes=0, free_words=0, level_gap=0, other_department=0, overlap=0)
    people = [
        Candidate(id="both", mentor_capacity=1, goals_offered=frozenset({"a", "b", "c"})),
        Candidate(id="some", mentor_capacity=1, goals_offered=frozenset({"a"})),
        Candidate(id="picky", mentee_capacity=1, goals_wanted=("b", "c")),
        Candidate(id="easy", mentee_capacity=1, goals_wanted=("a", "b", "c")),
    ]
    solved = solve_pairs(people, NO_RULES, goals, 0)
    assert pairs_of(solved) == [("both", "picky"), ("some", "easy")]
    assert solved.objective == Objective(matched=2, matched_who_waited=0, worst=411, total=1001 + 411)


def test_one_person_may_mentor_and_be_mentored_even_by_the_same() -> None:
    people = [Candidate(id=name, mentor_capacity=1, mentee_capacity=1) for name in ("ada", "bo")]
    assert pairs_of(solve_pairs(people, NO_RULES, PLAIN, 0)) == [("ada", "bo"), ("bo", "ada")]


def test_a_lock_is_kept_and_marked() -> None:
    people = random_pool(30, seed=4)
    lock = ("person-3", "person-20")
    solved = solve_pairs(people, Rules(locks=frozenset({lock})), PLAIN, 0)
    assert [pair for pair, proposal in zip(pairs_of(solved), solved.proposals, strict=True) if proposal.locked] == [
        lock
    ]


@settings(max_examples=60, deadline=None)
@given(pools(least=2), all_rules())
def test_a_lock_never_breaks_a_rule_and_never_vanishes(people: People, rules: Rules) -> None:
    lock = (people[0].id, people[1].id)
    solved = solve_pairs(people, replace(rules, locks=frozenset({lock})), PLAIN, 0)
    kept = lock in pairs_of(solved)
    assert kept == (lock in every_pair(people, rules, PLAIN))
    assert [refused.pair for refused in solved.refused_locks] == ([] if kept else [lock])


def test_a_lock_beyond_capacity_says_so() -> None:
    people = [
        Candidate(id="mentor", mentor_capacity=1),
        Candidate(id="one", mentee_capacity=1),
        Candidate(id="two", mentee_capacity=1),
    ]
    solved = solve_pairs(people, Rules(locks=frozenset({("mentor", "one"), ("mentor", "two")})), PLAIN, 0)
    assert pairs_of(solved) == [("mentor", "one")]
    assert solved.refused_locks[0].reasons == (Reason("no_place_left"),)


def test_reasons_name_what_earned_points() -> None:
    people = [
        Candidate(
            id="mentor",
            mentor_capacity=1,
            goals_offered=frozenset({"feedback", "strategy"}),
            department="care",
            languages=frozenset({"da", "en"}),
            week=office_hours(7, 15),
        ),
        Candidate(
            id="mentee",
            mentee_capacity=1,
            goals_wanted=("strategy", "feedback"),
            wants=("mentor",),
            department="finance",
            languages=frozenset({"en"}),
            week=office_hours(13, 21),
        ),
    ]
    (proposal,) = solve_pairs(people, NO_RULES, PLAIN, 0).proposals
    assert proposal.members == (Member("mentor", Role.MENTOR), Member("mentee", Role.MENTEE))
    assert proposal.reasons == (
        Reason("mentee_wished", (1,)),
        Reason("shared_goal", ("strategy", "feedback")),
        Reason("other_department"),
        Reason("overlap_minutes_a_week", (600,)),
        Reason("common_language", ("en",)),
    )


def test_two_people_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        solve_pairs([Candidate(id="ada"), Candidate(id="ada")], NO_RULES, PLAIN, 0)


def test_an_empty_pool_gives_an_empty_proven_round() -> None:
    solved = solve_pairs([], NO_RULES, PLAIN, 0)
    assert solved.proposals == ()
    assert solved.certificate.proven


def test_four_hundred_mentees_and_two_hundred_mentors_take_less_than_a_second() -> None:
    people = random_pool(600, seed=7)
    rules = Rules(reporting_line=2, same_team=True, overlap_minutes=180, common_language=True, no_repeat=True)
    started = time.process_time()
    solved = solve_pairs(people, rules, PLAIN, 0)
    assert time.process_time() - started < 1
    assert solved.certificate.proven
    assert solved.objective.matched > 300
