"""Opening a screen: one call, while the trigger lives; a refusal is shown in the screen's place."""

from collections.abc import Awaitable, Callable

from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.views import notices
from handlers.views.kit import Message, say
from handlers.visit import Visit
from mentoring.errors import MentoringError

Opens = Callable[[Visit, str], Awaitable[View]]
"""Builds a screen for a visitor; the words are what they typed after the subcommand, or a button's value."""
Answers = Callable[[Visit, str], Awaitable[Message]]
"""Builds an answer for a visitor."""
Fills = Callable[[Visit, AsyncWebClient, View, str], Awaitable[None]]
"""Completes a screen that opened quickly and has work to wait for; it gets the screen as opened, and its id."""


async def open_screen(
    client: AsyncWebClient, trigger_id: str, opens: Opens, visit: Visit, words: str, fills: Fills | None = None
) -> None:
    """Build and open one screen, then complete it where that takes longer than a trigger lives."""
    try:
        view = await opens(visit, words)
    except MentoringError as refusal:
        view = notices.notice(visit.t, say(visit.t, refusal.message_id, **refusal.args_for_words))
    opened = await client.views_open(trigger_id=trigger_id, view=view)
    if fills is not None:
        await fills(visit, client, view, opened["view"]["id"])
