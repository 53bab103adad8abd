"""`mentor-bot migrate`: bring the database to this version's schema. `run` does the same when it starts."""

import argparse
import asyncio
import os

from bot.app import keyring
from bot.cli.run import OWNER_ONLY
from bot.settings import Settings, read_settings
from storage import open_storage


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("migrate", help="bring the database up to date (the bot does this when it starts)")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    del asked
    os.umask(OWNER_ONLY)
    asyncio.run(migrate(read_settings()))
    print("The database is up to date.")
    return 0


async def migrate(settings: Settings) -> None:
    """Upgrade all or nothing; DatabaseInUseError while a bot works on an embedded database."""
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        storage.lock()
        await storage.upgrade()
    finally:
        await storage.close()
