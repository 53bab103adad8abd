"""The hard rules: for each, which pairs it forbids, and for whom it cannot be checked.

Every rule is one function from two lists of people to a table of the pairs it forbids. Data that are missing forbid
nothing, so that nobody is shut out by an empty field; `unchecked` says instead whom the rule could not protect.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Population, bits, shared_quarters
from mentoring.rules.matching.values import MINUTES_A_QUARTER, QUARTERS_A_WEEK, Rule, Rules, Unchecked

Forbids = Callable[[Population, Rules, Ids, Ids], Flags]


def forbidden_by_rule(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Iterator[tuple[Rule, Flags]]:
    """Each rule that is on, with its table of forbidden pairs: rows are mentees or peers, columns mentors or peers."""
    for rule in switched_on(rules):
        yield rule, _FORBIDS[rule](pool, rules, rows, columns)


def forbidden(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Flags:
    """The pairs that some rule forbids; nobody is matched with themselves either."""
    table: Flags = rows[:, None] == columns[None, :]
    for _, by_rule in forbidden_by_rule(pool, rules, rows, columns):
        table |= by_rule
    return table


def switched_on(rules: Rules) -> list[Rule]:
    """The rules this programme uses, in the order they are explained."""
    on = {
        Rule.NOT_AVAILABLE: True,
        Rule.REPORTING_LINE: bool(rules.reporting_line),
        Rule.SAME_TEAM: rules.same_team,
        Rule.OVERLAP: bool(rules.overlap_minutes),
        Rule.LANGUAGE: rules.common_language,
        Rule.REPEAT: rules.no_repeat,
        Rule.LEVEL_GAP: rules.level_gap_minimum is not None,
    }
    return [rule for rule in Rule if on[rule]]


def long_stretches(week: int, minutes: int) -> int:
    """The quarter hours at which a free stretch of at least so many minutes begins; the week is a circle.

    Shrinking commutes with intersection: people share such a stretch exactly when their shrunken weeks share a quarter.
    So one look at shrunken weeks answers the rule, for a pair and for a whole group alike.
    """
    beginnings = week
    for _ in range(-(-minutes // MINUTES_A_QUARTER) - 1):
        beginnings = week & (beginnings >> 1 | (beginnings & 1) << QUARTERS_A_WEEK - 1)
    return beginnings


def unchecked(pool: Population, rules: Rules) -> tuple[Unchecked, ...]:
    """For each rule that is on, the people whose data are missing."""
    people = pool.people
    missing: dict[Rule, list[tuple[str, Iterable[str]]]] = {
        Rule.REPORTING_LINE: _unknown_lines(pool, rules.reporting_line or 0),
        Rule.SAME_TEAM: [("team_unknown", (p.id for p in people if p.team is None))],
        Rule.OVERLAP: [("working_hours_unknown", (p.id for p in people if p.week is None))],
        Rule.LANGUAGE: [("languages_unknown", (p.id for p in people if not p.languages))],
        Rule.LEVEL_GAP: [("level_unknown", (p.id for p in people if p.level is None))],
    }
    found = [
        Unchecked(rule=rule, code=code, ids=tuple(sorted(ids)))
        for rule in switched_on(rules)
        for code, ids in missing.get(rule, [])
    ]
    return tuple(gap for gap in found if gap.ids)


def _unknown_lines(pool: Population, levels: int) -> list[tuple[str, Iterable[str]]]:
    nearest: list[str] = []
    further: list[str] = []
    for person in pool.people:
        line = pool.above(person.id, levels)
        last = line[-1] if line else person.id
        if len(line) < levels and last not in pool.managers:
            (further if line else nearest).append(person.id)
    return [("manager_unknown", nearest), ("higher_managers_unknown", further)]


def _not_available(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Flags:
    bans = [(pool.position[a], b) for a, b in [*rules.bans, *((b, a) for a, b in rules.bans)] if a in pool.position]
    wishes = [(number, other) for number, person in enumerate(pool.people) for other in person.not_with]
    return _either_way(pool, [*bans, *wishes], rows, columns)


def _reporting_line(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Flags:
    levels = rules.reporting_line or 0
    lines = [(number, boss) for number, p in enumerate(pool.people) for boss in pool.above(p.id, levels)]
    return _either_way(pool, lines, rows, columns)


def _repeat(pool: Population, _rules: Rules, rows: Ids, columns: Ids) -> Flags:
    earlier = [(number, other) for number, person in enumerate(pool.people) for other in person.earlier_partners]
    return _either_way(pool, earlier, rows, columns)


def _same_team(pool: Population, _rules: Rules, rows: Ids, columns: Ids) -> Flags:
    mine, theirs = pool.team[rows][:, None], pool.team[columns][None, :]
    table: Flags = (mine == theirs) & (mine != UNKNOWN)
    return table


def _overlap(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Flags:
    stretches = bits(long_stretches(week, rules.overlap_minutes or 0) for week in pool.weeks)
    table: Flags = shared_quarters(stretches, pool.week_class[rows], pool.week_class[columns]) == 0
    return table


def _language(pool: Population, _rules: Rules, rows: Ids, columns: Ids) -> Flags:
    known = pool.languages.sum(axis=1) > 0
    shared = pool.languages[rows] @ pool.languages[columns].T
    table: Flags = (shared == 0) & known[rows][:, None] & known[columns][None, :]
    return table


def _level_gap(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Flags:
    gap = pool.level[columns][None, :] - pool.level[rows][:, None]
    known = pool.level_known[rows][:, None] & pool.level_known[columns][None, :]
    table: Flags = (gap < (rules.level_gap_minimum or 0)) & known
    return table


def _either_way(pool: Population, pairs: Iterable[tuple[int, str]], rows: Ids, columns: Ids) -> Flags:
    """The table with these pairs of (position, id) marked, whichever of the two is the row."""
    row_of, column_of = np.full((2, len(pool.people)), UNKNOWN)
    row_of[rows], column_of[columns] = np.arange(rows.size), np.arange(columns.size)
    both = [(one, pool.position[other]) for one, other in pairs if other in pool.position]
    one, other = np.array(both, dtype=np.intp).reshape(-1, 2).T
    table = np.zeros((rows.size, columns.size), dtype=bool)
    for row, column in ((row_of[one], column_of[other]), (row_of[other], column_of[one])):
        here = (row != UNKNOWN) & (column != UNKNOWN)
        table[row[here], column[here]] = True
    return table


_FORBIDS: dict[Rule, Forbids] = {
    Rule.NOT_AVAILABLE: _not_available,
    Rule.REPORTING_LINE: _reporting_line,
    Rule.SAME_TEAM: _same_team,
    Rule.OVERLAP: _overlap,
    Rule.LANGUAGE: _language,
    Rule.REPEAT: _repeat,
    Rule.LEVEL_GAP: _level_gap,
}
