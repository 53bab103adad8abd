"""/mentor pause and /mentor resume."""

import datetime as dt
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from handlers.forms import Form
from handlers.ids import SelfService
from handlers.views import notices
from handlers.views import pause as views
from handlers.views.kit import Message
from handlers.visit import Visit
from mentoring import pauses, places


def register(app: AsyncApp) -> None:
    app.view(SelfService.PAUSE)(pause_asked)


async def pause(visit: Visit, words: str) -> View:
    """Ask until when; a date after the word is filled in already, and so is that of a pause under way.

    Raises:
        NoPlaceError: there is nothing to pause.
    """
    await visit.be_known()
    async with visit.read() as tx:
        await places.of_person(tx, visit.actor)
        away = await pauses.current(tx, visit.actor, visit.now)
    until = day_in(words)
    unread = bool(words.strip()) and until is None
    return views.ask(visit.t, until=until or (away.until if away else None), unread=unread)


async def pause_asked(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    async with visit.change() as tx:
        away, told = await pauses.pause(
            tx, visit.actor, visit.now, visit.services.journeys, until=Form(view).day("until")
        )
        await visit.say(tx, *told)
    await ack(response_action="update", view=notices.as_screen(visit.t, views.paused(visit.t, away=away)))


async def resume(visit: Visit, words: str) -> Message:
    """Be back from today."""
    del words
    await visit.be_known()
    async with visit.change() as tx:
        await pauses.resume(tx, visit.actor, visit.now, visit.services.journeys)
    return views.resumed(visit.t)


def day_in(words: str) -> dt.date | None:
    """A day somebody typed: 2026-12-24, 24-12-2026, 24.12.2026 or 24/12/2026; None when there is none."""
    iso = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", words)
    danish = re.search(r"\b(\d{1,2})[-./](\d{1,2})[-./](\d{4})\b", words)
    try:
        if iso:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if danish:
            return dt.date(int(danish[3]), int(danish[2]), int(danish[1]))
    except ValueError:
        return None
    return None
