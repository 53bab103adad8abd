"""What was not delivered, as coordinators hear of it, look at it and mend it; and as nobody else does."""

import datetime as dt
from typing import Any

import pytest

from sandbox.faults import Fault
from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
from storage.outbox import MessageState, ToPerson
from storage.states import Kind, Role
from tests.enrolments import add_coordinator
from tests.mentoring.journeying import TEAM, Somebody, begin
from tests.town import MONDAY, Town
from tests.undelivered import MARKER
from tests.undelivered import undelivered as plant

POST = "chat.postMessage"
ENGLISH = ("U0MIA001", "U0JONAS1", "U0ANNA01", "U0BENT01")


@pytest.fixture
async def pair(town: Town) -> int:
    """Mia, Jonas's mentee since Monday; Anna coordinates and reads English here, Bent, an admin, is the contact."""
    await speak(town, "en-GB", *ENGLISH)
    return await begin(
        town.bot.storage,
        [Somebody(id="U0MIA001", role=Role.MENTEE), Somebody(id="U0JONAS1", role=Role.MENTOR)],
        Kind.ONE_TO_ONE,
        began=MONDAY,
        coordinator="U0ANNA01",
        contact="U0BENT01",
    )


async def speak(town: Town, locale: str, *slack_ids: str) -> None:
    for slack_id in slack_ids:
        await town.slack.change_person(slack_id, locale=locale)
    await town.settle()


async def opens(town: Town, who: str, words: str = "undelivered") -> PersonDriver:
    person = town.person(who)
    await person.command(f"/mentor {words}")
    await town.settle()
    return person


async def press(town: Town, person: PersonDriver, action_id: str, value: Any = None) -> None:
    outcome = await person.press(action_id, value)
    assert outcome.acked, outcome
    await town.settle()


def screen(person: PersonDriver) -> str:
    return visible_text(person.modal or {})


def presses(person: PersonDriver) -> list[str]:
    assert person.modal is not None
    return [each["action_id"] for each in buttons(person.modal)]


@pytest.mark.usefixtures("pair")
async def test_a_starter_that_slack_refused_is_heard_of_understood_and_tried_again(town: Town) -> None:
    mia, anna = town.person("Mia"), town.person("Anna")
    town.slack.faults.next(POST, Fault.ERROR, code="is_archived")
    await town.travel(days=5)
    assert not mia.messages
    (news,) = anna.messages
    assert news["text"] == "Across the house: something was not delivered."
    assert "one message was not delivered, or may not have been" in visible_text(news)

    await press(town, anna, "open:undelivered")
    seen = screen(anna)
    assert f"*A conversation starter* for <@{mia.id}>" in seen
    assert "the place it was meant for is archived" in seen
    assert "Due on Thursday 5 March at 09:" in seen

    await press(town, anna, "undelivered.again")
    assert "Is tried again" in screen(anna)
    assert "undelivered.leave" not in presses(anna)
    assert not mia.messages, "It is Saturday"
    await town.travel(days=2, hours=2)
    (starter,) = mia.messages
    assert starter["text"] == "Across the house: You hold the reins"
    await press(town, anna, "undelivered.page:here")
    assert "Has been delivered now" in screen(anna)
    assert "nothing to look after" in screen(await opens(town, "Anna"))
    assert len(anna.messages) == 1, "What is mended is no news"


@pytest.mark.usefixtures("pair")
async def test_what_reached_a_person_after_all_does_not_come_twice(town: Town) -> None:
    mia, anna = town.person("Mia"), town.person("Anna")
    town.slack.faults.next(POST, Fault.ACCEPTED_THEN_DROPPED)
    town.slack.faults.next("conversations.history", Fault.ERROR, code="missing_scope")
    await town.travel(days=5)
    assert len(mia.messages) == 1
    await opens(town, "Anna")
    assert "did not let me look. Ask them" in screen(anna)

    await press(town, anna, "undelivered.again")
    await town.travel(minutes=2)
    await press(town, anna, "undelivered.page:here")
    assert "Has been delivered now" in screen(anna)
    assert len(mia.messages) == 1, "The bot looked first"


@pytest.mark.usefixtures("pair")
async def test_what_a_group_may_have_had_is_tried_again_only_after_a_warning(town: Town) -> None:
    mia, anna = town.person("Mia"), town.person("Anna")
    await until_a_group_message_is_lost(town)
    assert len(mia.group_messages) == 1
    await opens(town, "Anna")
    assert "I may not look into their conversation" in screen(anna)
    assert "<@U0MIA001> and <@U0JONAS1>" in screen(anna)
    assert anna.modal is not None
    (again,) = [each for each in buttons(anna.modal) if each["action_id"] == "undelivered.again"]
    assert "If it has, it comes twice" in again["confirm"]["text"]["text"]

    await press(town, anna, "undelivered.again")
    await town.travel(days=1)
    assert len(mia.group_messages) == 2, "As the warning said"


async def until_a_group_message_is_lost(town: Town) -> None:
    """Slack takes what the pair gets together on day 23, and does not say so."""
    await town.travel(days=22, hours=20)
    before = len(town.person("Mia").group_messages)
    assert not before
    town.slack.faults.at_random(POST, Fault.ACCEPTED_THEN_DROPPED, 1)
    await town.travel(days=1, hours=1)
    town.slack.faults.clear()
    await town.travel(minutes=2)


async def test_what_came_too_late_is_shown_and_can_only_be_left(town: Town, pair: int) -> None:
    anna = town.person("Anna")
    await plant(town.bot.storage, TEAM, "check_in", due_at=MONDAY, state=MessageState.EXPIRED, relationship_id=pair)
    await opens(town, "Anna")
    assert "too late to make sense" in screen(anna)
    assert presses(anna) == ["undelivered.leave"]
    await press(town, anna, "undelivered.leave")
    assert "Left: it will not be sent" in screen(anna)
    assert "nothing to look after" in screen(anna)


async def test_an_account_that_is_closed_is_one_line(town: Town, pair: int) -> None:
    for hours, kind in enumerate(("prompt", "check_in", "meeting_reminder")):
        due_at = MONDAY - dt.timedelta(hours=hours)
        await plant(
            town.bot.storage,
            TEAM,
            kind,
            due_at=due_at,
            to=ToPerson("U0MIA001"),
            error="user_disabled",
            relationship_id=pair,
        )
    anna = await opens(town, "Anna")
    assert "*3 messages* (a conversation starter, a check-in and a reminder) for <@U0MIA001>" in screen(anna)
    assert "Slack knows no open account here" in screen(anna)
    assert "Due between" in screen(anna)
    assert presses(anna) == ["undelivered.again", "undelivered.leave"]
    await press(town, anna, "undelivered.leave")
    assert "nothing to look after" in screen(anna)


async def test_a_code_nobody_knows_is_quoted(town: Town, pair: int) -> None:
    await plant(town.bot.storage, TEAM, "prompt", due_at=MONDAY, error="cosmic_rays", relationship_id=pair)
    assert 'called the reason "cosmic_rays"' in screen(await opens(town, "Anna"))


async def test_of_two_coordinators_the_second_is_told_kindly(town: Town, pair: int) -> None:
    await add_coordinator(town.bot.storage, TEAM, 1, "U0BENT01")
    await plant(town.bot.storage, TEAM, "prompt", due_at=MONDAY, to=ToPerson("U0MIA001"), relationship_id=pair)
    anna, bent = await opens(town, "Anna"), await opens(town, "Bent")
    await press(town, anna, "undelivered.again")
    await press(town, bent, "undelivered.again")
    assert "Somebody else has just looked after that one" in screen(bent)
    await town.travel(days=1)
    assert len(town.person("Mia").messages) == 1


async def test_a_press_delivered_twice_counts_once(town: Town, pair: int) -> None:
    await plant(town.bot.storage, TEAM, "prompt", due_at=MONDAY, to=ToPerson("U0MIA001"), relationship_id=pair)
    anna = await opens(town, "Anna")
    await press(town, anna, "undelivered.again")
    await town.slack.redeliver_last(anna.id)
    await town.settle()
    assert "Is tried again" in screen(anna)


async def test_nobody_but_those_it_belongs_to_sees_or_presses_anything(town: Town, pair: int) -> None:
    id_ = await plant(town.bot.storage, TEAM, "prompt", due_at=MONDAY, to=ToPerson("U0MIA001"), relationship_id=pair)
    assert "This is for coordinators" in screen(await opens(town, "Mia"))
    assert "nothing to look after" in screen(await opens(town, "Bent")), "An admin runs no programme by that alone"
    for name in ("Mia", "Bent"):
        person = town.person(name)
        await town.slack.forge_press(person.id, "undelivered.again", str(id_))
        await town.settle()
        assert "This is for coordinators" in screen(person)
    await town.travel(days=1)
    assert not town.person("Mia").messages


async def test_an_answer_that_was_lost_is_the_admins_and_bears_no_name(town: Town, pair: int) -> None:
    await plant(town.bot.storage, TEAM, "help_offer", due_at=MONDAY, to=ToPerson("U0MIA001"), relationship_id=pair)
    bent = await opens(town, "Bent")
    assert "*An answer or a short note* to somebody" in screen(bent)
    assert "U0MIA001" not in str(bent.modal)
    assert "help" not in screen(bent)
    await press(town, bent, "undelivered.again")
    await town.travel(days=1)
    assert len(town.person("Mia").messages) == 1


async def test_it_is_said_where_coordinators_look_anyway(town: Town, pair: int) -> None:
    anna, mia = town.person("Anna"), town.person("Mia")
    await plant(town.bot.storage, TEAM, "prompt", due_at=MONDAY, relationship_id=pair)
    sentence = "one message did not arrive, or may not have"
    await anna.open_home()
    await town.settle()
    assert sentence in visible_text(anna.home)
    assert sentence in screen(await opens(town, "Anna", "report"))
    await anna.command("/mentor status")
    await town.settle()
    assert sentence in visible_text(anna.ephemerals[-1])

    await mia.open_home()
    await town.settle()
    assert sentence not in visible_text(mia.home)
    await press(town, await opens(town, "Anna", "report"), "open:undelivered", "1")
    assert "A conversation starter" in screen(anna)


async def test_no_word_of_a_message_is_shown(town: Town, pair: int) -> None:
    for kind in ("prompt", "help_contact", "mentor_asked", "answer"):
        await plant(town.bot.storage, TEAM, kind, due_at=MONDAY, relationship_id=pair)
    for name in ("Anna", "Bent"):
        person = await opens(town, name)
        assert "not delivered" in screen(person).lower()
        assert MARKER not in str(person.modal)


async def test_one_press_tries_all_again_in_the_programme_one_looks_at(town: Town, pair: int) -> None:
    mia, jonas = "U0MIA001", "U0JONAS1"
    for number, who in enumerate((mia, jonas, mia)):
        due_at = MONDAY - dt.timedelta(hours=number)
        await plant(
            town.bot.storage,
            TEAM,
            "prompt",
            due_at=due_at,
            to=ToPerson(who),
            error=f"unreachable{number}",
            relationship_id=pair,
        )
    anna = await opens(town, "Anna", "report")
    await press(town, anna, "open:undelivered", "1")
    await press(town, anna, "undelivered.all")
    assert "3 messages are tried again" in screen(anna)
    assert "undelivered.all" not in presses(anna)
    await town.travel(days=1)
    assert (len(town.person("Mia").messages), len(town.person("Jonas").messages)) == (2, 1)
    await press(town, anna, "undelivered.page:here")
    assert screen(anna).count("Has been delivered now") == 3


async def test_pages_turn(town: Town, pair: int) -> None:
    for hours in range(12):
        due_at = MONDAY - dt.timedelta(hours=hours)
        await plant(town.bot.storage, TEAM, "prompt", due_at=due_at, state=MessageState.EXPIRED, relationship_id=pair)
    anna = await opens(town, "Anna")
    assert presses(anna).count("undelivered.leave") == 10
    await press(town, anna, "undelivered.page:older")
    assert presses(anna).count("undelivered.leave") == 2
    await press(town, anna, "undelivered.leave")
    assert presses(anna).count("undelivered.leave") == 1, "One stays on the page one is on"
    await press(town, anna, "undelivered.page:newer")
    assert presses(anna).count("undelivered.leave") == 10


@pytest.mark.usefixtures("pair")
async def test_all_of_it_in_danish(town: Town) -> None:
    await speak(town, "da-DK", "U0ANNA01")
    anna = town.person("Anna")
    town.slack.faults.next(POST, Fault.ERROR, code="user_disabled")
    await town.travel(days=5)
    assert anna.messages[0]["text"] == "Across the house: noget blev ikke leveret."
    await press(town, anna, "open:undelivered")
    assert "*En samtalestarter* til <@U0MIA001>" in screen(anna)
    assert "Slack kender ingen åben konto her" in screen(anna)
    assert "Skulle være sendt torsdag den 5. marts kl. 09." in screen(anna)
    await press(town, anna, "undelivered.again")
    assert "Bliver prøvet igen" in screen(anna)
    for words in ("uleveret", "ikke-leveret"):
        assert "Der er ikke noget at tage sig af" in screen(await opens(town, "Anna", words))
