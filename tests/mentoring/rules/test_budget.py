"""Nobody is written to more than they agreed to."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.budget import Budget, Priority, Unasked, earliest_moment, mentee_budget, mentor_budget

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAY = timedelta(days=1)
SETTLED = BEGAN + 60 * DAY


def sent(*moments: datetime) -> list[Unasked]:
    return [Unasked(moment=moment, priority=Priority.PROMPT) for moment in moments]


def prompt(wanted: datetime, others: list[Unasked], budget: Budget) -> datetime | None:
    return earliest_moment(wanted, Priority.PROMPT, others, budget)


def test_a_mentee_gets_one_message_in_any_seven_days() -> None:
    budget = mentee_budget(BEGAN)
    assert prompt(SETTLED, [], budget) == SETTLED
    assert prompt(SETTLED + 2 * DAY, sent(SETTLED), budget) == SETTLED + 7 * DAY
    assert prompt(SETTLED + 7 * DAY, sent(SETTLED), budget) == SETTLED + 7 * DAY


def test_the_first_fortnight_holds_two_a_week() -> None:
    budget = mentee_budget(BEGAN)
    assert prompt(BEGAN + 3 * DAY, sent(BEGAN), budget) == BEGAN + 3 * DAY
    assert prompt(BEGAN + 5 * DAY, sent(BEGAN, BEGAN + 3 * DAY), budget) == BEGAN + 7 * DAY


def test_after_the_first_fortnight_its_last_messages_still_count() -> None:
    others = sent(BEGAN + 10 * DAY, BEGAN + 13 * DAY)
    assert prompt(BEGAN + 15 * DAY, others, mentee_budget(BEGAN)) == BEGAN + 20 * DAY


def test_a_mentor_gets_two_messages_in_any_thirty_days() -> None:
    others = sent(SETTLED, SETTLED + 10 * DAY)
    assert prompt(SETTLED + 12 * DAY, others, mentor_budget()) == SETTLED + 30 * DAY


def test_what_is_owed_is_never_held_back_and_never_counted() -> None:
    assert earliest_moment(SETTLED, Priority.OWED, sent(SETTLED), mentee_budget(BEGAN)) == SETTLED
    owed = [Unasked(moment=SETTLED, priority=Priority.OWED)]
    assert prompt(SETTLED, owed, mentee_budget(BEGAN)) == SETTLED


def test_a_planned_message_gives_way_to_a_more_important_one_only() -> None:
    planned = [Unasked(moment=SETTLED + DAY, priority=Priority.PROMPT, is_sent=False)]
    budget = mentee_budget(BEGAN)
    assert earliest_moment(SETTLED, Priority.CHECK_IN, planned, budget) == SETTLED
    assert earliest_moment(SETTLED, Priority.BULK, planned, budget) == SETTLED + 8 * DAY


def test_a_gap_before_a_planned_message_is_used_only_when_both_fit() -> None:
    planned = [Unasked(moment=SETTLED + 10 * DAY, priority=Priority.CHECK_IN, is_sent=False)]
    budget = mentee_budget(BEGAN)
    assert prompt(SETTLED + 3 * DAY, planned, budget) == SETTLED + 3 * DAY
    assert prompt(SETTLED + 4 * DAY, planned, budget) == SETTLED + 17 * DAY


def test_a_person_can_lower_the_budget_to_nothing_but_never_raise_it() -> None:
    assert prompt(BEGAN, [], mentee_budget(BEGAN).lowered_to(0)) is None
    assert mentee_budget(BEGAN).lowered_to(1).limit_at(BEGAN) == 1
    assert mentor_budget().lowered_to(5) == mentor_budget()


@given(
    wishes=st.lists(st.integers(0, 24 * 90), max_size=40),
    budget=st.sampled_from([mentee_budget(BEGAN), mentor_budget(), mentee_budget(BEGAN).lowered_to(1)]),
)
def test_however_messages_come_the_budget_is_never_exceeded(wishes: list[int], budget: Budget) -> None:
    placed: list[datetime] = []
    for hours in wishes:
        wanted = BEGAN + timedelta(hours=hours)
        moment = prompt(wanted, sent(*placed), budget)
        assert moment is not None
        assert moment >= wanted
        placed.append(moment)
    for moment in placed:
        in_window = [other for other in placed if moment - budget.window < other <= moment]
        assert len(in_window) <= budget.limit_at(moment)
