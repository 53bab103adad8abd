"""The share of wishes that a round honours, said so coarsely and so seldom that nobody's own wish can be read from it.

Three rules, together:

1. **Enough and unlike.** As for all that people answered (`suppression`): at least five people had a wish, and the word
   that is said would also be said if two of them were on the other side, however few were.
2. **A word, not a count.** Quarters are as much as a programme needs to know whether wishes come true.
3. **It stands still.** Whoever may look again and again, with two people locked together, one kept apart or one more
   enrolled, learns by subtraction whether those two had asked for each other. So it is worked out from a round in which
   nobody had a hand, and anew only when enough others have come, or enough people were asked for wishes and gave them, for
   all that changed to be anybody's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring.rules.own_sides import OwnSide, Wishes
from mentoring.rules.suppression import DEFAULT_THRESHOLD

NEWCOMERS = DEFAULT_THRESHOLD


class Share(StrEnum):
    """How many have somebody they asked for, of those matched people who asked for anybody."""

    FEW = "few"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    NEARLY_ALL = "nearly_all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a share is made of: how many people a round was for, how many of those matched asked for somebody, and got one.

    `asking` is the last time that people had been asked for wishes when it was counted; such times have growing numbers.
    """

    pool: int
    wished: int
    honoured: int
    asking: int = 0


def count(pool: int, sides: Iterable[Mapping[str, OwnSide]]) -> Counted:
    """Count a round for so many people, of whose matches these are the own sides; each person counts once."""
    wishes = {person: side.wishes for match in sides for person, side in match.items()}
    return Counted(
        pool=pool,
        wished=sum(each is not Wishes.NONE for each in wishes.values()),
        honoured=sum(each in {Wishes.ALL, Wishes.SOME} for each in wishes.values()),
    )


def share(counted: Counted | None) -> Share | None:
    """The word for it; None when it would give somebody away, or nothing is known."""
    if counted is None or counted.wished < DEFAULT_THRESHOLD:
        return None
    word = _word(counted.honoured, counted.wished)
    might_be = {_word(honoured, counted.wished) for honoured in range(2, counted.wished - 1)}
    return word if word in might_be else None


def steady(before: Counted | None, now: Counted | None, last_answered: int = 0) -> Counted | None:
    """What holds for a draft that follows another one: the same as before, unless enough has happened since.

    Enough people have come, or people were asked for wishes, after it was counted, and enough of them answered:
    `last_answered` is the last time that this was over.
    """
    if before is None or now is None:
        return now or before
    has_changed = now.pool >= before.pool + NEWCOMERS or last_answered > before.asking
    return now if has_changed else before


def of_rounds(rounds: Iterable[Counted | None]) -> Counted | None:
    """Several rounds as one. What could not be said of a round by itself is left out, or the next would bring it out."""
    said: Sequence[Counted] = [each for each in rounds if each is not None and share(each) is not None]
    if not said:
        return None
    return Counted(
        pool=sum(each.pool for each in said),
        wished=sum(each.wished for each in said),
        honoured=sum(each.honoured for each in said),
    )


def _word(honoured: int, wished: int) -> Share:
    """The nearest quarter."""
    return tuple(Share)[(8 * honoured + wished) // (2 * wished)]
