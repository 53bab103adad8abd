"""Publishing a draft on a date, and taking that date off again."""

import datetime as dt
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import Publishing
from handlers.payloads import pressed, remembered
from handlers.screens import replace_screen
from handlers.views import match as match_views
from handlers.views import publishing as views
from handlers.visit import Visit
from mentoring import publishing


def register(app: AsyncApp) -> None:
    app.action(Publishing.DATE)(date_wanted)
    app.view(Publishing.FORM)(date_chosen)
    app.action(Publishing.TAKE_OFF)(date_taken_off)


async def date_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    async with visit.read() as tx:
        days = await publishing.days(tx, visit.actor, visit.now, int(pressed(body).value))
    await replace_screen(client, body["view"]["id"], views.choose_date(visit.t, days=days))


async def date_chosen(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    draft_id, on = int(remembered(view)["draft"]), Form(view).day("publish_on") or dt.date.min
    async with visit.change() as tx:
        draft, says = await publishing.schedule(tx, visit.actor, visit.now, draft_id, on=on)
        await visit.say(tx, *says)
    await ack(response_action="update", view=match_views.overview(visit.t, draft=draft))


async def date_taken_off(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    async with visit.change() as tx:
        draft, says = await publishing.unschedule(tx, visit.actor, visit.now, int(pressed(body).value))
        await visit.say(tx, *says)
    await ack()
    await replace_screen(client, body["view"]["id"], match_views.overview(visit.t, draft=draft))
