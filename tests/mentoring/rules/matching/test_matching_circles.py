"""Supervision circles: nobody hears a mentee's story who is part of it."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Round, Rule, Rules, Weights
from mentoring.rules.matching.circles import solve_circles

NAMES = ("ada", "bo", "chen", "dana", "esi", "finn")


def circles_of(solved: Round) -> list[set[str]]:
    return [{member.id for member in proposal.members} for proposal in solved.proposals]


def mentors() -> list[Candidate]:
    return [Candidate(id=name) for name in NAMES]


def test_a_mentee_s_manager_and_staff_are_in_another_circle_than_their_mentor() -> None:
    mentees = {"ada": {"mia"}, "bo": {"noor"}}
    managers = {"mia": "chen", "noor": None, "dana": "mia", "chen": "esi"}
    for levels, shut in ((1, {"chen", "dana"}), (2, {"chen", "dana", "esi"})):
        rules = Rules(reporting_line=levels, group_size=(2, 3))
        solved = solve_circles(mentors(), rules, Weights(), 0, managers, mentees=mentees)
        assert any("ada" in circle for circle in circles_of(solved))
        assert not any("ada" in circle and circle & shut for circle in circles_of(solved))


def test_a_mentee_who_is_a_mentor_too_never_sits_with_their_own() -> None:
    solved = solve_circles(mentors(), Rules(group_size=(3, 3)), Weights(), 0, {"bo": None}, mentees={"ada": {"bo"}})
    assert not any({"ada", "bo"} <= circle for circle in circles_of(solved))


def test_whose_mentee_s_manager_is_not_known_is_listed() -> None:
    solved = solve_circles(mentors(), Rules(), Weights(), 0, {"noor": None}, mentees={"ada": {"mia"}, "bo": {"noor"}})
    assert [(gap.rule, gap.ids) for gap in solved.unchecked] == [(Rule.REPORTING_LINE, ("ada",))]


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*NAMES, "mia"]), max_size=4), st.integers(0, 9))
def test_no_circle_breaks_confidence(managers: dict[str, str], seed: int) -> None:
    mentees = {"ada": {"mia", "finn"}, "esi": {"mia"}}
    solved = solve_circles(mentors(), Rules(group_size=(2, 3)), Weights(), seed, managers, mentees=mentees)
    for circle in circles_of(solved):
        for mentor, listener in [*combinations(circle, 2), *((b, a) for a, b in combinations(circle, 2))]:
            for mentee in mentees.get(mentor, set()):
                assert listener != mentee
                assert managers.get(mentee) != listener
                assert managers.get(listener) != mentee
