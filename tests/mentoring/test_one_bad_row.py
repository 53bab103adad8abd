"""One row that cannot be decided on, rendered or carried out holds up nobody else."""

import datetime as dt

import pytest

from mentoring import due, intents, no_news
from mentoring.say import Say, ToPerson, Voice
from storage import Storage
from storage.models.people import Participant
from storage.models.programmes import Intent
from storage.states import IntentKind, NudgeState, Role
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    CONTENT,
    COORDINATOR,
    TEAM,
    Somebody,
    a_town,
    begin,
    keeping,
    nudges_of,
)

UMA = Somebody(id="UUMA", role=Role.MENTEE)
PEDRO = Somebody(id="UPEDRO", role=Role.MENTOR)
NOON = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
async def pairs(storage: Storage) -> tuple[int, int]:
    """A pair in which something is about to go wrong, and another."""
    await a_town(storage)
    return await begin(storage, [ASTA, CHIDI]), await begin(storage, [UMA, PEDRO])


async def spoil(storage: Storage, who: Somebody, **columns: str) -> None:
    async with storage.transaction() as tx:
        row = await tx.get(Participant, (TEAM, who.id))
        assert row is not None
        for name, value in columns.items():
            setattr(row, name, value)


async def decide(storage: Storage, now: dt.datetime, voice: Voice) -> int:
    async with storage.transaction() as tx:
        return await due.next_batch(tx, CONTENT, now, voice)


async def decide_minute_by_minute(storage: Storage, since: dt.datetime, voice: Voice) -> int:
    """Half an hour, over which what is late is spread; how many were decided on in its last minute."""
    for minutes in range(30):
        await decide(storage, since + minutes * MINUTE, voice)
    return await decide(storage, since + 30 * MINUTE, voice)


def all_but(who: Somebody, said: list[Say]) -> Voice:
    """A voice that finds no words for one person."""
    keep = keeping(said)

    async def voice(workspace: str, say: Say) -> None:
        if say.to == ToPerson(slack_id=who.id):
            raise KeyError("a prompt that is gone")
        await keep(workspace, say)

    return voice


@pytest.mark.parametrize("columns", [{"works_from": "early"}, {"weekdays": "on Mondays"}])
async def test_a_person_whose_hours_cannot_be_read_holds_up_nobody(
    storage: Storage, pairs: tuple[int, int], columns: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    await spoil(storage, ASTA, **columns)
    said: list[Say] = []

    left = await decide_minute_by_minute(storage, NOON, keeping(said))

    assert [say.to for say in said] == [ToPerson(slack_id=UMA.id)]
    assert left == 0
    first, *_ = await nudges_of(storage, pairs[0], NudgeState.PLANNED)
    assert (first.due_at, first.failing_since) == (NOON + HOUR, NOON)
    assert [vars(each)["nudge"] for each in caplog.records if each.message == "nudge_failed"] == [first.id]


async def test_what_cannot_be_put_into_words_leaves_no_trace_and_is_said_once_it_can(
    storage: Storage, pairs: tuple[int, int]
) -> None:
    said: list[Say] = []

    await decide_minute_by_minute(storage, NOON, all_but(ASTA, said))

    first, *_ = await nudges_of(storage, pairs[0], NudgeState.PLANNED)
    assert NOON + HOUR <= first.due_at <= NOON + HOUR + 30 * MINUTE
    assert first.prompt_id is None
    await decide(storage, first.due_at, keeping(said))
    assert [say.to for say in said] == [ToPerson(slack_id=UMA.id), ToPerson(slack_id=ASTA.id)]
    (sent,) = await nudges_of(storage, pairs[0], NudgeState.SENT)
    assert (sent.id, sent.failing_since) == (first.id, None)


async def test_what_fails_for_a_day_is_given_up_aloud(
    storage: Storage, pairs: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    await spoil(storage, ASTA, works_from="early")
    first, *_ = await nudges_of(storage, pairs[0], NudgeState.PLANNED)

    for hours in range(25):
        await decide(storage, NOON + hours * HOUR, keeping([]))

    (given_up,) = await nudges_of(storage, pairs[0], NudgeState.SKIPPED)
    assert given_up.id == first.id
    assert [vars(each)["nudge"] for each in caplog.records if each.message == "nudge_given_up"] == [first.id]


async def test_a_relationship_that_cannot_be_looked_at_does_not_hide_the_others(
    storage: Storage, pairs: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    await spoil(storage, ASTA, works_from="early")

    async with storage.transaction() as tx:
        assert await no_news.look(tx, TEAM, CONTENT.journeys, BEGINS + 42 * DAY, keeping([])) is None

    reminded = [[row for row in await nudges_of(storage, pair) if row.step == "no-meeting-noted"] for pair in pairs]
    assert [len(rows) for rows in reminded] == [0, 1]
    assert [vars(each)["relationship"] for each in caplog.records if each.message == "look_failed"] == [pairs[0]]


async def test_an_act_that_fails_is_left_and_the_next_is_carried_out(
    storage: Storage, pairs: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    del pairs
    said: list[Say] = []
    async with storage.transaction() as tx:
        for subject in (1, 2):
            tx.add(
                Intent(
                    workspace_id=TEAM,
                    kind=IntentKind.END_PROGRAMME,
                    subject_id=subject,
                    asked_by=COORDINATOR,
                    asked_at=NOON,
                )
            )

    async with storage.transaction() as tx:
        failed = await intents.carry_on(tx, NOON, CONTENT.journeys, all_but(ASTA, said))
    assert failed is not None
    assert failed.failed
    async with storage.transaction() as tx:
        leaving = {failed.intent_id}
        done = await intents.carry_on(tx, NOON, CONTENT.journeys, all_but(ASTA, said), leaving=leaving)
        assert await intents.carry_on(tx, NOON, CONTENT.journeys, all_but(ASTA, said), leaving=leaving) is None

    assert done is not None
    assert not done.failed
    assert [say.to for say in said] == [ToPerson(slack_id=UMA.id), ToPerson(slack_id=PEDRO.id)]
    assert [vars(each)["intent"] for each in caplog.records if each.message == "intent_failed"] == [failed.intent_id]
    said.clear()
    async with storage.transaction() as tx:
        await intents.carry_on(tx, NOON + HOUR, CONTENT.journeys, keeping(said))
    assert [say.to for say in said] == [ToPerson(slack_id=ASTA.id), ToPerson(slack_id=CHIDI.id)]
