"""The Web API: from a call to an answer, with tokens, rate limits, scopes and faults on the way."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.errors import SlackError
from sandbox.faults import Fault, Rule
from sandbox.methods import METHODS, Method
from sandbox.state import ConversationKind, Json
from sandbox.workspace import Call, Workspace

_STRUCTURES = frozenset({"attachments", "blocks", "files", "metadata", "users", "view"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
    """Answers calls: `call` without HTTP, `handle` for a request, where faults may strike."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def call(self, name: str, arguments: Json, token: str | None) -> Answer:
        """Answer one call at once; faults play no part here."""
        workspace = self._workspace
        workspace.calls[name] += 1
        answer = self._answer(name, arguments, token)
        workspace.log.append(Call(name, arguments, answer.body.get("error")))
        return answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request, unless a fault is due."""
        name = request.match_info["method"]
        arguments = await _arguments(request)
        token = _token(request, arguments)
        fault = self._workspace.faults.draw(name)
        early = await _struck_before(fault, request) if fault else None
        if early is not None:
            return early
        if fault and fault.kind is Fault.STALE:
            arguments["latest"] = self._workspace.state.clock.now().timestamp() - fault.seconds
        if fault and fault.kind is Fault.LATE:
            return await self._late(fault.seconds, name, arguments, token, request)
        answer = self.call(name, arguments, token)
        if fault and fault.kind is Fault.FAILED_AFTER:
            return web.Response(status=500, text="Internal Server Error")
        if fault and fault.kind is Fault.ACCEPTED_THEN_DROPPED:
            return _dropped(request)
        return web.json_response(answer.body, status=answer.status, headers=answer.headers)

    async def _late(
        self, seconds: float, name: str, arguments: Json, token: str | None, request: web.Request
    ) -> web.Response:
        answer = _dropped(request)
        await asyncio.sleep(seconds)
        self.call(name, arguments, token)
        return answer

    def _answer(self, name: str, arguments: Json, token: str | None) -> Answer:
        headers = {"x-oauth-scopes": ",".join(sorted(self._workspace.installation.scopes))}
        method = METHODS.get(name)
        if method is None:
            return Answer(SlackError("unknown_method", req_method=name).body(), headers=headers)
        try:
            self._check_token(method, token)
            wait = self._retry_after(name, method, arguments)
            if wait is not None:
                return Answer(SlackError("ratelimited").body(), 429, {"retry-after": str(wait), **headers})
            self._check_scope(method)
            return Answer({"ok": True, **method.work(self._workspace, _flattened(arguments))}, headers=headers)
        except SlackError as refusal:
            return Answer(refusal.body(), headers=headers)

    def _check_token(self, method: Method, token: str | None) -> None:
        installation = self._workspace.installation
        if not token:
            raise SlackError("not_authed")
        if token not in {installation.bot_token, installation.app_token}:
            raise SlackError("invalid_auth")
        if (token == installation.app_token) != method.app_token:
            raise SlackError("not_allowed_token_type")
        if not method.app_token and not installation.installed:
            raise SlackError("account_inactive")
        if not method.app_token and installation.bot_token_revoked:
            raise SlackError("token_revoked")

    def _check_scope(self, method: Method) -> None:
        granted = self._workspace.installation.scopes
        if method.scope and not method.app_token and method.scope not in granted:
            raise SlackError("missing_scope", needed=method.scope, provided=",".join(sorted(granted)))

    def _retry_after(self, name: str, method: Method, arguments: Json) -> int | None:
        if not self._workspace.limits.enabled:
            return None
        state = self._workspace.state
        channel = str(arguments.get("channel", ""))
        conversation = state.conversations.get(channel)
        if conversation and conversation.kind is ConversationKind.IM:
            channel = next(member for member in conversation.members if member != state.app_user)
        return self._workspace.limits.retry_after(name, method.tier, channel, state.clock.now())


async def _struck_before(fault: Rule, request: web.Request) -> web.Response | None:
    """Give what happens instead of the call, or None when the call still goes on."""
    match fault.kind:
        case Fault.SLOW:
            await asyncio.sleep(fault.seconds)
            return None
        case Fault.RATE_LIMITED:
            wait = {"retry-after": str(max(1, round(fault.seconds)))}
            return web.json_response(SlackError("ratelimited").body(), status=429, headers=wait)
        case Fault.SERVER_ERROR:
            return web.Response(status=500, text="Internal Server Error")
        case Fault.ERROR:
            return web.json_response(SlackError(fault.code).body())
        case Fault.DROPPED_BEFORE:
            return _dropped(request)
        case _:
            return None


def _dropped(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _arguments(request: web.Request) -> Json:
    """Read arguments from the query and from a JSON or form body, as Slack takes them."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body: Any = json.loads(await request.read() or b"{}")
        except ValueError:
            body = {}
        arguments |= body if isinstance(body, dict) else {}
    elif request.can_read_body:
        arguments |= dict(await request.post())
    return arguments


def _flattened(arguments: Json) -> Json:
    """Turn structures where plain values belong into the strings a form would have carried."""
    return {
        name: json.dumps(value) if isinstance(value, list | dict) and name not in _STRUCTURES else value
        for name, value in arguments.items()
    }


def _token(request: web.Request, arguments: Json) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    given = arguments.pop("token", None)
    return token.strip() if scheme.lower() == "bearer" else given
