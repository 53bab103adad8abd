"""Asking mentors first: what a mentor presses, and what coordinators decide where nobody pressed anything."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.ids import Answer
from handlers.payloads import pressed
from handlers.presses import place_pressed
from handlers.screens import open_screen, replace_screen
from handlers.views import answer as views
from handlers.views.kit import say
from handlers.visit import Visit
from mentoring import answering
from mentoring.answering import Decision, Given

GIVEN: dict[str, Given] = {Answer.YES: Given.YES, Answer.NO: Given.NO, Answer.FULL: Given.FULL}
DECISIONS: dict[str, Decision] = {
    Answer.AGAIN: Decision.ASK_AGAIN,
    Answer.LEAVE: Decision.LEAVE,
    Answer.MATCH: Decision.MATCH,
}


def register(app: AsyncApp) -> None:
    for given in GIVEN:
        app.action(given)(answer_pressed)
    app.action(Answer.DECIDE)(decide_pressed)
    for decision in DECISIONS:
        app.action(decision)(decision_pressed)


async def answer_pressed(ack: AsyncAck, body: dict[str, Any], visit: Visit) -> None:
    """Whatever the answer, the same sentence takes the place of the question."""
    press, place = pressed(body), place_pressed(body, visit)
    journeys = visit.services.journeys
    async with visit.change() as tx:
        says = await answering.answer(
            tx, visit.actor, visit.now, int(press.value), GIVEN[press.action_id], place, journeys
        )
        await visit.say(tx, *says)
    await ack()


async def decide_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            return views.decide(visit.t, undecided=await answering.undecided(tx, visit.actor, int(value)))

    await open_screen(client, body, screen, visit, pressed(body).value)


async def decision_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Do what was decided, and show what is left to decide."""
    press = pressed(body)
    decision, journeys = DECISIONS[press.action_id], visit.services.journeys
    async with visit.change() as tx:
        programme, says = await answering.decide(tx, visit.actor, visit.now, int(press.value), decision, journeys)
        await visit.say(tx, *says)
        left = await answering.undecided(tx, visit.actor, programme.id)
    await ack()
    notice = say(visit.t, f"decided-{decision}")
    await replace_screen(client, press.view_id, views.decide(visit.t, undecided=left, notice=notice))
