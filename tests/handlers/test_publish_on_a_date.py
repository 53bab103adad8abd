"""Publishing on a date, as coordinators and the people they match see it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.models.rounds import Round
from storage.states import Role
from tests.enrolments import add_coordinator, enrol
from tests.programmes import add_programme
from tests.town import MONDAY, Town


async def test_a_draft_publishes_itself_on_the_day_that_was_chosen(town: Town) -> None:
    grace = await with_a_draft(town)
    await press(town, grace, "publishing.date")
    assert "It is checked once more then." in screen(grace)
    assert "From Tuesday 3 March to Sunday 6 September 2026" in screen(grace)
    assert "at 09:00 in London, when your working day begins" in screen(grace)
    assert "cannot be taken back" in screen(grace)
    await submit(town, grace, "2026-03-06")
    assert "Will be published on Friday 6 March at 09:00 in London" in screen(grace).replace("*", "")
    assert f"as asked by {mention(town, 'Grace')}" in screen(grace)
    assert buttons_of(grace) >= {"Publish now instead", "Another date…", "Take the date off"}
    assert buttons_of(grace).isdisjoint({"Publish", "Publish on a date…"})

    await town.travel(days=3, hours=23)
    for name in ("Oliver", "Priya", "Grace", "Anna"):
        assert not said_to(town, name)
    await town.travel(hours=2)
    (to_grace,) = said_to(town, "Grace")
    assert "on its way, as you asked: 2 people are introduced to their match" in to_grace
    assert len(said_to(town, "Oliver")) == len(said_to(town, "Priya")) == 1
    assert len(town.person("Oliver").group_messages) == 1
    await town.travel(days=2)
    assert len(said_to(town, "Grace")) == len(said_to(town, "Oliver")) == 1
    assert not said_to(town, "Anna")


async def test_in_danish_a_date_is_moved_and_taken_off_again(town: Town) -> None:
    grace, anna = await with_a_draft(town), town.person("Anna")
    await open_draft(town, anna)
    await press(town, anna, "publishing.date")
    assert "Fra tirsdag den 3. marts til søndag den 6. september 2026" in screen(anna)
    await submit(town, anna, "2026-03-04")
    assert "Bliver udgivet onsdag den 4. marts kl. 09.00 i København" in screen(anna).replace("*", "")

    await open_draft(town, grace)
    assert "Wednesday 4 March at 09:00 in Copenhagen" in screen(grace)
    await set_date(town, grace, "2026-03-05")
    (moved,) = said_to(town, "Anna")
    assert f"{mention(town, 'Grace')} har sat en ny dato" in moved
    assert "torsdag den 5. marts kl. 09.00 i London" in moved

    await press(town, anna, "publishing.take_off")
    assert "Udgiv på en dato…" in buttons_of(anna)
    await town.travel(hours=1)
    assert f"{mention(town, 'Anna')} has taken off the date" in said_to(town, "Grace")[0]
    await town.travel(days=5)
    assert not said_to(town, "Oliver")


async def test_a_day_that_has_come_or_comes_too_late_is_said_on_its_field(town: Town) -> None:
    grace = await with_a_draft(town)
    await press(town, grace, "publishing.date")
    for day, words in (("2026-03-02", "Choose tomorrow or a later day"), ("2026-09-07", "before the programme's last")):
        outcome = await grace.submit({"publish_on": day})
        assert words in outcome.errors["publish_on"]
    await press(town, grace, "match.overview")
    assert "Publish on a date…" in buttons_of(grace)


async def test_where_no_day_is_left_it_is_said_at_once(town: Town) -> None:
    grace = await with_a_draft(town, ends_on=(MONDAY + timedelta(days=1)).date())
    await press(town, grace, "publishing.date")
    assert "no day left between today and the last day of Across the house" in screen(grace)


async def test_a_draft_that_was_overtaken_is_told_to_those_who_run_it_and_to_nobody_else(town: Town) -> None:
    grace = await with_a_draft(town)
    await set_date(town, grace, "2026-03-04")
    await grace.close(clear=True)
    priya = town.person("Priya")
    await priya.command("/mentor leave")
    await town.settle()
    await priya.submit({})
    await enrol(town.bot.storage, town.slack.state.team_id, 1, town.person("Hugh").id, Role.MENTOR)
    await town.travel(days=2, hours=4)

    (news,) = [each for each in grace.messages if "was not published" in each["text"]]
    assert priya.id not in news["text"]
    assert f"{mention(town, 'Priya')} left the programme" in visible_text(news)
    assert any("har forladt programmet" in words for words in said_to(town, "Anna"))
    assert not said_to(town, "Oliver")

    await grace.press("open:match", message=news)
    await town.settle()
    assert buttons_of(grace) >= {"Publish", "Publish on a date…"}


async def test_published_now_instead_it_is_not_published_again(town: Town) -> None:
    grace, anna = await with_a_draft(town), town.person("Anna")
    await open_draft(town, anna)
    await set_date(town, anna, "2026-03-04")
    await open_draft(town, grace)
    await press(town, grace, "match.publish")
    assert "is published" in screen(grace)
    (told,) = said_to(town, "Anna")
    assert f"{mention(town, 'Grace')} har udgivet runden i Across the house nu" in told

    await press(town, anna, "publishing.take_off")
    assert "udgivet i mellemtiden, og det kan ikke tages tilbage" in screen(anna)
    await town.travel(days=3)
    assert len(said_to(town, "Oliver")) == len(town.person("Oliver").group_messages) == 1
    assert len(said_to(town, "Anna")) == 1
    assert not said_to(town, "Grace"), "Who pressed it knows"


async def test_a_clock_that_jumps_over_the_moment_publishes_late_and_says_so(town: Town) -> None:
    grace = await with_a_draft(town)
    await set_date(town, grace, "2026-03-04")
    await jump(town, MONDAY + timedelta(days=3))
    (told,) = said_to(town, "Grace")
    assert "It was to happen on Wednesday 4 March at 09:00 in London. I could not do it then" in told
    assert len(said_to(town, "Oliver")) == 1


async def test_a_clock_that_jumps_far_beyond_it_asks_first(town: Town) -> None:
    grace = await with_a_draft(town)
    await set_date(town, grace, "2026-03-04")
    await jump(town, MONDAY + timedelta(days=7))
    (told,) = said_to(town, "Grace")
    assert "was not published on its date" in told
    assert "after more than three days I would rather ask you" in told
    assert not said_to(town, "Oliver")


async def test_who_runs_nothing_presses_in_vain(town: Town) -> None:
    grace, oliver = await with_a_draft(town), town.person("Oliver")
    await set_date(town, grace, "2026-03-04")
    for action in ("publishing.take_off", "publishing.date"):
        await town.slack.forge_press(oliver.id, action, "1")
        await town.settle()
    await town.travel(days=3)
    assert "on its way" in said_to(town, "Grace")[0]


async def test_one_that_fails_holds_up_no_other_and_is_made_up_for(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    grace = await with_a_draft(town)
    await set_date(town, grace, "2026-03-04")
    await with_a_draft(town, name="Second", mentee="Mia", mentor="Hugh")
    await grace.submit({"programme": "2"})
    await town.settle()
    await set_date(town, grace, "2026-03-04")

    await set_zone_of_first(town, "Nowhere/Atall")
    await town.travel(days=2, hours=4)
    assert "round_not_published" in caplog.text
    await town.bot.ticks.publish_as_asked()
    caplog.clear()
    await town.bot.ticks.publish_as_asked()
    assert "round_not_published" not in caplog.text, "It has just failed, and is left alone for a while"
    assert not said_to(town, "Oliver")
    assert said_to(town, "Mia")
    await set_zone_of_first(town, "Europe/London")
    await town.travel(hours=2)
    assert said_to(town, "Oliver")


# What the tests say in a word


async def with_a_draft(town: Town, *, mentee: str = "Oliver", mentor: str = "Priya", **changes: Any) -> PersonDriver:
    """A programme of a pair, run by Anna and Grace; Grace, with its draft open where she runs no other."""
    storage, team, grace = town.bot.storage, town.slack.state.team_id, town.person("Grace")
    programme: int = await add_programme(
        storage, team, coordinator=town.person("Anna").id, contact=town.person("Bent").id, **changes
    )
    await add_coordinator(storage, team, programme, grace.id)
    for name, role in ((mentee, Role.MENTEE), (mentor, Role.MENTOR)):
        await enrol(storage, team, programme, town.person(name).id, role)
    await open_draft(town, grace)
    return grace


async def open_draft(town: Town, coordinator: PersonDriver) -> None:
    await coordinator.command("/mentor match")
    await town.settle()


async def set_date(town: Town, coordinator: PersonDriver, day: str) -> None:
    await press(town, coordinator, "publishing.date")
    await submit(town, coordinator, day)


async def submit(town: Town, coordinator: PersonDriver, day: str) -> None:
    outcome = await coordinator.submit({"publish_on": day})
    assert not outcome.errors, outcome.errors
    await town.settle()


async def press(town: Town, person: PersonDriver, action: str) -> None:
    await person.press(action)
    await town.settle()


async def jump(town: Town, to: datetime) -> None:
    """As if the bot had not been running until then."""
    town.clock.travel_to(to)
    await town.settle()
    await town.travel(days=1)


async def set_zone_of_first(town: Town, zone: str) -> None:
    async with town.bot.storage.transaction() as tx:
        (await tx.get_one(Round, 1)).publish_zone = zone


def screen(person: PersonDriver) -> str:
    assert person.modal is not None
    return visible_text(person.modal)


def buttons_of(person: PersonDriver) -> set[str]:
    """The labels of the buttons in front of somebody."""
    assert person.modal is not None
    rows = [block["elements"] for block in person.modal["blocks"] if block["type"] == "actions"]
    return {each["text"]["text"] for row in rows for each in row}


def mention(town: Town, name: str) -> str:
    return f"<@{town.person(name).id}>"


def said_to(town: Town, name: str) -> list[str]:
    return [visible_text(message) for message in town.person(name).messages]
