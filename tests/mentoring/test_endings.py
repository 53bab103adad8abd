"""Endings: the first questions again, and a close a fortnight after the programme."""

import datetime as dt

import pytest

from mentoring import endings, intents
from mentoring.errors import GoneError, NotAllowedError
from mentoring.say import Say, ToPerson
from storage import Storage
from storage.models.enrolments import Enrolment
from storage.models.programmes import Programme
from storage.models.relationships import Relationship
from storage.queries import enrolments as queries
from storage.states import EnrolmentState, NudgeState, ProgrammeState, RelationshipState, Role, Wave
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    CONTENT,
    COORDINATOR,
    PEERS,
    TEAM,
    Somebody,
    Walk,
    a_town,
    actor,
    begin,
    keeping,
    nudges_of,
    pressed_by,
)

MEI = PEERS[0]
LAST_WEEK = dt.datetime(2026, 8, 25, 8, tzinfo=dt.UTC)
MUCH_LATER = dt.datetime(2026, 9, 16, 8, tzinfo=dt.UTC)


@pytest.fixture
async def place(storage: Storage) -> int:
    """Asta's enrolment, in a pair with Chidi."""
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    async with storage.read() as tx:
        (row,) = await queries.of_person(tx, TEAM, ASTA.id)
    return row.id


async def test_answers_are_kept_as_the_last_wave_and_can_be_changed(storage: Storage, place: int) -> None:
    for answers in ({"interest_in_me": 2, "know_whom_to_ask": 5}, {"interest_in_me": 4}):
        async with storage.transaction() as tx:
            await endings.answer_last_questions(tx, actor(ASTA.id), LAST_WEEK, place, answers, pressed_by(ASTA.id))

    async with storage.read() as tx:
        kept = await queries.baseline(tx, TEAM, [place], Wave.END)
        shown = await endings.last_questions(tx, actor(ASTA.id), LAST_WEEK, place)
    assert {row.question: row.value for row in kept} == {"interest_in_me": 4}
    assert shown.answers == {"interest_in_me": 4}


async def test_what_stands_in_the_messages_place_says_no_value(storage: Storage, place: int) -> None:
    async with storage.transaction() as tx:
        said = await endings.answer_last_questions(
            tx, actor(ASTA.id), LAST_WEEK, place, {"interest_in_me": 1}, pressed_by(ASTA.id)
        )

    assert said.message == "noted"
    assert not said.args


async def test_saving_not_a_single_answer_is_refused_at_the_first_question(storage: Storage, place: int) -> None:
    async with storage.transaction() as tx:
        with pytest.raises(endings.NothingAnsweredError) as refusal:
            await endings.answer_last_questions(tx, actor(ASTA.id), LAST_WEEK, place, {}, pressed_by(ASTA.id))

    assert refusal.value.field == "interest_in_me"


async def test_only_the_person_themselves_can_answer(storage: Storage, place: int) -> None:
    async with storage.read() as tx:
        with pytest.raises(NotAllowedError):
            await endings.last_questions(tx, actor(CHIDI.id), LAST_WEEK, place)
        with pytest.raises(GoneError):
            await endings.last_questions(tx, actor(ASTA.id), LAST_WEEK, 999)


async def test_a_fortnight_after_the_programme_the_questions_are_closed(storage: Storage, place: int) -> None:
    async with storage.read() as tx:
        with pytest.raises(endings.QuestionsClosedError):
            await endings.last_questions(tx, actor(ASTA.id), MUCH_LATER, place)


async def test_whoever_has_answered_is_not_asked_again(storage: Storage, place: int) -> None:
    async with storage.transaction() as tx:
        early = dt.datetime(2026, 8, 10, 8, tzinfo=dt.UTC)
        await endings.answer_last_questions(
            tx, actor(ASTA.id), early, place, {"interest_in_me": 3}, pressed_by(ASTA.id)
        )
    walk = Walk(storage=storage)

    await walk.until(MUCH_LATER)

    assert [each.to for each in walk.about("baseline_again")] == [CHIDI.id]


@pytest.mark.usefixtures("place")
async def test_a_mentor_of_two_is_asked_the_last_questions_once(storage: Storage) -> None:
    bo = Somebody(id="UBO", role=Role.MENTEE)
    await begin(storage, [bo, CHIDI], programme_id=1)
    walk = Walk(storage=storage)

    await walk.until(MUCH_LATER)

    asked = [say for each in walk.to(CHIDI.id) for say in each.says if say.message == "baseline_again"]
    assert len(asked) == 1
    assert len([say for each in walk.to(CHIDI.id) for say in each.says if say.message == "goodbye"]) == 2


async def test_a_programme_that_is_over_closes_its_relationships_once(storage: Storage, place: int) -> None:
    async with storage.transaction() as tx:
        too_early = await endings.close_finished(tx, TEAM, LAST_WEEK)
        closed = await endings.close_finished(tx, TEAM, MUCH_LATER)
        again = await endings.close_finished(tx, TEAM, MUCH_LATER)

    assert (too_early, closed, again) == (0, 1, 0)
    async with storage.read() as tx:
        relationship, enrolment = await tx.get(Relationship, 1), await tx.get(Enrolment, place)
    assert relationship is not None
    assert relationship.state is RelationshipState.ENDED
    assert enrolment is not None
    assert enrolment.state is EnrolmentState.COMPLETED
    assert await nudges_of(storage, 1, NudgeState.PLANNED) == []


@pytest.mark.usefixtures("place")
async def test_whoever_still_waits_when_a_programme_is_over_hears_of_it_once_and_nobody_else_does(
    storage: Storage,
) -> None:
    async with storage.transaction() as tx:
        waiting = Enrolment(
            workspace_id=TEAM,
            programme_id=1,
            slack_id=MEI.id,
            role=MEI.role,
            state=EnrolmentState.ENROLLED,
            started_at=BEGINS,
        )
        tx.add(waiting)
    said: list[Say] = []

    for now in (LAST_WEEK, MUCH_LATER, MUCH_LATER + dt.timedelta(days=1)):
        async with storage.transaction() as tx:
            await endings.close_finished(tx, TEAM, now, limit=2)
            while await intents.carry_on(tx, now, CONTENT.journeys, keeping(said)):
                pass

    assert [(say.message, say.to) for say in said] == [
        ("last_day_passed", ToPerson(slack_id=COORDINATOR)),
        ("programme_over", ToPerson(slack_id=MEI.id)),
    ]
    async with storage.read() as tx:
        programme, enrolment = await tx.get(Programme, 1), await tx.get(Enrolment, waiting.id)
    assert programme is not None
    assert programme.state is ProgrammeState.ENDED
    assert enrolment is not None
    assert enrolment.state is EnrolmentState.COMPLETED


async def test_the_day_after_its_last_all_hear_once_what_is_theirs_to_know(storage: Storage, place: int) -> None:
    async with storage.transaction() as tx:
        for someone, state in ((MEI, EnrolmentState.ENROLLED), (PEERS[1], EnrolmentState.JOINING)):
            tx.add(
                Enrolment(
                    workspace_id=TEAM,
                    programme_id=1,
                    slack_id=someone.id,
                    role=someone.role,
                    state=state,
                    started_at=BEGINS,
                )
            )
        programme = await tx.get(Programme, 1)
        assert programme is not None
        after = dt.datetime.combine(programme.ends_on, dt.time(13), dt.UTC) + dt.timedelta(days=1)
    said: list[Say] = []

    for now in (LAST_WEEK, after, after, after + dt.timedelta(days=1), MUCH_LATER):
        async with storage.transaction() as tx:
            await endings.close_finished(tx, TEAM, now)
            while await intents.carry_on(tx, now, CONTENT.journeys, keeping(said)):
                pass

    assert [(say.message, say.to, say.args.get("was")) for say in said] == [
        ("last_day_passed", ToPerson(slack_id=COORDINATOR), None),
        ("programme_over", ToPerson(slack_id=MEI.id), "waiting"),
        ("programme_over", ToPerson(slack_id=PEERS[1].id), "joining"),
    ]
    async with storage.read() as tx:
        enrolment = await tx.get(Enrolment, place)
    assert enrolment is not None
    assert enrolment.state is EnrolmentState.COMPLETED


@pytest.mark.usefixtures("place")
async def test_a_last_day_that_is_moved_and_passes_again_is_said_again(storage: Storage) -> None:
    said: list[Say] = []
    moved = dt.timedelta(days=30)
    async with storage.transaction() as tx:
        programme = await tx.get(Programme, 1)
        assert programme is not None
        after = dt.datetime.combine(programme.ends_on, dt.time(13), dt.UTC) + dt.timedelta(days=1)
        await endings.close_finished(tx, TEAM, after)
        programme.ends_on += moved
        await tx.flush()
        while await intents.carry_on(tx, after, CONTENT.journeys, keeping(said)):
            pass
    assert said == []

    for now in (after, after + moved):
        async with storage.transaction() as tx:
            await endings.close_finished(tx, TEAM, now)
            while await intents.carry_on(tx, now, CONTENT.journeys, keeping(said)):
                pass
    assert [say.message for say in said] == ["last_day_passed"]
