"""Asking for wishes before a round: what coordinators, mentors and mentees press and fill in."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import Wishes
from handlers.payloads import pressed, remembered
from handlers.presses import place_pressed, place_remembered, to_remember
from handlers.screens import open_screen, replace_screen
from handlers.views import wish_progress
from handlers.views import wishes as views
from handlers.visit import Visit
from mentoring import choosing, wishing


def register(app: AsyncApp) -> None:
    app.action(Wishes.BEGIN)(begin_pressed)
    app.action(Wishes.END)(end_pressed)
    app.action(Wishes.MAY)(may_pressed)
    app.action(Wishes.RATHER_NOT)(may_pressed)
    app.action(Wishes.CHOOSE)(choose_pressed)
    app.view(Wishes.CHOICE)(choice_filled_in)


async def begin_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    press = pressed(body)
    async with visit.change() as tx:
        programme = await wishing.begin(tx, visit.actor, visit.now, int(press.value))
    await ack()
    await replace_screen(client, press.view_id, wish_progress.begun(visit.t, programme=programme))


async def end_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    press = pressed(body)
    async with visit.change() as tx:
        programme, says = await wishing.end(tx, visit.actor, visit.now, int(press.value))
        await visit.say(tx, *says)
    await ack()
    await replace_screen(client, press.view_id, wish_progress.ended(visit.t, programme=programme))


async def may_pressed(ack: AsyncAck, body: dict[str, Any], visit: Visit) -> None:
    """Whatever the answer, the same sentence takes the place of the question."""
    press, place = pressed(body), place_pressed(body, visit)
    may = press.action_id == Wishes.MAY
    async with visit.change() as tx:
        says = await choosing.allow(tx, visit.actor, visit.now, int(press.value), may=may, pressed=place)
        await visit.say(tx, *says)
    await ack()


async def choose_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    place = to_remember(place_pressed(body, visit))

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            choice = await choosing.to_choose(tx, visit.actor, visit.now, int(value))
        return views.choose(visit.t, choice=choice, pressed=place)

    await open_screen(client, body, screen, visit, pressed(body).value)


async def choice_filled_in(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    form, question_id, place = Form(view), remembered(view)["question"], place_remembered(view, visit)
    values = [form.choice(name) for name in choosing.FIELDS]
    picks = [None if value in {None, views.OFF} else int(value or 0) for value in values]
    async with visit.change() as tx:
        none = "none" in form.choices("none")
        says = await choosing.choose(tx, visit.actor, visit.now, question_id, picks, none=none, pressed=place)
        await visit.say(tx, *says)
    await ack()
