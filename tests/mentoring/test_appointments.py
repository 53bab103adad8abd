"""Who may take over a programme, and who hears that its people are gone, on both databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from mentoring import appointments, coordination, directory, people
from mentoring.access import Act, Actor, NotForYouError, require
from mentoring.say import Say, ToPerson
from storage import Storage, Transaction
from storage.models.people import Person
from storage.states import ProgrammeState
from tests.enrolments import add_coordinator, add_person
from tests.programmes import add_programme
from tests.town import MONDAY

WORKSPACE = "T1"
ANNA, BO, GRACE, HUGH = (Actor(workspace=WORKSPACE, id=slack_id) for slack_id in ("UANNA", "UBO", "UGRACE", "UHUGH"))


@pytest.fixture
async def programme(each_storage: Storage) -> int:
    """Grace runs it and Hugh is the contact; Anna is an admin of the workspace."""
    for actor in (ANNA, BO, GRACE, HUGH):
        await add_person(each_storage, WORKSPACE, actor.id, is_admin=actor is ANNA)
    return await add_programme(each_storage, WORKSPACE, coordinator=GRACE.id, contact=HUGH.id)


async def test_an_admin_takes_over_once_its_coordinator_is_gone(each_storage: Storage, programme: int) -> None:
    assert await may_take_over(each_storage, ANNA) == ()
    await deactivate(each_storage, GRACE)

    assert await may_take_over(each_storage, ANNA) == (programme,)
    async with each_storage.transaction() as tx:
        taken = await appointments.take_over(tx, ANNA, MONDAY, programme)
        again = await appointments.take_over(tx, ANNA, MONDAY, programme)
    assert taken.coordinators == again.coordinators == (ANNA.id,)
    assert await may_take_over(each_storage, ANNA) == ()
    async with each_storage.read() as tx:
        await require(tx, ANNA, Act.RUN_PROGRAMME, programme)


async def test_a_person_named_in_the_settings_may_too_and_nobody_else(each_storage: Storage, programme: int) -> None:
    await deactivate(each_storage, GRACE)
    async with each_storage.transaction() as tx:
        with pytest.raises(NotForYouError) as refused:
            await appointments.take_over(tx, BO, MONDAY, programme)
        assert refused.value.args_for_words == {"who": "admins", "names": "Anna"}
        taken = await appointments.take_over(tx, BO, MONDAY, programme, named=frozenset({BO.id}))
    assert taken.coordinators == (BO.id,)


@pytest.mark.parametrize("act", [Act.RUN_PROGRAMME, Act.MATCH, Act.READ_REPORT])
async def test_who_could_take_over_sees_nothing_before_they_do(each_storage: Storage, programme: int, act: Act) -> None:
    await deactivate(each_storage, GRACE)
    async with each_storage.read() as tx:
        with pytest.raises(NotForYouError):
            await require(tx, ANNA, act, programme)


async def test_what_is_run_or_over_cannot_be_taken(each_storage: Storage, programme: int) -> None:
    await add_coordinator(each_storage, WORKSPACE, programme, BO.id)
    over = await add_programme(
        each_storage, WORKSPACE, coordinator=GRACE.id, contact=HUGH.id, state=ProgrammeState.ENDED
    )
    await deactivate(each_storage, GRACE)

    assert await may_take_over(each_storage, ANNA) == ()
    for each in (programme, over):
        async with each_storage.transaction() as tx:
            with pytest.raises(NotForYouError):
                await appointments.take_over(tx, ANNA, MONDAY, each)


async def test_the_coordinators_are_told_of_a_contact_who_went(each_storage: Storage, programme: int) -> None:
    await add_coordinator(each_storage, WORKSPACE, programme, BO.id)
    await deactivate(each_storage, HUGH)
    assert told(await gone(each_storage, HUGH)) == [("contact_gone", BO.id), ("contact_gone", GRACE.id)]
    assert {say.key for say in await gone(each_storage, HUGH)} == {say.key for say in await gone(each_storage, HUGH)}


async def test_where_nobody_is_left_those_who_may_take_over_are_told(each_storage: Storage, programme: int) -> None:
    del programme
    await deactivate(each_storage, GRACE)
    named = frozenset({BO.id})
    assert told(await gone(each_storage, GRACE, named)) == [("coordinator_gone", BO.id), ("coordinator_gone", ANNA.id)]
    await deactivate(each_storage, HUGH)
    assert told(await gone(each_storage, HUGH, named)) == [("contact_gone", BO.id), ("contact_gone", ANNA.id)]


async def test_of_a_contact_who_went_before_the_last_coordinator_they_are_told_too(
    each_storage: Storage, programme: int
) -> None:
    del programme
    await deactivate(each_storage, HUGH)
    await deactivate(each_storage, GRACE)
    assert told(await gone(each_storage, GRACE)) == [("coordinator_gone", ANNA.id), ("contact_gone", ANNA.id)]


@pytest.mark.parametrize("second", [HUGH, BO])
async def test_of_two_who_go_at_the_same_moment_somebody_hears(
    each_storage: Storage, programme: int, second: Actor
) -> None:
    """Grace runs the programme, and so does Bo; or Hugh is its contact, and only Grace runs it."""
    if second is BO:
        await add_coordinator(each_storage, WORKSPACE, programme, BO.id)
    async with each_storage.transaction() as tx:
        says = list(await noted_as_gone(tx, GRACE))
        also = asyncio.create_task(noted_at_once(each_storage, second))
        await asyncio.wait({also}, timeout=0.2)  # it waits for this one to end
    says += await also
    assert ("coordinator_gone", ANNA.id) in told(says)
    assert (("contact_gone", ANNA.id) in told(says)) is (second is HUGH)


async def test_somebody_who_looks_after_nothing_goes_quietly(each_storage: Storage, programme: int) -> None:
    del programme
    await deactivate(each_storage, BO)
    assert await gone(each_storage, BO) == ()


async def may_take_over(storage: Storage, actor: Actor) -> tuple[int, ...]:
    async with storage.read() as tx:
        listed = await coordination.mine(tx, actor, MONDAY)
    return tuple(each.programme.id for each in listed if each.is_orphaned)


async def gone(storage: Storage, actor: Actor, named: frozenset[str] = frozenset()) -> tuple[Say, ...]:
    async with storage.read() as tx:
        return await appointments.gone(tx, WORKSPACE, actor.id, MONDAY, named=named)


def told(says: Sequence[Say]) -> list[tuple[str, str]]:
    return [(say.message, say.to.slack_id) for say in says if isinstance(say.to, ToPerson)]


async def noted_at_once(storage: Storage, actor: Actor) -> tuple[Say, ...]:
    async with storage.transaction() as tx:
        return await noted_as_gone(tx, actor)


async def noted_as_gone(tx: Transaction, actor: Actor) -> tuple[Say, ...]:
    """What is said when Slack's event comes."""
    before = await people.known(tx, WORKSPACE, actor.id)
    assert before is not None
    return await directory.note(tx, WORKSPACE, replace(before, is_deactivated=True), MONDAY, {})


async def deactivate(storage: Storage, actor: Actor) -> None:
    async with storage.transaction() as tx:
        person = await tx.get(Person, (WORKSPACE, actor.id))
        assert person is not None
        person.is_deactivated = True
