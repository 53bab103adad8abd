"""A programme with people, relationships, meetings and answers, put straight into the database row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mentoring.access import Actor
from prompts.journeys import load_journeys
from storage import Storage
from storage.models.enrolments import BaselineAnswer, Enrolment
from storage.models.journey import CheckIn, CheckInReply, Meeting, Nudge
from storage.models.people import Participant, Pause
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.models.row import Row
from storage.states import CheckInAnswer, EnrolmentState, Kind, NudgeState, RelationshipState, Role, Wave
from tests.people import person_row
from tests.programmes import add_programme
from tests.town import MONDAY

WORKSPACE = "T1"
ASTA, HUGH = "UASTA", "UHUGH"  # who runs the programme, and the person to turn to
JOURNEYS = {str(kind): journey for kind, journey in load_journeys().items()}
KICK_OFF = date(2026, 3, 9)


@dataclass
class Built:
    """A programme being built; each method adds what it says and gives the new row's id."""

    storage: Storage
    id: int
    workspace: str = WORKSPACE
    enrolments: dict[str, int] = field(default_factory=dict)

    @property
    def coordinator(self) -> Actor:
        return Actor(workspace=self.workspace, id=ASTA)

    async def add(self, row: Row) -> Any:
        async with self.storage.transaction() as tx:
            tx.add(row)
            await tx.flush()
            return getattr(row, "id", None)

    async def person(self, slack_id: str, name: str | None = None, department: str | None = None) -> None:
        await self.add(person_row(self.workspace, slack_id, name=name or slack_id.removeprefix("U").capitalize()))
        told = Participant(
            workspace_id=self.workspace, slack_id=slack_id, department=department, languages=[], updated_at=MONDAY
        )
        await self.add(told)

    async def enrol(
        self,
        slack_id: str,
        role: Role,
        *,
        state: EnrolmentState = EnrolmentState.ENROLLED,
        name: str | None = None,
        department: str | None = None,
        start: Mapping[str, int] | None = None,
    ) -> int:
        """Somebody with a place; `start` holds what they answered at the beginning."""
        await self.person(slack_id, name, department)
        row = Enrolment(
            workspace_id=self.workspace,
            programme_id=self.id,
            slack_id=slack_id,
            role=role,
            state=state,
            started_at=MONDAY,
            enrolled_at=MONDAY,
        )
        self.enrolments[slack_id] = await self.add(row)
        for question, value in (start or {}).items():
            await self.baseline(slack_id, Wave.START, question, value)
        return self.enrolments[slack_id]

    async def baseline(self, slack_id: str, wave: Wave, question: str, value: int) -> None:
        await self.add(
            BaselineAnswer(
                workspace_id=self.workspace,
                enrolment_id=self.enrolments[slack_id],
                wave=wave,
                question=question,
                value=value,
                answered_at=MONDAY,
            )
        )

    async def relationship(
        self,
        members: Mapping[str, Role],
        *,
        kick_off: date = KICK_OFF,
        state: RelationshipState = RelationshipState.ACTIVE,
        left: Sequence[str] = (),
        met_on: Sequence[date] = (),
    ) -> int:
        people = sorted(members)
        conversation = await self.add(
            Conversation(workspace_id=self.workspace, members=people, members_key=f"{people} {kick_off} {self.id}")
        )
        relationship: int = await self.add(
            Relationship(
                workspace_id=self.workspace,
                programme_id=self.id,
                kind=Kind.ONE_TO_ONE,
                state=state,
                conversation_id=conversation,
                starter_id=people[0],
                kick_off_on=kick_off,
                started_at=MONDAY,
            )
        )
        for slack_id, role in members.items():
            await self.add(
                RelationshipMember(
                    relationship_id=relationship,
                    enrolment_id=self.enrolments[slack_id],
                    workspace_id=self.workspace,
                    slack_id=slack_id,
                    role=role,
                    left_at=MONDAY if slack_id in left else None,
                )
            )
        for day in met_on:
            await self.add(
                Meeting(workspace_id=self.workspace, relationship_id=relationship, held_on=day, noted_by=people[0])
            )
        return relationship

    async def check_in(
        self, relationship: int, asked_at: datetime, ratings: Mapping[str, int | None], *, occurrence: int = 0
    ) -> int:
        """A check-in, sent to everybody in `ratings`; None is for somebody who gave none."""
        check_in: int = await self.add(
            CheckIn(workspace_id=self.workspace, relationship_id=relationship, occurrence=occurrence, asked_at=asked_at)
        )
        for slack_id, rating in ratings.items():
            await self.add(
                Nudge(
                    workspace_id=self.workspace,
                    relationship_id=relationship,
                    step="mentee-check-in",
                    occurrence=occurrence,
                    recipient=slack_id,
                    due_at=asked_at,
                    state=NudgeState.SENT,
                    decided_at=asked_at,
                )
            )
            if rating is not None:
                await self.rate(check_in, slack_id, rating, asked_at + timedelta(days=1))
        return check_in

    async def rate(self, check_in: int, slack_id: str, rating: int, at: datetime) -> None:
        await self.add(
            CheckInReply(
                check_in_id=check_in,
                slack_id=slack_id,
                workspace_id=self.workspace,
                answer=CheckInAnswer.MET,
                rating=rating,
                replied_at=at,
            )
        )

    async def reminded(self, relationship: int, slack_id: str, at: datetime) -> None:
        await self.add(
            Nudge(
                workspace_id=self.workspace,
                relationship_id=relationship,
                step="first-meeting-reminder",
                occurrence=0,
                recipient=slack_id,
                due_at=at,
                state=NudgeState.SENT,
                decided_at=at,
            )
        )

    async def pause(self, slack_id: str, first: date, last: date | None) -> None:
        await self.add(Pause(workspace_id=self.workspace, slack_id=slack_id, starts_on=first, ends_on=last))

    async def pairs(self, ratings: Sequence[int | None], asked_at: datetime, departments: Sequence[str] = ()) -> None:
        """So many pairs, each with the mentee's rating of the first check-in."""
        for number, rating in enumerate(ratings):
            department = departments[number] if departments else None
            mentee, mentor = f"UMENTEE{number}", f"UMENTOR{number}"
            await self.enrol(mentee, Role.MENTEE, department=department)
            await self.enrol(mentor, Role.MENTOR)
            relationship = await self.relationship({mentee: Role.MENTEE, mentor: Role.MENTOR})
            await self.check_in(relationship, asked_at, {mentee: rating})


async def build(storage: Storage, **changes: Any) -> Built:
    """An open programme of Asta's with nobody in it."""
    programme_id = await add_programme(storage, WORKSPACE, coordinator=ASTA, contact=HUGH, **changes)
    return Built(storage, programme_id)


async def build_with_coordinator(storage: Storage, **changes: Any) -> Built:
    """As `build`, with Asta and Hugh in the directory."""
    built = await build(storage, **changes)
    await built.person(ASTA)
    await built.person(HUGH)
    return built
