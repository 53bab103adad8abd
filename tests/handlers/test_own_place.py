"""Looking after one's own place: status, profile, pause, resume, leave, the Home, and writing to the bot."""

from datetime import date

import pytest

from handlers.direct_message import understood
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.queries import enrolments
from storage.states import EnrolmentState
from tests.handlers.test_join import join, open_programme
from tests.town import Town


@pytest.fixture(name="mia")
async def mia_with_a_place(town: Town) -> PersonDriver:
    """Mia, with a place as a mentee."""
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    return mia


async def test_status_says_that_one_is_not_yet_matched(mia: PersonDriver) -> None:
    outcome = await mia.command("/mentor status")

    assert "Across the house" in visible_text(outcome.response)


async def test_status_without_a_place_offers_to_join(town: Town) -> None:
    await open_programme(town)
    outcome = await town.person("Noah").command("/mentor status")

    assert "open:join" in str(outcome.response)


async def test_the_home_shows_my_programmes_and_what_is_open(town: Town, mia: PersonDriver) -> None:
    await mia.open_home()
    await town.settle()

    assert mia.home is not None
    assert "Across the house" in visible_text(mia.home)


@pytest.mark.usefixtures("mia")
async def test_a_coordinators_home_shows_the_programme_at_a_glance(town: Town) -> None:
    anna = town.person("Anna")
    await anna.open_home()
    await town.settle()

    assert "1 tilmeldt · 0 matchet · 1 ikke matchet endnu" in visible_text(anna.home)


async def test_a_pause_until_a_date_is_confirmed_and_shown(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor pause 24-04-2026")
    await town.settle()
    outcome = await mia.submit({})
    assert outcome.acked

    status = await mia.command("/mentor status")
    assert "24" in visible_text(status.response)


async def test_a_pause_that_ended_before_it_began_is_refused_where_it_was_typed(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor pause")
    await town.settle()

    outcome = await mia.submit({"until": date(2026, 3, 1).isoformat()})

    assert "until" in outcome.errors


async def test_resuming_without_a_pause_is_answered_kindly(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor resume")
    await town.settle()

    assert mia.modal is not None


async def test_a_changed_introduction_is_kept(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor profile")
    await town.settle()
    await mia.press("place.change:introduction")
    await town.settle()
    await mia.submit({"introduction": "I am Mia and I ask many questions."})
    await town.settle()

    assert "many questions" in visible_text(mia.modal)


async def test_leaving_asks_first_and_then_gives_the_place_up(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor leave")
    await town.settle()
    await mia.submit({})
    await town.settle()

    outcome = await mia.command("/mentor status")
    assert "Across the house" not in visible_text(outcome.response)


@pytest.mark.parametrize("words", ["join", "I'd like a mentor", "Jeg vil gerne have en mentor", "tilmeld"])
async def test_writing_to_the_bot_leads_to_the_same_room(town: Town, words: str) -> None:
    await open_programme(town)
    noah = town.person("Noah")
    await noah.say(words)
    await town.settle()
    await noah.press("open:join")
    await town.settle()

    assert "Across the house" in visible_text(noah.modal)


async def test_words_it_does_not_understand_are_answered_with_a_persons_name(town: Town) -> None:
    await open_programme(town)
    noah = town.person("Noah")
    await noah.say("the fridge in the kitchen is broken")
    await town.settle()

    (answer,) = noah.messages
    assert "program" in answer["text"]
    assert f"<@{town.person('Bent').id}>" in answer["text"]


async def test_an_unknown_subcommand_is_answered_with_the_nearest(town: Town) -> None:
    outcome = await town.person("Noah").command("/mentor statsu")

    assert "/mentor status" in visible_text(outcome.response)


async def test_leaving_a_place_that_was_given_up_meanwhile_is_answered(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor leave")
    await town.settle()
    async with town.bot.storage.transaction() as tx:
        (place,) = await enrolments.of_person(tx, town.slack.state.team_id, mia.id)
        place.state = EnrolmentState.LEFT

    outcome = await mia.submit({})

    assert outcome.acked
    assert mia.modal is not None
    assert mia.modal["callback_id"] == "notice"


async def test_whoever_has_a_place_hears_that_a_programme_was_ended(town: Town, mia: PersonDriver) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await town.settle()
    await anna.press("programme.end")
    await town.settle()
    await town.travel(hours=20)

    assert "thank" in mia.messages[-1]["text"].lower() or "tak" in mia.messages[-1]["text"].lower()
    status = await mia.command("/mentor status")
    assert "Across the house" not in visible_text(status.response)


@pytest.mark.parametrize(
    ("words", "subcommand"),
    [
        ("join", "join"),
        ("I'd like a mentor", "join"),
        ("Jeg kunne godt tænke mig en mentor", "join"),
        ("jeg vil gerne være mentor", "join"),
        ("kan du hjælpe mig med noget?", "help"),
        ("jeg vil gerne holde pause i en måned", "pause"),
        ("I think I need to leave the programme", "leave"),
        ("hvem er min mentor nu?", "status"),
        ("Hello there, nice to meet you", "help"),
        ("status please", "status"),
        ("I would like a new match please, this does not work", None),
        ("the fridge in the kitchen is broken", None),
    ],
)
def test_what_is_understood_of_plain_words(words: str, subcommand: str | None) -> None:
    found = understood(words)

    assert (found.name if found else None) == subcommand


async def test_whoever_began_to_join_can_go_on_from_their_status(town: Town) -> None:
    await open_programme(town)
    noah = town.person("Noah")
    await noah.command("/mentor join")
    await town.settle()
    await noah.submit({})
    await noah.submit({"role": "mentor"})
    await noah.close(clear=True)

    status = await noah.command("/mentor status")

    assert "open:join" in str(status.response)
    assert "open:profile" not in str(status.response)


async def test_a_date_that_cannot_be_read_is_said_and_not_dropped(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor pause indtil jul")
    await town.settle()

    assert "kunne ikke læses" in visible_text(mia.modal)


async def test_there_is_nothing_to_pause_without_a_place(town: Town) -> None:
    noah = town.person("Noah")
    await noah.command("/mentor pause")
    await town.settle()

    assert noah.modal is not None
    assert noah.modal["callback_id"] == "notice"
