"""Mentors are asked first: what each of them, their mentees and the coordinators see of it, through the local Slack."""

from typing import Any

from mentoring import programmes
from mentoring.programmes import ProgrammeRules, rules_to_keep
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from sandbox.state import Json
from storage.models.people import Person
from storage.states import Role
from tests.enrolments import add_coordinator, enrol
from tests.programmes import add_programme
from tests.town import Town

NAMES = ("Mia", "Noah", "Priya", "Hugh", "Anna", "Grace")


async def test_a_yes_brings_the_match_as_if_nobody_had_been_asked(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    priya, mia = town.person("Priya"), town.person("Mia")
    (question,) = priya.messages
    words = visible_text(question)
    assert question["text"] == "There is a question for you in Across the house. Open this message to read it."
    assert f"Would you be {mention(mia)}'s mentor" in words
    assert "would like to work on Giving and taking feedback" in words
    assert f"I am {mia.id}, and <@everyone> may know." in words
    assert "Please answer by Thursday 5 March at 17:00" in words
    assert not mia.messages

    await press(town, priya, "answer.yes")
    assert visible_text(priya.messages[0]).startswith("Thank you, noted.")
    await town.travel(days=1)
    assert "is your mentor" in visible_text(mia.messages[0])
    assert "You are mentor to" in visible_text(priya.messages[1])
    assert mia.group_messages == priya.group_messages != []


async def test_a_no_leads_to_another_mentor_and_nobody_hears_of_it(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya", "Hugh"))
    mia = town.person("Mia")
    first, second = in_the_order_asked(town, "Priya", "Hugh")
    seen = [everything(town.person(name)) for name in ("Mia", "Anna", "Grace")]

    await press(town, first, "answer.no")
    assert not second.messages
    assert [everything(town.person(name)) for name in ("Mia", "Anna", "Grace")] == seen
    await town.travel(days=1)
    assert [message["text"] for message in second.messages] == [
        "There is a question for you in Across the house. Open this message to read it."
    ]
    assert visible_text(second.messages[0]).startswith("*Would you be")
    assert not mia.messages

    await press(town, second, "answer.yes")
    await town.travel(days=2)
    (matched,) = mia.messages
    assert first.id not in str(matched)
    assert "declin" not in everything(first) + everything(second) + everything(town.person("Anna"))
    assert len(first.messages) == 1, "Whoever had the choice knows how it stands"


async def test_a_button_pressed_twice_by_another_or_too_late_is_answered_kindly(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    priya, noah = town.person("Priya"), town.person("Noah")
    value = button_of(priya.messages[0], "answer.no")["value"]
    await town.slack.forge_press(noah.id, "answer.yes", value)
    await town.settle()
    assert noah.modal is not None
    assert not town.person("Mia").messages

    await press(town, priya, "answer.no")
    await town.slack.forge_press(priya.id, "answer.yes", value)
    await town.settle()
    assert "the first answer stands" in screen(priya)
    await town.slack.forge_press(priya.id, "answer.yes", "4711")
    await town.settle()
    assert "changed" in screen(priya)


async def test_one_reminder_then_a_coordinator_decides_to_ask_again(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    priya, anna, grace = town.person("Priya"), town.person("Anna"), town.person("Grace")
    await town.travel(days=2, hours=2)
    assert [message["text"] for message in priya.messages][1:] == [
        "A reminder: a question in Across the house still waits for you."
    ]
    assert not anna.messages
    await town.travel(days=2)
    for coordinator in (anna, grace):
        (news,) = coordinator.messages
        assert f"{mention(priya)}, asked to be {mention(town.person('Mia'))}'s mentor" in visible_text(news)

    await press(town, anna, "answer.decide")
    assert mention(priya) in screen(anna)
    await press(town, anna, "answer.again")
    assert "put once more" in screen(anna)
    assert "nothing to decide" in screen(anna)
    assert all("not open any more" in visible_text(each) for each in priya.messages[:2])
    assert priya.messages[2]["text"].startswith("There is a question for you")

    await press(town, grace, "answer.decide")
    assert "nothing to decide" in screen(grace)
    await press(town, priya, "answer.yes", priya.messages[2])
    await town.travel(days=1)
    assert "is your mentor" in visible_text(town.person("Mia").messages[0])


async def test_a_coordinator_may_match_without_an_answer_or_leave_it(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    anna, mia = town.person("Anna"), town.person("Mia")
    await town.travel(days=4, hours=2)
    await press(town, anna, "answer.decide")
    await press(town, anna, "answer.match")
    assert "introduced to each other" in screen(anna)
    await town.travel(days=3)
    assert "is your mentor" in visible_text(mia.messages[0])


async def test_with_nobody_left_the_mentee_hears_not_yet_and_nothing_of_a_no(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    await press(town, town.person("Priya"), "answer.no")
    await town.travel(days=1)
    words = visible_text(town.person("Mia").messages[0])
    assert "A round of matches in Across the house is complete" in words.replace("*", "")
    assert "That says nothing about you" in words


async def test_full_takes_back_what_is_open_and_off_undoes_it(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    priya, anna = town.person("Priya"), town.person("Anna")
    await priya.command("/mentor full")
    await town.settle()
    words = visible_text(priya.ephemerals[-1])
    assert "you take no more mentees in Across the house" in words
    assert "A question that was open to you is taken back" in words
    assert "not open any more" in visible_text(priya.messages[0])
    await town.travel(days=1)
    assert "no mentor with a free place" in visible_text(town.person("Mia").messages[0])
    assert len(priya.messages) == 1, "Whoever is full waits for nobody, so there is no news for them"

    await priya.command("/mentor profile")
    await town.settle()
    assert "You take no more mentees for now" in screen(priya)
    await priya.close(clear=True)
    await anna.command("/mentor match")
    await town.settle()
    assert "0 of 2 enrolled" in screen(anna)
    await priya.command("/mentor optaget slut")
    await town.settle()
    assert "you take mentees again in Across the house" in visible_text(priya.ephemerals[-1])
    await press(town, anna, "match.again")
    assert "2 of 2 enrolled" in screen(anna)


async def test_full_is_for_mentors(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    mia = town.person("Mia")
    await mia.command("/mentor full")
    await town.settle()
    assert "You are not a mentor in any programme" in screen(mia)


async def test_written_to_the_bot_full_and_not_full_are_told_apart(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya",))
    priya = town.person("Priya")
    await priya.say("I'm full")
    await town.settle()
    assert "you take no more mentees" in visible_text(priya.messages[-1])
    await priya.say("full off")
    await town.settle()
    assert "you take mentees again" in visible_text(priya.messages[-1])


async def test_a_long_silence_ends_well_however_fast_time_runs(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya", "Hugh"))
    await town.travel(days=60)
    for mentor in ("Priya", "Hugh"):
        kinds = [message["text"][:20] for message in town.person(mentor).messages]
        assert kinds == ["This question is not", "This question is not"]
    assert [visible_text(each).count("asked to be") for each in town.person("Anna").messages] == [1, 1]
    assert [each["text"] for each in town.person("Mia").messages] == [
        "There is news about your place in Across the house. Open this message to read it."
    ]


async def test_a_pause_meanwhile_sends_the_question_on(town: Town) -> None:
    await asked(town, mentee="Mia", mentors=("Priya", "Hugh"))
    first, second = in_the_order_asked(town, "Priya", "Hugh")
    await first.command("/mentor pause")
    await town.settle()
    await first.submit({})
    await town.settle()
    await town.travel(days=1)
    assert "not open any more" in visible_text(first.messages[0])
    assert second.messages[0]["text"].startswith("There is a question for you")


async def test_in_danish(town: Town) -> None:
    await asked(town, mentee="Noah", mentors=("Priya",), danish=("Priya",))
    priya = town.person("Priya")
    words = visible_text(priya.messages[0])
    assert "Vil du være mentor for" in words
    await press(town, priya, "answer.full")
    assert visible_text(priya.messages[0]).startswith("Tak, det er noteret.")


async def test_the_switch_is_on_the_second_page_of_a_programme(town: Town) -> None:
    programme = await a_programme(town, asks=False)
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await town.settle()
    await press(town, anna, "programme.edit")
    await anna.submit({})
    await town.settle()
    await anna.submit({"answer": ["ask_first"]})
    await town.settle()
    async with town.bot.storage.read() as tx:
        assert (await programmes.find(tx, town.slack.state.team_id, programme)).asks_mentors


# What the stories say in a word


async def asked(town: Town, *, mentee: str, mentors: tuple[str, ...], danish: tuple[str, ...] = ()) -> None:
    """A round is published that asks its mentors first."""
    programme = await a_programme(town, danish=danish)
    team = town.slack.state.team_id
    about: dict[str, Any] = {"goals_wanted": ["feedback"], "languages": ["en"]}
    await enrol(town.bot.storage, team, programme, town.person(mentee).id, Role.MENTEE, **about)
    for mentor in mentors:
        await enrol(town.bot.storage, team, programme, town.person(mentor).id, Role.MENTOR, zone="Europe/Copenhagen")
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await press(town, anna, "match.publish")
    assert "asked first" in screen(anna)
    await anna.close(clear=True)
    await town.travel(hours=1)


async def a_programme(town: Town, *, asks: bool = True, danish: tuple[str, ...] = ()) -> int:
    team = town.slack.state.team_id
    async with town.bot.storage.transaction() as tx:
        for name in NAMES:
            person = await tx.get(Person, (team, town.person(name).id))
            assert person is not None
            person.locale = "da-DK" if name in danish else "en-GB"
    programme: int = await add_programme(
        town.bot.storage,
        team,
        coordinator=town.person("Anna").id,
        contact=town.person("Bent").id,
        rules=rules_to_keep(ProgrammeRules(ask_first=asks)),
    )
    await add_coordinator(town.bot.storage, team, programme, town.person("Grace").id)
    return programme


def in_the_order_asked(town: Town, *names: str) -> list[PersonDriver]:
    """Whoever has a question now comes first."""
    return sorted((town.person(name) for name in names), key=lambda person: not person.messages)


async def press(town: Town, person: PersonDriver, action: str, message: Json | None = None) -> None:
    await person.press(action, message=message)
    await town.settle()


def button_of(message: Json, action: str) -> Json:
    found: Json = next(
        each for block in message["blocks"] for each in block.get("elements", ()) if each.get("action_id") == action
    )
    return found


def screen(person: PersonDriver) -> str:
    assert person.modal is not None
    return visible_text(person.modal)


def everything(person: PersonDriver) -> str:
    return "\n".join(visible_text(each) + each["text"] for each in (*person.messages, *person.group_messages))


def mention(person: PersonDriver) -> str:
    return f"<@{person.id}>"
