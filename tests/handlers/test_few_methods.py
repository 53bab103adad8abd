"""A Slack-compatible server that knows seven methods and no more: the main job is done there all the same."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.reading import visible_text
from tests.handlers.test_join import join, open_programme
from tests.town import Town, open_town

SEVEN = {
    "auth.test",
    "apps.connections.open",
    "users.info",
    "conversations.open",
    "chat.postMessage",
    "views.open",
    "views.update",
}


@pytest.fixture(name="town")
async def bare_town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(sqlite_template, tmp_path, methods=SEVEN) as opened:
        yield opened


async def test_a_pair_joins_is_matched_nudged_and_asked_and_the_coordinator_reads_a_report(town: Town) -> None:
    await open_programme(town)
    mia, grace, anna = town.person("Mia"), town.person("Grace"), town.person("Anna")
    await join(town, mia, role="mentee")
    await join(town, grace, role="mentor")
    assert len(mia.messages) == len(grace.messages) == 1

    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()
    await anna.close(clear=True)
    await town.travel(days=1)
    assert len(mia.group_messages) == 1
    assert len(mia.messages) == 2

    await town.travel(days=40)
    question = next(message for message in reversed(mia.messages) if "check_in.met" in str(message))
    before = len(mia.messages)
    await mia.press("check_in.met", message=question)
    await town.settle()
    # The question cannot be replaced here, so the answer comes as a message of its own.
    assert len(mia.messages) == before + 1
    await mia.press("check_in.rate:4")
    await town.settle()
    assert len(mia.messages) == before + 2

    status = await mia.command("/mentor status")
    assert status.acked
    assert "Across the house" in visible_text(status.response)

    await anna.command("/mentor report")
    await town.settle()
    assert "Across the house" in visible_text(anna.modal)
    await anna.press("report.csv")
    await town.settle()
    assert any("Mia" in visible_text(message) for message in anna.messages), "The sheet comes as messages"


async def test_screens_stand_in_each_others_place_where_there_is_no_stack(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.command("/mentor profile")
    await town.settle()
    await mia.press("place.change:introduction")
    await town.settle()
    await mia.submit({"introduction": "I am Mia, seen from a small server."})
    await town.settle()

    assert "small server" in visible_text(mia.modal)


async def test_a_home_that_cannot_be_shown_stops_nothing(town: Town) -> None:
    mia = town.person("Mia")
    outcome = await mia.open_home()
    await town.settle()

    assert outcome.acked
    assert (await mia.command("/mentor help")).acked
