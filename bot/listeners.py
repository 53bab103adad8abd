"""The listeners at work: kept so that stopping, and tests, can wait for them. Bolt keeps no such list."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from slack_bolt.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from storage import Storage, inbox


class Listeners:
    """Knows which listener tasks are running, and clears an event's inbox row when its listener has ended."""

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
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def started(self) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def ended(self, request: AsyncBoltRequest) -> None:
        event_id = request.body.get("event_id")
        if event_id is not None:
            async with self._storage.transaction() as tx:
                await inbox.done(tx, workspace=request.body["team_id"], event_id=event_id, now=self._now())


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
