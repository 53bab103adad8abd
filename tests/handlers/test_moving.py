"""People who move, work nights or Sundays: whatever their hours, they hear everything once and in them."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from mentoring import nudges
from sandbox.person import PersonDriver
from storage.models.journey import Nudge
from storage.models.people import Participant
from storage.queries import journey
from storage.states import NudgeState, Role
from tests.handlers.test_departures import place, publish
from tests.handlers.test_join import open_programme
from tests.town import Town

NIGHTS = {"works_from": "22:00", "works_to": "06:00", "weekdays": "6012"}
SUNDAYS = {"works_from": "08:30", "works_to": "16:30", "weekdays": "6"}


@pytest.fixture(name="pair")
async def a_pair(town: Town) -> tuple[PersonDriver, PersonDriver]:
    """Mia and her mentor Priya, introduced, and on their way for ten days."""
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await publish(town)
    await town.travel(days=10)
    return town.person("Mia"), town.person("Priya")


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York", "Australia/Lord_Howe"])
async def test_whoever_moves_hears_everything_once_in_the_hours_of_the_new_place(
    town: Town, pair: tuple[PersonDriver, PersonDriver], zone: str
) -> None:
    mia, _ = pair
    before, heard_before = await nudges_of(town), len(mia.messages)
    await town.slack.change_person(mia.id, tz=zone)
    await town.settle()
    assert len(mia.messages) == heard_before, "a move itself brings nothing"

    await town.travel(days=50)

    after, heard = await nudges_of(town), mia.messages[heard_before:]
    assert planned_keys(before) == planned_keys(after)
    assert len(heard) >= 3
    assert_in_hours(heard, zone, time(9), time(17), range(5))
    assert not [row for row in after if row.recipient == mia.id and is_overdue(row, town)]


async def test_there_and_back_again_loses_and_doubles_nothing(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, _ = pair
    before, heard_before = await nudges_of(town), len(mia.messages)
    for zone in ("Pacific/Auckland", "America/New_York", "Europe/Copenhagen"):
        await town.slack.change_person(mia.id, tz=zone)
        await town.travel(hours=7)
    await town.travel(days=50)

    after = await nudges_of(town)
    said = [row for row in after if row.recipient == mia.id and row.state is NudgeState.SENT and not row.is_merged]
    said_before = [row for row in before if row.recipient == mia.id and row.state is NudgeState.SENT]
    assert planned_keys(before) == planned_keys(after)
    assert len(mia.messages) - heard_before == len(said) - len(said_before)


@pytest.mark.parametrize(("hours", "days"), [(NIGHTS, {6, 0, 1, 2}), (SUNDAYS, {6})], ids=["at night", "on Sundays"])
async def test_other_hours_than_most_peoples_are_kept(town: Town, hours: dict[str, str], days: set[int]) -> None:
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    mia = town.person("Mia")
    async with town.bot.storage.transaction() as tx:
        await tx.execute(update(Participant).values(**hours))
    await publish(town)
    await town.travel(days=50)

    assert len(mia.messages) >= 4
    start, end = time.fromisoformat(hours["works_from"]), time.fromisoformat(hours["works_to"])
    assert_in_hours(mia.messages, "Europe/Copenhagen", start, end, days)


async def nudges_of(town: Town) -> list[Nudge]:
    async with town.bot.storage.read() as tx:
        return list(await journey.nudges(tx, town.slack.state.team_id, [1], *NudgeState))


def planned_keys(rows: Iterable[Nudge]) -> set[tuple[str, int, str]]:
    """What the journey planned, by its keys; planned on the way are a reminder that nobody met, and what is for both for each."""
    keys = {(row.step, row.occurrence, row.recipient) for row in rows if row.step != nudges.REMINDER}
    for_both = {(step, occurrence) for step, occurrence, recipient in keys if recipient == nudges.GROUP}
    return {key for key in keys if key[2] == nudges.GROUP or key[:2] not in for_both}


def is_overdue(row: Nudge, town: Town) -> bool:
    return row.state is NudgeState.PLANNED and row.due_at < town.clock.now()


def assert_in_hours(
    messages: Iterable[dict[str, str]], zone: str, start: time, end: time, weekdays: Iterable[int]
) -> None:
    for message in messages:
        at = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(ZoneInfo(zone))
        if start < end:
            assert start <= at.time() < end, at
            assert at.weekday() in set(weekdays), at
        else:
            assert at.time() >= start or at.time() < end, at
            assert (at.weekday() if at.time() >= start else (at.weekday() - 1) % 7) in set(weekdays), at
