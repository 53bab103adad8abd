"""Check-ins: the first answer settles the question, ratings stay with the person, help is offered in private."""

import asyncio
import datetime as dt

import pytest

from mentoring import check_ins
from mentoring.errors import GoneError, NotAllowedError
from mentoring.say import InPlaceOf
from storage import Storage, outbox
from storage.models.delivery import Outgoing
from storage.models.journey import CheckIn, Meeting
from storage.models.relationships import Relationship, RelationshipMember
from storage.queries import answers
from storage.states import CheckInAnswer, Kind, NudgeState, RelationshipState
from tests.mentoring.journeying import (
    ASTA,
    CHIDI,
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

NOW = dt.datetime(2026, 4, 9, 8, tzinfo=dt.UTC)
MET, NOT_YET, HELP = CheckInAnswer.MET, CheckInAnswer.NOT_YET, CheckInAnswer.HELP


@pytest.fixture
async def relationship(storage: Storage) -> int:
    await a_town(storage)
    return await begin(storage, [ASTA, CHIDI])


async def ask(storage: Storage, relationship: int, now: dt.datetime = NOW) -> int:
    async with storage.transaction() as tx:
        return await check_ins.ask(tx, TEAM, relationship, now)


async def answer(
    storage: Storage, check_in: int, who: str, given: CheckInAnswer, now: dt.datetime = NOW
) -> list[tuple[str, str]]:
    """Each message that follows: its name, and in whose direct messages."""
    async with storage.transaction() as tx:
        says = await check_ins.answer(tx, actor(who), now, check_in, given, pressed_by(who))
    return [(say.message, say.to.slack_id) for say in says if isinstance(say.to, InPlaceOf)]


async def meetings(storage: Storage, relationship: int) -> dict[int, tuple[dt.date, int]]:
    async with storage.read() as tx:
        return await answers.meetings_noted(tx, TEAM, [relationship])


async def test_we_met_notes_the_day_and_asks_for_a_rating(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    assert await answer(storage, check_in, ASTA.id, MET) == [("check_in_met", ASTA.id)]

    assert await meetings(storage, relationship) == {relationship: (NOW.date(), 1)}


async def test_the_day_of_a_meeting_is_the_local_one(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)
    late = dt.datetime(2026, 4, 9, 22, 30, tzinfo=dt.UTC)  # half past midnight in Copenhagen

    await answer(storage, check_in, ASTA.id, MET, late)

    assert await meetings(storage, relationship) == {relationship: (dt.date(2026, 4, 10), 1)}


async def test_both_saying_that_they_met_is_one_meeting(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    await answer(storage, check_in, ASTA.id, MET)
    await answer(storage, check_in, CHIDI.id, MET)

    assert await meetings(storage, relationship) == {relationship: (NOW.date(), 1)}


async def test_pressing_twice_changes_nothing(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    first = await answer(storage, check_in, ASTA.id, MET)

    assert await answer(storage, check_in, ASTA.id, MET) == first
    assert await meetings(storage, relationship) == {relationship: (NOW.date(), 1)}


async def test_two_presses_at_once_are_one_answer(each_storage: Storage) -> None:
    await a_town(each_storage)
    check_in = await ask(each_storage, await begin(each_storage, [ASTA, CHIDI]))

    presses = (answer(each_storage, check_in, ASTA.id, MET) for _ in range(6))

    assert await asyncio.gather(*presses) == [[("check_in_met", ASTA.id)]] * 6


async def test_another_answer_afterwards_is_refused(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)
    await answer(storage, check_in, ASTA.id, NOT_YET)

    with pytest.raises(check_ins.AlreadyAnsweredError):
        await answer(storage, check_in, ASTA.id, MET)

    assert await meetings(storage, relationship) == {}


async def test_not_yet_brings_an_idea_and_no_meeting(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    assert await answer(storage, check_in, ASTA.id, NOT_YET) == [("check_in_not_yet", ASTA.id)]

    assert await meetings(storage, relationship) == {}


async def test_a_partner_not_yet_asked_is_never_asked(storage: Storage) -> None:
    await a_town(storage)
    walk = Walk(storage=storage)
    early_and_late = (PEERS[1], PEERS[0])
    relationship = await begin(storage, early_and_late, Kind.PEER_GROUP)
    await walk.until(dt.datetime(2026, 3, 18, 6, 30, tzinfo=dt.UTC))
    (asked,) = walk.about("check_in")

    await answer(storage, int(str(asked.say.args["check_in_id"])), asked.to, MET, asked.at)
    await walk.until(dt.datetime(2026, 3, 19, tzinfo=dt.UTC))

    assert [each.to for each in walk.about("check_in")] == [early_and_late[0].id]
    settled = await nudges_of(storage, relationship, NudgeState.SETTLED)
    assert [(row.step, row.recipient) for row in settled] == [("check-in", early_and_late[1].id)]


@pytest.mark.parametrize("given", [MET, NOT_YET])
async def test_a_partner_already_asked_reads_whether_a_meeting_was_noted_and_can_have_help(
    storage: Storage, relationship: int, given: CheckInAnswer
) -> None:
    check_in = await ask(storage, relationship)
    async with storage.transaction() as tx:
        await outbox.add(
            tx,
            outbox.Draft(
                workspace=TEAM,
                key="nudge:asked-chidi",
                kind="check_in",
                to=outbox.ToPerson(CHIDI.id),
                payload={"text": "?"},
                lane=outbox.Lane.NUDGE,
                due_at=NOW,
                relationship_id=relationship,
            ),
        )
        row = await tx.get(Outgoing, 1)
        assert row is not None
        row.ts = "77.7"

    async with storage.transaction() as tx:
        _, settled = await check_ins.answer(tx, actor(ASTA.id), NOW, check_in, given, pressed_by(ASTA.id))

    assert settled.message == "check_in_settled"
    assert settled.to == InPlaceOf(channel="DUCHIDI", ts="77.7", slack_id=CHIDI.id)
    assert settled.args == {"check_in_id": check_in, "met": given is MET}
    assert await answer(storage, check_in, CHIDI.id, HELP) == [("help_offer", CHIDI.id)]


async def test_asking_for_help_leaves_the_partners_question_open(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    assert await answer(storage, check_in, ASTA.id, HELP) == [("help_offer", ASTA.id)]

    async with storage.read() as tx:
        assert not await check_ins.is_answered_lately(tx, TEAM, relationship, NOW)


async def test_a_week_later_it_is_a_new_question(storage: Storage, relationship: int) -> None:
    first = await ask(storage, relationship)

    assert await ask(storage, relationship, NOW + dt.timedelta(days=3)) == first
    assert await ask(storage, relationship, NOW + dt.timedelta(days=7)) != first


@pytest.mark.parametrize(("rating", "follows"), [(1, "help_offer"), (2, "help_offer"), (3, "noted"), (5, "noted")])
async def test_a_low_rating_privately_offers_help(
    storage: Storage, relationship: int, rating: int, follows: str
) -> None:
    check_in = await ask(storage, relationship)
    await answer(storage, check_in, ASTA.id, MET)

    async with storage.transaction() as tx:
        say = await check_ins.rate(tx, actor(ASTA.id), NOW, check_in, rating, pressed_by(ASTA.id))
        reply = await answers.reply(tx, TEAM, check_in, ASTA.id)

    assert say.message == follows
    assert "rating" not in say.args
    assert reply is not None
    assert reply.rating == rating


async def test_rating_what_was_not_answered_is_refused(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    with pytest.raises(GoneError):
        async with storage.transaction() as tx:
            await check_ins.rate(tx, actor(ASTA.id), NOW, check_in, 4, pressed_by(ASTA.id))


async def test_somebody_elses_button_is_refused(storage: Storage, relationship: int) -> None:
    await begin(storage, [PEERS[0], PEERS[1]], Kind.PEER_GROUP)
    check_in = await ask(storage, relationship)

    with pytest.raises(NotAllowedError):
        await answer(storage, check_in, PEERS[0].id, MET)

    assert await meetings(storage, relationship) == {}


async def test_a_button_of_another_workspace_means_nothing(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)
    async with storage.transaction() as tx:
        row = await tx.get(CheckIn, check_in)
        assert row is not None
        row.workspace_id = "TOTHER"

    with pytest.raises(GoneError):
        await answer(storage, check_in, ASTA.id, MET)


async def test_after_the_end_and_after_leaving_nothing_more_is_noted(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)
    async with storage.transaction() as tx:
        member = await tx.get(RelationshipMember, (relationship, 1))
        assert member is not None
        member.left_at = NOW
    with pytest.raises(check_ins.RelationshipOverError):
        await answer(storage, check_in, ASTA.id, MET)

    async with storage.transaction() as tx:
        row = await tx.get(Relationship, relationship)
        assert row is not None
        row.state = RelationshipState.ENDED
    with pytest.raises(check_ins.RelationshipOverError):
        await answer(storage, check_in, CHIDI.id, MET)


async def test_a_stale_button_is_answered_with_what_comes(storage: Storage, relationship: int) -> None:
    check_in = await ask(storage, relationship)

    with pytest.raises(check_ins.QuestionClosedError):
        await answer(storage, check_in, ASTA.id, MET, NOW + dt.timedelta(days=31))


@pytest.mark.parametrize(("now", "goes_on"), [(NOW, "yes"), (dt.datetime(2026, 9, 2, 8, tzinfo=dt.UTC), "no")])
async def test_a_refusal_promises_no_check_in_once_the_programme_is_over(
    storage: Storage, relationship: int, now: dt.datetime, goes_on: str
) -> None:
    check_in = await ask(storage, relationship, now - dt.timedelta(days=31))
    newer = await ask(storage, relationship, now)
    await answer(storage, newer, ASTA.id, NOT_YET, now)

    for refused, pressed in ((check_ins.QuestionClosedError, check_in), (check_ins.AlreadyAnsweredError, newer)):
        with pytest.raises(refused) as refusal:
            await answer(storage, pressed, ASTA.id, MET, now)
        assert refusal.value.args_for_words["goes_on"] == goes_on


async def test_whoever_was_never_asked_is_not_asked_since_the_last_time(storage: Storage) -> None:
    await a_town(storage)
    walk = Walk(storage=storage)
    early, late = PEERS[1], PEERS[0]
    await begin(storage, (early, late), Kind.PEER_GROUP)

    async def first_answered(walk: Walk, heard: Heard) -> None:
        if heard.say.message == "check_in" and len(walk.about("check_in")) == 1:
            await answer(storage, int(str(heard.say.args["check_in_id"])), heard.to, MET, heard.at)

    await walk.until(dt.datetime(2026, 5, 1, tzinfo=dt.UTC), first_answered)

    first, again, *_ = walk.about("check_in")
    assert (first.to, first.say.args["is_first"], first.say.args["met"]) == (early.id, True, None)
    assert (again.to, again.say.args["is_first"]) == (early.id, False)
    never_asked = next(each for each in walk.about("check_in") if each.to == late.id)
    assert never_asked.say.args["is_first"]
    assert never_asked.say.args["met"] == first.at.date()


async def test_two_meetings_on_two_days_are_two(storage: Storage, relationship: int) -> None:
    for days in (0, 14):
        now = NOW + dt.timedelta(days=days)
        await answer(storage, await ask(storage, relationship, now), ASTA.id, MET, now)

    async with storage.read() as tx:
        rows = [await tx.get(Meeting, number) for number in (1, 2)]
    assert [row.held_on for row in rows if row is not None] == [dt.date(2026, 4, 9), dt.date(2026, 4, 23)]


async def test_an_answer_that_comes_late_leaves_the_newer_question_open(storage: Storage, relationship: int) -> None:
    first = await ask(storage, relationship)
    later = NOW + dt.timedelta(days=14)
    await ask(storage, relationship, later)
    newer = outbox.Draft(
        workspace=TEAM,
        key="newer",
        kind="check_in",
        to=outbox.ToPerson(CHIDI.id),
        payload={"text": "Did you meet?"},
        lane=outbox.Lane.NUDGE,
        due_at=later,
        relationship_id=relationship,
    )
    async with storage.transaction() as tx:
        await outbox.add(tx, newer)
        sent = await tx.get(Outgoing, 1)
        assert sent is not None
        sent.ts = "2.2"

    said = await answer(storage, first, ASTA.id, MET, later + dt.timedelta(days=1))

    assert said == [("check_in_met", ASTA.id)]
