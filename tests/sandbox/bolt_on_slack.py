"""A local Slack with a small app of our own in it, connected over Socket Mode as any app is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import LocalSlack


def web_client(slack: LocalSlack, token: str | None = None) -> AsyncWebClient:
    """A client without the machine's proxy, which would not find loopback."""
    client = AsyncWebClient(token=token or slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    client.proxy = None
    return client


@asynccontextmanager
async def connected(
    slack: LocalSlack, app: AsyncApp, *, ping_interval: float = 5
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect an app and disconnect it at the end."""
    before = len(slack.socket.connections)
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=ping_interval)
    handler.client.proxy = None
    handler.client.web_client = web_client(slack)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    while len(slack.socket.connections) <= before:
        await slack.socket.wait_connected()
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # as above
