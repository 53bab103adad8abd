"""Group mentoring: enough mentees or none, duos as one mentor, and as good as brute force."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Role, Round, Rules, Weights
from mentoring.rules.matching.group_mentoring import solve_group_mentoring
from mentoring.rules.matching.population import populate
from mentoring.rules.matching.rules import forbidden
from tests.mentoring.rules.matching.matching_pools import all_rules, every_pair, office_hours, pools, random_pool

PLAIN = Weights()


def groups_of(solved: Round) -> list[tuple[list[str], list[str]]]:
    return [
        (
            [member.id for member in proposal.members if member.role is Role.MENTOR],
            [member.id for member in proposal.members if member.role is Role.MENTEE],
        )
        for proposal in solved.proposals
    ]


def kept_apart(people: list[Candidate], rules: Rules) -> set[frozenset[str]]:
    """Mentees who must not share a group: for a ban, leave, a *not with* or a reporting line."""
    pool = populate(people, {}, 0)
    everybody = np.arange(len(people))
    shut = forbidden(
        pool,
        Rules(reporting_line=rules.reporting_line, bans=rules.bans, common_language=rules.common_language),
        everybody,
        everybody,
    )
    return {frozenset((pool.people[a].id, pool.people[b].id)) for a, b in np.argwhere(shut) if a != b}


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pools(), all_rules(), st.sampled_from([1, 2, 3]))
def test_no_round_matches_more_or_better(people: list[Candidate], rules: Rules, fewest: int) -> None:
    rules = Rules(reporting_line=rules.reporting_line, same_team=rules.same_team, bans=rules.bans)
    scores, apart = every_pair(people, rules, PLAIN), kept_apart(people, rules)
    by_id = {person.id: person for person in people}
    mentees = [person.id for person in people if person.mentee_capacity]

    def allowed(chosen: tuple[str | None, ...]) -> bool:
        groups: dict[str, list[str]] = {}
        for mentee, mentor in zip(mentees, chosen, strict=True):
            if mentor is not None:
                groups.setdefault(mentor, []).append(mentee)
        return all(
            fewest <= len(group) <= by_id[mentor].mentor_capacity
            and not any(frozenset(pair) in apart for pair in combinations(group, 2))
            for mentor, group in groups.items()
        )

    options = [[None, *(mentor for mentor, other in scores if other == mentee)] for mentee in mentees]
    best = max(
        (
            sum(mentor is not None for mentor in chosen),
            sum(by_id[mentee].unmatched_last_time for mentee, mentor in zip(mentees, chosen, strict=True) if mentor),
            sum(scores[mentor, mentee] for mentee, mentor in zip(mentees, chosen, strict=True) if mentor),
        )
        for chosen in product(*options)
        if allowed(chosen)
    )
    solved = solve_group_mentoring(people, rules, PLAIN, 0, fewest=fewest)
    assert (solved.objective.matched, solved.objective.matched_who_waited, solved.objective.total) == best
    assert solved.certificate.proven


def test_a_mentor_takes_enough_mentees_or_none() -> None:
    people = random_pool(80, 2)
    rules = Rules(reporting_line=2, overlap_minutes=120, common_language=True)
    solved = solve_group_mentoring(people, rules, PLAIN, 0, fewest=3)
    capacity = {person.id: person.mentor_capacity for person in people}
    assert groups_of(solved)
    for (mentor,), mentees in groups_of(solved):
        assert 3 <= len(mentees) <= capacity[mentor]
    placed = {each for mentors, mentees in groups_of(solved) for each in [*mentors, *mentees]}
    assert {person.id for person in solved.unmatched} == {person.id for person in people} - placed


def test_two_who_do_not_get_on_are_in_different_groups() -> None:
    people = [
        Candidate(id="ada", mentor_capacity=4),
        Candidate(id="bo", mentor_capacity=4),
        *(Candidate(id=name, mentee_capacity=1) for name in ("chen", "dana", "esi")),
        Candidate(id="finn", mentee_capacity=1, not_with=frozenset({"chen"})),
    ]
    solved = solve_group_mentoring(people, Rules(), PLAIN, 0, fewest=2)
    assert solved.objective.matched == 4
    assert not any({"chen", "finn"} <= set(mentees) for _, mentees in groups_of(solved))


def test_a_group_shares_a_window() -> None:
    people = [
        Candidate(id="ada", mentor_capacity=2, week=office_hours(6, 18)),
        Candidate(id="bo", mentee_capacity=1, week=office_hours(6, 10)),
        Candidate(id="chen", mentee_capacity=1, week=office_hours(14, 18)),
    ]
    assert groups_of(solve_group_mentoring(people, Rules(overlap_minutes=60), PLAIN, 0, fewest=2)) == []
    assert len(groups_of(solve_group_mentoring(people, Rules(overlap_minutes=60), PLAIN, 0, fewest=1))) == 1


def test_a_duo_is_one_mentor_whose_rules_both_hold() -> None:
    people = [
        Candidate(id="ada", mentor_capacity=3, team="north"),
        Candidate(id="bo", mentor_capacity=2, team="south"),
        Candidate(id="chen", mentee_capacity=1, team="north"),
        Candidate(id="dana", mentee_capacity=1, team="west"),
        Candidate(id="esi", mentee_capacity=1, team="west"),
        Candidate(id="finn", mentee_capacity=1, team="west"),
    ]
    solved = solve_group_mentoring(people, Rules(same_team=True), PLAIN, 0, fewest=2, duos=[("bo", "ada")])
    ((mentors, mentees),) = groups_of(solved)
    assert mentors == ["ada", "bo"]
    assert len(mentees) == 2
    assert "chen" not in mentees


def test_a_lock_is_kept_or_refused_aloud() -> None:
    people = [
        Candidate(id="ada", mentor_capacity=2),
        Candidate(id="bo", mentor_capacity=2, not_with=frozenset({"esi"})),
        *(Candidate(id=name, mentee_capacity=1) for name in ("chen", "dana", "esi", "finn")),
    ]
    rules = Rules(locks=frozenset({("ada", "chen"), ("bo", "esi"), ("bo", "nobody")}))
    solved = solve_group_mentoring(people, rules, PLAIN, 0, fewest=2)
    assert any(mentors == ["ada"] and "chen" in mentees for mentors, mentees in groups_of(solved))
    assert [(refused.pair, refused.reasons[0].code) for refused in solved.refused_locks] == [
        (("bo", "esi"), "breaks_rule"),
        (("bo", "nobody"), "not_in_this_round"),
    ]


def test_a_duo_of_somebody_who_is_no_mentor_is_refused() -> None:
    people = [Candidate(id="ada", mentor_capacity=2), Candidate(id="bo", mentee_capacity=1)]
    with pytest.raises(ValueError, match="duo"):
        solve_group_mentoring(people, Rules(), PLAIN, 0, duos=[("ada", "bo")])
