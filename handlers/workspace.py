"""The workspace itself: people join it, change and leave."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.payloads import profile_in
from handlers.visit import Visit
from mentoring import directory

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    app.event("user_change")(person_changed)
    app.event("team_join")(person_changed)
    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(uninstalled)


async def person_changed(event: dict[str, Any], visit: Visit) -> None:
    """Keep the directory true to what Slack says, and draw the consequences of a departure or a move."""
    workspace, services = visit.actor.workspace, visit.services
    profile = profile_in(event["user"], workspace)
    async with visit.change() as tx:
        says = await directory.note(
            tx, workspace, profile, visit.now, services.journeys, named=services.named_coordinators
        )
        await visit.say(tx, *says)


async def uninstalled(body: dict[str, Any]) -> None:
    """The app was removed. Delivery stops by itself when Slack refuses the token; nothing is deleted here."""
    log.warning("uninstalled", extra={"workspace": body["team_id"]})
