"""What was not delivered: whose it is to look after, what is said of it, and what can be done about it."""

import asyncio
import datetime as dt

import pytest

from handlers.views.messages import MESSAGES
from mentoring import access, undelivered
from mentoring.digests import DIGEST
from mentoring.errors import GoneError, MentoringError
from mentoring.message_sorts import NOTES, SORTS, Sort, sort_of
from mentoring.undelivered import Line, Listed
from storage import Storage, outbox
from storage.models.delivery import Outgoing
from storage.models.relationships import Relationship
from storage.outbox import MessageState, ToChannel, ToConversation, ToPerson
from storage.queries.undelivered import MOST
from storage.states import Role
from tests.enrolments import add_coordinator, add_person, enrol
from tests.mentoring.journeying import ASTA, CHIDI, COORDINATOR, TEAM, Walk, a_town, actor, begin
from tests.programmes import add_programme
from tests.undelivered import undelivered as plant

NOW = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)  # a Tuesday
AN_HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ADMIN, NAMED = "UADMIN", "UNAMED"


async def a_house(storage: Storage) -> int:
    """A programme of the coordinator's, an admin who runs nothing, and somebody with a place; the programme's id."""
    await a_town(storage)
    for slack_id, is_admin in ((ADMIN, True), (NAMED, False), (ASTA.id, False), (CHIDI.id, False)):
        await add_person(storage, TEAM, slack_id, is_admin=is_admin)
    return await add_programme(storage, TEAM, coordinator=COORDINATOR, contact="UCONTACT")


async def list_for(storage: Storage, who: str, **more: object) -> Listed:
    async with storage.read() as tx:
        return await undelivered.look(tx, actor(who), NOW, named=frozenset({NAMED}), **more)  # type: ignore[arg-type]  # as given


def only(listed: Listed) -> Line:
    (line,) = listed.lines
    return line


async def try_again(storage: Storage, who: str, *ids: int) -> bool:
    async with storage.transaction() as tx:
        return await undelivered.try_again(tx, actor(who), NOW, ids, named=frozenset({NAMED}))


async def leave(storage: Storage, who: str, *ids: int) -> bool:
    async with storage.transaction() as tx:
        return await undelivered.leave(tx, actor(who), ids, named=frozenset({NAMED}))


# What is said of it


def test_of_every_message_somebody_has_thought_what_others_may_know() -> None:
    assert SORTS.keys() | NOTES == MESSAGES.keys() | {"answer", DIGEST}
    assert not SORTS.keys() & NOTES
    assert set(SORTS.values()) | {Sort.NOTE} == set(Sort)


async def test_a_message_says_for_whom_it_was_and_why_it_failed(each_storage: Storage) -> None:
    programme_id = await a_house(each_storage)
    place = await enrol(each_storage, TEAM, programme_id, ASTA.id, Role.MENTEE)
    id_ = await plant(each_storage, TEAM, "prompt", due_at=NOW - AN_HOUR, enrolment_id=place)

    listed = await list_for(each_storage, COORDINATOR)
    assert only(listed) == Line(
        ids=(id_,),
        sorts=(Sort.STARTER,),
        state=MessageState.DEAD,
        target=outbox.Target.PERSON,
        people=(ASTA.id,),
        channel=None,
        programme="Across the house",
        error="user_not_found",
        first_due=NOW - AN_HOUR,
        last_due=NOW - AN_HOUR,
    )
    assert (listed.count, listed.older) == (1, 0)


@pytest.mark.parametrize("kind", sorted(NOTES))
async def test_an_answer_bears_no_name_and_is_no_coordinators(storage: Storage, kind: str) -> None:
    await a_town(storage)
    await add_person(storage, TEAM, ADMIN, is_admin=True)
    together = await begin(storage, [ASTA, CHIDI])
    await plant(storage, TEAM, kind, due_at=NOW - AN_HOUR, relationship_id=together)

    assert not (await list_for(storage, COORDINATOR)).lines
    line = only(await list_for(storage, ADMIN))
    assert (line.sorts, line.people, line.programme) == ((Sort.NOTE,), (), None)


def test_a_pause_is_not_told_by_what_could_not_be_delivered() -> None:
    assert sort_of("partner_away") is sort_of("answer") is Sort.NOTE


def test_a_yes_a_no_and_a_question_taken_back_are_told_alike() -> None:
    assert sort_of("question_answered") is sort_of("question_withdrawn") is Sort.NOTE
    assert sort_of("matched") is sort_of("not_yet_matched") is Sort.PLACE


def test_what_an_older_version_called_a_message_is_a_note() -> None:
    assert sort_of("a_kind_of_1999") is Sort.NOTE


async def test_a_group_and_a_channel_are_named(storage: Storage) -> None:
    await a_town(storage)
    together = await begin(storage, [ASTA, CHIDI])
    async with storage.read() as tx:
        row = await tx.get_one(Relationship, together)
    await plant(
        storage,
        TEAM,
        "kick_off",
        due_at=NOW - AN_HOUR,
        to=ToConversation(row.conversation_id),
        state=MessageState.MAYBE_SENT,
        relationship_id=together,
    )
    await plant(
        storage, TEAM, "announcement", due_at=NOW - 2 * AN_HOUR, to=ToChannel("C1"), programme_id=row.programme_id
    )
    introduction, announcement = (await list_for(storage, COORDINATOR)).lines
    assert set(introduction.people) == {ASTA.id, CHIDI.id}
    assert introduction.may_come_twice
    assert (announcement.channel, announcement.people) == ("C1", ())
    assert not announcement.may_come_twice, "Slack certainly did not take it"


async def test_what_failed_alike_for_one_person_is_one_line(storage: Storage) -> None:
    programme_id = await a_house(storage)
    for hours, kind, who in ((1, "check_in", ASTA), (2, "prompt", ASTA), (3, "check_in", ASTA), (4, "prompt", CHIDI)):
        await plant(storage, TEAM, kind, due_at=NOW - hours * AN_HOUR, to=ToPerson(who.id), programme_id=programme_id)
    await plant(storage, TEAM, "prompt", due_at=NOW - 5 * AN_HOUR, error="unreachable", programme_id=programme_id)
    await plant(storage, TEAM, "prompt", due_at=NOW, state=MessageState.EXPIRED, programme_id=programme_id)

    listed = await list_for(storage, COORDINATOR)
    assert [(line.people, len(line.ids), line.sorts) for line in listed.lines] == [
        ((ASTA.id,), 1, (Sort.STARTER,)),
        ((ASTA.id,), 3, (Sort.CHECK_IN, Sort.STARTER)),
        ((CHIDI.id,), 1, (Sort.STARTER,)),
        ((ASTA.id,), 1, (Sort.STARTER,)),
    ]
    assert listed.count == 6
    assert (listed.lines[1].first_due, listed.lines[1].last_due) == (NOW - 3 * AN_HOUR, NOW - AN_HOUR)


async def test_ten_lines_are_a_page(storage: Storage) -> None:
    programme_id = await a_house(storage)
    for hours in range(23):
        await plant(
            storage, TEAM, "prompt", due_at=NOW - hours * AN_HOUR, state=MessageState.EXPIRED, programme_id=programme_id
        )
    pages = [await list_for(storage, COORDINATOR, page=page) for page in (0, 1, 2, 7)]
    assert [(page.page, len(page.lines), page.has_more) for page in pages] == [
        (0, 10, True),
        (1, 10, True),
        (2, 3, False),
        (2, 3, False),
    ]
    assert {page.count for page in pages} == {23}


async def test_what_is_old_is_counted_and_not_listed(each_storage: Storage) -> None:
    programme_id = await a_house(each_storage)
    await plant(each_storage, TEAM, "prompt", due_at=NOW - 31 * A_DAY, programme_id=programme_id)
    await plant(each_storage, TEAM, "answer", due_at=NOW - 31 * A_DAY)
    listed = await list_for(each_storage, COORDINATOR)
    assert (listed.lines, listed.count, listed.older) == ((), 0, 1)
    assert (await list_for(each_storage, ADMIN)).older == 1


# Whose it is to look after


async def test_each_sees_what_is_theirs_to_look_after(each_storage: Storage) -> None:
    ours = await a_house(each_storage)
    theirs = await add_programme(each_storage, TEAM, coordinator=ADMIN, contact="UCONTACT", name="Peers")
    await plant(each_storage, TEAM, "prompt", due_at=NOW, programme_id=ours)
    await plant(each_storage, TEAM, "check_in", due_at=NOW, programme_id=theirs)
    await plant(each_storage, TEAM, "answer", due_at=NOW)

    async def sorts(who: str, **more: object) -> set[Sort]:
        return {sort for line in (await list_for(each_storage, who, **more)).lines for sort in line.sorts}

    assert await sorts(COORDINATOR) == {Sort.STARTER}
    assert await sorts(ADMIN) == {Sort.CHECK_IN, Sort.NOTE}
    assert await sorts(ADMIN, programme_id=theirs) == {Sort.CHECK_IN}
    assert await sorts(NAMED) == {Sort.NOTE}
    with pytest.raises(access.NotForYouError):
        await list_for(each_storage, ASTA.id)
    with pytest.raises(access.NotForYouError):
        await list_for(each_storage, COORDINATOR, programme_id=theirs)
    with pytest.raises(GoneError):
        await list_for(each_storage, COORDINATOR, programme_id=4711)


async def test_however_much_others_have_to_look_after_one_sees_ones_own(each_storage: Storage) -> None:
    ours = await a_house(each_storage)
    theirs = await add_programme(each_storage, TEAM, coordinator=CHIDI.id, contact="UCONTACT", name="Peers")
    id_ = await plant(each_storage, TEAM, "prompt", due_at=NOW - A_DAY, programme_id=ours)
    nobodys = await plant(each_storage, TEAM, "answer", due_at=NOW - A_DAY)
    await multiply(each_storage, await plant(each_storage, TEAM, "prompt", due_at=NOW, programme_id=theirs), by=MOST)

    assert only(await list_for(each_storage, COORDINATOR)).ids == (id_,)
    assert only(await list_for(each_storage, NAMED)).ids == (nobodys,)
    async with each_storage.read() as tx:
        untold = await undelivered.untold(tx, TEAM, NOW)
    assert untold == {(ours, COORDINATOR): 1, (theirs, CHIDI.id): MOST}


async def multiply(storage: Storage, id_: int, *, by: int) -> None:
    """As many messages like this one."""
    async with storage.transaction() as tx:
        row = await tx.get_one(Outgoing, id_)
        facts = {each.name: getattr(row, each.name) for each in Outgoing.__table__.c if each.name not in {"id", "key"}}
        tx.add_all(Outgoing(key=f"{row.key}:{number}", **facts) for number in range(1, by))


@pytest.mark.parametrize(("who", "sees"), [(COORDINATOR, 1), (ADMIN, 1), (ASTA.id, 0)])
async def test_how_much_there_is_counts_what_one_looks_after(storage: Storage, who: str, sees: int) -> None:
    programme_id = await a_house(storage)
    await plant(storage, TEAM, "prompt", due_at=NOW, programme_id=programme_id)
    await plant(storage, TEAM, "answer", due_at=NOW)
    async with storage.read() as tx:
        assert await undelivered.count(tx, actor(who), NOW) == sees


@pytest.mark.parametrize("act", [try_again, leave])
async def test_nobody_else_can_do_anything_about_it(storage: Storage, act: object) -> None:
    programme_id = await a_house(storage)
    ours = await plant(storage, TEAM, "prompt", due_at=NOW, programme_id=programme_id)
    nobodys = await plant(storage, TEAM, "answer", due_at=NOW)
    for who, id_ in ((ASTA.id, ours), (ADMIN, ours), (COORDINATOR, nobodys), (ASTA.id, nobodys)):
        with pytest.raises(MentoringError):
            await act(storage, who, id_)  # type: ignore[operator]  # one of two functions
    with pytest.raises(GoneError):
        await act(storage, COORDINATOR, 4711)  # type: ignore[operator]  # as above
    assert only(await list_for(storage, COORDINATOR)).may_be_tried


# What can be done about it


async def test_what_is_tried_again_stays_in_its_place_and_says_so(each_storage: Storage) -> None:
    programme_id = await a_house(each_storage)
    first, second, third = [
        await plant(
            each_storage,
            TEAM,
            "prompt",
            due_at=NOW - hours * AN_HOUR,
            state=MessageState.MAYBE_SENT,
            programme_id=programme_id,
        )
        for hours in (1, 2, 3)
    ]
    assert await try_again(each_storage, COORDINATOR, second)
    lines = (await list_for(each_storage, COORDINATOR, tried=(second,))).lines
    assert [line.ids for line in lines] == [(first,), (second,), (third,)]
    assert [line.state for line in lines] == [MessageState.MAYBE_SENT, MessageState.UNKNOWN, MessageState.MAYBE_SENT]
    assert not lines[1].may_be_tried
    assert not lines[1].may_be_left


async def test_of_two_who_press_one_acts(storage: Storage) -> None:
    programme_id = await a_house(storage)
    await add_coordinator(storage, TEAM, programme_id, CHIDI.id)
    id_ = await plant(storage, TEAM, "prompt", due_at=NOW, programme_id=programme_id)
    assert await try_again(storage, COORDINATOR, id_)
    assert not await try_again(storage, CHIDI.id, id_)
    assert not await leave(storage, CHIDI.id, id_)


async def test_of_two_who_press_at_the_same_moment_one_acts(each_storage: Storage) -> None:
    programme_id = await a_house(each_storage)
    await add_coordinator(each_storage, TEAM, programme_id, CHIDI.id)
    id_ = await plant(each_storage, TEAM, "prompt", due_at=NOW, programme_id=programme_id)
    acted = await asyncio.gather(*(try_again(each_storage, who, id_) for who in (COORDINATOR, CHIDI.id)))
    assert sorted(acted) == [False, True]


async def test_what_came_too_late_can_only_be_left(storage: Storage) -> None:
    programme_id = await a_house(storage)
    id_ = await plant(storage, TEAM, "prompt", due_at=NOW, state=MessageState.EXPIRED, programme_id=programme_id)
    line = only(await list_for(storage, COORDINATOR))
    assert not line.may_be_tried
    assert not await try_again(storage, COORDINATOR, id_)
    assert await leave(storage, COORDINATOR, id_)
    assert not (await list_for(storage, COORDINATOR)).lines


async def test_a_whole_line_is_tried_again_or_left_by_one_press(storage: Storage) -> None:
    programme_id = await a_house(storage)
    for hours in range(3):
        await plant(storage, TEAM, "prompt", due_at=NOW - hours * AN_HOUR, programme_id=programme_id)
    ids = only(await list_for(storage, COORDINATOR)).ids
    assert await leave(storage, COORDINATOR, *ids)
    assert not (await list_for(storage, COORDINATOR)).lines


async def test_after_an_outage_all_is_tried_again_but_what_may_come_twice(each_storage: Storage) -> None:
    programme_id = await a_house(each_storage)
    other = await add_programme(each_storage, TEAM, coordinator=ADMIN, contact="UCONTACT", name="Peers")
    for number in range(120):
        to = ToPerson(f"U{number}")
        await plant(each_storage, TEAM, "prompt", due_at=NOW, to=to, error="unreachable", programme_id=programme_id)
    doubtful = MessageState.MAYBE_SENT
    await plant(
        each_storage,
        TEAM,
        "announcement",
        due_at=NOW,
        state=doubtful,
        to=ToChannel("C1"),
        programme_id=programme_id,
    )
    await plant(each_storage, TEAM, "prompt", due_at=NOW, state=MessageState.EXPIRED, programme_id=programme_id)
    await plant(each_storage, TEAM, "prompt", due_at=NOW, programme_id=other)
    await plant(each_storage, TEAM, "answer", due_at=NOW)

    assert (await list_for(each_storage, COORDINATOR)).safe == 120
    tried = []
    for _ in range(3):
        async with each_storage.transaction() as tx:
            tried.append(len(await undelivered.try_all(tx, actor(COORDINATOR), NOW)))
    assert tried == [100, 20, 0], "A transaction takes a hundred"
    left = await list_for(each_storage, COORDINATOR)
    assert {line.state for line in left.lines} == {MessageState.MAYBE_SENT, MessageState.EXPIRED}
    assert (await list_for(each_storage, ADMIN)).count == 2
    with pytest.raises(access.NotForYouError):
        async with each_storage.transaction() as tx:
            await undelivered.try_all(tx, actor(COORDINATOR), NOW, programme_id=other)


# What coordinators are told


async def told(storage: Storage, now: dt.datetime) -> list[tuple[str, object]]:
    said = await Walk(storage=storage).look(now)
    return [(say.message, say.args.get("count", say.args.get("undelivered"))) for say in said]


async def test_coordinators_hear_of_what_is_new_once_a_day(each_storage: Storage) -> None:
    programme_id = await a_house(each_storage)
    assert await told(each_storage, NOW) == []
    for _ in range(2):
        await plant(each_storage, TEAM, "prompt", due_at=NOW, programme_id=programme_id)

    assert await told(each_storage, NOW + AN_HOUR) == [("undelivered_news", 2)]
    await plant(each_storage, TEAM, "check_in", due_at=NOW + 2 * AN_HOUR, programme_id=programme_id)
    assert await told(each_storage, NOW + 3 * AN_HOUR) == [], "Once a day is enough"
    assert await told(each_storage, NOW + A_DAY + 2 * AN_HOUR) == [("undelivered_news", 1)]
    assert await told(each_storage, NOW + 2 * A_DAY + 3 * AN_HOUR) == [], "There is nothing new"


async def test_what_cannot_be_told_is_no_news(storage: Storage) -> None:
    programme_id = await a_house(storage)
    for kind in ("undelivered_news", "announcement", "answer", "help_offer"):
        await plant(storage, TEAM, kind, due_at=NOW, programme_id=programme_id)
    await plant(storage, TEAM, "prompt", due_at=NOW)
    assert await told(storage, NOW + AN_HOUR) == []


async def test_over_a_weekend_it_waits(storage: Storage) -> None:
    programme_id = await a_house(storage)
    friday_night = dt.datetime(2026, 3, 13, 19, tzinfo=dt.UTC)
    await plant(storage, TEAM, "prompt", due_at=friday_night, programme_id=programme_id)
    assert await told(storage, friday_night + AN_HOUR) == []
    assert await told(storage, friday_night + 3 * A_DAY) == [("undelivered_news", 1)]


async def test_it_comes_in_the_same_message_as_no_news(storage: Storage) -> None:
    await a_town(storage)
    together = await begin(storage, [ASTA, CHIDI])
    walk = Walk(storage=storage)
    heard: list[str] = []
    now = NOW + 15 * A_DAY
    while "no_news" not in heard:
        now += A_DAY
        await walk.until(now)
        if now.weekday() < 5:
            await plant(storage, TEAM, "prompt", due_at=now - AN_HOUR, relationship_id=together)
        heard = [message for message, count in await told(storage, now) if count]
        assert now < NOW + 80 * A_DAY
    assert heard == ["no_news"], "Not two in one day"
    assert await told(storage, now + AN_HOUR) == []
