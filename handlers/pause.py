"""/mentor pause and /mentor resume."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from handlers.forms import Form
from handlers.ids import SelfService
from handlers.typed_dates import day_in
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
    today = (await visit.profile()).local_date(visit.now)
    async with visit.read() as tx:
        await places.of_person(tx, visit.actor)
        away = await pauses.current(tx, visit.actor, visit.now)
    until = day_in(words, today) if words.strip() else None
    if until is not None and until > today:
        return views.ask(visit.t, until=until)
    trouble: views.Trouble | None = None
    if words.strip():
        trouble = "unread" if until is None else "past"
    return views.ask(visit.t, until=away.until if away else None, trouble=trouble)


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
        await visit.say(tx, *await pauses.resume(tx, visit.actor, visit.now, visit.services.journeys))
    return views.resumed(visit.t)
