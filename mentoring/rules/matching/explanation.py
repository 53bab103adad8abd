"""Why this match, and why no match: codes and numbers that hold up when they are checked.

Every reason here is a fact about the pool, not a guess: a rule named for an unmatched person really removes that many
people, and the change proposed really opens what it says. *Not available to each other* is never offered as something
to change, so that it cannot be told from the outside who stood behind it.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_

import numpy as np

from mentoring.rules.matching.population import ALL_WEEK, Flags, Ids, Population
from mentoring.rules.matching.rules import forbidden_by_rule
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

GOALS_NAMED = 3


def broken_rules(pool: Population, rules: Rules, row: int, column: int) -> tuple[Reason, ...]:
    """The rules one pair of positions breaks."""
    one, other = np.array([row]), np.array([column])
    return tuple(
        Reason("breaks_rule", (rule.value,))
        for rule, table in forbidden_by_rule(pool, rules, one, other)
        if table[0, 0]
    )


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
    if mentee.week is not None and mentor.week is not None:
        common = (mentee.week & mentor.week).bit_count() * MINUTES_A_QUARTER
        yield Part.OVERLAP, Reason("overlap_minutes_a_week", (common,))
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
    weeks = [person.week for person in people if person.week is not None]
    common = reduce(and_, weeks, ALL_WEEK).bit_count() * MINUTES_A_QUARTER
    known = {
        Reason("shared_goal", tuple(shared[:GOALS_NAMED])): bool(shared),
        Reason("wishes_within", (wishes,)): bool(wishes),
        Reason("departments", (len(departments),)): len(departments) > 1,
        Reason("overlap_minutes_a_week", (common,)): len(weeks) == len(people),
        Reason("common_language", tuple(sorted(languages))): bool(languages),
    }
    return tuple(reason for reason, holds in known.items() if holds)


def explain_unmatched(pool: Population, rules: Rules, role: Role, people: Ids, others: Ids) -> tuple[Unmatched, ...]:
    """What kept these people out of a round in which the most people possible were matched.

    `others` is everybody they might have been matched with. Since the round leaves nobody out who could be added,
    whoever is allowed for them is taken.
    """
    rows, columns = (others, people) if role is Role.MENTOR else (people, others)
    tables = [
        (rule, table.T if role is Role.MENTOR else table)
        for rule, table in forbidden_by_rule(pool, rules, rows, columns)
    ]
    somebody_else: Flags = people[:, None] != others[None, :]
    broken = np.zeros(somebody_else.shape, dtype=np.int8)
    for _, table in tables:
        broken += table
    suitable = (somebody_else & (broken == 0)).sum(axis=1)
    removed = {rule: (table & somebody_else).sum(axis=1) for rule, table in tables}
    alone = {rule: (table & somebody_else & (broken == 1)).sum(axis=1) for rule, table in tables}
    return tuple(
        Unmatched(
            id=pool.people[person].id,
            role=role,
            reasons=(
                _crowd(role, int(somebody_else[row].sum()), int(suitable[row]), rules.group_size[0] - 1),
                *(Reason("removed_by_rule", (rule.value, int(n[row]))) for rule, n in removed.items() if n[row]),
            ),
            change=_change(role, int(suitable[row]), {rule: int(n[row]) for rule, n in alone.items()}),
        )
        for row, person in enumerate(people)
    )


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
                Reason(f"all_suitable_{sought}_taken", (suitable,))
                if suitable
                else Reason(f"no_suitable_{sought}", (others,))
            )


def _change(role: Role, suitable: int, alone: dict[Rule, int]) -> Reason | None:
    """One more place with anybody suitable would do; failing that, the rule that by itself keeps most people away."""
    if suitable and role is Role.MENTEE:
        return Reason("one_more_place_with_a_suitable_mentor", (suitable,))
    if suitable and role is Role.MENTOR:
        return Reason("one_more_suitable_mentee")
    opening = {rule: count for rule, count in alone.items() if count and rule is not Rule.NOT_AVAILABLE}
    if not opening:
        return None
    rule = max(opening, key=lambda each: opening[each])
    return Reason("relax_rule", (rule.value, opening[rule]))
