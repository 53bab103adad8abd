"""The score of an allowed pair: one point for being allowed, plus named parts a coordinator weighs from 0 to 5.

Said twice, on purpose. `parts` is the definition, in plain Python over two candidates; it explains the matches that are
proposed. `scores` says the same for all pairs at once, in whole arrays, with 0 for what the rules forbid; a test holds the two equal, integer for integer.

Each part is a *quality* from 0 to 100 times what the part is worth. All parts together are worth 1000 points, shared
out by weight, so a score runs from 1 to 1001 and fits in 16 bits with 0 left over to mean *forbidden*.
Data that are missing earn no points.

The quality of a pair is the receiver's view: what a mentee wants and a mentor offers. Peers are scored in both
directions and get the average (see `groups`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.population import UNKNOWN, Ids, Population, Scores, bits, rank_weights, shared_quarters
from mentoring.rules.matching.rules import forbidden
from mentoring.rules.matching.similarity import likeness, likenesses, rarities, slices
from mentoring.rules.matching.values import Candidate, Part, Rules, Weights

WORTH_OF_ALL_PARTS = 1000
FULL_OVERLAP_QUARTERS = 80
"""Twenty common hours a week are as good as it needs to get."""
BEST_GAP_FOR_MENTORING = 2
BEST_GAP_FOR_PEERS = 0
POINTS_A_LEVEL = 25
"""What each level away from the best gap costs."""
POINTS_A_WISH_RANK = 10
BLOCK = 1024
"""Rows scored at a time, which bounds the memory in use beyond the two bytes a pair."""

Points = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What a score depends on besides the two people."""

    pool: Population
    worth: dict[Part, int]
    best_gap: int
    peers: bool
    wanted: tuple[frozenset[str], ...]
    """Each person's free words wanted, sliced."""
    offered: tuple[frozenset[str], ...]
    rarity: dict[str, int]


def scoring(pool: Population, weights: Weights, *, peers: bool = False) -> Scoring:
    """Share out the points by weight and read the free words. Among peers, what one wants counts as offered too."""
    sum_of_weights = max(sum(weights.of(part) for part in Part), 1)
    wanted = tuple(slices(person.free_wanted) for person in pool.people)
    offered = tuple(slices(f"{p.free_offered} {p.free_wanted if peers else ''}") for p in pool.people)
    return Scoring(
        pool=pool,
        worth={part: WORTH_OF_ALL_PARTS * weights.of(part) // sum_of_weights for part in Part},
        best_gap=BEST_GAP_FOR_PEERS if peers else BEST_GAP_FOR_MENTORING,
        peers=peers,
        wanted=wanted,
        offered=offered,
        rarity=rarities([*wanted, *offered]),
    )


def parts(by: Scoring, receiver: int, giver: int) -> tuple[tuple[Part, int], ...]:
    """The points of each part for one pair of positions: the definition of the score."""
    mentee, mentor = by.pool.people[receiver], by.pool.people[giver]
    quality = {
        Part.GOALS: _goals(by, mentee, mentor),
        Part.FREE_WORDS: likeness(by.wanted[receiver], by.offered[giver], by.rarity),
        Part.WISHES: _wish(mentee, mentor) + _wish(mentor, mentee),
        Part.LEVEL_GAP: _level_gap(by, mentee, mentor),
        Part.OTHER_DEPARTMENT: 100 * _differ(mentee.department, mentor.department),
        Part.OTHER_SITE: 100 * _elsewhere(mentee, mentor),
        Part.OVERLAP: _overlap(mentee, mentor),
    }
    return tuple((part, by.worth[part] * quality[part] // 100) for part in Part)


def _goals(by: Scoring, mentee: Candidate, mentor: Candidate) -> int:
    """What the mentee gets of what they want, by rank; a mentor who learns too adds up to a fifth."""
    return min(_granted(by, mentee, mentor) + _granted(by, mentor, mentee) // 5, 100)


def _granted(by: Scoring, asker: Candidate, answerer: Candidate) -> int:
    rank = rank_weights(asker.goals_wanted)
    offered = answerer.goals_offered | set(answerer.goals_wanted if by.peers else ())
    return 100 * sum(weight for goal, weight in rank.items() if goal in offered) // max(sum(rank.values()), 1)


def _wish(one: Candidate, other: Candidate) -> int:
    """Half of the wish is each side's: 50 for a first wish, 10 less for each later rank, never below 10."""
    return max(50 - POINTS_A_WISH_RANK * one.wants.index(other.id), 10) if other.id in one.wants else 0


def _level_gap(by: Scoring, mentee: Candidate, mentor: Candidate) -> int:
    if mentee.level is None or mentor.level is None:
        return 0
    return max(100 - POINTS_A_LEVEL * abs(mentor.level - mentee.level - by.best_gap), 0)


def _differ(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    """Another site or, where a site is not known, another country."""
    if one.site is None or other.site is None:
        return _differ(one.country, other.country)
    return one.site != other.site


def _overlap(one: Candidate, other: Candidate) -> int:
    if one.week is None or other.week is None:
        return 0
    return min(100 * (one.week & other.week).bit_count() // FULL_OVERLAP_QUARTERS, 100)


def scores(by: Scoring, rules: Rules, receivers: Ids, givers: Ids) -> Scores:
    """The score of every pair, receivers by givers; 0 where a rule forbids it."""
    table = np.empty((receivers.size, givers.size), dtype=np.uint16)
    for start in range(0, receivers.size, BLOCK):
        rows = receivers[start : start + BLOCK]
        points = sum(worth * _QUALITIES[part](by, rows, givers) // 100 for part, worth in by.worth.items() if worth)
        table[start : start + BLOCK] = np.where(forbidden(by.pool, rules, rows, givers), 0, 1 + points)
    return table


def _all_goals(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    points: Points = np.minimum(_all_granted(by, receivers, givers) + _all_granted(by, givers, receivers).T // 5, 100)
    return points


def _all_granted(by: Scoring, askers: Ids, answerers: Ids) -> Points:
    rank = by.pool.goal_rank[askers]
    granted = (rank @ by.pool.goals_offered[answerers].T).astype(np.int64)
    points: Points = 100 * granted // np.maximum(rank.sum(axis=1).astype(np.int64), 1)[:, None]
    return points


def _all_free_words(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    return likenesses([by.wanted[i] for i in receivers], [by.offered[j] for j in givers], by.rarity)


def _all_wishes(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    table = np.zeros((receivers.size, givers.size), dtype=np.int64)
    for view, askers, answerers in ((table, receivers, givers), (table.T, givers, receivers)):
        here = {by.pool.people[j].id: column for column, j in enumerate(answerers)}
        for row, i in enumerate(askers):
            for wanted in dict.fromkeys(by.pool.people[i].wants):
                if wanted in here:
                    view[row, here[wanted]] += _wish(by.pool.people[i], by.pool.people[answerers[here[wanted]]])
    return table


def _all_level_gaps(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    pool = by.pool
    gap = pool.level[givers][None, :] - pool.level[receivers][:, None]
    known = pool.level_known[receivers][:, None] & pool.level_known[givers][None, :]
    points: Points = np.maximum(100 - POINTS_A_LEVEL * np.abs(gap - by.best_gap), 0).astype(np.int64) * known
    return points


def _all_departments(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    differ, _ = _all_differ(by.pool.department, receivers, givers)
    return 100 * differ


def _all_sites(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    differ, known = _all_differ(by.pool.site, receivers, givers)
    abroad, _ = _all_differ(by.pool.country, receivers, givers)
    points: Points = 100 * np.where(known, differ, abroad)
    return points


def _all_differ(codes: NDArray[np.int32], receivers: Ids, givers: Ids) -> tuple[Points, Points]:
    mine, theirs = codes[receivers][:, None], codes[givers][None, :]
    known = (mine != UNKNOWN) & (theirs != UNKNOWN)
    return ((mine != theirs) & known).astype(np.int64), known.astype(np.int64)


def _all_overlaps(by: Scoring, receivers: Ids, givers: Ids) -> Points:
    pool = by.pool
    quarters = shared_quarters(bits(pool.weeks), pool.week_class[receivers], pool.week_class[givers])
    known = pool.week_known[receivers][:, None] & pool.week_known[givers][None, :]
    points: Points = np.minimum(100 * quarters.astype(np.int64) // FULL_OVERLAP_QUARTERS, 100) * known
    return points


_QUALITIES = {
    Part.GOALS: _all_goals,
    Part.FREE_WORDS: _all_free_words,
    Part.WISHES: _all_wishes,
    Part.LEVEL_GAP: _all_level_gaps,
    Part.OTHER_DEPARTMENT: _all_departments,
    Part.OTHER_SITE: _all_sites,
    Part.OVERLAP: _all_overlaps,
}
