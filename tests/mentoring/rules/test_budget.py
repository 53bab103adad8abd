"""Nobody is written to more than they agreed to."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.budget import (
    MONTH,
    WEEK,
    Budget,
    Claim,
    Priority,
    earliest_moment,
    mentee_budget,
    mentor_budget,
    with_room,
)

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAY = timedelta(days=1)
SETTLED = BEGAN + 60 * DAY


def claim(relationship: int, priority: Priority, *, many: bool = False, end: bool = False) -> Claim:
    return Claim(relationship_id=relationship, priority=priority, is_awaited_by_many=many, is_of_the_end=end)


def test_a_mentee_gets_one_message_in_any_seven_days() -> None:
    budget = mentee_budget(BEGAN)
    assert earliest_moment(SETTLED, [], budget) == SETTLED
    assert earliest_moment(SETTLED + 2 * DAY, [SETTLED], budget) == SETTLED + 7 * DAY
    assert earliest_moment(SETTLED + 7 * DAY, [SETTLED], budget) == SETTLED + 7 * DAY


def test_the_first_fortnight_holds_two_a_week() -> None:
    budget = mentee_budget(BEGAN)
    assert earliest_moment(BEGAN + 3 * DAY, [BEGAN], budget) == BEGAN + 3 * DAY
    assert earliest_moment(BEGAN + 5 * DAY, [BEGAN, BEGAN + 3 * DAY], budget) == BEGAN + 7 * DAY


def test_after_the_first_fortnight_its_last_messages_still_count() -> None:
    others = [BEGAN + 10 * DAY, BEGAN + 13 * DAY]
    assert earliest_moment(BEGAN + 15 * DAY, others, mentee_budget(BEGAN)) == BEGAN + 20 * DAY


def test_a_mentor_gets_two_messages_in_any_thirty_days() -> None:
    others = [SETTLED, SETTLED + 10 * DAY]
    assert earliest_moment(SETTLED + 12 * DAY, others, mentor_budget()) == SETTLED + 30 * DAY


def test_within_a_relationship_check_ins_go_first_and_what_many_wait_for_before_its_equals() -> None:
    post = claim(1, Priority.PROMPT, many=True)
    assert claim(1, Priority.CHECK_IN).goes_before(post)
    assert post.goes_before(claim(1, Priority.PROMPT))
    assert not post.goes_before(claim(1, Priority.REMINDER))


def test_nobodys_group_waits_for_what_one_of_them_gets_elsewhere_but_for_the_end() -> None:
    post = claim(1, Priority.PROMPT, many=True)
    elsewhere, farewell = claim(2, Priority.CHECK_IN), claim(2, Priority.CHECK_IN, end=True)
    assert post.goes_before(elsewhere)
    assert not elsewhere.goes_before(post)
    assert farewell.goes_before(post)
    assert not post.goes_before(farewell)


@given(
    st.builds(claim, st.integers(1, 2), st.sampled_from(Priority), many=st.booleans(), end=st.booleans()),
    st.builds(claim, st.integers(1, 2), st.sampled_from(Priority), many=st.booleans(), end=st.booleans()),
)
def test_no_two_claims_go_before_each_other(one: Claim, other: Claim) -> None:
    assert not (one.goes_before(other) and other.goes_before(one))


def test_a_gap_before_a_planned_message_is_used_only_when_both_fit() -> None:
    planned = [SETTLED + 10 * DAY]
    budget = mentee_budget(BEGAN)
    assert earliest_moment(SETTLED + 3 * DAY, planned, budget) == SETTLED + 3 * DAY
    assert earliest_moment(SETTLED + 4 * DAY, planned, budget) == SETTLED + 17 * DAY


def test_a_person_can_lower_the_budget_but_never_raise_it() -> None:
    fewer = mentee_budget(BEGAN).lowered_to(2, MONTH)
    assert earliest_moment(SETTLED + 3 * DAY, [SETTLED], fewer) == SETTLED + 7 * DAY
    assert earliest_moment(SETTLED + 9 * DAY, [SETTLED, SETTLED + 8 * DAY], fewer) == SETTLED + 30 * DAY
    assert earliest_moment(SETTLED + 9 * DAY, [SETTLED], mentor_budget().lowered_to(1, MONTH)) == SETTLED + 30 * DAY
    assert earliest_moment(BEGAN + DAY, [BEGAN], mentee_budget(BEGAN).lowered_to(9, WEEK)) == BEGAN + DAY
    assert earliest_moment(SETTLED + DAY, [SETTLED], mentee_budget(BEGAN).lowered_to(9, WEEK)) == SETTLED + 7 * DAY


def test_whoever_wants_nothing_unasked_gets_nothing() -> None:
    assert earliest_moment(BEGAN, [], mentee_budget(BEGAN).lowered_to(0, MONTH)) is None
    assert earliest_moment(BEGAN, [BEGAN - DAY], mentor_budget().lowered_to(0, MONTH)) is None


BUDGETS = [
    mentee_budget(BEGAN),
    mentor_budget(),
    mentee_budget(BEGAN).lowered_to(2, MONTH),
    mentee_budget(BEGAN).lowered_to(1, MONTH),
    mentor_budget().lowered_to(1, MONTH),
]


@given(wishes=st.lists(st.integers(0, 24 * 90), max_size=40), budget=st.sampled_from(BUDGETS))
def test_however_messages_come_the_budget_is_never_exceeded(wishes: list[int], budget: Budget) -> None:
    placed: list[datetime] = []
    for hours in wishes:
        wanted = BEGAN + timedelta(hours=hours)
        moment = earliest_moment(wanted, placed, budget)
        assert moment is not None
        assert moment >= wanted
        placed.append(moment)
    for limit in budget.limits:
        for moment in placed:
            in_window = [other for other in placed if moment - limit.window < other <= moment]
            assert len(in_window) <= limit.at(moment)


@given(
    wishes=st.lists(st.integers(0, 24 * 60), max_size=20),
    wanted=st.integers(0, 24 * 90),
    most=st.integers(1, 3),
    window=st.sampled_from([WEEK, MONTH]),
)
def test_a_lowered_budget_never_lets_through_sooner(
    wishes: list[int], wanted: int, most: int, window: timedelta
) -> None:
    taken, usual = [BEGAN + timedelta(hours=hours) for hours in wishes], mentee_budget(BEGAN)
    moment = BEGAN + timedelta(hours=wanted)

    lowered, before = (earliest_moment(moment, taken, each) for each in (usual.lowered_to(most, window), usual))

    assert before is not None
    assert lowered is not None
    assert lowered >= before


def test_what_has_no_room_itself_keeps_no_place() -> None:
    planned = [SETTLED + n * DAY for n in (3, 7, 8, 20)]
    assert with_room(planned, [SETTLED], mentee_budget(BEGAN)) == [SETTLED, SETTLED + 7 * DAY, SETTLED + 20 * DAY]


@given(
    planned=st.lists(st.integers(0, 90), max_size=30),
    taken=st.lists(st.integers(0, 30), max_size=3, unique=True),
    wanted=st.integers(30, 60),
    budget=st.sampled_from(BUDGETS),
)
def test_however_much_is_planned_a_message_finds_room(
    planned: list[int], taken: list[int], wanted: int, budget: Budget
) -> None:
    kept = with_room((BEGAN + day * DAY for day in planned), (BEGAN + day * DAY for day in taken), budget)
    moment = earliest_moment(BEGAN + wanted * DAY, kept, budget)
    assert moment is not None
    assert moment <= BEGAN + (max(90, wanted) + 31) * DAY
