"""The workspace itself: people join it, change and leave."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.payloads import profile_in
from handlers.visit import Visit
from mentoring import appointments, departures, nudges, people

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    app.event("user_change")(person_changed)
    app.event("team_join")(person_changed)
    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(uninstalled)


async def person_changed(event: dict[str, Any], visit: Visit) -> None:
    """Keep the directory true to what Slack says, and draw the consequences of a departure or a move."""
    journeys = visit.services.journeys
    profile = profile_in(event["user"], visit.actor.workspace)
    async with visit.change() as tx:
        before = await people.known(tx, visit.actor.workspace, profile.slack_id)
        await people.remember(tx, visit.actor.workspace, profile, visit.now)
        if profile.is_deactivated:
            told = await departures.gone(tx, visit.actor.workspace, profile.slack_id, visit.now, journeys)
            orphans = await appointments.gone(
                tx, visit.actor.workspace, profile.slack_id, visit.now, named=visit.services.named_coordinators
            )
            await visit.say(tx, *told, *orphans)
        elif before is not None and before.zone != profile.zone:
            await nudges.replan(tx, visit.actor.workspace, profile.slack_id, journeys, visit.now)
    visit.services.languages.pop((visit.actor.workspace, profile.slack_id), None)


async def uninstalled(body: dict[str, Any]) -> None:
    """The app was removed. Delivery stops by itself when Slack refuses the token; nothing is deleted here."""
    log.warning("uninstalled", extra={"workspace": body["team_id"]})
