"""The story player: acts a script out at reading pace through the person driver; anybody can take over at any moment."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sandbox.errors import NotPossible
from sandbox.person import PersonDriver
from sandbox.state import Json

if TYPE_CHECKING:
    from sandbox.server import LocalSlack

Act = Callable[["LocalSlack", PersonDriver], Awaitable[object]]
Seen = Callable[[PersonDriver], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what the caption says, who does it, what they do, and what must be seen before the next.

    `pause` and `patience` are seconds of real time: how long the result stands, and how long it may take to appear.
    """

    caption: str
    who: str
    do: Act | None = None
    wait_for: Seen | None = None
    pause: float = 2.0
    patience: float = 10.0


class Playing(StrEnum):
    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


class Story:
    """A script being acted out, which can be played, paused and stopped."""

    def __init__(self, slack: "LocalSlack", steps: Sequence[Step]) -> None:
        self._slack = slack
        self._steps = steps
        self._task: asyncio.Task[None] | None = None
        self._going = asyncio.Event()
        self.playing = Playing.READY
        self.position = 0
        self.error: str | None = None
        self.on_change: Callable[[], None] = lambda: None

    def play(self) -> None:
        """Begin, go on after a pause, or begin again after the end."""
        self._going.set()
        if self._task is None or self._task.done():
            self.position, self.error = 0, None
            self._task = asyncio.get_running_loop().create_task(self._act_out())
        self._become(Playing.PLAYING)

    def pause(self) -> None:
        """Hold before the next step."""
        if self.playing is Playing.PLAYING:
            self._going.clear()
            self._become(Playing.PAUSED)

    async def stop(self) -> None:
        """End where it is; what was done stays done."""
        if self._task and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._become(Playing.STOPPED)

    async def finished(self) -> None:
        """Wait until the story has ended, one way or another."""
        if self._task:
            with suppress(asyncio.CancelledError):
                await self._task

    def described(self) -> Json:
        """Describe it for the page."""
        step = self._steps[min(self.position, len(self._steps) - 1)] if self._steps else None
        shown = step if step and self.playing is not Playing.READY else None
        return {
            "state": self.playing,
            "caption": shown.caption if shown else "",
            "step": self.position + 1 if shown else 0,
            "steps": len(self._steps),
            "person": shown.who if shown else None,
            "error": self.error,
        }

    async def _act_out(self) -> None:
        try:
            for position, step in enumerate(self._steps):
                await self._going.wait()
                self.position = position
                self.on_change()
                await self._perform(step)
                await asyncio.sleep(step.pause)
        except Exception as failure:  # noqa: BLE001 - whatever a script does wrong is shown, and ends only the story
            self.error = self._sentence(failure)
            self._become(Playing.FAILED)
        else:
            self._become(Playing.FINISHED)

    async def _perform(self, step: Step) -> None:
        person = self._slack.person(step.who)
        if step.do:
            await step.do(self._slack, person)
        if step.wait_for:
            await person.until(step.wait_for, step.patience)

    def _sentence(self, failure: Exception) -> str:
        match failure:
            case NotPossible():
                return str(failure)
            case TimeoutError():
                name = self._slack.person(self._steps[self.position].who).profile.real_name
                return f"What {name} was to see did not appear."
            case _:
                return f"{type(failure).__name__}: {failure}"

    def _become(self, playing: Playing) -> None:
        self.playing = playing
        self.on_change()
