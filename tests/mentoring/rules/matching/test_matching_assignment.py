"""The assignment engine against brute force and against a dense solver, on the small path and on the sampled one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentoring.rules.matching import assignment
from mentoring.rules.matching.assignment import best_assignment
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores


def judged(scores: Scores, column_of: Ids, row_waited: Flags, column_waited: Flags) -> tuple[int, int, int, int]:
    rows = np.nonzero(column_of != UNKNOWN)[0]
    columns = column_of[rows]
    points = scores[rows, columns].astype(int)
    waited = row_waited[rows].sum() + column_waited[np.unique(columns)].sum()
    return rows.size, int(waited), int(points.min()) if rows.size else 0, int(points.sum())


def brute_force(scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags) -> tuple[int, int, int, int]:
    rows, columns = scores.shape
    choices = [[UNKNOWN, *(j for j in range(columns) if scores[i, j])] for i in range(rows)]
    return max(
        judged(scores, np.array(choice, dtype=np.intp), row_waited, column_waited)
        for choice in product(*choices)
        if all(choice.count(j) <= capacity[j] for j in range(columns))
    )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2**32), st.sampled_from([0.3, 0.6, 1]))
def test_every_aim_is_as_good_as_brute_force_finds(rows: int, columns: int, seed: int, allowed: float) -> None:
    random = np.random.default_rng(seed)
    scores = (random.integers(1, 9, (rows, columns)) * (random.random((rows, columns)) < allowed)).astype(np.uint16)
    capacity = random.integers(0, 3, columns)
    waited = random.random(rows) < 0.4, random.random(columns) < 0.4
    found = best_assignment(scores, capacity, *waited)
    assert judged(scores, found.column_of, *waited) == brute_force(scores, capacity, *waited)
    assert found.total == found.bound
    assert (np.bincount(found.column_of[found.column_of != UNKNOWN], minlength=columns) <= capacity).all()


def densely(scores: Scores, capacity: Ids) -> tuple[int, int]:
    """Most matched, then the highest total, by SciPy's dense solver over every place."""
    places = np.repeat(np.arange(capacity.size), capacity)
    value = np.where(scores > 0, scores.astype(float) + scores.shape[0] * 2_000, 0)[:, places]
    rows, chosen = linear_sum_assignment(value, maximize=True)
    points = scores[rows, places[chosen]]
    return int((points > 0).sum()), int(points.sum())


@pytest.mark.parametrize("allowed", [0.5, 0.05, 0.01])
def test_sampling_and_pricing_reach_what_the_dense_solver_reaches(allowed: float) -> None:
    random = np.random.default_rng(8)
    scores = (random.integers(1, 1000, (800, 400)) * (random.random((800, 400)) < allowed)).astype(np.uint16)
    assert scores.size > assignment.SMALL
    capacity = random.integers(1, 4, 400)
    nobody = np.zeros(800, dtype=bool), np.zeros(400, dtype=bool)
    found = best_assignment(scores, capacity, *nobody)
    matched, _ = densely(scores, capacity)
    above_floor = np.where(scores >= found.floor, scores, 0).astype(np.uint16)
    assert int((found.column_of != UNKNOWN).sum()) == matched
    assert densely(above_floor, capacity) == (matched, found.total)
    assert found.total == found.bound
    higher = np.where(scores > found.floor, scores, 0).astype(np.uint16)
    assert densely(higher, capacity)[0] < matched


def test_a_wrong_assignment_is_never_certified() -> None:
    scores = np.array([[9, 1], [1, 9]], dtype=np.uint16)
    row, kind = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])
    places = assignment.Places(column=np.arange(2), count=np.ones(2, dtype=np.intp), bonus=np.zeros(2, dtype=np.int64))
    with pytest.raises(ArithmeticError):
        assignment._prices(row, kind, scores[row, kind].astype(np.int64), np.array([1, 0]), places)  # noqa: SLF001 -- no solver hands this out by itself
