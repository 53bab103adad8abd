"""Working hours: a common stretch is unbroken, may run over Sunday midnight, and is never longer than what was offered."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Rules, Weights, week_of
from mentoring.rules.matching.pairs import solve_pairs
from mentoring.rules.matching.rules import long_stretches
from tests.mentoring.rules.matching.matching_pools import office_hours

HOUR, WEEK = 60, 7 * 24 * 60


def meet(one: int, other: int, minutes: int) -> bool:
    people = [Candidate(id="a", mentor_capacity=1, week=one), Candidate(id="b", mentee_capacity=1, week=other)]
    return bool(solve_pairs(people, Rules(overlap_minutes=minutes), Weights(), 0).proposals)


def test_two_hours_in_pieces_are_not_two_hours() -> None:
    morning_and_evening = office_hours(7, 8) | office_hours(14, 15)
    assert meet(morning_and_evening, office_hours(6, 16), 60)
    assert not meet(morning_and_evening, office_hours(6, 16), 120)


def test_a_night_shift_over_sunday_midnight_is_one_stretch() -> None:
    night = week_of([(WEEK - 2 * HOUR, WEEK + 2 * HOUR)])
    assert meet(night, week_of([(WEEK - HOUR, WEEK), (0, HOUR)]), 120)


def test_minutes_nobody_offered_are_not_counted() -> None:
    assert week_of([(7, 22)]) == 0
    assert week_of([(7, 31)]) == 0b10
    assert week_of([(0, 15)]) == 0b1


@settings(max_examples=50, deadline=None)
@given(st.integers(0, (1 << 672) - 1), st.integers(0, (1 << 672) - 1), st.integers(1, 8))
def test_shrinking_commutes_with_intersection(one: int, other: int, quarters: int) -> None:
    minutes = quarters * 15
    assert long_stretches(one & other, minutes) == long_stretches(one, minutes) & long_stretches(other, minutes)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.booleans(), min_size=672, max_size=672), st.integers(1, 10))
def test_a_stretch_begins_where_so_many_quarters_in_a_row_are_free(free: list[bool], quarters: int) -> None:
    week = sum(1 << number for number, each in enumerate(free) if each)
    begins = long_stretches(week, quarters * 15)
    for start in range(672):
        assert bool(begins >> start & 1) == all(free[(start + step) % 672] for step in range(quarters))


def may_meet(rules: Rules, **about: object) -> bool:
    """Whether a plain mentor may have a mentee of whom this is known."""
    mentee = Candidate(id="b", mentee_capacity=1, level=3, **about)  # type: ignore[arg-type]  # named one at a time
    return bool(solve_pairs([Candidate(id="a", mentor_capacity=1, level=2), mentee], rules, Weights(), 0).proposals)


def test_a_level_gap_has_two_ends() -> None:
    assert may_meet(Rules(level_gap_minimum=-2, level_gap_maximum=-1))
    assert may_meet(Rules(level_gap_maximum=-1))
    assert not may_meet(Rules(level_gap_maximum=-2))
    assert not may_meet(Rules(level_gap_minimum=0))


def test_people_on_leave_are_available_to_nobody_unless_the_rules_say_so() -> None:
    assert not may_meet(Rules(), on_leave=True)
    assert may_meet(Rules(on_leave=False), on_leave=True)


def test_leave_looks_like_any_other_way_of_not_being_available() -> None:
    mentor, mentee = Candidate(id="a", mentor_capacity=1), Candidate(id="b", mentee_capacity=1)
    on_leave = solve_pairs([mentor, replace(mentee, on_leave=True)], Rules(), Weights(), 0)
    not_with = solve_pairs([replace(mentor, not_with=frozenset("b")), mentee], Rules(), Weights(), 0)
    assert on_leave.unmatched == not_with.unmatched


def test_hours_must_be_long_enough_in_every_season() -> None:
    day, evening = office_hours(8, 16), office_hours(15, 23)
    people = [
        Candidate(id="a", mentor_capacity=1, week=day, later_weeks=(day,)),
        Candidate(id="b", mentee_capacity=1, week=day, later_weeks=(evening,)),
    ]
    assert solve_pairs(people, Rules(overlap_minutes=60), Weights(), 0).proposals
    assert not solve_pairs(people, Rules(overlap_minutes=75), Weights(), 0).proposals
