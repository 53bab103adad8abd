"""The process beside the bot, in which long work is done."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bot.worker import Worker

HERE = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def die_once(marker: str) -> str:
    """End the process the first time, answer the second."""
    path = Path(marker)
    if not path.exists():
        path.touch()
        os._exit(1)
    return "answered"


def knows(module: str) -> bool:
    return module in sys.modules


async def test_work_is_done_in_another_process_and_always_the_same_one() -> None:
    worker = Worker()
    try:
        first, second = await worker.run(os.getpid), await worker.run(os.getpid)
        assert first == second != os.getpid()
    finally:
        await worker.close()


async def test_no_process_starts_before_there_is_work() -> None:
    before = multiprocessing.active_children()
    worker = Worker()
    assert multiprocessing.active_children() == before
    await worker.close()


async def test_what_goes_wrong_there_is_raised_here() -> None:
    worker = Worker()
    try:
        with pytest.raises(ValueError, match="invalid literal"):
            await worker.run(int, "many")
        assert await worker.run(int, "7") == 7
    finally:
        await worker.close()


async def test_work_cut_short_is_done_again_in_a_new_process(tmp_path: Path) -> None:
    worker = Worker()
    try:
        assert await worker.run(die_once, str(tmp_path / "died")) == "answered"
    finally:
        await worker.close()


async def test_a_warm_process_has_what_it_needs() -> None:
    worker = Worker(preload=("colorsys",))
    try:
        await worker.warm()
        assert await worker.run(knows, "colorsys")
    finally:
        await worker.close()


async def test_closing_does_not_wait_for_what_nobody_needs_any_more() -> None:
    before = multiprocessing.active_children()
    worker = Worker()
    await worker.warm()
    sleeping = asyncio.create_task(worker.run(time.sleep, 60))
    await asyncio.wait({sleeping}, timeout=0.1)
    sleeping.cancel()
    async with asyncio.timeout(5):
        await worker.close()
    assert multiprocessing.active_children() == before


DIE_AND_LEAVE_A_WORKER = """
import asyncio, os, signal
from bot.worker import Worker

async def main():
    await Worker().warm()
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_no_process_outlives_a_bot_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "die.py"
    script.write_text(DIE_AND_LEAVE_A_WORKER)
    # The worker has the same standard output: it ends when both have ended.
    bot = await asyncio.create_subprocess_exec(
        sys.executable, script, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env=HERE
    )
    async with asyncio.timeout(20):
        await bot.communicate()
    assert bot.returncode == -signal.SIGKILL
