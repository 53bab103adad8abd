"""People on their way together, in a real database, with a clock that a test walks forward."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from mentoring import due, no_news, nudges
from mentoring.access import Actor
from mentoring.due import Content
from mentoring.say import InPlaceOf, Say, ToConversation, ToPerson, Voice
from prompts.journeys import load_journeys
from prompts.library import load_library
from storage import Storage, Transaction
from storage.models.enrolments import Enrolment
from storage.models.journey import Nudge
from storage.models.people import Participant, Pause, Person, Workspace
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.queries import enrolments as enrolment_queries
from storage.queries import journey as queries
from storage.queries import work
from storage.states import EnrolmentState, Kind, NudgeState, ProgrammeState, RelationshipState, Role
from tests.people import person_row

TEAM = "T0LOCAL01"  # the local Slack's own, so that these people can also walk in a town
KICK_OFF = dt.date(2026, 3, 2)
ENDS_ON = dt.date(2026, 8, 31)
BEGINS = dt.datetime(2026, 3, 2, 7, tzinfo=dt.UTC)
OVER = dt.datetime(2026, 9, 20, tzinfo=dt.UTC)
CONTENT = Content(journeys={kind.value: journey for kind, journey in load_journeys().items()}, library=load_library())


@dataclass(frozen=True, kw_only=True)
class Somebody:
    id: str
    role: Role
    zone: str = "Europe/Copenhagen"
    country: str | None = "DK"
    works_from: str = "09:00"
    works_to: str = "17:00"
    weekdays: str = "01234"
    name: str = ""
    pauses: tuple[tuple[dt.date, dt.date | None], ...] = ()


ASTA = Somebody(id="UASTA", role=Role.MENTEE, name="Asta Holm")
CHIDI = Somebody(id="UCHIDI", role=Role.MENTOR, name="Chidi Okafor", zone="Europe/London", country="GB")
PEERS = (
    Somebody(id="UMEI", role=Role.PEER, name="Mei Tanaka"),
    Somebody(id="UJONAS", role=Role.PEER, name="Jonas Lind", works_from="07:00", works_to="15:00"),
    Somebody(id="ULEYLA", role=Role.PEER, name="Leyla Demir", zone="Europe/Istanbul", country="TR"),
    Somebody(id="UNOAH", role=Role.PEER, name="Noah Berg", zone="Europe/Berlin", country="DE", weekdays="0123"),
)
COORDINATOR = "UCOORDINATOR"
CONTACT = "UCONTACT"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Something said, when, and to whom; `to` is a person's id or the group."""

    at: dt.datetime
    to: str
    say: Say

    @property
    def says(self) -> tuple[Say, ...]:
        """What it says: one thing, or each of those that came together."""
        return tuple(part.say for part in self.say.parts) or (self.say,)


@dataclass(kw_only=True)
class Walk:
    """A journey that was walked: everything that was said on it, in order."""

    storage: Storage
    heard: list[Heard] = field(default_factory=list)

    def to(self, slack_id: str) -> list[Heard]:
        return [each for each in self.heard if each.to == slack_id]

    def heard_by(self, who: Somebody) -> list[Heard]:
        """What reached somebody, alone or in a conversation of theirs."""
        return [*self.to(who.id), *self.to(nudges.GROUP)]

    def about(self, message: str) -> list[Heard]:
        return [each for each in self.heard if any(say.message == message for say in each.says)]

    async def tick(self, now: dt.datetime, *, refusing: Callable[[Say], None] | None = None) -> list[Heard]:
        """Decide on everything due at this moment; `refusing` raises for what cannot be put into words."""
        said: list[Heard] = []

        async def voice(_workspace: str, say: Say) -> None:
            if refusing is not None:
                refusing(say)
            said.append(Heard(at=now, to=_receiver(say), say=say))

        decided = -1
        while decided:
            async with self.storage.transaction() as tx:
                decided = await due.next_batch(tx, CONTENT, now, voice)
        self.heard += said
        return said

    async def look(self, now: dt.datetime) -> list[Say]:
        """Look for where there is no news."""
        said: list[Say] = []
        async with self.storage.transaction() as tx:
            await no_news.look(tx, TEAM, CONTENT.journeys, now, keeping(said))
        return said

    async def until(
        self,
        until: dt.datetime,
        answering: Callable[["Walk", Heard], Awaitable[None]] | None = None,
        *,
        refusing: Callable[[Say], None] | None = None,
    ) -> None:
        """Walk from due moment to due moment; `answering` presses what somebody presses."""
        while True:
            async with self.storage.read() as tx:
                moment = await work.next_due(tx)
            if moment is None or moment > until:
                return
            for each in await self.tick(moment + dt.timedelta(seconds=20), refusing=refusing):
                if answering is not None:
                    await answering(self, each)


def keeping(said: list[Say]) -> Voice:
    """A voice that keeps what is said."""

    async def voice(_workspace: str, say: Say) -> None:
        said.append(say)

    return voice


def _receiver(say: Say) -> str:
    match say.to:
        case ToPerson(slack_id=slack_id):
            return slack_id
        case ToConversation():
            return nudges.GROUP
        case _:
            raise AssertionError(f"Nothing unasked goes to {say.to}")


def actor(slack_id: str) -> Actor:
    return Actor(workspace=TEAM, id=slack_id)


def pressed_by(slack_id: str, ts: str = "1.1") -> InPlaceOf:
    return InPlaceOf(channel=f"D{slack_id}", ts=ts, slack_id=slack_id)


async def a_town(storage: Storage) -> None:
    """The workspace with the two who look after its programmes."""
    async with storage.transaction() as tx:
        tx.add(Workspace(id=TEAM, name="Across", bot_id="UBOT", installed_at=BEGINS))
        for slack_id, name in ((COORDINATOR, "Signe Dahl"), (CONTACT, "Omar Haddad")):
            tx.add(_person(Somebody(id=slack_id, role=Role.PEER, name=name)))


async def a_programme(
    tx: Transaction, kind: Kind, *, rhythm_days: int, coordinator: str, contact: str, ends_on: dt.date = ENDS_ON
) -> int:
    programme = Programme(
        workspace_id=TEAM,
        name="Across the house",
        kind=kind,
        state=ProgrammeState.CLOSED,
        purpose="Learning from each other",
        topic="",
        starts_on=KICK_OFF,
        ends_on=ends_on,
        rhythm_days=rhythm_days,
        meeting_minutes=60,
        rules={},
        goals=[],
        contact_id=contact,
        created_by=coordinator,
        created_at=BEGINS,
        holidays_country="DK",
        closing_days=["2026-05-15"],
    )
    tx.add(programme)
    await tx.flush()
    tx.add(
        ProgrammeCoordinator(
            programme_id=programme.id,
            slack_id=coordinator,
            workspace_id=TEAM,
            appointed_by=coordinator,
            appointed_at=BEGINS,
        )
    )
    return programme.id


async def begin(
    storage: Storage,
    people: Sequence[Somebody],
    kind: Kind = Kind.ONE_TO_ONE,
    *,
    rhythm_days: int = 14,
    began: dt.datetime = BEGINS,
    ends_on: dt.date = ENDS_ON,
    coordinator: str = COORDINATOR,
    contact: str = CONTACT,
    programme_id: int | None = None,
) -> int:
    """A relationship of these people, its journey planned; its id. Without a `programme_id`, in a programme of its own."""
    async with storage.transaction() as tx:
        programme_id = programme_id or await a_programme(
            tx, kind, rhythm_days=rhythm_days, coordinator=coordinator, contact=contact, ends_on=ends_on
        )
        conversation = Conversation(
            workspace_id=TEAM,
            members=[each.id for each in people],
            members_key=f"{programme_id}:{'+'.join(each.id for each in people)}",
        )
        tx.add(conversation)
        await tx.flush()
        relationship = Relationship(
            workspace_id=TEAM,
            programme_id=programme_id,
            kind=kind,
            state=RelationshipState.ACTIVE,
            conversation_id=conversation.id,
            starter_id=people[0].id,
            kick_off_on=began.date(),
            started_at=began,
        )
        tx.add(relationship)
        await tx.flush()
        for each in people:
            await _takes_part(tx, each, programme_id, relationship.id)
        await tx.flush()
        await nudges.plan(tx, TEAM, relationship.id, CONTENT.journeys, began)
        return relationship.id


async def _takes_part(tx: Transaction, who: Somebody, programme_id: int, relationship_id: int) -> None:
    if await tx.get(Person, (TEAM, who.id)) is None:
        tx.add(_person(who))
    if await tx.get(Participant, (TEAM, who.id)) is None:
        tx.add(
            Participant(
                workspace_id=TEAM,
                slack_id=who.id,
                country=who.country,
                works_from=who.works_from,
                works_to=who.works_to,
                weekdays=who.weekdays,
                languages=["en"],
                updated_at=BEGINS,
            )
        )
        tx.add_all(
            Pause(workspace_id=TEAM, slack_id=who.id, starts_on=first, ends_on=last) for first, last in who.pauses
        )
    enrolment = await enrolment_queries.of_person_in(tx, TEAM, who.id, programme_id) or Enrolment(
        workspace_id=TEAM,
        programme_id=programme_id,
        slack_id=who.id,
        role=who.role,
        state=EnrolmentState.ENROLLED,
        started_at=BEGINS,
        goals_wanted=[],
        goals_offered=[],
    )
    tx.add(enrolment)
    await tx.flush()
    tx.add(
        RelationshipMember(
            relationship_id=relationship_id,
            enrolment_id=enrolment.id,
            workspace_id=TEAM,
            slack_id=who.id,
            role=who.role,
        )
    )


def _person(who: Somebody) -> Person:
    return person_row(TEAM, who.id, name=who.name, zone=who.zone, direct_channel=f"D{who.id}", refreshed_at=BEGINS)


async def nudges_of(storage: Storage, relationship_id: int, *states: NudgeState) -> list[Nudge]:
    async with storage.read() as tx:
        return list(await queries.nudges(tx, TEAM, [relationship_id], *(states or tuple(NudgeState))))
