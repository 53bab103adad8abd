"""What is measured of a round of pairs, ours and the peers', each in a process of its own (see `fresh`)."""

import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.fresh import Numbers, spending
from benchmarks.matching_reference import Reference
from benchmarks.population import Company, company
from mentoring.rules.matching.assignment import Assignment, best_assignment
from mentoring.rules.matching.competition import Shortfall, shortfalls
from mentoring.rules.matching.explanation import explain_unmatched
from mentoring.rules.matching.population import UNKNOWN, Ids, Population, Scores, populate
from mentoring.rules.matching.score import scores, scoring
from mentoring.rules.matching.values import Aims, Role, Rules, Unmatched
from mentoring.rules.matching.what_if import WhatIf

JUST_THE_TOTAL = Aims(lift_worst=False)
REFERENCE_ROWS = 400
QUESTIONS = 60
BEST_OF = 5
"""What takes a tenth of a second is measured so often, and the best counts: the rest is the machine's other work."""


class Pool:
    """A company, encoded, with its mentees and mentors."""

    def __init__(self, mentees: int, *, hard: bool) -> None:
        self.company: Company = company(mentees, hard=hard)
        self.population: Population = populate(self.company.people, {}, 1)
        self.capacity = np.array([person.mentor_capacity for person in self.population.people], dtype=np.intp)
        self.mentees, self.mentors = np.flatnonzero(self.capacity == 0), np.flatnonzero(self.capacity)

    def scores(self) -> Scores:
        by = scoring(self.population, self.company.weights)
        return scores(by, self.company.rules, self.mentees, self.mentors)

    def ids(self, people: Ids) -> list[str]:
        return [self.population.people[person].id for person in people]


def score_all(mentees: int) -> Numbers:
    """Every pair scored in arrays, and some rows in plain Python."""
    pool = Pool(mentees, hard=False)
    with spending() as ours:
        table = pool.scores()
    people = pool.company
    reference = Reference(people.people, people.rules, people.weights)
    some = pool.mentees[:: max(mentees // REFERENCE_ROWS, 1)]
    with spending() as plain:
        rows = list(reference.rows(pool.ids(some), pool.ids(pool.mentors)))
    return {
        "seconds": ours.seconds,
        "reference_seconds": plain.seconds * mentees / some.size,
        "bytes_a_pair": table.nbytes / table.size,
        "different": float((np.array(rows) != table[np.isin(pool.mentees, some)]).sum()),
    }


def keep_market(mentees: int, hard: int, path: str) -> Numbers:
    """Write the scores and capacities for the cases that measure nothing but the solve."""
    pool = Pool(mentees, hard=bool(hard))
    table = pool.scores()
    np.save(f"{path}-scores.npy", table)
    np.save(f"{path}-capacity.npy", pool.capacity[pool.mentors])
    return {"allowed": float((table > 0).mean())}


def whole_process(mentees: int) -> Numbers:
    """From people to the proven round, in one process: `peak_mb` is all it took."""
    pool = Pool(mentees, hard=False)
    with spending() as spent:
        table = pool.scores()
        solved = _solve(table, pool.capacity[pool.mentors], JUST_THE_TOTAL)
    return {"seconds": spent.seconds, "gap": solved.bound - solved.total}


def exact(path: str) -> Numbers:
    """Most people, then the highest total: the problem that a plain assignment solver solves."""
    return _measured_solve(path, JUST_THE_TOTAL)


def worst_first(path: str) -> Numbers:
    """Most people, then the strongest weakest match, then the total."""
    return _measured_solve(path, Aims())


def _measured_solve(path: str, aims: Aims) -> Numbers:
    table, capacity = _market(path)
    with spending() as spent:
        solved = _solve(table, capacity, aims)
    rows = np.flatnonzero(solved.column_of != UNKNOWN)
    return {
        "seconds": spent.seconds,
        "extra_mb": spent.extra_mb,
        "matched": rows.size,
        "total": solved.total,
        "gap": solved.bound - solved.total,
        "worst": float(table[rows, solved.column_of[rows]].min()),
    }


def scipy_dense(path: str) -> Numbers:
    """`scipy.optimize.linear_sum_assignment`, a column for every place; forbidden pairs cost what nobody would pay."""
    from scipy.optimize import linear_sum_assignment

    table, capacity = _market(path)
    place_of = np.repeat(np.arange(capacity.size), capacity)
    with spending() as spent:
        cost = table[:, place_of].astype(np.float64)
        cost[cost > 0] += table.shape[0] * float(table.max()) + 1
        np.negative(cost, out=cost)
        rows, places = linear_sum_assignment(cost)
    points = table[rows, place_of[places]].astype(np.int64)
    return {
        "seconds": spent.seconds,
        "extra_mb": spent.extra_mb,
        "matched": float((points > 0).sum()),
        "total": float(points.sum()),
    }


def what_if(path: str, checked: int) -> Numbers:
    """Locks, bans and swaps on a solved round; some of each are solved anew to compare."""
    table, capacity = _market(path)
    solved = _solve(table, capacity, Aims())
    draft = WhatIf(solved)
    draft.swap(0, 1), draft.ban(0, int(solved.column_of[0]))
    random = np.random.default_rng(1)
    matched = np.flatnonzero(solved.column_of != UNKNOWN)
    at_once, different = 0, 0
    times: list[float] = []
    anew: list[float] = []
    for nth in range(3 * QUESTIONS):
        row, other = (int(each) for each in random.choice(matched, 2, replace=False))
        near = np.argsort(table[row])[-20:]
        kind = ("lock", "ban", "swap")[nth % 3]
        began = time.process_time()
        if kind == "lock":
            column = int(random.choice(near))
            found, fixed = draft.lock(row, column), [(row, column)]
        elif kind == "ban":
            found, fixed = draft.ban(row, int(solved.column_of[row])), []
        else:
            fixed = [(row, int(solved.column_of[other])), (other, int(solved.column_of[row]))]
            if not all(table[pair] for pair in fixed):
                continue
            found = draft.swap(row, other)
        times.append(time.process_time() - began)
        at_once += found is not None
        if nth < checked or (found is None and len(anew) < checked):
            banned = (row, int(solved.column_of[row])) if kind == "ban" else None
            began = time.process_time()
            again = _changed(table, capacity, solved, fixed, banned)
            anew.append(time.process_time() - began)
            if found is not None:
                different += _worth(table, found.column_of, fixed) != _worth(table, again, fixed)
    return {
        "median_ms": statistics.median(times) * 1000,
        "slowest_ms": max(times) * 1000,
        "asked": len(times),
        "at_once": at_once / len(times),
        "checked": len(anew),
        "different": different,
        "anew_seconds": max(anew),
    }


def _changed(
    table: Scores, capacity: Ids, solved: Assignment, fixed: list[tuple[int, int]], banned: tuple[int, int] | None
) -> Ids:
    table, capacity = table.copy(), capacity.copy()
    if banned:
        table[banned] = 0
    for row, column in fixed:
        table[row] = 0
        capacity[column] -= 1
    pairs = solved.optimum.pairs
    column_of = _solve(table, capacity, Aims(), pairs[table.reshape(-1)[pairs] > 0]).column_of
    for row, column in fixed:
        column_of[row] = column
    return column_of


def _worth(table: Scores, column_of: Ids, fixed: list[tuple[int, int]]) -> tuple[int, int, int]:
    rows = np.flatnonzero(column_of != UNKNOWN)
    points = table[rows, column_of[rows]].astype(np.int64)
    return rows.size, int(points[~np.isin(rows, [row for row, _ in fixed])].min()), int(points.sum())


def explain(mentees: int) -> Numbers:
    """Why each mentee left over is: rule by rule, and in which crowd."""
    pool = Pool(mentees, hard=True)
    table, capacity = pool.scores(), pool.capacity[pool.mentors]
    solved = _solve(table, capacity, Aims())
    left = solved.column_of == UNKNOWN

    def explained() -> tuple[float, list[Shortfall], tuple[Unmatched, ...]]:
        with spending() as spent:
            crowds = list(shortfalls(table, 1, capacity, solved.column_of))
            told = explain_unmatched(pool.population, pool.company.rules, Role.MENTEE, pool.mentees[left], pool.mentors)
        return spent.seconds, crowds, told

    seconds, crowds, told = min((explained() for _ in range(BEST_OF)), key=lambda each: each[0])
    nobody = int((table[left] == 0).all(axis=1).sum())
    return {
        "seconds": seconds,
        "left": float(left.sum()),
        "told": len(told),
        "lacking": sum(crowd.lacking for crowd in crowds) + nobody,
        "mentees": sum(crowd.rows.size for crowd in crowds),
        "places": sum(crowd.places for crowd in crowds),
    }


def small_round(mentees: int) -> Numbers:
    """Scoring and solving a round as a peer is given it."""
    pool = Pool(mentees, hard=False)
    with spending() as spent:
        table = pool.scores()
        solved = _solve(table, pool.capacity[pool.mentors], JUST_THE_TOTAL)
    return {"seconds": spent.seconds, "total": solved.total, "matched": float((solved.column_of != UNKNOWN).sum())}


def mentor_match(mentees: int) -> Numbers:
    """mentor-match 7.0.1, one of its passes, given our scores ready-made through its own protocol of rules."""
    from matching.mentee import Mentee  # type: ignore[import-not-found]  # a peer, installed apart
    from matching.mentor import Mentor  # type: ignore[import-not-found]  # a peer, installed apart
    from matching.process import process_data  # type: ignore[import-not-found]

    pool = Pool(mentees, hard=False)
    table = pool.scores()

    class Ready:
        """A rule that knows every score."""

        def apply(self, match: Any) -> int:
            points = int(table[int(match.mentee.email), int(match.mentor.email) - mentees])
            match.disallowed = not points
            return points

    people = [Mentor(grade=1, email=str(mentees + j)) for j in range(pool.mentors.size)]
    seekers = [Mentee(grade=1, email=str(i)) for i in range(mentees)]
    with spending() as spent:
        process_data(people, seekers, [[Ready()]])
    pairs = [(int(mentee.email), int(mentor.email) - mentees) for mentee in seekers for mentor in mentee.mentors]
    return {
        "seconds": spent.seconds,
        "matched": len({mentee for mentee, _ in pairs}),
        "total": float(sum(int(table[pair]) for pair in pairs)),
    }


def hospital_resident(mentees: int) -> Numbers:
    """PyPI `matching`: mentees rank by the score, mentors by what the mentee offers them; both among allowed pairs."""
    from matching.games import HospitalResident  # type: ignore[import-not-found]

    sys.setrecursionlimit(1_000_000)
    pool = Pool(mentees, hard=False)
    table, capacity = pool.scores(), pool.capacity[pool.mentors]
    by = scoring(pool.population, pool.company.weights)
    theirs = scores(by, Rules(), pool.mentors, pool.mentees)
    wanted = {
        i: [int(j) for j in np.argsort(-table[i].astype(int), kind="stable") if table[i, j]] for i in range(mentees)
    }
    welcome = {
        j: [int(i) for i in np.argsort(-theirs[j].astype(int), kind="stable") if table[i, j]]
        for j in range(pool.mentors.size)
    }
    wanted = {i: each for i, each in wanted.items() if each}
    welcome = {j: each for j, each in welcome.items() if each}
    with spending() as spent:
        game = HospitalResident.create_from_dictionaries(wanted, welcome, {j: int(capacity[j]) for j in welcome})
        found = game.solve(optimal="resident")
    pairs = [(int(i.name), int(j.name)) for j, residents in found.items() for i in residents]
    return {"seconds": spent.seconds, "matched": len(pairs), "total": float(sum(int(table[pair]) for pair in pairs))}


def _market(path: str) -> tuple[Scores, Ids]:
    scores_of: Scores = np.load(f"{path}-scores.npy")
    return scores_of, np.load(Path(f"{path}-capacity.npy"))


def _solve(table: Scores, capacity: Ids, aims: Aims, pairs: Ids | None = None) -> Assignment:
    """A round in which nobody waited: what the peers can be given too."""
    nobody = np.zeros(table.shape[0], dtype=bool), np.zeros(table.shape[1], dtype=bool)
    return best_assignment(table, capacity, *nobody, aims, pairs=pairs)
