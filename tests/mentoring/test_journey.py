"""Six months of pairs and peer groups, with every message they get: the budget, the hours, the holidays, none twice."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from mentoring import nudges
from mentoring.nudges import GROUP
from mentoring.public_holidays import public_holidays
from prompts.journeys import StepKind
from storage import Storage
from storage.models.people import Participant, Pause, Person
from storage.models.relationships import Relationship
from storage.states import Kind, NudgeState, RelationshipState
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

WEEK, MONTH, FORTNIGHT = dt.timedelta(days=7), dt.timedelta(days=30), dt.timedelta(days=14)
CLOSING_DAY = dt.date(2026, 5, 15)


def at_home(heard: Heard, who: Somebody) -> dt.datetime:
    return heard.at.astimezone(ZoneInfo(who.zone))


def assert_inside_hours(heard: Iterable[Heard], who: Somebody) -> None:
    for each in heard:
        local = at_home(each, who)
        where = f"{each.say.key} at {local}"
        assert str(local.weekday()) in who.weekdays, where
        assert dt.time.fromisoformat(who.works_from) <= local.time() < dt.time.fromisoformat(who.works_to), where
        assert local.date() not in public_holidays(who.country, local.year) | {CLOSING_DAY}, where
        for first, last in who.pauses:
            assert not first <= local.date() <= (last or dt.date.max), where


def assert_within_budget(
    heard: list[Heard], who: Somebody, *, limit: int, window: dt.timedelta, early: int = 0
) -> None:
    """No stretch of so many days on their own calendar holds more; in the first fortnight a little more is allowed.

    A goodbye counts for nothing.
    """
    counted = [each for each in heard if not any(say.message == "goodbye" for say in each.says)]
    days = sorted(at_home(each, who).date() for each in counted)
    for last in days:
        allowed = max(limit, early) if last < (BEGINS + FORTNIGHT).date() else limit
        in_window = [day for day in days if last - window < day <= last]
        assert len(in_window) <= allowed, f"{len(in_window)} in the {window.days} days up to {last}"


def assert_none_twice(walk: Walk) -> None:
    assert [key for key, times in Counter(each.say.key for each in walk.heard).items() if times > 1] == []


@pytest.fixture
async def walk(storage: Storage) -> Walk:
    await a_town(storage)
    return Walk(storage=storage)


async def test_a_pair_gets_no_more_than_promised_in_their_own_hours(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])

    await walk.until(OVER)

    group = walk.to(GROUP)
    assert_inside_hours([*walk.to(ASTA.id), *group], ASTA)
    assert_inside_hours([*walk.to(CHIDI.id), *group], CHIDI)
    assert_within_budget([*walk.to(ASTA.id), *group], ASTA, limit=1, window=WEEK, early=2)
    assert_within_budget([*walk.to(CHIDI.id), *group], CHIDI, limit=2, window=MONTH)
    assert_none_twice(walk)


async def test_a_pair_hears_of_everything_from_the_first_meeting_to_the_goodbye(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])

    await walk.until(OVER)

    assert {each.say.message for each in walk.to(ASTA.id)} == {
        "prompt",
        "check_in",
        "meeting_reminder",
        "baseline_again",
        "goodbye",
    }
    assert [each.to for each in walk.about("last_meeting")] == [GROUP]
    assert {each.to for each in walk.about("goodbye")} == {ASTA.id, CHIDI.id}
    assert await nudges_of(walk.storage, relationship, NudgeState.PLANNED) == []
    assert len(await nudges_of(walk.storage, relationship, NudgeState.SENT)) >= 20


async def test_nobody_gets_a_prompt_twice(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])
    await begin(walk.storage, [Somebody(id="UIDA", role=ASTA.role), CHIDI], began=BEGINS + dt.timedelta(days=21))

    await walk.until(OVER)

    heard = [say for each in walk.to(CHIDI.id) for say in each.says]
    mine = [say.args["prompt_id"] for say in heard if say.message == "prompt"]
    assert len(mine) >= 3
    assert len(mine) == len(set(mine))


async def test_two_programmes_share_one_budget(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])
    await begin(walk.storage, [ASTA, Somebody(id="UBO", role=CHIDI.role)])

    await walk.until(OVER)

    together = [each for each in walk.heard if each.to in {ASTA.id, GROUP}]
    assert_within_budget(together, ASTA, limit=1, window=WEEK, early=2)
    assert {each.to for each in walk.about("goodbye")} == {ASTA.id, CHIDI.id, "UBO"}


async def test_a_peer_group_keeps_everybodys_budget_and_hours(walk: Walk) -> None:
    await begin(walk.storage, PEERS, Kind.PEER_GROUP)

    await walk.until(OVER)

    for peer in PEERS:
        assert_inside_hours([*walk.to(peer.id), *walk.to(GROUP)], peer)
        assert_within_budget([*walk.to(peer.id), *walk.to(GROUP)], peer, limit=1, window=WEEK, early=2)
    assert len(walk.to(GROUP)) >= 5
    assert_none_twice(walk)


@pytest.mark.parametrize("partners", [["UBO"], ["UBO", "UIDA"]])
async def test_a_group_is_not_kept_waiting_by_what_one_of_its_people_gets_elsewhere(
    walk: Walk, partners: list[str]
) -> None:
    busy, twins = PEERS[0], [replace(peer, id=f"{peer.id}2") for peer in PEERS]
    crowded = await begin(walk.storage, PEERS, Kind.PEER_GROUP, rhythm_days=28)
    quiet = await begin(walk.storage, twins, Kind.PEER_GROUP, rhythm_days=28)
    for partner in partners:
        await begin(walk.storage, [replace(ASTA, id=busy.id), replace(CHIDI, id=partner)])

    await walk.until(OVER)

    async def posts(group: int) -> dict[tuple[str, int], dt.datetime]:
        sent = await nudges_of(walk.storage, group, NudgeState.SENT)
        return {(each.step, each.occurrence): each.due_at for each in sent if each.recipient == GROUP}

    there, here = await posts(quiet), await posts(crowded)
    assert len(there) >= 5
    assert there.keys() - here.keys() <= {("group-closing", 0)}  # farewells from elsewhere go before it
    assert all(here[post] - there[post] < dt.timedelta(days=8) for post in here)
    mine = [each for each in walk.heard_by(busy) if each.say.relationship_id != quiet]
    assert_within_budget(mine, busy, limit=1, window=WEEK, early=2)


async def test_a_group_without_a_common_hour_is_written_to_when_most_are_at_work(walk: Walk) -> None:
    far = Somebody(id="UFAR", role=PEERS[0].role, zone="Pacific/Auckland", country="NZ")
    await begin(walk.storage, [*PEERS[:3], far], Kind.PEER_GROUP)

    await walk.until(OVER)

    assert walk.to(GROUP)
    for peer in PEERS[:3]:
        assert_inside_hours(walk.to(GROUP), peer)
    assert_inside_hours(walk.to(far.id), far)


async def test_the_clock_stands_still_in_a_pause_for_both_of_a_pair(walk: Walk) -> None:
    away = (dt.date(2026, 4, 6), dt.date(2026, 4, 26))
    resting = Somebody(id="UMIKA", role=CHIDI.role, pauses=(away,))
    await begin(walk.storage, [ASTA, resting])

    await walk.until(OVER)

    assert_inside_hours(walk.heard_by(resting), resting)
    for each in walk.heard:
        assert not away[0] <= each.at.date() <= away[1], each.say.key
    assert_within_budget(walk.heard_by(ASTA), ASTA, limit=1, window=WEEK, early=2)


async def test_a_pause_in_the_middle_moves_what_is_not_sent(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    today = dt.datetime(2026, 4, 10, 12, tzinfo=dt.UTC)
    await walk.until(today)
    sent = len(walk.heard)
    before = {row.id: row.due_at for row in await nudges_of(walk.storage, relationship, NudgeState.PLANNED)}

    async with walk.storage.transaction() as tx:
        tx.add(Pause(workspace_id=TEAM, slack_id=ASTA.id, starts_on=today.date(), ends_on=dt.date(2026, 5, 3)))
        await tx.flush()
        await nudges.replan(tx, TEAM, ASTA.id, CONTENT.journeys, today)
    after = {row.id: row.due_at for row in await nudges_of(walk.storage, relationship, NudgeState.PLANNED)}
    await walk.until(OVER)

    assert after.keys() == before.keys()
    assert min(after.values()) > dt.datetime(2026, 5, 3, 20, tzinfo=dt.UTC)
    assert all(each.at.date() > dt.date(2026, 5, 3) for each in walk.heard[sent:])
    assert_none_twice(walk)


async def test_a_pause_without_an_end_waits_and_coming_back_goes_on(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    today = dt.datetime(2026, 4, 10, 12, tzinfo=dt.UTC)
    await walk.until(today)
    sent = len(walk.heard)
    async with walk.storage.transaction() as tx:
        pause = Pause(workspace_id=TEAM, slack_id=ASTA.id, starts_on=today.date())
        tx.add(pause)
        await tx.flush()
        await nudges.replan(tx, TEAM, ASTA.id, CONTENT.journeys, today)
        coming = await nudges.next_for(tx, actor(ASTA.id), CONTENT.journeys)
        number = pause.id
    back = dt.datetime(2026, 5, 12, 9, tzinfo=dt.UTC)
    await walk.until(back)
    assert len(walk.heard) == sent
    assert coming is None

    async with walk.storage.transaction() as tx:
        row = await tx.get(Pause, number)
        assert row is not None
        row.ends_on = dt.date(2026, 5, 11)
        await tx.flush()
        await nudges.replan(tx, TEAM, ASTA.id, CONTENT.journeys, back)
    await walk.until(OVER)

    assert len(walk.heard) > sent + 5
    assert await nudges_of(walk.storage, relationship, NudgeState.PLANNED) == []


async def test_somebody_who_moves_is_written_to_in_the_new_morning(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])
    today = dt.datetime(2026, 4, 10, 12, tzinfo=dt.UTC)
    await walk.until(today)
    sent = len(walk.heard)

    async with walk.storage.transaction() as tx:
        person = await tx.get(Person, (TEAM, ASTA.id))
        assert person is not None
        person.zone = "America/New_York"
        await tx.flush()
        await nudges.replan(tx, TEAM, ASTA.id, CONTENT.journeys, today)
    await walk.until(OVER)

    moved = Somebody(id=ASTA.id, role=ASTA.role, zone="America/New_York")
    alone = [each for each in walk.heard[sent:] if each.to == ASTA.id]
    assert_inside_hours(alone, moved)
    assert len([each for each in alone if at_home(each, moved).hour == 9]) > len(alone) // 2
    assert_none_twice(walk)


async def test_working_sundays_and_nights_are_respected(walk: Walk) -> None:
    nightly = Somebody(id="UNILS", role=ASTA.role, weekdays="56", works_from="18:00", works_to="23:00")
    await begin(walk.storage, [nightly, CHIDI])

    await walk.until(OVER)

    assert len(walk.to(nightly.id)) >= 10
    assert_inside_hours(walk.heard_by(nightly), nightly)


async def test_a_pair_without_a_common_hour_reads_each_in_their_own(walk: Walk) -> None:
    early = Somebody(id="UELI", role=CHIDI.role, works_from="05:00", works_to="09:00")
    await begin(walk.storage, [ASTA, early])

    await walk.until(OVER)

    for who in (ASTA, early):
        assert_inside_hours(walk.heard_by(who), who)
        assert [say for each in walk.to(who.id) for say in each.says if say.message == "last_meeting"]


async def test_planning_and_deciding_again_changes_nothing(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    rows = await nudges_of(walk.storage, relationship)
    planned, now = len(rows), min(row.due_at for row in rows)

    async with walk.storage.transaction() as tx:
        assert await nudges.plan(tx, TEAM, relationship, CONTENT.journeys, BEGINS) == 0
    first = await walk.tick(now)
    again = await walk.tick(now)

    assert len(await nudges_of(walk.storage, relationship)) == planned
    assert len(first) == 1
    assert again == []


async def test_after_a_long_silence_what_is_stale_is_skipped_and_the_rest_is_spread(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])

    morning = await walk.tick(dt.datetime(2026, 5, 4, 8, 30, tzinfo=dt.UTC))
    await walk.until(OVER)

    assert len(morning) <= 2
    skipped = await nudges_of(walk.storage, relationship, NudgeState.SKIPPED)
    assert len(skipped) >= 4
    assert all(row.decided_at is not None for row in skipped)
    assert_within_budget(walk.heard_by(ASTA), ASTA, limit=1, window=WEEK)


async def test_at_night_what_is_late_waits_for_the_morning(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])

    assert await walk.tick(dt.datetime(2026, 3, 5, 22, tzinfo=dt.UTC)) == []
    await walk.until(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC))

    assert_inside_hours(walk.to(ASTA.id), ASTA)
    assert [each.at.date() for each in walk.to(ASTA.id)] == [dt.date(2026, 3, 6)]


async def test_what_belongs_to_an_ended_relationship_is_cancelled(walk: Walk) -> None:
    relationship = await begin(walk.storage, [ASTA, CHIDI])
    async with walk.storage.transaction() as tx:
        row = await tx.get(Relationship, relationship)
        assert row is not None
        row.state = RelationshipState.ENDED

    await walk.until(OVER)

    assert walk.heard == []
    assert {row.state for row in await nudges_of(walk.storage, relationship)} == {NudgeState.CANCELLED}


async def test_a_deactivated_person_is_never_written_to(walk: Walk) -> None:
    await begin(walk.storage, PEERS, Kind.PEER_GROUP)
    async with walk.storage.transaction() as tx:
        person = await tx.get(Person, (TEAM, PEERS[0].id))
        assert person is not None
        person.is_deactivated = True

    await walk.until(OVER)

    assert walk.to(PEERS[0].id) == []
    assert walk.to(PEERS[1].id)


async def test_next_for_somebody_says_what_comes_and_when(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])

    async with walk.storage.read() as tx:
        coming = await nudges.next_for(tx, actor(ASTA.id), CONTENT.journeys)

    assert coming is not None
    assert coming.kind is StepKind.PROMPT
    assert coming.moment.date() == KICK_OFF + dt.timedelta(days=3)


async def test_mornings_are_spread(walk: Walk) -> None:
    for number in range(6):
        await begin(
            walk.storage, [Somebody(id=f"UM{number}", role=ASTA.role), Somebody(id=f"UN{number}", role=CHIDI.role)]
        )

    await walk.until(dt.datetime(2026, 3, 6, tzinfo=dt.UTC))

    moments = [each.at for each in walk.heard]
    assert len(moments) == 6
    assert sum(one != other for one, other in combinations(moments, 2)) >= 14


async def test_changed_working_hours_move_the_mornings(walk: Walk) -> None:
    await begin(walk.storage, [ASTA, CHIDI])
    async with walk.storage.transaction() as tx:
        row = await tx.get(Participant, (TEAM, ASTA.id))
        assert row is not None
        row.works_from, row.works_to = "12:00", "20:00"
        await tx.flush()
        await nudges.replan(tx, TEAM, ASTA.id, CONTENT.journeys, BEGINS)

    await walk.until(OVER)

    assert_inside_hours(walk.to(ASTA.id), Somebody(id=ASTA.id, role=ASTA.role, works_from="12:00", works_to="20:00"))
