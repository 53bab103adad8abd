"""A loop on which time passes only when nothing is left to do, and processes on it that can be stopped and killed.

Nothing here waits: when every task sleeps, time leaps to the first of them to wake. What happens, and in which order,
follows from the program and its seeds alone.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Process:
    """Whatever was started by one task: stopped, it stands still wherever it is; killed, it can do nothing any more."""

    name: str
    loop: "VirtualLoop"
    is_stopped: bool = False
    is_dead: bool = False
    on_death: list[Callable[[], None]] = field(default_factory=list)
    tasks: dict[asyncio.Task[Any], None] = field(default_factory=dict)
    held: "list[_Gate]" = field(default_factory=list)

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run work in this process, and whatever that starts."""
        context = copy_context()
        context.run(PROCESS.set, self)
        return context.run(self.loop.create_task, work)

    def stop(self) -> None:
        """Hold everything back, as SIGSTOP does: time goes on for the others."""
        self.is_stopped = True

    def resume(self) -> None:
        """Let happen at once what was held back, in the order in which it would have happened."""
        self.is_stopped = False
        held, self.held = self.held, []
        for gate in held:
            self.loop.let_through(gate)

    def kill(self) -> None:
        """End it. It is cut off from the world first: what its tasks still do on being cancelled reaches nobody."""
        self.is_dead = True
        for cut_off in self.on_death:
            cut_off()
        self.resume()
        for task in self.tasks:
            task.cancel()

    async def gone(self) -> None:
        """Return when the last task of a killed process has ended."""
        while self.tasks:
            await asyncio.wait(self.tasks)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        del self.tasks[task]
        if self.is_dead and not task.cancelled():
            task.exception()  # of the dead, nobody asks why

    def adopt(self, task: asyncio.Task[Any]) -> None:
        self.tasks[task] = None
        task.add_done_callback(self._forget)


PROCESS: ContextVar[Process | None] = ContextVar("PROCESS", default=None)


class _Gate:
    """A callback that waits while its process is stopped."""

    handle: asyncio.Handle

    def __init__(self, callback: Callable[..., object], args: tuple[Any, ...], context: Context) -> None:
        self._callback = callback
        self._args = args
        self.context = context

    def __call__(self) -> None:
        process = PROCESS.get()
        if process is not None and process.is_stopped:
            process.held.append(self)
        elif not self.handle.cancelled():
            self._callback(*self._args)


class _Leaping(selectors.DefaultSelector):
    """Instead of waiting, says for how long it would have."""

    def __init__(self) -> None:
        super().__init__()
        self.elapsed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("Everything waits for something that will never happen")
        self.elapsed += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time begins at 0 and leaps; `unheard` collects failures that nobody awaited."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)
        self.unheard: list[str] = []
        self.set_task_factory(_in_its_process)  # type: ignore[arg-type]  # the stubs know no keyword arguments
        self.set_exception_handler(lambda _, why: self.unheard.append(repr(why.get("exception") or why["message"])))

    def time(self) -> float:
        return self._leaping.elapsed

    def call_soon(  # type: ignore[override]  # the stubs tie the arguments to the callback
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        gate = _Gate(callback, args, copy_context() if context is None else context)
        gate.handle = super().call_soon(gate, context=gate.context)
        return gate.handle

    def call_at(  # type: ignore[override]  # as above
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        gate = _Gate(callback, args, copy_context() if context is None else context)
        gate.handle = handle = super().call_at(when, gate, context=gate.context)
        return handle

    def let_through(self, gate: _Gate) -> None:
        """Call what a gate held back, unless that is cancelled by then."""
        super().call_soon(gate, context=gate.context)


def _in_its_process(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **options: Any
) -> asyncio.Task[Any]:
    task = asyncio.Task(work, loop=loop, **options)
    if (process := PROCESS.get()) is not None:
        process.adopt(task)
    return task
