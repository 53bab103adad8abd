"""Tokens, permissions and the clock, as Slack sees them.

It speaks to Slack itself rather than through the gateway, which hides the headers and codes a diagnosis is made of.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.cli.doctor.findings import Finding, fine, warning, wrong
from bot.clock import Clock
from bot.settings import Settings

TOKENS, SCOPES, CLOCK = "tokens", "permissions", "clock"
MOST_APART = timedelta(seconds=30)

_WHERE = {
    "xoxb-": "Copy the “Bot User OAuth Token” from “OAuth & Permissions” of your Slack app.",
    "xapp-": (
        "Make one under “Basic Information”, “App-Level Tokens”, with the scope connections:write; "
        "Slack shows it only once."
    ),
}
_INSTALL_AGAIN = "Open “Install App” in the settings of your Slack app, install it again, and copy the token it shows."
_REFUSALS = {
    "account_inactive": ("the app was removed from the workspace, or the workspace is closed", _INSTALL_AGAIN),
    "access_denied": ("the workspace does not let this app in", "Ask an owner of the workspace to approve the app."),
    "ekm_access_denied": ("the workspace's own encryption keys are locked", "Ask an owner of the workspace."),
    "invalid_auth": ("it does not know this token", "Copy the token once more, whole and without spaces."),
    "missing_scope": (
        "the app-level token lacks the scope connections:write",
        "Make a new app-level token under “Basic Information”, with connections:write.",
    ),
    "not_allowed_token_type": ("this kind of token cannot be used here", "See that the two tokens are not swapped."),
    "org_login_required": ("the organisation is being moved", "Wait until Slack has moved it."),
    "token_expired": (
        "this token has run out",
        "Turn “Token Rotation” off: manifest.json does. Then install the app again and copy the token it shows.",
    ),
    "token_revoked": ("this token has been revoked", _INSTALL_AGAIN),
}
_COMFORTS = {
    "files:write": "lists and my own data arrive as numbered direct messages instead of files",
    "files:read": "a list is pasted instead of dropped as a file",
    "users:read.email": "people in a list are found by their Slack id instead of their e-mail address",
    "dnd:read": "working hours decide alone when to write, not Slack's own quiet hours",
}


# From the narrowest kind to the widest: the first that fits is said.
_ON_THE_WAY: Sequence[tuple[type[Exception], str]] = (
    (aiohttp.ClientConnectorDNSError, "no server has its name"),
    (aiohttp.ClientProxyConnectionError, "the proxy on the way does not answer"),
    (aiohttp.ClientHttpProxyError, "the proxy on the way lets nothing through"),
    (aiohttp.ClientSSLError, "this machine does not trust its certificate"),
    (TimeoutError, "it did not answer in time"),
    (aiohttp.InvalidURL, "its address is none"),
    (aiohttp.ClientConnectorError, "nothing answers at its address"),
    (json.JSONDecodeError, "something else answers at its address"),
    (aiohttp.ContentTypeError, "something else answers at its address"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back of one call: `error` is None when Slack agreed. `wait` is seconds, when Slack asks to wait."""

    error: str | None
    data: Mapping[str, Any]
    headers: Mapping[str, str]
    wait: int | None = None
    reached: bool = True


async def look_at_slack(settings: Settings, manifest: Mapping[str, Any], clock: Clock) -> Sequence[Finding]:
    """Tokens by their shape first; what is plainly wrong is not sent to anybody."""
    bot = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    app = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        return [wrong(TOKENS, "The two tokens are swapped.", "Give SLACK_BOT_TOKEN the one that begins with xoxb-.")]
    bot_shape = shape("SLACK_BOT_TOKEN", bot, "xoxb-", is_real=settings.is_real_slack)
    app_shape = shape("SLACK_APP_TOKEN", app, "xapp-", is_real=settings.is_real_slack)
    findings = [each for each in (bot_shape, app_shape) if each]
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        client = AsyncWebClient(base_url=settings.slack_api_url, session=session, retry_handlers=[])
        if settings.is_local:
            client.proxy = None  # the SDK takes a proxy from the environment even for this machine
        if bot_shape is None:
            findings += await _look_at_bot_token(client, bot, manifest, clock)
        if app_shape is None:
            findings.append(await _look_at_app_token(client, app))
    return findings


def shape(name: str, token: str, prefix: str, *, is_real: bool) -> Finding | None:
    """What is wrong with a token at first sight. Other servers than Slack may give out tokens of any shape."""
    if not token:
        return wrong(TOKENS, f"{name} is not set.", _WHERE[prefix])
    if token != token.strip().strip("\"'"):
        return wrong(TOKENS, f"{name} has spaces or quotes around it.", "Give the token alone.")
    if token.startswith("xoxp-"):
        says = f"{name} is a person's token, which could read that person's conversations."
        return wrong(TOKENS, f"{says} Mentor Bot never takes one.", _WHERE[prefix])
    if is_real and not token.startswith(prefix):
        return wrong(TOKENS, f"{name} does not begin with {prefix}.", _WHERE[prefix])
    return None


async def _look_at_bot_token(
    client: AsyncWebClient, token: str, manifest: Mapping[str, Any], clock: Clock
) -> Sequence[Finding]:
    asked_at = clock.now()
    reply = await ask(lambda: client.auth_test(token=token))
    told_time = clock_finding(reply.headers.get("Date"), asked_at + (clock.now() - asked_at) / 2)
    times = [told_time] if reply.reached else []
    if reply.error is not None:
        return [refusal("The bot token", reply), *times]
    workspace = reply.data.get("team") or reply.data.get("team_id")
    granted = reply.headers.get("x-oauth-scopes", "").replace(" ", "")
    scopes = look_at_scopes(frozenset(filter(None, granted.split(","))), manifest)
    return [fine(TOKENS, f"The bot token works, in the workspace {workspace}."), *scopes, *times]


async def _look_at_app_token(client: AsyncWebClient, token: str) -> Finding:
    reply = await ask(lambda: client.apps_connections_open(app_token=token))
    if reply.error is not None:
        return refusal("The app-level token", reply)
    return fine(TOKENS, "The app-level token works: Slack offers a Socket Mode connection.")


async def ask(call: Callable[[], Awaitable[AsyncSlackResponse]]) -> Reply:
    """Make one call, and give back whatever comes of it."""
    try:
        answer = await call()
    except SlackApiError as refused:
        response: Any = refused.response  # the SDK gives its own response, or a dictionary when there was no JSON
        data = response.data if hasattr(response, "data") and isinstance(response.data, dict) else {}
        status, headers = getattr(response, "status_code", 0), getattr(response, "headers", {})
        wait = headers.get("Retry-After") if status == 429 else None
        error = data.get("error") or f"HTTP {status}"
        return Reply(error=str(error), data=data, headers=headers, wait=int(wait) if wait else None)
    except (aiohttp.ClientError, TimeoutError, OSError, json.JSONDecodeError) as lost:
        return Reply(error=on_the_way(lost), data={}, headers={}, reached=False)
    return Reply(error=None, data=answer.data if isinstance(answer.data, dict) else {}, headers=answer.headers)


def on_the_way(lost: Exception) -> str:
    """What went wrong between this machine and Slack, for people."""
    return next((says for kind, says in _ON_THE_WAY if isinstance(lost, kind)), "the connection broke off")


def refusal(what: str, reply: Reply) -> Finding:
    """A finding for a call that Slack did not agree to, or that did not get there."""
    if not reply.reached:
        says = f"{what} could not be tried: Slack cannot be reached; {reply.error}."
        return wrong(
            TOKENS, says, "See that this machine reaches the address in SLACK_API_URL, and any proxy on the way."
        )
    if reply.wait is not None:
        says = f"{what} could not be tried: Slack asks to wait {reply.wait} seconds."
        return warning(TOKENS, says, "Wait, then run the doctor again.")
    if reply.error is None or reply.error.startswith("HTTP "):
        says = f"{what} could not be tried: the server answers {reply.error}."
        return wrong(
            TOKENS, says, "See whether slack-status.com reports trouble, and that SLACK_API_URL ends in /api/."
        )
    why, mend = _REFUSALS.get(reply.error, (f"it says {reply.error}", "Look this word up in Slack's documentation."))
    return wrong(TOKENS, f"{what} is refused: {why}.", mend)


def look_at_scopes(granted: frozenset[str], manifest: Mapping[str, Any]) -> Sequence[Finding]:
    """What the workspace granted, against what manifest.json asks for."""
    asked = manifest["oauth_config"]["scopes"]
    required, optional = frozenset(asked["bot"]), frozenset(asked.get("bot_optional", ()))
    again = "Compare “OAuth & Permissions” of your Slack app with manifest.json, then install the app again."
    if not granted:
        says = "This server does not say which permissions the app has, so they could not be compared."
        return [warning(SCOPES, says, "Nothing to do, unless this is slack.com itself.")]
    reading = {scope for scope in granted if reads_conversations(scope)}
    findings = []
    if missing := required - granted:
        findings.append(wrong(SCOPES, f"The app lacks {_list(missing)}.", again))
    if reading:
        says = f"The app can read people's conversations through {_list(reading)}. Mentor Bot promises that it cannot."
        findings.append(warning(SCOPES, says, f"Take them away. {again}"))
    if more := granted - required - optional - reading:
        findings.append(warning(SCOPES, f"The app has {_list(more)}, which it does not need.", again))
    if not findings:
        findings.append(fine(SCOPES, "The app may do what it needs, and read nothing but what people write to it."))
    for scope in sorted(optional - granted):
        comfort = _COMFORTS.get(scope, "one comfort is missing")
        findings.append(fine(SCOPES, f"Without the optional {scope}, {comfort}."))
    return findings


def reads_conversations(scope: str) -> bool:
    """Whether a permission shows what people write to each other, or where they mention the bot."""
    return (scope.endswith(":history") and scope != "im:history") or scope.startswith(("search:", "app_mentions:"))


def clock_finding(date: str | None, now: datetime) -> Finding:
    """This machine's time against the one Slack's answer carries, in whole seconds."""
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return fine(CLOCK, "The server does not tell its time, so this machine's could not be compared.")
    apart = now - theirs
    if abs(apart) <= MOST_APART:
        return fine(CLOCK, "This machine's clock agrees with Slack's.")
    way = "ahead of" if apart > timedelta(0) else "behind"
    says = f"This machine's clock is {abs(apart).total_seconds():.0f} seconds {way} Slack's."
    return warning(CLOCK, says, "Let the machine set its clock from the network (NTP): messages go out by it.")


def _list(scopes: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(scopes))
