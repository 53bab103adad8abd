"""A draft's list of changes: what it comes to, what is taken back, and how a row keeps it."""

import json
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mentoring.draft_edits import (
    NOTHING_WANTED,
    Edit,
    EditKind,
    Settings,
    Two,
    added,
    from_rows,
    to_rows,
    wanted,
    without,
)
from mentoring.programmes import ProgrammeRules
from mentoring.rules.matching.values import Aim, Aims, Weights
from tests.town import MONDAY

PEOPLE = ("UAMINA", "UBO", "UCHEN", "UDANA", "UESI")
PAIRS = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True).map(lambda two: (two[0], two[1]))
SETTINGS = st.builds(
    Settings,
    weights=st.builds(Weights, goals=st.integers(0, 5), wishes=st.integers(0, 5)),
    rules=st.builds(
        ProgrammeRules,
        reporting_line_levels=st.sampled_from([None, 1, 3]),
        overlap_minutes=st.sampled_from([None, 120]),
        common_language=st.booleans(),
    ),
    aims=st.builds(Aims, first=st.sampled_from(Aim), lift_worst=st.booleans(), floor=st.integers(1, 1000)),
)
BY_HAND = st.builds(
    Edit,
    kind=st.sampled_from([EditKind.TOGETHER, EditKind.APART]),
    by=st.sampled_from(PEOPLE),
    at=st.just(MONDAY),
    pairs=PAIRS.map(lambda pair: (pair,)),
)
OF_SETTINGS = st.builds(
    Edit, kind=st.just(EditKind.SETTINGS), by=st.sampled_from(PEOPLE), at=st.just(MONDAY), settings=SETTINGS
)


def numbered(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    return tuple(replace(edit, id=f"view_submission:V{number}:hash") for number, edit in enumerate(edits))


LISTS = st.lists(BY_HAND | OF_SETTINGS, max_size=12).map(numbered)


def edit(kind: EditKind, *pairs: Two, id_: str = "") -> Edit:
    return Edit(kind=kind, by="UGRACE", at=MONDAY, pairs=pairs, id=id_)


def together(mentor: str, mentee: str) -> Edit:
    return edit(EditKind.TOGETHER, (mentor, mentee))


def apart(mentor: str, mentee: str) -> Edit:
    return edit(EditKind.APART, (mentor, mentee))


def test_nothing_changed_wants_nothing() -> None:
    assert wanted(()) == NOTHING_WANTED


def test_a_mentee_who_is_given_another_mentor_leaves_the_one_before() -> None:
    assert wanted([together("UPRIYA", "UMIA"), together("UHUGH", "UMIA")]).together == {("UHUGH", "UMIA")}


def test_a_mentor_who_is_given_another_mentee_keeps_the_one_before() -> None:
    both = {("UPRIYA", "UMIA"), ("UPRIYA", "UNOAH")}
    assert wanted([together("UPRIYA", "UMIA"), together("UPRIYA", "UNOAH")]).together == both


def test_somebody_may_be_in_one_group_with_several() -> None:
    joins = [together("UMIA", "UNOAH"), together("UJO", "UNOAH")]
    assert wanted(joins, in_groups=True).together == {("UMIA", "UNOAH"), ("UJO", "UNOAH")}


def test_a_swap_is_both_of_its_pairs() -> None:
    swap = edit(EditKind.SWAP, ("UHUGH", "UMIA"), ("UPRIYA", "UNOAH"))
    before = [together("UPRIYA", "UMIA"), together("UHUGH", "UNOAH")]
    assert wanted([*before, swap]).together == {("UHUGH", "UMIA"), ("UPRIYA", "UNOAH")}


def test_of_two_settings_the_later_hold_whatever_was_done_by_hand_between() -> None:
    first, second = (
        Edit(kind=EditKind.SETTINGS, by="UGRACE", at=MONDAY, settings=Settings(weights=w, rules=ProgrammeRules()))
        for w in (Weights(goals=1), Weights(goals=2))
    )
    found = wanted([first, together("UPRIYA", "UMIA"), second])
    assert found.settings == second.settings
    assert found.together == {("UPRIYA", "UMIA")}


def test_wishes_count_as_they_weigh_but_beside_a_floor_they_do_not() -> None:
    asked = Settings(weights=Weights(wishes=4), rules=ProgrammeRules())
    assert asked.counted == asked.weights
    assert replace(asked, aims=Aims(floor=2)).counted == Weights(wishes=0)


def test_only_what_keeps_apart_holds_for_those_matched_later() -> None:
    later = wanted([together("UPRIYA", "UMIA"), apart("UHUGH", "UMIA")]).only_apart
    assert later.together == frozenset()
    assert later.apart == {("UHUGH", "UMIA")}


@given(LISTS, PAIRS, st.booleans(), st.booleans())
def test_the_last_word_on_two_people_holds_whichever_of_them_is_named_first(
    before: tuple[Edit, ...], pair: Two, turned: bool, in_groups: bool
) -> None:
    one, other = pair
    named = (other, one) if turned else pair
    brought = wanted([*before, apart(*named), together(one, other)], in_groups=in_groups)
    assert pair in brought.together
    assert not {frozenset(each) for each in brought.apart} & {frozenset(pair)}
    kept = wanted([*before, together(one, other), apart(*named)], in_groups=in_groups)
    assert named in kept.apart
    assert not {frozenset(each) for each in kept.together} & {frozenset(pair)}


@given(LISTS, st.booleans())
def test_nobody_is_wanted_together_and_apart_and_no_mentee_with_two_mentors(
    edits: tuple[Edit, ...], in_groups: bool
) -> None:
    found = wanted(edits, in_groups=in_groups)
    assert not {frozenset(pair) for pair in found.together} & {frozenset(pair) for pair in found.apart}
    if not in_groups:
        mentees = [mentee for _, mentee in found.together]
        assert len(mentees) == len(set(mentees))


@given(LISTS, LISTS)
def test_a_list_comes_to_the_same_however_often_it_is_said_at_its_end(
    edits: tuple[Edit, ...], more: tuple[Edit, ...]
) -> None:
    assert wanted([*edits, *more, *more]) == wanted([*edits, *more])


@given(LISTS, BY_HAND)
def test_what_is_added_and_taken_back_leaves_no_trace(edits: tuple[Edit, ...], one_more: Edit) -> None:
    mine = replace(one_more, id="view_submission:VMINE:hash")
    assert without(added(edits, mine), mine.id) == edits


@given(LISTS, BY_HAND, BY_HAND)
def test_a_change_taken_back_twice_takes_no_later_one_with_it(
    edits: tuple[Edit, ...], first: Edit, second: Edit
) -> None:
    first, second = replace(first, id="V1"), replace(second, id="V2")
    later = added(without(added(edits, first), first.id), second)
    assert without(later, first.id) == later


@given(LISTS)
def test_a_row_keeps_every_change_to_the_letter(edits: tuple[Edit, ...]) -> None:
    assert from_rows(json.loads(json.dumps(to_rows(edits)))) == edits


@given(SETTINGS)
def test_rules_a_draft_does_not_ask_about_stay_the_programmes(settings: Settings) -> None:
    programme = ProgrammeRules(group_minimum=4, group_maximum=8, ask_first=True, wishes_first=True)
    found = settings.rules_in(programme)
    assert (found.group_minimum, found.group_maximum, found.ask_first, found.wishes_first) == (4, 8, True, True)
    assert found.reporting_line_levels == settings.rules.reporting_line_levels
    assert found.overlap_minutes == settings.rules.overlap_minutes
    assert found.common_language == settings.rules.common_language
