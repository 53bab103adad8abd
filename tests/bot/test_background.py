"""Background tasks: what dies is logged, what must go on is begun again, and all end with the bot."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.background import Background, until_it_ends_well
from bot.cli.run import run


async def test_a_task_that_dies_is_logged_by_its_name(caplog: pytest.LogCaptureFixture) -> None:
    async def die() -> None:
        raise OSError("the disk is full")

    task = Background().spawn("delivery", die())
    await asyncio.wait({task})
    await asyncio.sleep(0)

    (record,) = [each for each in caplog.records if each.message == "task_died"]
    assert vars(record)["task"] == "delivery"


async def test_ending_ends_what_still_runs_and_calls_it_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    task = background.spawn("waiting", asyncio.Event().wait())  # type: ignore[arg-type]  # what it returns is no matter

    await background.end()

    assert task.cancelled()
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


async def test_what_fails_is_begun_again_after_longer_and_longer_pauses(caplog: pytest.LogCaptureFixture) -> None:
    left = 12
    pauses: list[float] = []

    async def work() -> None:
        nonlocal left
        left -= 1
        if left:
            raise OSError("Slack is away")

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await until_it_ends_well("directory", work, sleep)

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600]
    assert [each.message for each in caplog.records] == ["task_failed"] * 11


@pytest.fixture
async def signals() -> AsyncIterator[None]:
    """Signals mean what they did before once the test is over."""
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    yield
    for sign, handler in before.items():
        asyncio.get_running_loop().remove_signal_handler(sign)
        signal.signal(sign, handler)


@dataclass
class Dying:
    """A bot whose delivery has died, or goes on."""

    delivering: asyncio.Task[None]

    async def start(self) -> None:
        """It has started."""

    async def stop(self) -> None:
        self.delivering.cancel()


@pytest.mark.usefixtures("signals")
async def test_a_process_whose_delivery_died_ends_with_an_error() -> None:
    async def die() -> None:
        raise OSError("the disk is full")

    bot = Dying(Background().spawn("delivery", die()))

    assert await run(bot) == 1  # type: ignore[arg-type]  # it has what is needed


@pytest.mark.usefixtures("signals")
async def test_a_process_that_is_told_to_stop_ends_well() -> None:
    async def deliver() -> None:
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGTERM)  # once it is listened for
        await asyncio.Event().wait()

    bot = Dying(Background().spawn("delivery", deliver()))

    assert await run(bot) == 0  # type: ignore[arg-type]  # it has what is needed
