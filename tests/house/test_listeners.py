"""Listeners as Bolt wants them: it injects by parameter name, silently gives None for a misspelt one, and skips keyword-only ones."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from handlers import errors
from sandbox.reading import visible_text
from tests.town import Town

KNOWN = {"ack", "action", "body", "client", "command", "context", "error", "event", "view", "visit"}


def listeners(app: AsyncApp) -> list[Callable[..., Any]]:
    return [listener.ack_function for listener in app._async_listeners]  # noqa: SLF001  # Bolt offers no list


async def test_every_listener_takes_only_what_bolt_can_give_it(town: Town) -> None:
    for listener in [*listeners(town.bot.app), errors.on_error]:
        for parameter in inspect.signature(listener).parameters.values():
            where = f"{listener.__module__}.{listener.__qualname__}({parameter.name})"
            assert parameter.name in KNOWN, f"{where}: Bolt injects by name, and knows no such name"
            assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD, f"{where}: Bolt skips keyword-only ones"


async def test_every_listener_is_short(town: Town) -> None:
    for listener in listeners(town.bot.app):
        lines = [line for line in inspect.getsource(listener).splitlines() if line.strip()]
        assert len(lines) <= 25, f"{listener.__module__}.{listener.__qualname__} hides a rule that belongs in mentoring"


@pytest.mark.parametrize("action_id", ["nothing.of.ours", "open:nowhere"])
async def test_a_button_that_no_listener_knows_is_answered(town: Town, action_id: str) -> None:
    mia = town.person("Mia")
    outcome = await town.slack.forge_press(mia.id, action_id, "1")
    await town.settle()

    assert outcome.acked
    assert mia.modal is not None
    assert re.search(r"changed|ændret", visible_text(mia.modal))
