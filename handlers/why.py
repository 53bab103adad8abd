"""Why this match? A button wherever somebody sees their own people; the answer is for whoever presses it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.ids import Why
from handlers.payloads import pressed
from handlers.screens import open_screen
from handlers.views import why as views
from handlers.visit import Visit
from mentoring import why_match


def register(app: AsyncApp) -> None:
    app.action(Why.MATCH)(why_pressed)


async def why_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            return views.why(visit.t, answer=await why_match.why(tx, visit.actor, int(value)))

    await open_screen(client, body, screen, visit, pressed(body).value)
