"""The hard rules: for each, which pairs it forbids, and for whom it cannot be checked.

Data that are missing forbid nothing, so that nobody is shut out by an empty field; `unchecked` says instead whom the
rule could not protect.

A rule is either about kinds of people (a team, a level, a working week) or names the pairs it forbids one by one (a
reporting line, an earlier partner). Both are prepared once and then worked out a few rows at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import numpy as np

from mentoring.rules.matching.population import (
    UNKNOWN,
    Blockwise,
    Codes,
    Flags,
    Ids,
    Population,
    alike,
    by_kind,
    known,
    seasons,
    shared_quarters,
)
from mentoring.rules.matching.values import MINUTES_A_QUARTER, QUARTERS_A_WEEK, Rule, Rules, Unchecked

EVERYTHING = slice(None)


def forbidden_by_rule(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Iterator[tuple[Rule, Flags]]:
    """Each rule that is on, with its table of forbidden pairs: rows are mentees or peers, columns mentors or peers."""
    for rule in switched_on(rules):
        yield rule, _FORBIDS[rule](pool, rules, rows, columns)(EVERYTHING)


def forbidden(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Flags:
    """The pairs that some rule forbids; nobody is matched with themselves either."""
    return barriers(pool, rules, rows, columns)(EVERYTHING)


def barriers(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    """`forbidden`, for a few rows at a time."""
    itself = _pairs(pool, rows, rows, rows, columns)
    prepared = [_FORBIDS[rule](pool, rules, rows, columns) for rule in switched_on(rules)]

    def block(part: slice) -> Flags:
        table = itself(part)
        for forbids in prepared:
            table |= forbids(part)
        return table

    return block


def barriers_by_rule(
    pool: Population, rules: Rules, rows: Ids, columns: Ids
) -> list[tuple[Rule, Callable[[slice], Flags]]]:
    """`forbidden_by_rule`, for a few rows at a time."""
    return [(rule, _FORBIDS[rule](pool, rules, rows, columns)) for rule in switched_on(rules)]


def switched_on(rules: Rules) -> list[Rule]:
    """The rules this programme uses, in the order they are explained."""
    on = {
        Rule.NOT_AVAILABLE: True,
        Rule.REPORTING_LINE: bool(rules.reporting_line),
        Rule.SAME_TEAM: rules.same_team,
        Rule.OVERLAP: bool(rules.overlap_minutes),
        Rule.LANGUAGE: rules.common_language,
        Rule.REPEAT: rules.no_repeat,
        Rule.LEVEL_GAP: rules.level_gap_minimum is not None or rules.level_gap_maximum is not None,
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
        Rule.OVERLAP: [("working_hours_unknown", (p.id for p in people if not seasons(p)))],
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


def _not_available(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    people = np.union1d(rows, columns).tolist()
    wishes = ((number, other) for number in people for other in pool.people[number].not_with)
    bans = ((pool.position[a], b) for a, b in rules.bans if a in pool.position)
    kept_apart = _pairs(pool, *_told(pool, chain(wishes, bans)), rows, columns)
    away = np.array([rules.on_leave and person.on_leave for person in pool.people], dtype=bool)

    def block(part: slice) -> Flags:
        table: Flags = kept_apart(part)
        if away.any():
            table |= away[rows[part], None]
            table |= away[None, columns]
        return table

    return block


def _reporting_line(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    people = np.union1d(rows, columns)
    line = [people]
    for _ in range(rules.reporting_line or 0):
        line.append(pool.boss[line[-1]])
    staff, bosses = np.tile(people, len(line) - 1), np.concatenate([people[:0], *line[1:]])
    # A line that turns back leads to nobody new, and in the end to oneself.
    met = (bosses != UNKNOWN) & (bosses < len(pool.people)) & (bosses != staff)
    return _pairs(pool, staff[met], bosses[met], rows, columns)


def _repeat(pool: Population, _rules: Rules, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    people = np.union1d(rows, columns).tolist()
    earlier = ((number, other) for number in people for other in pool.people[number].earlier_partners)
    return _pairs(pool, *_told(pool, earlier), rows, columns)


def _same_team(pool: Population, _rules: Rules, rows: Ids, columns: Ids) -> Blockwise:
    return alike(pool.team, rows, columns)


def _overlap(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Blockwise:
    long = [tuple(long_stretches(week, rules.overlap_minutes or 0) for week in year) for year in pool.weeks]

    def never(mine: Codes, theirs: Codes) -> Flags:
        """Whether there is a season in which no stretch is long enough."""
        table = np.zeros((mine.size, theirs.size), dtype=bool)
        for season in range(len(pool.weeks[0])):
            table |= shared_quarters([long[i][season] for i in mine], [long[j][season] for j in theirs]) == 0
        return table

    return by_kind(pool.week, rows, columns, never)


def _language(pool: Population, _rules: Rules, rows: Ids, columns: Ids) -> Blockwise:
    def none_shared(mine: Codes, theirs: Codes) -> Flags:
        table: Flags = known(mine, theirs) & (pool.tongues[mine] @ pool.tongues[theirs].T == 0)
        return table

    return by_kind(pool.tongue, rows, columns, none_shared)


def _level_gap(pool: Population, rules: Rules, rows: Ids, columns: Ids) -> Blockwise:
    levels = np.array([*pool.levels, 0], dtype=np.int64)
    most, least = rules.level_gap_maximum, rules.level_gap_minimum

    def outside(mine: Codes, theirs: Codes) -> Flags:
        gap = levels[theirs][None, :] - levels[mine][:, None]
        table: Flags = np.zeros(gap.shape, dtype=bool)
        table |= gap < least if least is not None else False
        table |= gap > most if most is not None else False
        return table & known(mine, theirs)

    return by_kind(pool.level, rows, columns, outside)


def _told(pool: Population, pairs: Iterable[tuple[int, str]]) -> tuple[Ids, Ids]:
    """The positions of both, where the id is one of the pool's."""
    here = (number for one, other in pairs if other in pool.position for number in (one, pool.position[other]))
    one, other = np.fromiter(here, dtype=np.intp).reshape(-1, 2).T
    return one, other


def _pairs(pool: Population, one: Ids, other: Ids, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    """The table with these pairs of positions marked, whichever of the two is the row."""
    row_of, column_of = np.full((2, len(pool.people)), UNKNOWN)
    row_of[rows], column_of[columns] = np.arange(rows.size), np.arange(columns.size)
    row, column = row_of[np.append(one, other)], column_of[np.append(other, one)]
    here = np.nonzero((row != UNKNOWN) & (column != UNKNOWN))[0]
    here = here[np.argsort(row[here], kind="stable")]
    row, column = row[here], column[here]

    def block(part: slice) -> Flags:
        start, stop, _ = part.indices(rows.size)
        table = np.zeros((stop - start, columns.size), dtype=bool)
        mine = slice(*np.searchsorted(row, (start, stop)))
        table[row[mine] - start, column[mine]] = True
        return table

    return block


_FORBIDS: dict[Rule, Callable[[Population, Rules, Ids, Ids], Blockwise]] = {
    Rule.NOT_AVAILABLE: _not_available,
    Rule.REPORTING_LINE: _reporting_line,
    Rule.SAME_TEAM: _same_team,
    Rule.OVERLAP: _overlap,
    Rule.LANGUAGE: _language,
    Rule.REPEAT: _repeat,
    Rule.LEVEL_GAP: _level_gap,
}
