"""When people are at work: their hours, public holidays, closing days and pauses, as the plain values that rules take."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from mentoring import people, places
from mentoring.programmes import Programme
from mentoring.public_holidays import public_holidays
from mentoring.rules.availability import WorkingHours, next_working
from mentoring.rules.cadence import DateSpan, stopped_days
from storage import Transaction
from storage.models.people import Participant
from storage.queries import people as queries

PAUSE_WITHOUT_END = dt.timedelta(days=366)
"""How far ahead an open pause is taken to reach when somebody's next working moment is sought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """One person's time at work. `days_off` holds public holidays and closing days of the years that were asked for."""

    hours: WorkingHours
    days_off: frozenset[dt.date] = frozenset()
    pauses: tuple[DateSpan, ...] = ()

    def away(self, until: dt.date) -> frozenset[dt.date]:
        """Every date through `until` on which nothing unasked reaches them."""
        return stopped_days(self.pauses, self.days_off, until)

    def is_paused(self, day: dt.date) -> bool:
        return any(pause.first <= day and (pause.last is None or day <= pause.last) for pause in self.pauses)

    def next_moment(self, now: dt.datetime) -> dt.datetime:
        """The first moment from `now` on at which they are at work; a pause without an end is waited for a year."""
        return next_working(self.hours, now, self.away(now.date() + PAUSE_WITHOUT_END))


async def of_people(
    tx: Transaction,
    workspace: str,
    slack_ids: Collection[str],
    *,
    years: Collection[int],
    programme: Programme | None = None,
) -> dict[str, WorkingTime]:
    """Each person's working time, with the holidays of these years.

    Public holidays are those of the person's own country and region, else of the programme's. Whoever has not said when they work
    is taken to work nine to five where Slack says they are, in UTC when Slack does not.
    """
    told = await queries.participants(tx, workspace, slack_ids)
    profiles = await people.profiles(tx, workspace, slack_ids)
    pauses: dict[str, list[DateSpan]] = {}
    for pause in await queries.pauses(tx, workspace, slack_ids):
        pauses.setdefault(pause.slack_id, []).append(DateSpan(first=pause.starts_on, last=pause.ends_on))
    closing = programme.closing_days if programme else frozenset[dt.date]()
    found = {}
    for slack_id in slack_ids:
        row, profile = told.get(slack_id), profiles.get(slack_id)
        country, region = holidays_of(row, programme)
        found[slack_id] = WorkingTime(
            hours=WorkingHours(zone="UTC") if profile is None else places.hours_of(row, profile),
            days_off=closing.union(*(public_holidays(country, year, region) for year in years)),
            pauses=tuple(pauses.get(slack_id, ())),
        )
    return found


async def of_person(
    tx: Transaction, workspace: str, slack_id: str, *, years: Collection[int], programme: Programme | None = None
) -> WorkingTime:
    """As `of_people`, for one person."""
    return (await of_people(tx, workspace, [slack_id], years=years, programme=programme))[slack_id]


def years_of(first: dt.date, last: dt.date) -> range:
    """The years that a span of dates touches."""
    return range(first.year, last.year + 1)


def holidays_of(person: Participant | None, programme: Programme | None) -> tuple[str | None, str | None]:
    """Whose public holidays somebody has, as country and region: their own, and what they have not told the programme's."""
    country, region = (None, None) if programme is None else (programme.holidays_country, programme.holidays_region)
    if person is None or person.country is None:
        return country, region
    return person.country, person.region or (region if person.country == country else None)
