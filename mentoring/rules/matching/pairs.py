"""A round of one-to-one mentoring: the pool in, the best possible pairs out, with reasons and proof."""

from collections.abc import Iterable, Mapping

import numpy as np

from mentoring.rules.matching.alternatives import next_best
from mentoring.rules.matching.assignment import best_assignment
from mentoring.rules.matching.competition import shortfalls
from mentoring.rules.matching.discretion import in_the_open
from mentoring.rules.matching.draft import Pair, SolvedPairs
from mentoring.rules.matching.explanation import broken_rules, explain_unmatched, reasons_for_pair
from mentoring.rules.matching.openings import best_opening
from mentoring.rules.matching.population import UNKNOWN, Population, populate
from mentoring.rules.matching.rules import unchecked
from mentoring.rules.matching.score import Scoring, parts, scores, scoring
from mentoring.rules.matching.values import (
    USUAL_AIMS,
    Aim,
    Aims,
    Alternative,
    Candidate,
    Certificate,
    Crowd,
    Member,
    Opening,
    Proposal,
    Reason,
    RefusedLock,
    Role,
    Round,
    Rules,
    Unmatched,
    Weights,
)


def solve_pairs(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
    *,
    aims: Aims = USUAL_AIMS,
) -> Round:
    """The best round of mentors and mentees under these rules, judged by these aims.

    The same people, rules and seed give the same round, in whatever order the people come. `managers` holds the nearest
    manager of people by id, for those above the candidates; `None` there says that nobody is above. Somebody who is
    both may mentor one person and be mentored by another, or by the same. Raises ValueError for two candidates with one id, and for a mentee
    who asks for several mentors at once.
    """
    _, solved = draft_pairs(candidates, rules, weights, seed, managers, aims=aims)
    return solved


def draft_pairs(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
    *,
    aims: Aims = USUAL_AIMS,
) -> tuple[SolvedPairs, Round]:
    """As `solve_pairs`, with the draft that answers what a change would do."""
    pool = populate(candidates, managers or {}, seed)
    if any(person.mentee_capacity > 1 for person in pool.people):
        raise ValueError("A mentee has one mentor in a round of pairs.")
    by = scoring(pool, weights)
    locked, refused = _locks(pool, rules)
    draft = _solve(by, rules, locked, aims)
    return draft, _round(draft, refused)


def _solve(by: Scoring, rules: Rules, locked: list[Pair], aims: Aims) -> SolvedPairs:
    people = by.pool.people
    capacity = np.array([person.mentor_capacity for person in people], dtype=np.intp)
    seeking = np.array([person.mentee_capacity > 0 for person in people], dtype=bool)
    waited = np.array([person.unmatched_last_time for person in people], dtype=bool)
    mentors = np.flatnonzero(capacity)
    settled = waited.copy()
    for mentor, mentee in locked:
        capacity[mentor] -= 1
        seeking[mentee] = settled[mentor] = False
    rows = np.flatnonzero(seeking)
    table = scores(by, rules, rows, mentors)
    return SolvedPairs(
        by=by,
        rules=rules,
        aims=aims,
        locked=tuple(locked),
        rows=rows,
        mentors=mentors,
        scores=table,
        locked_scores=tuple(1 + sum(points for _, points in parts(by, mentee, mentor)) for mentor, mentee in locked),
        capacity=capacity[mentors],
        row_waited=waited[rows],
        mentor_waited=settled[mentors],
        solved=best_assignment(table, capacity[mentors], waited[rows], settled[mentors], aims),
    )


def _round(draft: SolvedPairs, refused: tuple[RefusedLock, ...]) -> Round:
    by, pool, rules, solved = draft.by, draft.pool, draft.rules, draft.solved
    matched = np.flatnonzero(solved.column_of != UNKNOWN)
    nearest = _Nearest(draft)
    proposals = [_proposal(by, pair, locked=True) for pair in draft.locked]
    proposals += [
        _proposal(by, (int(draft.mentors[solved.column_of[row]]), int(draft.rows[row])), nearest.of(int(row)))
        for row in matched
    ]
    proposals.sort(key=lambda proposal: tuple(member.id for member in proposal.members))
    locked_total = sum(draft.locked_scores)
    together = [tuple(pool.position[member.id] for member in proposal.members) for proposal in proposals]
    with in_the_open(draft) as told:
        unmatched, crowds, opening = _unmatched(told, together), _crowds(told), _opening(told)
    return Round(
        proposals=tuple(proposals),
        unmatched=unmatched,
        unchecked=unchecked(pool, rules),
        refused_locks=refused,
        objective=draft.objective,
        certificate=Certificate(
            method="exact_assignment_with_prices",
            value=solved.total + locked_total,
            bound=solved.bound + locked_total,
            gap=solved.bound - solved.total,
            worst_bound=solved.worst_bound,
            proven=solved.bound == solved.total,
        ),
        crowds=crowds,
        opening=opening,
    )


def _opening(draft: SolvedPairs) -> Opening | None:
    """Nobody knows how well a mentor who is not there yet would fit, so with a floor nothing can be promised."""
    if draft.aims.first is Aim.BEST_FIT or draft.aims.floor > 1:
        return None
    return best_opening(draft.pool, draft.rules, draft.scores, draft.rows, draft.mentors, draft.solved.column_of)


def _crowds(draft: SolvedPairs) -> tuple[Crowd, ...]:
    """Best fit leaves people out for the sake of points, not for want of places."""
    if draft.aims.first is Aim.BEST_FIT:
        return ()
    return tuple(
        Crowd(mentees=crowd.rows.size, mentors=crowd.columns.size, places=crowd.places, left=crowd.lacking)
        for crowd in shortfalls(draft.scores, draft.aims.floor, draft.capacity, draft.solved.column_of)
    )


class _Nearest:
    """The next best of both sides of every match."""

    def __init__(self, draft: SolvedPairs) -> None:
        self._draft = draft
        self._found = next_best(draft.solved.market, draft.solved.optimum, draft.solved.column_of)

    def of(self, row: int) -> tuple[Alternative, ...]:
        draft, found = self._draft, self._found
        column = draft.solved.column_of[row]
        people, on = draft.pool.people, draft.solved.market
        near = [
            (Role.MENTEE, draft.mentors, int(found.column_for[row]), int(found.row_cost[row])),
            (Role.MENTOR, draft.rows, int(found.row_for[column]), int(found.column_cost[column])),
        ]
        return tuple(
            Alternative(
                role=role,
                id=people[others[nth]].id,
                points=cost // on.scale,
                costs_a_match=draft.aims.first is Aim.MOST_PEOPLE and cost > on.premium // 2,
            )
            for role, others, nth, cost in near
            if nth != UNKNOWN
        )


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
    return broken_rules(pool, rules, (pool.position[mentee], pool.position[mentor]))


def _proposal(by: Scoring, pair: Pair, alternatives: tuple[Alternative, ...] = (), *, locked: bool = False) -> Proposal:
    mentor, mentee = pair
    points = parts(by, mentee, mentor)
    people = by.pool.people
    return Proposal(
        members=(Member(people[mentor].id, Role.MENTOR), Member(people[mentee].id, Role.MENTEE)),
        score=1 + sum(point for _, point in points),
        parts=points,
        reasons=reasons_for_pair(by, mentee, mentor),
        locked=locked,
        alternatives=alternatives,
    )


def _unmatched(draft: SolvedPairs, matches: list[tuple[int, ...]]) -> tuple[Unmatched, ...]:
    """Mentees without a mentor, then mentors without a mentee, each by id."""
    people = draft.pool.people
    mentees = np.flatnonzero([person.mentee_capacity > 0 for person in people])
    reach = draft.scores >= draft.aims.floor if draft.aims.floor > 1 else None
    told: list[Unmatched] = []
    for role, seat, everybody, others, listed, axis in (
        (Role.MENTEE, 1, mentees, draft.mentors, draft.rows, 1),
        (Role.MENTOR, 0, draft.mentors, mentees, draft.mentors, 0),
    ):
        left = np.setdiff1d(everybody, np.array([match[seat] for match in matches], dtype=np.intp))
        well_enough = None if reach is None else reach.sum(axis=axis)[np.searchsorted(listed, left)]
        unmatched = explain_unmatched(draft.pool, draft.rules, role, left, others, well_enough)
        told += sorted(unmatched, key=lambda person: person.id)
    return tuple(told)
