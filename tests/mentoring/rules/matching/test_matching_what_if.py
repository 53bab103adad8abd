"""A what-if says exactly what a new solve would say, or that it takes one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching.assignment import Assignment, best_assignment
from mentoring.rules.matching.population import UNKNOWN, Ids
from mentoring.rules.matching.values import Aim, Aims
from mentoring.rules.matching.what_if import Changed, WhatIf

AIMS = (Aims(), Aims(lift_worst=False), Aims(first=Aim.BEST_FIT, floor=3))


class Town:
    """A small random market with everything a solve needs."""

    def __init__(self, rows: int, columns: int, seed: int, allowed: float, aims: Aims, most: int = 12) -> None:
        random = np.random.default_rng(seed)
        self.scores = (random.integers(1, most, (rows, columns)) * (random.random((rows, columns)) < allowed)).astype(
            np.uint16
        )
        self.capacity = random.integers(0, 3, columns)
        self.row_waited, self.column_waited = random.random(rows) < 0.3, random.random(columns) < 0.3
        self.aims = aims
        self.solved = self.solve()

    def solve(self, *locked: tuple[int, int], banned: tuple[int, int] | None = None) -> Assignment:
        scores, capacity, column_waited = self.scores.copy(), self.capacity.copy(), self.column_waited.copy()
        if banned:
            scores[banned] = 0
        for row, column in locked:
            capacity[column] -= 1
            column_waited[column] = False
            scores[row] = 0
        row_waited = self.row_waited & ~np.isin(np.arange(self.row_waited.size), [row for row, _ in locked])
        return best_assignment(scores, capacity, row_waited, column_waited, self.aims)

    def judged(self, column_of: Ids, *locked: tuple[int, int]) -> tuple[int, ...]:
        column_of = column_of.copy()
        for row, column in locked:
            column_of[row] = column
        rows = np.flatnonzero(column_of != UNKNOWN)
        assert (np.bincount(column_of[rows], minlength=self.capacity.size) <= self.capacity).all()
        points = self.scores[rows, column_of[rows]].astype(int)
        assert (points > 0).all()
        waited = int(self.row_waited[rows].sum() + self.column_waited[np.unique(column_of[rows])].sum())
        free = [self.scores[row, column_of[row]] for row in rows if row not in {row for row, _ in locked}]
        if self.aims.first is Aim.BEST_FIT:
            return int(points.sum()), rows.size, waited
        worst = int(min(free, default=0)) if self.aims.lift_worst else 0
        return rows.size, waited, worst, int(points.sum())


@settings(max_examples=300, deadline=None)
@given(
    st.integers(2, 7),
    st.integers(1, 7),
    st.integers(0, 2**32),
    st.sampled_from([0.4, 0.7, 1]),
    st.sampled_from(AIMS),
    st.data(),
)
def test_every_answer_is_what_a_new_solve_would_find(
    rows: int, columns: int, seed: int, allowed: float, aims: Aims, data: st.DataObject
) -> None:
    town = Town(rows, columns, seed, allowed, aims)
    what_if = WhatIf(town.solved)
    row, other = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, rows - 1))
    column = data.draw(st.integers(0, columns - 1))
    of = town.solved.column_of
    if town.scores[row, column] and town.capacity[column]:
        same(town, what_if.lock(row, column), (row, column))
    banned = what_if.ban(row, column)
    if banned is not None:
        assert town.judged(banned.column_of) == town.judged(town.solve(banned=(row, column)).column_of)
        assert banned.column_of[row] != column or not town.scores[row, column]
    crossed = (row, int(of[other])), (other, int(of[row]))
    if of[row] != of[other] and all(j != UNKNOWN and town.scores[i, j] for i, j in crossed):
        same(town, what_if.swap(row, other), *crossed)


def same(town: Town, found: Changed | None, *locked: tuple[int, int]) -> None:
    if found is not None:
        assert all(found.column_of[row] == column for row, column in locked)
        assert town.judged(found.column_of, *locked) == town.judged(town.solve(*locked).column_of, *locked)
        assert (found.moved == np.flatnonzero(found.column_of != town.solved.column_of)).all()


@pytest.mark.parametrize("aims", AIMS)
def test_most_questions_need_no_new_solve(aims: Aims) -> None:
    town = Town(600, 300, 3, 0.5, aims, most=900)
    what_if = WhatIf(town.solved)
    random = np.random.default_rng(1)
    asked = answered = 0
    for row in random.choice(600, 40, replace=False):
        good = np.flatnonzero((town.scores[row] > 600) & (town.capacity > 0))
        if good.size:
            asked += 1
            found = what_if.lock(int(row), int(good[0]))
            answered += found is not None
            same(town, found, (int(row), int(good[0])))
    assert answered > asked / 2
