"""`mentor-bot backup`: a copy of an embedded database that was checked, made while the bot runs or does not."""

import argparse
import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from bot.app import keyring
from bot.cli.run import OWNER_ONLY
from bot.clock import Clock
from bot.settings import Settings, read_settings
from storage import backup, open_storage
from storage.backup import Backup, NoBackupError


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("backup", help="back the database up, also while the bot runs")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where to (default: MENTOR_BACKUPS_DIR)")
    parser.add_argument(
        "--keep", type=int, default=backup.DAYS, metavar="DAYS", help="of how many days one is kept (default: 7)"
    )
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    os.umask(OWNER_ONLY)
    settings = read_settings()
    made = asyncio.run(back_up(settings, asked.to, days=max(asked.keep, 1)))
    print("\n".join(report(made, settings)))
    return 0


async def back_up(settings: Settings, to: Path | None, *, days: int) -> Backup:
    """Make one backup and let the oldest go; NoBackupError says why there is none."""
    file = settings.database_file
    if file is None:
        raise NoBackupError("This is a database server: back it up with its own pg_dump; docs/operating.md says how")
    if not file.exists():
        raise NoBackupError(f"There is no database at {file}")
    folder = to or settings.backups_dir
    if folder is None:
        raise NoBackupError("MENTOR_BACKUPS_DIR is off: say where to with --to FOLDER")
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        made = await backup.make(storage, folder, Clock().now())
    finally:
        await storage.close()
    backup.rotate(folder, file.stem, days=days)
    return made


def report(made: Backup, settings: Settings) -> Iterator[str]:
    """What was made, and which key it is worth nothing without."""
    yield f"Backed up to {made.file}: {made.rows} rows, checked."
    several = len(made.keys) > 1
    yield f"It needs the key{'s' if several else ''} {', '.join(made.keys)}, and is worth nothing without."
    key_file = settings.key_file
    if key_file is None:
        yield f"{'They are' if several else 'It is'} in MENTOR_KEYS: keep a copy of that apart from the backups."
    elif key_file.resolve().is_relative_to(made.file.parent.resolve()):
        yield f"WARNING: the key file {key_file} lies in the same folder. Whoever gets the folder can read everything."
    else:
        yield f"{'They are' if several else 'It is'} in {key_file}: keep a copy of that apart from the backups."
