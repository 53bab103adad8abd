"""What is said about the unmatched and the unchecked is true when it is checked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from mentoring.rules.matching import Aims, Candidate, Reason, Role, Rule, Rules, Unchecked, Weights
from mentoring.rules.matching.groups import solve_groups
from mentoring.rules.matching.pairs import solve_pairs
from tests.mentoring.rules.matching.matching_pools import all_available, all_rules, every_pair, office_hours, pools

People = list[Candidate]
PLAIN = Weights()
WITHOUT: dict[str | int, Callable[[Rules], Rules]] = {
    Rule.REPORTING_LINE: lambda rules: replace(rules, reporting_line=None),
    Rule.SAME_TEAM: lambda rules: replace(rules, same_team=False),
    Rule.OVERLAP: lambda rules: replace(rules, overlap_minutes=None),
    Rule.LANGUAGE: lambda rules: replace(rules, common_language=False),
    Rule.REPEAT: lambda rules: replace(rules, no_repeat=False),
    Rule.LEVEL_GAP: lambda rules: replace(rules, level_gap_minimum=None),
}


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pools(), all_rules())
def test_relaxing_the_rule_we_name_opens_as_many_pairs_as_we_say(people: People, rules: Rules) -> None:
    told = solve_pairs(people, rules, PLAIN, 0).unmatched
    people, rules = all_available(people, rules)
    before = every_pair(people, rules, PLAIN)
    for person in told:
        if person.change is not None and person.change.code == "relax_rule":
            rule, opens = person.change.values
            after = every_pair(people, WITHOUT[rule](rules), PLAIN)
            seat = 0 if person.role is Role.MENTOR else 1
            assert sum(pair[seat] == person.id for pair in after.keys() - before.keys()) == opens


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules())
def test_whoever_is_left_out_has_nobody_suitable_or_nobody_who_is_free(people: People, rules: Rules) -> None:
    allowed = every_pair(*all_available(people, rules), PLAIN)
    solved = solve_pairs(people, rules, PLAIN, 0)
    for person in solved.unmatched:
        seat = 0 if person.role is Role.MENTOR else 1
        suitable = sum(pair[seat] == person.id for pair in allowed)
        assert person.reasons[0].code.endswith("_free") == bool(suitable)
        if suitable:
            assert person.reasons[0].values == (suitable,)


@settings(max_examples=40, deadline=None)
@given(pools(), all_rules())
def test_everybody_is_matched_or_among_the_unmatched_in_each_role(people: People, rules: Rules) -> None:
    solved = solve_pairs(people, rules, PLAIN, 0)
    found = {(member.id, member.role) for proposal in solved.proposals for member in proposal.members}
    left = {(person.id, person.role) for person in solved.unmatched}
    mentors = {(person.id, Role.MENTOR) for person in people if person.mentor_capacity}
    assert found | left == mentors | {(person.id, Role.MENTEE) for person in people if person.mentee_capacity}
    assert not found & left


def test_one_more_place_with_a_suitable_mentor_really_matches_one_more() -> None:
    people = [Candidate(id=name, mentee_capacity=1) for name in ("ada", "bo")]
    solved = solve_pairs([*people, Candidate(id="mentor", mentor_capacity=1)], Rules(), PLAIN, 0)
    (left,) = solved.unmatched
    assert left.reasons == (Reason("no_suitable_mentor_free", (1,)),)
    assert left.change == Reason("one_more_place_with_a_suitable_mentor", (1,))
    assert solve_pairs([*people, Candidate(id="mentor", mentor_capacity=2)], Rules(), PLAIN, 0).unmatched == ()


def test_no_mentors_at_all_is_said_so() -> None:
    (left,) = solve_pairs([Candidate(id="ada", mentee_capacity=1)], Rules(), PLAIN, 0).unmatched
    assert left.reasons == (Reason("no_mentors"),)
    assert left.change is None


def test_not_with_a_ban_and_either_side_look_the_same() -> None:
    mentee, mentor = Candidate(id="mentee", mentee_capacity=1), Candidate(id="mentor", mentor_capacity=1)
    told = [
        solve_pairs([replace(mentee, not_with=frozenset({"mentor"})), mentor], Rules(), PLAIN, 0),
        solve_pairs([mentee, replace(mentor, not_with=frozenset({"mentee"}))], Rules(), PLAIN, 0),
        solve_pairs([mentee, mentor], Rules(bans=frozenset({("mentor", "mentee")})), PLAIN, 0),
        solve_pairs([mentee, mentor], Rules(bans=frozenset({("mentee", "mentor")})), PLAIN, 0),
    ]
    assert told[0].unmatched[0].reasons == (Reason("no_suitable_mentor_free", (1,)),)
    assert all(each == told[0] for each in told)


def test_a_rule_that_could_not_be_checked_names_the_people() -> None:
    people = [
        Candidate(id="ada", mentee_capacity=1, manager="chief", level=2, team="a", week=office_hours(7, 15)),
        Candidate(id="bo", mentor_capacity=1, languages=frozenset({"da"})),
        Candidate(id="chief", mentor_capacity=1, level=4, team="b", languages=frozenset({"en"})),
    ]
    rules = Rules(reporting_line=2, same_team=True, overlap_minutes=60, common_language=True, level_gap_minimum=1)
    found = solve_pairs(people, rules, PLAIN, 0, managers={"chief": None}).unchecked
    assert found == (
        Unchecked(rule=Rule.REPORTING_LINE, code="manager_unknown", ids=("bo",)),
        Unchecked(rule=Rule.SAME_TEAM, code="team_unknown", ids=("bo",)),
        Unchecked(rule=Rule.OVERLAP, code="working_hours_unknown", ids=("bo", "chief")),
        Unchecked(rule=Rule.LANGUAGE, code="languages_unknown", ids=("ada",)),
        Unchecked(rule=Rule.LEVEL_GAP, code="level_unknown", ids=("bo",)),
    )
    assert solve_pairs(people, Rules(), PLAIN, 0).unchecked == ()
    groups = solve_groups(people, rules, PLAIN, 0, managers={"chief": None}).unchecked
    assert groups == found[:-1], "peer groups have no level rule to check"


def test_a_line_that_breaks_off_above_the_manager_is_named_apart() -> None:
    person = Candidate(id="ada", mentee_capacity=1, manager="somebody")
    (found,) = solve_pairs([person], Rules(reporting_line=2), PLAIN, 0).unchecked
    assert (found.code, found.ids) == ("higher_managers_unknown", ("ada",))
    assert solve_pairs([person], Rules(reporting_line=1), PLAIN, 0).unchecked == ()


def test_the_reporting_line_is_walked_through_people_who_are_not_candidates() -> None:
    people = [
        Candidate(id="ada", mentee_capacity=1, manager="lead"),
        Candidate(id="chief", mentor_capacity=1),
    ]
    managers = {"lead": "chief", "chief": None}
    one = solve_pairs(people, Rules(reporting_line=1), PLAIN, 0, managers=managers)
    two = solve_pairs(people, Rules(reporting_line=2), PLAIN, 0, managers=managers)
    assert (one.objective.matched, two.objective.matched) == (1, 0)
    assert two.unmatched[0].change == Reason("relax_rule", ("reporting_line", 1))


def test_somebody_below_the_floor_is_told_so_and_not_that_all_are_taken() -> None:
    people = [
        Candidate(id="mentor", mentor_capacity=1, goals_offered=frozenset({"feedback"})),
        Candidate(id="mentee", mentee_capacity=1, goals_wanted=("strategy",)),
    ]
    solved = solve_pairs(people, Rules(), PLAIN, 0, aims=Aims(floor=300))
    assert [person.reasons for person in solved.unmatched] == [
        (Reason("no_mentor_fits_well_enough", (1,)),),
        (Reason("no_mentee_fits_well_enough", (1,)),),
    ]
    assert [person.change for person in solved.unmatched] == [None, None]
