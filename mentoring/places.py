"""Somebody's place in a programme, put together from what they told us and what Slack knows."""

import datetime as dt
from dataclasses import dataclass, field

from mentoring import people, programmes
from mentoring.access import Actor
from mentoring.errors import MentoringError
from mentoring.people import Profile
from mentoring.programmes import Programme
from mentoring.rules.availability import WorkingHours
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.models.people import Participant
from storage.queries import enrolments as queries
from storage.queries import people as people_queries
from storage.states import EnrolmentState, Role, Unasked, Wave, WishKind
from storage.transaction import insert_once


class NoPlaceError(MentoringError):
    """Somebody without a place asks to see or change it."""


class UnreadableHoursError(MentoringError):
    """Working hours without a day, or a time that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Where somebody stands in the organisation: for matching only."""

    level: int | None = None
    department: str | None = None
    team: str | None = None
    site: str | None = None
    country: str | None = None
    region: str | None = None
    manager_id: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One person's place in one programme. `enrolment_id` is None before the first step is saved."""

    enrolment_id: int | None
    programme: Programme
    person: Profile
    role: Role
    state: EnrolmentState
    step: str | None
    goals_wanted: tuple[str, ...] = ()
    goals_offered: tuple[str, ...] = ()
    wanted_in_own_words: str = ""
    offered_in_own_words: str = ""
    capacity: int = 1
    is_full: bool = False
    expectation: str = ""
    motivation: str = ""
    introduction: str = ""
    about: About = About()
    hours: WorkingHours
    wishes_with: tuple[str, ...] = ()
    wishes_not_with: tuple[str, ...] = ()
    baseline: dict[str, int] = field(default_factory=dict)


async def place_in(tx: Transaction, actor: Actor, programme: Programme, row: Enrolment | None) -> Place:
    """Everything known for a place, or what Slack knows of somebody who has none yet."""
    person = await people.profile_of(tx, actor)
    participant = await people_queries.participant(tx, actor.workspace, actor.id)
    if row is None:
        return Place(
            enrolment_id=None,
            programme=programme,
            person=person,
            role=programme.roles[0],
            state=EnrolmentState.JOINING,
            step=None,
            about=about_of(participant),
            hours=hours_of(participant, person),
        )
    wishes = await queries.wishes(tx, actor.workspace, [row.id])
    baseline = await queries.baseline(tx, actor.workspace, [row.id], Wave.START)
    return Place(
        enrolment_id=row.id,
        programme=programme,
        person=person,
        role=row.role,
        state=row.state,
        step=row.step,
        goals_wanted=tuple(row.goals_wanted),
        goals_offered=tuple(row.goals_offered),
        wanted_in_own_words=row.wanted_in_own_words or "",
        offered_in_own_words=row.offered_in_own_words or "",
        capacity=row.capacity,
        is_full=row.is_full,
        expectation=row.expectation or "",
        motivation=row.motivation or "",
        introduction=row.introduction or "",
        about=about_of(participant),
        hours=hours_of(participant, person),
        wishes_with=tuple(wish.about_id for wish in wishes if wish.kind is WishKind.WITH),
        wishes_not_with=tuple(wish.about_id for wish in wishes if wish.kind is WishKind.NOT_WITH),
        baseline={answer.question: answer.value for answer in baseline},
    )


def about_of(row: Participant | None) -> About:
    if row is None:
        return About()
    return About(
        level=row.level,
        department=row.department,
        team=row.team,
        site=row.site,
        country=row.country,
        region=row.region,
        manager_id=row.manager_id,
        languages=tuple(row.languages),
    )


def hours_of(row: Participant | None, person: Profile) -> WorkingHours:
    """Their own working hours; before they say, nine to five from Monday to Friday where Slack says they are."""
    if row is None:
        return WorkingHours(zone=person.zone)
    return WorkingHours.as_kept(row.zone or person.zone, row.weekdays, row.works_from, row.works_to)


async def keep_about(tx: Transaction, actor: Actor, about: About, now: dt.datetime) -> None:
    row = await _participant(tx, actor, now)
    row.level = about.level
    row.department = about.department
    row.team = about.team
    row.site = about.site
    row.country = about.country
    row.region = about.region
    row.manager_id = about.manager_id
    row.languages = list(about.languages)


async def keep_hours(tx: Transaction, actor: Actor, hours: WorkingHours, now: dt.datetime) -> None:
    """Keep working hours; a zone that is Slack's own is not copied, so that it moves when the person does."""
    row = await _participant(tx, actor, now)
    person = await people.profile_of(tx, actor)
    row.zone = None if hours.zone == person.zone else hours.zone
    row.weekdays = "".join(str(day) for day in sorted(hours.weekdays))
    row.works_from = hours.start.strftime("%H:%M")
    row.works_to = hours.end.strftime("%H:%M")


async def keep_unasked(tx: Transaction, actor: Actor, unasked: Unasked, now: dt.datetime) -> None:
    """Keep how much unasked they want."""
    row = await _participant(tx, actor, now)
    row.unasked = unasked


async def _participant(tx: Transaction, actor: Actor, now: dt.datetime) -> Participant:
    await insert_once(tx, Participant, workspace_id=actor.workspace, slack_id=actor.id, languages=[], updated_at=now)
    row = await people_queries.participant(tx, actor.workspace, actor.id)
    if row is None:
        raise LookupError(f"What {actor.id} told us was not there after it was made")
    row.updated_at = now
    return row


async def of_person(tx: Transaction, actor: Actor) -> tuple[Place, ...]:
    """Everything this person has told us, place by place, the newest first.

    Raises:
        NoPlaceError: they are in no programme.
    """
    rows = [
        row for row in await queries.of_person(tx, actor.workspace, actor.id) if row.state is EnrolmentState.ENROLLED
    ]
    if not rows:
        raise NoPlaceError
    return tuple(
        [await place_in(tx, actor, await programmes.find(tx, actor.workspace, row.programme_id), row) for row in rows]
    )
