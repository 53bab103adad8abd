"""/mentor profile: see what you said, and change it."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers import join
from handlers.forms import Form
from handlers.ids import SelfService
from handlers.payloads import pressed, remembered
from handlers.screens import show
from handlers.views import profile as views
from handlers.visit import Visit
from mentoring import enrolment, how_often, nudges, places
from mentoring.enrolment import Step


def register(app: AsyncApp) -> None:
    app.action(re.compile(rf"^{SelfService.CHANGE}:"))(change_pressed)
    app.view(SelfService.CHANGED)(changed)


async def profile(visit: Visit, words: str) -> View:
    """What this person said about themselves, place by place."""
    del words
    await visit.be_known()
    async with visit.read() as tx:
        mine = await how_often.of_person(tx, visit.actor)
        return views.profile(visit.t, places=await places.of_person(tx, visit.actor), how_often=mine)


async def change_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Open one part on top of the profile."""
    await ack()
    press = pressed(body)
    async with visit.read() as tx:
        place = await enrolment.to_change(tx, visit.actor, int(press.value))
    step = Step(press.action_id.partition(":")[2])
    await show(client, body, views.part(visit.t, place=place, step=step))


async def changed(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    """Keep a changed part; what is still planned follows changed working hours, and the holidays of another country."""
    kept = remembered(view)
    step = Step(kept["step"])
    async with visit.change() as tx:
        await enrolment.to_change(tx, visit.actor, kept["programme"])
        await SAVERS[step](tx, visit, kept["programme"], Form(view))
        if step in {Step.HOURS, Step.ABOUT}:
            await nudges.replan(tx, visit.actor.workspace, visit.actor.id, visit.services.journeys, visit.now)
        everything, mine = await places.of_person(tx, visit.actor), await how_often.of_person(tx, visit.actor)
    await ack(response_action="update", view=views.profile(visit.t, places=everything, how_often=mine))


async def _save_introduction(tx: Any, visit: Visit, programme_id: int, form: Form) -> places.Place:
    return await enrolment.change_introduction(
        tx, visit.actor, visit.now, programme_id, introduction=form.text("introduction")
    )


SAVERS = {**join.SAVERS, Step.INTRODUCTION: _save_introduction}
