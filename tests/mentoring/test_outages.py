"""The bot was away: what is stale is left out, the rest comes once, in order, in working hours, and not to all at once."""

import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from mentoring import nudges
from mentoring.step_messages import FRESH_FOR
from prompts.journeys import StepKind
from storage import Storage
from storage.models.journey import Nudge
from storage.models.people import Pause
from storage.states import NudgeState, Role
from tests.mentoring.journeying import CONTENT, OVER, TEAM, Heard, Somebody, Walk, a_town, begin, nudges_of

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PAIRS = 20
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
HALF_AN_HOUR = HOUR / 2
FIRST_MORNING = dt.datetime(2026, 3, 5, 9, tzinfo=COPENHAGEN)
"""The third day, on which every mentee is told that the lead is theirs."""


class Town(Walk):
    """Twenty pairs of one office, all introduced on one day."""

    relationships: list[int]

    def people(self) -> set[str]:
        return {each.to for each in self.heard} - {nudges.GROUP}

    async def rows(self, *states: NudgeState) -> list[Nudge]:
        return [row for each in self.relationships for row in await nudges_of(self.storage, each, *states)]


@pytest.fixture(name="town")
async def a_town_of_pairs(storage: Storage) -> Town:
    await a_town(storage)
    town = Town(storage=storage)
    town.relationships = [
        await begin(
            storage,
            [
                Somebody(id=f"UMENTEE{number}", role=Role.MENTEE, name=f"Mentee {number}"),
                Somebody(id=f"UMENTOR{number}", role=Role.MENTOR, name=f"Mentor {number}"),
            ],
        )
        for number in range(PAIRS)
    ]
    return town


async def test_without_an_outage_the_morning_is_spread_too(town: Town) -> None:
    await town.until(FIRST_MORNING + HOUR)

    assert {each.at.astimezone(COPENHAGEN).hour for each in town.heard} == {9}
    assert len({each.at.minute for each in town.heard}) >= 4


@pytest.mark.parametrize("away_for", [2 * HOUR, DAY + 2 * HOUR])
async def test_after_hours_or_a_day_everything_comes_once_over_half_an_hour(town: Town, away_for: dt.timedelta) -> None:
    back = FIRST_MORNING + away_for
    at_once = await town.tick(back)
    await town.until(back + 3 * HOUR)

    assert len(at_once) <= PAIRS / 4
    assert not [row for row in await town.rows(NudgeState.PLANNED) if row.due_at < back]
    mentees = [each for each in town.heard if each.to.startswith("UMENTEE")]
    assert len(mentees) == len({each.to for each in mentees}) == PAIRS
    assert all(back <= each.at <= back + HALF_AN_HOUR + dt.timedelta(minutes=1) for each in mentees)
    assert max(Counter(each.at.replace(second=0) for each in mentees).values()) <= PAIRS / 4


async def test_where_a_bot_looks_rarely_nothing_is_put_off_again_and_again(town: Town) -> None:
    back = FIRST_MORNING + 2 * HOUR
    for minutes in (0, 40):
        await town.tick(back + dt.timedelta(minutes=minutes))

    mentees = [each for each in town.heard if each.to.startswith("UMENTEE")]
    assert len(mentees) == PAIRS


@pytest.mark.parametrize("back_on", [dt.date(2026, 3, 16), dt.date(2026, 3, 30)], ids=["ten days", "three weeks"])
async def test_after_a_long_time_what_is_stale_is_left_out_and_one_can_see_it(town: Town, back_on: dt.date) -> None:
    await town.until(FIRST_MORNING + HOUR)
    before = await town.rows(NudgeState.PLANNED)
    back = dt.datetime.combine(back_on, dt.time(11), COPENHAGEN)
    missed = {row.id: row for row in before if row.due_at < back}
    assert missed

    await town.tick(back)
    await town.until(back + 7 * DAY)

    decided = {row.id: row for row in await town.rows() if row.id in missed}
    for row_id, row in decided.items():
        age, fresh_for = back - missed[row_id].due_at, FRESH_FOR[kind_of(row)]
        assert (row.state is NudgeState.SKIPPED) >= (age > fresh_for), f"{row.step} after {age}"
        assert row.state is not NudgeState.PLANNED or row.moved
    assert {row.state for row in decided.values()} >= {NudgeState.SKIPPED}
    assert all(row.decided_at is not None for row in decided.values() if row.state is NudgeState.SKIPPED)


async def test_what_is_stale_is_not_made_fresh_by_somebody_who_moves(town: Town) -> None:
    back = FIRST_MORNING + 8 * DAY
    mentee = "UMENTEE0"
    async with town.storage.transaction() as tx:
        await nudges.replan(tx, TEAM, mentee, CONTENT.journeys, back)

    await town.tick(back)
    await town.until(back + HOUR)

    (lead,) = [row for row in await town.rows() if row.recipient == mentee and row.step == "mentee-leads"]
    assert lead.state is NudgeState.SKIPPED


async def test_what_was_to_remind_somebody_who_is_away_until_further_notice_reminds_them_anew_once_they_are_back(
    town: Town,
) -> None:
    now = dt.datetime(2026, 3, 18, 10, tzinfo=COPENHAGEN)
    async with town.storage.transaction() as tx:
        tx.add(Pause(workspace_id=TEAM, slack_id="UMENTEE0", starts_on=now.date()))
        await tx.flush()
        row = Nudge(
            workspace_id=TEAM,
            relationship_id=town.relationships[0],
            step=nudges.REMINDER,
            occurrence=16,
            recipient="UMENTEE0",
            due_at=now,
            state=NudgeState.PLANNED,
        )
        tx.add(row)

    await town.tick(now)

    (reminder,) = [row for row in await town.rows() if row.step == nudges.REMINDER]
    assert reminder.state is NudgeState.SKIPPED, "planned for the last day, it would keep others from coming"


async def test_at_night_nobody_is_woken_and_the_morning_is_spread(town: Town) -> None:
    back = dt.datetime(2026, 3, 6, 2, tzinfo=COPENHAGEN)
    assert await town.tick(back) == []
    await town.until(back + 12 * HOUR)

    assert {each.at.astimezone(COPENHAGEN).hour for each in town.heard} == {9}
    assert len({each.at.minute for each in town.heard}) >= 4


async def test_late_in_the_afternoon_whoever_has_left_hears_in_the_morning(town: Town) -> None:
    back = dt.datetime(2026, 3, 5, 16, 50, tzinfo=COPENHAGEN)
    await town.tick(back)
    await town.until(back + 20 * HOUR)

    mentees = [each for each in town.heard if each.to.startswith("UMENTEE")]
    hours = Counter(each.at.astimezone(COPENHAGEN).hour for each in mentees)
    assert len(mentees) == PAIRS
    assert set(hours) == {16, 9}


async def test_a_clock_that_is_set_back_or_forward_by_an_hour_says_nothing_twice_and_loses_nothing(town: Town) -> None:
    """The hour that is lived twice has nothing new, and what a leap passed over comes after it."""
    ten = FIRST_MORNING + HOUR
    await town.until(ten)
    said = len(town.heard)
    for minutes in range(0, 60, 10):
        assert await town.tick(ten - HOUR + dt.timedelta(minutes=minutes)) == []
    await town.until(dt.datetime(2026, 3, 18, 8, 50, tzinfo=COPENHAGEN))
    await town.tick(dt.datetime(2026, 3, 18, 9, 50, tzinfo=COPENHAGEN))
    await town.until(OVER)

    keys = [each.say.key for each in town.heard]
    assert len(set(keys)) == len(keys) > said
    assert not await town.rows(NudgeState.PLANNED)


async def test_each_person_hears_things_in_the_order_in_which_they_were_due(town: Town) -> None:
    await town.tick(dt.datetime(2026, 3, 20, 13, tzinfo=COPENHAGEN))
    await town.until(dt.datetime(2026, 4, 20, tzinfo=COPENHAGEN))

    by_person: dict[str, list[Heard]] = defaultdict(list)
    for each in town.heard:
        by_person[each.to].append(each)
    assert by_person
    for theirs in by_person.values():
        assert all(earlier.at <= later.at for earlier, later in pairwise(theirs))


def kind_of(row: Nudge) -> StepKind:
    journey = CONTENT.journeys["one_to_one"]
    kind = nudges.kind_of(journey, row.step)
    assert kind is not None
    return kind
