"""A programme that asks its mentors first, for tests on a real database: what people do, and what time does."""

from datetime import date, datetime, timedelta
from typing import Any

from mentoring import answering, asking, drafting, drafts, intents, relationships, repairs, rounds, solving
from mentoring.access import Actor
from mentoring.answering import Decision, Given
from mentoring.programmes import ProgrammeRules, rules_to_keep
from mentoring.rounds import Published
from mentoring.say import InPlaceOf, Say
from prompts.journeys import load_journeys
from storage import Storage
from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Pause, Person
from storage.models.rounds import MatchAnswer, Round
from storage.queries import enrolments, pools, work
from storage.states import AnswerState, EnrolmentState, Role, WishKind
from tests.enrolments import add_person, enrol
from tests.programmes import add_programme
from tests.town import MONDAY

WORKSPACE = "T1"
COORDINATOR = Actor(workspace=WORKSPACE, id="UCARLA")
JOURNEYS = {str(kind): journey for kind, journey in load_journeys().items()}
A_DAY = timedelta(days=1)


class Passing:
    """Somebody's story, in which time passes as it does for the bot."""

    storage: Storage
    now: datetime

    async def pass_on_to(self, moment: datetime) -> list[Say]:
        """Let time pass to a moment, from one due moment to the next, and do what the ticks do."""
        said: list[Say] = []
        while True:
            await self._tick(said)
            if self.now >= moment:
                return said
            async with self.storage.read() as tx:
                due = await work.next_due(tx)
            later = self.now + A_DAY if due is None or due <= self.now else due
            self.now = min(later, moment)

    async def _tick(self, said: list[Say]) -> None:
        raise NotImplementedError


class Story(Passing):
    """A programme that asks its mentors first."""

    def __init__(self, storage: Storage, programme: int) -> None:
        self.storage = storage
        self.programme = programme
        self.now = MONDAY
        self.is_published = False

    @classmethod
    async def of(cls, storage: Storage, *, name: str = "First", asks: bool = True, **people: Role) -> "Story":
        async with storage.read() as tx:
            is_known = await tx.get(Person, (WORKSPACE, COORDINATOR.id)) is not None
        if not is_known:
            await add_person(storage, WORKSPACE, COORDINATOR.id)
        programme = await add_programme(
            storage,
            WORKSPACE,
            coordinator=COORDINATOR.id,
            contact="UBENT",
            name=name,
            rules=rules_to_keep(ProgrammeRules(ask_first=asks)),
        )
        story = cls(storage, programme)
        await story.enrolled(**people)
        return story

    async def enrolled(self, **people: Role) -> None:
        for slack_id, role in people.items():
            await add_person(self.storage, WORKSPACE, slack_id)
            await enrol(self.storage, WORKSPACE, self.programme, slack_id, role)
            await self.change(slack_id, enrolled_at=self.now + timedelta(hours=1) if self.is_published else MONDAY)

    async def backdate(self, slack_id: str) -> None:
        """They had been there before the round was published, without a match in it."""
        await self.change(slack_id, enrolled_at=MONDAY - A_DAY)

    async def change(self, slack_id: str, **facts: Any) -> None:
        async with self.storage.transaction() as tx:
            row = await self._place(tx, slack_id)
            for name, value in facts.items():
                setattr(row, name, value)

    async def _place(self, tx: Any, slack_id: str) -> Enrolment:
        row = await enrolments.of_person_in(tx, WORKSPACE, slack_id, self.programme)
        assert row is not None
        return row

    async def unmatched_rounds(self, slack_id: str) -> int:
        async with self.storage.read() as tx:
            return (await self._place(tx, slack_id)).unmatched_rounds

    async def wish(self, slack_id: str, kind: WishKind, about: str) -> None:
        async with self.storage.transaction() as tx:
            place = await self._place(tx, slack_id)
            tx.add(Wish(workspace_id=WORKSPACE, enrolment_id=place.id, about_id=about, kind=kind, rank=0))

    async def happens(self, why: str) -> None:
        async with self.storage.transaction() as tx:
            paul, mia = await self._place(tx, "UPAUL"), await self._place(tx, "UMIA")
            match why:
                case "left":
                    paul.state = EnrolmentState.LEFT
                case "mentee_left":
                    mia.state = EnrolmentState.LEFT
                case "deactivated":
                    person = await tx.get(Person, (WORKSPACE, "UPAUL"))
                    assert person is not None
                    person.is_deactivated = True
                case "paused":
                    tx.add(Pause(workspace_id=WORKSPACE, slack_id="UPAUL", starts_on=date(2026, 3, 2), ends_on=None))
                case "full":
                    paul.is_full = True
                case "not_with":
                    wish = {"about_id": "UPAUL", "kind": WishKind.NOT_WITH, "rank": 0}
                    tx.add(Wish(workspace_id=WORKSPACE, enrolment_id=mia.id, **wish))

    async def draft(self) -> drafts.Draft:
        async with self.storage.read() as tx:
            asked = await drafting.ask(tx, COORDINATOR, self.now, self.programme)
        answer = solving.answer(asked.facts, asked.fingerprint)
        async with self.storage.transaction() as tx:
            return await drafting.keep(tx, COORDINATOR, self.now, asked, answer)

    async def waiting(self, draft: drafts.Draft) -> tuple[drafts.NotMatched, ...]:
        """Those a draft leaves without a match, as its coordinator reads of them."""
        async with self.storage.read() as tx:
            return (await drafts.waiting_page(tx, COORDINATOR, draft.id, 0)).people

    async def publish(self, draft: drafts.Draft | None = None, *, carried_out: bool = True) -> list[Say]:
        draft = draft or await self.draft()
        async with self.storage.read() as tx:
            checked = await rounds.check(tx, COORDINATOR, self.now, draft.id)
        async with self.storage.transaction() as tx:
            assert isinstance(await rounds.publish(tx, COORDINATOR, self.now, checked, ()), Published)
        self.is_published = True
        return await self.carry_out(self.now) if carried_out else []

    async def carry_out(self, now: datetime) -> list[Say]:
        said: list[Say] = []
        part: intents.Part | None = intents.Part(intent_id=0)
        while part is not None:
            async with self.storage.transaction() as tx:
                part = await intents.carry_on(tx, now, JOURNEYS, keeping(said))
            assert part is None or not part.failed
        return said

    async def _tick(self, said: list[Say]) -> None:
        async with self.storage.transaction() as tx:
            await asking.follow_up(tx, self.now, keeping(said), 100)
        looked_at: set[int] = set()
        while True:
            async with self.storage.transaction() as tx:
                looked = await repairs.look(tx, self.now, JOURNEYS, keeping(said), leaving=looked_at)
            if looked is None:
                break
            looked_at.add(looked.round_id)
            if looked.is_to_repair:
                async with self.storage.read() as tx:
                    repair = await repairs.to_repair(tx, WORKSPACE, looked.round_id, self.now)
                solution = solving.repaired(repair.facts, repair.people, repair.silent)
                async with self.storage.transaction() as tx:
                    assert await repairs.keep(tx, WORKSPACE, self.now, repair, solution)
        said += await self.carry_out(self.now)

    async def question_to(self, mentor: str) -> int:
        return next(row.id for row in await self._questions() if row.mentor_id == mentor)

    async def answer(self, mentor: str, given: Given, now: datetime | None = None) -> list[Say]:
        return await self.press(mentor, await self.question_to(mentor), given, now)

    async def press(self, person: str, question: int, given: Given, now: datetime | None = None) -> list[Say]:
        actor = Actor(workspace=WORKSPACE, id=person)
        place = InPlaceOf(channel="D1", ts="1.1", slack_id=person)
        async with self.storage.transaction() as tx:
            return list(await answering.answer(tx, actor, now or self.now, question, given, place, JOURNEYS))

    async def undecided(self) -> tuple[answering.Unanswered, ...]:
        async with self.storage.read() as tx:
            return (await answering.undecided(tx, COORDINATOR, self.programme)).questions

    async def decide(
        self, decision: Decision, now: datetime, *, by: str = COORDINATOR.id, question: int | None = None
    ) -> list[Say]:
        if question is None:
            question = (await self.undecided())[0].id
        actor = Actor(workspace=WORKSPACE, id=by)
        async with self.storage.transaction() as tx:
            programme, says = await answering.decide(tx, actor, now, question, decision, JOURNEYS)
        assert programme.id == self.programme
        return list(says)

    async def _questions(self) -> list[MatchAnswer]:
        async with self.storage.read() as tx:
            asked = [row for n in range(1, 40) if (row := await tx.get(MatchAnswer, n)) is not None]
            its = {row.id: await tx.get(Round, row.round_id) for row in asked}
        return [row for row in asked if (round_ := its[row.id]) and round_.programme_id == self.programme]

    async def states(self) -> dict[str, AnswerState]:
        """How the last question to each mentor stands."""
        return {row.mentor_id: row.state for row in await self._questions()}

    async def all_states(self) -> list[AnswerState]:
        return [row.state for row in await self._questions()]

    async def views(self, slack_id: str) -> tuple[relationships.RelationshipView, ...]:
        async with self.storage.read() as tx:
            return await relationships.of_person(tx, Actor(workspace=WORKSPACE, id=slack_id))

    async def partners(self, slack_id: str) -> set[str]:
        return {partner for view in await self.views(slack_id) for partner in view.partners}

    async def mark(self) -> str:
        async with self.storage.read() as tx:
            return await pools.mark(tx, WORKSPACE, self.programme)


def keeping(said: list[Say]) -> Any:
    async def voice(_workspace: str, say: Say) -> None:
        said.append(say)

    return voice


def receiver(say: Say) -> str:
    return str(getattr(say.to, "slack_id", ""))


def heard(says: list[Say]) -> set[tuple[str, str | None]]:
    return {(say.message, getattr(say.to, "slack_id", None)) for say in says}


def reasons_of(person: drafts.NotMatched) -> tuple[object, ...]:
    return person.seat.role, person.reasons, person.change
