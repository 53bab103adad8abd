"""Socket Mode: connections to Slack, two if there is room, so that losing or renewing one leaves no gap.

Slack ends each connection every few hours, says so some seconds before at best, and sends a payload to any one of those
that are open. So a connection that is leaving stays until another has taken its place. Nothing is mended: whatever
ails a connection, a new one replaces it, down to its HTTP session.
"""

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.background import Background
from bot.connection import Connection, Envelope
from bot.slack import AmbiguousError, DefiniteError

log = logging.getLogger(__name__)

WANTED = 2
MOST = 10
"""How many connections Slack lets an app have, over all its replicas."""
_SPARE = 2
"""Left free for others, who need one more for a moment while they replace theirs."""
_LIFETIME = 3600.0
"""Seconds a connection lives when Slack does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds of real time.

    Slack promises one `apps.connections.open` a minute for all replicas together, and allows more while it can: the
    second connection waits until others that start at this moment have had their first.
    """

    heartbeat: float = 10.0
    hello: float = 10.0
    second_after: float = 8.0
    overlap: float = 15.0
    steady: float = 30.0
    first_pause: float = 1.0
    longest_pause: float = 30.0
    overdue: float = 300.0
    answer: float = 3.0


class Sockets:
    """Keeps the connections of one app; `ask_url` asks Slack for the address of a new one.

    `on_ack` is told how many seconds each payload took from its arrival to its acknowledgement.
    """

    def __init__(
        self,
        app: AsyncApp,
        ask_url: Callable[[], Awaitable[str]],
        *,
        monotonic: Callable[[], float],
        rng: random.Random,
        proxy: str | None = None,
        pace: Pace | None = None,
        on_ack: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._ask_url = ask_url
        self._monotonic = monotonic
        self._rng = rng
        self._proxy = proxy
        self._pace = pace or Pace()
        self._on_ack = on_ack
        self._connections: dict[Connection, float] = {}
        """Each with the moment it was opened, until it has been closed."""
        self._background = Background()
        self._changed = asyncio.Event()
        self._of_this_app = 0
        """How many connections the app had, over all its replicas, when Slack last said so."""
        self._failures = 0
        self._not_before = float("-inf")
        self._is_stopping = False

    @property
    def is_connected(self) -> bool:
        """Whether what people do reaches this bot."""
        return not self._is_stopping and any(each.is_open for each in self._connections)

    async def start(self) -> None:
        """Connect, however long that takes; the second connection follows in its time.

        Raises:
            DefiniteError: Slack does not let the bot in, and would not later either.
        """
        while not self._connections:
            await self._open(is_first=True)
        self._background.spawn("sockets", self._keep())

    async def stop(self) -> None:
        """Take nothing more: acknowledge what has come, then close."""
        self._is_stopping = True
        await self._background.end()
        until = self._monotonic() + self._pace.answer
        for each in tuple(self._connections):  # in turn: what crosses the goodbye of one is acknowledged over the next
            await each.close(patience=max(0.0, until - self._monotonic()))
        self._connections.clear()

    # Keeping as many as are wanted

    async def _keep(self) -> None:
        await self._until_changed(self._pace.second_after * self._rng.uniform(0.5, 1.5))
        while True:
            try:
                if len(self._staying()) < self._wanted():
                    await self._open()
                else:
                    await self._until_changed()
            except Exception:  # nobody else looks after the connections
                log.exception("sockets_interrupted")
                self._failures += 1

    def _staying(self) -> list[Connection]:
        return [each for each in self._connections if not each.leaving.is_set()]

    def _wanted(self) -> int:
        return WANTED if self._of_this_app <= MOST - _SPARE else 1

    async def _until_changed(self, at_most: float | None = None) -> None:
        try:
            async with asyncio.timeout(at_most):
                await self._changed.wait()
        except TimeoutError:
            return
        finally:
            self._changed.clear()

    async def _open(self, *, is_first: bool = False) -> None:
        """Try once, after whatever wait is due, to open a connection; those that are leaving may go then."""
        await asyncio.sleep(self._wait())
        try:
            url = await self._ask_url()
            connection = Connection(self._receive, heartbeat=self._pace.heartbeat, proxy=self._proxy)
            hello = await connection.open(url, within=self._pace.hello)
        except (DefiniteError, AmbiguousError, aiohttp.ClientError, OSError) as problem:
            self._not_opened(problem, is_fatal=is_first)
            return
        self._connections[connection] = self._monotonic()
        self._of_this_app = hello.get("num_connections") or len(self._connections)
        log.info("socket_opened", extra={"connections": self._of_this_app})
        if not connection.leaving.is_set():  # Slack may want to end it before it has begun: that replaces nothing
            for each in self._connections:
                if each.leaving.is_set():
                    each.let_go.set()
        lifetime = _lifetime(hello) + self._pace.overdue
        self._background.spawn("socket", self._attend(connection, lifetime))

    def _wait(self) -> float:
        """Seconds until Slack may be asked again: it said so itself, or it went wrong just now."""
        pause = 0.0
        if self._failures:
            most = min(self._pace.longest_pause, self._pace.first_pause * 2.0 ** (self._failures - 1))
            pause = self._rng.uniform(most / 2, most)
        return max(pause, self._not_before - self._monotonic())

    def _not_opened(self, problem: Exception, *, is_fatal: bool) -> None:
        error = type(problem).__name__
        if isinstance(problem, DefiniteError | AmbiguousError):
            error = problem.error
        if isinstance(problem, DefiniteError):
            if problem.permanent and is_fatal:
                raise problem
            if problem.retry_after is not None:  # replicas that were refused together should not come back together
                self._not_before = self._monotonic() + problem.retry_after * self._rng.uniform(1, 1.5)
        self._failures += 1
        log.warning("socket_not_opened", extra={"error": error})

    # One connection's life

    async def _attend(self, connection: Connection, lifetime: float) -> None:
        """Wait until it is leaving, have it replaced, and close it: first the replacement, then the end."""
        try:
            async with asyncio.timeout(lifetime):
                await connection.leaving.wait()
        except TimeoutError:  # Slack renews them before: this one may look alive and deliver nothing
            connection.leave("overdue")
        lived = self._monotonic() - self._connections[connection]
        self._failures = 0 if lived >= self._pace.steady else self._failures + 1
        log.info("socket_leaving", extra={"reason": connection.why})
        self._changed.set()
        await connection.let_go.wait()
        with suppress(TimeoutError):  # Slack may still be sending over it, and closes it soon
            async with asyncio.timeout(self._pace.overlap):
                await connection.ended.wait()
        await connection.close(patience=self._pace.answer)
        del self._connections[connection]

    # Payloads

    async def _receive(self, connection: Connection, envelope: Envelope) -> None:
        began = self._monotonic()
        request = SocketModeRequest.from_dict(envelope)
        if request is None:
            return
        try:
            response: BoltResponse = await run_async_bolt_app(self._app, request)
        except Exception:  # without an acknowledgement, Slack sends an event again, and tells whoever pressed something
            log.exception("payload_failed")
            return
        if response.status == HTTPStatus.OK:
            await self._acknowledge(connection, _acknowledgement(request.envelope_id, response))
            self._on_ack(self._monotonic() - began)

    async def _acknowledge(self, connection: Connection, answer: Envelope) -> None:
        """Over the connection that brought the payload, or another when that has ended meanwhile."""
        for each in (connection, *self._connections):
            with suppress(ConnectionError):
                await each.send(answer)
                return
        log.warning("ack_lost")


def _acknowledgement(envelope_id: str, response: BoltResponse) -> Envelope:
    is_json = response.first_headers().get("content-type", "").startswith("application/json")
    payload = json.loads(response.body) if is_json and response.body else response.body or None
    return dict(SocketModeResponse(envelope_id, payload).to_dict())


def _lifetime(hello: Envelope) -> float:
    """Seconds a connection is to live, by Slack's own word."""
    return float((hello.get("debug_info") or {}).get("approximate_connection_time") or _LIFETIME)
