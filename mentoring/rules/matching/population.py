"""The pool as columns of numbers, encoded once, so that a rule or a part of the score is one array expression.

Everywhere below, a person is a position in `Population.people`. The order of that tuple is drawn from the seed and the
ids alone, so the order in which people happened to be listed can never decide a tie, and no id is favoured for long.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.values import QUARTERS_A_WEEK, Candidate

Ids = NDArray[np.intp]
"""Positions of people."""
Flags = NDArray[np.bool_]
Scores = NDArray[np.uint16]
"""Rows by columns; 0 is a forbidden pair."""

UNKNOWN = -1
ALL_WEEK = (1 << QUARTERS_A_WEEK) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The people of one round, in the round's own order, and what the rules and the score read of them."""

    people: tuple[Candidate, ...]
    position: Mapping[str, int]
    managers: Mapping[str, str | None]
    """Nearest manager by person id, candidates and others; `None` for somebody known to have nobody above."""
    department: NDArray[np.int32]
    team: NDArray[np.int32]
    site: NDArray[np.int32]
    country: NDArray[np.int32]
    level: NDArray[np.int32]
    level_known: Flags
    languages: NDArray[np.float32]
    """People by languages, 0 or 1."""
    goal_rank: NDArray[np.float32]
    """People by goals: the weight of the goal's rank among those wanted, 0 if it is not wanted."""
    goals_offered: NDArray[np.float32]
    weeks: tuple[int, ...]
    """The different working weeks there are (far fewer than people); the first is open all week."""
    week_class: Ids
    """Which of `weeks` a person has. Hours nobody told us count as open: they can forbid nothing."""
    week_known: Flags

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


def populate(
    candidates: Iterable[Candidate], managers: Mapping[str, str | None], seed: int, *, peers: bool = False
) -> Population:
    """Encode the pool. Among peers, a goal that somebody wants counts as offered too: they can work on it together.

    Raises ValueError when two candidates share an id.
    """
    people = tuple(sorted(candidates, key=lambda person: (sha256(f"{seed}:{person.id}".encode()).digest(), person.id)))
    position = {person.id: number for number, person in enumerate(people)}
    if len(position) < len(people):
        raise ValueError("Two candidates have the same id.")
    own_managers = {person.id: person.manager for person in people if person.manager is not None}
    weeks = [ALL_WEEK, *sorted({person.week for person in people if person.week is not None})]
    class_of = {week: number for number, week in enumerate(weeks)}
    wanted = [rank_weights(person.goals_wanted) for person in people]
    offered = [person.goals_offered | set(person.goals_wanted if peers else ()) for person in people]
    goals = sorted({goal for mine in [*wanted, *offered] for goal in mine})
    return Population(
        people=people,
        position=position,
        managers={**managers, **own_managers},
        department=_codes(person.department for person in people),
        team=_codes(person.team for person in people),
        site=_codes(person.site for person in people),
        country=_codes(person.country for person in people),
        level=np.array([person.level or 0 for person in people], dtype=np.int32),
        level_known=np.array([person.level is not None for person in people], dtype=bool),
        languages=_table([dict.fromkeys(person.languages, 1) for person in people]),
        goal_rank=_table(wanted, goals),
        goals_offered=_table([dict.fromkeys(mine, 1) for mine in offered], goals),
        weeks=tuple(weeks),
        week_class=np.array([0 if p.week is None else class_of[p.week] for p in people], dtype=np.intp),
        week_known=np.array([p.week is not None for p in people], dtype=bool),
    )


def bits(weeks: Iterable[int]) -> NDArray[np.float32]:
    """Weeks by quarter hours, 0 or 1, ready to be multiplied."""
    rows = [week.to_bytes(QUARTERS_A_WEEK // 8, "little") for week in weeks]
    packed = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), QUARTERS_A_WEEK // 8)
    return np.unpackbits(packed, axis=1, bitorder="little").astype(np.float32)


def shared_quarters(week_bits: NDArray[np.float32], rows: Ids, columns: Ids) -> NDArray[np.float32]:
    """How many quarter hours each row's week class shares with each column's."""
    row_classes, row = np.unique(rows, return_inverse=True)
    column_classes, column = np.unique(columns, return_inverse=True)
    shared: NDArray[np.float32] = week_bits[row_classes] @ week_bits[column_classes].T
    return shared[row][:, column]


def _codes(values: Iterable[str | None]) -> NDArray[np.int32]:
    known: dict[str, int] = {}
    return np.array([UNKNOWN if v is None else known.setdefault(v, len(known)) for v in values], dtype=np.int32)


def _table(rows: Sequence[Mapping[str, int]], columns: Sequence[str] | None = None) -> NDArray[np.float32]:
    names = sorted({name for row in rows for name in row}) if columns is None else columns
    column = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(column)), dtype=np.float32)
    for number, row in enumerate(rows):
        for name, value in row.items():
            table[number, column[name]] = value
    return table
