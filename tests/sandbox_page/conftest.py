"""The showcase app connected to a local Slack, and its page in a browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import LocalSlack
from tests.browser import SlackPage, slack_page
from tests.browser import chromium as chromium  # noqa: PLC0414 - a fixture lives where it is imported
from tests.sandbox_page.showcase_app import MANIFEST, PEOPLE, STORY, Showcase, TravellingClock, listen


@pytest.fixture
async def showcase() -> AsyncIterator[Showcase]:
    clock = TravellingClock()
    channels = {"general": {"id": "C0GENERAL", "members": [person.id for person in PEOPLE], "topic": "News"}}
    async with LocalSlack(
        people=PEOPLE, channels=channels, clock=clock, manifest=MANIFEST, limits=False, script=STORY
    ) as slack:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        app = Showcase(slack, clock, client)
        bolt = AsyncApp(client=client)
        listen(bolt, app)
        handler = AsyncSocketModeHandler(bolt, slack.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt types half of it
        try:
            yield app
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]  # as above


@pytest.fixture
async def amina(chromium: Browser, showcase: Showcase) -> AsyncIterator[SlackPage]:
    async with slack_page(chromium, showcase.slack.url, "Amina Yusuf") as page:
        yield page
