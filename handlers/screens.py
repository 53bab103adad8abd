"""Opening a screen while its trigger lives; a refusal is shown in the screen's place."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.payloads import Body
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
READY_SOON, WELL_AFTER = 1.5, 0.5
"""Seconds: a form may wait three for its answer."""
SHOWN = ("type", "callback_id", "title", "blocks", "submit", "close", "private_metadata")
"""What a view in a payload is built from; Slack adds more to it."""
TRIGGER_USED = "exchanged_trigger_id"
"""Slack's word for a trigger that has opened its one screen: what it came with was delivered twice."""


async def open_screen(
    client: AsyncWebClient, body: Body, opens: Opens, visit: Visit, words: str, fills: Fills | None = None
) -> None:
    """Build and open one screen, then complete it where that takes longer than a trigger lives."""
    try:
        view = await opens(visit, words)
    except MentoringError as refusal:
        view, fills = notices.notice(visit.t, say(visit.t, refusal.message_id, **refusal.args_for_words)), None
    view_id = await show(client, body, view)
    if fills is not None:
        await fills(visit, client, view, view_id)


async def show(client: AsyncWebClient, body: Body, view: View) -> str:
    """Show a screen to whoever sent this; on top of the one they are in, or in its place where Slack has no stack.

    Gives the id of the view that is now open.
    """
    trigger_id = body["trigger_id"]
    below = body.get("view") or {}
    if below.get("type") != "modal":
        return _id_of(await client.views_open(trigger_id=trigger_id, view=view))
    try:
        return _id_of(await client.views_push(trigger_id=trigger_id, view=view))
    except SlackApiError as refusal:  # three high already, or a server that knows no stack
        if refusal.response.get("error") == TRIGGER_USED:
            raise
        await replace_screen(client, below["id"], view)
        return str(below["id"])


async def replace_screen(client: AsyncWebClient, view_id: str | None, view: View) -> None:
    """Put another screen in the place of one that is open; whoever closed it meanwhile need not see it."""
    try:
        await client.views_update(view_id=view_id, view=view)
    except SlackApiError as refusal:
        if refusal.response.get("error") != "not_found":
            raise


async def answer_form(
    ack: AsyncAck, client: AsyncWebClient, body: Body, work: Coroutine[None, None, View], busy: View
) -> None:
    """Answer a submitted form with the screen that `work` makes, and while that takes long, with a screen that is `busy`.

    Slack may take an update before an acknowledgement that left earlier, and would then stay busy for ever. So what is
    ready soon is the acknowledgement, and what is not comes well after it. What `work` raises is left to the error handler.
    """
    screen = asyncio.create_task(work)
    try:
        if (await asyncio.wait({screen}, timeout=READY_SOON))[0]:
            await ack(response_action="update", view=screen.result())
            return
        await ack(response_action="update", view=busy)
        await asyncio.sleep(WELL_AFTER)  # a refusal, too, takes the place of the busy screen
        await replace_screen(client, body["view"]["id"], await screen)
    finally:
        screen.cancel()


async def show_when_ready(client: AsyncWebClient, body: Body, work: Coroutine[None, None, View], busy: View) -> None:
    """Put the screen that `work` makes in the place of the one a button was pressed in; `busy` while that takes long.

    When the work fails then, the screen is as it was, and the error handler says why on top of it.
    """
    screen = asyncio.create_task(work)
    try:
        if not (await asyncio.wait({screen}, timeout=READY_SOON))[0]:
            await replace_screen(client, body["view"]["id"], busy)
            await asyncio.wait({screen})
            if screen.exception() is not None:
                await replace_screen(client, body["view"]["id"], as_it_was(body["view"]))
        await replace_screen(client, body["view"]["id"], await screen)
    finally:
        screen.cancel()


def as_it_was(view: Body) -> View:
    """A view of a payload, to be shown again; what is typed into it stays."""
    return View(**{name: view[name] for name in SHOWN if view.get(name) is not None})


def _id_of(answer: AsyncSlackResponse) -> str:
    return str(answer["view"]["id"])
