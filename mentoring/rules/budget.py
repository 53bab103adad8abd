"""The attention budget: how many unasked messages a person gets, over all programmes.

Unasked are prompts, check-ins, reminders and bulk messages; a post in a group conversation counts for each member.
Answers, and news about one's own place (a match, a kick-off, a partner who left, goodbye), are owed at once and do not
count, nor does what comes within their message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
FIRST_FORTNIGHT = timedelta(days=14)


class Priority(IntEnum):
    """Who gives way to whom within a relationship: a lower number goes first."""

    FAREWELL = 0
    CHECK_IN = 1
    REMINDER = 2
    PROMPT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a message has to say for itself when not everything fits into somebody's budget."""

    relationship_id: int
    priority: Priority
    is_awaited_by_many: bool
    """A post in the conversation of a peer group."""
    is_of_the_end: bool
    """It comes once and has no later day to go to."""

    @property
    def is_owed(self) -> bool:
        """It is news of somebody's own place: no budget holds it back, and it takes nothing of one."""
        return self.priority is Priority.FAREWELL

    def goes_before(self, other: "Claim") -> bool:
        """Whether the other gives way.

        Nobody's whole group waits for what one of them gets elsewhere, but for what comes at the end.
        """
        if self.relationship_id != other.relationship_id:
            if self.is_awaited_by_many and not other.is_awaited_by_many and not other.is_of_the_end:
                return True
            if other.is_awaited_by_many and not self.is_awaited_by_many and not self.is_of_the_end:
                return False
        return (self.priority, not self.is_awaited_by_many) < (other.priority, not other.is_awaited_by_many)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `most` messages in any stretch of `window`; until `early_until`, at most `early_most`."""

    most: int
    window: timedelta
    early_most: int = 0
    early_until: datetime | None = None

    def at(self, moment: datetime) -> int:
        early = self.early_until is not None and moment < self.early_until
        return max(self.most, self.early_most) if early else self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What somebody gets unasked: no more than each of the limits allows."""

    limits: tuple[Limit, ...]

    def lowered_to(self, most: int, window: timedelta) -> "Budget":
        """As the person wishes it: what was too much before stays too much."""
        return replace(self, limits=(*self.limits, Limit(most=most, window=window)))


def mentee_budget(began: datetime) -> Budget:
    """For mentees and peers: one a week, two a week in the first fortnight after they `began`."""
    return Budget(limits=(Limit(most=1, window=WEEK, early_most=2, early_until=began + FIRST_FORTNIGHT),))


def mentor_budget() -> Budget:
    """For those who only give their time: two a month."""
    return Budget(limits=(Limit(most=2, window=MONTH),))


def with_room(planned: Iterable[datetime], taken: Iterable[datetime], budget: Budget) -> list[datetime]:
    """What has `taken` of a budget, with those of the planned messages that fit beside it, the earliest first.

    The others have no place that could be kept for them: nothing else need wait.
    """
    found = sorted(taken)
    for moment in sorted(planned):
        if earliest_moment(moment, found, budget) == moment:
            found.append(moment)
    return found


def earliest_moment(wanted: datetime, taken: Iterable[datetime], budget: Budget) -> datetime | None:
    """`wanted` itself when a message fits the budget then, beside what has `taken` of it, else the earliest later moment.

    None when it never does: the person wants no unasked messages.
    """
    taken = sorted(taken)
    later = sorted({moment + limit.window for moment in taken for limit in budget.limits})
    openings = [wanted, *(moment for moment in later if moment > wanted)]
    return next((moment for moment in openings if _fits(moment, taken, budget)), None)


def _fits(moment: datetime, taken: Sequence[datetime], budget: Budget) -> bool:
    """Whether no stretch of a limit's window that holds `moment` holds more messages than allowed at its last one."""
    return all(_is_within(limit, moment, taken) for limit in budget.limits)


def _is_within(limit: Limit, moment: datetime, taken: Sequence[datetime]) -> bool:
    near = sorted([*(other for other in taken if abs(other - moment) < limit.window), moment])
    return all(
        sum(last - limit.window < other <= last for other in near) <= limit.at(last) for last in near if last >= moment
    )
