"""A round of one-to-one mentoring: the pool in, the best possible pairs out, with reasons and proof."""

from collections.abc import Iterable, Mapping

import numpy as np

from mentoring.rules.matching.assignment import Assignment, best_assignment
from mentoring.rules.matching.explanation import broken_rules, explain_unmatched, reasons_for_pair
from mentoring.rules.matching.population import UNKNOWN, Ids, Population, populate
from mentoring.rules.matching.rules import unchecked
from mentoring.rules.matching.score import Scoring, parts, scores, scoring
from mentoring.rules.matching.values import (
    Candidate,
    Certificate,
    Member,
    Objective,
    Proposal,
    Reason,
    RefusedLock,
    Role,
    Round,
    Rules,
    Unmatched,
    Weights,
)

Pair = tuple[int, int]
"""Positions of a mentor and a mentee."""


def solve_pairs(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
) -> Round:
    """The best round of mentors and mentees under these rules.

    The same people, rules and seed give the same round, in whatever order the people come. `managers` holds the nearest
    manager of people by id, for those above the candidates; `None` there says that nobody is above. Somebody who is
    both may mentor one person and be mentored by another, or by the same. Raises ValueError for two candidates with one id, and for a mentee
    who asks for several mentors at once.
    """
    pool = populate(candidates, managers or {}, seed)
    if any(person.mentee_capacity > 1 for person in pool.people):
        raise ValueError("A mentee has one mentor in a round of pairs.")
    by = scoring(pool, weights)
    locked, refused = _locks(pool, rules)
    capacity = np.array([person.mentor_capacity for person in pool.people], dtype=np.intp)
    seeking = np.array([person.mentee_capacity > 0 for person in pool.people], dtype=bool)
    mentors, mentees = np.nonzero(capacity)[0], np.nonzero(seeking)[0]
    for mentor, mentee in locked:
        capacity[mentor] -= 1
        seeking[mentee] = False
    rows = np.nonzero(seeking)[0]
    solved = _solve(by, rules, rows, mentors, capacity, {mentor for mentor, _ in locked})
    chosen = [
        (int(mentors[column]), int(row))
        for row, column in zip(rows, solved.column_of, strict=True)
        if column != UNKNOWN
    ]
    proposals = [_proposal(by, pair, locked=True) for pair in locked] + [_proposal(by, pair) for pair in chosen]
    proposals.sort(key=lambda proposal: tuple(member.id for member in proposal.members))
    locked_total = sum(proposal.score for proposal in proposals if proposal.locked)
    return Round(
        proposals=tuple(proposals),
        unmatched=_unmatched(pool, rules, mentors, mentees, [*locked, *chosen]),
        unchecked=unchecked(pool, rules),
        refused_locks=refused,
        objective=_objective(pool, proposals),
        certificate=Certificate(
            method="exact_assignment_with_prices",
            value=solved.total + locked_total,
            bound=solved.bound + locked_total,
            gap=solved.bound - solved.total,
            worst_bound=solved.floor,
            proven=solved.bound == solved.total,
        ),
    )


def _solve(by: Scoring, rules: Rules, rows: Ids, mentors: Ids, capacity: Ids, settled: set[int]) -> Assignment:
    waited = np.array([person.unmatched_last_time for person in by.pool.people], dtype=bool)
    mentor_waited = waited[mentors] & ~np.isin(mentors, list(settled))
    return best_assignment(scores(by, rules, rows, mentors), capacity[mentors], waited[rows], mentor_waited)


def _locks(pool: Population, rules: Rules) -> tuple[list[Pair], tuple[RefusedLock, ...]]:
    """The locks that can be kept, and the others with the reason. Locks come first, but never over a hard rule."""
    places = {person.id: person.mentor_capacity for person in pool.people}
    seeking = {person.id for person in pool.people if person.mentee_capacity}
    kept, refused = [], []
    for mentor, mentee in sorted(rules.locks):
        reasons = _against_lock(pool, rules, mentor, mentee)
        if not reasons and (not places[mentor] or mentee not in seeking):
            reasons = (Reason("no_place_left"),)
        if reasons:
            refused.append(RefusedLock(pair=(mentor, mentee), reasons=reasons))
        else:
            places[mentor] -= 1
            seeking.discard(mentee)
            kept.append((pool.position[mentor], pool.position[mentee]))
    return kept, tuple(refused)


def _against_lock(pool: Population, rules: Rules, mentor: str, mentee: str) -> tuple[Reason, ...]:
    if mentor not in pool.position or mentee not in pool.position or mentor == mentee:
        return (Reason("not_in_this_round"),)
    return broken_rules(pool, rules, pool.position[mentee], pool.position[mentor])


def _proposal(by: Scoring, pair: Pair, *, locked: bool = False) -> Proposal:
    mentor, mentee = pair
    points = parts(by, mentee, mentor)
    people = by.pool.people
    return Proposal(
        members=(Member(people[mentor].id, Role.MENTOR), Member(people[mentee].id, Role.MENTEE)),
        score=1 + sum(point for _, point in points),
        parts=points,
        reasons=reasons_for_pair(by, mentee, mentor),
        locked=locked,
    )


def _unmatched(
    pool: Population, rules: Rules, mentors: Ids, mentees: Ids, matches: list[Pair]
) -> tuple[Unmatched, ...]:
    """Mentees without a mentor, then mentors without a mentee, each by id."""
    left = {
        Role.MENTEE: (np.setdiff1d(mentees, [mentee for _, mentee in matches]), mentors),
        Role.MENTOR: (np.setdiff1d(mentors, [mentor for mentor, _ in matches]), mentees),
    }
    return tuple(
        person
        for role, (people, others) in left.items()
        for person in sorted(explain_unmatched(pool, rules, role, people.astype(np.intp), others), key=lambda u: u.id)
    )


def _objective(pool: Population, proposals: list[Proposal]) -> Objective:
    waited = {member for proposal in proposals for member in proposal.members}
    return Objective(
        matched=len(proposals),
        matched_who_waited=sum(pool.people[pool.position[member.id]].unmatched_last_time for member in waited),
        worst=min((proposal.score for proposal in proposals if not proposal.locked), default=0),
        total=sum(proposal.score for proposal in proposals),
    )
