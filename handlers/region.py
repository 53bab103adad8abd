"""A region for public holidays: asked for below the country, as soon as one is chosen that has regions."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import Field, Run
from handlers.screens import as_it_was, replace_screen
from handlers.views import region as views
from handlers.visit import Visit
from mentoring.public_holidays import regions


def register(app: AsyncApp) -> None:
    app.action(Field.COUNTRY)(country_chosen)


async def country_chosen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Put the regions of the country that was chosen below it, in whatever form it stands; what is typed there stays."""
    await ack()
    view, country = body["view"], Form(body["view"]).choice(Field.COUNTRY)
    of_programme = view["callback_id"] == Run.DETAILS
    kept = [block for block in view["blocks"] if not block["block_id"].startswith(views.id_of(""))]
    below = next(n for n, block in enumerate(kept, 1) if block["block_id"] == Field.COUNTRY)
    kept[below:below] = [block.to_dict() for block in views.field_of(visit.t, country, None, of_programme=of_programme)]
    await replace_screen(client, view["id"], as_it_was({**view, "blocks": kept}))


def region_in(form: Form, country: str | None) -> str | None:
    """The region chosen of this country; None for the whole of it, and for what the calendar does not know."""
    chosen = form.choice(views.id_of(country))
    return chosen if chosen in regions(country) else None
