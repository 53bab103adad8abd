"""A round of group mentoring: every mentor, or fixed duo of mentors, with enough mentees to make a group, or with none.

First the round is solved as if any number would do, which `assignment` does exactly. If every group that comes out is large
enough and all its people may sit together, nothing can be better. Otherwise the minimum is a matter of yes or no for each
mentor, and HiGHS decides on each mentee's most promising mentors; people who must not share a group, or share no
window, are told to it as they turn up. What was found is then told beside the bound of the first solution.

A duo is one mentor: the hard rules of both hold, and a mentee's score is the average of the two, rounded down, since they
have both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from mentoring.rules.matching.assignment import best_assignment
from mentoring.rules.matching.discretion import as_if_available
from mentoring.rules.matching.explanation import broken_rules, explain_unmatched, reasons_for_group
from mentoring.rules.matching.peers import Weeks, share_a_window, weeks_of
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Population, Scores, populate
from mentoring.rules.matching.rules import forbidden, unchecked
from mentoring.rules.matching.score import Scoring, parts, scores, scoring
from mentoring.rules.matching.values import (
    Aims,
    Candidate,
    Certificate,
    Member,
    Objective,
    Part,
    Proposal,
    Reason,
    RefusedLock,
    Role,
    Round,
    Rules,
    Weights,
)

PROMISING = 20
"""How many mentors of each mentee are looked at where a minimum has to be decided,"""
ALL_PAIRS = 5_000
"""unless there are no more pairs than this."""
FEW_PAIRS = 500
MOST_NODES = 200

Clash = tuple[int, tuple[int, ...]]
"""A leader and mentees who cannot all be in their group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Mentees (rows) and leaders (columns): a mentor, or a duo, as positions."""

    mentees: Ids
    leaders: Sequence[tuple[int, ...]]
    capacity: Ids
    fewest: int
    table: Scores
    waited: Flags
    apart: Flags
    """Mentees by mentees: who must not share a group."""
    weeks: Weeks

    def clashes(self, column_of: Ids) -> list[Clash]:
        """Mentees who cannot all be together in the group they have: two, or all where only the common window is missing."""
        found: list[Clash] = []
        for leader in np.unique(column_of[column_of != UNKNOWN]):
            members = np.flatnonzero(column_of == leader)
            one, other = np.nonzero(np.triu(self.apart[np.ix_(members, members)], 1))
            found += [(int(leader), (int(members[a]), int(members[b]))) for a, b in zip(one, other, strict=True)]
            together = np.concatenate([self.mentees[members], np.array(self.leaders[leader])])
            if not share_a_window(np.bitwise_and.reduce(self.weeks[together], axis=0)):
                found.append((int(leader), tuple(members.tolist())))
        return found


def solve_group_mentoring(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
    *,
    fewest: int = 2,
    duos: Iterable[tuple[str, str]] = (),
) -> Round:
    """The best round of mentors who take `fewest` mentees up to their capacity each, or none at all.

    `duos` are mentors who always work together; a duo takes as many as the smaller capacity of the two. Most mentees are
    matched; among equals most of those who waited; then the total is as high as can be. Mentees of one group may all meet
    each other, and everybody in it shares a window. The same people, rules and seed give the same round. Raises ValueError for
    two candidates with one id, and for a duo of somebody who is not a mentor here or is in two.
    """
    pool = populate(candidates, managers or {}, seed)
    by = scoring(pool, weights)
    asked = _question(by, rules, fewest, tuple(duos))
    locked, refused = _kept_locks(pool, rules, asked)
    column_of, bound, method, proven = _solved(asked)
    proposals = tuple(
        sorted(
            (
                _proposal(by, asked, int(leader), np.flatnonzero(column_of == leader), locked)
                for leader in np.unique(column_of[column_of != UNKNOWN])
            ),
            key=lambda proposal: [member.id for member in proposal.members],
        )
    )
    rows = np.flatnonzero(column_of != UNKNOWN)
    total = int(asked.table[rows, column_of[rows]].sum(dtype=np.int64))
    worst = min((proposal.score for proposal in proposals), default=0)
    mentors = np.array([mentor for leader in asked.leaders for mentor in leader], dtype=np.intp)
    busy = np.array(
        [mentor for leader in np.unique(column_of[rows]) for mentor in asked.leaders[leader]], dtype=np.intp
    )
    told = as_if_available(pool, rules)
    return Round(
        proposals=proposals,
        unmatched=(
            *explain_unmatched(*told, Role.MENTEE, np.setdiff1d(asked.mentees, asked.mentees[rows]), mentors),
            *explain_unmatched(*told, Role.MENTOR, np.setdiff1d(mentors, busy), asked.mentees),
        ),
        unchecked=unchecked(pool, rules),
        refused_locks=(*refused, *_lost_locks(pool, asked, locked, column_of)),
        objective=Objective(
            matched=rows.size, matched_who_waited=int(asked.waited[rows].sum()), worst=worst, total=total
        ),
        certificate=Certificate(
            method=method, value=total, bound=bound, gap=bound - total, worst_bound=worst, proven=proven
        ),
    )


def _question(by: Scoring, rules: Rules, fewest: int, duos: Sequence[tuple[str, str]]) -> _Question:
    pool = by.pool
    leaders = _leaders(pool, duos)
    mentees = np.flatnonzero([person.mentee_capacity > 0 for person in pool.people])
    sides = [np.array([leader[side] for leader in leaders], dtype=np.intp) for side in (0, -1)]
    one, other = (scores(by, rules, mentees, side).astype(np.uint32) for side in sides)
    among_mentees = replace(
        rules, same_team=False, overlap_minutes=None, no_repeat=False, level_gap_minimum=None, level_gap_maximum=None
    )
    return _Question(
        mentees=mentees,
        leaders=leaders,
        capacity=np.array(
            [min(pool.people[each].mentor_capacity for each in leader) for leader in leaders], dtype=np.intp
        ),
        fewest=fewest,
        table=np.where((one > 0) & (other > 0), (one + other) // 2, 0).astype(np.uint16),
        waited=np.array([pool.people[mentee].unmatched_last_time for mentee in mentees], dtype=bool),
        apart=forbidden(pool, among_mentees, mentees, mentees) & ~np.eye(mentees.size, dtype=bool),
        weeks=weeks_of(pool, rules.overlap_minutes or 0),
    )


def _leaders(pool: Population, duos: Sequence[tuple[str, str]]) -> list[tuple[int, ...]]:
    together = [tuple(sorted(pool.position.get(name, UNKNOWN) for name in duo)) for duo in duos]
    taken = [mentor for duo in together for mentor in duo]
    if len(set(taken)) < 2 * len(together) or any(
        mentor == UNKNOWN or not pool.people[mentor].mentor_capacity for mentor in taken
    ):
        raise ValueError("A duo is two mentors of this round, each in one duo.")
    singles = [(each,) for each, person in enumerate(pool.people) if person.mentor_capacity and each not in taken]
    return sorted([*singles, *together])


def _kept_locks(pool: Population, rules: Rules, asked: _Question) -> tuple[dict[int, int], tuple[RefusedLock, ...]]:
    """The leader each locked mentee is to have, if any; every other is shut to them. And the locks that rules forbid."""
    leader_of = {mentor: column for column, leader in enumerate(asked.leaders) for mentor in leader}
    row_of = {int(mentee): row for row, mentee in enumerate(asked.mentees)}
    locked: dict[int, int] = {}
    refused = []
    for pair in sorted(rules.locks):
        mentor, mentee = (pool.position.get(each, UNKNOWN) for each in pair)
        row, column = row_of.get(mentee), leader_of.get(mentor)
        if row is None or column is None or row in locked:
            refused.append(
                RefusedLock(
                    pair=pair,
                    reasons=(Reason("not_in_this_round" if row is None or column is None else "no_place_left"),),
                )
            )
        elif not asked.table[row, column]:
            reasons = broken_rules(pool, rules, *((mentee, each) for each in asked.leaders[column]))
            refused.append(RefusedLock(pair=pair, reasons=reasons))
        else:
            locked[row] = column
            asked.table[row, np.arange(len(asked.leaders)) != column] = 0
    return locked, tuple(refused)


def _lost_locks(pool: Population, asked: _Question, locked: Mapping[int, int], column_of: Ids) -> Iterator[RefusedLock]:
    """Locks that would have left a group too small, too large or with people who cannot share it."""
    for row, column in locked.items():
        if column_of[row] == UNKNOWN:
            pair = (pool.people[asked.leaders[column][0]].id, pool.people[asked.mentees[row]].id)
            yield RefusedLock(pair=pair, reasons=(Reason("no_place_left"),))


def _solved(asked: _Question) -> tuple[Ids, int, str, bool]:
    """The leader of each mentee, what no round that matches as many has in total, how it was found, and whether it is proven."""
    nobody = np.zeros(len(asked.leaders), dtype=bool)
    free = best_assignment(asked.table, asked.capacity, asked.waited, nobody, Aims(lift_worst=False))
    if not _too_small(asked, free.column_of) and not asked.clashes(free.column_of):
        return free.column_of, free.bound, "exact_assignment_with_prices", free.total == free.bound
    column_of, complete = _with_minimum(asked)
    matched = int((column_of != UNKNOWN).sum())
    best_of_each = np.sort(asked.table.max(axis=1, initial=0).astype(np.int64))[::-1]
    bound = free.bound if matched == (free.column_of != UNKNOWN).sum() else int(best_of_each[:matched].sum())
    rows = np.flatnonzero(column_of != UNKNOWN)
    total = int(asked.table[rows, column_of[rows]].sum(dtype=np.int64))
    return column_of, total if complete else bound, "integer_programme", complete


def _too_small(asked: _Question, column_of: Ids) -> bool:
    sizes = np.bincount(column_of[column_of != UNKNOWN], minlength=len(asked.leaders))
    return bool(((sizes > 0) & (sizes < asked.fewest)).any())


def _with_minimum(asked: _Question) -> tuple[Ids, bool]:
    """The leader of each mentee, and whether all there is was looked at.

    In a small round a clash becomes a rule and nothing is lost. In a large one there would be too many, so whoever of those who
    clash fits the leader least is kept from them.
    """
    row, column = _pairs(asked)
    everything = bool(row.size == np.count_nonzero(asked.table))
    small, clashes = row.size <= FEW_PAIRS, list[Clash]()
    while True:
        column_of, solved = _decided(asked, row, column, clashes)
        further = asked.clashes(column_of)
        if not further:
            return column_of, solved and everything and small
        if small:
            # Whoever clashes with one leader would with any other; a window depends on the leader.
            clashes += [
                (leader, members)
                for at, members in further
                for leader in (range(len(asked.leaders)) if len(members) == 2 else (at,))
            ]
        else:
            least = {(min(members, key=lambda each: (asked.table[each, at], each)), at) for at, members in further}
            kept = np.array([pair not in least for pair in zip(row.tolist(), column.tolist(), strict=True)])
            row, column = row[kept], column[kept]


def _pairs(asked: _Question) -> tuple[Ids, Ids]:
    if np.count_nonzero(asked.table) <= ALL_PAIRS or asked.table.shape[1] <= PROMISING:
        row, column = np.nonzero(asked.table)
        return row, column
    best = np.argsort(-asked.table.astype(np.int64), axis=1, kind="stable")[:, :PROMISING]
    row, column = np.repeat(np.arange(len(best)), PROMISING), best.ravel()
    kept = asked.table[row, column] > 0
    return row[kept], column[kept]


def _decided(asked: _Question, row: Ids, column: Ids, clashes: Sequence[Clash]) -> tuple[Ids, bool]:
    """The best round on these pairs: a leader's group is either open, and then neither too small nor too large, or empty."""
    people, leaders, pairs = asked.mentees.size, len(asked.leaders), np.arange(row.size)
    column_of = np.full(people, UNKNOWN, dtype=np.intp)
    if not row.size:
        return column_of, True
    bonus = people * int(asked.table.max()) + 1
    value = asked.table[row, column] + bonus * (1.0 + asked.waited[row])
    of_mentee = csr_array((np.ones(row.size), (row, pairs)), shape=(people, row.size))
    of_leader = csr_array((np.ones(row.size), (column, pairs)), shape=(leaders, row.size))
    open_group = csr_array((np.ones(leaders), (np.arange(leaders), np.arange(leaders))), shape=(leaders, leaders))
    nothing = csr_array((people, leaders))
    limits = [
        LinearConstraint(hstack([of_mentee, nothing]), 0, 1),
        LinearConstraint(hstack([of_leader, open_group * -asked.capacity.astype(float)]), -np.inf, 0),
        LinearConstraint(hstack([of_leader, open_group * -float(asked.fewest)]), 0, np.inf),
    ]
    if clashes:
        rows = [
            csr_array(((column == leader) & np.isin(row, members)).astype(float)[None, :])
            for leader, members in clashes
        ]
        matrix = hstack([vstack(rows), csr_array((len(rows), leaders))])
        limits.append(LinearConstraint(matrix, -np.inf, np.array([len(members) - 1 for _, members in clashes])))
    solved = milp(
        np.concatenate([-value, np.zeros(leaders)]),
        constraints=limits,
        bounds=Bounds(0, 1),
        integrality=1,
        options={"mip_rel_gap": 0, "node_limit": MOST_NODES},
    )
    if solved.x is not None:
        chosen = np.flatnonzero(solved.x[: row.size] > 0.5)
        column_of[row[chosen]] = column[chosen]
    return column_of, solved.status == 0


def _proposal(by: Scoring, asked: _Question, leader: int, rows: Ids, locked: Mapping[int, int]) -> Proposal:
    people, mentors, mentees = by.pool.people, asked.leaders[leader], asked.mentees[rows]
    points = [dict(parts(by, int(mentee), mentor)) for mentee in mentees for mentor in mentors]
    return Proposal(
        members=(
            *sorted((Member(people[mentor].id, Role.MENTOR) for mentor in mentors), key=lambda member: member.id),
            *sorted((Member(people[mentee].id, Role.MENTEE) for mentee in mentees), key=lambda member: member.id),
        ),
        score=int(asked.table[rows, leader].sum(dtype=np.int64)) // rows.size,
        parts=tuple((part, sum(each[part] for each in points) // len(points)) for part in Part),
        reasons=reasons_for_group(by.pool, [*mentors, *mentees.tolist()]),
        locked=any(int(row) in locked for row in rows),
    )
