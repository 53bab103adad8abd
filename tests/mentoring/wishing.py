"""Asking for wishes in a story: a programme, its people, and time that passes with everything done that the ticks do."""

from typing import Any

from sqlalchemy import update

from mentoring import candidates, choosing, programmes, solving, suggesting, wish_progress, wish_questions, wishing
from mentoring.access import Actor
from mentoring.programmes import ProgrammeRules, rules_to_keep
from mentoring.say import InPlaceOf, Say, ToPerson, Voice
from mentoring.wish_progress import WishProgress
from storage import Storage, Transaction, outbox
from storage.models.delivery import Outgoing
from storage.models.enrolments import Enrolment
from storage.models.wishes import WishOffer, WishQuestion, WishRound
from storage.queries import enrolments
from storage.states import Role, WishAnswer, WishKind
from tests.enrolments import add_person, enrol
from tests.mentoring.asking import A_DAY, COORDINATOR, WORKSPACE, Passing, keeping
from tests.programmes import add_programme
from tests.town import MONDAY


class Wishing(Passing):
    """A programme that asks its mentees for wishes."""

    def __init__(self, storage: Storage, programme: int) -> None:
        self.storage = storage
        self.programme = programme
        self.now = MONDAY
        self.unreached: set[str] = set()

    @classmethod
    async def of(cls, storage: Storage, **people: Role) -> "Wishing":
        await add_person(storage, WORKSPACE, COORDINATOR.id)
        programme = await add_programme(
            storage,
            WORKSPACE,
            coordinator=COORDINATOR.id,
            contact="UBENT",
            rules=rules_to_keep(ProgrammeRules(wishes_first=True)),
        )
        story = cls(storage, programme)
        await story.enrolled(**people)
        return story

    async def enrolled(self, **people: Role) -> None:
        for slack_id, role in people.items():
            await add_person(self.storage, WORKSPACE, slack_id)
            await enrol(self.storage, WORKSPACE, self.programme, slack_id, role)

    async def change(self, slack_id: str, **facts: Any) -> None:
        async with self.storage.transaction() as tx:
            row = await self._place(tx, slack_id)
            for name, value in facts.items():
                setattr(row, name, value)

    async def _place(self, tx: Any, slack_id: str) -> Enrolment:
        row = await enrolments.of_person_in(tx, WORKSPACE, slack_id, self.programme)
        assert row is not None
        return row

    async def begin(self, by: str = COORDINATOR.id) -> list[Say]:
        """Ask for wishes, and hear what is said at once."""
        async with self.storage.transaction() as tx:
            await wishing.begin(tx, Actor(workspace=WORKSPACE, id=by), self.now, self.programme)
        return await self.pass_on_to(self.now)

    async def end(self, by: str = COORDINATOR.id) -> list[Say]:
        async with self.storage.transaction() as tx:
            _, says = await wishing.end(tx, Actor(workspace=WORKSPACE, id=by), self.now, self.programme)
        return [*says, *await self.pass_on_to(self.now)]

    async def until_mentees_are_asked(self) -> list[Say]:
        await self.begin()
        return [say for say in await self.pass_on_to(MONDAY + 3 * A_DAY) if say.message == "choose_mentors"]

    async def _tick(self, said: list[Say]) -> None:
        looked_at: set[int] = set()
        while True:
            async with self.storage.transaction() as tx:
                looked = await wishing.look(tx, self.now, keeping(said), leaving=looked_at)
            if looked is None:
                break
            looked_at.add(looked.wish_round_id)
            if looked.is_to_suggest:
                assert await self.suggest(looked.wish_round_id)
        async with self.storage.transaction() as tx:
            await wish_questions.follow_up(tx, self.now, self.delivering(tx, said), 100)

    def delivering(self, tx: Transaction, said: list[Say]) -> Voice:
        """Keeps what is said, and has it delivered to everybody who is not one of the `unreached`."""

        async def voice(workspace: str, say: Say) -> None:
            said.append(say)
            if not isinstance(say.to, ToPerson) or say.to.slack_id in self.unreached:
                return
            to = outbox.ToPerson(say.to.slack_id)
            draft = outbox.Draft(
                workspace=workspace,
                key=say.key,
                kind=say.message,
                to=to,
                payload={},
                lane=outbox.Lane.NUDGE,
                due_at=self.now,
            )
            await outbox.add(tx, draft)
            await tx.execute(update(Outgoing).where(Outgoing.key == say.key).values(state=outbox.MessageState.SENT))

        return voice

    async def suggest(self, wish_round_id: int) -> bool:
        async with self.storage.read() as tx:
            asked = await wishing.to_suggest(tx, WORKSPACE, wish_round_id, self.now)
        if asked is None:
            return True
        choices = suggesting.suggested(asked.facts, asked.mentors)
        async with self.storage.transaction() as tx:
            return await wishing.keep(tx, WORKSPACE, self.now, asked, choices)

    async def allow(self, mentor: str, *, may: bool, question: int | None = None) -> list[Say]:
        question = question or (await self.question(mentor, Role.MENTOR)).id
        async with self.storage.transaction() as tx:
            place = InPlaceOf(channel="D1", ts="1.1", slack_id=mentor)
            actor = Actor(workspace=WORKSPACE, id=mentor)
            return list(await choosing.allow(tx, actor, self.now, question, may=may, pressed=place))

    async def to_choose(self, mentee: str, question: int | None = None) -> choosing.ToChoose:
        question = question or (await self.question(mentee, Role.MENTEE)).id
        async with self.storage.read() as tx:
            return await choosing.to_choose(tx, Actor(workspace=WORKSPACE, id=mentee), self.now, question)

    async def choose(self, mentee: str, *mentors: str | None, none: bool = False) -> list[Say]:
        question = (await self.question(mentee, Role.MENTEE)).id
        picks = [None if mentor is None else await self.place_id(mentor) for mentor in mentors]
        async with self.storage.transaction() as tx:
            actor = Actor(workspace=WORKSPACE, id=mentee)
            place = InPlaceOf(channel="D1", ts="2.1", slack_id=mentee)
            return list(await choosing.choose(tx, actor, self.now, question, picks, none=none, pressed=place))

    async def place_id(self, slack_id: str) -> int:
        async with self.storage.read() as tx:
            return (await self._place(tx, slack_id)).id

    async def shown_to(self, mentee: str) -> list[str]:
        """The mentors somebody reads of, in their order."""
        return [mentor.slack_id for mentor in (await self.to_choose(mentee)).mentors]

    async def questions(self) -> list[WishQuestion]:
        async with self.storage.read() as tx:
            return [row for n in range(1, 60) if (row := await tx.get(WishQuestion, n)) is not None]

    async def question(self, slack_id: str, role: Role) -> WishQuestion:
        return [row for row in await self.questions() if (row.slack_id, row.role) == (slack_id, role)][-1]

    async def answers(self, role: Role) -> dict[str, WishAnswer]:
        return {row.slack_id: row.answer for row in await self.questions() if row.role is role}

    async def offers(self) -> int:
        async with self.storage.read() as tx:
            places = {row.enrolment_id for row in await self.questions()}
            found = [
                await tx.get(WishOffer, (row.id, place)) for row in await self.questions() for place in sorted(places)
            ]
        return len([offer for offer in found if offer is not None])

    async def round_(self, number: int = 1) -> WishRound:
        async with self.storage.read() as tx:
            row = await tx.get(WishRound, number)
        assert row is not None
        return row

    async def wishes(self, slack_id: str, kind: WishKind = WishKind.WITH) -> list[str]:
        async with self.storage.read() as tx:
            rows = await enrolments.wishes(tx, WORKSPACE, [(await self._place(tx, slack_id)).id])
        assert len({row.rank for row in rows if row.kind is kind}) == len([row for row in rows if row.kind is kind])
        return [row.about_id for row in rows if row.kind is kind]

    async def progress(self) -> WishProgress | None:
        async with self.storage.read() as tx:
            programme = await programmes.find(tx, WORKSPACE, self.programme)
            return await wish_progress.of_programme(tx, WORKSPACE, programme)

    async def matched(self) -> set[tuple[str, str]]:
        """Mentor and mentee of each match of a round made now."""
        async with self.storage.read() as tx:
            programme = await programmes.find(tx, WORKSPACE, self.programme)
            facts = await candidates.facts_of(tx, WORKSPACE, programme, self.now)
            places = {await self.place_id(row.slack_id): row.slack_id for row in await self.questions()}
        solution = solving.answer(facts, None).solution
        assert solution is not None
        pairs = [{role: places[place] for place, role in match.members} for match in solution.matches]
        return {(pair["mentor"], pair["mentee"]) for pair in pairs}


def heard(says: list[Say]) -> dict[str, set[str]]:
    """Who was told what, by the name of the message."""
    found: dict[str, set[str]] = {}
    for say in says:
        found.setdefault(say.message, set()).add(str(getattr(say.to, "slack_id", "")))
    return found
