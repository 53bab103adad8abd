"""What the web page needs: its files, a snapshot and patches of what one person sees, and that person's acts."""

import asyncio
import json
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from sandbox.acts import ACTS, unknown_verb
from sandbox.errors import NotPossible
from sandbox.interactions import Outcome
from sandbox.snapshot import (
    app_shown,
    conversation_shown,
    message_shown,
    modals_shown,
    people_shown,
    snapshot,
)
from sandbox.state import Json

if TYPE_CHECKING:
    from sandbox.server import LocalSlack

PAGE = Path(__file__).parent / "page"
_TICK = 0.25
_BACKLOG = 1000
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class PageApi:
    """Serves the page and keeps every open page up to date."""

    def __init__(self, slack: "LocalSlack") -> None:
        self._slack = slack
        self._open: dict[asyncio.Queue[Json | None], str] = {}
        self._ticker: asyncio.Task[None] | None = None
        self._going_to: datetime | None = None
        slack.socket.on_change = self.app_changed
        if slack.story:
            slack.story.on_change = self._story_changed

    @property
    def default_person(self) -> str:
        """Whom the page shows when nobody was chosen."""
        return next(iter(self._slack.state.people))

    def add_routes(self, app: web.Application) -> None:
        """Connect the page's paths."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        app.router.add_get("/page/socket", self._socket)
        app.router.add_get("/page/file/{file}", self._file)
        app.router.add_post("/page/act", self._act)
        app.router.add_get("/page/{path:.+}", self._static)

    async def travel(self, to: datetime) -> None:
        """Let the clock travel; open pages see it move."""
        if self._going_to is not None:
            raise NotPossible("The clock is travelling already.")
        self._going_to = to
        try:
            await self._slack.clock.travel(to)
        finally:
            self._going_to = None
            self._to_all({"type": "clock", "clock": self.clock_shown()})

    def clock_shown(self) -> Json:
        """Describe the clock."""
        going_to = self._going_to
        return {
            "now": self._slack.clock.now().isoformat(),
            "can_travel": getattr(self._slack.clock, "can_travel", True),
            "travelling": going_to is not None,
            "to": going_to.isoformat() if going_to else None,
        }

    def app_changed(self) -> None:
        """Say that the app connected, left, was removed or put back."""
        if self._open:
            self._to_all({"type": "app", "app": app_shown(self._slack)})

    def people_changed(self) -> None:
        """Say that somebody is new or different."""
        if self._open:
            self._to_all({"type": "people", "people": people_shown(self._slack)})

    def faults_changed(self) -> None:
        """Say that there are other faults on order."""
        self._to_all({"type": "faults", "faults": [rule.described() for rule in self._slack.faults.rules]})

    async def stop(self) -> None:
        """Close every open page's socket."""
        for queue in list(self._open):
            queue.put_nowait(None)
        if self._ticker:
            self._ticker.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticker

    # Paths

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return self._page_file("index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return self._page_file(request.match_info["path"])

    def _page_file(self, path: str) -> web.StreamResponse:
        file = (PAGE / path).resolve()
        if not file.is_relative_to(PAGE) or not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file, headers=_HEADERS)

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(snapshot(self._slack, self._person(request.query.get("person"))))

    async def _file(self, request: web.Request) -> web.Response:
        file = self._slack.state.files.get(request.match_info["file"])
        if file is None or file.content is None or not file.channels:
            raise web.HTTPNotFound
        name = file.name.replace('"', "").replace("\r", "").replace("\n", "")
        return web.Response(
            body=file.content,
            content_type="application/octet-stream",
            headers={**_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def _act(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await request.json()
            act = ACTS.get(str(body["verb"]), unknown_verb)
            outcome = await act(self._slack, self._person(body.get("person")), body)
        except KeyError as missing:
            return web.json_response({"ok": False, "error": f"{missing} is missing."}, status=400)
        except (NotPossible, ValueError, TypeError) as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=400)
        return web.json_response({"ok": True, "outcome": asdict(outcome) if isinstance(outcome, Outcome) else outcome})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("person"))
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        first = {"type": "snapshot", "snapshot": snapshot(self._slack, person)}
        queue = self._watch(person)
        queue.put_nowait(first)
        sender = asyncio.get_running_loop().create_task(self._send_all(socket, queue))
        try:
            async for message in socket:
                if message.type == WSMsgType.ERROR:
                    break
        finally:
            self._unwatch(queue)
            sender.cancel()
            with suppress(asyncio.CancelledError):
                await sender
        return socket

    def _person(self, person_id: Any) -> str:
        key = str(person_id or self.default_person)
        if key not in self._slack.state.people:
            raise web.HTTPNotFound(text="There is no such person.")
        return key

    # Patches

    async def _send_all(self, socket: web.WebSocketResponse, queue: asyncio.Queue[Json | None]) -> None:
        with suppress(ConnectionError):
            while (patch := await queue.get()) is not None:
                await socket.send_str(json.dumps(patch))
            await socket.close()

    def _watch(self, person: str) -> asyncio.Queue[Json | None]:
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        if not self._open:
            self._slack.state.watchers.append(self._patch)
            self._ticker = asyncio.get_running_loop().create_task(self._tick())
        self._open[queue] = person
        return queue

    def _unwatch(self, queue: asyncio.Queue[Json | None]) -> None:
        del self._open[queue]
        if not self._open:
            self._slack.state.watchers.remove(self._patch)
            if self._ticker:
                self._ticker.cancel()

    def _patch(self, person: str, change: Json) -> None:
        queues = [queue for queue, watched in self._open.items() if watched == person]
        if queues:
            self._put(queues, self._complete(person, change))

    def _complete(self, person: str, change: Json) -> Json:
        """Fill a change in with what the page shows of it."""
        slack = self._slack
        match change["type"]:
            case "message" | "ephemeral":
                return {**change, "message": message_shown(slack, person, change["message"])}
            case "conversation":
                conversation = slack.state.conversations[change["conversation"]]
                return {**change, "conversation": conversation_shown(slack, person, conversation)}
            case "modals":
                return {**change, "modals": modals_shown(slack, person)}
            case _:
                return change

    def _story_changed(self) -> None:
        if self._slack.story:
            self._to_all({"type": "story", "story": self._slack.story.described()})

    def _to_all(self, patch: Json) -> None:
        self._put(list(self._open), patch)

    def _put(self, queues: list[asyncio.Queue[Json | None]], patch: Json) -> None:
        for queue in queues:
            # A page that does not read is closed rather than remembered for; it comes back with a fresh snapshot.
            queue.put_nowait(patch if queue.qsize() < _BACKLOG else None)

    async def _tick(self) -> None:
        """Tell pages the time: often while it travels, else when it has run differently from the machine's."""
        loop = asyncio.get_running_loop()
        told, at = self._slack.clock.now(), loop.time()
        while True:
            await asyncio.sleep(_TICK)
            now = self._slack.clock.now()
            unusual = abs((now - told).total_seconds() - (loop.time() - at)) > 1
            if self._going_to or unusual or loop.time() - at > 30:
                self._to_all({"type": "clock", "clock": self.clock_shown()})
                told, at = now, loop.time()
