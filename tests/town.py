"""A whole town to test in: the local Slack, the real bot connected to it, a real database, a clock that can be moved."""

import shutil
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr

from bot.app import SOLVING, Bot
from bot.cli.sandbox import SandboxClock
from bot.clock import SettableClock
from bot.manifest import manifest
from bot.settings import Settings
from bot.worker import Worker
from prompts.texts import load_texts
from sandbox.faults import Fault
from sandbox.methods.table import METHODS
from sandbox.person import PersonDriver
from sandbox.server import LocalSlack
from sandbox.state import Person

KEYS = "9gqI6PQqDDmbtW3Wk3b0xiEKE7Qn0R4HbDN1hYyvJkM="
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXTS = load_texts(strict=True)
"""Read once for all towns: to read them, and to understand their grammar, is a tenth of what a town costs."""
WORKER = Worker(preload=SOLVING)
"""One for all towns, since its process takes longer to start than most tests take; closed after the last of them."""


@dataclass(frozen=True)
class Town:
    slack: LocalSlack
    bot: Bot
    clock: SettableClock

    def person(self, name: str) -> PersonDriver:
        """Somebody by their id, or by the beginning of their name."""
        for person in self.slack.state.people.values():
            if name == person.id or person.real_name.startswith(name):
                return self.slack.person(person.id)
        raise LookupError(f"Nobody here is called {name}")

    async def settle(self) -> None:
        """Return when the bot has nothing left to do at this moment."""
        await self.bot.settle()

    async def travel(self, **by: float) -> None:
        """Move time on (`days=7`), with everything due on the way done."""
        await self.bot.travel(self.clock.now() + timedelta(**by))


@asynccontextmanager
async def open_town(
    template: Path,
    directory: Path,
    *,
    start: datetime = MONDAY,
    limits: bool = True,
    people: Iterable[Person] | None = None,
    methods: Collection[str] | None = None,
) -> AsyncIterator[Town]:
    """A town with an empty database; everybody in the directory, nobody in a programme.

    With `methods`, this Slack knows no other.
    """
    clock = SettableClock(start)
    town_clock = SandboxClock(clock)
    async with LocalSlack(clock=town_clock, limits=limits, manifest=manifest(), people=people) as slack:
        if methods is not None:
            for name in METHODS.keys() - set(methods):
                slack.faults.at_random(name, Fault.ERROR, 1, code="unknown_method")
        database = directory / f"{uuid4().hex}.sqlite"
        shutil.copy(template, database)
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it; its plugin-less types do not say so
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
            database_url=f"sqlite:///{database}",
            mentor_keys=SecretStr(KEYS),
            mentor_backups_dir="off",
        )
        async with Bot(settings, clock, texts=TEXTS, worker=WORKER) as bot:
            town_clock.bot = bot
            await bot.directory_filled.wait()
            yield Town(slack=slack, bot=bot, clock=clock)
