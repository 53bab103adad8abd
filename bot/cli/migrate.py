"""`mentor-bot migrate`: bring the database to this version's schema, or move all of it to PostgreSQL.

`run` does the first when it starts.
"""

import argparse
import asyncio
import os
from collections.abc import Iterator, Sequence

from bot.app import NotConfiguredError, keyring
from bot.cli.run import OWNER_ONLY
from bot.clock import Clock
from bot.settings import Settings, read_settings
from storage import Keyring, Storage, open_storage, transfer
from storage.transfer import Arrived


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("migrate", help="bring the database up to date, or move it to PostgreSQL")
    parser.add_argument(
        "--to", metavar="ADDRESS", help="move a SQLite database to postgresql://name:password@host/database"
    )
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    os.umask(OWNER_ONLY)
    settings = read_settings()
    if asked.to is None:
        asyncio.run(migrate(settings))
        print("The database is up to date.")
    else:
        print("\n".join(report(asyncio.run(move(settings, asked.to)), settings)))
    return 0


async def migrate(settings: Settings) -> None:
    """Upgrade all or nothing; DatabaseInUseError while a bot works on an embedded database."""
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        storage.lock()
        await storage.upgrade()
    finally:
        await storage.close()


async def move(settings: Settings, address: str) -> Sequence[Arrived]:
    """Move the SQLite database of these settings; DatabaseInUseError while a bot works on it."""
    if settings.database_file is None or not settings.database_file.exists():
        raise NotConfiguredError("There is no SQLite database to move: DATABASE_URL names none.")
    keys = keyring(settings)
    source = await open_storage(settings.database_url, keys=keys)
    try:
        source.lock()
        await source.upgrade()
        target = await _open(address, keys)
        try:
            return await transfer.move(source, target, Clock().now(), tell)
        finally:
            await target.close()
    finally:
        await source.close()


async def _open(address: str, keys: Keyring) -> Storage:
    try:
        if address.startswith(("postgresql://", "postgresql+asyncpg://")):
            return await open_storage(address, keys=keys)
    except ValueError:  # it would show the address, and with it a password
        pass
    raise NotConfiguredError("--to takes an address such as postgresql://name:password@host/database.")


def tell(arrived: Arrived) -> None:
    print(f"{arrived.table:24} {arrived.sum.rows:>9} rows, the same on both sides", flush=True)


def report(arrived: Sequence[Arrived], settings: Settings) -> Iterator[str]:
    """What has arrived, and what is to be set before the bot is started on it."""
    rows = sum(each.sum.rows for each in arrived)
    yield f"Moved: {len(arrived)} tables with {rows} rows, each counted and compared."
    yield "Now set DATABASE_URL to the address you gave,"
    if settings.key_file is not None:
        yield f"MENTOR_KEYS to the one line of {settings.key_file},"
    yield f"and MENTOR_ERASURES_FILE to {settings.erasures_file}; copy that file if the bot moves to another machine."
    yield f"Then start the bot. None starts on {settings.database_file} any more, since two would say everything twice."
