"""`mentor-bot run`: the bot, against Slack, until it is told to stop."""

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
from importlib.metadata import version

from bot.app import Bot
from bot.clock import Clock, FastClock, parse_rate
from bot.logs import set_up_logging
from bot.settings import read_settings

log = logging.getLogger(__name__)

OWNER_ONLY = 0o077
"""The mask under which databases and keys are made: for nobody but their owner."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("run", help="run the bot (SLACK_BOT_TOKEN, SLACK_APP_TOKEN)")
    parser.add_argument("--clock", metavar="1d=5s", help="let time run fast, for demonstrations; never against Slack")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    settings = read_settings()
    set_up_logging(settings.log_level)
    if asked.clock and settings.is_real_slack:
        print(
            "Time cannot run fast against slack.com: people would get months of messages in minutes.", file=sys.stderr
        )
        return 2
    os.umask(OWNER_ONLY)
    clock = FastClock(parse_rate(asked.clock)) if asked.clock else Clock()
    log.info("starting", extra={"version": version("mentor-bot"), "tzdata": version("tzdata")})
    return asyncio.run(run(Bot(settings, clock)))


async def run(bot: Bot) -> int:
    """Run until SIGTERM or Ctrl-C; 1 when delivery died: whoever watches over this process starts another."""
    stop = asyncio.create_task(told_to_stop(), name="told to stop")
    try:
        if not await _started(bot, stop):
            return 0
        gc.freeze()  # what the start built stays; the collector would hold up everybody while it looks through it again
        await asyncio.wait({stop, bot.delivering}, return_when=asyncio.FIRST_COMPLETED)
        died = bot.delivering.done()
        await bot.stop()
    finally:
        stop.cancel()
    return 1 if died else 0


async def _started(bot: Bot, stop: asyncio.Task[None]) -> bool:
    """Whether the bot has started; not when it was told to stop while it still waited for Slack."""
    starting = asyncio.create_task(bot.start(), name="start")
    await asyncio.wait({stop, starting}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
    if starting.cancelled():
        return False
    await starting
    return True


async def told_to_stop() -> None:
    """Return when the operating system asks this process to end; asked once more, it ends at once."""
    stop = asyncio.Event()
    loop, signs = asyncio.get_running_loop(), (signal.SIGTERM, signal.SIGINT)
    for sign in signs:
        loop.add_signal_handler(sign, stop.set)
    await stop.wait()
    for sign in signs:
        loop.remove_signal_handler(sign)
        signal.signal(sign, signal.SIG_DFL)
