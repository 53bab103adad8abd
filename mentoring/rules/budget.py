"""The attention budget: how many unasked messages a person gets, over all programmes.

Unasked are prompts, check-ins, reminders and bulk messages; a post in a group conversation counts for each member.
Answers, and news about one's own place (a match, a kick-off, a partner who left), are owed at once and do not count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
FIRST_FORTNIGHT = timedelta(days=14)


class Priority(IntEnum):
    """Who gives way to whom when not everything fits: a lower number goes first."""

    OWED = 0
    CHECK_IN = 1
    REMINDER = 2
    PROMPT = 3
    BULK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """At most `limit` unasked messages in any stretch of `window`; until `early_until`, at most `early_limit`."""

    limit: int
    window: timedelta
    early_limit: int = 0
    early_until: datetime | None = None

    def limit_at(self, moment: datetime) -> int:
        early = self.early_until is not None and moment < self.early_until
        return max(self.limit, self.early_limit) if early else self.limit

    def lowered_to(self, limit: int) -> "Budget":
        """As the person wishes it: never more than before, from the first day on."""
        return replace(self, limit=min(limit, self.limit), early_limit=min(limit, self.early_limit))


def mentee_budget(began: datetime) -> Budget:
    """For mentees and peers: one a week, two a week in the first fortnight after they `began`."""
    return Budget(limit=1, window=WEEK, early_limit=2, early_until=began + FIRST_FORTNIGHT)


def mentor_budget() -> Budget:
    """For those who only give their time: two a month."""
    return Budget(limit=2, window=MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked:
    """An unasked message sent to a person, or planned for them."""

    moment: datetime
    priority: Priority
    is_sent: bool = True


def earliest_moment(wanted: datetime, priority: Priority, others: Iterable[Unasked], budget: Budget) -> datetime | None:
    """`wanted` itself when the message fits the budget then, else the earliest later moment at which it does.

    What was sent cannot be undone and always counts; what is only planned counts when its priority is as high or
    higher, and has to give way otherwise. None when it never does: the person wants no unasked messages.
    """
    if priority is Priority.OWED:
        return wanted
    taken = sorted(
        other.moment
        for other in others
        if other.priority is not Priority.OWED and (other.is_sent or other.priority <= priority)
    )
    openings = [wanted, *sorted(moment + budget.window for moment in taken if moment + budget.window > wanted)]
    return next((moment for moment in openings if _fits(moment, taken, budget)), None)


def _fits(moment: datetime, taken: Sequence[datetime], budget: Budget) -> bool:
    """Whether no stretch of the window that holds `moment` holds more messages than allowed at its last one."""
    near = sorted([*(other for other in taken if abs(other - moment) < budget.window), moment])
    return all(
        sum(last - budget.window < other <= last for other in near) <= budget.limit_at(last)
        for last in near
        if last >= moment
    )
