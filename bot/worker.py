"""One spawned process for work that would hold up the event loop: matching, which keeps the interpreter's lock."""

import asyncio
import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Worker:
    """Runs pure functions elsewhere. The process starts with the first of them and stays until `close`."""

    def __init__(self, *, preload: tuple[str, ...] = ()) -> None:
        """`preload` names modules that the process imports when it starts, before anybody waits for them."""
        self._preload = preload
        self._pool: ProcessPoolExecutor | None = None

    async def run(
        self, function: Callable[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """What the function gives for these arguments. All of it travels between processes, so all must be plain values.

        Work that was cut short because the process died is done once more in a new one.

        Raises:
            BrokenProcessPool: that process died too.
        """
        try:
            return await self._run(function, *args, **kwargs)
        except BrokenProcessPool:
            return await self._run(function, *args, **kwargs)

    async def warm(self) -> None:
        """Start the process, so that the first piece of work need not wait for it."""
        await self.run(_ready)

    async def close(self) -> None:
        """End the process. Whoever cared for what it is doing has been waited for: nobody needs it any more."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in (pool._processes or {}).values():  # noqa: SLF001  # public only from Python 3.14 on
                process.terminate()
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _run(
        self, function: Callable[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        pool = self._started()
        try:
            return await asyncio.wrap_future(pool.submit(function, *args, **kwargs))
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            pool.shutdown(wait=False)
            raise

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(self._preload,))
        return self._pool


def _begin(preload: tuple[str, ...]) -> None:
    """Ctrl-C reaches every process of a terminal; this one ends when the bot has finished with it, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the loop needs a processor too
    for module in preload:
        importlib.import_module(module)


def _end_with_the_bot() -> None:
    """A bot that was killed could not tell: the queue this process waits at stays open for as long as it holds it itself."""
    bot = multiprocessing.parent_process()
    assert bot is not None  # noqa: S101  # this is a child
    bot.join()
    os._exit(1)


def _ready() -> None:
    """Nothing: a process that has answered is there."""
