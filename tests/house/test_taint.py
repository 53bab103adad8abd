"""Promise 3, executed: marked words are planted wherever people can write, and looked for wherever they could turn up."""

import logging
from pathlib import Path

import pytest

from bot.logs import JsonLines
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from sandbox.state import ConversationKind
from tests.handlers.test_join import open_programme
from tests.town import Town

OWN_WORDS = "MARKwanted"
OFFER = "MARKoffered"
HOPE = "MARKexpectation"
MOTIVE = "MARKmotivation"
FACE = "MARKintroduction"
LETTER = "MARKletter"
MUMBLE = "MARKmumble"
TALK = "MARKconversation"
WHISPER = "MARKbetweentwo"
PURPOSE = "MARKpurpose"
TOPIC = "MARKtopic"
GOAL = "MARKgoal"
OURS = {"bot", "handlers", "mentoring", "prompts", "storage"}
EVERYTHING = (OWN_WORDS, OFFER, HOPE, MOTIVE, FACE, LETTER, MUMBLE, TALK, WHISPER)
OF_THE_PROGRAMME = (PURPOSE, TOPIC, GOAL)
"""What coordinators write of a programme is for everybody who may join, but for nobody's log."""


async def test_marked_words_are_only_where_they_were_promised_to_be(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await open_programme(town, purpose=f"{PURPOSE} of it all", topic=f"{TOPIC} of the year", goals=["leadership", GOAL])
    mia, grace, anna, bent = (town.person(name) for name in ("Mia", "Grace", "Anna", "Bent"))
    await join_with_marks(town, mia, role="mentee")
    await join_with_marks(town, grace, role="mentor")
    await mia.say(f"{MUMBLE} is nothing that a program understands")
    await town.settle()
    await match(town, anna)
    conversation = mia.group_messages[0]["channel"]
    await mia.say(f"Between us: {TALK} from {mia.id}", channel=conversation)
    await grace.say(f"Between us, <@{town.slack.state.app_user}>: {TALK} from {grace.id}", channel=conversation)
    await mia.say(f"Only you: {WHISPER}", channel=direct_message_between(town, mia, grace))
    await town.travel(days=40)
    await ask_for_help(town, mia)
    report = await read_report(town, anna)

    stored = bytes_of_the_database(town)
    logged = "\n".join(JsonLines().format(record) for record in caplog.records if lets_through(record))
    assert "Across the house" in stored, "What is not sealed can be found, so the search finds"
    for mark in EVERYTHING:
        assert mark not in stored, f"{mark} lies unsealed in the database"
        assert mark not in logged, f"{mark} is in the logs"
        assert mark not in report, f"{mark} is in the report"
        assert mark not in said_to(anna), f"{mark} reached the coordinator"
    for mark in OF_THE_PROGRAMME:
        assert mark in stored, f"{mark} is no secret: the search would find what is kept open"
        assert mark not in logged, f"{mark} is in the logs"
    assert FACE in said_to(grace), "An introduction is there for the match to read"
    assert LETTER in said_to(bent), "A letter reaches the person it was written to"
    for mark in (OFFER, HOPE, MOTIVE, MUMBLE, TALK, WHISPER, FACE):
        assert mark not in said_to(bent), f"{mark} reached the contact"
    for mark in (MOTIVE, MUMBLE, LETTER, TALK, WHISPER):
        assert mark not in said_to(grace), f"{mark} was said to the match by the bot"
        assert mark not in said_to(town.person("Noah")), f"{mark} reached a stranger"


def direct_message_between(town: Town, one: PersonDriver, other: PersonDriver) -> str:
    """The two people's own direct message, in which the bot is not."""
    return town.slack.state.add_conversation(ConversationKind.IM, [one.id, other.id]).id


async def join_with_marks(town: Town, person: PersonDriver, *, role: str) -> None:
    offer = {"offered": ["leadership"], "offered_in_own_words": f"{OFFER} {person.id}"} if role == "mentor" else {}
    await person.command("/mentor join")
    await town.settle()
    for fields in (
        {},
        {"role": role},
        {"wanted": ["leadership"], "wanted_in_own_words": f"{OWN_WORDS} {person.id}", **offer},
        {"languages": ["da", "en"]},
        {},
        {"expectation": f"{HOPE} {person.id}", "motivation": f"{MOTIVE} {person.id}"},
        {"interest_in_me": "2"},
        {"introduction": f"{FACE} {person.id}"},
    ):
        outcome = await person.submit(fields)
        assert not outcome.errors, outcome.errors
    await town.settle()


async def match(town: Town, anna: PersonDriver) -> None:
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()
    await anna.close(clear=True)
    await town.travel(days=8)


async def ask_for_help(town: Town, mia: PersonDriver) -> None:
    question = next(message for message in reversed(mia.messages) if "check_in.help" in str(message))
    await mia.press("check_in.help", message=question)
    await town.settle()
    await mia.press("help_offer.contact")
    await town.settle()
    await mia.submit({"words": f"{LETTER}: we talk past each other"})
    await town.settle()
    await town.travel(days=1)


async def read_report(town: Town, anna: PersonDriver) -> str:
    """The report and its sheet, as the coordinator gets them."""
    await anna.command("/mentor report")
    await town.settle()
    shown = visible_text(anna.modal)
    await anna.press("report.csv")
    await town.settle()
    sheet = b"".join(file["content"] for file in anna.files).decode("utf-8-sig")
    assert sheet
    return shown + sheet


def lets_through(record: logging.LogRecord) -> bool:
    """What an installation logs at its most talkative: all of ours, and of libraries what is wrong."""
    return record.name.partition(".")[0] in OURS or record.levelno >= logging.WARNING


def said_to(person: PersonDriver) -> str:
    """Everything that the bot ever wrote where this person reads it."""
    return "\n".join(visible_text(message) + message["text"] for message in (*person.messages, *person.group_messages))


def bytes_of_the_database(town: Town) -> str:
    path = town.bot.settings.database_file
    assert path is not None
    return "".join(part.read_bytes().decode("latin-1") for part in (path, Path(f"{path}-wal")) if part.exists())
