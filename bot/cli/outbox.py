"""`mentor-bot outbox …`: what did not reach Slack, or may not have, and what to do about it.

It works while the bot runs. No word of a message is ever shown: only its kind, for whom, and what went wrong.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.app import keyring
from bot.clock import Clock
from bot.settings import Settings, read_settings
from storage import Storage, open_storage, outbox
from storage.inspection import inspect
from storage.outbox import Lane, MessageState, Target
from storage.queries import messages
from storage.queries.messages import Entry, Which

MEANINGS = {
    MessageState.PENDING: "It waits for its moment, or for its next try.",
    MessageState.LEASED: "A bot has just taken it, and is about to send it.",
    MessageState.SENDING: "A bot is sending it at this moment, or stopped while it did; then another finds out.",
    MessageState.UNKNOWN: "Nobody knows yet whether it has arrived. The bot looks for it before it tries again.",
    MessageState.SENT: "It was delivered.",
    MessageState.CANCELLED: "It should not go any more, or somebody left it. Its words are erased.",
    MessageState.DEAD: "It could not be delivered. Mend the cause, then replay it, or discard it.",
    MessageState.EXPIRED: "It was not sent, because it would have come too late to make sense. Nothing needs doing.",
    MessageState.MAYBE_SENT: (
        "It may or may not have arrived: Slack did not answer, and nobody may look into a group's conversation. "
        "Ask the people before you replay it, or they may get it twice."
    ),
}
OPEN = frozenset({MessageState.PENDING, MessageState.LEASED, MessageState.SENDING, MessageState.UNKNOWN})
MOST = 1_000
AT_ONCE = 100
"""Messages tried again in one transaction: the running bot writes too."""

Answer = Callable[[Storage, argparse.Namespace], Awaitable[int]]


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("outbox", help="look after what was not delivered")
    tasks = parser.add_subparsers(required=True, metavar="TASK")
    listing = _task(tasks, "list", "what was not delivered, or may not have been, the newest first", list_)
    listing.add_argument("--all", action="store_true", help="also what is still on its way")
    showing = _task(tasks, "show", "everything known of one message, whatever became of it, but for its words", show)
    replaying = _task(tasks, "replay", "try one message again, or all that are dead", replay)
    replaying.add_argument("--all", action="store_true", help="all that are dead, as after an outage")
    discarding = _task(tasks, "discard", "give one message up for good and erase its words", discard)
    for task in (listing, replaying):
        task.add_argument("--workspace", metavar="T…", help="only of this workspace")
        task.add_argument("--kind", help="only of this kind, such as check_in")
        task.add_argument("--error", help="only with this error, such as unreachable")
    for task in (showing, discarding):
        task.add_argument("id", type=int)
    replaying.add_argument("id", type=int, nargs="?")


def _task(tasks: Any, name: str, help_text: str, answer: Answer) -> argparse.ArgumentParser:  # argparse names no type
    task: argparse.ArgumentParser = tasks.add_parser(name, help=help_text)
    task.add_argument("--json", action="store_true", help="for programs to read")
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
        return await answer(storage, asked)
    finally:
        await storage.close()


async def list_(storage: Storage, asked: argparse.Namespace) -> int:
    which = _which(asked, is_open_too=asked.all)
    async with storage.read() as tx:
        found, count = await messages.listed(tx, which, limit=MOST), await messages.count(tx, which)
    if asked.json:
        _print_json([asdict(message) for message in found])
    elif not found:
        print(_nothing(asked))
    else:
        print("\n".join(_table(found)))
    if count > len(found):
        print(f"These are the {len(found)} newest of {count}.", file=sys.stderr)
    return 0


def _nothing(asked: argparse.Namespace) -> str:
    if asked.workspace or asked.kind or asked.error:
        return "No such message needs looking after."
    return "Nothing is on its way or needs looking after." if asked.all else "Nothing needs looking after."


def _table(found: Sequence[Entry]) -> Iterator[str]:
    yield f"{'id':>8}  {'state':11} {'for':12} {'kind':24} {'when (UTC)':16}  error"
    for each in found:
        when = _moment(each.finished_at or each.ready_at)
        yield f"{each.id:>8}  {each.state:11} {_whom(each):12} {each.kind:24} {when:16}  {each.error or ''}".rstrip()


async def show(storage: Storage, asked: argparse.Namespace) -> int:
    async with storage.read() as tx:
        message = await messages.find(tx, asked.id)
    if message is None:
        return _none(asked.id)
    if asked.json:
        _print_json(asdict(message))
    else:
        print("\n".join(_description(message)))
    return 0


def _description(message: Entry) -> Iterator[str]:
    yield f"Message {message.id} ({message.kind}) for {_whom(message)} in workspace {message.workspace_id}"
    yield f"  state    {message.state}: {MEANINGS[message.state]}"
    yield f"  due      {_moment(message.due_at)} UTC, {Lane(message.lane).name.lower()} lane"
    if message.state in OPEN:
        until = "" if message.not_after is None else f", and never after {_moment(message.not_after)} UTC"
        yield f"  next     {_moment(message.ready_at)} UTC{until}"
    yield f"  tried    {_tries(message)}"
    if message.crashes:
        yield f"  stopped  {message.crashes} bots stopped while they held it"
    if message.finished_at is not None:
        yield f"  ended    {_moment(message.finished_at)} UTC"
    yield f"  error    {message.error or 'none was given'}"


def _tries(message: Entry) -> str:
    first = "not yet" if message.first_tried_at is None else f"first on {_moment(message.first_tried_at)} UTC"
    times = f"{message.tries} {'time' if message.tries == 1 else 'times'}"
    return f"{first}, {times} in vain or without a clear answer" if message.tries else first


async def replay(storage: Storage, asked: argparse.Namespace) -> int:
    if asked.all == (asked.id is not None):
        return _refuse("Name one message by its number, or all with --all.")
    if asked.all:
        return await _replay_all(storage, asked)
    async with storage.read() as tx:
        message = await messages.find(tx, asked.id)
    if message is None:
        return _none(asked.id)
    if not await _replayed(storage, [message]):
        return _refuse(_why_not(message))
    if asked.json:
        _print_json({"replayed": [message.id], "left": []})
    else:
        print("It is tried again: at once, or as soon as its people are at work.")
    return 0


async def _replay_all(storage: Storage, asked: argparse.Namespace) -> int:
    """Try again all that is dead; what may have arrived where the bot cannot look is left to be asked about."""
    async with storage.read() as tx:
        which = _which(asked)
        found = await messages.listed(tx, which, limit=await messages.count(tx, which) or 1)
    wanted = [each for each in found if each.state is MessageState.DEAD or _is_looked_for(each)]
    left = [each.id for each in found if each.state is MessageState.MAYBE_SENT and not _is_looked_for(each)]
    parts = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    done = [id_ for part in parts for id_ in await _replayed(storage, part)]
    if asked.json:
        _print_json({"replayed": done, "left": left})
        return 0
    print(f"{len(done)} {'message is' if len(done) == 1 else 'messages are'} tried again.")
    if left:
        print(f"{len(left)} may have arrived in a group or channel: ask there, and replay each by its number.")
    return 0


def _is_looked_for(message: Entry) -> bool:
    """Whether it may have arrived and the bot can look, so that it does not come twice."""
    return message.state is MessageState.MAYBE_SENT and message.target is Target.PERSON


async def _replayed(storage: Storage, wanted: Sequence[Entry]) -> list[int]:
    now = Clock().now()
    async with storage.transaction() as tx:
        return [each.id for each in wanted if await outbox.replay(tx, each.workspace_id, each.id, now=now)]


def _why_not(message: Entry) -> str:
    match message.state:
        case MessageState.EXPIRED:
            return "It has expired, and saying it now would be misleading: discard it."
        case MessageState.SENT:
            return "It was delivered."
        case MessageState.CANCELLED:
            return "It was cancelled or discarded, and its words are erased."
        case _:
            return "It is on its way already: `mentor-bot outbox show` says when it is tried next."


async def discard(storage: Storage, asked: argparse.Namespace) -> int:
    async with storage.read() as tx:
        message = await messages.find(tx, asked.id)
    if message is None:
        return _none(asked.id)
    async with storage.transaction() as tx:
        is_done = await outbox.discard(tx, message.workspace_id, message.id)
    if not is_done:
        return _refuse(f"It is {message.state}: only what was not delivered can be discarded.")
    if asked.json:
        _print_json({"discarded": [message.id]})
    else:
        print("It is given up, and its words are erased.")
    return 0


def _which(asked: argparse.Namespace, *, is_open_too: bool = False) -> Which:
    return Which(is_open_too=is_open_too, workspace=asked.workspace, kind=asked.kind, error=asked.error)


def _whom(message: Entry) -> str:
    return message.slack_id or message.channel or f"group {message.conversation_id}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _print_json(what: object) -> None:
    print(json.dumps(what, default=str, indent=2))


def _none(message_id: int) -> int:
    return _refuse(f"No message has the number {message_id}: see `mentor-bot outbox list`.")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
