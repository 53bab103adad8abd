"""No news: first a reminder, then a word to the coordinators, once in each spell, from dates and presses alone."""

import datetime as dt
from collections.abc import Sequence

import pytest
from sqlalchemy import update

from mentoring import check_ins, no_news, nudges
from mentoring.say import Say, ToPerson
from mentoring.tidings import NAMED_AT_MOST, Silent
from storage import Storage
from storage.models.journey import Meeting, Nudge
from storage.models.people import Pause, Person
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.models.relationships import Relationship
from storage.queries import journey as queries
from storage.states import CheckInAnswer, Kind, NudgeState, RelationshipState, Role
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    CONTENT,
    COORDINATOR,
    KICK_OFF,
    PEERS,
    TEAM,
    Heard,
    Somebody,
    Walk,
    a_town,
    actor,
    begin,
    keeping,
    nudges_of,
    pressed_by,
)

DAY = dt.timedelta(days=1)
NOON = dt.time(12, tzinfo=dt.UTC)


@pytest.fixture
async def walk(storage: Storage) -> Walk:
    await a_town(storage)
    return Walk(storage=storage)


async def day_by_day(walk: Walk, days: int, answer: CheckInAnswer | None = None) -> list[Say]:
    """Walk so many days, looking each morning; what coordinators were told."""
    told: list[Say] = []

    async def press(walk: Walk, heard: Heard) -> None:
        asked = next((say for say in heard.says if say.message == "check_in"), None)
        if answer is not None and asked is not None:
            async with walk.storage.transaction() as tx:
                check_in = int(str(asked.args["check_in_id"]))
                await check_ins.answer(tx, actor(heard.to), heard.at, check_in, answer, pressed_by(heard.to))

    for number in range(1, days + 1):
        await walk.until(BEGINS + number * DAY, press)
        told += await walk.look(BEGINS + number * DAY)
    return told


async def test_silence_brings_reminders_then_one_word_to_the_coordinator(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])

    told = await day_by_day(walk, 90)

    assert [(say.message, say.to) for say in told] == [("no_news", ToPerson(slack_id=COORDINATOR))]
    assert told[0].args["silent"] == (Silent(people=(ASTA.id, CHIDI.id), since=KICK_OFF),)
    assert told[0].args["more"] == 0
    reminded = [
        row for row in await nudges_of(walk.storage, relationship, NudgeState.SENT) if row.step == nudges.REMINDER
    ]
    assert {row.recipient for row in reminded} <= {ASTA.id}
    assert len(walk.about("meeting_reminder")) >= 1


async def test_who_meets_is_never_reported(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])

    assert await day_by_day(walk, 90, CheckInAnswer.MET) == []
    assert len(walk.about("meeting_reminder")) <= 1  # the one before the first meeting


async def test_not_yet_is_news_too(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])

    assert await day_by_day(walk, 90, CheckInAnswer.NOT_YET) == []
    heard = [say for each in walk.heard for say in each.says]
    reminders = [say for say in heard if say.message == "meeting_reminder"]
    assert len(reminders) >= 2
    assert [say.args["said"] for say in reminders] == list(range(len(reminders)))  # in other words each time


async def test_a_group_is_reminded_in_its_conversation(walk: Walk) -> None:
    await begin(walk.storage, PEERS, Kind.PEER_GROUP)

    told = await day_by_day(walk, 70)

    assert {each.to for each in walk.about("meeting_reminder")} == {nudges.GROUP}
    assert len(told) == 1


async def test_a_long_pause_is_not_taken_for_silence(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])
    async with walk.storage.transaction() as tx:
        tx.add(Pause(workspace_id=TEAM, slack_id=CHIDI.id, starts_on=dt.date(2026, 3, 4), ends_on=dt.date(2026, 5, 17)))

    assert await day_by_day(walk, 70) == []


async def test_looking_twice_tells_once(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])
    told = await day_by_day(walk, 60)

    assert await walk.look(BEGINS + 60 * DAY) == []
    assert len(told) == 1


async def test_whoever_is_fine_is_left_alone_until_something_can_be_due(walk: Walk) -> None:
    async def looked_at(day: dt.date) -> Sequence[int]:
        async with walk.storage.read() as tx:
            return await queries.to_look_at(tx, TEAM, dt.datetime.combine(day, NOON), after=0, limit=10)

    relationship = await begin(walk.storage, [ASTA, CHIDI])
    assert await looked_at(KICK_OFF) == [relationship]
    await walk.look(dt.datetime.combine(KICK_OFF, NOON))
    due = KICK_OFF + dt.timedelta(days=21)
    assert await looked_at(due - dt.timedelta(days=2)) == []  # a day before, it is the day itself somewhere
    assert await looked_at(due) == [relationship]
    async with walk.storage.transaction() as tx:
        await nudges.follow(tx, TEAM, [relationship], CONTENT.journeys, BEGINS)
    assert await looked_at(KICK_OFF) == [relationship]


async def test_many_are_told_in_one_message_that_names_the_longest_silent(each_storage: Storage) -> None:
    walk, pairs = await many(each_storage, NAMED_AT_MOST + 3)
    async with each_storage.transaction() as tx:
        oldest = await tx.get(Relationship, pairs[-1])
        assert oldest is not None
        oldest.kick_off_on -= 3 * DAY

    told = await silence(walk)

    (say,) = told
    silent = say.args["silent"]
    assert isinstance(silent, tuple)
    assert (len(silent), say.args["more"]) == (NAMED_AT_MOST, 3)
    assert [each.since for each in silent] == [KICK_OFF - 3 * DAY] + [KICK_OFF] * (NAMED_AT_MOST - 1)
    assert silent[0].people == (f"UMENTEE{len(pairs) - 1}", f"UMENTOR{len(pairs) - 1}")
    assert say.key == f"no-news:1:{BEGINS + SILENT_FOR:%Y-%m-%dT%H}:{COORDINATOR}"


async def test_the_message_waits_for_the_last_page_and_holds_all_of_them(each_storage: Storage) -> None:
    walk, pairs = await many(each_storage, 5)
    await reminded(walk)
    now, said = BEGINS + SILENT_FOR, list[Say]()

    after: int | None = 0
    while after is not None:
        assert said == []
        async with each_storage.transaction() as tx:
            after = await no_news.look(tx, TEAM, CONTENT.journeys, now, keeping(said), after=after, limit=2)

    assert [len(said), len(names_in(said[0]))] == [1, len(pairs)]
    assert await walk.look(now) == []


async def test_what_an_interrupted_look_noted_is_told_by_the_next(storage: Storage) -> None:
    walk, pairs = await many(storage, 4)
    await reminded(walk)
    async with storage.transaction() as tx:
        await no_news.look(tx, TEAM, CONTENT.journeys, BEGINS + SILENT_FOR, keeping([]), limit=2)

    (said,) = await walk.look(BEGINS + SILENT_FOR + EASTER)

    assert len(names_in(said)) == len(pairs)


async def test_a_second_message_comes_a_week_later_at_the_earliest(storage: Storage) -> None:
    walk, pairs = await many(storage, 2)
    await reminded(walk)
    now = BEGINS + SILENT_FOR
    for state, day, messages in ((RelationshipState.ENDED, 0, 1), (RelationshipState.ACTIVE, 6, 0)):
        async with storage.transaction() as tx:
            second = await tx.get(Relationship, pairs[1])
            assert second is not None
            second.state = state
        assert len(await walk.look(now + day * DAY)) == messages

    (said,) = await walk.look(now + 7 * DAY)
    assert names_in(said) == {("UMENTEE1", "UMENTOR1")}


async def test_what_is_found_over_a_weekend_comes_in_one_message_on_monday(storage: Storage) -> None:
    walk, pairs = await many(storage, 2)
    await reminded(walk)
    friday_evening = dt.datetime(2026, 4, 3, 19, tzinfo=dt.UTC)
    for days in range(2):
        async with storage.transaction() as tx:
            second = await tx.get(Relationship, pairs[1])
            assert second is not None
            second.state = RelationshipState.ACTIVE if days else RelationshipState.ENDED
        assert await walk.look(friday_evening + days * DAY) == []

    (say,) = await walk.look(friday_evening + 2 * DAY)

    assert len(names_in(say)) == 2
    assert say.due_at is not None
    assert say.due_at.date() == dt.date(2026, 4, 6)


async def test_what_is_not_true_any_more_is_not_told(storage: Storage) -> None:
    walk, pairs = await many(storage, 2)
    await reminded(walk)
    async with storage.transaction() as tx:
        await no_news.look(tx, TEAM, CONTENT.journeys, BEGINS + SILENT_FOR, keeping([]), limit=2)
        tx.add(
            Meeting(
                workspace_id=TEAM,
                relationship_id=pairs[0],
                held_on=(BEGINS + SILENT_FOR).date(),
                noted_by="UMENTEE0",
            )
        )

    (say,) = await walk.look(BEGINS + SILENT_FOR + EASTER)

    assert names_in(say) == {("UMENTEE1", "UMENTOR1")}


async def test_what_ended_before_it_was_told_and_who_no_longer_coordinates_are_left_out(storage: Storage) -> None:
    walk, pairs = await many(storage, 3)
    await reminded(walk)
    async with storage.transaction() as tx:
        tx.add(coordinating("UNEW"))
    async with storage.transaction() as tx:
        await no_news.look(tx, TEAM, CONTENT.journeys, BEGINS + SILENT_FOR, keeping([]), limit=2)
    async with storage.transaction() as tx:
        ended = await tx.get(Relationship, pairs[0])
        gone = await tx.get(ProgrammeCoordinator, (1, "UNEW"))
        assert ended is not None
        ended.state = RelationshipState.ENDED
        await tx.delete(gone)

    (said,) = await walk.look(BEGINS + SILENT_FOR + EASTER)

    assert said.to == ToPerson(slack_id=COORDINATOR)
    assert names_in(said) == {("UMENTEE1", "UMENTOR1"), ("UMENTEE2", "UMENTOR2")}


async def test_a_programme_that_cannot_be_told_of_holds_up_no_other(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    walk, _ = await many(storage, 1)
    await begin(storage, [ASTA, CHIDI])
    await reminded(walk)
    async with storage.transaction() as tx:
        await no_news.look(tx, TEAM, CONTENT.journeys, BEGINS + SILENT_FOR, keeping([]), limit=1)
        programme = await tx.get(Programme, 1)
        assert programme is not None
        rules, programme.rules = programme.rules, {"no": "such rule"}

    (said,) = await walk.look(BEGINS + SILENT_FOR)
    assert names_in(said) == {(ASTA.id, CHIDI.id)}
    assert "news_not_told" in [each.message for each in caplog.records]

    async with storage.transaction() as tx:
        programme = await tx.get(Programme, 1)
        assert programme is not None
        programme.rules = rules
    (said,) = await walk.look(BEGINS + SILENT_FOR)
    assert names_in(said) == {("UMENTEE0", "UMENTOR0")}


async def test_each_coordinator_is_told_in_their_own_working_hours(storage: Storage) -> None:
    walk, _ = await many(storage, 2)
    async with storage.transaction() as tx:
        tx.add(coordinating("UTOKYO"))
        person = await tx.get(Person, (TEAM, COORDINATOR))
        assert person is not None
        tx.add(Person(**facts_of(person) | {"slack_id": "UTOKYO", "zone": "Asia/Tokyo"}))

    told = {say.to: say.due_at for say in await silence(walk)}

    now = BEGINS + SILENT_FOR  # Wednesday at nine in Copenhagen, in summer time, and at 16 in Tokyo
    assert told == {ToPerson(slack_id=COORDINATOR): now, ToPerson(slack_id="UTOKYO"): now}


# What the tests say in a word

SILENT_FOR = dt.timedelta(days=30)
EASTER = dt.timedelta(days=6)  # on whose days off nothing is looked at


async def many(storage: Storage, count: int) -> tuple[Walk, list[int]]:
    """So many pairs in one programme; and their ids."""
    await a_town(storage)
    pairs = [
        await begin(
            storage,
            [Somebody(id=f"UMENTEE{number}", role=Role.MENTEE), Somebody(id=f"UMENTOR{number}", role=Role.MENTOR)],
        )
        for number in range(count)
    ]
    async with storage.transaction() as tx:
        for pair in pairs:
            row = await tx.get(Relationship, pair)
            assert row is not None
            row.programme_id = 1
    return Walk(storage=storage), pairs


async def reminded(walk: Walk) -> None:
    """Everybody was reminded of their first meeting in the second week."""
    async with walk.storage.transaction() as tx:
        await tx.execute(
            update(Nudge)
            .where(Nudge.step == "first-meeting-reminder")
            .values(state=NudgeState.SENT, decided_at=BEGINS + 9 * DAY)
        )


async def silence(walk: Walk) -> list[Say]:
    """What coordinators are told on the day on which it is long enough."""
    await reminded(walk)
    return await walk.look(BEGINS + SILENT_FOR)


def names_in(say: Say) -> set[tuple[str, ...]]:
    silent = say.args["silent"]
    assert isinstance(silent, tuple)
    return {each.people for each in silent}


def coordinating(slack_id: str) -> ProgrammeCoordinator:
    return ProgrammeCoordinator(
        programme_id=1, slack_id=slack_id, workspace_id=TEAM, appointed_by=slack_id, appointed_at=BEGINS
    )


def facts_of(person: Person) -> dict[str, object]:
    return {column.key: getattr(person, column.key) for column in Person.__table__.columns}
