"""The score said fast equals the score said plainly."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.matching_reference import Reference
from mentoring.rules.matching import Candidate, Part, Rules, Weights
from mentoring.rules.matching.population import populate
from mentoring.rules.matching.score import parts, scores, scoring
from mentoring.rules.matching.similarity import likeness, sliced, slices
from tests.mentoring.rules.matching.matching_pools import all_rules, all_weights, office_hours, pools, random_pool

People = list[Candidate]
NOTHING_FORBIDDEN = Rules()


@st.composite
def told_more(draw: st.DrawFn) -> People:
    """A pool in which people tell everything a score can read, in one season or in two."""
    seasons = draw(st.integers(1, 2))
    weeks = [office_hours(start, start + 8) for start in (6, 9, 13, 20)]
    return [
        replace(
            person,
            week=draw(st.none() | st.sampled_from(weeks)),
            skill_levels=tuple((goal, draw(st.integers(1, 5))) for goal in sorted(person.goals_offered)[:2]),
            industry=draw(st.sampled_from([None, "health", "energy"])),
            interests=draw(st.frozensets(st.sampled_from(["chess", "choir", "cycling", "film", "tea"]))),
            style=draw(st.sampled_from([None, "listening", "challenging"])),
            on_leave=draw(st.integers(0, 7)) == 0,
            later_weeks=tuple(draw(st.sampled_from(weeks)) for _ in range(seasons - 1)),
        )
        for person in draw(pools())
    ]


@settings(max_examples=80, deadline=None)
@given(told_more(), all_rules(), all_weights(), st.booleans())
def test_arrays_the_definition_and_the_reference_give_the_same_integers(
    people: People, rules: Rules, weights: Weights, peers: bool
) -> None:
    pool = populate(people, {}, 5, peers=peers)
    by = scoring(pool, weights, peers=peers)
    everybody = np.arange(len(people))
    table = scores(by, rules, everybody, everybody)
    ids = [person.id for person in pool.people]
    assert table.tolist() == list(Reference(people, rules, weights, peers=peers).rows(ids, ids))
    for one, other in np.argwhere(table):
        assert table[one, other] == 1 + sum(points for _, points in parts(by, int(one), int(other)))


def test_a_crowd_with_a_tail_of_rare_words_skills_and_hours_scores_as_the_reference_says() -> None:
    random = np.random.default_rng(3)
    people = [
        replace(
            person,
            week=(person.week or 0) | int(random.integers(1 << 62)) << 500,
            free_wanted=f"{person.free_wanted} word{number % 700}",
            free_offered=f"{person.free_offered} word{number % 500}",
            goals_wanted=(*person.goals_wanted, f"skill-{random.integers(300)}"),
            goals_offered=person.goals_offered | {f"skill-{each}" for each in random.integers(0, 300, 6)},
            interests=frozenset(f"interest-{each}" for each in random.integers(0, 400, 4)),
            industry=f"industry-{random.integers(9)}",
        )
        for number, person in enumerate(random_pool(2_100, seed=3))
    ]
    rules = Rules(reporting_line=3, same_team=True, overlap_minutes=120, common_language=True, level_gap_maximum=3)
    weights = Weights(industry=1, interests=2, style=1, other_site=1)
    pool = populate(people, {}, 0)
    everybody = np.arange(len(people))
    table = scores(scoring(pool, weights), rules, everybody, everybody)
    ids = [person.id for person in pool.people]
    assert table[::150].tolist() == list(Reference(people, rules, weights).rows(ids[::150], ids))


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


def test_a_skill_counts_by_its_level_and_in_full_without_one() -> None:
    mentee = Candidate(id="mentee", goals_wanted=("design",))
    mentor = Candidate(id="mentor", goals_offered=frozenset({"design"}))
    assert points_of(mentee, replace(mentor, skill_levels=(("design", 2),)), Part.GOALS) == 400
    assert points_of(mentee, mentor, Part.GOALS) == 1000


def test_each_interest_in_common_is_a_quarter() -> None:
    mentee = Candidate(id="a", interests=frozenset("vwxyz"))
    assert points_of(mentee, Candidate(id="b", interests=frozenset("xq")), Part.INTERESTS) == 250
    assert points_of(mentee, replace(mentee, id="b"), Part.INTERESTS) == 1000


def test_hours_in_common_count_in_the_season_with_the_fewest() -> None:
    winter, summer = office_hours(8, 16), office_hours(14, 22)
    mentee = Candidate(id="a", week=winter, later_weeks=(winter,))
    assert points_of(mentee, Candidate(id="b", week=winter, later_weeks=(winter,)), Part.OVERLAP) == 1000
    assert points_of(mentee, Candidate(id="b", week=winter, later_weeks=(summer,)), Part.OVERLAP) == 500


def test_hours_told_for_different_seasons_are_refused() -> None:
    with pytest.raises(ValueError, match="different seasons"):
        populate([Candidate(id="a", week=1), Candidate(id="b", week=1, later_weeks=(1,))], {}, 0)


def test_reverse_mentoring_has_its_best_gap_below() -> None:
    senior, junior = Candidate(id="a", level=5), Candidate(id="b", level=3)
    assert points_of(senior, junior, Part.LEVEL_GAP, best_level_gap=-2) == 1000
    assert points_of(senior, junior, Part.LEVEL_GAP) == 0


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
