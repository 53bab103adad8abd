"""The score of an allowed pair: one point for being allowed, plus named parts a coordinator weighs from 0 to 5.

Said twice, on purpose. `parts` is the definition, in plain Python over two candidates; it explains the matches that are
proposed. `scores` says the same for all pairs at once, a block of rows at a time, with 0 for what the rules forbid; a
test holds the two equal, integer for integer.

Each part is a *quality* from 0 to 100 times what the part is worth. All parts together are worth 1000 points, shared
out by weight, so a score runs from 1 to 1001 and fits in 16 bits with 0 left over to mean *forbidden*.
Data that are missing earn no points.

The quality of a pair is the receiver's view: what a mentee wants and a mentor offers. Peers are scored in both
directions and get the average (see `groups`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.population import (
    FULL_LEVEL,
    UNKNOWN,
    Blockwise,
    Codes,
    Flags,
    Ids,
    Population,
    Scores,
    alike,
    by_kind,
    known,
    offers,
    quarters_in_common,
    rank_weights,
    shared_quarters,
    unlike,
)
from mentoring.rules.matching.products import Marks, Products, floor_divide
from mentoring.rules.matching.rules import barriers
from mentoring.rules.matching.similarity import Likenesses, likeness, sliced, slices
from mentoring.rules.matching.values import Candidate, Part, Rules, Weights

WORTH_OF_ALL_PARTS = 1000
FULL_OVERLAP_QUARTERS = 80
"""Twenty common hours a week are as good as it needs to get."""
BEST_GAP_FOR_PEERS = 0
POINTS_A_LEVEL = 25
"""What each level away from the best gap costs."""
POINTS_A_WISH_RANK = 10
POINTS_AN_INTEREST = 25
UNKNOWN_WEEK = 0
PAIRS_AT_ONCE = 1 << 18
"""Few enough for the working tables to stay near the processor, which also bounds the memory beside the scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What a score depends on besides the two people."""

    pool: Population
    worth: dict[Part, int]
    best_gap: int
    peers: bool
    wanted: Marks
    """People by slices of their free words wanted."""
    offered: Marks
    rarity: dict[str, int]
    """How rare each slice is, in the order of the columns."""


def scoring(pool: Population, weights: Weights, *, peers: bool = False) -> Scoring:
    """Share out the points by weight and read the free words. Among peers, what one wants counts as offered too."""
    sum_of_weights = max(sum(weights.of(part) for part in Part), 1)
    rarity, (wanted, offered) = sliced(
        (person.free_wanted for person in pool.people), (_free_offered(person, peers=peers) for person in pool.people)
    )
    return Scoring(
        pool=pool,
        worth={part: WORTH_OF_ALL_PARTS * weights.of(part) // sum_of_weights for part in Part},
        best_gap=BEST_GAP_FOR_PEERS if peers else weights.best_level_gap,
        peers=peers,
        wanted=wanted,
        offered=offered,
        rarity=rarity,
    )


def parts(by: Scoring, receiver: int, giver: int) -> tuple[tuple[Part, int], ...]:
    """The points of each part for one pair of positions: the definition of the score."""
    mentee, mentor = by.pool.people[receiver], by.pool.people[giver]
    quality = {
        Part.GOALS: _goals(by, mentee, mentor),
        Part.FREE_WORDS: _free_words(by, mentee, mentor),
        Part.WISHES: _wish(mentee, mentor) + _wish(mentor, mentee),
        Part.LEVEL_GAP: _level_gap(by, mentee, mentor),
        Part.OTHER_DEPARTMENT: 100 * _differ(mentee.department, mentor.department),
        Part.OTHER_SITE: 100 * _elsewhere(mentee, mentor),
        Part.OVERLAP: _overlap(mentee, mentor),
        Part.INDUSTRY: 100 * _same(mentee.industry, mentor.industry),
        Part.INTERESTS: min(POINTS_AN_INTEREST * len(mentee.interests & mentor.interests), 100),
        Part.STYLE: 100 * _same(mentee.style, mentor.style),
    }
    return tuple((part, by.worth[part] * quality[part] // 100) for part in Part)


def _goals(by: Scoring, mentee: Candidate, mentor: Candidate) -> int:
    """What the mentee gets of what they want, by rank and level; a mentor who learns too adds up to a fifth."""
    return min(_granted(by, mentee, mentor) + _granted(by, mentor, mentee) // 5, 100)


def _granted(by: Scoring, asker: Candidate, answerer: Candidate) -> int:
    rank, level = rank_weights(asker.goals_wanted), offers(answerer, peers=by.peers)
    granted = sum(weight * level.get(goal, 0) for goal, weight in rank.items())
    return 100 * granted // max(FULL_LEVEL * sum(rank.values()), 1)


def _free_words(by: Scoring, mentee: Candidate, mentor: Candidate) -> int:
    return likeness(slices(mentee.free_wanted), slices(_free_offered(mentor, peers=by.peers)), by.rarity)


def _free_offered(person: Candidate, *, peers: bool) -> str:
    return f"{person.free_offered} {person.free_wanted}" if peers else person.free_offered


def _wish(one: Candidate, other: Candidate) -> int:
    """Half of the wish is each side's: 50 for a first wish, 10 less for each later rank, never below 10."""
    return _wish_points(one.wants.index(other.id)) if other.id in one.wants else 0


def _wish_points(rank: int) -> int:
    return max(50 - POINTS_A_WISH_RANK * rank, POINTS_A_WISH_RANK)


def _level_gap(by: Scoring, mentee: Candidate, mentor: Candidate) -> int:
    if mentee.level is None or mentor.level is None:
        return 0
    return max(100 - POINTS_A_LEVEL * abs(mentor.level - mentee.level - by.best_gap), 0)


def _differ(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _same(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and mine == theirs


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    """Another site or, where a site is not known, another country."""
    if one.site is None or other.site is None:
        return _differ(one.country, other.country)
    return one.site != other.site


def _overlap(one: Candidate, other: Candidate) -> int:
    if one.week is None or other.week is None:
        return 0
    return min(100 * quarters_in_common((one, other)) // FULL_OVERLAP_QUARTERS, 100)


def scores(by: Scoring, rules: Rules, receivers: Ids, givers: Ids) -> Scores:
    """The score of every pair, receivers by givers; 0 where a rule forbids it."""
    table = np.empty((receivers.size, givers.size), dtype=np.uint16)
    for block, points in score_blocks(by, rules, receivers, givers):
        table[block] = points
    return table


def score_blocks(by: Scoring, rules: Rules, receivers: Ids, givers: Ids) -> Iterator[tuple[slice, Scores]]:
    """`scores`, for a few receivers at a time."""
    every_part = [_POINTS[part](by, worth, receivers, givers) for part, worth in by.worth.items() if worth]
    forbids = barriers(by.pool, rules, receivers, givers)
    at_once = PAIRS_AT_ONCE // max(givers.size, 1) + 1
    for start in range(0, receivers.size, at_once):
        block = slice(start, start + at_once)
        allowed = ~forbids(block)
        points = allowed.astype(np.uint16)
        for points_of_part in every_part:
            points += points_of_part(block)
        points *= allowed
        yield block, points


def _all_goals(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    asks, answers = by.pool.goals_wanted, by.pool.goals_offered
    full = np.maximum(FULL_LEVEL * asks.sum(axis=1, dtype=np.float32), 1)
    granted = Products(asks[receivers], answers[givers], 100)
    learnt = Products(answers[receivers], asks[givers], 100)

    def block(part: slice) -> Scores:
        quality, theirs = granted(part), learnt(part)
        floor_divide(quality, full[receivers[part], None])
        floor_divide(theirs, 5 * full[givers])
        quality += theirs
        return _points(np.minimum(quality, 100, out=quality), worth)

    return block


def _all_free_words(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    rarity = np.fromiter(by.rarity.values(), dtype=np.float32, count=len(by.rarity))
    likenesses = Likenesses(by.wanted[receivers], by.offered[givers], rarity)
    return lambda part: _points(likenesses(part), worth)


def _all_wishes(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    row_of, column_of = np.full((2, len(by.pool.people)), UNKNOWN)
    row_of[receivers], column_of[givers] = np.arange(receivers.size), np.arange(givers.size)
    wisher, wished, quality = _wishes(by.pool, np.union1d(receivers, givers))
    row, column = row_of[np.append(wisher, wished)], column_of[np.append(wished, wisher)]
    here = (row != UNKNOWN) & (column != UNKNOWN)
    pairs, nth = np.unique(row[here] * givers.size + column[here], return_inverse=True)
    points_of = worth * np.bincount(nth, np.tile(quality, 2)[here], pairs.size).astype(np.int64) // 100
    rows, columns = np.divmod(pairs, max(givers.size, 1))

    def block(part: slice) -> Scores:
        start, stop, _ = part.indices(receivers.size)
        table = np.zeros((stop - start, givers.size), dtype=np.uint16)
        mine = slice(*np.searchsorted(rows, (start, stop)))
        table[rows[mine] - start, columns[mine]] = points_of[mine]
        return table

    return block


def _wishes(pool: Population, people: Ids) -> NDArray[np.intp]:
    """Who of these wishes for whom of the pool, once, and what that is worth."""
    told = (
        number
        for one in people
        for wished, rank in {other: rank for rank, other in reversed(list(enumerate(pool.people[one].wants)))}.items()
        if wished in pool.position
        for number in (one, pool.position[wished], _wish_points(rank))
    )
    return np.fromiter(told, dtype=np.intp).reshape(-1, 3).T


def _all_level_gaps(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    levels = np.array([*by.pool.levels, 0], dtype=np.int64)

    def points(mine: Codes, theirs: Codes) -> Scores:
        off = np.abs(levels[theirs][None, :] - levels[mine][:, None] - by.best_gap)
        return _points(np.maximum(100 - POINTS_A_LEVEL * off, 0) * known(mine, theirs), worth)

    return by_kind(by.pool.level, receivers, givers, points)


def _all_departments(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    return _full(unlike(by.pool.department, receivers, givers), worth)


def _all_sites(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    sites = [unlike(codes, receivers, givers) for codes in (by.pool.site, by.pool.country)]
    told = by.pool.site != UNKNOWN
    mine, theirs = told[receivers, None], told[None, givers]
    elsewhere, abroad = sites
    return _full(lambda part: elsewhere(part) | abroad(part) & ~(mine[part] & theirs), worth)


def _all_overlaps(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    weeks = by.pool.weeks

    def points(mine: Codes, theirs: Codes) -> Scores:
        shared = (
            shared_quarters([weeks[i][season] for i in mine], [weeks[j][season] for j in theirs])
            for season in range(len(weeks[0]))
        )
        quality = np.minimum(100 * reduce(np.minimum, shared) // FULL_OVERLAP_QUARTERS, 100)
        told = (mine != UNKNOWN_WEEK)[:, None] & (theirs != UNKNOWN_WEEK)[None, :]
        return _points(quality * told, worth)

    return by_kind(by.pool.week, receivers, givers, points)


def _all_industries(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    return _full(alike(by.pool.industry, receivers, givers), worth)


def _all_interests(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    shared = Products(by.pool.interests[receivers], by.pool.interests[givers], POINTS_AN_INTEREST)
    return lambda part: _points(np.minimum(shared(part), 100), worth)


def _all_styles(by: Scoring, worth: int, receivers: Ids, givers: Ids) -> Blockwise:
    return _full(alike(by.pool.style, receivers, givers), worth)


def _full(holds: Callable[[slice], Flags], worth: int) -> Blockwise:
    """All the points of a part for those for whom something holds."""
    points = np.uint16(worth)
    return lambda part: holds(part) * points


def _points(quality: NDArray[Any], worth: int) -> Scores:
    """What a quality from 0 to 100 comes to, rounded down; it is used up."""
    if quality.dtype == np.float32:
        quality *= np.float32(worth)
        quality /= np.float32(100)
    else:
        quality = quality * worth // 100
    return quality.astype(np.uint16)


_POINTS: dict[Part, Callable[[Scoring, int, Ids, Ids], Blockwise]] = {
    Part.GOALS: _all_goals,
    Part.FREE_WORDS: _all_free_words,
    Part.WISHES: _all_wishes,
    Part.LEVEL_GAP: _all_level_gaps,
    Part.OTHER_DEPARTMENT: _all_departments,
    Part.OTHER_SITE: _all_sites,
    Part.OVERLAP: _all_overlaps,
    Part.INDUSTRY: _all_industries,
    Part.INTERESTS: _all_interests,
    Part.STYLE: _all_styles,
}
"""Prepares the points of a part, by its worth, for these receivers and givers."""
