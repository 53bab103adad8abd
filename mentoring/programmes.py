"""A programme: what an organisation runs, and who runs it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mentoring.access import Actor
from mentoring.errors import GoneError
from mentoring.rules.matching.values import USUAL_WEIGHTS, Weights
from storage import Transaction
from storage.models.programmes import Programme as Row
from storage.queries import programmes as queries
from storage.states import Kind, ProgrammeState, Role

GOALS = (
    "career_direction",
    "new_role",
    "leadership",
    "feedback",
    "confidence",
    "communication",
    "network",
    "influence",
    "craft",
    "change",
    "balance",
    "organisation",
)
"""The curated goals a new programme starts with; each has words in every language (`goal-…`)."""

ROLES = {
    Kind.ONE_TO_ONE: (Role.MENTEE, Role.MENTOR, Role.BOTH),
    Kind.PEER_GROUP: (Role.PEER,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRules:
    """The hard rules of matching; None or False switches a rule off. `ask_first`: no match without the mentor's yes.

    `level_gap`: how many levels at least a mentor is above their mentee; among peers it says nothing.
    `wishes_first`: mentees may be asked to choose among three suggestions before a round.
    """

    reporting_line_levels: int | None = 3
    different_team: bool = True
    overlap_minutes: int | None = 240
    common_language: bool = True
    no_repeat: bool = True
    level_gap: int | None = None
    group_minimum: int = 3
    group_maximum: int = 5
    ask_first: bool = False
    wishes_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme as screens and other use cases see it. `rhythm_days` lie between two meetings."""

    id: int
    name: str
    kind: Kind
    state: ProgrammeState
    purpose: str
    topic: str
    starts_on: dt.date
    ends_on: dt.date
    rhythm_days: int
    meeting_minutes: int
    rules: ProgrammeRules
    goals: tuple[str, ...]
    contact_id: str | None
    announcement_channel: str | None
    holidays_country: str | None
    closing_days: frozenset[dt.date]
    coordinators: tuple[str, ...]
    weights: Weights = USUAL_WEIGHTS
    ended_on: dt.date | None = None
    holidays_region: str | None = None

    @property
    def last_day(self) -> dt.date:
        """The day it ended, or is planned to."""
        return self.ended_on or self.ends_on

    @property
    def ended_early(self) -> bool:
        """Whether it ended before its planned last day."""
        return self.last_day < self.ends_on

    @property
    def asks_mentors(self) -> bool:
        """Whether a published round asks each mentor before anybody is introduced."""
        return self.rules.ask_first and self.kind is Kind.ONE_TO_ONE

    @property
    def asks_for_wishes(self) -> bool:
        """Whether coordinators can ask mentees for wishes among suggested mentors."""
        return self.rules.wishes_first and self.kind is Kind.ONE_TO_ONE

    @property
    def roles(self) -> tuple[Role, ...]:
        return ROLES[self.kind]

    @property
    def months(self) -> int:
        """Its length, for people: rounded to whole months, at least one."""
        return max(1, round((self.ends_on - self.starts_on).days / 30.4))

    @property
    def meetings(self) -> int:
        """How many meetings its rhythm makes room for."""
        return max(1, (self.ends_on - self.starts_on).days // self.rhythm_days)

    def is_over(self, today: dt.date) -> bool:
        """Whether its last day has passed, or it was ended before."""
        return self.state is ProgrammeState.ENDED or today > self.ends_on

    def takes_people(self, today: dt.date) -> bool:
        """Whether somebody can join now."""
        return self.state is ProgrammeState.OPEN and today <= self.ends_on


async def find(tx: Transaction, workspace: str, programme_id: int) -> Programme:
    """One programme.

    Raises:
        GoneError: there is none by this id in this workspace.
    """
    row = await queries.programme(tx, workspace, programme_id)
    if row is None:
        raise GoneError
    return await value_of(tx, row)


async def taking_people(tx: Transaction, workspace: str, today: dt.date) -> tuple[Programme, ...]:
    """Programmes that can be joined now, the oldest first."""
    rows = await queries.in_state(tx, workspace, ProgrammeState.OPEN)
    return tuple(programme for programme in await values_of(tx, rows) if programme.takes_people(today))


async def coordinated_by(tx: Transaction, actor: Actor) -> tuple[Programme, ...]:
    """The programmes this person runs, the newest first."""
    return await values_of(tx, await queries.coordinated_by(tx, actor.workspace, actor.id))


async def values_of(tx: Transaction, rows: Sequence[Row]) -> tuple[Programme, ...]:
    return tuple([await value_of(tx, row) for row in rows])


async def value_of(tx: Transaction, row: Row) -> Programme:
    return Programme(
        id=row.id,
        name=row.name,
        kind=row.kind,
        state=row.state,
        purpose=row.purpose,
        topic=row.topic,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        rhythm_days=row.rhythm_days,
        meeting_minutes=row.meeting_minutes,
        rules=ProgrammeRules(**row.rules),
        weights=Weights(**row.weights),
        goals=tuple(row.goals),
        contact_id=row.contact_id,
        announcement_channel=row.announcement_channel,
        holidays_country=row.holidays_country,
        holidays_region=row.holidays_region,
        closing_days=frozenset(dt.date.fromisoformat(day) for day in row.closing_days),
        coordinators=tuple(await queries.coordinators(tx, row.workspace_id, row.id)),
        ended_on=row.ended_on,
    )


def rules_to_keep(rules: ProgrammeRules) -> dict[str, int | bool | None]:
    """The rules as a row keeps them."""
    return asdict(rules)
