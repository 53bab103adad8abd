"""The message that somebody pressed a button in, and how it travels with a form that the press opened."""

from typing import Any

from handlers.payloads import pressed, remembered
from handlers.views.digest import part_of
from handlers.visit import Visit
from mentoring.errors import GoneError
from mentoring.say import InPlaceOf


def place_pressed(body: dict[str, Any], visit: Visit) -> InPlaceOf:
    """The message to replace once the press has taken effect, or the part of a digest.

    Raises:
        GoneError: the button stood in no message.
    """
    press = pressed(body)
    if press.channel is None or press.ts is None:
        raise GoneError
    return InPlaceOf(channel=press.channel, ts=press.ts, slack_id=visit.actor.id, part=part_of(press.block_id))


def to_remember(place: InPlaceOf) -> dict[str, str]:
    """What a form keeps of the message it was opened from."""
    part = {} if place.part is None else {"part": str(place.part)}
    return {"channel": place.channel, "ts": place.ts, **part}


def place_remembered(view: dict[str, Any], visit: Visit) -> InPlaceOf:
    """The message that the submitted form was opened from."""
    kept = remembered(view)
    part = int(kept["part"]) if "part" in kept else None
    return InPlaceOf(channel=kept["channel"], ts=kept["ts"], slack_id=visit.actor.id, part=part)
