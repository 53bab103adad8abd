"""Journeys: how days are counted, who gives way, and that the real ones respect everybody's attention."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from prompts.journeys import Journey, Recipient, Step, When, load_journeys
from prompts.library import Kind, load_library

JOURNEYS = load_journeys()


def a_step(step_id: str, recipient: str = "mentee", kind: str = "check_in", **when: int) -> dict[str, Any]:
    return {"id": step_id, "kind": kind, "for": recipient, "when": when}


def a_journey(*steps: Mapping[str, Any], mentee: int = 7) -> Journey:
    head = {"kind": "one_to_one", "first_meeting_guide": "opening/first", "spacing_days": {"mentee": mentee}}
    return Journey.model_validate({**head, "steps": steps})


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (When(after_kick_off=3), (3,)),
        (When(after_kick_off=300), ()),
        (When(before_end=10), (90,)),
        (When(before_end=300), ()),
        (When(every_rhythm=1, offset_days=2), (2, 16, 30, 44, 58, 72, 86, 100)),
        (When(every_rhythm=2, offset_days=2, after_kick_off=10), (30, 58, 86)),
        (When(every_rhythm=1, offset_days=2, before_end=30, until_day=60), (2, 16, 30, 44, 58)),
        (When(every_rhythm=1, no_closer_than=20), (0, 28, 56, 84)),
    ],
)
def test_days_are_counted_from_kick_off_or_back_from_the_end(when: When, days: tuple[int, ...]) -> None:
    assert when.days(length_days=100, rhythm_days=14) == days


def test_a_recurring_step_gives_way_to_a_fixed_one_by_moving_up_to_a_week() -> None:
    journey = a_journey(
        a_step("often", every_rhythm=1, offset_days=2, after_kick_off=10, before_end=60),
        a_step("once", after_kick_off=14),
    )
    plan = journey.plan(length_days=90, rhythm_days=14)
    assert [(planned.step_id, planned.day) for planned in plan] == [("once", 14), ("often", 21), ("often", 30)]


def test_a_recurring_step_that_finds_no_room_is_left_out() -> None:
    journey = a_journey(
        a_step("often", every_rhythm=1, offset_days=27, until_day=27),
        a_step("before", after_kick_off=25),
        a_step("after", after_kick_off=32),
    )
    assert [planned.step_id for planned in journey.plan(length_days=90, rhythm_days=14)] == ["before", "after"]


def test_what_one_role_gets_does_not_crowd_another() -> None:
    journey = a_journey(
        a_step("often", "mentor", every_rhythm=1, until_day=0), a_step("once", "mentee", after_kick_off=0)
    )
    assert [planned.day for planned in journey.plan(length_days=90, rhythm_days=14)] == [0, 0]


def test_a_step_for_the_group_reaches_every_role_and_is_written_for_the_pair() -> None:
    pair = JOURNEYS[Kind.ONE_TO_ONE]
    assert pair.roles(Recipient.GROUP) == (Recipient.MENTEE, Recipient.MENTOR)
    assert pair.audiences(Recipient.GROUP) == ("pair",)
    assert pair.audiences(Recipient.EACH) == ("mentee", "mentor")
    assert JOURNEYS[Kind.PEER_GROUP].audiences(Recipient.GROUP) == ("group",)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([a_step("a")], "say either after_kick_off, before_end or every_rhythm"),
        ([a_step("a", after_kick_off=1, before_end=1)], "say either"),
        ([a_step("a", after_kick_off=1, offset_days=1)], "belong to every_rhythm"),
        ([a_step("a", kind="prompt", after_kick_off=1)], "prompt is needed"),
        ([a_step("a", after_kick_off=1) | {"prompt": "opening"}], "prompt is needed"),
        ([a_step("a", after_kick_off=1), a_step("a", after_kick_off=9)], "the step ids a stand twice"),
        ([a_step("a", "peer", after_kick_off=1)], "peer cannot be written to in one_to_one"),
        ([a_step("a", after_kick_off=1) | {"wehn": 1}], "Extra inputs"),
    ],
)
def test_a_journey_that_makes_no_sense_is_refused(steps: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        a_journey(*steps)


def test_a_step_is_found_by_its_id() -> None:
    assert JOURNEYS[Kind.ONE_TO_ONE].step("goodbye").recipient is Recipient.EACH
    with pytest.raises(KeyError):
        JOURNEYS[Kind.ONE_TO_ONE].step("hello")


def test_a_step_names_either_a_prompt_or_a_stage() -> None:
    step = Step.model_validate(a_step("a", kind="prompt", after_kick_off=1) | {"prompt": "opening/first-meeting"})
    assert (step.fixed_prompt, step.stage) == ("opening/first-meeting", None)
    step = Step.model_validate(a_step("a", kind="prompt", after_kick_off=1) | {"prompt": "opening"})
    assert (step.fixed_prompt, step.stage) == (None, "opening")


@pytest.mark.parametrize("kind", Kind)
@given(length=st.integers(min_value=150, max_value=400), rhythm=st.integers(min_value=7, max_value=42))
def test_nobody_gets_more_than_the_budget_however_long_and_often(kind: Kind, length: int, rhythm: int) -> None:
    journey = JOURNEYS[kind]
    plan = journey.plan(length_days=length, rhythm_days=rhythm)
    for role in journey.roles(Recipient.EACH):
        days = [planned.day for planned in plan if role in journey.roles(planned.recipient)]
        window, most = (30, 2) if role is Recipient.MENTOR else (7, 1)
        for day in days:
            allowed = 2 if day < 7 else most
            assert sum(day <= other < day + window for other in days) <= allowed, (role, day)


@pytest.mark.parametrize("kind", Kind)
def test_a_half_year_asks_early_whether_people_met_and_ends_properly(kind: Kind) -> None:
    plan = JOURNEYS[kind].plan(length_days=182, rhythm_days=14)
    first_check_in = next(planned for planned in plan if "check-in" in planned.step_id)
    assert first_check_in.day <= 16
    assert [planned.step_id for planned in plan[-2:]] == ["baseline", "goodbye"]
    assert "last-meeting" in {planned.step_id for planned in plan}


@pytest.mark.parametrize("kind", Kind)
def test_the_shelf_is_never_empty_in_half_a_year(kind: Kind) -> None:
    journey, prompts = JOURNEYS[kind], load_library()
    for rhythm in (7, 14, 21, 28, 30):
        seen: dict[str, set[str]] = {}
        for planned in journey.plan(length_days=182, rhythm_days=rhythm):
            step = journey.step(planned.step_id)
            for audience in journey.audiences(planned.recipient) if step.prompt else ():
                already = seen.setdefault(audience, set())
                prompt = (
                    prompts[step.fixed_prompt]
                    if step.fixed_prompt
                    else prompts.choose(
                        kind=kind, audience=audience, stage=str(step.stage), already_seen=already, seed=planned.day
                    )
                )
                assert prompt is not None
                assert prompt.id not in already
                already.add(prompt.id)
