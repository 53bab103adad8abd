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

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.population import (
    FULL_LEVEL,
    Blockwise,
    Codes,
    Flags,
    Ids,
    Population,
    Scores,
    by_kind,
    differ,
    known,
    offers,
    rank_weights,
    same,
    seasons,
    shared_quarters,
)
from mentoring.rules.matching.products import Marks, Products, Sums, floor_share
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
BLOCK = 128
"""Rows scored at a time, which bounds the memory in use beyond the two bytes a pair, and stays near the processor."""

Quality = Callable[["Scoring", Ids, Ids], Blockwise]
"""Prepares one part of the score, from 0 to 100, for receivers and givers."""


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
    """The hours they share in a week, in the season with the fewest."""
    shared = [(mine & theirs).bit_count() for mine, theirs in zip(seasons(one), seasons(other), strict=False)]
    return min(100 * min(shared, default=0) // FULL_OVERLAP_QUARTERS, 100)


def scores(by: Scoring, rules: Rules, receivers: Ids, givers: Ids) -> Scores:
    """The score of every pair, receivers by givers; 0 where a rule forbids it."""
    table = np.empty((receivers.size, givers.size), dtype=np.uint16)
    for block, points in score_blocks(by, rules, receivers, givers):
        table[block] = points
    return table


def score_blocks(by: Scoring, rules: Rules, receivers: Ids, givers: Ids) -> Iterator[tuple[slice, Scores]]:
    """`scores`, for a few receivers at a time."""
    qualities = [(worth, _QUALITIES[part](by, receivers, givers)) for part, worth in by.worth.items() if worth]
    forbids = barriers(by.pool, rules, receivers, givers)
    for start in range(0, receivers.size, BLOCK):
        block = slice(start, start + BLOCK)
        forbidden = forbids(block)
        points = np.ones(forbidden.shape, dtype=np.uint16)
        for worth, quality in qualities:
            points += (quality(block).astype(np.uint32) * worth // 100).astype(np.uint16)
        points *= ~forbidden
        yield block, points


def _all_goals(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    asks, answers = by.pool.goals_wanted, by.pool.goals_offered
    full = np.maximum(FULL_LEVEL * asks.sum(axis=1), 1)
    granted = Products(asks[receivers], answers[givers])
    learnt = Products(answers[receivers], asks[givers])

    def block(part: slice) -> Sums:
        mine, theirs = granted(part), learnt(part)
        floor_share(mine, 100, full[receivers[part], None])
        floor_share(theirs, 100, full[givers])
        floor_share(theirs, 1, 5)
        mine += theirs
        return np.minimum(mine, 100, out=mine)

    return block


def _all_free_words(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    rarity = np.fromiter(by.rarity.values(), dtype=np.float32, count=len(by.rarity))
    return Likenesses(by.wanted[receivers], by.offered[givers], rarity)


def _all_wishes(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    people = by.pool.people
    row_of = {people[i].id: row for row, i in enumerate(receivers)}
    column_of = {people[j].id: column for column, j in enumerate(givers)}
    mine = [
        (row_of[i], column_of[j], points) for i, j, points in _wishes(people[i] for i in receivers) if j in column_of
    ]
    theirs = [(row_of[j], column_of[i], points) for i, j, points in _wishes(people[i] for i in givers) if j in row_of]
    both = [np.array(sorted(wishes), dtype=np.intp).reshape(-1, 3) for wishes in (mine, theirs)]

    def block(part: slice) -> NDArray[np.uint8]:
        start, stop, _ = part.indices(receivers.size)
        table = np.zeros((stop - start, givers.size), dtype=np.uint8)
        for wishes in both:
            row, column, points = wishes[slice(*np.searchsorted(wishes[:, 0], (start, stop)))].T
            table[row - start, column] += points.astype(np.uint8)
        return table

    return block


def _wishes(people: Iterable[Candidate]) -> Iterator[tuple[str, str, int]]:
    """Who wishes for whom, once, with what that is worth."""
    return (
        (person.id, other, _wish_points(rank))
        for person in people
        for other, rank in {other: rank for rank, other in reversed(list(enumerate(person.wants)))}.items()
    )


def _all_level_gaps(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    levels = np.array([*by.pool.levels, 0], dtype=np.int64)

    def quality(mine: Codes, theirs: Codes) -> Codes:
        off = np.abs(levels[theirs][None, :] - levels[mine][:, None] - by.best_gap)
        table: Codes = np.maximum(100 - POINTS_A_LEVEL * off, 0) * known(mine, theirs)
        return table

    return by_kind(by.pool.level, receivers, givers, quality)


def _all_sites(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    site, country = by.pool.site, by.pool.country
    countries = country.max(initial=0) + 2

    def quality(mine: Codes, theirs: Codes) -> Codes:
        (my_site, my_country), (their_site, their_country) = (
            np.divmod(each, countries) - np.array([[1], [1]]) for each in (mine, theirs)
        )
        told = known(my_site, their_site)
        table: Codes = 100 * np.where(told, differ(my_site, their_site), differ(my_country, their_country))
        return table

    return by_kind((site + 1) * countries + country + 1, receivers, givers, quality)


def _all_overlaps(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    pool = by.pool

    def quality(mine: Codes, theirs: Codes) -> Codes:
        fewest = np.minimum.reduce(
            [
                shared_quarters([pool.weeks[i][season] for i in mine], [pool.weeks[j][season] for j in theirs])
                for season in range(len(pool.weeks[0]))
            ]
        )
        told = (mine != UNKNOWN_WEEK)[:, None] & (theirs != UNKNOWN_WEEK)[None, :]
        table: Codes = np.minimum(100 * fewest.astype(np.int64) // FULL_OVERLAP_QUARTERS, 100) * told
        return table

    return by_kind(pool.week, receivers, givers, quality)


def _all_interests(by: Scoring, receivers: Ids, givers: Ids) -> Blockwise:
    shared = Products(by.pool.interests[receivers], by.pool.interests[givers])
    return lambda part: np.minimum(POINTS_AN_INTEREST * shared(part), 100)


def _all(codes: Callable[[Population], Codes], relation: Callable[[Codes, Codes], Flags]) -> Quality:
    """Full quality where the kinds of two people stand in this relation."""
    return lambda by, receivers, givers: by_kind(
        codes(by.pool), receivers, givers, lambda mine, theirs: 100 * relation(mine, theirs).astype(np.uint32)
    )


_QUALITIES: dict[Part, Quality] = {
    Part.GOALS: _all_goals,
    Part.FREE_WORDS: _all_free_words,
    Part.WISHES: _all_wishes,
    Part.LEVEL_GAP: _all_level_gaps,
    Part.OTHER_DEPARTMENT: _all(lambda pool: pool.department, differ),
    Part.OTHER_SITE: _all_sites,
    Part.OVERLAP: _all_overlaps,
    Part.INDUSTRY: _all(lambda pool: pool.industry, same),
    Part.INTERESTS: _all_interests,
    Part.STYLE: _all(lambda pool: pool.style, same),
}
