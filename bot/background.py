"""Tasks that run beside everything else: owned, ended with the bot, and never silent about why they ended."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 600.0
"""Seconds of `sleep` before something is begun again; each pause is twice as long as the one before."""


class Background:
    """The tasks of one bot."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, name: str, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Run `work` beside everything else; should it fail, that is logged under its name."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def end(self) -> None:
        """Cancel what still runs, and wait until it has ended."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()):
            log.error("task_died", extra={"task": task.get_name()}, exc_info=problem)


async def until_it_ends_well(
    name: str, work: Callable[[], Awaitable[None]], sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Do `work`, and do it again after each failure, which is logged, at longer and longer intervals."""
    pause = _FIRST_PAUSE
    while True:
        try:
            return await work()
        except Exception:
            log.exception("task_failed", extra={"task": name})
        await sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
