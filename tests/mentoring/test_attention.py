"""The attention budget over several programmes: what comes together, what waits, what is left out, and that nobody is forgotten."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from mentoring import how_often
from mentoring.digests import MOST_PARTS
from mentoring.nudges import GROUP
from mentoring.rules.budget import Budget, mentee_budget, mentor_budget
from mentoring.say import Say
from prompts.journeys import StepKind
from storage import Storage
from storage.queries import departures
from storage.queries import journey as queries
from storage.states import Kind, NudgeState, Role, Unasked
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
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
