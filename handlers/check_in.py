"""Check-ins: three buttons, and a rating for whoever likes to give one."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from handlers.ids import CheckIn
from handlers.payloads import pressed
from handlers.presses import place_pressed
from handlers.visit import Visit
from mentoring import check_ins
from storage.states import CheckInAnswer

ANSWERS = {
    CheckIn.MET: CheckInAnswer.MET,
    CheckIn.NOT_YET: CheckInAnswer.NOT_YET,
    CheckIn.HELP: CheckInAnswer.HELP,
}


def register(app: AsyncApp) -> None:
    for button in ANSWERS:
        app.action(button)(answered)
    app.action(re.compile(rf"^{CheckIn.RATE}:[1-5]$"))(rated)


async def answered(ack: AsyncAck, body: dict[str, Any], visit: Visit) -> None:
    """Note the answer, and put what comes next in the question's place."""
    press, place = pressed(body), place_pressed(body, visit)
    given = ANSWERS[CheckIn(press.action_id)]
    async with visit.change() as tx:
        told = await check_ins.answer(tx, visit.actor, visit.now, int(press.value), given, place)
        await visit.say(tx, *told)
    await ack()


async def rated(ack: AsyncAck, body: dict[str, Any], visit: Visit) -> None:
    """Keep the rating; what stands in its place never says which."""
    press, place = pressed(body), place_pressed(body, visit)
    rating = int(press.action_id.rpartition(":")[2])
    async with visit.change() as tx:
        await visit.say(tx, await check_ins.rate(tx, visit.actor, visit.now, int(press.value), rating, place))
    await ack()
