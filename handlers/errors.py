"""The one error handler: what is known becomes a sentence to act on, the rest a reference to quote."""

import logging
import secrets
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.screens import TRIGGER_USED, show
from handlers.views import notices
from handlers.views.kit import escape
from handlers.visit import Visit
from mentoring.errors import AlreadyNotedError, MentoringError
from mentoring.say import Say, ToPerson
from prompts.words import Translate
from storage import requests

log = logging.getLogger(__name__)

ASKING = {"app_home_opened", "message"}
"""The events after which somebody waits for an answer."""
IS_UNDONE = "is_undone"
"""In the context of an event that failed with nobody told: it is to be handled again."""


async def on_error(
    error: Exception,
    body: dict[str, Any],
    context: AsyncBoltContext,
    visit: Visit | None,
    ack: AsyncAck,
    client: AsyncWebClient,
) -> None:
    """Answer the person, wherever they are, and keep what they typed; where nobody waits for an answer, keep the event."""
    if _was_answered_before(error):
        await ack()
        return
    if visit is None or _is_news(body):
        log.error("event_failed", exc_info=error, extra={"event": body.get("event_id")})
        context[IS_UNDONE] = True
        await ack()
        return
    words = _words(visit.t, error)
    sentence = escape(words)
    if body.get("type") == "view_submission" and ack.response is None:
        field = _field(body, error)
        if field is None:  # nothing was typed that could be lost
            await ack(response_action="update", view=notices.notice(visit.t, sentence))
        else:
            # Slack shows a field's error letter by letter: no escapes, no marks for code.
            await ack(response_action="errors", errors={field: words.replace("`", "")})
        return
    await ack()
    shown = _shown_in_the_forms_place if body.get("type") == "view_submission" else _shown_in_a_modal
    if not await shown(client, body, visit.t, sentence):
        await _said_directly(visit, sentence)


async def on_cut_short(visit: Visit) -> None:
    """Tell somebody whose request was begun, and will not be gone on with, to ask once more; not if it was done after all."""
    async with visit.read() as tx:
        was_done = await requests.was_seen(tx, workspace=visit.actor.workspace, request_id=visit.request_id)
    if not was_done:
        await _said_directly(visit, escape(visit.t("error-cut-short")))


def _is_news(body: dict[str, Any]) -> bool:
    """Whether this is what Slack tells of somebody, rather than what they did or wrote."""
    return "event" in body and body["event"].get("type") not in ASKING


def _was_answered_before(error: Exception) -> bool:
    """Whether this is a second delivery: its change is noted, or the screen its trigger was for has been opened."""
    if isinstance(error, SlackApiError):
        return bool(error.response.get("error") == TRIGGER_USED)
    return isinstance(error, AlreadyNotedError)


def _words(t: Translate, error: Exception) -> str:
    if isinstance(error, MentoringError):
        return t(error.message_id, **error.args_for_words)
    reference = secrets.token_hex(4)
    log.error("unexpected_error", exc_info=error, extra={"reference": reference})
    return t("error-unexpected", reference=reference)


def _field(body: dict[str, Any], error: Exception) -> str | None:
    """The field an error is shown at: its own, else the first, so that the form stays open with all that was typed."""
    fields: list[str] = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
    named = error.field if isinstance(error, MentoringError) else None
    return named if named in fields else next(iter(fields), None)


async def _shown_in_the_forms_place(client: AsyncWebClient, body: dict[str, Any], t: Translate, sentence: str) -> bool:
    """Whether a form was answered with a screen that waits for its work, and now says instead what went wrong."""
    try:
        await client.views_update(view_id=body["view"]["id"], view=notices.notice(t, sentence))
    except (SlackClientError, ClientError, OSError, TimeoutError):
        return False  # it is closed, or Slack did not answer; the direct message says it instead
    return True


async def _shown_in_a_modal(client: AsyncWebClient, body: dict[str, Any], t: Translate, sentence: str) -> bool:
    if "trigger_id" not in body:
        return False
    try:
        await show(client, body, notices.notice(t, sentence))
    except (SlackClientError, ClientError, OSError, TimeoutError):
        return False  # the trigger is spent, or Slack did not answer; the direct message says it instead
    return True


async def _said_directly(visit: Visit, sentence: str) -> None:
    async with visit.services.storage.transaction() as tx:
        await visit.say(
            tx,
            Say(
                to=ToPerson(slack_id=visit.actor.id),
                message="sentence",
                key=f"error:{visit.request_id}",
                args={"sentence": sentence},
            ),
        )
    visit.services.wake_delivery()
