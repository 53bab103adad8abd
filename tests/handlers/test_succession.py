"""Those who look after a programme go: who is left hears of it once, and somebody can take over."""

import pytest

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from tests.enrolments import add_coordinator
from tests.handlers.test_programme import press, run_by_grace, screen
from tests.town import Town


async def test_an_admin_takes_over_what_nobody_runs_any_more(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    anna = await in_english(town, "Anna")
    await town.slack.change_person(grace.id, deleted=True)
    await town.slack.change_person(grace.id, deleted=True, title="Gone")
    await town.travel(hours=2)

    (told,) = anna.messages
    assert f"<@{grace.id}> ran Across the house and is no longer here" in told["text"]
    await anna.press("open:programme")
    await town.settle()
    assert "Nobody who ran this programme is here any more" in screen(anna)
    await press(town, anna, "programme.take_over")
    assert "You run Across the house now" in screen(anna)

    await press(town, anna, "programme.close")
    assert "Enrolment in Across the house is closed" in screen(anna)
    bent = await in_english(town, "Bent")
    await bent.command("/mentor programme")
    await town.settle()
    assert "Across the house" not in screen(bent)


async def test_a_second_one_who_takes_over_is_told_who_was_first(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    anna, bent = await in_english(town, "Anna"), await in_english(town, "Bent")
    await town.slack.change_person(grace.id, deleted=True)
    await town.settle()
    for admin in (anna, bent):
        await admin.command("/mentor programme")
        await town.settle()
    stale = bent.modal
    await press(town, anna, "programme.take_over")

    await press(town, bent, "programme.take_over", shown=stale)

    assert "turn to one of them: Anna" in screen(bent)


async def test_nobody_else_is_shown_or_may_take_over(town: Town) -> None:
    grace, oliver = await run_by_grace(town, state="open"), town.person("Oliver")
    anna = await in_english(town, "Anna")
    await town.slack.change_person(grace.id, deleted=True)
    await town.settle()
    await anna.command("/mentor programme")
    await town.settle()

    await press(town, oliver, "programme.take_over", shown=anna.modal)
    assert "One of these can take over, by typing `/mentor programme`: Anna" in screen(oliver)


async def test_while_one_coordinator_is_left_nobody_is_troubled(town: Town) -> None:
    grace, oliver = await run_by_grace(town, state="open"), town.person("Oliver")
    await add_coordinator(town.bot.storage, town.slack.state.team_id, 1, oliver.id)
    anna = await in_english(town, "Anna")
    await town.slack.change_person(grace.id, deleted=True)
    await town.travel(hours=2)

    assert anna.messages == oliver.messages == []
    await anna.command("/mentor programme")
    await town.settle()
    assert "Across the house" not in screen(anna)


async def test_a_contact_who_goes_is_told_once_to_those_who_can_name_another(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    hugh, anna = town.person("Hugh"), town.person("Anna")
    await town.slack.change_person(hugh.id, deleted=True)
    await town.slack.change_person(hugh.id, deleted=True, title="Gone")
    await town.travel(hours=2)

    (told,) = grace.messages
    assert f"<@{hugh.id}>, the person to turn to in Across the house, is no longer here" in told["text"]
    assert anna.messages == []
    await grace.press("open:programme")
    await press(town, grace, "programme.edit")
    outcome = await grace.submit({"contact": town.person("Oliver").id})
    assert not outcome.errors


@pytest.mark.parametrize("contact_first", [False, True])
async def test_the_admins_hear_of_a_contact_where_no_coordinator_is_left(town: Town, *, contact_first: bool) -> None:
    grace, hugh = await run_by_grace(town, state="open"), town.person("Hugh")
    anna = await in_english(town, "Anna")
    for gone in (hugh, grace) if contact_first else (grace, hugh):
        await town.slack.change_person(gone.id, deleted=True)
    await town.travel(hours=2)

    assert [f"<@{hugh.id}>" in visible_text(each) for each in anna.messages] == [False, True]


async def in_english(town: Town, name: str) -> PersonDriver:
    person = town.person(name)
    await town.slack.change_person(person.id, locale="en-GB")
    await town.settle()
    return person
