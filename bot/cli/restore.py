"""`mentor-bot restore`: put a backup back, so that nothing is said twice and whoever was erased stays erased."""

import argparse
import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.app import NotConfiguredError, keyring
from bot.cli.run import OWNER_ONLY
from bot.clock import Clock
from bot.settings import Settings, read_settings
from storage import Keyring, open_storage, restoring
from storage.restoring import Restoration

WHERE_ERASURES_ARE = "Set MENTOR_ERASURES_FILE to the file in which erasures are noted: a restore repeats them."


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("restore", help="put a backup back, while the bot is stopped")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("file", type=Path, nargs="?", metavar="FILE", help="a backup of `mentor-bot backup`")
    which.add_argument("--in-place", action="store_true", help="the database was put back already, as with pg_restore")
    parser.add_argument(
        "--made-at", type=_moment, metavar="MOMENT", help="from when it is, as 2026-03-04T03:00 (UTC unless it says)"
    )
    parser.add_argument(
        "--yes", action="store_true", help="although a database is there; it is kept under another name"
    )
    parser.set_defaults(do=do)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment such as 2026-03-04T03:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def do(asked: argparse.Namespace) -> int:
    os.umask(OWNER_ONLY)
    settings = read_settings()
    done = asyncio.run(_in_place(settings, asked) if asked.in_place else _from_file(settings, asked))
    print("\n".join(report(done)))
    return 0


async def _from_file(settings: Settings, asked: argparse.Namespace) -> Restoration:
    database, ledger = settings.database_file, settings.erasures_file
    if database is None or ledger is None:
        raise NotConfiguredError(
            "This is a database server: put the dump back with pg_restore, then run "
            "`mentor-bot restore --in-place --made-at MOMENT`."
        )
    if database.exists() and not asked.yes:
        raise NotConfiguredError(f"There is a database at {database}. With --yes it is kept under another name.")
    keys = keys_at_hand(settings)
    return await restoring.restore(
        asked.file, database, keys=keys, ledger=ledger, now=Clock().now(), made_at=asked.made_at
    )


async def _in_place(settings: Settings, asked: argparse.Namespace) -> Restoration:
    if asked.made_at is None:
        raise NotConfiguredError("Say with --made-at from when the backup is.")
    if settings.erasures_file is None:
        raise NotConfiguredError(WHERE_ERASURES_ARE)
    require_database(settings)
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        storage.lock()
        await storage.upgrade()
        return await restoring.restored_in_place(
            storage, ledger=settings.erasures_file, now=Clock().now(), made_at=asked.made_at
        )
    finally:
        await storage.close()


def require_database(settings: Settings) -> None:
    """NotConfiguredError where there is no SQLite file: opening one would make it."""
    if settings.database_file is not None and not settings.database_file.exists():
        raise NotConfiguredError(f"There is no database at {settings.database_file}.")


def keys_at_hand(settings: Settings) -> Keyring:
    """The keys there are, also where there is no database yet: one made now would open nothing."""
    if settings.key_file is not None and not settings.key_file.exists():
        raise NotConfiguredError(f"There is no key at {settings.key_file}: put the one there that the backup needs.")
    return keyring(settings)


def report(done: Restoration) -> Iterator[str]:
    """What was done, and what happens next."""
    yield f"This is now the database of {done.made_at:%Y-%m-%d %H:%M} UTC."
    yield (
        f"Of what was to be said, {done.doubted.messages} messages and {done.doubted.nudges} planned ones may have been sent. "
        "Slack is asked before one of them goes to a person; into a group none goes by itself."
    )
    if done.noted:
        yield f"Erased again, since they were after it was made: {done.erased_again} of its people."
    else:
        yield "No erasures were noted. If there were any, put mentor-bot.erasures in its place and restore again."
    if done.kept_aside is not None:
        yield (
            f"What was there before is kept at {done.kept_aside}: `mentor-bot restore` puts that back, too. "
            "Delete it when nobody needs it any more."
        )
    yield "Start the bot now. `mentor-bot outbox list` shows afterwards what may not have been delivered."
