"""The way to Slack and back without sockets: the real gateway on one end, the local Slack on the other, faults between.

Once a request is out, it goes its own way: Slack takes it, or not, whatever becomes of whoever sent it.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextvars import Context
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

import aiohttp
from aiohttp.client_reqrep import ConnectionKey
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack import SlackGateway
from sandbox import LocalSlack
from sandbox.web_api import Answer
from tests.simulation.virtual_time import PROCESS, Process

HTTP = 10.0
"""Seconds after which a client gives up."""
LATEST = 15.0
"""Seconds after that within which Slack may still take a request."""
LAG = 20.0
"""Seconds for which history may not show what Slack took. With `LATEST` less than settling and both looks take."""


class Fault(StrEnum):
    RATE_LIMITED = "rate_limited"
    FAILED_BEFORE = "failed_before"
    FAILED_AFTER = "failed_after"
    DROPPED_BEFORE = "dropped_before"
    DROPPED_AFTER = "dropped_after"
    SLOW = "slow"
    LATE = "late"
    NEVER = "never"
    REFUSED = "refused"


FAULTS = {
    "chat.postMessage": {
        Fault.RATE_LIMITED: 0.05,
        Fault.FAILED_BEFORE: 0.03,
        Fault.FAILED_AFTER: 0.02,
        Fault.DROPPED_BEFORE: 0.03,
        Fault.DROPPED_AFTER: 0.03,
        Fault.SLOW: 0.02,
        Fault.LATE: 0.03,
        Fault.NEVER: 0.01,
    },
    "conversations.history": {Fault.RATE_LIMITED: 0.05, Fault.FAILED_BEFORE: 0.05, Fault.NEVER: 0.02},
    "conversations.open": {Fault.RATE_LIMITED: 0.05, Fault.FAILED_BEFORE: 0.05, Fault.DROPPED_AFTER: 0.05},
    "chat.update": {Fault.FAILED_BEFORE: 0.1, Fault.FAILED_AFTER: 0.1, Fault.LATE: 0.05},
}
"""How often each call of a method meets each fault: a fifth of all messages, far more than Slack ever did."""

_NOWHERE = ConnectionKey("slack.invalid", 443, True, True, None, None, None)


@dataclass(kw_only=True)
class Network:
    """What lies between the bots and Slack."""

    slack: LocalSlack
    rng: random.Random
    faults: Mapping[str, Mapping[Fault, float]] = field(default_factory=lambda: FAULTS)
    latency: tuple[float, float] = (0.02, 0.4)
    on_the_way: Callable[[Process | None], None] = lambda _: None
    """Is told whose request has just arrived, or whose answer is about to."""
    is_cut: bool = False
    struck: Counter[Fault] = field(default_factory=Counter)
    """Which faults there were."""

    async def exchange(self, method: str, arguments: dict[str, Any]) -> Answer:
        """Send a request and wait for the answer, for as long as it takes."""
        process = PROCESS.get()
        if self.is_cut or (process is not None and process.is_dead):
            raise aiohttp.ClientConnectorError(_NOWHERE, OSError("no route to host"))
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        there, back = self.rng.uniform(*self.latency), self.rng.uniform(*self.latency)
        match fault := self._draw(method):
            case Fault.LATE:
                there = HTTP + self.rng.uniform(0, LATEST)
            case Fault.SLOW:
                back = self.rng.uniform(1, HTTP - 1)
            case _:
                pass

        def arrive() -> None:
            result = self._take(method, arguments, fault)
            self.on_the_way(process)
            loop.call_later(back, _give, answer, result, context=Context())

        if fault is not Fault.NEVER:  # the request is on its way, in a context that is nobody's process
            loop.call_later(there, arrive, context=Context())
        return await answer

    def _take(self, method: str, arguments: dict[str, Any], fault: Fault | None) -> Answer | Exception:
        """What Slack does with a request, and what comes back of it."""
        match fault:
            case Fault.RATE_LIMITED:
                wait = {"Retry-After": str(self.rng.randint(1, 30))}
                return Answer({"ok": False, "error": "ratelimited"}, 429, wait)
            case Fault.REFUSED:
                return Answer({"ok": False, "error": "restricted_action"}, 200)
            case Fault.FAILED_BEFORE:
                return Answer({"ok": False, "error": "internal_error"}, 500)
            case Fault.DROPPED_BEFORE:
                return aiohttp.ServerDisconnectedError()
            case _:
                pass
        if method == "conversations.history":
            seen = self.slack.state.clock.now() - timedelta(seconds=self.rng.uniform(0, LAG))
            arguments = {**arguments, "latest": f"{seen.timestamp():.6f}"}
        answer = self.slack.api.call(method, arguments, self.slack.bot_token)
        match fault:
            case Fault.FAILED_AFTER:
                return Answer({"ok": False, "error": "internal_error"}, 500)
            case Fault.DROPPED_AFTER:
                return aiohttp.ServerDisconnectedError()
            case _:
                return answer

    def _draw(self, method: str) -> Fault | None:
        drawn = self.rng.random()
        for fault, share in self.faults.get(method, {}).items():
            if (drawn := drawn - share) < 0:
                self.struck[fault] += 1
                return fault
        return None


class Client(AsyncWebClient):
    """Slack's own client, whose requests go over a network of ours."""

    def __init__(self, network: Network) -> None:
        super().__init__(token="xoxb-simulated", retry_handlers=[])
        self._network = network

    async def api_call(self, api_method: str, **request: Any) -> AsyncSlackResponse:
        given = {**(request.get("params") or {}), **(request.get("json") or {})}
        arguments = {name: value for name, value in given.items() if value is not None}
        async with asyncio.timeout(HTTP):
            answer = await self._network.exchange(api_method, arguments)
        response = AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data=answer.body,
            headers=answer.headers,
            status_code=answer.status,
        )
        response.validate()  # type: ignore[no-untyped-call]  # the SDK left it untyped
        return response


def gateway_over(network: Network) -> SlackGateway:
    """The real gateway on this network."""
    gateway = SlackGateway(token="xoxb-simulated")
    gateway._client = Client(network)  # noqa: SLF001  # everything above the wire is to be the real thing
    return gateway


def _give(answer: asyncio.Future[Answer], result: Answer | Exception) -> None:
    if answer.done():
        return
    if isinstance(result, Exception):
        answer.set_exception(result)
    else:
        answer.set_result(result)
