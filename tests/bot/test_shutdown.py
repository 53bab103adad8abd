"""Told to stop, a bot finishes or lets go of whatever it has begun, and is gone in a moment: real processes, real signals."""

import asyncio
import shutil
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.app import FINISH_WITHIN
from bot.delivery import Timing
from bot.manifest import manifest
from sandbox.faults import Fault
from sandbox.reading import visible_text
from sandbox.server import LocalSlack
from sandbox.state import Person
from storage import Storage
from tests.bots import (
    add_messages,
    add_people,
    bot_process,
    database,
    started_bot,
    states,
    texts_in,
    under_way,
    until,
)
from tests.conftest import postgresql_database

pytestmark = pytest.mark.slow

IDLE = 5.0
"""Seconds a bot with nothing to do may take to end; it takes a tenth of that."""
BUSY = 12.0
"""Seconds it may take in the middle of work: as long as one call of Slack's may take, and two more."""
CROWD = [f"U0P{number:04}" for number in range(200)]


@pytest.fixture
async def url(each_template: Path | str, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database, SQLite's and PostgreSQL's in turn."""
    if isinstance(each_template, Path):
        yield copy_of(each_template, tmp_path)
    else:
        async with postgresql_database(each_template, template=True) as address:
            yield address


def copy_of(template: Path, directory: Path) -> str:
    shutil.copy(template, directory / "bot.sqlite3")
    return f"sqlite:///{directory / 'bot.sqlite3'}"


@asynccontextmanager
async def local_slack(**options: Any) -> AsyncIterator[LocalSlack]:
    async with LocalSlack(limits=False, manifest=manifest(), **options) as slack:
        yield slack


def crowd() -> Sequence[Person]:
    return [Person(id=each, real_name=f"Person {each[3:]}") for each in CROWD]


async def nothing_is_held(storage: Storage) -> bool:
    return await under_way(storage) == {}


async def test_with_nothing_to_do_it_is_gone_at_once(url: str) -> None:
    async with local_slack() as slack, started_bot(slack, url) as bot:
        code, seconds = await bot.stop()
        assert (code, bot.troubles) == (0, [])
        assert "stopped" in bot.verbs
        assert seconds < IDLE
        assert slack.socket.connections == []


async def test_in_the_middle_of_a_burst_it_holds_nothing_back_and_the_next_sends_the_rest_once(url: str) -> None:
    texts = [(person, f"A word to {person}") for person in CROWD]
    async with local_slack(people=crowd()) as slack, database(url) as storage:
        slack.faults.at_random("chat.postMessage", Fault.SLOW, 1, seconds=0.1)
        await add_people(storage, slack, CROWD)
        async with started_bot(slack, url) as bot:
            await add_messages(storage, slack, texts)
            await until(slack, lambda: texts_in(slack).total() >= 30)
            code, seconds = await bot.stop()
            assert (code, bot.troubles) == (0, [])
            assert seconds < BUSY
        assert await nothing_is_held(storage)
        assert set(await states(storage)) == {"sent", "pending"}
        async with started_bot(slack, url) as bot:
            await until(slack, lambda: texts_in(slack).total() >= len(texts))
            await bot.stop()
        assert await states(storage) == Counter(sent=len(texts))
        assert texts_in(slack) == Counter({text: 1 for _, text in texts})


async def test_a_slack_that_does_not_answer_holds_it_up_for_as_long_as_one_call_may_take(
    sqlite_template: Path, tmp_path: Path
) -> None:
    url = copy_of(sqlite_template, tmp_path)
    async with local_slack(people=crowd()) as slack, database(url) as storage:
        # aiohttp rounds a time-out up to whole seconds.
        slack.faults.at_random("chat.postMessage", Fault.SLOW, 1, seconds=Timing().http + 1.5)
        await add_people(storage, slack, CROWD)
        async with started_bot(slack, url) as bot:
            await add_messages(storage, slack, [(person, f"A word to {person}") for person in CROWD])
            await until_sending(storage)
            code, seconds = await bot.stop()
            assert (code, bot.troubles) == (0, [])
            assert seconds < BUSY + 1
        assert await nothing_is_held(storage)
        assert set(await states(storage)) == {"unknown", "pending"}


async def until_sending(storage: Storage) -> None:
    """Return once the bot has begun to send: nothing shows it but its database."""
    async with asyncio.timeout(BUSY):
        while "sending" not in await under_way(storage):  # noqa: ASYNC110  # no event of another process
            await asyncio.sleep(0.05)


async def test_a_listener_at_work_finishes(url: str) -> None:
    async with local_slack() as slack, started_bot(slack, url) as bot, database(url) as storage:
        mia = slack.person("U0MIA001")
        slack.faults.next("views.open", Fault.SLOW, seconds=1)
        assert (await mia.command("/mentor join")).acked
        assert mia.modal is None
        code, _ = await bot.stop()
        assert (code, bot.troubles) == (0, [])
        assert mia.modal is not None
        assert mia.messages == []
        assert await nothing_is_held(storage)


async def test_what_takes_too_long_is_let_go_of_and_done_once_by_the_next(url: str) -> None:
    """Slack does not say who somebody is; the bot must know before it can answer them."""
    async with local_slack() as slack, database(url) as storage:
        slack.faults.at_random("users.list", Fault.ERROR, 1, code="unknown_method")
        slack.faults.at_random("users.info", Fault.SLOW, 1, seconds=FINISH_WITHIN + 1)
        mia = slack.person("U0MIA001")
        async with started_bot(slack, url) as bot:
            assert (await mia.say("Hello there")).acked
            assert await under_way(storage) == {"events": 1}
            code, seconds = await bot.stop()
            assert (code, bot.troubles) == (0, [])
            assert "listeners_cut_short" in bot.verbs
            assert seconds < BUSY
        assert await nothing_is_held(storage)
        assert mia.messages == []
        slack.faults.clear()
        async with started_bot(slack, url) as bot:
            await mia.until(lambda seen: seen.messages)
            await bot.stop()
        assert len(mia.messages) == 1, [visible_text(message) for message in mia.messages]
        assert await nothing_is_held(storage)


async def test_who_waits_for_what_was_cut_short_is_asked_to_do_it_once_more(url: str) -> None:
    async with local_slack() as slack, database(url) as storage:
        slack.faults.next("views.open", Fault.SLOW, seconds=FINISH_WITHIN + 1)
        mia = slack.person("U0MIA001")
        async with started_bot(slack, url) as bot:
            assert (await mia.command("/mentor join")).acked
            assert (await bot.stop())[0] == 0
            assert bot.troubles == []
        assert await nothing_is_held(storage)
        async with started_bot(slack, url) as bot:
            await mia.until(lambda seen: seen.messages)
            await bot.stop()
        (told,) = mia.messages
        assert "genstartet" in visible_text(told)


async def test_asked_once_more_it_ends_at_once(url: str) -> None:
    async with local_slack() as slack, database(url) as storage:
        slack.faults.at_random("users.list", Fault.ERROR, 1, code="unknown_method")
        slack.faults.at_random("users.info", Fault.SLOW, 1, seconds=2)
        async with started_bot(slack, url) as bot:
            assert (await slack.person("U0MIA001").say("Hello there")).acked
            bot.child.send_signal(signal.SIGTERM)
            await until_gone(slack)
            code, seconds = await bot.stop(signal.SIGINT)
            assert code == -signal.SIGINT
            assert seconds < 1
            assert bot.noise == []
        assert await under_way(storage) == {"events": 1}


async def until_gone(slack: LocalSlack) -> None:
    """Return when the bot has closed its connections."""
    gone = asyncio.Event()
    slack.socket.on_change = gone.set
    async with asyncio.timeout(BUSY):
        while slack.socket.connections:
            gone.clear()
            await gone.wait()


async def test_while_it_still_waits_for_slack_it_can_be_told_to_stop(url: str) -> None:
    async with local_slack() as slack:
        slack.faults.at_random("apps.connections.open", Fault.SERVER_ERROR, 1)
        async with bot_process(slack, url) as bot:
            await bot.says("socket_not_opened")
            code, seconds = await bot.stop()
            assert (code, bot.noise) == (0, [])
            assert seconds < IDLE
