"""One WebSocket to Slack, from its greeting to its end. It is never opened again: another takes its place."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import aiohttp

log = logging.getLogger(__name__)

Envelope = dict[str, Any]  # Slack's own JSON
Receive = Callable[["Connection", Envelope], Coroutine[Any, Any, None]]

_GOODBYE = 1.0
"""Seconds Slack has to answer a goodbye."""
_NORMALLY = aiohttp.WSCloseCode.OK.to_bytes(2, "big")


class NotGreetedError(ConnectionError):
    """The WebSocket opened, and ended before Slack's hello; the text is Slack's reason, if it gave one."""


class Connection:
    """A connection that runs `receive` in a task of its own for every payload Slack sends over it."""

    def __init__(self, receive: Receive, *, heartbeat: float, proxy: str | None = None) -> None:
        """`heartbeat` is how many seconds may pass without a sign of life before one is asked for; it is due in half of that."""
        self._receive = receive
        self._heartbeat = heartbeat
        self._proxy = proxy
        # A session of its own: one that lives on in a bot outlives what it was good for, and nothing opens with it again.
        self._session = aiohttp.ClientSession()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None
        self._answering: set[asyncio.Task[None]] = set()
        self._hello: Envelope | None = None
        self._greeted = asyncio.Event()
        self._said_goodbye = False
        self.leaving = asyncio.Event()
        """Slack will close this connection, or it has ended: another should take its place."""
        self.let_go = asyncio.Event()
        """Another has taken its place, or it has ended."""
        self.ended = asyncio.Event()
        self.why = ""
        """Slack's word for why it is leaving."""

    @property
    def is_open(self) -> bool:
        """Whether answers can be sent over it."""
        return self._socket is not None and not self._socket.closed and not self._said_goodbye

    async def open(self, url: str, *, within: float) -> Envelope:
        """Connect, and give Slack's hello.

        Raises:
            OSError, aiohttp.ClientError: no connection, or none that greeted within so many seconds.
        """
        try:
            async with asyncio.timeout(within):
                self._socket = await self._session.ws_connect(
                    url,
                    heartbeat=self._heartbeat,
                    proxy=self._proxy,
                    timeout=aiohttp.ClientWSTimeout(ws_close=_GOODBYE),
                )
                self._reading = asyncio.create_task(self._read(self._socket), name="socket")
                return await self._greeting()
        except BaseException:
            await self.close(patience=0)
            raise

    async def send(self, answer: Envelope) -> None:
        """Send an answer to Slack; raises ConnectionError when this connection takes none any more."""
        if self._socket is None or not self.is_open:
            raise ConnectionResetError
        await self._socket.send_json(answer)

    def leave(self, why: str) -> None:
        """Say that another connection should take the place of this one, which goes on until it is closed."""
        self.why = self.why or why
        self.leaving.set()

    async def close(self, *, patience: float) -> None:
        """Answer what has come, say goodbye, handle what crosses it on the way, and end.

        What is not answered within `patience` seconds is given up: Slack sends an event again to another connection.
        """
        await self._until_answered(patience)
        await self._say_goodbye()
        await self._until_answered(patience)
        await self._end(self._answering)
        if self._socket is not None:
            await self._socket.close()
        if self._reading is not None:
            await self._end({self._reading})
        await self._session.close()

    async def _greeting(self) -> Envelope:
        await self._greeted.wait()
        if self._hello is None:
            raise NotGreetedError(self.why)
        return self._hello

    async def _say_goodbye(self) -> None:
        """Unlike the library's `close`, this goes on reading: what Slack had sent by then is not thrown away."""
        if self._socket is None or self._reading is None or not self.is_open:
            return
        self._said_goodbye = True
        with suppress(ConnectionError):
            await self._socket.send_frame(_NORMALLY, aiohttp.WSMsgType.CLOSE)
        await asyncio.wait({self._reading}, timeout=_GOODBYE)

    async def _until_answered(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._answering:
                    await asyncio.wait(self._answering)

    @staticmethod
    async def _end(tasks: set[asyncio.Task[None]]) -> None:
        ending = tuple(tasks)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith("{"):  # Slack sends empty ones
                    self._take(json.loads(message.data))
        except Exception:
            log.exception("socket_failed")
        finally:
            self.leave(type(lost).__name__ if (lost := socket.exception()) else "closed")
            for over in (self.ended, self.let_go, self._greeted):
                over.set()

    def _take(self, message: Envelope) -> None:
        match message.get("type"):
            case "hello":
                self._hello = message
                self._greeted.set()
            case "disconnect":
                self.leave(message.get("reason") or "disconnect")
            case _ if "envelope_id" in message:
                task = asyncio.create_task(self._receive(self, message), name="payload")
                self._answering.add(task)
                task.add_done_callback(self._answering.discard)
            case _:  # Slack may learn to say more
                pass
