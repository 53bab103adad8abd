"""Health over HTTP, as a watchman sees it: a real bot, a local Slack, and a port."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from pydantic import SecretStr

from bot.app import Bot, NotConfiguredError
from bot.cli import health
from bot.cli.doctor.findings import Grade, fine
from bot.cli.doctor.watching import look_at_health
from bot.clock import Clock, SettableClock
from bot.health import Health, Phase, liveness, readiness
from bot.manifest import manifest
from bot.settings import Settings
from bot.watch import Parts, Question
from sandbox.server import LocalSlack
from storage import Keyring, Storage, Transaction, open_storage
from storage.inspection import SchemaState
from tests.town import KEYS, WORKER

OPERATING = Path(__file__).resolve().parents[2] / "docs/operating.md"
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@asynccontextmanager
async def slack_and_bot(place: Path, port: int, clock: Clock | None = None) -> AsyncIterator[tuple[LocalSlack, Bot]]:
    """A bot that has not started, and a Slack for it."""
    async with LocalSlack(manifest=manifest()) as slack:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # as in tests.town
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
            database_url=f"sqlite:///{place / 'bot.sqlite3'}",
            mentor_keys=SecretStr(KEYS),
            health_port=port,
        )
        yield slack, Bot(settings, clock or Clock(), worker=WORKER)


async def ask(port: int, path: str) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.json()


async def scrape(port: int) -> dict[str, float]:
    """Every sample by its name and labels."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert answer.content_type == "text/plain"
        lines = (await answer.text()).splitlines()
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")}


async def test_a_bot_at_work_is_alive_and_ready(tmp_path: Path) -> None:
    port = free_port()
    async with slack_and_bot(tmp_path, port) as (_, bot), bot:
        assert await ask(port, "/live") == (200, {"ok": True, "says": "The bot is alive."})
        assert await ask(port, "/ready") == (200, {"ok": True, "says": "The bot is ready."})


async def test_a_database_that_is_away_makes_a_bot_unready_and_not_dead(tmp_path: Path) -> None:
    port = free_port()
    away = await open_storage("postgresql://mentor@127.0.0.1:1/mentor", keys=Keyring(KEYS))
    async with slack_and_bot(tmp_path, port, SettableClock(NOW)) as (_, bot), bot:
        bot.watch.started(Parts(storage=away, delivery=bot.delivery, scheduler=None, is_connected=lambda: True))
        assert await ask(port, "/ready") == (503, {"ok": False, "says": "The database does not answer."})
        assert (await ask(port, "/live"))[0] == 200
        assert (await scrape(port))["mentor_bot_ready"] == 0
    await away.close()


async def test_a_database_that_takes_long_is_waited_for_once(storage: Storage) -> None:
    asked, release = 0, asyncio.Event()

    async def ask_it(_: Transaction) -> str:
        nonlocal asked
        asked += 1
        await release.wait()
        return "here"

    question = Question(ask_it)
    assert [await question.answered(storage, within=0) for _ in range(3)] == [None, None, None]
    release.set()
    assert await question.answered(storage, within=5) == "here"
    assert asked == 1
    await question.close()


async def test_a_bot_that_stops_says_so_until_it_has_ended(tmp_path: Path) -> None:
    port = free_port()
    async with slack_and_bot(tmp_path, port) as (_, bot):
        async with bot:
            bot.watch.stopping()
            assert await ask(port, "/ready") == (503, {"ok": False, "says": "The bot is stopping."})
            assert (await ask(port, "/live"))[0] == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await ask(port, "/ready")


async def test_what_is_counted_can_be_scraped(tmp_path: Path) -> None:
    port = free_port()
    async with slack_and_bot(tmp_path, port, SettableClock(NOW)) as (slack, bot), bot:
        await bot.directory_filled.wait()
        mia = slack.person(next(iter(slack.state.people)))
        await mia.say("What is this?")
        await bot.settle()

        seen = await scrape(port)
        assert seen["mentor_bot_ack_seconds_count"] == 1
        assert seen['mentor_bot_messages_total{state="sent",lane="interactive"}'] == 1
        assert seen['mentor_bot_slack_calls_total{method="chat.postMessage",outcome="ok"}'] == 1
        assert seen["mentor_bot_oldest_due_age_seconds"] == 0
        assert seen['mentor_bot_outbox_waiting{lane="nudge"}'] == 0
        assert seen["mentor_bot_ready"] == 1


async def test_every_metric_is_explained_and_the_alerts_ask_for_no_other(tmp_path: Path) -> None:
    async with slack_and_bot(tmp_path, free_port()) as (_, bot), bot:
        announced = re.findall(r"^# TYPE (\S+)", await bot.watch.metrics(), re.MULTILINE)
    page = OPERATING.read_text(encoding="utf-8")
    explained = re.findall(r"`(mentor_bot_\w+)`", "".join(line for line in page.splitlines() if line.startswith("| `")))
    assert sorted(explained) == sorted(announced)
    (rules,) = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(groups:.*?)```", page, re.DOTALL))
    asked_for = re.findall(r"mentor_bot_\w+", str(rules))
    assert {name.removesuffix("_bucket").removesuffix("_count") for name in asked_for} <= set(announced)
    assert len(rules["groups"][0]["rules"]) <= 5


async def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        async with slack_and_bot(tmp_path, taken.getsockname()[1]) as (_, bot):
            with pytest.raises(
                NotConfiguredError, match=r"^Health cannot be served: .+in use\. Set another HEALTH_PORT"
            ):
                await bot.start()


async def test_the_health_command_repeats_what_the_bot_says(tmp_path: Path) -> None:
    port = free_port()
    async with slack_and_bot(tmp_path, port) as (_, bot), bot:
        assert await asyncio.to_thread(health.ask, "0.0.0.0", port) == Health(True, "The bot is ready.")  # noqa: S104  # asked for, as in a container
        bot.watch.stopping()
        assert await asyncio.to_thread(health.ask, "127.0.0.1", port) == Health(False, "The bot is stopping.")


async def test_the_doctor_repeats_it_too(tmp_path: Path) -> None:
    port = free_port()
    async with slack_and_bot(tmp_path, port) as (_, bot):
        assert [each.says for each in await look_at_health(bot.settings)] == [
            f"No bot answers at 127.0.0.1:{port} now; one at work does."
        ]
        async with bot:
            (finding,) = await look_at_health(bot.settings)
            assert finding == fine("health", f"The bot at 127.0.0.1:{port} says: The bot is ready.")
            bot.watch.stopping()
            (finding,) = await look_at_health(bot.settings)
            assert finding.grade is Grade.WARNING
            assert finding.says.endswith("The bot is stopping.")


async def test_the_doctor_says_who_else_could_ask() -> None:
    served, _ = await look_at_health(Settings(health_host="0.0.0.0", health_port=free_port()))  # noqa: S104  # asked for, as in a container
    assert "to whoever reaches this machine" in served.says


# The verdicts


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        ({"lag": 0.3, "since_turn": 20.0}, None),
        ({"lag": 2.5}, "The event loop is 2.5 seconds late."),
        ({"lag": 0.0, "since_turn": 400.0}, "The delivery loop has not turned for 400 seconds."),
        ({"lag": 0.0, "standing_still": ["carry_out"]}, "What is done at intervals stands still: carry_out."),
    ],
)
def test_what_no_longer_moves_is_not_alive(seen: dict[str, Any], says: str | None) -> None:
    assert liveness(**seen) == (Health(True, "The bot is alive.") if says is None else Health(False, says))


@pytest.mark.parametrize(
    ("phase", "is_connected", "schema", "says"),
    [
        (Phase.STARTING, False, None, "The bot is still starting."),
        (Phase.STOPPING, True, SchemaState.CURRENT, "The bot is stopping."),
        (Phase.WORKING, False, SchemaState.CURRENT, "There is no connection to Slack."),
        (Phase.WORKING, True, None, "The database does not answer."),
        (Phase.WORKING, True, SchemaState.NEWER, "The database is not of a version that this bot can work with."),
    ],
)
def test_what_cannot_work_is_not_ready(phase: Phase, is_connected: bool, schema: SchemaState | None, says: str) -> None:
    assert readiness(phase, is_connected=is_connected, schema=schema) == Health(False, says)
