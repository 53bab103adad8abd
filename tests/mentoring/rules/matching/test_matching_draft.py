"""A draft answers as a new round would, and what it says about crowds and openings can be checked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Reason, Role, Round, Rules, Weights
from mentoring.rules.matching.draft import SolvedPairs
from mentoring.rules.matching.pairs import draft_pairs, solve_pairs
from mentoring.rules.matching.values import Aim, Aims, Ban, Lock, Objective, Swap
from tests.mentoring.rules.matching.matching_pools import (
    all_available,
    all_rules,
    all_weights,
    every_pair,
    pools,
    random_pool,
)

People = list[Candidate]
PLAIN = Weights()
BUSY = Rules(reporting_line=2, same_team=True, overlap_minutes=180, common_language=True, level_gap_minimum=1)


def mentor_of(solved: Round) -> dict[str, str]:
    return {proposal.members[1].id: proposal.members[0].id for proposal in solved.proposals}


@settings(max_examples=100, deadline=None)
@given(pools(least=2), all_rules(), all_weights(), st.data())
def test_a_lock_or_a_ban_is_answered_as_a_new_round_would(
    people: People, rules: Rules, weights: Weights, data: st.DataObject
) -> None:
    draft, _ = draft_pairs(people, rules, weights, 0)
    mentor, mentee = data.draw(st.permutations([person.id for person in people]))[:2]
    told = draft.what_if(Lock(mentor=mentor, mentee=mentee))
    anew = solve_pairs(people, replace(rules, locks=frozenset({(mentor, mentee)})), weights, 0)
    assert bool(told.refused) == bool(anew.refused_locks)
    assert told.objective == anew.objective
    told = draft.what_if(Ban(mentor=mentor, mentee=mentee))
    if not told.refused:
        anew = solve_pairs(people, replace(rules, bans=rules.bans | {(mentor, mentee)}), weights, 0)
        assert told.objective == anew.objective


def test_a_swap_with_ones_own_mentor_is_refused_since_nobody_mentors_themselves() -> None:
    bo = Candidate(id="bo", mentor_capacity=1)
    chen = Candidate(id="chen", mentor_capacity=1, mentee_capacity=1, wants=("bo",))
    finn = Candidate(id="finn", mentee_capacity=1, wants=("chen",))
    draft, solved = draft_pairs([bo, chen, finn], Rules(), PLAIN, 0)
    assert mentor_of(solved) == {"chen": "bo", "finn": "chen"}
    told = draft.what_if(Swap(one="finn", other="chen"))
    assert told.refused == (Reason("not_in_this_round"),)
    assert not told.moved


def test_a_swap_is_answered_as_two_locks_would_be() -> None:
    people = random_pool(60, seed=5)
    draft, solved = draft_pairs(people, Rules(), PLAIN, 0)
    mentors = mentor_of(solved)
    one, other = sorted(mentors)[:2]
    told = draft.what_if(Swap(one=one, other=other))
    locks = frozenset({(mentors[other], one), (mentors[one], other)})
    assert not told.refused
    assert told.objective == solve_pairs(people, Rules(locks=locks), PLAIN, 0).objective
    after = {moved.mentee: moved.after for moved in told.moved}
    assert after[one] == mentors[other]
    assert after[other] == mentors[one]


def test_what_touches_the_weakest_match_or_somebodys_place_says_that_it_was_solved_anew() -> None:
    people = random_pool(60, seed=5)
    draft, solved = draft_pairs(people, Rules(), PLAIN, 0)
    weakest = min(solved.proposals, key=lambda proposal: proposal.score)
    strongest = max(solved.proposals, key=lambda proposal: proposal.score)
    told = {
        proposal: draft.what_if(Lock(mentor=proposal.members[0].id, mentee=proposal.members[1].id))
        for proposal in (weakest, strongest)
    }
    assert told[weakest].solved_anew
    assert told[weakest].objective.worst > solved.objective.worst
    assert not told[strongest].solved_anew
    assert told[strongest].objective == solved.objective


def test_a_change_that_breaks_a_rule_says_which_and_changes_nothing() -> None:
    people = [
        Candidate(id="ada", mentee_capacity=1, not_with=frozenset({"bo"})),
        Candidate(id="bo", mentor_capacity=1),
        Candidate(id="chen", mentor_capacity=1),
    ]
    draft, solved = draft_pairs(people, Rules(), PLAIN, 0)
    told = draft.what_if(Lock(mentor="bo", mentee="ada"))
    assert told.refused == (Reason("breaks_rule", ("not_available_to_each_other",)),)
    assert (told.objective, told.moved) == (solved.objective, ())
    assert draft.what_if(Lock(mentor="nobody", mentee="ada")).refused == (Reason("not_in_this_round"),)


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules())
def test_every_choice_is_what_a_round_with_those_aims_gives(people: People, rules: Rules) -> None:
    draft, solved = draft_pairs(people, rules, PLAIN, 0)
    usual, *others = draft.choices(floor=400)
    assert usual.objective == solved.objective
    for choice in others:
        anew = solve_pairs(people, rules, PLAIN, 0, aims=choice.aims)
        assert aims_met(choice.aims, choice.objective) == aims_met(choice.aims, anew.objective)
        assert all(proposal.score >= choice.aims.floor for proposal in anew.proposals)


def aims_met(aims: Aims, reached: Objective) -> tuple[int, ...]:
    if aims.first is Aim.BEST_FIT:
        return reached.total, reached.matched, reached.matched_who_waited
    return reached.matched, reached.matched_who_waited, reached.worst * aims.lift_worst, reached.total


@settings(max_examples=100, deadline=None)
@given(pools(), all_rules())
def test_crowds_leave_exactly_those_who_have_somebody_suitable_and_nobody_left(people: People, rules: Rules) -> None:
    people, rules = all_available(people, rules)
    solved = solve_pairs(people, rules, PLAIN, 0)
    allowed = every_pair(people, rules, PLAIN)
    crowded = [
        person.id
        for person in solved.unmatched
        if person.role is Role.MENTEE and any(mentee == person.id for _, mentee in allowed)
    ]
    assert sum(crowd.left for crowd in solved.crowds) == len(crowded)
    assert all(crowd.mentees - crowd.places == crowd.left > 0 for crowd in solved.crowds)


@settings(max_examples=100, deadline=None)
@given(pools(), all_rules())
def test_crowds_never_tell_of_more_people_than_are_left(people: People, rules: Rules) -> None:
    solved = solve_pairs(people, rules, PLAIN, 0)
    left = [person for person in solved.unmatched if person.role is Role.MENTEE]
    assert sum(crowd.left for crowd in solved.crowds) <= len(left)
    assert all(crowd.mentees - crowd.places == crowd.left > 0 for crowd in solved.crowds)


@settings(max_examples=100, deadline=None)
@given(pools(), all_rules())
def test_the_mentor_who_would_help_most_really_matches_as_many_more(people: People, rules: Rules) -> None:
    people, rules = all_available(people, rules)
    solved = solve_pairs(people, rules, PLAIN, 0)
    opening = solved.opening
    if opening is None:
        return
    later = {len(person.later_weeks) for person in people if person.week is not None}
    assert later <= {0}
    newcomer = Candidate(
        id="newcomer",
        mentor_capacity=opening.places,
        languages=frozenset({opening.language} if opening.language else ()),
        week=opening.week,
        level=opening.level,
    )
    assert solve_pairs([*people, newcomer], rules, PLAIN, 0).objective.matched == (
        solved.objective.matched + opening.matches
    )


@pytest.mark.parametrize("seed", range(3))
def test_an_alternative_costs_at_least_what_it_says(seed: int) -> None:
    people = random_pool(80, seed=seed)
    aims = Aims(lift_worst=False)
    draft, solved = draft_pairs(people, BUSY, PLAIN, 0, aims=aims)
    for proposal in solved.proposals[::4]:
        mentor, mentee = (member.id for member in proposal.members)
        for other in proposal.alternatives:
            pair = (other.id, mentee) if other.role is Role.MENTEE else (mentor, other.id)
            assert_costs(draft, pair, points=other.points, costs_a_match=other.costs_a_match)


def assert_costs(draft: SolvedPairs, pair: tuple[str, str], *, points: int, costs_a_match: bool) -> None:
    told = draft.what_if(Lock(mentor=pair[0], mentee=pair[1])).objective
    before = draft.objective
    covered = (told.matched, told.matched_who_waited)
    if costs_a_match:
        assert covered < (before.matched, before.matched_who_waited)
    elif covered == (before.matched, before.matched_who_waited):
        assert told.total <= before.total - points
