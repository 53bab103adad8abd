"""The assignment engine against brute force and against a dense solver, on the small path and on the sampled one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentoring.rules.matching.assignment import best_assignment
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.prices import lowest_prices, market
from mentoring.rules.matching.sampling import SMALL
from mentoring.rules.matching.values import Aim, Aims

AIMS = (Aims(), Aims(lift_worst=False), Aims(first=Aim.BEST_FIT, floor=20))


def judged(scores: Scores, column_of: Ids, row_waited: Flags, column_waited: Flags) -> tuple[int, int, int, int]:
    rows = np.nonzero(column_of != UNKNOWN)[0]
    columns = column_of[rows]
    points = scores[rows, columns].astype(int)
    waited = row_waited[rows].sum() + column_waited[np.unique(columns)].sum()
    return rows.size, int(waited), int(points.min()) if rows.size else 0, int(points.sum())


def brute_force(scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags) -> tuple[int, int, int, int]:
    """Every assignment there is, told apart by the places left: of those with as many people and as strong a worst, the best.

    For each (matched, waited, worst), only the highest total can matter to the rest, so that is all that is kept.
    """
    states = {tuple(capacity.tolist()): {(0, 0, 10**6): 0}}
    for row in range(scores.shape[0]):
        after: dict[tuple[int, ...], dict[tuple[int, int, int], int]] = {}
        for places, reached in states.items():
            choices = [(places, 0, 0, 10**6)]
            for column in np.flatnonzero(scores[row]).tolist():
                if places[column]:
                    first = bool(column_waited[column]) and places[column] == capacity[column]
                    rest = tuple(free - (other == column) for other, free in enumerate(places))
                    choices.append((rest, 1, int(row_waited[row]) + first, int(scores[row, column])))
            for rest, one, waited, points in choices:
                best = after.setdefault(rest, {})
                for (matched, so_far, worst), total in reached.items():
                    key = matched + one, so_far + waited, min(worst, points)
                    best[key] = max(best.get(key, 0), total + points * one)
        states = after
    ways = [(*key, total) for reached in states.values() for key, total in reached.items()]
    matched, waited, worst, total = max(ways)
    return matched, waited, worst if matched else 0, total


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 7), st.integers(0, 7), st.integers(0, 2**32), st.sampled_from([0.3, 0.6, 1]))
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
    assert scores.size > SMALL
    capacity = random.integers(1, 4, 400)
    nobody = np.zeros(800, dtype=bool), np.zeros(400, dtype=bool)
    found = best_assignment(scores, capacity, *nobody)
    matched, _ = densely(scores, capacity)
    above_floor = np.where(scores >= found.worst_bound, scores, 0).astype(np.uint16)
    assert int((found.column_of != UNKNOWN).sum()) == matched
    assert densely(above_floor, capacity) == (matched, found.total)
    assert found.total == found.bound
    higher = np.where(scores > found.worst_bound, scores, 0).astype(np.uint16)
    assert densely(higher, capacity)[0] < matched


def test_a_wrong_assignment_is_never_certified() -> None:
    scores = np.array([[9, 1], [1, 9]], dtype=np.uint16)
    nobody = np.zeros(2, dtype=bool)
    on = market(scores, np.ones(2, dtype=np.intp), nobody, nobody, floor=1, scale=1, bonus=0)
    with pytest.raises(ArithmeticError):
        lowest_prices(on, *on.edges(np.arange(4)), np.array([1, 0]))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2**32), st.integers(1, 6))
def test_the_best_fit_has_the_highest_total_above_the_floor_then_most_people(
    rows: int, columns: int, seed: int, floor: int
) -> None:
    random = np.random.default_rng(seed)
    scores = (random.integers(1, 9, (rows, columns)) * (random.random((rows, columns)) < 0.6)).astype(np.uint16)
    capacity = random.integers(0, 3, columns)
    waited = random.random(rows) < 0.4, random.random(columns) < 0.4
    found = best_assignment(scores, capacity, *waited, Aims(first=Aim.BEST_FIT, floor=floor))
    above = np.where(scores >= floor, scores, 0).astype(np.uint16)
    matched, who_waited, _, total = judged(scores, found.column_of, *waited)
    assert (total, matched, who_waited) == best_fit(above, capacity, *waited)
    assert found.total == found.bound == total


def best_fit(scores: Scores, capacity: Ids, row_waited: Flags, column_waited: Flags) -> tuple[int, int, int]:
    rows, columns = scores.shape
    choices = [[UNKNOWN, *(j for j in range(columns) if scores[i, j])] for i in range(rows)]
    every = (
        judged(scores, np.array(choice, dtype=np.intp), row_waited, column_waited)
        for choice in product(*choices)
        if all(choice.count(j) <= capacity[j] for j in range(columns))
    )
    return max((total, matched, waited) for matched, waited, _, total in every)


@pytest.mark.parametrize("different", [1, 3])
def test_scores_that_are_almost_all_alike_are_no_harder(different: int) -> None:
    random = np.random.default_rng(5)
    scores = (random.integers(1, different + 1, (900, 450)) * (random.random((900, 450)) < 0.7)).astype(np.uint16)
    capacity = random.integers(1, 4, 450)
    nobody = np.zeros(900, dtype=bool), np.zeros(450, dtype=bool)
    found = best_assignment(scores, capacity, *nobody, Aims(lift_worst=False))
    assert densely(scores, capacity) == (int((found.column_of != UNKNOWN).sum()), found.total)
    assert found.total == found.bound


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**32), st.sampled_from(AIMS), st.data())
def test_it_does_not_matter_where_we_begin_to_look(
    rows: int, columns: int, seed: int, aims: Aims, data: st.DataObject
) -> None:
    random = np.random.default_rng(seed)
    scores = (random.integers(1, 60, (rows, columns)) * (random.random((rows, columns)) < 0.7)).astype(np.uint16)
    capacity = random.integers(0, 3, columns)
    waited = random.random(rows) < 0.4, random.random(columns) < 0.4
    allowed = np.flatnonzero(scores)
    some = allowed[random.random(allowed.size) < data.draw(st.sampled_from([0, 0.1, 0.5]))]
    found = best_assignment(scores, capacity, *waited, aims, pairs=some)
    plain = best_assignment(scores, capacity, *waited, aims)
    assert (found.total, found.bound, found.worst_bound) == (plain.total, plain.bound, plain.worst_bound)
