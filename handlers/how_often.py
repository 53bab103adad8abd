"""How often the bot writes unasked: everybody's own choice, among what they said about themselves."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import SelfService
from handlers.screens import show
from handlers.views import how_often as views
from handlers.views.profile import profile
from handlers.visit import Visit
from mentoring import how_often, places


def register(app: AsyncApp) -> None:
    app.action(SelfService.HOW_OFTEN)(how_often_pressed)
    app.view(SelfService.HOW_OFTEN_FORM)(how_often_chosen)


async def how_often_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Open the choice on top of the profile."""
    await ack()
    async with visit.read() as tx:
        mine = await how_often.of_person(tx, visit.actor)
    await show(client, body, views.choose(visit.t, mine=mine))


async def how_often_chosen(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    """Keep it, and show it where it was asked for."""
    async with visit.change() as tx:
        await how_often.choose(tx, visit.actor, visit.now, Form(view).choice("how_often") or "")
        mine, everything = await how_often.of_person(tx, visit.actor), await places.of_person(tx, visit.actor)
    await ack(response_action="update", view=profile(visit.t, places=everything, how_often=mine))
