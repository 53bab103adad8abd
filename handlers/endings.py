"""Ending well: the three questions of the beginning, asked again."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import Endings
from handlers.join import baseline_in
from handlers.payloads import pressed, remembered
from handlers.presses import place_pressed, place_remembered, to_remember
from handlers.screens import open_screen
from handlers.views import endings as views
from handlers.visit import Visit
from mentoring import endings


def register(app: AsyncApp) -> None:
    app.action(Endings.QUESTIONS)(questions_pressed)
    app.view(Endings.QUESTIONS_FORM)(questions_answered)


async def questions_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Open the three questions."""
    await ack()
    place = to_remember(place_pressed(body, visit))

    async def screen(visit: Visit, value: str) -> View:
        async with visit.read() as tx:
            questions = await endings.last_questions(tx, visit.actor, visit.now, int(value))
        return views.questions(visit.t, questions=questions, pressed=place)

    await open_screen(client, body, screen, visit, pressed(body).value)


async def questions_answered(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    """Keep the answers; what stands in the message's place never says which."""
    enrolment_id, answers = remembered(view)["enrolment"], baseline_in(Form(view))
    place = place_remembered(view, visit)
    async with visit.change() as tx:
        told = await endings.answer_last_questions(tx, visit.actor, visit.now, enrolment_id, answers, place)
        await visit.say(tx, told)
    await ack()
