"""How alike two short free texts are, in whole points, with no model and no network.

A text is the set of four-letter slices of its words, so that "projektledelse" and "ledelse", or "mentoring" and
"mentor", still meet. A slice counts by its rarity in the pool (the whole part of a base-2 logarithm, so that every
number stays an integer), and two texts by the share of their slices they have in common (the Dice measure).
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

SLICE = 4


def slices(text: str) -> frozenset[str]:
    """The four-letter slices of the words of a text, without case and accents; a shorter word is its own slice."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return frozenset(
        word[start : start + SLICE]
        for word in words
        if len(word) >= SLICE - 1
        for start in range(max(len(word) - SLICE, 0) + 1)
    )


def rarities(texts: Sequence[frozenset[str]]) -> dict[str, int]:
    """What each slice counts: 1 where every text has it, and one more for each halving of the texts that do."""
    frequency = Counter(piece for text in texts for piece in text)
    return {piece: (len(texts) // count).bit_length() for piece, count in sorted(frequency.items())}


def likeness(mine: frozenset[str], theirs: frozenset[str], rarity: dict[str, int]) -> int:
    """From 0 (nothing in common, or a text is empty) to 100 (the same slices)."""
    shared = sum(rarity[piece] for piece in mine & theirs)
    return 200 * shared // max(sum(rarity[piece] for text in (mine, theirs) for piece in text), 1)


def likenesses(
    mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]], rarity: dict[str, int]
) -> NDArray[np.int64]:
    """`likeness` of each of `mine` (rows) with each of `theirs` (columns)."""
    column = {piece: number for number, piece in enumerate(rarity)}
    weight = np.fromiter(rarity.values(), dtype=np.int64, count=len(rarity))
    left, right = _presence(mine, column), _presence(theirs, column)
    shared = (left.multiply(weight[None, :]) @ right.T).toarray() if column else np.zeros((len(mine), len(theirs)))
    sizes = (left @ weight)[:, None] + (right @ weight)[None, :]
    points: NDArray[np.int64] = 200 * shared.astype(np.int64) // np.maximum(sizes, 1)
    return points


def _presence(texts: Sequence[frozenset[str]], column: dict[str, int]) -> csr_array:
    indices = [column[piece] for text in texts for piece in sorted(text)]
    starts = np.cumsum([0, *(len(text) for text in texts)])
    return csr_array((np.ones(len(indices), dtype=np.int64), indices, starts), shape=(len(texts), len(column)))
