"""`mentor-bot sandbox`: the local Slack and the bot connected to it, with demo people, in one process."""

import argparse
import asyncio
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import Bot
from bot.cli import demo
from bot.cli.run import told_to_stop
from bot.cli.story import script
from bot.clock import Clock, SettableClock
from bot.logs import set_up_logging
from bot.manifest import manifest
from bot.settings import Settings
from sandbox.server import LocalSlack
from storage import Keyring

HINT = """ready: {url}

What to try first:
  - press "Play the story" and watch a programme in two minutes, or
  - choose Mia, type /mentor join in the message box, and take a place;
  - then choose Anna, who runs "Across the house", and type /mentor match.
Nothing leaves this machine. Ctrl-C ends it, and everything is forgotten."""


FRIDAY = 4
MORNING = time(9, tzinfo=ZoneInfo("Europe/Copenhagen"))


class SandboxClock:
    """The one clock of the bot and the local Slack; a jump walks through everything that is due on the way."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock
        self.bot: Bot | None = None

    def now(self) -> datetime:
        return self._clock.now()

    async def travel(self, to: datetime) -> None:
        if self.bot is None:
            self._clock.travel_to(to)
        else:
            await self.bot.travel(to)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("sandbox", help="try it: a local Slack, demo people, and the bot")
    parser.add_argument("--port", type=int, default=8080, help="where the page is (0 takes a free port)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    parser.add_argument("--pace", type=float, default=1.0, help="how long the story's pauses are (0.5: half as long)")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    set_up_logging("WARNING", quoting=True)
    with tempfile.TemporaryDirectory(prefix="mentor-bot-sandbox-") as folder:
        try:
            asyncio.run(try_it(Path(folder), port=asked.port, open_browser=not asked.no_browser, pace=asked.pace))
        except OSError as problem:
            print(
                f"The page cannot be served on port {asked.port} ({problem.strerror}). Try PORT=8090.", file=sys.stderr
            )
            return 1
    return 0


async def try_it(folder: Path, *, port: int, open_browser: bool, pace: float) -> None:
    """Run both until told to stop."""
    async with open_sandbox(folder, start=working_morning(Clock().now()), port=port, pace=pace) as slack:
        print(HINT.format(url=slack.url), flush=True)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, slack.url)
        await told_to_stop()


@asynccontextmanager
async def open_sandbox(folder: Path, *, start: datetime, port: int = 0, pace: float = 1.0) -> AsyncIterator[LocalSlack]:
    """The local Slack with the bot in it and the demo people in their places; its clock begins at `start`."""
    clock = SettableClock(start, rate=1)
    shared = SandboxClock(clock)
    slack = LocalSlack(clock=shared, manifest=manifest(), people=demo.PEOPLE, script=script(pace))
    await slack.start(port)
    try:
        async with Bot(settings_for(slack, folder), clock) as bot:
            shared.bot = bot
            await bot.directory_filled.wait()
            await demo.move_in(bot, slack)
            yield slack
    finally:
        await slack.stop()


def settings_for(slack: LocalSlack, folder: Path) -> Settings:
    """Those of the sandbox's own bot, which takes nothing from a real one that is set up in the same place."""
    return Settings(
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
        slack_api_url=slack.api_url,
        database_url=f"sqlite:///{folder / 'sandbox.sqlite3'}",
        mentor_keys=SecretStr(Keyring.generate()),
        mentor_backups_dir="off",
        health_port=None,
    )


def working_morning(now: datetime) -> datetime:
    """Nine o'clock today, or on Monday: what a newcomer does at night or at the weekend should be answered at once."""
    today = now.astimezone(MORNING.tzinfo).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday() if today.weekday() > FRIDAY else 0), MORNING)
