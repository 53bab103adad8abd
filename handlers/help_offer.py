"""After "I'd like some help": nothing is sent before the person has seen what goes to whom."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import HelpOffer
from handlers.payloads import pressed, remembered
from handlers.presses import place_pressed, place_remembered, to_remember
from handlers.screens import open_screen, replace_screen, show
from handlers.views import help_offer as views
from handlers.visit import Visit
from mentoring import help_offers


def register(app: AsyncApp) -> None:
    app.action(HelpOffer.ASK)(help_asked)
    app.action(HelpOffer.OFFER)(offer_pressed)
    app.action(HelpOffer.IDEAS)(ideas_pressed)
    app.action(HelpOffer.CONTACT)(contact_pressed)
    app.view(HelpOffer.CONTACT_FORM)(contact_asked)
    app.action(HelpOffer.NEW_MATCH)(new_match_pressed)
    app.view(HelpOffer.NEW_MATCH_FORM)(new_match_asked)
    app.action(HelpOffer.NOT_NOW)(not_now_pressed)


async def help_asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """The button wherever somebody may be: what there is comes as their direct messages, and a screen says so."""
    async with visit.change() as tx:
        way = await help_offers.way_to_help(tx, visit.actor)
        await visit.say(tx, *way.offers)
    await ack()
    view = views.help_way(visit.t, contact=way.contact, offered=bool(way.offers))
    view_id = pressed(body).view_id
    if view_id is None:
        await show(client, body, view)
    else:
        await replace_screen(client, view_id, view)


async def offer_pressed(ack: AsyncAck, body: dict[str, Any], visit: Visit) -> None:
    """The button under a reminder: the offer takes the reminder's place."""
    place = place_pressed(body, visit)
    async with visit.change() as tx:
        await visit.say(tx, await help_offers.offer(tx, visit.actor, int(pressed(body).value), place))
    await ack()


async def ideas_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            return views.ideas(visit.t, ideas=await help_offers.ideas(tx, visit.actor, int(value)))

    await open_screen(client, body, screen, visit, pressed(body).value)


async def contact_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Show what would go to whom, with room for own words."""
    await ack()
    place = to_remember(place_pressed(body, visit))

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            letter = await help_offers.letter_to_contact(tx, visit.actor, int(value))
        return views.contact_form(visit.t, letter=letter, pressed=place)

    await open_screen(client, body, screen, visit, pressed(body).value)


async def contact_asked(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    """Send what was shown, and nothing else."""
    kept = remembered(view)
    async with visit.change() as tx:
        told = await help_offers.ask_contact(
            tx,
            visit.actor,
            visit.now,
            kept["relationship"],
            shown=kept["shown"],
            words=Form(view).text("words"),
            pressed=place_remembered(view, visit),
        )
        await visit.say(tx, *told)
    await ack(response_action="update", view=views.sent(visit.t, to=kept["shown"]))


async def new_match_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Show what the coordinators would see, and what happens to the partner."""
    await ack()
    place = to_remember(place_pressed(body, visit))

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            letter = await help_offers.letter_to_coordinators(tx, visit.actor, visit.now, int(value))
        return views.new_match_form(visit.t, letter=letter, pressed=place)

    await open_screen(client, body, screen, visit, pressed(body).value)


async def new_match_asked(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    """Tell the coordinators who were shown that this person asks for a new match."""
    kept = remembered(view)
    place = place_remembered(view, visit)
    async with visit.change() as tx:
        told = await help_offers.ask_for_new_match(
            tx, visit.actor, visit.now, kept["relationship"], shown=kept["shown"], pressed=place
        )
        await visit.say(tx, *told)
    await ack(response_action="update", view=views.sent(visit.t, to=kept["shown"]))


async def not_now_pressed(ack: AsyncAck, body: dict[str, Any], visit: Visit) -> None:
    place = place_pressed(body, visit)
    async with visit.change() as tx:
        await visit.say(tx, await help_offers.not_now(tx, visit.actor, int(pressed(body).value), place))
    await ack()
