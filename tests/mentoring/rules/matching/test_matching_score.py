"""The score said fast equals the score said plainly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Part, Rules, Weights
from mentoring.rules.matching.population import populate
from mentoring.rules.matching.score import parts, scores, scoring
from mentoring.rules.matching.similarity import likeness, sliced, slices
from tests.mentoring.rules.matching.matching_pools import all_weights, pools, random_pool

NOTHING_FORBIDDEN = Rules()


@settings(max_examples=50, deadline=None)
@given(pools(), all_weights(), st.booleans())
def test_whole_arrays_give_the_same_integers_as_the_definition(
    people: list[Candidate], weights: Weights, peers: bool
) -> None:
    pool = populate(people, {}, 5, peers=peers)
    by = scoring(pool, weights, peers=peers)
    everybody = np.arange(len(people))
    table = scores(by, NOTHING_FORBIDDEN, everybody, everybody)
    for one in range(len(people)):
        for other in range(len(people)):
            told = {person.id for person in (pool.people[one], pool.people[other])}
            kept_apart = one == other or any(told & pool.people[i].not_with for i in (one, other))
            expected = 0 if kept_apart else 1 + sum(points for _, points in parts(by, one, other))
            assert table[one, other] == expected


def test_a_company_scores_the_same_both_ways() -> None:
    pool = populate(random_pool(120, seed=2), {}, 0)
    by = scoring(pool, Weights(other_site=3))
    rows, columns = np.arange(0, 120, 2), np.arange(1, 120, 2)
    plainly = [[1 + sum(points for _, points in parts(by, int(i), int(j))) for j in columns] for i in rows]
    table = scores(by, NOTHING_FORBIDDEN, rows, columns)
    assert table.tolist() == plainly
    assert table.dtype == np.uint16
    assert table.max() <= 1001


def points_of(mentee: Candidate, mentor: Candidate, part: Part, **weights: int) -> int:
    off = dict.fromkeys((each.value for each in Part), 0)
    pool = populate([mentee, mentor], {}, 0)
    by = scoring(pool, Weights(**{**off, part.value: 5, **weights}))
    return dict(parts(by, pool.position[mentee.id], pool.position[mentor.id]))[part]


def test_a_goal_counts_by_its_rank() -> None:
    mentee = Candidate(id="mentee", goals_wanted=("first", "second"))
    first = points_of(mentee, Candidate(id="mentor", goals_offered=frozenset({"first"})), Part.GOALS)
    second = points_of(mentee, Candidate(id="mentor", goals_offered=frozenset({"second"})), Part.GOALS)
    both = points_of(mentee, Candidate(id="mentor", goals_offered=frozenset({"first", "second"})), Part.GOALS)
    assert (first, second, both) == (550, 440, 1000)


def test_a_mentor_who_learns_from_the_mentee_adds_a_fifth() -> None:
    mentee = Candidate(id="mentee", goals_offered=frozenset({"design"}))
    assert points_of(mentee, Candidate(id="mentor", goals_wanted=("design",)), Part.GOALS) == 200


def test_wishes_of_both_sides_count_alike() -> None:
    plain, wishing = Candidate(id="b"), Candidate(id="b", wants=("a",))
    assert points_of(Candidate(id="a"), wishing, Part.WISHES) == 500
    assert points_of(Candidate(id="a", wants=("b",)), plain, Part.WISHES) == 500
    assert points_of(Candidate(id="a", wants=("b",)), wishing, Part.WISHES) == 1000


@pytest.mark.parametrize(("gap", "points"), [(-2, 0), (0, 500), (1, 750), (2, 1000), (3, 750), (6, 0)])
def test_two_levels_above_is_the_best_gap(gap: int, points: int) -> None:
    assert points_of(Candidate(id="a", level=3), Candidate(id="b", level=3 + gap), Part.LEVEL_GAP) == points


def test_where_a_site_is_unknown_the_country_speaks() -> None:
    there = Candidate(id="b", site="Accra", country="GH")
    assert points_of(Candidate(id="a", country="DK"), there, Part.OTHER_SITE) == 1000
    assert points_of(Candidate(id="a", country="GH"), there, Part.OTHER_SITE) == 0
    assert points_of(Candidate(id="a", site="Kumasi", country="GH"), there, Part.OTHER_SITE) == 1000


def test_missing_data_earn_nothing() -> None:
    assert all(points_of(Candidate(id="a"), Candidate(id="b"), part) == 0 for part in Part)


def test_weights_share_out_a_thousand_points() -> None:
    mentee, mentor = Candidate(id="a", level=1, department="x"), Candidate(id="b", level=3, department="y")
    assert points_of(mentee, mentor, Part.LEVEL_GAP) == 1000
    assert points_of(mentee, mentor, Part.LEVEL_GAP, other_department=5) == 500


def test_a_weight_beyond_five_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 5"):
        Weights(goals=6)


def test_free_words_meet_across_forms_case_and_accents() -> None:
    written = ("Projektledelse", "LEDELSE i praksis", "résumé writing", "resume", "football")
    texts = [slices(text) for text in written]
    rarity, _ = sliced(written)
    assert likeness(texts[0], texts[1], rarity) > 30
    assert likeness(texts[2], texts[3], rarity) > 30
    assert likeness(texts[0], texts[4], rarity) == 0
    assert likeness(texts[0], texts[0], rarity) == 100
    assert likeness(frozenset(), frozenset(), rarity) == 0
