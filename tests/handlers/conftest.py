"""A town for every story: the local Slack and the real bot, with an empty database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town, open_town


@pytest.fixture
async def town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(sqlite_template, tmp_path) as opened:
        yield opened
