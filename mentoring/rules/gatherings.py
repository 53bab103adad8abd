"""When to write to several people at once: inside everyone's hours if there is such a moment, else when most are there."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from itertools import takewhile

from mentoring.rules.availability import WorkingHours, is_working, next_working, shifts
from mentoring.rules.cadence import shared_moment
from mentoring.rules.local_time import local_date

SOON = timedelta(days=7)

Week = tuple[WorkingHours, AbstractSet[date]]
"""One person's hours, and the dates on which they are away."""


def gathering(people: Sequence[Week], on_or_after: datetime, *, jitter_seconds: int = 0) -> datetime:
    """The first moment at which everybody is at work; where a week holds none, the first at which most are.

    The week begins when anybody is at work again. The jitter is added to a moment still to come, unless that would
    leave somebody's hours.
    """
    begins = min(next_working(hours, on_or_after, away) for hours, away in people)
    shared = shared_moment([hours for hours, _ in people], begins, SOON, [away for _, away in people])
    moment = shared or max(
        (begins, *_beginnings(people, begins)), key=lambda each: (_at_work(people, each), -each.timestamp())
    )
    later = moment + timedelta(seconds=jitter_seconds)
    return later if moment > on_or_after and _at_work(people, later) >= _at_work(people, moment) else moment


def _at_work(people: Sequence[Week], moment: datetime) -> int:
    return sum(is_working(hours, moment, away) for hours, away in people)


def _beginnings(people: Sequence[Week], after: datetime) -> Iterator[datetime]:
    """When each person begins work in the coming week."""
    for hours, away in people:
        coming = shifts(hours, local_date(after, hours.zone), away)
        yield from (
            shift.start for shift in takewhile(lambda each: each.start <= after + SOON, coming) if shift.start > after
        )
