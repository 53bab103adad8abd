"""The town of the short stories: once as Slack is, once as the smallest server is on which the main job must be done."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.handlers.test_few_methods import SEVEN
from tests.town import Town, open_town


@pytest.fixture(params=[None, SEVEN], ids=["slack", "seven methods"])
async def town(sqlite_template: Path, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    async with open_town(sqlite_template, tmp_path, methods=request.param) as opened:
        yield opened
