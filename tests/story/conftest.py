"""A town for stories told on the page, and the sandbox as `make sandbox` opens it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.cli.sandbox import open_sandbox
from sandbox import LocalSlack
from tests.browser import SlackPage, slack_page
from tests.browser import chromium as chromium  # noqa: PLC0414 - a fixture lives where it is imported
from tests.town import MONDAY, Town, open_town


@pytest.fixture
async def town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """An empty town. Its clock stands, so nothing would come off a limit per second. Anna reads English."""
    async with open_town(sqlite_template, tmp_path, limits=False) as opened:
        await opened.slack.change_person(opened.person("Anna").id, locale="en-GB")
        await opened.settle()
        yield opened


@pytest.fixture
async def page(chromium: Browser, town: Town) -> AsyncIterator[SlackPage]:
    async with slack_page(chromium, town.slack.url) as opened:
        yield opened


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[LocalSlack]:
    """What a newcomer gets, with a story that takes seconds."""
    async with open_sandbox(tmp_path, start=MONDAY, pace=0.02) as slack:
        yield slack
