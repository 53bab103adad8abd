"""Bots in processes of their own, as `mentor-bot run` starts them: told to stop, killed, and asked what they left."""

import asyncio
import json
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.clock import Clock
from sandbox.server import LocalSlack
from storage import Keyring, Storage, open_storage, outbox
from storage.clock import seconds
from storage.models.delivery import Incoming, MessageState, Outgoing
from storage.outbox import Draft, Lane, ToPerson
from tests.people import person_row
from tests.town import KEYS

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60.0


@dataclass(slots=True)
class BotProcess:
    """A bot at work, and the lines of its log so far."""

    child: asyncio.subprocess.Process
    log: list[dict[str, Any]] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    """What it wrote that is no line of its log: a traceback, a warning of the interpreter."""
    has_ended: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self) -> None:
        """Take down what it writes, until it has ended."""
        assert self.child.stderr is not None
        async for line in self.child.stderr:
            try:
                self.log.append(json.loads(line))
            except ValueError:
                self.noise.append(line.decode())
            self._changed.set()
        self.has_ended = True
        self._changed.set()

    async def says(self, verb: str) -> None:
        """Return once its log has this verb."""
        async with asyncio.timeout(_PATIENCE):
            while verb not in self.verbs:
                assert not self.has_ended, self.troubles
                self._changed.clear()
                await self._changed.wait()

    @property
    def verbs(self) -> Collection[str]:
        return {line["verb"] for line in self.log}

    @property
    def troubles(self) -> list[object]:
        """Whatever nobody should have to read after a good night's sleep."""
        return [line for line in self.log if line["level"] == "error"] + list(self.noise)

    async def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Give it this signal; its exit code, and how many seconds it took."""
        began = time.monotonic()
        self.child.send_signal(sign)
        async with asyncio.timeout(_PATIENCE):
            code = await self.child.wait()
        return code, time.monotonic() - began


@asynccontextmanager
async def bot_process(slack: LocalSlack, url: str) -> AsyncIterator[BotProcess]:
    """Start one bot on this database; it ends with the block, if it has not by then."""
    # Nothing of the machine's: what a test finds must not depend on who runs it.
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "DATABASE_URL": url,
        "MENTOR_KEYS": KEYS,
    }
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", "run"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    process = BotProcess(child)
    reading = asyncio.create_task(process.read())
    try:
        yield process
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()
        await reading


@asynccontextmanager
async def started_bot(slack: LocalSlack, url: str) -> AsyncIterator[BotProcess]:
    """One bot that is ready."""
    async with bot_process(slack, url) as process:
        await process.says("started")
        yield process


@asynccontextmanager
async def database(url: str) -> AsyncIterator[Storage]:
    """A second pair of eyes on a bot's database."""
    storage = await open_storage(url, keys=Keyring(KEYS))
    try:
        yield storage
    finally:
        await storage.close()


async def add_people(storage: Storage, slack: LocalSlack, ids: Iterable[str]) -> None:
    """Let the bot know people, and where to write to them."""
    async with storage.transaction() as tx:
        tx.add_all(
            person_row(slack.state.team_id, each, zone="UTC", direct_channel=slack.state.open_im(each).id)
            for each in ids
        )


async def add_messages(storage: Storage, slack: LocalSlack, texts: Iterable[tuple[str, str]]) -> None:
    """Have these texts, each of its own, sent to these people at once."""
    now = Clock().now()
    async with storage.transaction() as tx:
        for person, text in texts:
            draft = Draft(
                workspace=slack.state.team_id,
                key=text,
                kind="test",
                to=ToPerson(person),
                payload={"text": text},
                lane=Lane.INTERACTIVE,
                due_at=now,
            )
            assert await outbox.add(tx, draft)


async def under_way(storage: Storage) -> dict[str, int]:
    """What somebody holds at this moment: messages by their state, and events."""
    held = (MessageState.LEASED, MessageState.SENDING)
    async with storage.read() as tx:
        of_outbox = select(Outgoing.state, func.count()).where(
            Outgoing.state.in_(held) | (Outgoing.leased_until > seconds())
        )
        messages = (await tx.execute(of_outbox.group_by(Outgoing.state))).all()
        events = await tx.scalar(select(func.count()).select_from(Incoming).where(Incoming.leased_until > seconds()))
    return {str(state): count for state, count in messages} | ({"events": events} if events else {})


async def states(storage: Storage) -> Counter[str]:
    """How many messages are in which state."""
    async with storage.read() as tx:
        rows = (await tx.execute(select(Outgoing.state, func.count()).group_by(Outgoing.state))).all()
    return Counter({str(state): count for state, count in rows})


def texts_in(slack: LocalSlack) -> Counter[str]:
    """Every text the bot wrote to anybody, and how often."""
    everything = (message for each in slack.state.conversations.values() for message in each.messages.values())
    return Counter(message["text"] for message in everything if message.get("user") == slack.state.app_user)


async def until(slack: LocalSlack, comes_true: Callable[[], bool]) -> None:
    """Return when this is so, looking whenever something changes in Slack."""
    changed = asyncio.Event()

    def watch(*_: object) -> None:
        changed.set()

    slack.state.watchers.append(watch)
    async with asyncio.timeout(_PATIENCE):
        while not comes_true():
            changed.clear()
            await changed.wait()
    slack.state.watchers.remove(watch)
