"""Short stories in which every step is answered, and delivered a second time, which changes nothing.

No second message, no second row, nothing said differently; on Slack, and on a server that knows seven methods.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select, table

from mentoring.programmes import ProgrammeRules, rules_to_keep
from sandbox.interactions import Outcome
from sandbox.person import PersonDriver
from sandbox.reading import buttons
from sandbox.state import Json
from storage.models.row import Row
from tests.handlers.test_join import open_programme
from tests.town import Town

pytestmark = pytest.mark.slow

NOTES = {"inbox", "seen_requests"}
"""Tables that say what was delivered, and nothing else."""


@dataclass(frozen=True)
class Twice:
    """A town in which everything anybody does is delivered twice."""

    town: Town

    async def command(self, person: PersonDriver, text: str) -> None:
        await self._does(person, lambda: person.command(text))

    async def press(self, person: PersonDriver, action: str, message: Json | None = None) -> None:
        await self._does(person, lambda: person.press(action, message=message))

    async def submit(self, person: PersonDriver, **fields: Any) -> None:
        await self._does(person, lambda: person.submit(fields))

    async def say(self, person: PersonDriver, words: str) -> None:
        await self._does(person, lambda: person.say(words))

    async def _does(self, person: PersonDriver, act: Callable[[], Awaitable[Outcome]]) -> None:
        """Let somebody act, see that they get an answer, and that a second delivery of it changes nothing."""
        seen = self._seen_by(person)
        outcome = await act()
        assert outcome.acked, outcome
        assert not outcome.errors, outcome
        await self.town.settle()
        assert self._seen_by(person) != seen, "This was answered with silence"

        before = await self._everything()
        again = await self.town.slack.redeliver_last(person.id)
        await self.town.settle()
        assert again.acked, again
        after = await self._everything()
        assert after == before, [key for key in before | after if before.get(key) != after.get(key)]
        await self.town.travel(seconds=2)  # nobody does everything in one moment

    @staticmethod
    def _seen_by(person: PersonDriver) -> str:
        """What the bot shows to somebody: its messages, what only they see, and the screen in front of them."""
        return json.dumps([person.messages, person.ephemerals, person.modals], default=str)

    async def _everything(self) -> Json:
        """How many rows every table has, and what stands in every conversation."""
        async with self.town.bot.storage.read() as tx:
            rows = {
                name: await tx.scalar(select(func.count()).select_from(table(name)))
                for name in Row.metadata.tables
                if name not in NOTES
            }
        said = {
            key: [(message["user"], message["text"], str(message.get("blocks"))) for message in each.messages.values()]
            for key, each in self.town.slack.state.conversations.items()
        }
        return rows | said


@pytest.fixture
def twice(town: Town) -> Twice:
    return Twice(town)


async def test_joining_matching_and_meeting_happen_once(town: Town, twice: Twice) -> None:
    await open_programme(town)
    mia, grace, anna = town.person("Mia"), town.person("Grace"), town.person("Anna")
    await joins(twice, mia, "mentee")
    await joins(twice, grace, "mentor")

    await twice.command(anna, "/mentor match")
    await twice.press(anna, "match.matches")
    await twice.press(anna, "match.overview")
    await twice.press(anna, "match.publish")
    await anna.close(clear=True)
    await town.travel(days=40)
    question = next(each for each in reversed(mia.messages) if offers(each, "check_in.met"))
    await twice.press(mia, "check_in.met", question)
    await twice.press(mia, "check_in.rate:1")
    await twice.press(mia, "help_offer.ideas")
    await mia.close(clear=True)
    await twice.press(mia, "help_offer.contact")
    await twice.submit(mia, words="We talk past each other.")
    await twice.command(anna, "/mentor report")
    await twice.press(anna, "report.csv")


async def test_asking_mentors_first_happens_once(town: Town, twice: Twice) -> None:
    await open_programme(town, rules=rules_to_keep(ProgrammeRules(ask_first=True)))
    mia, grace, anna = town.person("Mia"), town.person("Grace"), town.person("Anna")
    await joins(twice, mia, "mentee")
    await joins(twice, grace, "mentor")
    await twice.command(anna, "/mentor match")
    await twice.press(anna, "match.publish")
    await anna.close(clear=True)
    await town.travel(days=5)
    news = next(each for each in reversed(anna.messages) if offers(each, "answer.decide"))
    await twice.press(anna, "answer.decide", news)
    await twice.press(anna, "answer.again")
    await anna.close(clear=True)
    await town.travel(days=3)
    question = next(each for each in reversed(grace.messages) if offers(each, "answer.yes"))
    await twice.press(grace, "answer.yes", question)
    await twice.command(grace, "/mentor full")
    await twice.command(grace, "/mentor full off")


async def test_looking_after_ones_place_happens_once(town: Town, twice: Twice) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await twice.say(mia, "I would like a mentor")
    await twice.press(mia, "open:join")
    await mia.close(clear=True)
    await joins(twice, mia, "mentee")
    await twice.command(mia, "/mentor")
    await twice.command(mia, "/mentor statsu")
    await twice.command(mia, "/mentor status")
    await twice.say(mia, "status")
    await twice.say(mia, "What is the weather like on the moon")
    await twice.command(mia, "/mentor profile")
    await twice.press(mia, "place.change:introduction")
    await twice.submit(mia, introduction="I am Mia, and I listen.")
    await mia.close(clear=True)
    await twice.command(mia, "/mentor pause")
    await twice.submit(mia)
    await mia.close(clear=True)
    await twice.say(mia, "resume")
    await twice.command(mia, "/mentor leave")
    await twice.submit(mia)


async def test_running_a_programme_happens_once(town: Town, twice: Twice) -> None:
    anna = town.person("Anna")
    await twice.command(anna, "/mentor programme")
    await twice.press(anna, "programme.new")
    await twice.submit(
        anna,
        name="Across",
        purpose="Meet",
        starts_on="2026-03-09",
        ends_on="2026-09-07",
        contact=town.person("Bent").id,
    )
    await twice.submit(anna)
    await twice.press(anna, "programme.open")
    await twice.press(anna, "programme.close")
    await twice.press(anna, "programme.end")


async def joins(twice: Twice, person: PersonDriver, role: str) -> None:
    goals = {"wanted": ["feedback"]} | ({"offered": ["feedback"]} if role == "mentor" else {})
    await twice.command(person, "/mentor join")
    for fields in ({}, {"role": role}, goals, {"languages": ["en"]}, {}, {}, {"interest_in_me": "3"}, {}):
        await twice.submit(person, **fields)
    await person.close(clear=True)


def offers(message: Json, action: str) -> bool:
    return any(each["action_id"] == action for each in buttons(message))
