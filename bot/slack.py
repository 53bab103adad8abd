"""The Web API of Slack, as everything that is not an answer to a request speaks to it.

A call ends in one of three ways: with what was asked for, in a `DefiniteError` (it did not happen), or in an
`AmbiguousError` (nobody knows). No message is ever repeated here: the SDK would repeat one that had arrived.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.budgets import HISTORY, OPEN, POST, UPDATE
from handlers.payloads import profile_in
from mentoring.people import Profile

EVENT_TYPE = "mentor_bot_message"

# The token itself is refused: nothing can go to this workspace until somebody installs the app again.
_TOKEN = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "not_authed",
        "not_installed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
# Slack says that some of it may have happened.
_IN_DOUBT = frozenset({"fatal_error", "internal_error", "service_unavailable"})
# It did not happen, and may the next time. Any other code says that this call never will.
_PASSING = frozenset({"accesslimited", "ratelimited", "rate_limited", "request_timeout", "team_added_to_org"})
_PAGES = 10
_AWAY_SECONDS = 15.0
"""When Slack does not say how long it wants to be left alone."""

_CONNECTIONS = 20
"""As many as a delivery within Slack's limits needs; a hundred calls in one turn of the loop would hold up every press."""

_sdk_log = logging.getLogger(f"{__name__}.sdk")
_sdk_log.setLevel(logging.INFO)  # without a level of its own, the SDK puts all it sends into a line that nobody keeps

_Calling = Awaitable[AsyncSlackResponse]


def is_about_token(error: str | None) -> bool:
    """Whether a code says that the token is refused, and with it every call for this workspace."""
    return error in _TOKEN


class DefiniteError(Exception):
    """It did not happen. `error` is Slack's code; `permanent` when no repetition can help.

    `retry_after` is for how many seconds Slack wants no more calls of this `method`.
    """

    def __init__(
        self, error: str, *, retry_after: float | None = None, method: str | None = None, permanent: bool = False
    ) -> None:
        super().__init__(error)
        self.error = error
        self.method = method
        self.retry_after = retry_after
        self.permanent = permanent

    @property
    def is_about_token(self) -> bool:
        """Whether no call for this workspace can succeed."""
        return is_about_token(self.error)


class AmbiguousError(Exception):
    """It may have happened: Slack did not answer, or said that it does not know."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class HeldUpError(Exception):
    """It did not happen: when there was a connection to call over, it was too late to call."""


_may_go: ContextVar[Callable[[], bool]] = ContextVar("may_go", default=lambda: True)


class _AskingOnceMore(aiohttp.ClientRequest):
    """A request that asks, once it has its connection, whether it may still go: making one takes a while."""

    async def send(self, conn: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        if not _may_go.get()():
            raise HeldUpError
        return await super().send(conn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Who a token makes us; `scopes` is empty when the server does not say."""

    workspace: str
    workspace_name: str
    user_id: str
    scopes: frozenset[str]


class SlackGateway:
    """One workspace's Web API. To be made while a loop is running, and closed.

    `on_call` is told of each call by its method and what came of it: `ok`, `refused`, `ratelimited`, `unreachable`, or
    `unknown`, when it may have happened.
    """

    def __init__(
        self,
        *,
        token: str,
        base_url: str = AsyncWebClient.BASE_URL,
        timeout: float = 10.0,
        on_call: Callable[[str, str], None] = lambda _method, _outcome: None,
    ) -> None:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=timeout),
            request_class=_AskingOnceMore,
        )
        self._client = AsyncWebClient(
            token=token, base_url=base_url, session=self._session, retry_handlers=[], logger=_sdk_log
        )
        if urlsplit(base_url).hostname in {"127.0.0.1", "localhost", "::1"}:
            self._client.proxy = None  # the SDK takes a proxy from the environment even for this machine
        self._workspace: str | None = None
        self._on_call = on_call
        self.timeout = timeout

    async def close(self) -> None:
        await self._session.close()

    async def auth(self) -> Installed:
        """Ask whose token this is."""
        answer, headers = await self._ask("auth.test", self._client.auth_test())
        self._workspace = answer["team_id"]
        return Installed(
            workspace=answer["team_id"],
            workspace_name=answer.get("team", ""),
            user_id=answer["user_id"],
            scopes=frozenset(filter(None, headers.get("x-oauth-scopes", "").replace(" ", "").split(","))),
        )

    async def socket_url(self, app_token: str) -> str:
        """Ask for the address of a new Socket Mode connection; each is good for one."""
        calling = self._client.apps_connections_open(app_token=app_token)
        return str((await self._call("apps.connections.open", calling))["url"])

    async def post(
        self,
        channel: str,
        payload: Mapping[str, Any],
        *,
        marker: str,
        within: Sequence[str] = (),
        may_go: Callable[[], bool] = lambda: True,
    ) -> str:
        """Post a message that can be found again by its marker, and by those of what comes within it; give its timestamp.

        `may_go` is asked right before the call is written; HeldUpError when it says no.
        """
        keys = {"key": marker} | ({"within": " ".join(within)} if within else {})
        metadata = {"event_type": EVENT_TYPE, "event_payload": keys}
        plain = {"unfurl_links": False, "unfurl_media": False} | dict(payload)
        # Not by its name, where there are so many: the SDK would look through each for objects of its own.
        calling = self._client.api_call(POST, json={"channel": channel, "metadata": metadata, **plain})
        before = _may_go.set(may_go)
        try:
            answer = await self._call(POST, calling)
        finally:
            _may_go.reset(before)
        return str(answer["ts"])

    async def update(self, channel: str, ts: str, payload: Mapping[str, Any]) -> str:
        """Put new content in the place of a message; doing it twice changes nothing."""
        calling = self._client.chat_update(channel=channel, ts=ts, **payload)
        return str((await self._call(UPDATE, calling))["ts"])

    async def open_direct(self, slack_id: str) -> str:
        """Open the bot's direct messages with a person; give the channel, always the same one."""
        return await self.open_group([slack_id])

    async def open_group(self, slack_ids: Sequence[str]) -> str:
        """Open the conversation of exactly these people and the bot; give the channel, always the same one."""
        answer = await self._call(OPEN, self._client.conversations_open(users=list(slack_ids)))
        return str(answer["channel"]["id"])

    async def find_marker(self, channel: str, marker: str, *, oldest: datetime) -> str | None:
        """Look for a message in the bot's own direct messages; give its timestamp.

        DefiniteError when this server cannot be asked: not finding something says nothing then.
        """
        cursor = None
        for _ in range(_PAGES):
            calling = self._client.conversations_history(
                channel=channel,
                oldest=f"{oldest.timestamp():.6f}",
                include_all_metadata=True,
                limit=100,
                cursor=cursor,
            )
            answer = await self._call(HISTORY, calling)
            for message in answer["messages"]:
                if marker in _markers_of(message):
                    return str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        raise DefiniteError("history_too_long", permanent=True)

    async def person(self, slack_id: str) -> Profile:
        """Ask what Slack knows of a person."""
        workspace = await self._own_workspace()
        answer = await self._call("users.info", self._client.users_info(user=slack_id, include_locale=True))
        return profile_in(answer["user"], workspace)

    async def everyone(self) -> Sequence[Profile] | None:
        """Ask for everybody in the workspace, as slowly as Slack wants it; None when this server does not tell."""
        workspace = await self._own_workspace()
        people: list[Profile] = []
        cursor = None
        while True:
            try:
                calling = self._client.users_list(limit=200, include_locale=True, cursor=cursor)
                answer = await self._call("users.list", calling)
            except DefiniteError as refused:
                if refused.permanent and not refused.is_about_token:
                    return None
                if refused.retry_after is None:
                    raise
                await asyncio.sleep(refused.retry_after)
                continue
            people += [profile_in(user, workspace) for user in answer["members"]]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return people

    async def _own_workspace(self) -> str:
        return self._workspace or (await self.auth()).workspace

    async def _call(self, method: str, calling: _Calling) -> dict[str, Any]:
        return (await self._ask(method, calling))[0]

    async def _ask(self, method: str, calling: _Calling) -> tuple[dict[str, Any], Mapping[str, str]]:
        try:
            answered = await _answered(calling)
        except (DefiniteError, AmbiguousError) as error:
            self._on_call(method, _outcome(error))
            raise
        self._on_call(method, "ok")
        return answered


async def _answered(calling: _Calling) -> tuple[dict[str, Any], Mapping[str, str]]:
    try:
        answer = await calling
    except SlackApiError as refusal:
        raise _refusal(refusal) from None  # the refusal carries the whole request
    except aiohttp.ClientConnectorError:
        # No connection, so nothing was written to it; that says nothing of this message, nor of other bots.
        raise DefiniteError("unreachable", retry_after=_AWAY_SECONDS) from None
    except (aiohttp.ClientError, TimeoutError) as lost:
        raise AmbiguousError(type(lost).__name__) from None
    return dict(answer.data) if isinstance(answer.data, dict) else {}, answer.headers


def _outcome(error: DefiniteError | AmbiguousError) -> str:
    if isinstance(error, AmbiguousError):
        return "unknown"
    if error.error == "unreachable":
        return "unreachable"
    return "ratelimited" if error.retry_after is not None or error.error == "ratelimited" else "refused"


def _markers_of(message: Mapping[str, Any]) -> Sequence[str]:
    keys = (message.get("metadata") or {}).get("event_payload") or {}
    return [str(keys.get("key", "")), *str(keys.get("within", "")).split()]


def _refusal(refusal: SlackApiError) -> DefiniteError | AmbiguousError:
    response = refusal.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    error = str(data.get("error") or f"http_{status}") if isinstance(data, dict) else f"http_{status}"
    if status >= 500 or error in _IN_DOUBT or (status == 200 and error == "http_200"):
        return AmbiguousError(error)
    if status == 429 or error in _PASSING:
        wait = response.headers.get("Retry-After") if status == 429 else None
        return DefiniteError(
            "ratelimited" if status == 429 else error,
            retry_after=float(wait) if wait else _AWAY_SECONDS,
            method=str(getattr(response, "api_url", "")).rpartition("/")[2] if status == 429 else None,
        )
    return DefiniteError(error, permanent=True)
