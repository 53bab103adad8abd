"""Suggestions before a round: allowed, well fitting, spread over the mentors, and the same whatever anybody wished."""

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Rules, Weights
from mentoring.rules.matching.suggestions import SHOWN, Suggestions, fair_share, suggest
from tests.mentoring.rules.matching.matching_pools import all_rules, all_weights, every_pair, pools, random_pool

People = list[Candidate]
NO_RULES = Rules()
PLAIN = Weights()


def shown_to(suggested: tuple[Suggestions, ...]) -> dict[str, list[str]]:
    return {each.mentee: [mentor for mentor, _ in each.mentors] for each in suggested}


def times_shown(suggested: tuple[Suggestions, ...]) -> Counter[str]:
    return Counter(mentor for theirs in shown_to(suggested).values() for mentor in theirs)


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules(), all_weights(), st.integers(0, 9))
def test_nobody_is_shown_somebody_whom_a_rule_forbids_and_everybody_somebody_if_there_is_anybody(
    people: People, rules: Rules, weights: Weights, seed: int
) -> None:
    allowed = every_pair(people, rules, weights)
    shown = shown_to(suggest(people, rules, weights, seed))
    assert shown.keys() == {person.id for person in people if person.mentee_capacity}
    for mentee, mentors in shown.items():
        possible = {mentor for mentor, other in allowed if other == mentee}
        assert set(mentors) <= possible
        assert len(set(mentors)) == len(mentors) <= SHOWN
        assert bool(mentors) == bool(possible)


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules())
def test_a_mentor_is_shown_to_their_fair_share_unless_somebody_would_be_shown_nobody(
    people: People, rules: Rules
) -> None:
    allowed = every_pair(people, rules, PLAIN)
    places = {person.id: person.mentor_capacity for person in people if person.mentor_capacity}
    suggested = suggest(people, rules, PLAIN, 0)
    mentors, mentees = ({pair[side] for pair in allowed} for side in (0, 1))
    share = SHOWN * fair_share(len(mentees), sum(places[mentor] for mentor in mentors))
    shown = shown_to(suggested)
    for mentor, times in times_shown(suggested).items():
        alone = sum(theirs == [mentor] for theirs in shown.values())
        assert times <= share * places[mentor] + alone


@settings(max_examples=60, deadline=None)
@given(pools(), all_rules(), st.randoms(use_true_random=False))
def test_neither_the_order_of_people_nor_anybodys_wishes_change_it(
    people: People, rules: Rules, random: Random
) -> None:
    others = [replace(person, wants=()) for person in people]
    random.shuffle(others)
    assert suggest(others, rules, PLAIN, 3) == suggest(people, rules, PLAIN, 3)


def test_where_nothing_is_scarce_everybody_is_shown_the_three_who_fit_best() -> None:
    mentee = Candidate(id="mentee", mentee_capacity=1, goals_wanted=("feedback", "strategy"))
    offers = {"both": ["feedback", "strategy"], "first": ["feedback"], "second": ["strategy"], "neither": ["networks"]}
    mentors = [Candidate(id=id_, mentor_capacity=1, goals_offered=frozenset(goals)) for id_, goals in offers.items()]
    (suggested,) = suggest([mentee, *mentors], NO_RULES, PLAIN, 0)
    assert [mentor for mentor, _ in suggested.mentors] == ["both", "first", "second"]
    reasons = dict(suggested.mentors)
    assert [reason.code for reason in reasons["both"]] == ["shared_goal"]


def test_a_star_is_not_shown_to_everybody() -> None:
    mentees = [Candidate(id=f"mentee-{n}", mentee_capacity=1, goals_wanted=("strategy",)) for n in range(12)]
    star = Candidate(id="star", mentor_capacity=1, goals_offered=frozenset(["strategy"]))
    others = [Candidate(id=f"mentor-{n}", mentor_capacity=1) for n in range(11)]
    suggested = suggest([*mentees, star, *others], NO_RULES, PLAIN, 0)
    assert times_shown(suggested)["star"] == SHOWN
    assert {len(each.mentors) for each in suggested} == {SHOWN}


def test_with_few_places_everybody_is_still_shown_three_and_the_burden_is_shared() -> None:
    mentees = [Candidate(id=f"mentee-{n}", mentee_capacity=1) for n in range(12)]
    mentors = [Candidate(id=f"mentor-{n}", mentor_capacity=1) for n in range(4)]
    suggested = suggest([*mentees, *mentors], NO_RULES, PLAIN, 0)
    assert {len(each.mentors) for each in suggested} == {SHOWN}
    assert set(times_shown(suggested).values()) == {SHOWN * fair_share(12, 4)} == {9}


def test_a_mentee_whom_only_a_busy_mentor_suits_is_shown_that_mentor() -> None:
    mentees = [Candidate(id=f"m{n}", mentee_capacity=1, languages=frozenset(["da"])) for n in range(5)]
    mentors = [
        Candidate(id="da", mentor_capacity=1, languages=frozenset(["da"])),
        *(Candidate(id=f"en{n}", mentor_capacity=1, languages=frozenset(["en"])) for n in range(6)),
    ]
    suggested = suggest([*mentees, *mentors], Rules(common_language=True), PLAIN, 0)
    assert fair_share(5, 7) == 1
    assert set(map(tuple, shown_to(suggested).values())) == {("da",)}


def test_a_wish_is_never_a_reason() -> None:
    mentee = Candidate(id="mentee", mentee_capacity=1, wants=("mentor",))
    mentor = Candidate(id="mentor", mentor_capacity=1, wants=("mentee",))
    (suggested,) = suggest([mentee, mentor], NO_RULES, PLAIN, 0)
    assert suggested.mentors == (("mentor", ()),)


def test_a_company_of_five_hundred_is_shown_three_each() -> None:
    people = random_pool(500, 1)
    suggested = suggest(people, Rules(reporting_line=2, same_team=True), PLAIN, 0)
    assert {len(each.mentors) for each in suggested} == {SHOWN}
    places = {person.id: person.mentor_capacity for person in people}
    share = SHOWN * fair_share(len(suggested), sum(places.values()))
    assert all(times <= share * places[mentor] for mentor, times in times_shown(suggested).items())
