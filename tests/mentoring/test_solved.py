"""Solved drafts as the worker keeps them: what a change would do, what other aims would cost, and no wish in any figure."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlers.views.match import UNSAID
from mentoring.draft_edits import Settings
from mentoring.pool import Facts, pool_of
from mentoring.programmes import ProgrammeRules
from mentoring.rules.matching.values import Aim, Aims, Ban, Change, Lock, Part, Reason, Rules, Swap, Weights
from mentoring.solved import Difference, compared, prices, solved, what_if
from mentoring.solving import answer
from tests.mentoring.test_pool import PLACE
from tests.town import MONDAY

GOALS = ("feedback", "leadership", "network")
NAMES = ("UAMINA", "UBO", "UCHEN", "UDANA", "UESI", "UFINN")
TEAMS = ("north", "south", "west")
Wishes = tuple[tuple[str, str, str], ...]
"""Who, `with` or `not_with`, and about whom; a person's wishes from the dearest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Somebody enrolled, as far as these tests tell people apart."""

    name: str
    role: str
    capacity: int = 1
    wants: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    level: int | None = None
    team: str | None = None


def facts(
    people: Sequence[Somebody],
    wishes: Wishes = (),
    *,
    rules: Rules | None = None,
    weights: Weights | None = None,
    aims: Aims | None = None,
    in_groups: bool = False,
) -> Facts:
    """What a round of these people is made from."""
    places = [
        list(
            (
                PLACE
                | {
                    "enrolment_id": number,
                    "slack_id": person.name,
                    "role": person.role,
                    "capacity": person.capacity,
                    "goals_wanted": list(person.wants),
                    "goals_offered": list(person.offers),
                    "level": person.level,
                    "team": person.team,
                }
            ).values()
        )
        for number, person in enumerate(people)
    ]
    rows: dict[str, list[Any]] = {"places": places, "wishes": [[who, kind, about] for who, kind, about in wishes]}
    return Facts(
        programme_id=1,
        in_groups=in_groups,
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 9, 7),
        rules=rules or Rules(same_team=True),
        weights=weights or Weights(),
        aims=aims or Aims(),
        now=MONDAY,
        slices=tuple((name, json.dumps(told)) for name, told in rows.items()),
    )


SOMEBODY = st.builds(
    Somebody,
    name=st.just(""),
    role=st.sampled_from(["mentee", "mentee", "mentor", "both"]),
    capacity=st.integers(1, 2),
    wants=st.lists(st.sampled_from(GOALS), max_size=2, unique=True).map(tuple),
    offers=st.lists(st.sampled_from(GOALS), max_size=2, unique=True).map(tuple),
    level=st.none() | st.integers(1, 4),
    team=st.none() | st.sampled_from(TEAMS),
)
POOLS = st.lists(SOMEBODY, min_size=2, max_size=len(NAMES)).map(
    lambda people: tuple(replace(person, name=name) for person, name in zip(people, NAMES, strict=False))
)
WEIGHTS = st.builds(Weights, goals=st.integers(0, 5), wishes=st.integers(0, 5), level_gap=st.integers(0, 5))
AIMS = st.builds(Aims, first=st.sampled_from(Aim), lift_worst=st.booleans(), floor=st.sampled_from([1, 150]))


@st.composite
def wishes_among(draw: st.DrawFn, people: Sequence[Somebody], kinds: Sequence[str] = ("with", "not_with")) -> Wishes:
    pairs = draw(
        st.lists(st.sampled_from(list(permutations([each.name for each in people], 2))), max_size=5, unique=True)
    )
    return tuple((who, draw(st.sampled_from(kinds)), about) for who, about in pairs)


def every_change(people: Sequence[Somebody]) -> Iterator[Change]:
    """Whatever could be asked of these people, sensible or not."""
    for one, other in permutations([person.name for person in people], 2):
        yield Lock(mentor=one, mentee=other)
        yield Ban(mentor=one, mentee=other)
        yield Swap(one=one, other=other)


def changed(before: Facts, change: Change) -> Facts:
    """What the draft is made from once the change is made; `what_if` has not refused it."""
    rules = before.rules
    match change:
        case Lock(mentor=mentor, mentee=mentee):
            rules = replace(rules, locks=rules.locks | {(mentor, mentee)})
        case Ban(mentor=mentor, mentee=mentee):
            rules = replace(rules, bans=rules.bans | {(mentor, mentee)})
        case Swap(one=one, other=other):
            mentor_of = matches(before)
            rules = replace(rules, locks=rules.locks | {(mentor_of[other], one), (mentor_of[one], other)})
    return replace(before, rules=rules)


def kept(asked: Facts) -> str:
    """Solve it, and have it kept under the fingerprint that this gives."""
    question = pool_of(asked).question
    fingerprint = question.fingerprint()
    solved(question, fingerprint)
    return fingerprint


def matches(asked: Facts) -> dict[str, str]:
    """Each mentee's mentor."""
    question = pool_of(asked).question
    return {mentee: mentor for mentor, mentee in solved(question, question.fingerprint()).fits}


def told(fingerprint: str, change: Change) -> Difference:
    found = what_if(fingerprint, change)
    assert found is not None
    return found


@settings(max_examples=60)
@given(POOLS, WEIGHTS, st.integers(2, 1000), st.data())
def test_beside_a_floor_nobody_is_matched_below_it_and_who_is_left_out_tells_no_wish(
    people: tuple[Somebody, ...], weights: Weights, floor: int, data: st.DataObject
) -> None:
    asked = Settings(weights=weights, rules=ProgrammeRules(), aims=Aims(floor=floor))
    assume(any(asked.counted.of(part) for part in Part))
    silent = facts(people, weights=asked.counted, aims=asked.aims)
    wishing = facts(people, data.draw(wishes_among(people, ["with"])), weights=asked.counted, aims=asked.aims)
    assert matches(silent) == matches(wishing)
    question = pool_of(wishing).question
    assert all(fit >= floor for fit in solved(question, question.fingerprint()).fits.values())


@settings(max_examples=40)
@given(POOLS, WEIGHTS, AIMS, st.data())
def test_every_what_if_says_what_the_round_solved_anew_says(
    people: tuple[Somebody, ...], weights: Weights, aims: Aims, data: st.DataObject
) -> None:
    before = facts(people, data.draw(wishes_among(people)), weights=weights, aims=aims)
    for change in data.draw(st.lists(st.sampled_from(list(every_change(people))), min_size=1, max_size=4)):
        at_once = told(kept(before), change)
        if at_once.refused:
            assert (at_once.moved, at_once.matched, at_once.mean, at_once.worst) == (
                (),
                at_once.matched_before,
                at_once.mean_before,
                at_once.worst_before,
            )
            continue
        anew = compared(before, changed(before, change))
        assert not anew.refused
        same = (at_once.matched_before, at_once.matched, at_once.mean_before, at_once.worst_before)
        assert (anew.matched_before, anew.matched, anew.mean_before, anew.worst_before) == same
        if at_once.moved == anew.moved:  # of rounds that are equally good, either may be found
            assert at_once == anew


@settings(max_examples=30)
@given(POOLS, st.data())
def test_what_a_what_if_refuses_cannot_be_kept_and_what_it_allows_can(
    people: tuple[Somebody, ...], data: st.DataObject
) -> None:
    before = facts(people, data.draw(wishes_among(people)))
    one, other = data.draw(st.sampled_from(list(permutations([person.name for person in people], 2))))
    lock = Lock(mentor=one, mentee=other)
    assert bool(told(kept(before), lock).refused) == bool(compared(before, changed(before, lock)).refused)


@settings(max_examples=100)
@given(POOLS, WEIGHTS, AIMS, st.data())
def test_figures_of_a_change_tell_no_wish(
    people: tuple[Somebody, ...], weights: Weights, aims: Aims, data: st.DataObject
) -> None:
    """Two pools that differ in nothing but wishes, and lead to the same matches, cannot be told apart."""
    one, other = (
        facts(people, data.draw(wishes_among(people, ["with"])), weights=weights, aims=aims) for _ in range(2)
    )
    assume(one != other)
    assume(matches(one) == matches(other))
    change = data.draw(st.sampled_from(list(every_change(people))))
    seen, seen_too = told(kept(one), change), told(kept(other), change)
    assume(seen.moved == seen_too.moved)
    assert seen == seen_too


@settings(max_examples=40)
@given(POOLS, WEIGHTS, st.data())
def test_prices_tell_no_wish(people: tuple[Somebody, ...], weights: Weights, data: st.DataObject) -> None:
    one, other = (facts(people, data.draw(wishes_among(people, ["with"])), weights=weights) for _ in range(2))
    assume(matches(one) == matches(other))
    seen, seen_too = prices(one), prices(other)
    assume([price.difference.moved for price in seen] == [price.difference.moved for price in seen_too])
    assert seen == seen_too


@settings(max_examples=30)
@given(POOLS, WEIGHTS, AIMS, st.data())
def test_a_price_is_what_a_round_with_those_aims_would_be(
    people: tuple[Somebody, ...], weights: Weights, aims: Aims, data: st.DataObject
) -> None:
    asked = facts(people, data.draw(wishes_among(people)), weights=weights, aims=aims)
    for price in prices(asked):
        assert price.aims != aims
        assert price.aims.floor == aims.floor, "beside a floor other weights count"
        anew = compared(asked, replace(asked, aims=price.aims))
        if price.aims.first is Aim.MOST_PEOPLE:
            assert price.difference.matched == anew.matched
        if price.difference.moved == anew.moved:  # of rounds that are equally good, either may be found
            assert price.difference == anew


@settings(max_examples=60)
@given(POOLS, WEIGHTS, st.booleans(), st.data())
def test_no_sequence_of_changes_tells_a_wish_but_through_who_is_matched(
    people: tuple[Somebody, ...], weights: Weights, lift_worst: bool, data: st.DataObject
) -> None:
    """A patient coordinator changes a draft again and again, and reads every page of it."""
    aims = Aims(lift_worst=lift_worst)
    one, other = (
        facts(people, data.draw(wishes_among(people, ["with"])), weights=weights, aims=aims) for _ in range(2)
    )
    pairs = list(permutations([person.name for person in people], 2))
    for pair, is_lock in data.draw(st.lists(st.tuples(st.sampled_from(pairs), st.booleans()), max_size=4)):
        change = Lock(mentor=pair[0], mentee=pair[1]) if is_lock else Ban(mentor=pair[0], mentee=pair[1])
        one, other = changed(one, change), changed(other, change)
        if matches(one) == matches(other):
            assert pages(one) == pages(other)


def pages(asked: Facts) -> tuple[object, ...]:
    """All that a coordinator reads of a draft but the share of wishes, which stands still."""
    solution = answer(asked, None).solution
    if solution is None:
        return ()
    return (
        [
            (match.members, match.score, match.parts, [why for why in match.why if why[0] not in UNSAID])
            for match in solution.matches
        ],
        solution.unmatched,
        solution.not_kept,
        solution.gaps,
        {name: solution.certificate[name] for name in ("proven", "enrolled", "together", "not_matched")},
    )


def test_locked_pairs_are_part_of_what_other_aims_would_give() -> None:
    locked = replace(PAIRS, rules=Rules(locks=frozenset({("UHUGH", "UMIA")})))
    assert {price.difference.matched for price in prices(locked)} == {2}
    assert {price.difference.changed for price in prices(locked)} == {0}


PAIRS = facts(
    [
        Somebody(name="UMIA", role="mentee", wants=("feedback",)),
        Somebody(name="UNOAH", role="mentee", wants=("network",)),
        Somebody(name="UPRIYA", role="mentor", offers=("feedback",)),
        Somebody(name="UHUGH", role="mentor", offers=("network",)),
    ],
    rules=Rules(),
)
PEERS = facts(
    [Somebody(name=name, role="peer", wants=(GOALS[number % 2],)) for number, name in enumerate(NAMES)],
    rules=Rules(group_size=(3, 3)),
    in_groups=True,
)


def test_a_lock_says_who_would_have_whom_and_how_well_they_would_fit_then() -> None:
    found = told(kept(PAIRS), Lock(mentor="UHUGH", mentee="UMIA"))
    assert [(moved.mentee, moved.before, moved.after) for moved in found.moved] == [
        ("UMIA", "UPRIYA", "UHUGH"),
        ("UNOAH", "UHUGH", "UPRIYA"),
    ]
    assert (found.matched_before, found.matched, found.changed) == (2, 2, 2)
    assert found.mean < found.mean_before


def test_one_who_would_have_nobody_and_one_who_would_have_somebody_are_both_said() -> None:
    asked = facts(
        [
            Somebody(name="UMIA", role="mentee", wants=("feedback",)),
            Somebody(name="UNOAH", role="mentee"),
            Somebody(name="UPRIYA", role="mentor", offers=("feedback",)),
        ],
        rules=Rules(),
    )
    found = told(kept(asked), Lock(mentor="UPRIYA", mentee="UNOAH"))
    assert [(moved.mentee, moved.before, moved.after) for moved in found.moved] == [
        ("UMIA", "UPRIYA", None),
        ("UNOAH", None, "UPRIYA"),
    ]


def test_a_wish_against_and_a_coordinators_ban_refuse_a_lock_in_the_same_words() -> None:
    lock = Lock(mentor="UPRIYA", mentee="UMIA")
    by_ban = replace(PAIRS, rules=Rules(bans=frozenset({("UPRIYA", "UMIA")})))
    apart = json.dumps([["UMIA", "not_with", "UPRIYA"]])
    by_wish = replace(PAIRS, slices=(*[each for each in PAIRS.slices if each[0] != "wishes"], ("wishes", apart)))
    refused = told(kept(by_wish), lock)
    assert refused.refused == (Reason("breaks_rule", ("not_available_to_each_other",)),)
    assert told(kept(by_ban), lock) == refused


def test_only_what_a_change_makes_impossible_counts_against_it() -> None:
    """What could not be kept before is known already."""
    in_vain = replace(PAIRS, rules=Rules(locks=frozenset({("UNOBODY", "UMIA")})))
    ban = replace(in_vain, rules=replace(in_vain.rules, bans=frozenset({("UPRIYA", "UMIA")})))
    assert not compared(in_vain, ban).refused
    assert compared(PAIRS, in_vain).refused == (Reason("not_in_this_round"),)


def test_groups_are_compared_by_whom_everybody_would_be_with() -> None:
    groups = [set(group) for group in solved(pool_of(PEERS).question, kept(PEERS)).fits]
    one, other = min(groups[0]), min(groups[1])
    found = compared(PEERS, replace(PEERS, rules=replace(PEERS.rules, locks=frozenset({(one, other)}))))
    assert (found.matched_before, found.matched) == (6, 6)
    assert found.changed == 6, "one comes in and another goes out, so that both groups are others"
    assert found.moved == ()
    assert compared(PEERS, PEERS).changed == 0


def test_a_kept_draft_of_groups_leaves_every_question_to_a_comparison_and_has_no_prices() -> None:
    assert what_if(kept(PEERS), Lock(mentor=NAMES[0], mentee=NAMES[1])) is None
    assert prices(PEERS) == ()


@pytest.mark.parametrize(
    "people", [[], [Somebody(name="UMIA", role="mentee")], [Somebody(name="UPRIYA", role="mentor")]]
)
def test_a_round_of_nobody_has_a_price_too(people: list[Somebody]) -> None:
    assert {(each.difference.matched, each.difference.mean) for each in prices(facts(people))} == {(0, 0)}


def test_a_fingerprint_this_process_has_not_solved_is_answered_by_nothing() -> None:
    assert what_if("0" * 64, Lock(mentor="UPRIYA", mentee="UMIA")) is None


def test_what_is_asked_about_somebody_who_has_come_since_is_not_refused_but_left_to_a_comparison() -> None:
    fingerprint = kept(PAIRS)
    assert what_if(fingerprint, Lock(mentor="UNEWCOMER", mentee="UMIA")) is None
    assert what_if(fingerprint, Swap(one="UMIA", other="UNEWCOMER")) is None


def test_two_drafts_are_kept_and_the_one_asked_for_longest_ago_goes_first() -> None:
    first, second, third = (replace(PAIRS, programme_id=number) for number in (11, 12, 13))
    lock = Lock(mentor="UHUGH", mentee="UMIA")
    one, two = kept(first), kept(second)
    assert solved(pool_of(first).question, one) is solved(pool_of(first).question, one)
    three = kept(third)
    assert [what_if(each, lock) is None for each in (one, two, three)] == [False, True, False]
    kept(second)
    assert [what_if(each, lock) is None for each in (one, two, three)] == [True, False, False]
