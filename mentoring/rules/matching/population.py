"""The pool as columns of numbers, encoded once, so that a rule or a part of the score is one array expression.

Everywhere below, a person is a position in `Population.people`. The order of that tuple is drawn from the seed and the
ids alone, so the order in which people happened to be listed can never decide a tie, and no id is favoured for long.

Whatever only depends on a few *kinds* of people (a level, a working week, a team) is worked out between kinds and then
spread over the people; see `by_kind`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from operator import and_
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.products import Marks, marks
from mentoring.rules.matching.values import QUARTERS_A_WEEK, Candidate

Ids = NDArray[np.intp]
"""Positions of people."""
Codes = NDArray[np.signedinteger[Any]]
"""Which kind somebody is of, in as few bytes as will do; UNKNOWN where nobody told us."""
Flags = NDArray[np.bool_]
Scores = NDArray[np.uint16]
"""Rows by columns; 0 is a forbidden pair."""
Blockwise = Callable[[slice], NDArray[Any]]
"""A table that was prepared for its rows and columns, and is worked out for a few of its rows at a time."""

Kind = TypeVar("Kind")

AT_HAND = 1 << 22
"""Tables of kinds by people up to this size are kept whole."""
UNKNOWN = -1
ALL_WEEK = (1 << QUARTERS_A_WEEK) - 1
FULL_LEVEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The people of one round, in the round's own order, and what the rules and the score read of them."""

    people: tuple[Candidate, ...]
    position: Mapping[str, int]
    managers: Mapping[str, str | None]
    """Nearest manager by person id, candidates and others; `None` for somebody known to have nobody above."""
    boss: Ids
    """The same by position, beyond the pool for those who are not in it. Where nobody is above, or nobody we know of, it is
    `UNKNOWN`; so is the last of all, and so a line can be walked on from nobody."""
    department: Codes
    team: Codes
    site: Codes
    country: Codes
    industry: Codes
    style: Codes
    levels: tuple[int, ...]
    """The different levels there are."""
    level: Codes
    """Which of `levels` a person has."""
    tongues: NDArray[np.float32]
    """The different sets of languages there are, by languages, 0 or 1; the last is the empty one."""
    tongue: Codes
    """Which of `tongues` a person speaks."""
    weeks: tuple[tuple[int, ...], ...]
    """The different working weeks there are (far fewer than people), in each season; the first is open all week."""
    week: Codes
    """Which of `weeks` a person has. Hours nobody told us count as open: they can forbid nothing."""
    goals_wanted: Marks
    """People by goals: the weight of the goal's rank."""
    goals_offered: Marks
    """People by goals: how far along they are, from 1 to 5."""
    interests: Marks

    def above(self, person: str, levels: int) -> list[str]:
        """The people up to so many levels above, nearest first; shorter where the line ends, is unknown or turns back."""
        line: list[str] = []
        boss = self.managers.get(person)
        while boss is not None and len(line) < levels and boss != person and boss not in line:
            line.append(boss)
            boss = self.managers.get(boss)
        return line


def rank_weights(goals: Sequence[str]) -> dict[str, int]:
    """What each wanted goal counts: 5 for the first, 1 for the fifth and all later ones."""
    return {goal: max(5 - rank, 1) for rank, goal in reversed(list(enumerate(goals)))}


def offers(person: Candidate, *, peers: bool) -> dict[str, int]:
    """How far along somebody is in each goal they can help with. Peers can work on a goal together that both want."""
    told = dict(person.skill_levels)
    together = dict.fromkeys(person.goals_wanted, FULL_LEVEL) if peers else {}
    return together | {goal: told.get(goal, FULL_LEVEL) for goal in person.goals_offered}


def seasons(person: Candidate) -> tuple[int, ...]:
    """Somebody's working week in each season; none where it is not known."""
    return () if person.week is None else (person.week, *person.later_weeks)


def quarters_in_common(people: Iterable[Candidate]) -> int:
    """How many quarter hours of a week all of those whose hours are known share, in the season with the fewest."""
    years = [year for person in people if (year := seasons(person))]
    return min((reduce(and_, weeks).bit_count() for weeks in zip(*years, strict=True)), default=0)


def populate(
    candidates: Iterable[Candidate], managers: Mapping[str, str | None], seed: int, *, peers: bool = False
) -> Population:
    """Encode the pool. Among peers, a goal that somebody wants counts as offered too: they can work on it together.

    Raises ValueError when two candidates share an id, or know their hours for different seasons.
    """
    people = tuple(sorted(candidates, key=lambda person: (sha256(f"{seed}:{person.id}".encode()).digest(), person.id)))
    position = {person.id: number for number, person in enumerate(people)}
    if len(position) < len(people):
        raise ValueError("Two candidates have the same id.")
    everybodys = dict(managers) | {person.id: person.manager for person in people if person.manager is not None}
    counts = {len(told) for person in people if (told := seasons(person))} or {1}
    if len(counts) > 1:
        raise ValueError("The candidates' working hours are told for different seasons.")
    always = (ALL_WEEK,) * counts.pop()
    weeks, week = _kinds([always, *(seasons(person) or always for person in people)])
    levels, level = _kinds([person.level for person in people])
    tongues, tongue = _kinds([person.languages or None for person in people])
    _, (goals_wanted, goals_offered) = marks(
        (rank_weights(person.goals_wanted) for person in people),
        (offers(person, peers=peers) for person in people),
    )
    _, (interests,) = marks(dict.fromkeys(person.interests, 1) for person in people)
    _, (spoken,) = marks(dict.fromkeys(tongue, 1) for tongue in (*tongues, ()))
    return Population(
        people=people,
        position=position,
        managers=everybodys,
        boss=_bosses(position, everybodys),
        department=_kinds([person.department for person in people])[1],
        team=_kinds([person.team for person in people])[1],
        site=_kinds([person.site for person in people])[1],
        country=_kinds([person.country for person in people])[1],
        industry=_kinds([person.industry for person in people])[1],
        style=_kinds([person.style for person in people])[1],
        levels=levels,
        level=level,
        tongues=spoken.toarray(),
        tongue=tongue,
        weeks=weeks,
        week=week[1:],
        goals_wanted=goals_wanted,
        goals_offered=goals_offered,
        interests=interests,
    )


def _bosses(position: Mapping[str, int], managers: Mapping[str, str | None]) -> Ids:
    number = dict(position)
    line = {
        number.setdefault(person, len(number)): number.setdefault(boss, len(number))
        for person, boss in managers.items()
        if boss is not None
    }
    boss_of = np.full(len(number) + 1, UNKNOWN, dtype=np.intp)
    boss_of[list(line)] = list(line.values())
    return boss_of


def by_kind(codes: Codes, rows: Ids, columns: Ids, table: Callable[[Codes, Codes], NDArray[Any]]) -> Blockwise:
    """What only depends on the kinds of two people: `table` between kinds, spread over rows by columns."""
    row_kinds, row_kind = np.unique(codes[rows], return_inverse=True)
    kinds, kind = np.unique(codes[columns], return_inverse=True)
    if row_kinds.size * columns.size <= AT_HAND:
        spread = table(row_kinds, kinds)[:, kind]
        return lambda part: spread[row_kind[part]]

    def block(part: slice) -> NDArray[Any]:
        used, nth = np.unique(row_kind[part], return_inverse=True)
        return table(row_kinds[used], kinds)[:, kind][nth]

    return _Ahead(block, rows.size, AT_HAND // columns.size + 1)


class _Ahead:
    """A table that is worked out for many rows when a few are asked for, since those after them come next."""

    def __init__(self, table: Blockwise, rows: int, at_once: int) -> None:
        self._table, self._rows, self._at_once = table, rows, at_once
        self._start = self._stop = 0
        self._worked_out: NDArray[Any] = np.empty(0)

    def __call__(self, part: slice) -> NDArray[Any]:
        start, stop, _ = part.indices(self._rows)
        if start < self._start or stop > self._stop:
            self._start, self._stop = start, max(stop, min(start + self._at_once, self._rows))
            self._worked_out = self._table(slice(self._start, self._stop))
        return self._worked_out[start - self._start : stop - self._start]


def alike(codes: Codes, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    """Who is of the same kind, where both are known."""
    mine, theirs = codes[rows, None], np.where(codes == UNKNOWN, UNKNOWN - 1, codes)[None, columns]
    return lambda part: mine[part] == theirs


def unlike(codes: Codes, rows: Ids, columns: Ids) -> Callable[[slice], Flags]:
    """Who is of another kind, where both are known."""
    mine, theirs = codes[rows, None], codes[None, columns]
    known_row, known_column = mine != UNKNOWN, theirs != UNKNOWN
    return lambda part: (mine[part] != theirs) & known_row[part] & known_column


def known(mine: Codes, theirs: Codes) -> Flags:
    """Whether both kinds are known."""
    table: Flags = (mine != UNKNOWN)[:, None] & (theirs != UNKNOWN)[None, :]
    return table


def shared_quarters(mine: Sequence[int], theirs: Sequence[int]) -> NDArray[np.float32]:
    """How many quarter hours each of my weeks shares with each of theirs."""
    shared: NDArray[np.float32] = _bits(mine) @ _bits(theirs).T
    return shared


def _bits(weeks: Sequence[int]) -> NDArray[np.float32]:
    rows = b"".join(week.to_bytes(QUARTERS_A_WEEK // 8, "little") for week in weeks)
    packed = np.frombuffer(rows, dtype=np.uint8).reshape(len(weeks), QUARTERS_A_WEEK // 8)
    return np.unpackbits(packed, axis=1, bitorder="little").astype(np.float32)


def _kinds(values: Sequence[Kind | None]) -> tuple[tuple[Kind, ...], Codes]:
    """The different values in order of appearance, and which of them each person has."""
    number: dict[Kind, int] = {}
    codes = [UNKNOWN if value is None else number.setdefault(value, len(number)) for value in values]
    return tuple(number), np.array(codes, dtype=np.min_scalar_type(-1 - len(number)))
