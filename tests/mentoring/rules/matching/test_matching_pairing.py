"""Pairing equals: as good as brute force in every aim, as good as a branching solver in total, and always symmetric."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import pairing
from mentoring.rules.matching.pairing import Pairing, best_pairing
from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores


def symmetric(size: int, allowed: float, seed: int, top: int = 9) -> Scores:
    random = np.random.default_rng(seed)
    scores = np.triu(random.integers(1, top + 1, (size, size)) * (random.random((size, size)) < allowed), 1)
    return (scores + scores.T).astype(np.uint16)


def some(size: int, share: float, seed: int) -> Flags:
    return np.random.default_rng(seed + 1).random(size) < share


def judged(scores: Scores, waited: Flags, partner_of: Ids) -> tuple[int, int, int, int]:
    paired = np.flatnonzero(partner_of != UNKNOWN)
    points = scores[paired, partner_of[paired]]
    return paired.size, int(waited[paired].sum()), int(points.min()) if paired.size else 0, int(points.sum()) // 2


def every_pairing(scores: Scores) -> Iterator[Ids]:
    def beyond(person: int, partner_of: Ids) -> Iterator[Ids]:
        if person == len(scores):
            yield partner_of.copy()
            return
        yield from beyond(person + 1, partner_of)
        if partner_of[person] == UNKNOWN:
            for other in range(person + 1, len(scores)):
                if scores[person, other] and partner_of[other] == UNKNOWN:
                    partner_of[[person, other]] = other, person
                    yield from beyond(person + 1, partner_of)
                    partner_of[[person, other]] = UNKNOWN

    return beyond(0, np.full(len(scores), UNKNOWN, dtype=np.intp))


def proven(scores: Scores, waited: Flags, found: Pairing) -> bool:
    matched, _, worst, total = judged(scores, waited, found.partner_of)
    return found.most_covered and (found.floor, found.bound) == (worst, total) == (
        found.floor if matched else 0,
        found.total,
    )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 8), st.sampled_from([0.2, 0.4, 0.7, 1]), st.integers(0, 2**32), st.sampled_from([2, 9, 400]))
def test_every_aim_is_as_good_as_brute_force_finds(size: int, allowed: float, seed: int, top: int) -> None:
    scores, waited = symmetric(size, allowed, seed, top), some(size, 0.4, seed)
    found = best_pairing(scores, waited)
    best = max(judged(scores, waited, partner_of) for partner_of in every_pairing(scores))
    assert judged(scores, waited, found.partner_of) == best
    assert proven(scores, waited, found)


@settings(max_examples=40, deadline=None)
@given(st.integers(9, 40), st.sampled_from([0.06, 0.15, 0.5]), st.integers(0, 2**32))
def test_the_relaxation_and_the_stages_agree(size: int, allowed: float, seed: int) -> None:
    scores, waited = symmetric(size, allowed, seed, 99), some(size, 0.2, seed)
    assume(scores.any())
    found, staged = best_pairing(scores, waited), pairing._by_stages(scores, waited)  # noqa: SLF001 -- one is the other's proof
    assert judged(scores, waited, found.partner_of) == judged(scores, waited, staged.partner_of)
    assert proven(scores, waited, found)
    assert proven(scores, waited, staged)


@pytest.mark.parametrize(("size", "allowed"), [(600, 0.5), (601, 0.5), (600, 0.05)])
def test_a_large_pool_is_proven_by_its_prices(size: int, allowed: float) -> None:
    scores, waited = symmetric(size, allowed, 3, 900), some(size, 0.05, 3)
    found = best_pairing(scores, waited)
    assert proven(scores, waited, found)
    assert judged(scores, waited, found.partner_of)[0] == size // 2 * 2


@pytest.mark.parametrize(("size", "top"), [(600, 1), (601, 1), (601, 2), (900, 5)])
def test_where_many_pairs_are_alike_they_are_paired_as_soon_and_as_surely(size: int, top: int) -> None:
    scores, waited = symmetric(size, 0.6, 7, top), some(size, 0.05, 7)
    found = best_pairing(scores, waited)
    assert proven(scores, waited, found)
    assert found.total == size // 2 * top


def test_parts_that_cannot_meet_each_leave_their_own_odd_one_out() -> None:
    part_of = np.arange(101) % 15
    scores = np.where(part_of[:, None] == part_of, symmetric(101, 1, 5, 700), 0).astype(np.uint16)
    waited = some(101, 0.1, 5)
    found = best_pairing(scores, waited)
    odd = sum(size % 2 for size in np.bincount(part_of))
    assert judged(scores, waited, found.partner_of)[0] == 101 - odd
    assert waited[found.partner_of == UNKNOWN].sum() == 0
    assert proven(scores, waited, found)


def test_many_who_can_only_meet_one_person_leave_one_pair_among_them() -> None:
    scores = np.zeros((300, 300), dtype=np.uint16)
    scores[0, 1:] = scores[1:, 0] = np.arange(1, 300)
    scores[280:, 280:] = symmetric(20, 1, 1)
    found = best_pairing(scores, np.zeros(300, dtype=bool))
    assert judged(scores, np.zeros(300, dtype=bool), found.partner_of)[0] == 22
    assert found.most_covered
