"""A database with one programme, which a whole company has joined: what a running bot finds when it is measured."""

import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from benchmarks.population import SHIFTS, company
from mentoring.programmes import GOALS, ProgrammeRules, rules_to_keep
from mentoring.rules.matching.values import Candidate
from storage import Keyring, Storage, open_storage
from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Participant, Person
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.models.row import Row
from storage.states import EnrolmentState, Kind, ProgrammeState, Role, WishKind

PROGRAMME = 1
AT_ONCE = 500
ZONES = {
    "Aarhus": "Europe/Copenhagen",
    "Berlin": "Europe/Berlin",
    "Lisbon": "Europe/Lisbon",
    "Toronto": "America/Toronto",
    "Austin": "America/Chicago",
    "Lagos": "Africa/Lagos",
    "Pune": "Asia/Kolkata",
    "Singapore": "Asia/Singapore",
    "Osaka": "Asia/Tokyo",
    "Perth": "Australia/Perth",
}
WANTED = (
    "I have been asked to lead a project and have never led one.",
    "To say no to work without losing the people who ask.",
    "Somebody who knows how decisions are made here.",
    "Getting better at written English, and at talking to a board.",
)
OFFERED = (
    "I have led projects for ten years, and some of them failed.",
    "Happy to talk about changing careers: I have done it twice.",
    "How to talk to a board, and how to write for one.",
    "I know most people on this site and like to introduce them.",
)


async def fill(
    url: str, keys: str, workspace: str, *, people: int, coordinator: str, members: Sequence[str], now: datetime
) -> None:
    """Make the database: so many people, two of three of them mentees. The first are those `members` of the workspace."""
    async with opened(url, keys) as storage:
        async with storage.transaction() as tx:
            tx.add(_programme(workspace, coordinator, now))
            await tx.flush()
            tx.add(
                ProgrammeCoordinator(
                    programme_id=PROGRAMME,
                    slack_id=coordinator,
                    workspace_id=workspace,
                    appointed_by=coordinator,
                    appointed_at=now,
                )
            )
        joined = company(people - people // 3).people
        slack_ids = {person.id: f"U9{person.id[1:]}" for person in joined}
        slack_ids |= {person.id: member for person, member in zip(joined, members, strict=False)}
        draw = random.Random(people)  # noqa: S311  # the same people every time
        for first in range(0, people, AT_ONCE):
            async with storage.transaction() as tx:
                for number, person in enumerate(joined[first : first + AT_ONCE], first + 1):
                    tx.add_all(_rows(workspace, number, person, slack_ids, draw, now))


@asynccontextmanager
async def opened(url: str, keys: str) -> AsyncIterator[Storage]:
    storage = await open_storage(url, keys=Keyring(keys))
    try:
        await storage.upgrade()
        yield storage
    finally:
        await storage.close()


def _programme(workspace: str, coordinator: str, now: datetime) -> Programme:
    return Programme(
        id=PROGRAMME,
        workspace_id=workspace,
        name="Across the house",
        kind=Kind.ONE_TO_ONE,
        state=ProgrammeState.OPEN,
        purpose="Get to know somebody you would not meet otherwise.",
        topic="Leadership across silos",
        starts_on=now.date() + timedelta(days=7),
        ends_on=now.date() + timedelta(days=189),
        rhythm_days=28,
        meeting_minutes=60,
        rules=rules_to_keep(ProgrammeRules(overlap_minutes=120)),
        goals=list(GOALS),
        contact_id=coordinator,
        closing_days=[],
        created_by=coordinator,
        created_at=now,
    )


def _rows(
    workspace: str, number: int, person: Candidate, slack_ids: dict[str, str], draw: random.Random, now: datetime
) -> Iterator[Row]:
    """Somebody in the directory, what they told of themselves, their place and their wishes."""
    slack_id, zone = slack_ids[person.id], ZONES[person.site or ""]
    begins, ends = draw.choice(SHIFTS)
    yield Person(
        workspace_id=workspace,
        slack_id=slack_id,
        name=f"Colleague {number}",
        zone=zone,
        locale="en-GB",
        is_bot=False,
        is_guest=False,
        is_external=False,
        is_deactivated=False,
        is_admin=False,
        refreshed_at=now,
    )
    yield Participant(
        workspace_id=workspace,
        slack_id=slack_id,
        level=person.level,
        department=person.department,
        team=person.team,
        site=person.site,
        country=person.country,
        manager_id=slack_ids[person.manager] if person.manager else None,
        languages=sorted(person.languages),
        zone=zone,
        works_from=f"{begins:02}:00",
        works_to=f"{ends:02}:00",
        updated_at=now,
    )
    yield Enrolment(
        id=number,
        workspace_id=workspace,
        programme_id=PROGRAMME,
        slack_id=slack_id,
        role=Role.MENTOR if person.mentor_capacity else Role.MENTEE,
        state=EnrolmentState.ENROLLED,
        capacity=max(person.mentor_capacity, 1),
        goals_wanted=list(person.goals_wanted),
        goals_offered=sorted(person.goals_offered),
        wanted_in_own_words=draw.choice(WANTED),
        offered_in_own_words=draw.choice(OFFERED),
        introduction="Somebody in a large programme.",
        unmatched_rounds=int(person.unmatched_last_time),
        started_at=now,
        enrolled_at=now,
    )
    apart = sorted(person.not_with - {*person.wants, person.id})
    for kind, wished in ((WishKind.WITH, person.wants), (WishKind.NOT_WITH, apart)):
        for rank, other in enumerate(wished):
            yield Wish(workspace_id=workspace, enrolment_id=number, about_id=slack_ids[other], kind=kind, rank=rank)
