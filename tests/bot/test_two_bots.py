"""Two bots on one PostgreSQL database: what one is told the other knows, both do what is due, and nobody hears it twice."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import directory
from bot.app import Bot
from bot.cli.sandbox import SandboxClock
from bot.clock import SettableClock
from bot.manifest import manifest
from bot.settings import Settings
from bot.slack import AmbiguousError
from sandbox.faults import Fault
from sandbox.reading import visible_text
from sandbox.server import LocalSlack
from storage.queries import enrolments
from storage.states import EnrolmentState, Role
from tests.conftest import postgresql_database
from tests.enrolments import enrol
from tests.handlers.test_join import join, open_programme
from tests.town import KEYS, MONDAY, TEXTS, WORKER, Town, open_town

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class TownOfTwo(Town):
    """A town in which Slack sends what comes to either of two bots in turn."""

    other: Bot

    async def settle(self) -> None:
        """Both do at the same time what there is to do; the second time what the first has made. Each begins every other day."""
        bots = (self.bot, self.other) if self.clock.now().day % 2 else (self.other, self.bot)
        for _ in range(2):
            await asyncio.gather(*(bot.settle() for bot in bots))

    async def travel(self, **by: float) -> None:
        """From moment to moment, as a single bot does."""
        to = self.clock.now() + timedelta(**by)
        while self.clock.now() < to:
            self.clock.travel_to(max(await self.bot.next_stop(to), self.clock.now()))
            await self.settle()


@pytest.fixture(name="town")
async def a_town_of_two(postgresql_template: str) -> AsyncIterator[TownOfTwo]:
    clock = SettableClock(MONDAY)
    async with (
        postgresql_database(postgresql_template, template=True) as url,
        LocalSlack(clock=SandboxClock(clock), manifest=manifest()) as slack,
    ):
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # as in tests.town
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
            database_url=url,
            mentor_keys=SecretStr(KEYS),
        )
        async with (
            Bot(settings, clock, texts=TEXTS, worker=WORKER) as one,
            Bot(settings, clock, texts=TEXTS, worker=WORKER) as other,
        ):
            await asyncio.gather(one.directory_filled.wait(), other.directory_filled.wait())
            yield TownOfTwo(slack=slack, bot=one, clock=clock, other=other)


async def test_of_bots_that_start_together_one_asks_slack_for_everybody(town: TownOfTwo) -> None:
    asked = town.slack.workspace.calls
    assert asked["users.list"] == 1

    town.clock.travel_to(town.clock.now() + directory.STILL_TRUE + timedelta(seconds=1))
    async with Bot(town.bot.settings, town.clock, texts=TEXTS, worker=WORKER) as late:
        await late.directory_filled.wait()
    assert asked["users.list"] == 2


async def test_a_bot_that_fails_to_list_everybody_leaves_it_to_another(town: TownOfTwo) -> None:
    town.clock.travel_to(town.clock.now() + 2 * directory.STILL_TRUE)
    town.slack.faults.next("users.list", Fault.SERVER_ERROR)
    fills = [directory.fill_once(bot.gateway, bot.services, town.slack.state.team_id) for bot in (town.bot, town.other)]
    one, other = await asyncio.gather(*fills, return_exceptions=True)
    assert {type(one), type(other)} == {AmbiguousError, type(None)}


def sent_twice(town: Town) -> list[str]:
    """The markers that more than one message in Slack carries."""
    everything = (message for each in town.slack.state.conversations.values() for message in each.messages.values())
    markers = Counter(message["metadata"]["event_payload"]["key"] for message in everything if "metadata" in message)
    assert markers
    return [marker for marker, count in markers.items() if count > 1]


async def has_delivered(bot: Bot) -> bool:
    return 'mentor_bot_messages_total{state="sent",lane="nudge"} 0' not in (await bot.watch.metrics()).splitlines()


async def what_six_people_hear(town: Town) -> list[list[str]]:
    """Of three pairs that Anna has published, within six weeks: each alone, and with the other."""
    programme = await open_programme(town)
    mentees, mentors = ("Mia", "Noah", "Yusuf"), ("Priya", "Hugh", "Grace")
    for name in (*mentees, *mentors):
        role = Role.MENTEE if name in mentees else Role.MENTOR
        facts = {"goals_wanted": ["network"], "goals_offered": ["network"]}
        await enrol(town.bot.storage, town.slack.state.team_id, programme, town.person(name).id, role, **facts)
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.travel(days=45)
    people = [town.person(name) for name in (*mentees, *mentors)]
    return [[message["text"] for message in (*each.messages, *each.group_messages)] for each in people]


async def test_each_step_of_a_form_may_reach_the_other_bot(town: TownOfTwo) -> None:
    programme = await open_programme(town)
    await join(town, town.person("Mia"), role="mentee")

    async with town.bot.storage.read() as tx:
        (place,) = await enrolments.of_person(tx, town.slack.state.team_id, town.person("Mia").id)
    assert (place.programme_id, place.state) == (programme, EnrolmentState.ENROLLED)
    assert len(town.person("Mia").messages) == 1


async def test_weeks_of_a_programme_are_carried_by_both_and_said_once_as_by_one(
    town: TownOfTwo, sqlite_template: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_town(sqlite_template, tmp_path) as town_of_one:
        expected = await what_six_people_hear(town_of_one)

    assert await what_six_people_hear(town) == expected
    assert sent_twice(town) == []
    assert await has_delivered(town.bot)
    assert await has_delivered(town.other)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_what_slack_sends_to_both_is_done_once(town: TownOfTwo) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await asyncio.gather(*(town.slack.socket.repeat(mia.id) for _ in range(4)))
    await town.settle()
    await mia.say("Is anybody there?")
    await asyncio.gather(*(town.slack.socket.repeat(mia.id) for _ in range(4)))
    await town.settle()

    assert len(mia.messages) == 2, "A welcome and an answer"
    assert sent_twice(town) == []


async def test_a_language_that_one_was_told_of_is_spoken_by_the_other(town: TownOfTwo) -> None:
    bent = town.person("Bent")
    for locale, hello in (("da-DK", "Du "), ("en-GB", "You "), ("da-DK", "Du ")):
        await town.slack.change_person(bent.id, locale=locale)
        await town.settle()
        answers = [visible_text((await bent.command("/mentor status")).response) for _ in range(2)]
        assert answers[0] == answers[1]
        assert hello in answers[0]
