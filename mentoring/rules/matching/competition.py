"""Who competes with whom, where not everybody can be matched: crowds of people who want the same few places.

From somebody left over, go to every column they may have, from there to the rows that have it, and so on. In a matching of
most people this never meets a free place. So the rows reached outnumber the places reached by exactly those left over: no
better round places one more of them (Hall 1935; the sets are those of Dulmage & Mendelsohn 1958).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores
from mentoring.rules.matching.sampling import CELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Rows that together want nothing but these columns, which have too few places for them."""

    rows: Ids
    columns: Ids
    places: int

    @property
    def lacking(self) -> int:
        """How many of the rows are left over, in this round and in any other."""
        return self.rows.size - self.places


def shortfalls(scores: Scores, floor: int, capacity: Ids, column_of: Ids) -> Iterator[Shortfall]:
    """The crowds of a matching of most rows, each as small as it can be told apart, largest number left over first."""
    found = list(_apart(scores, floor, capacity, *_reached(scores, floor, capacity, column_of)))
    yield from sorted(found, key=lambda crowd: (-crowd.lacking, -crowd.rows.size, crowd.rows[0]))


def _reached(scores: Scores, floor: int, capacity: Ids, column_of: Ids) -> tuple[Flags, Flags]:
    """Everybody and every column on an alternating path from a row left over that has somewhere to go."""
    rows, columns = np.zeros(column_of.size, dtype=bool), np.zeros(capacity.size, dtype=bool)
    new = np.flatnonzero(column_of == UNKNOWN)
    while new.size:
        for some, wanted in _wanted(scores, floor, new, capacity > 0):
            rows[some] = wanted.any(axis=1)
            columns |= wanted.any(axis=0)
        new = np.flatnonzero(np.append(columns, [False])[column_of] & ~rows)
    return rows, columns


def _apart(scores: Scores, floor: int, capacity: Ids, rows: Flags, columns: Flags) -> Iterator[Shortfall]:
    """These rows and columns, as the separate crowds they fall into."""
    rest = np.flatnonzero(rows)
    while rest.size:
        members, mine = _crowd_of_first(scores, floor, rest, columns)
        yield Shortfall(rows=rest[members], columns=np.flatnonzero(mine), places=int(capacity[mine].sum()))
        rest, columns = rest[~members], columns & ~mine


def _crowd_of_first(scores: Scores, floor: int, rows: Ids, columns: Flags) -> tuple[Flags, Flags]:
    """Which of these rows want what the first of them wants, or what one of those wants, and so on; and what that is."""
    members, mine = np.ones(rows.size, dtype=bool), (scores[rows[0]] >= floor) & columns
    before = np.zeros_like(mine)
    while (mine != before).any():
        before, seen = mine.copy(), 0
        for some, wanted in _wanted(scores, floor, rows, columns):
            if (mine == columns).all():
                return np.ones_like(members), mine
            touching = (wanted & mine).any(axis=1)
            members[seen : seen + some.size] = touching
            mine |= wanted[touching].any(axis=0)
            seen += some.size
    return members, mine


def _wanted(scores: Scores, floor: int, rows: Ids, columns: Flags) -> Iterator[tuple[Ids, Flags]]:
    """Which of these columns these rows may have, a few rows at a time."""
    at_once = max(CELLS // max(columns.size, 1), 1)
    for start in range(0, rows.size, at_once):
        some = rows[start : start + at_once]
        yield some, (scores[some] >= floor) & columns
