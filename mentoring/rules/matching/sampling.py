"""Where to look first: the few pairs of each person that are likely to matter, without sorting anybody's list.

The best of a fair sample of one in k others is beaten by about k of all of them. So a small sample gives each row and each
column a threshold, and one comparison of every pair with its two thresholds finds the hopeful. A bad guess costs time,
never the optimum: `prices` looks at every pair before anything is called proven.

Pairs are told as positions in the flattened table, in order, each once.
"""

from collections.abc import Iterator

import numpy as np

from mentoring.rules.matching.population import Ids, Scores

SMALL = 250_000
"""Up to so many pairs we simply take them all."""
PROMISING = 20
"""How many pairs a person brings, on average, to the first solve of a large round."""
MOST_A_ROW = 64
"""Where many pairs are equally good, so many of each row will do."""
CELLS = 1 << 17
"""How many pairs are looked at in one go: few enough to stay in the processor's cache."""


def blocks(scores: Scores) -> Iterator[slice]:
    """The rows, in slices of about `CELLS` pairs."""
    size = max(CELLS // max(scores.shape[1], 1), 1)
    for start in range(0, scores.shape[0], size):
        yield slice(start, min(start + size, scores.shape[0]))


def promising(scores: Scores) -> Ids:
    """The pairs to begin with: all of a small round, each person's likely best of a large one."""
    if scores.size <= SMALL:
        return np.flatnonzero(scores)
    row_floor, column_floor = _likely_floor(scores), _likely_floor(scores.T)
    columns = scores.shape[1]
    return np.concatenate(
        [
            thinned(np.flatnonzero((scores[rows] >= row_floor[rows, None]) | (scores[rows] >= column_floor)), columns)
            + rows.start * columns
            for rows in blocks(scores)
        ]
    )


def merged(some: Ids, others: Ids) -> Ids:
    """The pairs of both, in order, each once."""
    both: Ids = np.sort(np.concatenate([some, others]))
    return both[np.append(True, both[1:] != both[:-1])] if both.size else both


def thinned(pairs: Ids, columns: int) -> Ids:
    """At most `MOST_A_ROW` of these pairs in each row: every second, third… one, starting elsewhere in each row."""
    row = pairs // max(columns, 1)
    row -= row[0] if row.size else 0
    count = np.bincount(row)
    step = -(-count // MOST_A_ROW)
    nth = np.arange(pairs.size) - (np.cumsum(count) - count)[row]
    kept: Ids = pairs[(nth + row) % step[row] == 0]
    return kept


def _likely_floor(scores: Scores) -> Scores:
    """For each row, a score that about `PROMISING` of its columns reach: people stand in seeded random order already."""
    floor: Scores = np.maximum(np.ascontiguousarray(scores[:, ::PROMISING]).max(axis=1), 1)
    return floor
