"""A coordinator who reads everything cannot tell a *not with*, a decline, leave and a ban from one another."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Aims, Ban, Candidate, Lock, Reason, RefusedLock, Role, Round, Rules, Swap, Weights
from mentoring.rules.matching.circles import solve_circles
from mentoring.rules.matching.draft import SolvedPairs
from mentoring.rules.matching.group_mentoring import solve_group_mentoring
from mentoring.rules.matching.groups import solve_groups
from mentoring.rules.matching.listing import allowed_pairs, allowed_peers
from mentoring.rules.matching.pairs import draft_pairs, solve_pairs
from mentoring.rules.matching.peer_pairs import solve_peer_pairs
from tests.mentoring.rules.matching.matching_pools import all_rules, pools

People = list[Candidate]
Asked = tuple[People, Rules]
Engine = Callable[[People, Rules], Round]
PLAIN = Weights()
TEAMS = Rules(same_team=True, group_size=(3, 4))
REFUSED = Reason("breaks_rule", ("not_available_to_each_other",))

ENGINES: dict[str, Engine] = {
    "pairs": lambda people, rules: solve_pairs(people, rules, PLAIN, 0),
    "pairs with a floor": lambda people, rules: solve_pairs(people, rules, PLAIN, 0, aims=Aims(floor=200)),
    "group mentoring": lambda people, rules: solve_group_mentoring(people, rules, PLAIN, 0),
    "peer pairs": lambda people, rules: solve_peer_pairs(people, rules, PLAIN, 0),
    "peer groups": lambda people, rules: solve_groups(people, rules, PLAIN, 0),
    "circles": lambda people, rules: solve_circles(people, rules, PLAIN, 0, mentees={}),
}


def named_by_the_other(people: People, rules: Rules) -> Asked:
    """Everybody who is not wanted has a *not with* of their own instead."""
    apart = {(other, person.id) for person in people for other in person.not_with}
    return [replace(person, not_with=frozenset(b for a, b in apart if a == person.id)) for person in people], rules


def banned(people: People, rules: Rules) -> Asked:
    """A coordinator keeps them apart, or has noted a decline."""
    bans = {(person.id, other) for person in people for other in person.not_with}
    return [replace(person, not_with=frozenset()) for person in people], replace(rules, bans=rules.bans | bans)


def ban_turned_round(people: People, rules: Rules) -> Asked:
    return people, replace(rules, bans=frozenset((other, one) for one, other in rules.bans))


def wished(people: People, rules: Rules) -> Asked:
    """Each of two whom a coordinator keeps apart would rather not be with the other."""
    apart = {*rules.bans, *((other, one) for one, other in rules.bans)}
    return [
        replace(person, not_with=person.not_with | {b for a, b in apart if a == person.id}) for person in people
    ], replace(rules, bans=frozenset())


def avoided(people: People, rules: Rules) -> Asked:
    """Nobody is away, but those who were are avoided by everybody."""
    away = frozenset(person.id for person in people if person.on_leave)
    return [replace(person, on_leave=False, not_with=person.not_with | away - {person.id}) for person in people], rules


def avoiding(people: People, rules: Rules) -> Asked:
    """Nobody is away, but those who were avoid everybody."""
    everybody = frozenset(person.id for person in people)
    return [
        replace(person, on_leave=False, not_with=everybody - {person.id}) if person.on_leave else person
        for person in people
    ], rules


OTHER_CAUSES = (named_by_the_other, banned, ban_turned_round, wished, avoided, avoiding)


@st.composite
def some_away(draw: st.DrawFn) -> People:
    return [replace(person, on_leave=draw(st.sampled_from([False, False, True]))) for person in draw(pools(least=2))]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("other_cause", OTHER_CAUSES)
@settings(max_examples=8, deadline=None)
@given(people=some_away(), rules=all_rules())
def test_the_same_pairs_kept_apart_for_another_cause_make_the_same_round(
    engine: str, other_cause: Callable[[People, Rules], Asked], people: People, rules: Rules
) -> None:
    solve = ENGINES[engine]
    assert solve(*other_cause(people, rules)) == solve(people, rules)


@pytest.mark.parametrize("other_cause", OTHER_CAUSES)
@settings(max_examples=25, deadline=None)
@given(people=some_away(), rules=all_rules())
def test_the_exported_pairs_and_every_what_if_are_the_same_too(
    other_cause: Callable[[People, Rules], Asked], people: People, rules: Rules
) -> None:
    other, other_rules = other_cause(people, rules)
    for listing in (allowed_pairs, allowed_peers):
        assert list(listing(other, other_rules, PLAIN, 0, {})) == list(listing(people, rules, PLAIN, 0, {}))
    one, _ = draft_pairs(people, rules, PLAIN, 0)
    same, _ = draft_pairs(other, other_rules, PLAIN, 0)
    assert everything_asked(same) == everything_asked(one)


def everything_asked(draft: SolvedPairs) -> list[object]:
    """What a patient coordinator hears who tries all locks, bans and swaps, and every other aim."""
    ids = sorted(person.id for person in draft.pool.people)
    pairs = [(one, other) for one in ids for other in ids if one != other]
    locks = [draft.what_if(Lock(mentor=one, mentee=other)) for one, other in pairs]
    bans = [draft.what_if(Ban(mentor=one, mentee=other)) for one, other in pairs]
    swaps = [draft.what_if(Swap(one=one, other=other)) for one, other in pairs]
    return [*locks, *bans, *swaps, *draft.choices(floor=200)]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25, deadline=None)
@given(data=st.data(), people=pools(least=2), rules=all_rules())
def test_what_is_said_of_those_left_over_is_the_same_when_one_of_them_goes_on_leave(
    engine: str, data: st.DataObject, people: People, rules: Rules
) -> None:
    """Nothing that is read of somebody depends on who is available to them, as long as the matches are the same."""
    solve = ENGINES[engine]
    before = solve(people, rules)
    together = {member.id for proposal in before.proposals for member in proposal.members}
    left = sorted({person.id for person in before.unmatched} - together)
    assume(left)
    one = data.draw(st.sampled_from(left))
    after = solve([replace(person, on_leave=True) if person.id == one else person for person in people], rules)
    assume([each.members for each in after.proposals] == [each.members for each in before.proposals])
    assert (after.unmatched, after.crowds, after.opening) == (before.unmatched, before.crowds, before.opening)
    assert (after.unchecked, after.objective) == (before.unchecked, before.objective)


NOOR = Candidate(id="noor", mentee_capacity=1)
AWAY = replace(NOOR, on_leave=True)
RATHER_NOT = replace(NOOR, not_with=frozenset({"mentor"}))
RATHER_NOBODY = replace(NOOR, not_with=frozenset({"mentor", "mia"}))


def one_mentor_for_mia_and(noor: Candidate) -> People:
    mia = Candidate(id="mia", mentee_capacity=1, unmatched_last_time=True)
    return [Candidate(id="mentor", mentor_capacity=1), mia, noor]


@pytest.mark.parametrize(
    "noor",
    [NOOR, AWAY, RATHER_NOT, RATHER_NOBODY],
    ids=["simply later than others", "on leave", "would rather not", "would rather be with nobody"],
)
def test_whoever_waits_reads_the_same_whether_places_or_availability_are_wanting(noor: Candidate) -> None:
    (left,) = solve_pairs(one_mentor_for_mia_and(noor), Rules(), PLAIN, 0).unmatched
    assert left.reasons == (Reason("no_suitable_mentor_free", (1,)),)
    assert left.change == Reason("one_more_place_with_a_suitable_mentor", (1,))


def test_other_rules_keep_the_counts_they_would_have_without_it() -> None:
    team = [Candidate(id=f"mentor {number}", mentor_capacity=1, team=f"{number % 2}") for number in range(4)]
    mentee = Candidate(id="mia", mentee_capacity=1, team="0", not_with=frozenset({"mentor 0", "mentor 1", "mentor 3"}))
    (left,) = (each for each in solve_pairs([*team, mentee], TEAMS, PLAIN, 0).unmatched if each.role is Role.MENTEE)
    assert left.reasons == (
        Reason("no_suitable_mentor_free", (2,)),
        Reason("removed_by_rule", ("same_team", 2)),
    )


def test_a_lock_with_somebody_away_is_refused_as_one_with_somebody_who_would_rather_not() -> None:
    lock = Rules(locks=frozenset({("mentor", "noor")}))
    for noor in (AWAY, RATHER_NOT):
        solved = solve_pairs(one_mentor_for_mia_and(noor), lock, PLAIN, 0)
        assert solved.refused_locks == (RefusedLock(pair=("mentor", "noor"), reasons=(REFUSED,)),)
        draft, _ = draft_pairs(one_mentor_for_mia_and(noor), Rules(), PLAIN, 0)
        assert draft.what_if(Lock(mentor="mentor", mentee="noor")).refused == (REFUSED,)


def test_where_a_rule_stands_in_the_way_as_well_only_the_rule_is_named() -> None:
    people = [
        Candidate(id="mentor", mentor_capacity=1, team="north", not_with=frozenset({"mia"})),
        Candidate(id="mia", mentee_capacity=1, team="north"),
    ]
    refused = solve_pairs(people, replace(TEAMS, locks=frozenset({("mentor", "mia")})), PLAIN, 0).refused_locks
    assert refused[0].reasons == (Reason("breaks_rule", ("same_team",)),)


def test_whoever_would_have_a_place_if_all_were_available_is_in_no_crowd() -> None:
    free = Candidate(id="free", mentor_capacity=1)
    taken = Candidate(id="taken", mentor_capacity=1, goals_offered=frozenset({"feedback"}))
    mia = Candidate(id="mia", mentee_capacity=1, team="south", goals_wanted=("feedback",))
    at_once = [mia, replace(NOOR, not_with=frozenset({"free", "taken"})), free, taken]
    if_mia_moves = [
        mia,
        replace(NOOR, team="north", not_with=frozenset({"taken"})),
        replace(free, team="north"),
        taken,
    ]
    for people in (at_once, if_mia_moves):
        solved = solve_pairs(people, TEAMS, PLAIN, 0)
        assert {person.id for person in solved.unmatched} == {"noor", "free"}
        assert (solved.crowds, solved.opening) == ((), None)


def test_the_scores_are_given_back_as_they_were() -> None:
    draft, _ = draft_pairs(one_mentor_for_mia_and(AWAY), Rules(), PLAIN, 0)
    away = draft.rows.tolist().index(draft.pool.position["noor"])
    assert draft.scores[away].tolist() == [0]
