"""/mentor status and the App Home."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.views import status as views
from handlers.views.kit import Message
from handlers.visit import Visit
from mentoring.status import Overview, overview

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    app.event("app_home_opened")(home_opened)


async def status(visit: Visit, words: str) -> Message:
    """Where this person stands."""
    del words
    profile = await visit.profile()
    return views.status(visit.t, overview=await _seen(visit), zone=profile.zone)


async def home_opened(event: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Show the Home as it is now; a server that has no Home is no reason to stop."""
    if event.get("tab", "home") != "home":
        return
    profile, seen = await visit.profile(), await _seen(visit)
    if seen.runs:
        visit.services.expect_solving()
    view = views.app_home(visit.t, overview=seen, name=profile.name, zone=profile.zone)
    try:
        await client.views_publish(user_id=visit.actor.id, view=view)
    except SlackApiError as refused:
        log.warning("home_not_shown", extra={"error": refused.response.get("error")})


async def _seen(visit: Visit) -> Overview:
    async with visit.read() as tx:
        return await overview(
            tx, visit.actor, visit.now, visit.services.journeys, named=visit.services.named_coordinators
        )
