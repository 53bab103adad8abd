"""What is measured of matching in the local Slack: the real bot in a process of its own, pressed and asked as by people."""

import asyncio
import itertools
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select, update

from benchmarks.enrolled import PROGRAMME, fill, opened
from benchmarks.fresh import Numbers
from benchmarks.processes import running
from bot.clock import Clock
from handlers.ids import Door, Match
from sandbox.person import PersonDriver
from sandbox.reading import buttons
from sandbox.server import LocalSlack
from sandbox.state import Person
from storage import Keyring
from storage.models.delivery import Outgoing
from storage.models.people import Participant
from storage.models.people import Person as Known

COORDINATOR = "U0ANNA01"
MEMBERS = ("U0MIA001", "U0JONAS1", "U0OLIVER", "U0PRIYA1", "U0KLARA1", "U0STEFA1", "U0LUCIA1", "U0KEIKO1")
"""People of the local Slack who are in the programme too."""
COMMANDS = ("/mentor help", "/mentor status")
SETTLING = 2.0
"""Seconds after its start in which the bot reads the people directory."""
READING = 3.0
"""Seconds that somebody takes to read their Home and find its button."""
AT_REST = 10.0
"""Seconds in which commands of others are timed while nothing else goes on."""
BETWEEN = 0.05
"""Seconds between two commands of others, whether or not the one before is answered: waiting would hide the slow ones."""
GOING_OUT = 60.0
"""Seconds in which commands of others are timed while a published round goes out."""
PATIENCE = 120.0
"""Seconds after which a draft that has not come is taken to never come."""

T = TypeVar("T")
Typed = tuple[PersonDriver, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An embedded database and the keys to what is sealed in it."""

    path: Path
    keys: str

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"


def pilot(people: int, runs: int) -> Numbers:
    """Seconds from the press to the draft, each in a new bot: of somebody who read their Home, and of somebody unexpected."""
    return asyncio.run(_pilot(people, runs))


def beside_a_large_round(people: int, runs: int) -> Numbers:
    """Milliseconds until others' commands are answered, at rest and while a round of so many is read, solved and kept."""
    return asyncio.run(_beside_a_large_round(people, runs))


def acks_beside_a_round(people: int) -> Numbers:
    """Milliseconds until others' commands are answered, at rest and while a published round of so many goes out."""
    return asyncio.run(_acks_beside_a_round(people))


async def _pilot(people: int, runs: int) -> Numbers:
    expected, unexpected = [], []
    async with _database(people) as database:
        for _ in range(runs):
            async with _bot(database) as slack:
                coordinator = slack.person(COORDINATOR)
                expected.append(await _until_drafted(coordinator, await _home_read(coordinator)))
            async with _bot(database) as slack:
                coordinator = slack.person(COORDINATOR)
                unexpected.append(await _until_drafted(coordinator, coordinator.command("/mentor match")))
    return {
        "median": statistics.median(expected),
        "worst": max(expected),
        "unexpected": statistics.median(unexpected),
    }


async def _beside_a_large_round(people: int, runs: int) -> Numbers:
    at_rest: list[float] = []
    beside: list[float] = []
    drafted: list[float] = []
    async with _database(people) as database:
        for _ in range(runs):
            async with _bot(database) as slack:
                typed = itertools.cycle((slack.person(member), command) for command in COMMANDS for member in MEMBERS)
                await _answers(typed, asyncio.sleep(1))  # so that what is filled at first use is filled
                quiet, _ = await _answers(typed, asyncio.sleep(AT_REST))
                coordinator = slack.person(COORDINATOR)
                pressing = await _home_read(coordinator)
                busy, seconds = await _answers(typed, _until_drafted(coordinator, pressing))
            at_rest, beside, drafted = at_rest + quiet, beside + busy, [*drafted, seconds]
    return {
        "at_rest_p99": 1000 * _p99(at_rest),
        "p99": 1000 * _p99(beside),
        "worst": 1000 * max(beside),
        "answers": len(beside),
        "draft_seconds": statistics.median(drafted),
    }


async def _acks_beside_a_round(people: int) -> Numbers:
    async with _database(people) as database:
        await _let_everybody_work_always(database)
        colleagues = await _colleagues(database)
        async with _bot(database) as slack:
            slack.state.people |= {each.id: each for each in colleagues if each.id not in slack.state.people}
            typed = itertools.cycle((slack.person(member), command) for command in COMMANDS for member in MEMBERS)
            coordinator = slack.person(COORDINATOR)
            await _until_drafted(coordinator, await _home_read(coordinator))
            at_rest, _ = await _answers(typed, asyncio.sleep(AT_REST))
            published = asyncio.create_task(_published(coordinator))
            going_out, _ = await _answers(typed, asyncio.sleep(GOING_OUT))
            await published
        copy = replace(database, path=database.path.with_name("copy.sqlite3"))
        messages = await _messages(copy)
    return {"at_rest_p99": 1000 * _p99(at_rest), "p99": 1000 * _p99(going_out), "messages": messages}


async def _published(coordinator: PersonDriver) -> None:
    await coordinator.press(Match.PUBLISH)


async def _let_everybody_work_always(database: Database) -> None:
    """Whatever day it is measured on, the round goes out at once."""
    async with opened(database.url, database.keys) as storage, storage.transaction() as tx:
        await tx.execute(update(Participant).values(works_from="00:00", works_to="23:59", weekdays="0123456"))


async def _colleagues(database: Database) -> list[Person]:
    """Everybody of the database, as the local Slack knows people."""
    async with opened(database.url, database.keys) as storage, storage.read() as tx:
        known = await tx.execute(select(Known.slack_id, Known.name, Known.zone))
        return [Person(id=row.slack_id, real_name=row.name, tz=row.zone) for row in known]


async def _messages(database: Database) -> int:
    async with opened(database.url, database.keys) as storage, storage.read() as tx:
        return await tx.scalar(select(func.count()).select_from(Outgoing)) or 0


@asynccontextmanager
async def _database(people: int) -> AsyncIterator[Database]:
    """A database with one programme that so many people have joined, to be copied for each bot."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=Path(folder) / "first.sqlite3", keys=Keyring.generate())
        await fill(
            database.url,
            database.keys,
            LocalSlack().state.team_id,
            people=people,
            coordinator=COORDINATOR,
            members=MEMBERS,
            now=Clock().now(),
        )
        yield database


@asynccontextmanager
async def _bot(database: Database) -> AsyncIterator[LocalSlack]:
    """A local Slack with a bot at rest, on a copy of this database."""
    copy = replace(database, path=database.path.with_name("copy.sqlite3"))
    for left_over in database.path.parent.glob("copy.*"):
        left_over.unlink()
    shutil.copy(database.path, copy.path)
    environment = {"DATABASE_URL": copy.url, "MENTOR_KEYS": copy.keys, "LOG_LEVEL": "ERROR"}
    async with LocalSlack(limits=False) as slack, running(slack, ["-m", "bot.cli", "run"], environment):
        await asyncio.sleep(SETTLING)
        yield slack


async def _home_read(coordinator: PersonDriver) -> Awaitable[object]:
    """Somebody opens their Home and reads it; what is left to do is to press the button for a round."""
    await coordinator.open_home()
    await coordinator.until(lambda seen: seen.home)
    await asyncio.sleep(READING)
    return coordinator.press(f"{Door.OPEN}:match", str(PROGRAMME))


async def _until_drafted(coordinator: PersonDriver, asking: Awaitable[object]) -> float:
    """Seconds from asking for a round until its draft can be published."""
    began = time.perf_counter()
    await asking
    await coordinator.until(_shows_draft, PATIENCE)
    return time.perf_counter() - began


def _shows_draft(seen: PersonDriver) -> bool:
    return seen.modal is not None and any(button["action_id"] == Match.PUBLISH for button in buttons(seen.modal))


async def _answers(typed: Iterator[Typed], while_: Coroutine[Any, Any, T]) -> tuple[list[float], T]:
    """Seconds that each command took which others typed meanwhile, one after the other, and what came of the rest."""
    async with asyncio.TaskGroup() as group:
        until, answers = group.create_task(while_), []
        while not until.done():
            answers.append(group.create_task(_answer(*next(typed))))
            await asyncio.wait({until}, timeout=BETWEEN)
    return [answer.result() for answer in answers], until.result()


async def _answer(person: PersonDriver, command: str) -> float:
    began = time.perf_counter()
    outcome = await person.command(command)
    if not outcome.response:
        raise RuntimeError(f"{command} was not answered: {outcome.error}")
    return time.perf_counter() - began


def _p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98]
