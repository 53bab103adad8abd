"""No news: first a reminder, then a word to the coordinators, once in each spell, from dates and presses alone."""

import datetime as dt

import pytest

from mentoring import check_ins, nudges
from mentoring.say import Say, ToPerson
from storage import Storage
from storage.models.people import Pause
from storage.states import CheckInAnswer, Kind, NudgeState
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    COORDINATOR,
    PEERS,
    TEAM,
    Heard,
    Walk,
    a_town,
    actor,
    begin,
    nudges_of,
    pressed_by,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
async def walk(storage: Storage) -> Walk:
    await a_town(storage)
    return Walk(storage=storage)


async def day_by_day(walk: Walk, days: int, answer: CheckInAnswer | None = None) -> list[Say]:
    """Walk so many days, looking each morning; what coordinators were told."""
    told: list[Say] = []

    async def press(walk: Walk, heard: Heard) -> None:
        if answer is not None and heard.say.message == "check_in":
            async with walk.storage.transaction() as tx:
                check_in = int(str(heard.say.args["check_in_id"]))
                await check_ins.answer(tx, actor(heard.to), heard.at, check_in, answer, pressed_by(heard.to))

    for number in range(1, days + 1):
        await walk.until(BEGINS + number * DAY, press)
        told += await walk.look(BEGINS + number * DAY)
    return told


async def test_silence_brings_reminders_then_one_word_to_the_coordinator(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])

    told = await day_by_day(walk, 90)

    assert [(say.message, say.to) for say in told] == [("no_news", ToPerson(slack_id=COORDINATOR))]
    assert told[0].args["people"] == (ASTA.id, CHIDI.id)
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
    assert len(walk.about("meeting_reminder")) >= 2


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
