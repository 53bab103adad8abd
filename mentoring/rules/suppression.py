"""What people answered, shown only as totals from which nobody's own answer can be worked out.

Three rules, together:

1. **Enough and unlike.** A group is shown when at least the threshold answered and when at least two of them differ
   from the most common answer. Were all alike, the total would be everybody's answer; were all but one, that one, who
   knows their own, would know everybody else's. Since a group that passes may show its whole distribution without
   giving anyone away, so may its mean and its median, and any sum of such groups.
2. **A breakdown whole or not at all.** If one group is unfit, hiding it alone would not do: total minus the rest
   would bring it back. The total is made of the groups themselves, so nobody is in it and in no group.
3. **Once.** A wave is released after it closes, with one breakdown chosen before; that release is kept, and it is the
   answer to every later question. A second breakdown, a late answer or an erasure would otherwise show by subtraction.

What is withheld gives no reason and no number: "all alike" would be an answer too. What stays possible, and no rule of
this kind prevents: several respondents putting together what they know, and guesses from outside knowledge. A total over
several programmes beside each programme's own is a breakdown as well, and has to be released as one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import TypeAlias

DEFAULT_THRESHOLD = 5
_SMALLEST_THRESHOLD = 3

Cell: TypeAlias = Mapping[str, int]
"""One group's answers: participant to the one answer that counts in this wave, a rating or the position of a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A group's answers; `distribution` pairs each answer given with how many gave it, in ascending order."""

    answered: int
    mean: float
    median: float
    distribution: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A total and the groups that it is made of."""

    total: Summary
    cells: Mapping[str, Summary] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Too little, or too much alike, to be shown without giving somebody away; never which."""


def publishable(cells: Mapping[str, Cell], threshold: int = DEFAULT_THRESHOLD) -> Published | Withheld:
    """All of a breakdown, or nothing of it. One cell holding everybody is a plain total.

    Give a cell for every group that was asked, "not known" and those where nobody answered included.
    Raises ValueError when somebody is in two cells, or for a threshold under three, which could protect nobody.
    """
    if threshold < _SMALLEST_THRESHOLD:
        raise ValueError(f"A threshold under {_SMALLEST_THRESHOLD} protects nobody.")
    everyone = {person: answer for cell in cells.values() for person, answer in cell.items()}
    if len(everyone) < sum(map(len, cells.values())):
        raise ValueError("A breakdown puts each person in one group only.")
    if not cells or not all(_gives_nobody_away(cell, threshold) for cell in cells.values()):
        return Withheld()
    return Published(total=_summary(everyone), cells={name: _summary(cell) for name, cell in cells.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is shown of one question in one closed wave, for good."""

    total: Published | Withheld
    breakdown_name: str
    breakdown: Published | Withheld


def release(
    earlier: Release | None,
    *,
    is_closed: bool,
    breakdown_name: str,
    cells: Mapping[str, Cell],
    threshold: int = DEFAULT_THRESHOLD,
) -> Release | None:
    """The release of a wave: `earlier` if there is one, whatever is asked now; None while the wave is open.

    Whoever calls this keeps the first release; that is what freezes it.
    """
    if earlier is not None or not is_closed:
        return earlier
    everyone = {person: answer for cell in cells.values() for person, answer in cell.items()}
    return Release(
        total=publishable({"": everyone}, threshold),
        breakdown_name=breakdown_name,
        breakdown=publishable(cells, threshold),
    )


def _gives_nobody_away(cell: Cell, threshold: int) -> bool:
    most_common = max(Counter(cell.values()).values(), default=0)
    return len(cell) >= threshold and most_common <= len(cell) - 2


def _summary(cell: Cell) -> Summary:
    answers = list(cell.values())
    return Summary(
        answered=len(answers),
        mean=fmean(answers),
        median=median(answers),
        distribution=tuple(sorted(Counter(answers).items())),
    )
