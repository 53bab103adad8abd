"""The linear programme of matching: its prices bound every pairing, however little they may move, and odd sets make it whole."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint

from mentoring.rules.matching.odd_sets import Graph, broken, heaviest, odd_rings, priced, violated
from mentoring.rules.matching.population import UNKNOWN, Scores
from tests.mentoring.rules.matching.test_matching_pairing import every_pairing, symmetric


def graph_of(scores: Scores) -> Graph:
    one, other = np.nonzero(np.triu(scores))
    return Graph(people=len(scores), one=one, other=other, value=scores[one, other].astype(np.int64))


def best_of_everybody(scores: Scores) -> int:
    whole = [partner_of for partner_of in every_pairing(scores) if (partner_of != UNKNOWN).all()]
    return max(int(scores[np.arange(len(scores)), partner_of].sum()) // 2 for partner_of in whole)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([2, 4, 6, 8]), st.integers(0, 2**32), st.floats(0.5, 40), st.sampled_from([1, 9, 90]))
def test_the_prices_bound_every_pairing_whatever_their_leeway(people: int, seed: int, leeway: float, top: int) -> None:
    scores = symmetric(people, 1, seed, top)
    about = scores.max(axis=1) / 2 + np.random.default_rng(seed).integers(0, 9, people)
    graph, most = graph_of(scores), np.full(people, leeway)
    near = graph.value >= (about - most)[graph.one] + (about - most)[graph.other]
    found = priced(graph.among(near), about, most, [])
    assert found.bound >= best_of_everybody(scores) - 1e-6


def test_without_odd_sets_two_triangles_stay_broken_and_with_them_they_do_not() -> None:
    scores = np.zeros((6, 6), dtype=np.uint16)
    for one, other, value in ((0, 1, 9), (1, 2, 9), (0, 2, 9), (3, 4, 9), (4, 5, 9), (3, 5, 9), (2, 3, 1)):
        scores[one, other] = scores[other, one] = value
    graph, about, leeway = graph_of(scores), np.full(6, 4.5), np.full(6, 20.0)
    loose = priced(graph, about, leeway, [])
    odd_sets = violated(graph, loose.share)
    assert loose.bound >= 27 - 1e-6
    assert sorted(members.tolist() for members in odd_sets) == [[0, 1, 2], [3, 4, 5]]
    tight = priced(graph, about, leeway, odd_sets)
    assert not broken(tight.share).any()
    assert not tight.unsettled
    assert abs(tight.bound - best_of_everybody(scores)) < 1e-6


def test_somebody_who_would_rather_be_left_out_is_told_apart() -> None:
    scores = np.zeros((2, 2), dtype=np.uint16)
    scores[0, 1] = scores[1, 0] = 5
    graph = graph_of(scores)
    assert priced(graph, np.array([6.0, 6.0]), np.ones(2), []).unsettled
    assert not priced(graph, np.array([6.0, 6.0]), np.full(2, 4.0), []).unsettled


def test_the_heaviest_choice_meets_the_demands_or_there_is_none() -> None:
    scores = symmetric(5, 1, 2)
    graph = graph_of(scores)
    assert heaviest(graph, [LinearConstraint(graph.of_person(), 1, 1)]) is None
    chosen = heaviest(graph, [LinearConstraint(graph.of_person(), 0, 1)])
    assert chosen is not None
    assert graph.worth(chosen) == max(
        int(scores[paired, partner_of[paired]].sum()) // 2
        for partner_of in every_pairing(scores)
        if (paired := np.flatnonzero(partner_of != UNKNOWN)).size
    )


def test_odd_rings_are_those_of_three_or_more_that_fall_into_no_pairs() -> None:
    next_of = np.array([1, 2, 0, 4, 3, 5, 7, 8, 9, 6])
    assert [ring.tolist() for ring in odd_rings(next_of)] == [[0, 1, 2]]
