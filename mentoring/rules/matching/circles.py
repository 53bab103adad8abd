"""Supervision circles: mentors who learn from one another by talking about their mentees, in confidence.

A mentee's story must not reach those it is told about. So nobody sits in a circle with somebody who speaks of a mentee in
their own reporting line: of themselves, of those they report to, or of those who report to them.

This is kept as a ban, whose reason is the one that can't be told from any other, since a mentee's name would be told by a
truer one.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from mentoring.rules.matching.groups import solve_groups
from mentoring.rules.matching.population import Population, populate
from mentoring.rules.matching.values import Candidate, Round, Rule, Rules, Unchecked, Weights


def solve_circles(
    candidates: Iterable[Candidate],
    rules: Rules,
    weights: Weights,
    seed: int,
    managers: Mapping[str, str | None] | None = None,
    *,
    mentees: Mapping[str, AbstractSet[str]],
) -> Round:
    """The best round of supervision circles: peer groups in which nobody hears of somebody in their own reporting line.

    `mentees` are the ids of the mentees each candidate has now; `managers` should hold the nearest manager of each mentee. The
    line reaches as many levels as the rules say, and at least to the nearest manager. Where a mentee's manager is not known,
    the mentor is listed with what could not be checked. Raises ValueError as `solve_groups` does.
    """
    people = tuple(candidates)
    pool = populate(people, managers or {}, seed, peers=True)
    told_of = {person.id: frozenset(mentees.get(person.id, ())) for person in people}
    levels = max(rules.reporting_line or 0, 1)
    bans = frozenset(
        (mentor, listener)
        for mentor, names in told_of.items()
        for listener in told_of
        if mentor != listener and any(in_line(pool, mentee, listener, levels) for mentee in names)
    )
    solved = solve_groups(people, replace(rules, bans=rules.bans | bans), weights, seed, managers)
    unknown = tuple(
        sorted(mentor for mentor, names in told_of.items() if any(mentee not in pool.managers for mentee in names))
    )
    gap = Unchecked(rule=Rule.REPORTING_LINE, code="managers_of_mentees_unknown", ids=unknown)
    return replace(solved, unchecked=(*solved.unchecked, gap) if unknown else solved.unchecked)


def in_line(pool: Population, mentee: str, listener: str, levels: int) -> bool:
    """Whether somebody is this mentee, reports to them or has them among those who report to them, within so many levels."""
    return listener == mentee or listener in pool.above(mentee, levels) or mentee in pool.above(listener, levels)
