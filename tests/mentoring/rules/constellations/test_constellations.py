"""Constellations: everybody seated, nobody beside whom they must not meet, and as many new people met as can be."""

import time
from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.constellations import Plan, Seating, constellations, replanned
from mentoring.rules.constellations.apart import kept_apart
from mentoring.rules.constellations.planning import balanced
from mentoring.rules.matching import Candidate, Rules


def guests(number: int) -> list[str]:
    return [f"guest-{each:03}" for each in range(number)]


def meetings(rounds: tuple[Seating, ...]) -> Counter[frozenset[str]]:
    return Counter(frozenset(pair) for seating in rounds for table in seating for pair in combinations(table, 2))


def repeats(plan: Plan) -> int:
    return sum(times - 1 for times in meetings(plan.rounds).values())


def draws(people: list[str], number: int, seed: int) -> list[tuple[str, str]]:
    random = Random(seed)  # noqa: S311 -- a draw of examples
    pairs = sorted(combinations(people, 2))
    return random.sample(pairs, min(number, len(pairs)))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(2, 6), st.integers(0, 3), st.integers(0, 9))
def test_everybody_sits_once_a_round_at_tables_of_one_size_or_two(
    number: int, size: int, rounds: int, seed: int
) -> None:
    people = guests(number)
    apart = draws(people, number // 8, seed)
    plan = constellations(people, size=size, rounds=rounds, seed=seed, apart=apart)
    assert len(plan.rounds) == rounds
    for seating in plan.rounds:
        assert sorted(person for table in seating for person in table) == people
        assert sorted(map(len, seating), reverse=True) == balanced(number, size)
        assert all(len(table) <= size for table in seating)
    assert plan.repeats == repeats(plan) >= plan.fewest_repeats


@pytest.mark.parametrize(("number", "rounds"), [(20, 5), (49, 8), (50, 8), (97, 8), (100, 8), (300, 8)])
def test_the_formula_repeats_nobody_in_under_a_millisecond(number: int, rounds: int) -> None:
    people = guests(number)
    spent = []
    for seed in range(5):
        started = time.process_time()
        plan = constellations(people, size=4, rounds=rounds, seed=seed)
        spent.append(time.process_time() - started)
        assert plan.repeats == repeats(plan) == 0
    assert min(spent) < 0.001


@pytest.mark.slow
@pytest.mark.parametrize(("rounds", "most"), [(6, 6), (8, 50)])
def test_twenty_people_in_fours_reach_what_is_known_to_be_possible(rounds: int, most: int) -> None:
    plan = constellations(guests(20), size=4, rounds=rounds, seed=1)
    assert plan.fewest_repeats <= plan.repeats == repeats(plan) <= most


@settings(max_examples=25, deadline=None)
@given(st.integers(16, 24), st.integers(1, 6), st.integers(0, 99))
def test_a_few_pairs_to_keep_apart_never_share_a_table(number: int, pairs: int, seed: int) -> None:
    people = guests(number)
    apart = draws(people, pairs, seed)
    plan = constellations(people, size=4, rounds=1, seed=seed, apart=apart)
    assert plan.clashes == ()
    assert not meetings(plan.rounds).keys() & {frozenset(pair) for pair in apart}


def test_two_camps_that_must_not_meet_sit_at_tables_of_their_own() -> None:
    people = guests(16)
    apart = [(one, other) for one in people[:8] for other in people[8:]]
    plan = constellations(people, size=4, rounds=1, seed=1, apart=apart)
    assert plan.clashes == ()
    assert all(len({person < people[8] for person in table}) == 1 for seating in plan.rounds for table in seating)


def test_pairs_that_cannot_be_kept_apart_are_named() -> None:
    plan = constellations(["ada", "bo"], size=2, rounds=1, seed=1, apart=[("bo", "ada")])
    assert plan.clashes == (("ada", "bo"),)


def test_a_second_event_continues_where_the_first_one_ended() -> None:
    people = guests(28)
    first = constellations(people, size=4, rounds=4, seed=7)
    second = constellations(people, size=4, rounds=3, seed=7, earlier=[table for s in first.rounds for table in s])
    assert second.repeats == 0
    assert max(meetings(first.rounds + second.rounds).values()) == 1


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 20), st.randoms(use_true_random=False))
def test_the_same_people_and_seed_have_the_same_plan_in_whatever_order_they_come(number: int, random: Random) -> None:
    people = guests(number)
    shuffled = random.sample(people, number)
    apart = draws(people, 2, number)
    turned = [(other, one) for one, other in reversed(apart)]
    plan = constellations(people, size=4, rounds=2, seed=5, apart=apart)
    assert constellations(shuffled, size=4, rounds=2, seed=5, apart=turned) == plan


def test_what_has_begun_stays_and_the_rest_is_planned_for_who_is_there_now() -> None:
    people = guests(20)
    plan = constellations(people, size=4, rounds=4, seed=2)
    there = [*people[2:], "late-1", "late-2"]
    again = replanned(plan, there, begun=2, size=4, seed=2)
    assert again.rounds[:2] == plan.rounds[:2]
    assert all(sorted(p for table in seating for p in table) == sorted(there) for seating in again.rounds[2:])
    assert again.repeats == repeats(again) == 0


def test_whoever_missed_a_round_may_still_meet_those_they_were_to_meet() -> None:
    trio = ["ada", "bo", "chen"]
    plan = constellations(trio, size=3, rounds=2, seed=0)
    assert plan.repeats == 3
    again = replanned(plan, trio, begun=1, size=3, seed=0, missing=[(0, "ada")])
    assert again.repeats == 1
    assert again.rounds[0] == (tuple(person for person in plan.rounds[0][0] if person != "ada"),)


def test_the_hard_rules_say_who_is_kept_apart() -> None:
    people = [
        Candidate(id="ada", team="north", level=1),
        Candidate(id="bo", team="north", not_with=frozenset({"chen"}), level=9),
        Candidate(id="chen", manager="ada", level=1),
        Candidate(id="dana", level=1),
    ]
    rules = Rules(same_team=True, reporting_line=1, level_gap_minimum=3)
    assert kept_apart(people, rules) == {("ada", "bo"), ("bo", "chen"), ("ada", "chen")}


def test_a_table_for_one_is_refused() -> None:
    with pytest.raises(ValueError, match="table of 1"):
        constellations(["ada"], size=1, rounds=1, seed=0)
