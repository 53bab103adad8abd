"""The process beside the bot, in which long work is done."""

import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from bot.worker import Worker


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
