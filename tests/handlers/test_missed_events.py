"""What happened to people while the bot was down is caught up with when it starts, as if Slack's event had come."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot import directory
from handlers.services import Services
from mentoring import people
from mentoring.people import Profile
from sandbox.person import PersonDriver
from storage.queries import enrolments, journey
from storage.states import EnrolmentState, NudgeState, Role
from tests.handlers.test_departures import place, publish, told
from tests.handlers.test_join import open_programme
from tests.handlers.test_programme import run_by_grace
from tests.town import Town


@pytest.fixture(name="pair")
async def a_pair(town: Town) -> tuple[PersonDriver, PersonDriver]:
    """Mia and her mentor Priya, introduced."""
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await publish(town)
    for name in ("Mia", "Priya"):
        await town.slack.change_person(town.person(name).id, locale="en-GB")
    await town.settle()
    return town.person("Mia"), town.person("Priya")


async def test_a_departure_that_was_missed_is_told_once(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    mia, priya = pair
    before = len(priya.messages)
    town.slack.state.change_person(mia.id, deleted=True)

    await fill(town)
    await fill(town)
    await town.slack.change_person(mia.id, title="Gone")
    await town.travel(days=1)

    assert len(priya.messages) == before + 1
    assert f"<@{mia.id}>" in told(priya)
    async with town.bot.storage.read() as tx:
        (row,) = await enrolments.of_person(tx, town.slack.state.team_id, mia.id)
    assert row.state is EnrolmentState.LEFT


async def test_those_who_look_after_programmes_are_missed_too(town: Town) -> None:
    grace, anna = await run_by_grace(town, state="open"), town.person("Anna")
    town.slack.state.change_person(grace.id, deleted=True)

    await fill(town)
    await fill(town)
    await town.travel(days=1)

    (said,) = anna.messages
    assert f"<@{grace.id}>" in said["text"]


async def test_a_move_that_was_missed_moves_what_is_planned(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, _ = pair
    before = await planned(town, mia)
    town.slack.state.change_person(mia.id, tz="America/New_York")

    await fill(town)

    after = await planned(town, mia)
    assert before.keys() == after.keys()
    assert all(before[key] < after[key] for key in before)


async def test_another_language_is_spoken_from_then_on(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    mia, _ = pair
    in_english = await mia.command("/mentor status")
    town.slack.state.change_person(mia.id, locale="da-DK")

    await fill(town)

    assert (await known(town, mia)).locale == "da-DK"
    assert (await mia.command("/mentor status")).response != in_english.response


async def test_one_who_cannot_be_noted_holds_up_no_other_and_is_tried_again(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, noah = pair[0], town.person("Noah")
    for each in (mia, noah):
        town.slack.state.change_person(each.id, tz="America/New_York")

    with pytest.raises(ExceptionGroup, match="could not be noted"):
        await fill(town, replace(town.bot.services, journeys={}))
    assert [(await known(town, each)).zone == "America/New_York" for each in (mia, noah)] == [False, True]

    await fill(town)
    assert (await known(town, mia)).zone == "America/New_York"


async def fill(town: Town, services: Services | None = None) -> None:
    await directory.fill(town.bot.gateway, services or town.bot.services, town.slack.state.team_id)
    await town.settle()


async def known(town: Town, person: PersonDriver) -> Profile:
    async with town.bot.storage.read() as tx:
        profile = await people.known(tx, town.slack.state.team_id, person.id)
    assert profile is not None
    return profile


async def planned(town: Town, person: PersonDriver) -> dict[int, datetime]:
    """When what is still to come reaches somebody."""
    async with town.bot.storage.read() as tx:
        rows = await journey.nudges(tx, town.slack.state.team_id, [1], NudgeState.PLANNED)
    return {row.id: row.due_at for row in rows if row.recipient == person.id}
