"""Along the way, as people see it: check-ins, ratings, help, the last questions, and goodbye."""

import datetime as dt

import pytest

from mentoring import check_ins
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.models.people import Person
from storage.queries import answers, enrolments
from storage.states import Kind, Role, Wave
from tests.mentoring.journeying import TEAM, Somebody, begin
from tests.town import MONDAY, Town


@pytest.fixture
async def mia(town: Town) -> PersonDriver:
    """Mia, Jonas's mentee since Monday; Anna coordinates, Bent is the contact. Everybody reads English here."""
    async with town.bot.storage.transaction() as tx:
        for slack_id in ("U0MIA001", "U0JONAS1", "U0ANNA01", "U0BENT01"):
            person = await tx.get(Person, (TEAM, slack_id))
            assert person is not None
            person.locale = "en-GB"
    await begin(
        town.bot.storage,
        [Somebody(id="U0MIA001", role=Role.MENTEE), Somebody(id="U0JONAS1", role=Role.MENTOR)],
        Kind.ONE_TO_ONE,
        began=MONDAY,
        coordinator="U0ANNA01",
        contact="U0BENT01",
    )
    return town.person("Mia")


async def asked(town: Town, mia: PersonDriver) -> None:
    """Come to Mia's first check-in."""
    await town.travel(days=17)
    assert mia.messages[-1]["text"] == "A short question from Across the house."


async def test_the_first_weeks_bring_words_a_reminder_and_a_check_in(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)

    starter, reminder, _ = mia.messages
    assert starter["text"] == "Across the house: You hold the reins"
    assert "Jonas" in visible_text(starter)
    assert "two times that suit you" in visible_text(reminder)


async def test_we_met_is_noted_and_rated_without_a_word_of_the_value(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)

    await mia.press("check_in.met")
    await town.settle()
    assert "how useful" in visible_text(mia.messages[-1])
    await mia.press("check_in.rate:4")
    await town.settle()

    assert visible_text(mia.messages[-1]) == "Thank you, noted."
    async with town.bot.storage.read() as tx:
        assert await answers.meetings_noted(tx, TEAM, [1]) == {1: (dt.date(2026, 3, 19), 1)}


async def test_a_low_rating_leads_to_the_contact_who_gets_what_mia_saw(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)
    await mia.press("check_in.met")
    await town.settle()
    await mia.press("check_in.rate:1")
    await town.settle()

    await mia.press("help_offer.contact")
    await town.settle()
    shown = visible_text(mia.modal or {})
    await mia.submit({"words": "We talk past each other."})
    await town.settle()
    await town.travel(days=1)

    (letter,) = town.person("Bent").messages
    sentence, *_, words = visible_text(letter).split("\n")
    assert sentence in shown
    assert words == "We talk past each other."
    assert "and to nobody else" in visible_text(mia.messages[-1])
    assert town.person("Anna").messages == []
    assert "talk past" not in visible_text(town.person("Jonas").messages[-1])


async def test_whoever_wrote_to_the_contact_can_still_have_ideas_and_a_new_match(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)
    await mia.press("check_in.help")
    await town.settle()
    await mia.press("help_offer.contact")
    await town.settle()
    await mia.submit({"words": ""})
    await town.settle()
    assert "and to nobody else" in visible_text(mia.messages[-1])

    await mia.press("help_offer.ideas")
    await town.settle()
    assert "Say what you need" in visible_text(mia.modal or {})
    await mia.close()
    await mia.press("help_offer.new_match")
    await town.settle()
    await mia.submit({})
    await town.travel(days=1)

    (word,) = town.person("Anna").messages
    assert "asks for a new match" in visible_text(word)


async def test_what_was_sent_is_said_where_the_form_was_and_a_second_try_names_the_contact(
    town: Town, mia: PersonDriver
) -> None:
    await asked(town, mia)
    await mia.press("check_in.help")
    await town.settle()
    await mia.press("help_offer.new_match")
    await town.settle()
    await mia.submit({})
    assert "It is sent to <@U0ANNA01>, and to nobody else" in visible_text(mia.modal)
    await mia.close(clear=True)
    await town.settle()

    await mia.command("/mentor help")
    await mia.press("help_offer.ask")
    await town.settle()
    await mia.close(clear=True)
    await mia.press("help_offer.new_match")
    await town.settle()

    assert "you can also write to Bent, who is there for you too" in visible_text(mia.modal)


async def test_not_now_can_be_thought_over(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)
    await mia.press("check_in.help")
    await town.settle()
    for _ in range(2):
        await mia.press("help_offer.not_now")
        await town.settle()
        await mia.press("help_offer.offer")
        await town.settle()

    assert "these are here for you" in visible_text(mia.messages[-1])


@pytest.mark.parametrize("door", ["/mentor help", "/mentor status"])
async def test_help_and_status_lead_to_the_contact_and_to_help(town: Town, mia: PersonDriver, door: str) -> None:
    answer = (await mia.command(door)).response
    assert "<@U0BENT01> is the person to turn to" in visible_text(answer)

    await mia.press("help_offer.ask")
    await town.settle()

    assert "four ways on" in visible_text(mia.modal or {})
    assert "these are here for you in Across the house" not in visible_text(mia.modal or {})
    assert "help_offer.contact" in str(mia.messages[-1])


async def test_a_hard_time_in_words_leads_to_the_contact_and_to_help(town: Town, mia: PersonDriver) -> None:
    await mia.say("I'm struggling")
    await town.settle()
    assert "<@U0BENT01> is the person to turn to in *Across the house*" in visible_text(mia.messages[-1])

    await mia.press("help_offer.ask")
    await town.settle()

    assert "help_offer.contact" in str(mia.messages[-1])
    assert town.person("Bent").messages == []


async def test_a_new_match_is_asked_for_in_private(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)
    await mia.press("check_in.help")
    await town.settle()
    await mia.press("help_offer.new_match")
    await town.settle()
    assert "no reason" in visible_text(mia.modal or {})
    heard_before = len(town.person("Jonas").messages)

    await mia.submit({})
    await town.travel(days=1)

    (word,) = town.person("Anna").messages
    assert "asks for a new match" in visible_text(word)
    assert len(town.person("Jonas").messages) == heard_before


async def test_ideas_are_read_in_private_and_the_offer_stays(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)
    await mia.press("check_in.help")
    await town.settle()
    await mia.press("help_offer.ideas")
    await town.settle()
    assert "Say what you need" in visible_text(mia.modal or {})
    await mia.close()

    await mia.press("help_offer.not_now")
    await town.settle()
    assert "Nothing was sent to anybody" in visible_text(mia.messages[-1])


async def test_not_yet_is_met_with_an_idea(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)

    await mia.press("check_in.not_yet")
    await town.settle()

    assert "If it helps" in visible_text(mia.messages[-1])


async def test_a_stale_button_is_answered_with_a_sentence(town: Town, mia: PersonDriver) -> None:
    await asked(town, mia)
    question = mia.messages[-1]
    await town.travel(days=40)
    async with town.bot.storage.read() as tx:
        latest = await answers.latest_check_in(tx, TEAM, 1)
    assert latest is not None
    assert latest.asked_at > MONDAY + dt.timedelta(days=17) + check_ins.SAME_QUESTION

    await mia.press("check_in.met", message=question)
    await town.settle()

    assert "more than a month old" in visible_text(mia.modal or {})


@pytest.mark.slow
async def test_the_last_questions_are_answered_once_more(town: Town, mia: PersonDriver) -> None:
    await town.travel(days=176)
    question = next(each for each in mia.messages if "three short questions" in each["text"])

    await mia.press("endings.questions", message=question)
    await town.settle()
    await mia.submit({"interest_in_me": "5"})
    await town.settle()

    async with town.bot.storage.read() as tx:
        (place,) = await enrolments.of_person(tx, TEAM, "U0MIA001")
        kept = await enrolments.baseline(tx, TEAM, [place.id], Wave.END)
    assert {row.question: row.value for row in kept} == {"interest_in_me": 5}
    assert "Thank you, noted." in [visible_text(each) for each in mia.messages]


@pytest.mark.slow
async def test_goodbye_says_thanks_to_each(town: Town, mia: PersonDriver) -> None:
    await town.travel(days=185)

    for name, take in (("Mia", "one thing you do differently"), ("Jonas", "one thing you learned")):
        words = visible_text(town.person(name).messages[-1])
        assert "Thank you for being part of Across the house" in words
        assert take in words
    assert mia.messages
