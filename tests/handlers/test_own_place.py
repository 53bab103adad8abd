"""Looking after one's own place: status, profile, pause, resume, leave, the Home, and writing to the bot."""

from datetime import date

import pytest

from handlers.plain_words import is_thanks, understood, wants_a_person
from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
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


async def test_whoever_asks_when_it_starts_reads_its_first_day(town: Town, mia: PersonDriver) -> None:
    await mia.say("Hvornår starter det?")
    await town.settle()
    await mia.open_home()
    await town.settle()

    for shown in (mia.messages[-1], mia.home):
        assert "fra mandag den 9. marts 2026" in visible_text(shown)


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


@pytest.mark.parametrize("words", ["tusind tak", "Thanks!", "ok"])
async def test_thanks_are_answered_kindly_and_briefly(town: Town, words: str) -> None:
    noah = town.person("Noah")
    await noah.say(words)
    await town.settle()

    (answer,) = noah.messages
    assert visible_text(answer) == answer["text"]
    assert "not understand" not in answer["text"]
    assert not buttons(answer)


async def test_a_hard_time_is_answered_with_a_person_and_nobody_is_told(town: Town, mia: PersonDriver) -> None:
    await mia.say("jeg har det svært med det hele")
    await town.settle()

    answer = mia.messages[-1]
    assert f"<@{town.person('Bent').id}> er den, du kan gå til i *Across the house*" in visible_text(answer)
    assert "help_offer.ask" not in str(answer), "without a match there is nothing to offer help with"
    assert town.person("Bent").messages == []


async def test_help_shows_newcomers_the_way_in_and_nobody_elses_commands(town: Town) -> None:
    await open_programme(town)
    shown = visible_text((await town.person("Priya").command("/mentor help")).response)

    assert "/mentor join" in shown
    for others in ("/mentor leave", "/mentor match", "/mentor report", "/mentor programme"):
        assert others not in shown
    assert f"<@{town.person('Bent').id}> is a person who can help you" in shown


async def test_help_shows_whoever_has_a_place_what_they_can_do_and_whom_they_can_turn_to(
    mia: PersonDriver, town: Town
) -> None:
    shown = visible_text((await mia.command("/mentor help")).response)

    assert "/mentor stop" in shown
    assert "/mentor rapport" not in shown
    assert f"<@{town.person('Bent').id}> er den, du kan gå til i *Across the house*" in shown


@pytest.mark.usefixtures("mia")
async def test_help_shows_coordinators_what_is_theirs(town: Town) -> None:
    shown = visible_text((await town.person("Anna").command("/mentor help")).response)

    for theirs in ("/mentor program", "/mentor match", "/mentor rapport"):
        assert theirs in shown


async def test_a_guest_hears_honestly_that_there_is_nothing_to_join(town: Town) -> None:
    await open_programme(town)
    guest = town.slack.person(next(each.id for each in town.slack.state.people.values() if each.is_restricted))
    shown = (await guest.command("/mentor help")).response

    assert "open:join" not in str(shown)
    assert "a guest cannot join" in visible_text(shown)


async def test_status_names_the_person_to_turn_to(town: Town, mia: PersonDriver) -> None:
    shown = visible_text((await mia.command("/mentor status")).response)

    assert f"<@{town.person('Bent').id}> er den, du kan gå til" in shown


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

    assert "Tak, fordi du stod klar" in visible_text(mia.messages[-1])
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
        ("Hvornår starter det egentlig?", "status"),
        ("When does the programme start?", "status"),
        ("Hello there, nice to meet you", "help"),
        ("status please", "status"),
        ("the fridge in the kitchen is broken", None),
    ],
)
def test_what_is_understood_of_plain_words(words: str, subcommand: str | None) -> None:
    found = understood(words)

    assert (found.name if found else None) == subcommand


@pytest.mark.parametrize(
    "words",
    [
        "thanks",
        "Thank you!",
        "thanks for the help",
        "tak",
        "Tusind tak :pray:",
        "mange tak for hjælpen",
        "ok",
        "Okay, thanks a lot",
        "ok, tak",
        ":+1:",
        ":pray::skin-tone-3: :tada:",
        "👍",
        "Fint",
        "det er godt",
    ],
)
def test_thanks_are_understood(words: str) -> None:
    assert is_thanks(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "help",
        "thanks, but I need help",
        "tak, men det går ikke",
        "ok hold",
        "the tak is on the roof",
        ":sob:",
        ":broken_heart:",
        "ok 😢",
        "thanks :sos:",
    ],
)
def test_what_says_more_than_thanks_is_no_thanks(words: str) -> None:
    assert not is_thanks(words)


@pytest.mark.parametrize(
    "words",
    [
        "I'm struggling",
        "I need help",
        "I\N{RIGHT SINGLE QUOTATION MARK}m stuck with my mentor",
        "it is not working",
        "I'd like some help",
        "Can I talk to a person?",
        "I would like a new match please, this does not work",
        "Jeg har det svært",
        "jeg har det virkelig ikke godt",
        "det går ikke",
        "Jeg har brug for hjælp",
        "tak, men det fungerer slet ikke",
        "kan jeg snakke med et menneske?",
        "jeg vil gerne have et nyt match",
    ],
)
def test_whoever_wants_a_person_is_understood(words: str) -> None:
    assert wants_a_person(words)


@pytest.mark.parametrize(
    "words",
    ["help", "hjælp", "kan du hjælpe mig med noget?", "what can you help with?", "I'd like a mentor", "det går godt"],
)
def test_whoever_only_asks_the_way_does_not_want_a_person(words: str) -> None:
    assert not wants_a_person(words)


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


@pytest.mark.parametrize("words", ["hej", "Hej!", "hello there"])
async def test_whoever_says_hello_is_greeted_before_they_are_told_what_there_is(town: Town, words: str) -> None:
    noah = town.person("Noah")
    await noah.say(words)
    await town.settle()

    shown = visible_text(noah.messages[-1])
    assert "Hej Noah" in shown or "Hello Noah" in shown
    assert shown.index("Noah") < shown.index("/mentor")


async def test_a_date_that_cannot_be_read_is_said_and_not_dropped(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor pause indtil jul")
    await town.settle()

    assert "kunne ikke læses" in visible_text(mia.modal)


async def test_a_day_that_has_passed_is_said_and_not_dropped(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor pause 2020-01-01")
    await town.settle()

    assert "allerede gået" in visible_text(mia.modal)
    assert "2020" not in str(mia.modal)


async def test_a_weekday_is_filled_in_as_the_next_one(town: Town, mia: PersonDriver) -> None:
    await mia.command("/mentor pause til fredag")
    await town.settle()

    assert "kunne ikke læses" not in visible_text(mia.modal)
    assert "2026-03-06" in str(mia.modal)


async def test_there_is_nothing_to_pause_without_a_place(town: Town) -> None:
    noah = town.person("Noah")
    await noah.command("/mentor pause")
    await town.settle()

    assert noah.modal is not None
    assert noah.modal["callback_id"] == "notice"
