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
STRIDES = np.array([65_537, 65_539, 65_543, 65_551, 65_557, 65_563, 65_579, 65_581, 65_587, 65_599, 65_609, 65_617])
"""Primes, so that going around a row by so many at a time meets each of its pairs once."""
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
            thinned(
                np.flatnonzero((scores[rows] >= row_floor[rows, None]) | (scores[rows] >= column_floor))
                + rows.start * columns,
                columns,
            )
            for rows in blocks(scores)
        ]
    )


def merged(some: Ids, others: Ids) -> Ids:
    """The pairs of both, in order, each once."""
    both: Ids = np.sort(np.concatenate([some, others]))
    return both[np.append(True, both[1:] != both[:-1])] if both.size else both


def thinned(pairs: Ids, columns: int, most: int = MOST_A_ROW) -> Ids:
    """At most so many of these pairs in each row: an arithmetic progression around it, another one in each row.

    Were the rows alike in what they are left with, many equal ones would be left with too few columns between them.
    """
    of_row = pairs // max(columns, 1)
    row = of_row - (of_row[0] if of_row.size else 0)
    count = np.bincount(row)
    if not (count > most).any():
        return pairs
    nth = np.arange(pairs.size) - (np.cumsum(count) - count)[row]
    drawn = scattered(of_row)
    kept: Ids = pairs[(nth * STRIDES[drawn % STRIDES.size] + drawn) % count[row] < most]
    return kept


def scattered(numbers: Ids) -> Ids:
    """Numbers from 0 to 65,535 that look drawn at random, the same for the same number (Fibonacci hashing: Knuth 1973)."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    drawn: Ids = (mixed * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(48)).astype(np.intp)
    return drawn


def _likely_floor(scores: Scores) -> Scores:
    """For each row, a score that about `PROMISING` of its columns reach: people stand in seeded random order already."""
    floor: Scores = np.maximum(np.ascontiguousarray(scores[:, ::PROMISING]).max(axis=1), 1)
    return floor
