"""How alike two short free texts are, in whole points, with no model and no network.

A text is the set of four-letter slices of its words, so that "projektledelse" and "ledelse", or "mentoring" and
"mentor", still meet. A slice counts by its rarity in the pool (the whole part of a base-2 logarithm, so that every
number stays an integer), and two texts by the share of their slices they have in common (the Dice measure).
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np

from mentoring.rules.matching.products import Marks, Products, Sums, floor_divide, marks

SLICE = 4
MOST_LETTERS = 3_000
"""A text counts by so many of its letters, so that sums stay whole numbers in single precision."""


def slices(text: str) -> frozenset[str]:
    """The four-letter slices of the words of a text, without case and accents; a word of three letters is its own slice."""
    plain = unicodedata.normalize("NFKD", text[:MOST_LETTERS].casefold())[:MOST_LETTERS]
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return frozenset(piece for word in letters.split() for piece in _slices_of(word))


@lru_cache(maxsize=4096)
def _slices_of(word: str) -> tuple[str, ...]:
    return tuple(word[at : at + SLICE] for at in range(max(len(word) - SLICE, 0) + 1)) if len(word) >= SLICE - 1 else ()


def rarity(texts: int, having: int) -> int:
    """What a slice counts: 1 where every text has it, and one more for each halving of the texts that do."""
    return (texts // having).bit_length()


def likeness(mine: frozenset[str], theirs: frozenset[str], rarities: Mapping[str, int]) -> int:
    """From 0 (nothing in common, or a text is empty) to 100 (the same slices)."""
    shared = sum(rarities[piece] for piece in mine & theirs)
    return 200 * shared // max(sum(rarities[piece] for text in (mine, theirs) for piece in text), 1)


def sliced(*sides: Iterable[str]) -> tuple[dict[str, int], tuple[Marks, ...]]:
    """How rare each slice is among all these texts, in the order of the columns; and for each side its texts by slices."""
    column, tables = marks(*((dict.fromkeys(slices(text), 1) for text in side) for side in sides))
    texts = sum(table.shape[0] for table in tables)
    having = np.sum([np.bincount(table.indices, minlength=len(column)) for table in tables], axis=0)
    return {piece: rarity(texts, int(having[at])) for piece, at in column.items()}, tables


class Likenesses:
    """`likeness` of each of `mine` (rows) with each of `theirs` (columns), for a few rows at a time."""

    def __init__(self, mine: Marks, theirs: Marks, rarities: Sums) -> None:
        """Texts by slices, and how rare each slice is."""
        self._shared = Products(mine, theirs, 200 * rarities)
        self._mine, self._theirs = mine @ rarities, theirs @ rarities

    def __call__(self, part: slice) -> Sums:
        shared = self._shared(part)
        floor_divide(shared, np.maximum(self._mine[part, None] + self._theirs, 1))
        return shared
