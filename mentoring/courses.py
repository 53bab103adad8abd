"""One relationship with all that decides when something is due in it: its people's working time, its dates, its clock."""

import datetime as dt
import logging
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from mentoring import people, programmes, working_time
from mentoring.programmes import Programme
from mentoring.rules.cadence import Course
from mentoring.rules.gatherings import Week
from mentoring.working_time import WorkingTime
from storage import Transaction
from storage.models.relationships import Relationship, RelationshipMember
from storage.queries import journey as queries
from storage.queries import relationships as relationship_queries
from storage.states import Kind, RelationshipState, Role

log = logging.getLogger(__name__)

CLOSES_AFTER = dt.timedelta(days=14)
"""How long after a programme's last day a relationship may still be thanked and asked how it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody who is in a relationship now."""

    slack_id: str
    name: str
    enrolment_id: int
    role: Role
    time: WorkingTime
    is_deactivated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A relationship on its way. `companions` are those who have not left."""

    id: int
    workspace: str
    kind: Kind
    state: RelationshipState
    programme: Programme
    conversation_id: int
    kick_off: dt.date
    companions: tuple[Companion, ...]

    @property
    def present(self) -> tuple[Companion, ...]:
        """Those who can be written to at all."""
        return tuple(each for each in self.companions if not each.is_deactivated)

    @property
    def closes_on(self) -> dt.date:
        """The last day on which anything is said to it."""
        return self.programme.ends_on + CLOSES_AFTER

    def companion(self, slack_id: str) -> Companion | None:
        return next((each for each in self.companions if each.slack_id == slack_id), None)

    def partners_of(self, slack_id: str) -> tuple[str, ...]:
        """The others' Slack ids."""
        return tuple(each.slack_id for each in self.companions if each.slack_id != slack_id)

    def stopped(self) -> frozenset[dt.date]:
        """The dates on which fewer than two of its people are there to meet: its clock stands still."""
        away = Counter(day for each in self.companions for day in each.time.away(self.programme.ends_on))
        return frozenset(day for day, missing in away.items() if len(self.companions) - missing < 2)

    def course(self) -> Course:
        """The dates of its journey; its people share one clock."""
        return self._course(self.stopped())

    def course_of(self, companion: Companion) -> Course:
        """The same dates, with those on which one person is away taken out too."""
        return self._course(self.stopped() | companion.time.away(self.closes_on))

    def weeks(self) -> list[Week]:
        """Everybody's hours, with the dates on which they are away or the clock stands still."""
        stopped = self.stopped()
        return [(each.time.hours, each.time.away(self.closes_on) | stopped) for each in self.present]

    def _course(self, stopped: frozenset[dt.date]) -> Course:
        end = max(self.kick_off, self.programme.ends_on)
        return Course(kick_off=self.kick_off, end=end, days_off=stopped)


async def of_relationships(tx: Transaction, workspace: str, relationship_ids: Collection[int]) -> dict[int, Together]:
    """These relationships of one workspace by id; one that is no longer there is left out."""
    rows = await queries.relationships(tx, workspace, relationship_ids)
    members: dict[int, list[RelationshipMember]] = defaultdict(list)
    for member in await relationship_queries.members(tx, workspace, relationship_ids):
        if member.left_at is None:
            members[member.relationship_id].append(member)
    by_programme: dict[int, list[Relationship]] = defaultdict(list)
    for row in rows:
        by_programme[row.programme_id].append(row)
    found: dict[int, Together] = {}
    for programme_id, theirs in by_programme.items():
        programme = await programmes.find(tx, workspace, programme_id)
        everybody = {member.slack_id for row in theirs for member in members[row.id]}
        years = working_time.years_of(programme.starts_on, programme.ends_on + CLOSES_AFTER)
        times = await working_time.of_people(tx, workspace, everybody, years=years, programme=programme)
        profiles = await people.profiles(tx, workspace, everybody)
        for row in theirs:
            companions = tuple(_companion(member, times, profiles) for member in members[row.id])
            found[row.id] = _together(row, programme, companions)
    return found


async def readable(tx: Transaction, workspace: str, relationship_ids: Collection[int]) -> dict[int, Together]:
    """As `of_relationships`; empty when one of them cannot be read: then each is to be asked for by itself."""
    try:
        return await of_relationships(tx, workspace, relationship_ids)
    except Exception:
        log.exception("relationships_not_read", extra={"workspace": workspace})
        return {}


async def of_relationship(tx: Transaction, workspace: str, relationship_id: int) -> Together | None:
    """As `of_relationships`, for one."""
    return (await of_relationships(tx, workspace, [relationship_id])).get(relationship_id)


def _companion(
    member: RelationshipMember, times: dict[str, WorkingTime], profiles: dict[str, people.Profile]
) -> Companion:
    profile = profiles.get(member.slack_id)
    return Companion(
        slack_id=member.slack_id,
        name=member.slack_id if profile is None else profile.name,
        enrolment_id=member.enrolment_id,
        role=member.role,
        time=times[member.slack_id],
        is_deactivated=profile is not None and profile.is_deactivated,
    )


def _together(row: Relationship, programme: Programme, companions: tuple[Companion, ...]) -> Together:
    return Together(
        id=row.id,
        workspace=row.workspace_id,
        kind=row.kind,
        state=row.state,
        programme=programme,
        conversation_id=row.conversation_id,
        kick_off=row.kick_off_on,
        companions=companions,
    )
