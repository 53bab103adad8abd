"""`mentor-bot erase`: take one person out of the database, and note it, so that a restore does not bring them back."""

import argparse
import asyncio
import os
import re
import sys
from collections.abc import Iterator

from bot.app import NotConfiguredError, keyring
from bot.cli.restore import WHERE_ERASURES_ARE, require_database
from bot.cli.run import OWNER_ONLY
from bot.clock import Clock
from bot.settings import Settings, read_settings
from storage import Storage, erasing, erasures, open_storage, sqlite_file
from storage.erasing import Erased
from storage.queries.journey import workspaces

PERSON = re.compile(r"[UW][A-Z0-9]{2,31}")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("erase", help="erase one person, while the bot is stopped")
    parser.add_argument("person", type=_person, metavar="U012AB3CD", help="their Slack id")
    parser.add_argument("--workspace", metavar="T012AB3CD", help="which one, where there are several")
    parser.add_argument("--yes", action="store_true", help="do it; without this, it is only said what would happen")
    parser.set_defaults(do=do)


def _person(text: str) -> str:
    if PERSON.fullmatch(text) is None:
        raise argparse.ArgumentTypeError("a Slack id begins with U or W: their profile, the three dots, Copy member ID")
    return text


def do(asked: argparse.Namespace) -> int:
    os.umask(OWNER_ONLY)
    return asyncio.run(_answer(read_settings(), asked))


async def _answer(settings: Settings, asked: argparse.Namespace) -> int:
    ledger = settings.erasures_file
    if ledger is None:
        raise NotConfiguredError(WHERE_ERASURES_ARE)
    require_database(settings)
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        storage.lock()
        await storage.upgrade()
        workspace = await _workspace(storage, asked.workspace)
        async with storage.read() as tx:
            is_known = (workspace, asked.person) in await erasing.everybody(tx)
            places = await erasing.places(tx, workspace, asked.person)
        erased = None
        if asked.yes and is_known:
            erased = await erasures.erase(storage, ledger, workspace, asked.person, Clock().now())
        if asked.yes and settings.database_file is not None:  # also after an erasure that was cut short before this
            await asyncio.to_thread(sqlite_file.compact, settings.database_file)
    finally:
        await storage.close()
    if erased is None:
        print(outlook(asked.person, places, is_known=is_known), file=sys.stderr)
        return 1
    print("\n".join(report(erased, places)))
    return 0


async def _workspace(storage: Storage, named: str | None) -> str:
    async with storage.read() as tx:
        known = await workspaces(tx)
    if not known:
        raise NotConfiguredError("Nothing is stored yet: no bot has been at work on this database.")
    if named is None and len(known) == 1:
        return known[0]
    if named is None or named not in known:
        raise NotConfiguredError(f"Say which workspace with --workspace: {', '.join(known)}.")
    return named


def outlook(person: str, places: int, *, is_known: bool) -> str:
    """What erasing somebody would do, and what should be done before."""
    if not is_known:
        return f"Nothing is stored of {person}."
    if places:
        return (
            f"{person} still has a place in {places} programme{'s' if places > 1 else ''}. Let them leave first "
            "(/mentor leave), or whoever they are matched with is not told. Nothing was changed."
        )
    return f"With --yes, {person} is erased, for good. Nothing was changed."


def report(erased: Erased, places: int) -> Iterator[str]:
    """What went, and what is not ours to erase."""
    yield f"Erased: {erased.deleted} rows deleted, {erased.emptied} emptied of them. It is noted, and a restore repeats it."
    if places:
        yield "They still had a place: tell whoever they were matched with that they are gone."
    yield "What Slack itself keeps stays there: messages, and their page in its directory, which is read again at the start."
    yield "Backups and logs from before still name them: let them run out. docs/privacy.md says more."
