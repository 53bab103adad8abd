"""Drafts made, changed and looked at in a word, as the tests of drafting say it."""

from itertools import groupby
from operator import itemgetter

from mentoring import draft_editing, drafting, drafts, solving
from mentoring.access import Actor
from mentoring.draft_edits import Edit, EditKind, Settings, Two, added
from mentoring.drafting import Asked, ChangesEdits
from mentoring.drafts import Draft
from mentoring.programmes import ProgrammeRules
from mentoring.rules.matching.values import Weights
from storage import Storage
from storage.queries import rounds as queries
from storage.states import Role
from tests.enrolments import add_coordinator, add_person
from tests.mentoring import test_rounds as house
from tests.mentoring.test_rounds import COORDINATOR, MENTEE, MENTOR, WORKSPACE
from tests.town import MONDAY

COLLEAGUE = Actor(workspace=WORKSPACE, id="UANNA")
OTHER_WEIGHTS = Settings(weights=Weights(goals=1), rules=ProgrammeRules(common_language=False))
FOUR = {"UMIA": MENTEE, "UNOAH": MENTEE, "UPAUL": MENTOR, "UPRIYA": MENTOR}


async def a_programme(storage: Storage, *, name: str = "First", **people: Role) -> int:
    programme = await house.a_programme(storage, name=name, rules_no_repeat=True, **people)
    await add_coordinator(storage, WORKSPACE, programme, COLLEAGUE.id)
    if name in {"First", "In order 0"}:
        await add_person(storage, WORKSPACE, COLLEAGUE.id)
    return programme


async def first_draft(storage: Storage, programme: int) -> Draft:
    return await house.drafted(storage, programme)


async def ask(storage: Storage, actor: Actor, draft: Draft, change: ChangesEdits) -> Asked:
    async with storage.read() as tx:
        return await drafting.ask_again(tx, actor, MONDAY, draft.id, change)


async def keep(storage: Storage, actor: Actor, asked: Asked) -> Draft:
    answer = solving.answer(asked.facts, asked.fingerprint)
    async with storage.transaction() as tx:
        return await drafting.keep(tx, actor, MONDAY, asked, answer)


async def changed(storage: Storage, draft: Draft, change: ChangesEdits, *, by: Actor = COORDINATOR) -> Draft:
    return await keep(storage, by, await ask(storage, by, draft, change))


async def beside(storage: Storage, draft: Draft, change: ChangesEdits, *, by: Actor = COORDINATOR) -> Draft:
    async with storage.read() as tx:
        asked = await drafting.ask_beside(tx, by, MONDAY, draft.id, change)
    return await keep(storage, by, asked)


async def throw_away(storage: Storage, actor: Actor, draft: Draft) -> Draft:
    async with storage.transaction() as tx:
        return await drafting.throw_away(tx, actor, draft.id)


async def look(storage: Storage, round_id: int) -> Draft:
    async with storage.read() as tx:
        return await drafts.draft(tx, COORDINATOR, round_id)


async def pairs(storage: Storage, draft: Draft) -> set[tuple[str, ...]]:
    """Whom a draft brings together, a mentor before their mentee."""
    async with storage.read() as tx:
        members = await queries.members(tx, WORKSPACE, draft.id)
    return {tuple(person for _, person in match) for _, match in groupby(members, itemgetter(0))}


async def subject_of(storage: Storage, draft: Draft, pair: Two) -> draft_editing.Subject:
    async with storage.read() as tx:
        proposed = (await drafts.page(tx, COORDINATOR, draft.id, 0)).matches
        (seats,) = [each.seats for each in proposed if tuple(seat.slack_id for seat in each.seats) == pair]
        return await draft_editing.subject(
            tx, COORDINATOR, draft.id, [(seat.enrolment_id, seat.role) for seat in seats]
        )


def adding(edit: Edit) -> ChangesEdits:
    return lambda edits: added(edits, edit)


def together(by: Actor, mentor: str, mentee: str, *, id_: str = "together") -> Edit:
    return Edit(id=id_, kind=EditKind.TOGETHER, by=by.id, at=MONDAY, pairs=((mentor, mentee),))


def apart(by: Actor, mentor: str, mentee: str, *, id_: str = "apart") -> Edit:
    return Edit(id=id_, kind=EditKind.APART, by=by.id, at=MONDAY, pairs=((mentor, mentee),))


def other_settings(by: Actor, *, id_: str = "settings") -> Edit:
    return Edit(id=id_, kind=EditKind.SETTINGS, by=by.id, at=MONDAY, settings=OTHER_WEIGHTS)
