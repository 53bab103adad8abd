"""Two people who mentor each other: one beginning, one journey, one line where they stand."""

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
from storage.queries import answers, reports
from storage.states import Role
from tests.handlers.test_departures import place, publish, told
from tests.handlers.test_join import open_programme
from tests.town import Town

DAY = 24 * 60 * 60


@pytest.fixture(name="pair")
async def a_pair(town: Town) -> tuple[PersonDriver, PersonDriver]:
    """Mia and Priya, each mentor to the other, introduced; both read English."""
    programme = await open_programme(town)
    for name in ("Mia", "Priya"):
        await town.slack.change_person(town.person(name).id, locale="en-GB")
        await place(town, programme, name, Role.BOTH)
    await publish(town)
    return town.person("Mia"), town.person("Priya")


async def test_they_are_introduced_once_and_in_both_directions(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, priya = pair
    (kick_off,) = mia.group_messages
    assert priya.group_messages == [kick_off]
    words = visible_text(kick_off)
    assert "You mentor each other" in words
    assert words.count("· mentor and mentee") == 2
    assert "we mentor each other" in words  # the line to copy
    assert "Whoever is asked" in words
    for one, other in ((mia, priya), (priya, mia)):
        (matched,) = [each for each in one.messages if "There is a match for you" in each["text"]]
        shown = visible_text(matched)
        assert f"You and <@{other.id}> mentor each other" in shown
        assert f"<@{other.id}> can help with what you would like to work on" in shown
        assert f"<@{other.id}> would like to work on what you can help with" in shown
        assert shown.count("You share") == 1
        status = await one.command("/mentor status")
        line = f"• you and <@{other.id}> mentor each other"
        assert visible_text(status.response).count(line) == 1
    async with town.bot.storage.read() as tx:
        begun = await reports.relationships(tx, town.slack.state.team_id, 1)
    assert len(begun) == 2


async def test_they_are_one_pair_wherever_they_are_counted(town: Town) -> None:
    programme = await open_programme(town)
    for name in ("Mia", "Priya"):
        await place(town, programme, name, Role.BOTH)
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    assert "ét par" in visible_text(anna.modal)
    assert "Ét par" in str([each.get("confirm") for each in buttons(anna.modal or {})])
    await anna.press("match.matches")
    await town.settle()
    assert "er ét par og står her én gang i hver retning" in visible_text(anna.modal)

    await publish(town)
    await anna.command("/mentor report")
    await town.settle()
    assert "0 af 1 relationer" in visible_text(anna.modal)


@pytest.mark.slow
async def test_nobody_hears_the_same_twice_on_their_way(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    mia, priya = pair
    await town.travel(days=200)

    for person in pair:
        alone = [each for each in person.messages if each["ts"] > kick_off_of(mia)]
        everything = sorted(float(each["ts"]) for each in (*alone, *person.group_messages[1:]))
        days = [datetime.fromtimestamp(moment, UTC).date() for moment in everything]
        assert max(Counter(days).values()) == 1, days
        assert all((later - earlier).days >= 6 for earlier, later in pairwise(days[4:]))
    shared = Counter(each["text"] for each in mia.group_messages)
    assert max(shared.values()) == 1
    goodbyes = [each for each in mia.messages if "Thank you for being part of" in each["text"]]
    assert len(goodbyes) == 1
    starters = [visible_text(each) for each in (*mia.messages, *priya.messages)]
    assert sum("You hold the reins" in words for words in starters) == 2


async def test_one_answer_is_noted_for_both(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    asked: list[PersonDriver] = []
    while not asked:
        await town.travel(days=1)
        asked = [person for person in pair if "A short question" in person.messages[-1]["text"]]
    await asked[0].press("check_in.met")
    await town.settle()

    async with town.bot.storage.read() as tx:
        noted = await answers.meetings_noted(tx, town.slack.state.team_id, [1, 2])
    assert noted[1] == noted[2]
    assert noted[1][1] == 1
    status = await pair[0].command("/mentor status")
    assert visible_text(status.response).count("last meeting noted") == 1


async def test_a_pause_is_told_once(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    mia, priya = pair
    before = len(priya.messages)
    await mia.command("/mentor pause 30-04-2026")
    await town.settle()
    await mia.submit({})
    await town.travel(hours=26)

    assert [f"<@{mia.id}> is away" in visible_text(each) for each in priya.messages[before:]].count(True) == 1


async def test_leaving_ends_both_and_is_told_once(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    mia, priya = pair
    before = len(priya.messages)
    await mia.command("/mentor leave")
    await town.settle()
    await mia.submit({})
    await town.travel(days=60)

    assert len(priya.messages) == before + 1
    assert "has given up their place" in told(priya)
    status = await priya.command("/mentor status")
    assert f"<@{mia.id}>" not in visible_text(status.response)


def kick_off_of(person: PersonDriver) -> str:
    return str(person.group_messages[0]["ts"])
