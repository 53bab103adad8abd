"""What Bolt leaves to us: as whom listeners speak, and which are at work, so that stopping, and tests, can wait for them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack import Installed
from handlers.errors import IS_UNDONE, on_cut_short
from handlers.visit import Visit
from storage import Storage, inbox

log = logging.getLogger(__name__)


class Listeners:
    """Knows which listener tasks are running, and clears the inbox row of an event or a kept press when its listener has ended."""

    def __init__(self, storage: Storage, now: Callable[[], datetime]) -> None:
        self._storage = storage
        self._now = now
        self._tasks: set[asyncio.Task[object]] = set()

    def watch(self, app: AsyncApp) -> None:
        """Follow every listener of this app."""
        app.listener_runner.listener_start_handler = _AtStart(self)
        app.listener_runner.listener_completion_handler = _AtEnd(self)

    async def idle(self) -> None:
        """Return when no listener is at work."""
        await asyncio.sleep(0)  # what Bolt has just set going counts from its first turn on
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, *, within: float) -> None:
        """Let those at work finish within so many seconds; whoever takes longer is cut short, for another bot to begin again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self.idle()
        if late := tuple(self._tasks):
            log.warning("listeners_cut_short", extra={"count": len(late)})
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def started(self) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def ended(self, request: AsyncBoltRequest) -> None:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            await self._let_go(request)
            return
        if request.context.get(IS_UNDONE):  # its lease ends soon, and whoever takes it over tries again
            return
        visit: Visit | None = request.context.get("visit")
        if (event_id := request.body.get("event_id")) is not None:
            await self._done(request.body["team_id"], event_id)
        elif visit is not None and visit.event_id is not None:
            await self._done(visit.actor.workspace, visit.event_id)

    async def _done(self, workspace: str, event_id: str) -> None:
        async with self._storage.transaction() as tx:
            await inbox.done(tx, workspace=workspace, event_id=event_id, now=self._now())

    async def _let_go(self, request: AsyncBoltRequest) -> None:
        """Whatever was kept of a request that was cut short is anybody's at once; of what was not, its sender is told."""
        event_id = request.body.get("event_id")
        visit: Visit | None = request.context.get("visit")
        if event_id is not None:
            await self._released(request.body["team_id"], event_id)
        elif visit is not None and not await self._released(visit.actor.workspace, visit.request_id):
            await on_cut_short(visit)

    async def _released(self, workspace: str, event_id: str) -> bool:
        async with self._storage.transaction() as tx:
            return await inbox.release(tx, workspace=workspace, event_id=event_id)


def as_installed(installed: Installed, bot_token: str) -> Callable[[], Awaitable[AuthorizeResult]]:
    """As whom every listener speaks. Bolt would ask Slack once more, and drop what had come if Slack did not say."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=installed.workspace, bot_user_id=installed.user_id, bot_token=bot_token
        )

    return authorize


class _AtStart(AsyncListenerStartHandler):
    def __init__(self, listeners: Listeners) -> None:
        self._listeners = listeners

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        del request, response
        self._listeners.started()


class _AtEnd(AsyncListenerCompletionHandler):
    def __init__(self, listeners: Listeners) -> None:
        self._listeners = listeners

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        del response
        await self._listeners.ended(request)
