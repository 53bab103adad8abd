"""What people write who need something else than a subcommand: a person, help at once, or to know who sees what."""

import pytest

from handlers.plain_words import asks_about_data, may_be_in_danger, understood, wants_a_person
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from tests.handlers.test_join import join, open_programme
from tests.town import Town

DANGER = (
    "I want to kill myself",
    "I\N{RIGHT SINGLE QUOTATION MARK}ve thought of suicide",
    "I don't want to live",
    "sometimes I hurt myself",
    "I want to end my life",
    "jeg tænker på selvmord",
    "Jeg vil ikke leve mere",
    "jeg har lyst til at gøre skade på mig selv",
    "jeg vil bare gerne dø",
)
ABOUT_DATA = (
    "slet mine data",
    "hvem ser mine svar?",
    "Hvem kan læse mine beskeder",
    "delete my data please",
    "who can see my answers?",
    "what about GDPR",
)
UNANSWERED = (
    "min mentor svarer ikke",
    "my mentor doesn't reply",
    "she does not answer me",
    "jeg har ikke hørt fra ham",
)
HARASSED = ("my mentor is harassing me", "jeg bliver chikaneret", "han truer mig")


@pytest.fixture
async def mia(town: Town) -> PersonDriver:
    """Mia reads Danish, and waits for a match; Bent is the contact."""
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    return mia


@pytest.mark.parametrize("words", DANGER)
def test_whoever_may_harm_themselves_is_understood(words: str) -> None:
    assert may_be_in_danger(words)


@pytest.mark.parametrize("words", [*UNANSWERED[:3], *HARASSED])
def test_whoever_waits_in_vain_or_is_harassed_wants_a_person(words: str) -> None:
    assert wants_a_person(words)
    assert not may_be_in_danger(words)


@pytest.mark.parametrize("words", ABOUT_DATA)
def test_whoever_asks_who_sees_what_is_understood(words: str) -> None:
    assert asks_about_data(words)


@pytest.mark.parametrize("words", ["help", "status", "join", "hvad kan jeg her?", "tak", "the fridge is broken"])
def test_plain_requests_are_none_of_these(words: str) -> None:
    assert not any(means(words) for means in (may_be_in_danger, asks_about_data, wants_a_person))


def test_giving_up_a_place_is_still_giving_up_a_place() -> None:
    words = "I want to give up my place"
    found = understood(words)
    assert found is not None
    assert found.name == "leave"
    assert not asks_about_data(words)


async def test_danger_is_answered_with_where_help_is_at_once_and_with_a_person(town: Town, mia: PersonDriver) -> None:
    await mia.say("Jeg vil ikke leve mere")
    await town.settle()

    answer = mia.messages[-1]
    assert "112" in visible_text(answer)
    assert f"<@{town.person('Bent').id}>" in visible_text(answer)
    assert "112" not in answer["text"], "what shows on a locked screen is neutral"
    assert town.person("Bent").messages == []


async def test_a_hard_time_offers_only_ways_that_are_there(town: Town, mia: PersonDriver) -> None:
    await mia.say("jeg har det svært")
    await town.settle()

    words = visible_text(mia.messages[-1])
    assert "Skriv direkte til vedkommende." in words
    assert "hvad der bliver sendt" not in words
    assert "112" not in words


async def test_who_asks_to_be_deleted_hears_who_can_do_it(town: Town, mia: PersonDriver) -> None:
    await mia.say("slet mine data")
    await town.settle()

    words = visible_text(mia.messages[-1])
    assert "docs/privacy.md" in words
    assert f"<@{town.person('Bent').id}>" in words


@pytest.mark.parametrize("words", ["Why this match?", "why did you match me with Priya", "Hvorfor dette match?"])
def test_whoever_asks_why_is_led_to_where_it_is_answered(words: str) -> None:
    meant = understood(words)
    assert meant is not None
    assert meant.name == "status"


@pytest.mark.parametrize(
    "words", ["I'm back", "I\N{RIGHT SINGLE QUOTATION MARK}m back again!", "Jeg er tilbage", "så er jeg tilbage igen"]
)
def test_whoever_says_that_they_are_back_goes_on(words: str) -> None:
    meant = understood(words)
    assert meant is not None
    assert meant.name == "resume"


@pytest.mark.parametrize("words", ["I am back on Monday 8 March", "jeg er tilbage på mandag", "is my mentor back?"])
def test_whoever_says_when_somebody_is_back_does_not_go_on_now(words: str) -> None:
    meant = understood(words)
    assert meant is None or meant.name != "resume"


@pytest.mark.parametrize(
    "words",
    [
        "How often do you write to me?",
        "too many messages, please",
        "hvor tit skriver du?",
        "jeg vil gerne have færre beskeder",
    ],
)
def test_whoever_asks_how_often_is_led_to_where_it_is_chosen(words: str) -> None:
    meant = understood(words)
    assert meant is not None
    assert meant.name == "profile"
