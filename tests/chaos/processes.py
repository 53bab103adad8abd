"""Worker processes: started, killed, stopped and woken again, and always replaced when they have died."""

import asyncio
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from random import Random

from tests.chaos.worker import ASLEEP, READY, Assignment, work

# Every worker is a process of its own, forked from one that has imported everything: it starts in no time.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", "tests.chaos.worker"])
_PATIENCE = 20.0


class Worker:
    """A place for one worker process, in which there is always one, but for a moment."""

    def __init__(self, assignment: Assignment, rng: Random) -> None:
        self.mishap = asyncio.Lock()
        self.ends: Counter[int] = Counter()
        """How often a process ended with which code; -9 is kill -9."""
        self._assignment = assignment
        self._rng = rng
        self._process: BaseProcess | None = None
        self._ready = asyncio.Event()
        self._asleep = asyncio.Event()
        self._is_to_end = False

    async def keep(self) -> None:
        """Run one process after the other, until the first that ends after `end`."""
        loop = asyncio.get_running_loop()
        while not self._is_to_end:
            heard, says = _CONTEXT.Pipe(duplex=False)
            self._process = _CONTEXT.Process(target=work, args=(self._assignment, says), daemon=True)
            self._process.start()
            says.close()
            gone = asyncio.Event()
            loop.add_reader(heard.fileno(), self._hear, heard.fileno())
            loop.add_reader(self._process.sentinel, gone.set)
            await gone.wait()
            loop.remove_reader(self._process.sentinel)
            loop.remove_reader(heard.fileno())
            heard.close()
            self._ready.clear()
            self._process.join()
            self.ends[self._process.exitcode or 0] += 1
            self._process = None
            await asyncio.sleep(self._rng.uniform(0, 0.3))

    async def kill(self) -> None:
        """Kill -9."""
        await self._until_ready()
        self.kill_at_once()

    def kill_at_once(self) -> None:
        self._signal(signal.SIGKILL)
        self._ready.clear()

    async def pause(self, seconds: float) -> None:
        """Stop it wherever it is, and wake it up later."""
        await self._until_ready()
        self._signal(signal.SIGSTOP)
        await asyncio.sleep(seconds)
        self._signal(signal.SIGCONT)

    async def stand_still_when_sending(self) -> bool:
        """Let it stand still between the durable "sending" and the call; False when it never got there."""
        await self._until_ready()
        self._asleep.clear()
        self._signal(signal.SIGUSR1)
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._asleep.wait()
        except TimeoutError:
            self._signal(signal.SIGUSR2)
            self._signal(signal.SIGCONT)  # it may have got there just now
            return False
        return True

    def end(self) -> None:
        """Ask it to stop, as whoever deploys a new version does; a process that is just starting is asked when ready."""
        self._is_to_end = True
        if self._ready.is_set():
            self._signal(signal.SIGTERM)

    async def _until_ready(self) -> None:
        async with asyncio.timeout(_PATIENCE):
            await self._ready.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def _hear(self, descriptor: int) -> None:
        said = os.read(descriptor, 64)
        if READY in said:
            self._ready.set()
            if self._is_to_end:
                self._signal(signal.SIGTERM)
        if ASLEEP in said:
            self._asleep.set()


@asynccontextmanager
async def at_work(workers: Sequence[Worker]) -> AsyncIterator[None]:
    """Keep all of them at work, and end them afterwards in good order; TimeoutError when one had to be killed for it."""
    keeping = [asyncio.create_task(worker.keep()) for worker in workers]
    try:
        yield
    finally:
        for worker in workers:
            worker.end()
        _, stuck = await asyncio.wait(keeping, timeout=_PATIENCE)
        for worker in workers:
            worker.kill_at_once()
        await asyncio.gather(*keeping)
    if stuck:
        raise TimeoutError("A worker did not stop when it was asked to.")
