"""Why this match, and why no match: codes and numbers that hold up when they are checked.

Every reason here is a fact about the pool, not a guess: a rule named for an unmatched person really removes that many
people, and no rule but the one proposed stands before those it opens. Whoever asks hands in the pool as it may be spoken
of (see `discretion`), where nobody is *not available* to anybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.population import Ids, Population, quarters_in_common
from mentoring.rules.matching.rules import barriers_by_rule, forbidden_by_rule
from mentoring.rules.matching.sampling import CELLS
from mentoring.rules.matching.score import Scoring, parts
from mentoring.rules.matching.values import (
    MINUTES_A_QUARTER,
    Candidate,
    Part,
    Reason,
    Role,
    Rule,
    Rules,
    Unmatched,
)

Packed = NDArray[np.uint8]
"""A table of flags, eight columns a byte."""

GOALS_NAMED = 3
NOT_WELL_ENOUGH = {Role.MENTEE: "no_mentor_fits_well_enough", Role.MENTOR: "no_mentee_fits_well_enough"}


def broken_rules(pool: Population, rules: Rules, *pairs: tuple[int, int]) -> tuple[Reason, ...]:
    """The rules that these pairs of positions break; *not available* only where nothing else stands in the way."""
    broken = dict.fromkeys(
        rule
        for row, column in pairs
        for rule, table in forbidden_by_rule(pool, rules, np.array([row]), np.array([column]))
        if table[0, 0]
    )
    others = [rule for rule in broken if rule is not Rule.NOT_AVAILABLE]
    return tuple(Reason("breaks_rule", (rule.value,)) for rule in others or broken)


def reasons_for_pair(by: Scoring, mentee: int, mentor: int) -> tuple[Reason, ...]:
    """What speaks for a mentee and a mentor, strongest kind of reason first; only what earned points is named."""
    earned = {part for part, points in parts(by, mentee, mentor) if points}
    seeker, guide = by.pool.people[mentee], by.pool.people[mentor]
    return tuple(reason for part, reason in _facts(seeker, guide) if part is None or part in earned)


def _facts(mentee: Candidate, mentor: Candidate) -> Iterator[tuple[Part | None, Reason]]:
    """All that two people have for each other, each with the part of the score it belongs to."""
    if mentor.id in mentee.wants:
        yield Part.WISHES, Reason("mentee_wished", (mentee.wants.index(mentor.id) + 1,))
    if mentee.id in mentor.wants:
        yield Part.WISHES, Reason("mentor_wished", (mentor.wants.index(mentee.id) + 1,))
    if goals := [goal for goal in mentee.goals_wanted if goal in mentor.goals_offered]:
        yield Part.GOALS, Reason("shared_goal", tuple(goals[:GOALS_NAMED]))
    if goals := [goal for goal in mentor.goals_wanted if goal in mentee.goals_offered]:
        yield Part.GOALS, Reason("mentor_learns", tuple(goals[:GOALS_NAMED]))
    yield Part.FREE_WORDS, Reason("similar_words")
    if mentee.level is not None and mentor.level is not None:
        yield Part.LEVEL_GAP, Reason("level_gap", (mentor.level - mentee.level,))
    yield Part.OTHER_DEPARTMENT, Reason("other_department")
    yield Part.OTHER_SITE, Reason("other_site")
    common = quarters_in_common((mentee, mentor)) * MINUTES_A_QUARTER
    yield Part.OVERLAP, Reason("overlap_minutes_a_week", (common,))
    yield Part.INDUSTRY, Reason("same_industry", (mentee.industry or "",))
    yield Part.INTERESTS, Reason("shared_interests", tuple(sorted(mentee.interests & mentor.interests)[:GOALS_NAMED]))
    yield Part.STYLE, Reason("same_style", (mentee.style or "",))
    if languages := mentee.languages & mentor.languages:
        yield None, Reason("common_language", tuple(sorted(languages)))


def reasons_for_group(pool: Population, members: Iterable[int]) -> tuple[Reason, ...]:
    """What a peer group shares: goals wanted by several, wishes within it, its common time and languages."""
    people = [pool.people[number] for number in members]
    ids = {person.id for person in people}
    wanted_by = {goal: sum(goal in p.goals_wanted for p in people) for p in people for goal in p.goals_wanted}
    shared = sorted((goal for goal, count in wanted_by.items() if count > 1), key=lambda goal: (-wanted_by[goal], goal))
    wishes = sum(wanted in ids for person in people for wanted in person.wants)
    languages = frozenset[str].intersection(*(person.languages for person in people))
    departments = {person.department for person in people if person.department is not None}
    common = quarters_in_common(people) * MINUTES_A_QUARTER
    known = {
        Reason("shared_goal", tuple(shared[:GOALS_NAMED])): bool(shared),
        Reason("wishes_within", (wishes,)): bool(wishes),
        Reason("departments", (len(departments),)): len(departments) > 1,
        Reason("overlap_minutes_a_week", (common,)): all(person.week is not None for person in people),
        Reason("common_language", tuple(sorted(languages))): bool(languages),
    }
    return tuple(reason for reason, holds in known.items() if holds)


def explain_unmatched(
    pool: Population, rules: Rules, role: Role, people: Ids, others: Ids, well_enough: Ids | None = None
) -> tuple[Unmatched, ...]:
    """What kept these people out of a round in which the most people possible were matched.

    `others` is everybody they might have been matched with. Since the round leaves nobody out who could be added,
    whoever is allowed for them is taken, or was not available in the round. With a floor, `well_enough` says for each of `people` how many of those reach it.
    """
    counted = _counted(pool, rules, role, people, others)
    told = []
    for nth, (person, around, suitable) in enumerate(
        zip(people.tolist(), counted.others.tolist(), counted.suitable.tolist(), strict=True)
    ):
        removed = [_removed(rule, n) for rule, number in counted.removed.items() if (n := number[nth])]
        crowd = _crowd(role, around, suitable, rules.group_size[0] - 1)
        alone = {} if suitable else {rule: number[nth] for rule, number in counted.alone.items()}
        change = _change(role, suitable, alone)
        if suitable and well_enough is not None:
            fitting = int(well_enough[nth])
            crowd = _crowd(role, around, fitting, 0) if fitting else Reason(NOT_WELL_ENOUGH[role], (suitable,))
            change = _change(role, fitting, {})
        told.append(Unmatched(id=pool.people[person].id, role=role, reasons=(crowd, *removed), change=change))
    return tuple(told)


@lru_cache(maxsize=4096)
def _removed(rule: Rule, people: int) -> Reason:
    """In a large round thousands are told the same few numbers."""
    return Reason("removed_by_rule", (rule.value, people))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """For each of some people, how many others there are, how many of them suit, and how many each rule removes."""

    others: Ids
    suitable: Ids
    removed: dict[Rule, list[int]]
    alone: dict[Rule, list[int]]
    """How many are removed by this rule and no other; only where nobody suits."""


def _counted(pool: Population, rules: Rules, role: Role, people: Ids, others: Ids) -> _Counted:
    """Count in blocks that stay in the processor's cache: the tables of all rules would not."""
    rows, columns = (others, people) if role is Role.MENTOR else (people, others)
    barriers = barriers_by_rule(pool, rules, rows, columns)
    _, row_itself, column_itself = np.intersect1d(rows, columns, assume_unique=True, return_indices=True)
    around = np.full(people.size, others.size) - np.isin(people, others)
    removed = {rule: np.zeros(people.size, dtype=np.intp) for rule, _ in barriers}
    alone = {rule: np.zeros(people.size, dtype=np.intp) for rule, _ in barriers}
    unsuitable = np.zeros(people.size, dtype=np.intp)
    size = max(4 * CELLS // max(columns.size, 1), 1)
    for start in range(0, rows.size if columns.size else 0, size):
        part = slice(start, min(start + size, rows.size))
        here = slice(None) if role is Role.MENTOR else part
        itself = (row_itself >= part.start) & (row_itself < part.stop)
        tables = [forbids(part) for _, forbids in barriers]
        for table in tables:
            table[row_itself[itself] - part.start, column_itself[itself]] = False
        packed = [np.packbits(table.T if role is Role.MENTOR else table, axis=1) for table in tables]
        unsuitable[here] += _bits(reduce(or_, packed))
        once = _set_once(packed) if role is Role.MENTOR or (unsuitable[here] == around[here]).any() else None
        for (rule, _), shut in zip(barriers, packed, strict=True):
            removed[rule][here] += _bits(shut)
            if once is not None:
                alone[rule][here] += _bits(shut & once)
    return _Counted(
        others=around,
        suitable=around - unsuitable,
        removed={rule: number.tolist() for rule, number in removed.items()},
        alone={rule: number.tolist() for rule, number in alone.items()},
    )


def _bits(packed: Packed) -> Ids:
    """How many bits are set in each row."""
    count: Ids = np.bitwise_count(packed).sum(axis=1, dtype=np.intp)
    return count


def _set_once(tables: list[Packed]) -> Packed:
    """The bits that are set in exactly one of the tables."""
    seen, again = tables[0], np.zeros_like(tables[0])
    for table in tables[1:]:
        seen, again = seen | table, again | seen & table
    return seen & ~again


def _crowd(role: Role, others: int, suitable: int, fewest_peers: int) -> Reason:
    """The first thing to know: is there anybody, is anybody of them suitable, and what became of those."""
    match role:
        case Role.PEER if not others:
            return Reason("no_peers")
        case Role.PEER if suitable < fewest_peers:
            return Reason("too_few_suitable_peers", (suitable,))
        case Role.PEER:
            return Reason("no_group_fits", (suitable,))
        case Role.MENTOR | Role.MENTEE:
            sought = "mentees" if role is Role.MENTOR else "mentors"
            if not others:
                return Reason(f"no_{sought}")
            return (
                Reason(f"no_suitable_{sought[:-1]}_free", (suitable,))
                if suitable
                else Reason(f"no_suitable_{sought}", (others,))
            )


def _change(role: Role, suitable: int, alone: dict[Rule, int]) -> Reason | None:
    """One more place with anybody suitable would do; failing that, the rule that by itself keeps most people away."""
    if suitable and role is Role.MENTEE:
        return Reason("one_more_place_with_a_suitable_mentor", (suitable,))
    if suitable and role is Role.MENTOR:
        return Reason("one_more_suitable_mentee")
    opening = {rule: count for rule, count in alone.items() if count}
    if not opening:
        return None
    rule = max(opening, key=lambda each: opening[each])
    return Reason("relax_rule", (rule.value, opening[rule]))
