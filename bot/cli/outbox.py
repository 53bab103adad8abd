"""`mentor-bot outbox …`: what did not reach Slack, or may not have, and what to do about it.

It works while the bot runs. No word of a message is ever shown: only its kind, for whom, and what went wrong.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from typing import Any

from bot.app import keyring
from bot.clock import Clock
from bot.settings import Settings, read_settings
from storage import Storage, open_storage, outbox
from storage.inspection import inspect
from storage.outbox import MessageState, Undelivered
from storage.queries.journey import workspaces

MEANINGS = {
    MessageState.DEAD: "It could not be delivered. Mend the cause, then replay it, or discard it.",
    MessageState.EXPIRED: "It was not sent, because it would have come too late to make sense. Nothing needs doing.",
    MessageState.MAYBE_SENT: (
        "It may or may not have arrived: Slack did not answer, and nobody may look into a group's conversation. "
        "Ask the people before you replay it, or they may get it twice."
    ),
}
MOST = 1_000

Answer = Callable[[Storage, Sequence[str], argparse.Namespace], Awaitable[int]]


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("outbox", help="look after what was not delivered")
    tasks = parser.add_subparsers(required=True, metavar="TASK")
    listing = _task(tasks, "list", "what was not delivered, or may not have been, the newest first", list_)
    listing.add_argument("--json", action="store_true", help="for programs to read")
    for name, help_text, answer in (
        ("show", "everything known of one message, but for its words", show),
        ("replay", "try one message again", replay),
        ("discard", "give one message up for good and erase its words", discard),
    ):
        _task(tasks, name, help_text, answer).add_argument("id", type=int)


def _task(tasks: Any, name: str, help_text: str, answer: Answer) -> argparse.ArgumentParser:  # argparse names no type
    task: argparse.ArgumentParser = tasks.add_parser(name, help=help_text)
    task.set_defaults(do=lambda asked: asyncio.run(with_storage(read_settings(), answer, asked)))
    return task


async def with_storage(settings: Settings, answer: Answer, asked: argparse.Namespace) -> int:
    """Open the database as it is, answer, and close it."""
    if settings.database_file is not None and not settings.database_file.exists():
        return _refuse(f"There is no database at {settings.database_file}.")
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        if not (await inspect(storage)).schema.is_usable:
            return _refuse("The database is not of this version: `mentor-bot doctor` says more.")
        async with storage.read() as tx:
            known = await workspaces(tx)
        return await answer(storage, known, asked)
    finally:
        await storage.close()


async def list_(storage: Storage, known: Sequence[str], asked: argparse.Namespace) -> int:
    found = [message for _, message in await _undelivered(storage, known)]
    if asked.json:
        print(json.dumps([asdict(message) for message in found], default=str, indent=2))
    elif not found:
        print("Everything was delivered.")
    else:
        print(f"{'id':>8}  {'state':11} {'for':12} {'kind':24} {'when':16}  error")
        for each in found:
            when = f"{each.finished_at:%Y-%m-%d %H:%M}"
            print(
                f"{each.id:>8}  {each.state:11} {_whom(each):12} {each.kind:24} {when:16}  {each.error or ''}".rstrip()
            )
    return 0


async def show(storage: Storage, known: Sequence[str], asked: argparse.Namespace) -> int:
    found = await _find(storage, known, asked.id)
    if found is None:
        return _none(asked.id)
    workspace, message = found
    print(f"Message {message.id} ({message.kind}) for {_whom(message)} in workspace {workspace}")
    print(f"  state    {message.state}: {MEANINGS[message.state]}")
    print(f"  due      {message.due_at:%Y-%m-%d %H:%M} UTC, ended {message.finished_at:%Y-%m-%d %H:%M} UTC")
    print(f"  tried    {message.tries} {'time' if message.tries == 1 else 'times'}")
    print(f"  error    {message.error or 'none was given'}")
    return 0


async def replay(storage: Storage, known: Sequence[str], asked: argparse.Namespace) -> int:
    found = await _find(storage, known, asked.id)
    if found is None:
        return _none(asked.id)
    workspace, _ = found
    async with storage.transaction() as tx:
        is_done = await outbox.replay(tx, workspace, asked.id, now=Clock().now())
    if not is_done:
        return _refuse("It has expired, and saying it now would be misleading: discard it.")
    print("It is tried again; the running bot takes it within a second or two.")
    return 0


async def discard(storage: Storage, known: Sequence[str], asked: argparse.Namespace) -> int:
    found = await _find(storage, known, asked.id)
    if found is None:
        return _none(asked.id)
    workspace, _ = found
    async with storage.transaction() as tx:
        await outbox.discard(tx, workspace, asked.id, now=Clock().now())
    print("It is given up, and its words are erased.")
    return 0


async def _undelivered(storage: Storage, known: Sequence[str]) -> Sequence[tuple[str, Undelivered]]:
    async with storage.read() as tx:
        return [
            (workspace, message)
            for workspace in known
            for message in await outbox.list_undelivered(tx, workspace, limit=MOST)
        ]


async def _find(storage: Storage, known: Sequence[str], message_id: int) -> tuple[str, Undelivered] | None:
    return next((pair for pair in await _undelivered(storage, known) if pair[1].id == message_id), None)


def _whom(message: Undelivered) -> str:
    return message.slack_id or message.channel or f"group {message.conversation_id}"


def _none(message_id: int) -> int:
    return _refuse(f"Nothing undelivered has the number {message_id}: see `mentor-bot outbox list`.")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
