"""What the worker hands back: nothing in it gives a wish away."""

from dataclasses import replace

from mentoring.rules.matching.pairs import solve_pairs
from mentoring.rules.matching.values import Candidate, Part, Rules, Weights
from mentoring.solved import MOST_FIT, fit_of

MENTEE = Candidate(id="UMIA", mentee_capacity=1, goals_wanted=("feedback",), department="a")
MENTOR = Candidate(id="UPAUL", mentor_capacity=1, goals_offered=frozenset({"feedback"}), department="b")


def fit_of_pair(mentee: Candidate, mentor: Candidate, weights: Weights) -> int:
    (proposal,) = solve_pairs([mentee, mentor], Rules(), weights, seed=1).proposals
    return fit_of(proposal, weights)


def test_a_wish_does_not_show_in_how_well_people_are_said_to_fit() -> None:
    without = fit_of_pair(MENTEE, MENTOR, Weights())
    assert 0 < without < MOST_FIT
    assert fit_of_pair(replace(MENTEE, wants=("UPAUL",)), replace(MENTOR, wants=("UMIA",)), Weights()) == without


def test_where_only_wishes_count_nothing_is_left_to_be_said() -> None:
    only_wishes = Weights(**{part.value: 5 if part is Part.WISHES else 0 for part in Part})
    assert fit_of_pair(MENTEE, MENTOR, only_wishes) == 0
