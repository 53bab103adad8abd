"""The bot is stopped, time goes on, and another is started: what people were owed meanwhile comes once, at work."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.app import Bot
from mentoring.programmes import ProgrammeRules, rules_to_keep
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.states import Role
from tests.handlers.test_departures import place
from tests.handlers.test_join import open_programme
from tests.town import TEXTS, WORKER, Town

COPENHAGEN, LONDON = ZoneInfo("Europe/Copenhagen"), ZoneInfo("Europe/London")
NINE, HALF_PAST, FIVE = dt.time(9), dt.time(9, 30), dt.time(17)


@asynccontextmanager
async def away(town: Town, until: dt.datetime) -> AsyncIterator[Town]:
    """The town with a bot that was started when the one before had been gone for a while."""
    await town.bot.stop()
    town.clock.travel_to(until)
    async with Bot(town.bot.settings, town.clock, texts=TEXTS, worker=WORKER) as bot:
        await bot.directory_filled.wait()
        yield replace(town, bot=bot)


@pytest.fixture(name="pair")
async def a_pair_to_be_introduced(town: Town) -> tuple[PersonDriver, PersonDriver]:
    """Mia and Priya; Anna publishes on Monday in the evening, so that they are to hear in the morning."""
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await town.travel(hours=11)
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()
    mia, priya = town.person("Mia"), town.person("Priya")
    assert not mia.messages
    assert not priya.messages
    return mia, priya


@pytest.mark.parametrize(
    ("back", "day"),
    [
        (dt.datetime(2026, 3, 3, 22, tzinfo=COPENHAGEN), dt.date(2026, 3, 4)),
        (dt.datetime(2026, 3, 6, 23, 30, tzinfo=COPENHAGEN), dt.date(2026, 3, 9)),
        (dt.datetime(2026, 3, 4, 3, tzinfo=COPENHAGEN), dt.date(2026, 3, 4)),
    ],
    ids=["one evening", "over a weekend", "at night"],
)
async def test_back_at_night_it_says_in_the_morning_what_it_owed(
    town: Town, pair: tuple[PersonDriver, PersonDriver], back: dt.datetime, day: dt.date
) -> None:
    mia, priya = pair
    async with away(town, back) as later:
        await later.settle()
        assert [mia.messages, priya.messages] == [[], []], "nobody is woken"
        await later.travel(days=4)

    for person, zone in ((mia, COPENHAGEN), (priya, LONDON)):
        introduced, *_ = person.messages
        at = moment_of(introduced).astimezone(zone)
        assert (at.date(), NINE <= at.time() < HALF_PAST) == (day, True)
        assert [each["text"] for each in person.messages].count(introduced["text"]) == 1
    (kick_off,) = [each for each in posts(town, mia, priya) if moment_of(each).date() == day]
    assert dt.time(10) <= moment_of(kick_off).astimezone(COPENHAGEN).time() < FIVE, "when both are at work"


async def test_back_in_working_hours_it_says_at_once_what_it_owed(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, priya = pair
    async with away(town, dt.datetime(2026, 3, 4, 11, tzinfo=COPENHAGEN)) as later:
        await later.settle()
    assert len(mia.messages) == len(priya.messages) == 1
    assert len(posts(town, mia, priya)) == 1


async def test_a_month_away_brings_no_month_of_messages(town: Town, pair: tuple[PersonDriver, PersonDriver]) -> None:
    mia, _ = pair
    await town.travel(days=10)
    heard = len(mia.messages)
    async with away(town, dt.datetime(2026, 4, 15, 11, tzinfo=COPENHAGEN)) as later:
        await later.travel(days=1)
        assert len(mia.messages) - heard <= 2
        await later.travel(days=21)
    later_on = [moment_of(each).astimezone(COPENHAGEN).date() for each in mia.messages[heard:]]
    assert len(later_on) >= 2
    assert all((second - first).days >= 7 for first, second in pairwise(later_on[1:]))


async def test_a_mentor_whose_question_never_came_is_asked_anew_with_as_much_time(town: Town) -> None:
    programme = await open_programme(town, rules=rules_to_keep(ProgrammeRules(ask_first=True)))
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await town.travel(hours=11)
    anna, priya = town.person("Anna"), town.person("Priya")
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()
    heard = len(anna.messages)

    async with away(town, dt.datetime(2026, 3, 9, 12, tzinfo=COPENHAGEN)) as later:
        await later.travel(hours=3)
        (question,) = priya.messages
        assert "12 March" in visible_text(question), visible_text(question)
        await later.travel(hours=20)
        assert [visible_text(each) for each in anna.messages[heard:]] == [], (
            "nobody hears that she did not answer what she was not asked"
        )
        await priya.press("answer.yes")
        await later.travel(days=1)
    assert posts(town, town.person("Mia"), priya)


def moment_of(message: dict[str, str]) -> dt.datetime:
    return dt.datetime.fromtimestamp(float(message["ts"]), dt.UTC)


def posts(town: Town, *people: PersonDriver) -> list[dict[str, str]]:
    """What stands in the conversation that the bot opened for these people."""
    ids = {person.id for person in people}
    found = [each for each in town.slack.state.conversations.values() if ids <= set(each.members)]
    return [message for conversation in found for message in conversation.messages.values()]
