"""/mentor leave."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from handlers.forms import Form
from handlers.ids import SelfService
from handlers.payloads import remembered
from handlers.views import leave as views
from handlers.views import notices
from handlers.visit import Visit
from mentoring import departures
from mentoring.errors import GoneError


def register(app: AsyncApp) -> None:
    app.view(SelfService.LEAVE_CHOOSE)(place_chosen)
    app.view(SelfService.LEAVE)(leaving)


async def leave(visit: Visit, words: str) -> View:
    """What giving up a place means, before anything happens."""
    del words
    profile = await visit.profile()
    async with visit.read() as tx:
        places = await departures.could_leave(tx, visit.actor)
    if len(places) > 1:
        return views.choose(visit.t, places=places)
    return views.confirm(visit.t, place=places[0], name=profile.name)


async def place_chosen(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    profile = await visit.profile()
    async with visit.read() as tx:
        places = await departures.could_leave(tx, visit.actor)
    for place in places:
        if str(place.programme.id) == Form(view).choice("programme"):
            await ack(response_action="update", view=views.confirm(visit.t, place=place, name=profile.name))
            return
    raise GoneError


async def leaving(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    async with visit.change() as tx:
        programme, told = await departures.leave(
            tx, visit.actor, visit.now, remembered(view)["programme"], visit.services.journeys
        )
        await visit.say(tx, *told)
    farewell = views.left(visit.t, programme=programme.name)
    await ack(response_action="update", view=notices.as_screen(visit.t, farewell))
