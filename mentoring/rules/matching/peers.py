"""People who meet as equals: what a pair of them is worth, when several can meet, and how a match of them is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.explanation import broken_rules, reasons_for_group
from mentoring.rules.matching.population import Flags, Ids, Population, Scores
from mentoring.rules.matching.rules import long_stretches
from mentoring.rules.matching.score import Scoring, parts, scores
from mentoring.rules.matching.values import (
    QUARTERS_A_WEEK,
    Member,
    Objective,
    Part,
    Proposal,
    Reason,
    RefusedLock,
    Role,
    Rule,
    Rules,
)

BLOCK = 512

Weeks = NDArray[np.uint64]
"""People by seasons by words of 64 quarter hours: what counts is only which of them are common to whom."""
Unit = list[int]
"""Positions of people whom locks keep together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formed:
    """Pairs or groups of positions, how they were found, and what is proven of them."""

    groups: list[Ids]
    method: str
    bound: int
    worst_bound: int
    most_covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """What forming pairs and groups needs to know about people."""

    scores: Scores
    """Symmetric; 0 is forbidden."""
    weeks: Weeks
    """When a long enough meeting could begin."""
    waited: Flags
    settled: Flags
    """People whom a lock holds where they are put."""

    def among(self, people: Ids) -> "Peers":
        """Only these people."""
        return Peers(
            scores=self.scores[np.ix_(people, people)],
            weeks=self.weeks[people],
            waited=self.waited[people],
            settled=self.settled[people],
        )

    def group_score(self, members: Ids) -> int:
        """The average score of the pairs in a group, rounded down."""
        return int(self.scores[np.ix_(members, members)].sum()) // max(members.size * (members.size - 1), 1)

    def allows(self, members: Ids) -> bool:
        """Every pair is allowed, and everybody shares a window."""
        shut = int((self.scores[np.ix_(members, members)] == 0).sum()) - members.size
        return shut == 0 and bool(share_a_window(np.bitwise_and.reduce(self.weeks[members], axis=0)))


def share_a_window(weeks: Weeks) -> Flags:
    """Whether these common weeks (… by seasons by words) hold a beginning in every season."""
    shared: Flags = (weeks != 0).any(axis=-1).all(axis=-1)
    return shared


def among_peers(rules: Rules) -> Rules:
    """The rules without those that ask who is the mentor."""
    return replace(rules, level_gap_minimum=None, level_gap_maximum=None)


def peers_of(by: Scoring, rules: Rules) -> Peers:
    """Everybody in the pool as peers: a pair is worth the average of what each is to the other."""
    people = by.pool.people
    everybody = np.arange(len(people))
    return Peers(
        scores=_averaged(scores(by, rules, everybody, everybody)),
        weeks=weeks_of(by.pool, rules.overlap_minutes or 0),
        waited=np.array([person.unmatched_last_time for person in people], dtype=bool),
        settled=np.zeros(everybody.size, dtype=bool),
    )


def _averaged(one_way: Scores) -> Scores:
    """The table made symmetric, in place, since at 10,000 people it has 200 MB."""
    for start in range(0, len(one_way), BLOCK):
        rows = slice(start, start + BLOCK)
        both = (one_way[rows, start:].astype(np.int32) + one_way[start:, rows].T) // 2
        one_way[rows, start:] = both
        one_way[start:, rows] = both.T
    return one_way


def weeks_of(pool: Population, minutes: int) -> Weeks:
    """When a meeting of so many minutes could begin for each person; always, where none is asked for.

    Of quarter hours at which just the same people could begin, one is kept: there are far fewer of these than hours in a week.
    """
    if not minutes:
        return np.ones((len(pool.people), 1, 1), dtype=np.uint64)
    words = b"".join(
        long_stretches(week, minutes).to_bytes(QUARTERS_A_WEEK // 8, "little") for year in pool.weeks for week in year
    )
    quarters = np.unpackbits(np.frombuffer(words, np.uint8), bitorder="little").reshape(
        len(pool.weeks), -1, QUARTERS_A_WEEK
    )
    seasons = [np.packbits(np.unique(season, axis=1), axis=1) for season in quarters.transpose(1, 0, 2)]
    width = 8 * -(-max(season.shape[1] for season in seasons) // 8)
    of_kind = np.stack([np.pad(season, ((0, 0), (0, width - season.shape[1]))) for season in seasons], axis=1)
    return np.ascontiguousarray(of_kind).view(np.uint64)[pool.week]


def kept_locks(pool: Population, rules: Rules, peers: Peers, most: int) -> tuple[list[Unit], tuple[RefusedLock, ...]]:
    """Who stays together, at most so many, and the locks that cannot be kept. A lock never overrules a hard rule."""
    units: list[Unit] = []
    refused = []
    for one, other in sorted(rules.locks):
        reasons = _against_lock(pool, rules, peers, units, (one, other), most)
        if reasons:
            refused.append(RefusedLock(pair=(one, other), reasons=reasons))
        else:
            unit = _merged(units, pool.position[one], pool.position[other])
            units = [*(each for each in units if not set(each) & set(unit)), unit]
    return units, tuple(refused)


def settled(peers: Peers, units: Iterable[Unit]) -> Peers:
    """The same people, these units among them settled."""
    held = np.array([person for unit in units for person in unit], dtype=np.intp)
    return replace(peers, settled=np.isin(np.arange(peers.waited.size), held))


def locked_pairs(units: Iterable[Unit]) -> list[tuple[int, int]]:
    """Pairs that, kept together, keep every unit together."""
    return [pair for unit in units for pair in pairwise(unit)]


def _merged(units: list[Unit], one: int, other: int) -> Unit:
    return sorted({one, other}.union(*(unit for unit in units if one in unit or other in unit)))


def _against_lock(
    pool: Population, rules: Rules, peers: Peers, units: list[Unit], pair: tuple[str, str], most: int
) -> tuple[Reason, ...]:
    if pair[0] == pair[1] or not set(pair) <= pool.position.keys():
        return (Reason("not_in_this_round"),)
    unit = _merged(units, pool.position[pair[0]], pool.position[pair[1]])
    if len(unit) > most:
        return (Reason("no_place_left"),)
    if peers.allows(np.array(unit)):
        return ()
    return broken_rules(pool, rules, *combinations(unit, 2)) or (Reason("breaks_rule", (Rule.OVERLAP.value,)),)


def proposed(by: Scoring, peers: Peers, groups: Iterable[Ids], together: Sequence[Unit]) -> tuple[Proposal, ...]:
    """These groups as proposals, in the order of their members' ids."""
    proposals = (_proposal(by, peers, members, together) for members in groups)
    return tuple(sorted(proposals, key=lambda proposal: [member.id for member in proposal.members]))


def _proposal(by: Scoring, peers: Peers, members: Ids, together: Sequence[Unit]) -> Proposal:
    pairs = [dict(parts(by, int(a), int(b))) for a in members for b in members if a != b]
    ids = sorted(by.pool.people[person].id for person in members)
    return Proposal(
        members=tuple(Member(each, Role.PEER) for each in ids),
        score=peers.group_score(members),
        parts=tuple((part, sum(points[part] for points in pairs) // len(pairs)) for part in Part),
        reasons=reasons_for_group(by.pool, [by.pool.position[each] for each in ids]),
        locked=any(set(unit) <= set(members.tolist()) for unit in together),
    )


def objective_of(pool: Population, proposals: Sequence[Proposal]) -> Objective:
    """What these proposals come to; a score counts once for each member."""
    members = [member.id for proposal in proposals for member in proposal.members]
    return Objective(
        matched=len(members),
        matched_who_waited=sum(pool.people[pool.position[each]].unmatched_last_time for each in members),
        worst=min((proposal.score for proposal in proposals), default=0),
        total=sum(proposal.score * len(proposal.members) for proposal in proposals),
    )
