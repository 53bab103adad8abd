"""Who competes with whom, where not everybody can be matched: crowds of people who want the same few places.

From somebody left over, go to every column they may have, from there to the rows that have it, and so on. In a matching of
most people this never meets a free place. So the rows reached outnumber the places reached by exactly those left over: no
better round places one more of them (Hall 1935; the sets are those of Dulmage & Mendelsohn 1958).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentoring.rules.matching.population import UNKNOWN, Flags, Ids, Scores


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
    rows, columns = _reached(scores, floor, capacity, column_of)
    allowed = scores[np.ix_(np.flatnonzero(rows), np.flatnonzero(columns))] >= floor
    found = list(_apart(allowed, np.flatnonzero(rows), np.flatnonzero(columns), capacity))
    yield from sorted(found, key=lambda crowd: (-crowd.lacking, -crowd.rows.size, crowd.rows[0]))


def _reached(scores: Scores, floor: int, capacity: Ids, column_of: Ids) -> tuple[Flags, Flags]:
    """Everybody and every column on an alternating path from a row left over that has somewhere to go."""
    rows, columns = np.zeros(column_of.size, dtype=bool), np.zeros(capacity.size, dtype=bool)
    open_to_some = capacity > 0
    new = np.flatnonzero(column_of == UNKNOWN)
    while new.size:
        reach = scores[new] if open_to_some.all() else scores[new] * open_to_some
        rows[new[reach.max(axis=1, initial=0) >= floor]] = True
        columns |= reach.max(axis=0, initial=0) >= floor
        new = np.flatnonzero(np.append(columns, [False])[column_of] & ~rows)
    return rows, columns


def _apart(wants: Flags, row: Ids, column: Ids, capacity: Ids) -> Iterator[Shortfall]:
    """These rows and columns, as the separate crowds they fall into."""
    rest = np.ones(row.size, dtype=bool)
    while rest.any():
        new = np.flatnonzero(rest)[:1]
        mine = np.zeros(column.size, dtype=bool)
        members = np.zeros(row.size, dtype=bool)
        while new.size:
            members[new] = True
            wider = wants[new].any(axis=0) & ~mine
            mine |= wider
            new = np.flatnonzero((wants & wider).any(axis=1) & ~members)
        rest &= ~members
        yield Shortfall(rows=row[members], columns=column[mine], places=int(capacity[column[mine]].sum()))
