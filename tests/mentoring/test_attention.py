"""The attention budget over several programmes: what comes together, what waits, what is left out, and that nobody is forgotten."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from mentoring import attention, courses, how_often
from mentoring.courses import Companion
from mentoring.digests import MOST_PARTS
from mentoring.nudges import GROUP
from mentoring.rules.budget import Budget, mentee_budget, mentor_budget
from mentoring.say import Say
from prompts.journeys import StepKind
from storage import Storage, dispatch, outbox
from storage.dispatch import Change
from storage.held import Message
from storage.models.delivery import MessageState, Outgoing
from storage.outbox import Draft, Lane, ToPerson
from storage.queries import departures
from storage.queries import journey as queries
from storage.states import Kind, NudgeState, Role, Unasked
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    CONTENT,
    KICK_OFF,
    OVER,
    PEERS,
    TEAM,
    Heard,
    Somebody,
    Walk,
    a_town,
    actor,
    begin,
    nudges_of,
)

A_DAY, EIGHT_WEEKS = dt.timedelta(days=1), dt.timedelta(weeks=8)
BO = Somebody(id="UBO", role=Role.MENTOR)


@pytest.fixture
async def walk(storage: Storage) -> Walk:
    await a_town(storage)
    return Walk(storage=storage)


async def wants(storage: Storage, who: Somebody, unasked: Unasked) -> None:
    async with storage.transaction() as tx:
        await how_often.choose(tx, actor(who.id), BEGINS, unasked)


def days_of(heard: Sequence[Heard], who: Somebody) -> list[dt.date]:
    return sorted(each.at.astimezone(ZoneInfo(who.zone)).date() for each in heard)


def assert_within(budget: Budget, days: Sequence[dt.date]) -> None:
    """In any stretch of a limit's days, on the person's own calendar, there are no more than it allows."""
    for limit in budget.limits:
        for last in days:
            allowed = limit.at(dt.datetime.combine(last, dt.time(), dt.UTC))
            held = [day for day in days if last - limit.window < day <= last]
            assert len(held) <= allowed, f"{len(held)} in {limit.window.days} days up to {last}: {held}"


def unasked_of(heard: Sequence[Heard]) -> list[Heard]:
    """What counts: a goodbye does not, nor what comes with it."""
    return [each for each in heard if "goodbye" not in parts_of([each])[0]]


def parts_of(heard: Sequence[Heard]) -> list[list[str]]:
    return [[say.message for say in each.says] for each in heard]


async def test_two_questions_on_one_day_come_together_and_count_once(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])

    await walk.until(BEGINS + dt.timedelta(days=20))

    (asked,) = [each for each in walk.to(ASTA.id) if each.say.message == "digest" and "check_in" in parts_of([each])[0]]
    assert [say.relationship_id for say in asked.says] in ([1, 2], [2, 1])
    sent = [row for each in (1, 2) for row in await nudges_of(walk.storage, each, NudgeState.SENT)]
    theirs = [row for row in sent if row.recipient == ASTA.id]
    assert sum(not row.is_merged for row in theirs) == len(walk.to(ASTA.id))
    assert_within(mentee_budget(BEGINS), days_of(walk.heard_by(ASTA), ASTA))


async def test_what_matters_most_is_read_first_and_no_more_than_three_things_come_together(walk: Walk) -> None:
    for number in range(5):
        await begin(walk.storage, [ASTA, Somebody(id=f"UM{number}", role=Role.MENTOR)])

    await walk.until(OVER)

    rank = {StepKind.MEETING_REMINDER: 2, StepKind.PROMPT: 3}
    sizes = Counter(len(each.says) for each in walk.to(ASTA.id))
    assert set(sizes) <= set(range(1, MOST_PARTS + 1))
    assert sizes[MOST_PARTS] >= 5
    for each in walk.to(ASTA.id):
        ranks = [rank.get(StepKind(say.message), 1) for say in each.says]
        assert ranks == sorted(ranks)


async def test_nobody_is_asked_and_reminded_of_the_same_people_in_one_message(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])
    async with walk.storage.transaction() as tx:
        rows = await queries.nudges(tx, TEAM, [1, 2], NudgeState.PLANNED)
        noon = dt.datetime(2026, 3, 18, 8, tzinfo=dt.UTC)
        for row in rows:
            if row.recipient == ASTA.id and row.step in {"mentee-check-in", "first-meeting-reminder"}:
                row.due_at = noon

    (message,) = await walk.tick(noon)

    assert [(say.message, say.relationship_id) for say in message.says] == [("check_in", 1), ("check_in", 2)]


async def test_with_once_a_month_what_waited_comes_together_and_nothing_piles_up(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])
    await wants(walk.storage, ASTA, Unasked.ONE_A_MONTH)

    await walk.until(OVER)

    mine = walk.to(ASTA.id)
    counted = days_of(unasked_of(walk.heard_by(ASTA)), ASTA)
    assert_within(mentee_budget(BEGINS).lowered_to(1, dt.timedelta(days=30)), counted)
    assert len(mine) >= 5
    assert max(b - a for a, b in zip(days_of(mine, ASTA), days_of(mine, ASTA)[1:], strict=False)) <= 40 * A_DAY
    for each in mine:
        kinds = Counter((say.message, say.relationship_id) for say in each.says)
        assert max(kinds.values()) == 1, "nobody is asked the same twice in one message"
    assert walk.to(CHIDI.id)


@pytest.mark.parametrize("unasked", [Unasked.NONE, Unasked.ONE_A_MONTH])
async def test_a_group_hears_its_posts_one_by_one_when_one_of_them_wants_less(walk: Walk, unasked: Unasked) -> None:
    relationship = await begin(walk.storage, PEERS, Kind.PEER_GROUP)
    quiet, *others = PEERS
    await wants(walk.storage, quiet, unasked)

    await walk.until(OVER)

    lowered = mentee_budget(BEGINS).lowered_to(0 if unasked is Unasked.NONE else 1, dt.timedelta(days=30))
    assert_within(lowered, days_of(unasked_of(walk.heard_by(quiet)), quiet))
    assert (parts_of(walk.heard_by(quiet)) == [["goodbye"]]) is (unasked is Unasked.NONE)
    rows = await nudges_of(walk.storage, relationship)
    posts = {(row.step, row.occurrence) for row in rows if row.recipient == GROUP and row.state is NudgeState.SETTLED}
    assert len(posts) >= 3
    for other in others:
        came = {
            (row.step, row.occurrence) for row in rows if row.recipient == other.id and row.state is NudgeState.SENT
        }
        assert len(posts & came) >= len(posts) * 2 // 3
        assert_within(mentee_budget(BEGINS), days_of(unasked_of(walk.heard_by(other)), other))


async def test_whoever_wants_nothing_hears_goodbye_alone_and_their_mentor_what_is_for_both(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    await wants(walk.storage, ASTA, Unasked.NONE)

    await walk.until(OVER)

    assert parts_of(walk.heard_by(ASTA)) == [["goodbye"]]
    rows = await nudges_of(walk.storage, relationship)
    assert {row.state for row in rows if row.recipient == ASTA.id and row.step != "goodbye"} == {NudgeState.UNWANTED}
    assert "last_meeting" in {say.message for each in walk.to(CHIDI.id) for say in each.says}
    assert_within(mentor_budget(), days_of(unasked_of(walk.heard_by(CHIDI)), CHIDI))


async def test_with_a_goodbye_comes_nothing_else_to_whoever_wants_nothing(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])
    await wants(walk.storage, ASTA, Unasked.NONE)
    morning = dt.datetime(2026, 3, 18, 8, tzinfo=dt.UTC)
    async with walk.storage.transaction() as tx:
        for row in await queries.nudges(tx, TEAM, [1, 2], NudgeState.PLANNED):
            if row.recipient == ASTA.id:
                is_said = (row.relationship_id, row.step) == (1, "goodbye")
                row.due_at = morning if is_said else morning + dt.timedelta(hours=1)

    assert parts_of(await walk.tick(morning)) == [["goodbye", "goodbye"]]


async def test_what_cannot_be_said_together_is_said_alone_and_the_rest_later(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])

    def refuse(say: Say) -> None:
        if say.parts:
            raise ValueError("too much for one message")

    await walk.until(BEGINS + dt.timedelta(days=60), refusing=refuse)

    assert {len(each.says) for each in walk.heard} == {1}
    assert len(walk.to(ASTA.id)) >= 6
    assert_within(mentee_budget(BEGINS), days_of(walk.heard_by(ASTA), ASTA))
    prompts = Counter(
        say.args["prompt_id"] for each in walk.to(ASTA.id) for say in each.says if "prompt_id" in say.args
    )
    assert max(prompts.values()) == 1


async def test_what_is_in_doubt_comes_alone(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])
    async with walk.storage.transaction() as tx:
        for row in await queries.nudges(tx, TEAM, [2], NudgeState.PLANNED):
            row.is_in_doubt = True

    await walk.until(BEGINS + EIGHT_WEEKS)

    doubted = [each for each in walk.to(ASTA.id) if any(say.relationship_id == 2 for say in each.says)]
    assert {len(each.says) for each in doubted} == {1}


async def test_whoever_has_left_their_group_and_only_mentors_has_a_mentors_budget(walk: Walk) -> None:
    learned = await begin(walk.storage, [replace(CHIDI, role=Role.PEER), *PEERS[:2]], Kind.PEER_GROUP)
    await begin(walk.storage, [ASTA, CHIDI])
    async with walk.storage.transaction() as tx:
        await departures.part(tx, TEAM, learned, CHIDI.id, BEGINS)
    for number in range(3):
        await begin(walk.storage, [replace(ASTA, id=f"UM{number}"), CHIDI])

    await walk.until(OVER)

    mine = [each for each in walk.heard_by(CHIDI) if each.to == CHIDI.id or each.say.relationship_id != learned]
    assert_within(mentor_budget(), days_of(unasked_of(mine), CHIDI))


async def test_a_moment_that_was_moved_is_remembered(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])

    await walk.until(BEGINS + EIGHT_WEEKS)

    rows = [row for each in (1, 2) for row in await nudges_of(walk.storage, each)]
    moved = [row for row in rows if row.moved]
    assert moved
    for row in moved:
        assert row.wanted_at is not None
        assert row.wanted_at < row.due_at


async def test_three_replicas_at_once_and_a_tick_repeated_say_it_once(each_storage: Storage) -> None:
    await a_town(each_storage)
    for mentor in (CHIDI, BO):
        await begin(each_storage, [ASTA, mentor])
    replicas = [Walk(storage=each_storage) for _ in range(3)]
    now = dt.datetime(2026, 3, 5, 8, 20, 20, tzinfo=dt.UTC)  # both conversation starters have fallen due

    await asyncio.gather(*(replica.tick(now) for replica in replicas))
    for replica in replicas:
        await replica.tick(now)

    heard = [each for replica in replicas for each in replica.to(ASTA.id)]
    assert [len(each.says) for each in heard] == [2]


async def test_nobodys_partner_waits_long_for_what_is_for_both_because_one_of_them_has_no_room(walk: Walk) -> None:
    for mentor in (CHIDI, BO):
        await begin(walk.storage, [ASTA, mentor])
    await begin(walk.storage, [replace(ASTA, role=Role.PEER), *PEERS], Kind.PEER_GROUP)

    await walk.until(OVER)

    for relationship, mentor in ((1, CHIDI), (2, BO)):
        rows = await nudges_of(walk.storage, relationship, NudgeState.SENT)
        (agreeing,) = [row for row in rows if row.step == "agreeing" and row.recipient in {mentor.id, GROUP}]
        assert agreeing.decided_at is not None
        assert agreeing.decided_at < BEGINS + dt.timedelta(days=23 + 20)


@pytest.mark.parametrize("unasked", [Unasked.ONE_A_MONTH, Unasked.NONE])
async def test_a_goodbye_waits_for_nobodys_budget_and_takes_none_of_it(walk: Walk, unasked: Unasked) -> None:
    """A mentor of several who are through within ten days, and who may still be asked something in between."""
    ends = [KICK_OFF + dt.timedelta(weeks=9, days=days) for days in (0, 4, 9)]
    for number, ends_on in enumerate(ends):
        await begin(walk.storage, [replace(ASTA, id=f"UM{number}"), CHIDI], rhythm_days=7, ends_on=ends_on)
    await wants(walk.storage, CHIDI, unasked)

    await walk.until(OVER)

    mine = walk.to(CHIDI.id)
    farewells = [each for each in mine if "goodbye" in parts_of([each])[0]]
    working = [dt.date(2026, 5, 1), dt.date(2026, 5, 8), dt.date(2026, 5, 13)]  # 4 May is a holiday in Britain
    assert days_of(farewells, CHIDI) == working
    lowered = mentor_budget().lowered_to(0 if unasked is Unasked.NONE else 1, dt.timedelta(days=30))
    assert_within(lowered, days_of(unasked_of(walk.heard_by(CHIDI)), CHIDI))


A_MOMENT, TWO_DAYS, A_WEEK, A_MONTH = dt.timedelta(minutes=1), 2 * A_DAY, 7 * A_DAY, 30 * A_DAY


@dataclass(kw_only=True)
class Said:
    """Something Asta was said and that is on its way to her, and what becomes of it."""

    storage: Storage
    asta: Companion
    relationship: int
    decided: dt.datetime
    key: str

    async def claim(self, after: dt.timedelta) -> Message:
        """What a bot does first, so long after it was decided on."""
        now = self.decided + after
        async with self.storage.transaction() as tx:
            (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=now, limit=1, lease=60)
            await dispatch.start(tx, [message], now=now, within=1)
        return message

    async def ends(self, state: MessageState, after: dt.timedelta, *, ts: str | None = None) -> None:
        message = await self.claim(after)
        change = Change(message=message, state=state, ts=ts)
        async with self.storage.transaction() as tx:
            await dispatch.change(tx, [change], now=self.decided + after + A_MOMENT)

    async def found(self) -> None:
        """Slack took it after two days; that was known after five."""
        ts = f"{(self.decided + TWO_DAYS).timestamp():.6f}"
        await self.ends(MessageState.SENT, 5 * A_DAY, ts=ts)

    async def waits_until_three_weeks_later(self) -> None:
        message = await self.claim(TWO_DAYS)
        change = Change(message=message, state=MessageState.PENDING, ready_at=self.decided + 21 * A_DAY)
        async with self.storage.transaction() as tx:
            await dispatch.change(tx, [change], now=self.decided + TWO_DAYS)

    async def refused(self) -> None:
        await self.ends(MessageState.DEAD, TWO_DAYS)

    async def may_have_come(self) -> None:
        await self.ends(MessageState.MAYBE_SENT, TWO_DAYS)

    async def given_up(self) -> None:
        async with self.storage.transaction() as tx:
            (number,) = (await tx.scalars(select(Outgoing.id).where(Outgoing.key == self.key))).all()
            assert await outbox.discard(tx, TEAM, number)

    async def tried_again_after_a_month(self) -> None:
        async with self.storage.transaction() as tx:
            (number,) = (await tx.scalars(select(Outgoing.id).where(Outgoing.key == self.key))).all()
            assert await outbox.replay(tx, TEAM, number, now=self.decided + A_MONTH)
            await tx.execute(update(Outgoing).values(state=MessageState.PENDING))  # two looks did not find it

    async def comes_after_a_month(self) -> None:
        await self.ends(MessageState.SENT, A_MONTH, ts=f"{(self.decided + A_MONTH).timestamp():.6f}")

    async def expired(self) -> None:
        async with self.storage.transaction() as tx:
            await tx.execute(update(Outgoing).values(not_after=self.decided))
            await dispatch.expire(tx, now=self.decided + TWO_DAYS)

    async def withdrawn(self) -> None:
        async with self.storage.transaction() as tx:
            await outbox.withdraw(tx, TEAM, [self.key], now=self.decided + TWO_DAYS)

    async def counted(self, after: dt.timedelta) -> list[dt.datetime]:
        """When attention was taken, as it looks so long after it was decided on."""
        async with self.storage.transaction() as tx:
            spent = await attention.of_people(tx, TEAM, [self.asta], CONTENT.journeys, self.decided + after)
        return spent[ASTA.id].sent


@pytest.fixture
async def said(each_storage: Storage) -> Said:
    await a_town(each_storage)
    relationship = await begin(each_storage, [ASTA, CHIDI])
    walk = Walk(storage=each_storage)
    await walk.until(BEGINS + 4 * A_DAY)
    rows = await nudges_of(each_storage, relationship, NudgeState.SENT)
    (row,) = [row for row in rows if row.recipient == ASTA.id]
    assert row.decided_at is not None
    assert row.message_key == walk.to(ASTA.id)[0].say.key
    draft = Draft(
        workspace=TEAM,
        key=row.message_key,
        kind="prompt",
        to=ToPerson(ASTA.id),
        payload={},
        lane=Lane.NUDGE,
        due_at=row.decided_at,
    )
    async with each_storage.transaction() as tx:
        assert await outbox.add(tx, draft)
        asta = (await courses.readable(tx, TEAM, [relationship]))[relationship].companion(ASTA.id)
    assert asta is not None
    return Said(storage=each_storage, asta=asta, relationship=relationship, decided=row.decided_at, key=row.message_key)


@pytest.mark.parametrize(
    ("fate", "came_after"),
    [
        ([], A_WEEK),  # on its way it counts as today's
        ([Said.waits_until_three_weeks_later], 21 * A_DAY),
        ([Said.found], TWO_DAYS),
        ([Said.may_have_come], TWO_DAYS + A_MOMENT),
        ([Said.may_have_come, Said.given_up], TWO_DAYS + A_MOMENT),
        ([Said.refused], None),
        ([Said.refused, Said.given_up], None),
        ([Said.expired], None),
        ([Said.withdrawn], None),
    ],
)
async def test_attention_is_taken_when_something_comes_and_not_when_it_was_decided_on(
    said: Said, fate: Sequence[Callable[[Said], Awaitable[None]]], came_after: dt.timedelta | None
) -> None:
    for happens in fate:
        await happens(said)

    assert await said.counted(A_WEEK) == ([] if came_after is None else [said.decided + came_after])


async def test_what_was_tried_again_much_later_counts_for_a_month_from_then_on(said: Said) -> None:
    await said.refused()
    await said.tried_again_after_a_month()
    assert await said.counted(A_MONTH + A_WEEK) == [said.decided + A_MONTH + A_WEEK], "on its way, it counts as today's"

    await said.comes_after_a_month()
    assert await said.counted(A_MONTH + 29 * A_DAY) == [said.decided + A_MONTH]


async def test_what_came_before_somebody_left_counts_although_it_was_known_only_afterwards(said: Said) -> None:
    async with said.storage.transaction() as tx:
        await departures.part(tx, TEAM, said.relationship, ASTA.id, said.decided + A_DAY)

    await said.may_have_come()

    assert await said.counted(A_WEEK) == [said.decided + TWO_DAYS + A_MOMENT]
