"""Socket Mode: envelopes over WebSockets to any one of the app's connections, and the acks that come back."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from sandbox.faults import SOCKET, Fault, Faults
from sandbox.state import Json, new_secret

MAX_CONNECTIONS = 10


@dataclass(frozen=True, slots=True)
class Ack:
    """The app's answer to an envelope; without one, `error` is what Slack would show."""

    acked: bool
    payload: Json | None = None
    error: str | None = None


@dataclass(slots=True, eq=False)
class Connection:
    """One open connection: how to send it JSON, close it politely, or cut it."""

    send: Callable[[Json], Awaitable[None]]
    close: Callable[[], Awaitable[Any]]
    abort: Callable[[], None]
    is_wedged: bool = False
    """It stays open, and nothing passes over it any more, either way."""


@dataclass(slots=True)
class SocketMode:
    """The app's connections. Payloads rotate over them; an ack counts on whichever it arrives."""

    faults: Faults
    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    """Seconds of real time before each further attempt at an event nobody acked."""
    warning_seconds: float = 10.0
    lifetime_seconds: int = 3600
    """How long a connection is to live, as the app is told; nothing here ends it."""
    connections: list[Connection] = field(default_factory=list)
    on_change: Callable[[], None] = lambda: None
    last: dict[str, tuple[str, Json]] = field(default_factory=dict)
    """The last payload each person caused: its envelope type and content."""
    delivered: int = 0
    """Envelopes sent so far."""
    unanswered: int = 0
    """Commands and interactions whose sender was shown an error because no ack came."""
    _tickets: set[str] = field(default_factory=set)
    _waiting: dict[str, asyncio.Future[Ack]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _turn: int = 0
    _connected: asyncio.Event = field(default_factory=asyncio.Event)

    # The app's side

    def new_ticket(self) -> str:
        """Give the secret that opens one connection."""
        ticket = new_secret()
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one WebSocket until either side ends it."""
        if request.query.get("ticket") not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse(heartbeat=30, autoping=False)
        await socket.prepare(request)
        if len(self.connections) >= MAX_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        transport = request.transport
        connection = self.attach(socket.send_json, socket.close, transport.abort if transport else lambda: None)
        try:
            await connection.send(self._hello())
            async for message in socket:
                if not connection.is_wedged:
                    await self._heard(socket, message)
        except ConnectionError:
            pass  # the app went away in the middle of a greeting; the same as leaving
        finally:
            self.detach(connection)
        return socket

    def attach(
        self, send: Callable[[Json], Awaitable[None]], close: Callable[[], Awaitable[Any]], abort: Callable[[], None]
    ) -> Connection:
        """Take a connection into the rotation; a simulation may attach itself without a WebSocket."""
        connection = Connection(send, close, abort)
        self.connections.append(connection)
        self._connected.set()
        self.on_change()
        return connection

    def detach(self, connection: Connection) -> None:
        """Forget a connection. When it was the last, nobody can ack any more."""
        if connection not in self.connections:
            return
        self.connections.remove(connection)
        if not self.connections:
            self._connected.clear()
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_result(Ack(False, error="dispatch_failed"))
        self.on_change()

    async def _heard(self, socket: web.WebSocketResponse, message: WSMessage) -> None:
        if message.type == WSMsgType.PING:
            await socket.pong(message.data)
        elif message.type == WSMsgType.TEXT:
            self.received(json.loads(message.data))

    def received(self, message: Json) -> None:
        """Take what the app sent: the ack of an envelope."""
        waiting = self._waiting.get(message.get("envelope_id", ""))
        if waiting and not waiting.done():
            waiting.set_result(Ack(True, payload=message.get("payload")))

    # Slack's side

    async def wait_connected(self, seconds: float = 10.0) -> None:
        """Return once the app has a connection; raises TimeoutError when it has none in time (real seconds)."""
        async with asyncio.timeout(seconds):
            await self._connected.wait()

    async def ask(self, kind: str, payload: Json, *, answerable: bool = True) -> Ack:
        """Deliver a command or an interaction once, and wait for the ack."""
        self._note(kind, payload)
        ack = await self._deliver({"type": kind, "payload": payload, "accepts_response_payload": answerable})
        self.unanswered += not ack.acked
        return ack

    def announce(self, payload: Json) -> asyncio.Future[Ack]:
        """Deliver an event, again and again until acked or out of retries; gives the first attempt's ack."""
        self._note("events_api", payload)
        first: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self.spawn(self._insist(payload, first))
        return first

    async def repeat(self, person: str) -> Ack:
        """Deliver the last payload a person caused once more, exactly as it was; an event says it is a retry."""
        kind, payload = self.last[person]
        if kind == "events_api":
            return await self._deliver(_event_envelope(payload, attempt=1))
        return await self.ask(kind, payload)

    async def warn(self, reason: str = "warning", connection: Connection | None = None) -> None:
        """Tell connections that Slack will close them, as it does every few hours, and do so a little later."""
        for each in [connection] if connection else list(self.connections):
            await each.send(_disconnect(reason))
            self.spawn(self._close_later(each))

    def cut(self, connection: Connection | None = None) -> None:
        """Lose connections without any warning."""
        for each in [connection] if connection else list(self.connections):
            each.abort()
            self.detach(each)

    def wedge(self, connection: Connection | None = None) -> None:
        """Let connections fall silent: they stay open, but no ping is answered, and nothing arrives or is heard."""
        for each in [connection] if connection else list(self.connections):
            each.is_wedged = True

    async def idle(self) -> None:
        """Wait until no event is on its way any more."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def stop(self) -> None:
        """Give up what is on its way and close every connection."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in list(self.connections):
            await connection.close()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something beside, owned and ended with this object."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _note(self, kind: str, payload: Json) -> None:
        user = payload.get("user_id") or payload.get("user") or payload.get("event", {}).get("user", "")
        self.last[user["id"] if isinstance(user, dict) else user] = (kind, payload)

    async def _insist(self, payload: Json, first: asyncio.Future[Ack]) -> None:
        try:
            for attempt, delay in enumerate((0.0, *self.retry_delays)):
                if delay:
                    await asyncio.sleep(delay)
                ack = await self._deliver(_event_envelope(payload, attempt))
                if not first.done():
                    first.set_result(ack)
                if ack.acked:
                    return
        finally:
            if not first.done():
                first.set_result(Ack(False, error="dispatch_failed"))

    async def _deliver(self, envelope: Json) -> Ack:
        if not self.connections:
            return Ack(False, error="dispatch_failed")
        self._turn += 1
        connection = self.connections[self._turn % len(self.connections)]
        fault = self.faults.draw(SOCKET)
        kind = fault.kind if fault else None
        if kind is Fault.DROP_BEFORE:
            self.cut(connection)
            return Ack(False, error="dispatch_failed")
        ack = await self._send(connection, envelope, cut_after=kind is Fault.DROP_AFTER)
        if kind is Fault.REDELIVER:
            await self._send(connection, envelope)
        elif kind is Fault.WARN:
            await self.warn(connection=connection)
        return ack

    async def _send(self, connection: Connection, envelope: Json, *, cut_after: bool = False) -> Ack:
        envelope_id = str(uuid.uuid4())
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        try:
            async with asyncio.timeout(self.ack_seconds):
                if not connection.is_wedged:
                    await connection.send({"envelope_id": envelope_id, **envelope})
                self.delivered += 1
                if cut_after:
                    self.spawn(self._cut_later(connection))
                return await waiting
        except TimeoutError:
            return Ack(False, error="operation_timeout")
        except ConnectionError:
            # The app closed this connection at this moment; the payload never left, so another may carry it.
            self.detach(connection)
        finally:
            del self._waiting[envelope_id]
        return await self._deliver(envelope)

    async def _cut_later(self, connection: Connection) -> None:
        # The bytes have to leave before the line is cut, or it would be a loss before delivering.
        await asyncio.sleep(0.01)
        self.cut(connection)

    async def _close_later(self, connection: Connection) -> None:
        await asyncio.sleep(self.warning_seconds)
        await connection.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": self.lifetime_seconds},
            "connection_info": {"app_id": "A0LOCALAPP"},
        }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}


def _event_envelope(payload: Json, attempt: int) -> Json:
    return {
        "type": "events_api",
        "payload": payload,
        "accepts_response_payload": False,
        "retry_attempt": attempt,
        "retry_reason": "timeout" if attempt else "",
    }
