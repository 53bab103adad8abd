"""Sums over what two people have in common, for many pairs at once: goals, interests, pieces of words.

What somebody has is a row of whole numbers, one for each feature, almost all of them 0. The sum of products of two such
rows is what we want, for all pairs. Most of the work is in the few features that very many people share, and a dense
matrix product does those fastest; the long tail of rare ones is left to a sparse product, where it costs next to nothing.
Every sum stays below 2^24, where 32-bit floating point still counts in whole numbers, so nothing is ever rounded.
"""

from array import array
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Marks: TypeAlias = csr_array
"""People by features, small whole numbers."""
Sums = NDArray[np.float32]

DENSE = 256
"""So many of the most common features are multiplied densely."""


def marks(*sides: Iterable[Mapping[str, int]]) -> tuple[dict[str, int], tuple[Marks, ...]]:
    """For each side, what everybody has of each feature, as rows of numbers; and which column a feature is, the same for
    all sides."""
    column: dict[str, int] = {}
    read = [_flat(people, column) for people in sides]
    return column, tuple(
        csr_array(
            (np.frombuffer(entries, np.int8), np.frombuffer(at, np.int32), np.frombuffer(starts, np.int32)),
            shape=(len(starts) - 1, len(column)),
        )
        for entries, at, starts in read
    )


def _flat(
    people: Iterable[Mapping[str, int]], column: dict[str, int]
) -> tuple["array[int]", "array[int]", "array[int]"]:
    entries, at, starts = array("b"), array("i"), array("i", [0])
    for mine in people:
        entries.extend(mine.values())
        at.extend(column.setdefault(name, len(column)) for name in mine)
        starts.append(len(at))
    return entries, at, starts


def floor_divide(sums: Sums, whole: Sums) -> None:
    """Divide and round down where they are.

    A quotient of whole numbers below 2^24 is never rounded up to the next whole number, so this is exact.
    """
    sums /= whole
    np.floor(sums, out=sums)


def _weighted(table: Marks, worths: Sums) -> Marks:
    return csr_array((table.data * worths[table.indices], table.indices, table.indptr), shape=table.shape)


class Products:
    """The sums of products of each left row with each right row, for a few left rows at a time."""

    def __init__(self, left: Marks, right: Marks, worth: Sums | int = 1) -> None:
        """The two share their columns. `worth` is what a product counts, for each column or for all."""
        meetings = np.bincount(left.indices, minlength=left.shape[1]) * np.bincount(
            right.indices, minlength=right.shape[1]
        )
        order = np.argsort(-meetings, kind="stable")[: np.count_nonzero(meetings)]
        common, rare = order[:DENSE], order[DENSE:]
        worths = np.broadcast_to(np.float32(worth), left.shape[1:])
        self._left = _weighted(left[:, common], worths[common])
        self._right = np.ascontiguousarray(right[:, common].toarray().T, dtype=np.float32)
        self._rare = (_weighted(left[:, rare], worths[rare]), right[:, rare].T.tocsr()) if rare.size else None

    def __call__(self, part: slice) -> Sums:
        sums: Sums = self._left[part].toarray() @ self._right
        if self._rare is not None:
            mine, theirs = self._rare
            sums += (mine[part] @ theirs).toarray()
        return sums
