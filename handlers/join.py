"""Joining: /mentor join, and the steps that follow."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from handlers.forms import Form
from handlers.ids import Join
from handlers.payloads import remembered
from handlers.region import region_in
from handlers.views import join as views
from handlers.views import join_look as looks
from handlers.views import notices
from handlers.visit import Visit
from mentoring import contacts, enrolment, nudges, places
from mentoring.enrolment import Doors, Step
from mentoring.places import About, Place
from mentoring.programmes import Programme
from mentoring.rules.availability import read_hours
from storage import Transaction
from storage.states import Role


def register(app: AsyncApp) -> None:
    app.view(Join.CHOOSE)(programme_chosen)
    app.view(Join.LOOK)(go_on)
    app.view(re.compile(rf"^join\.({'|'.join(SAVERS)})$"))(step_filled_in)
    app.view(Join.INTRODUCTION)(introduction_seen)


async def join(visit: Visit, words: str) -> View:
    """The first screen of /mentor join, or of /mentor join and a programme's name or, from a button, its id."""
    await visit.be_known()
    async with visit.read() as tx:
        try:
            doors = await enrolment.doors(tx, visit.actor, visit.now, named=words.strip())
        except enrolment.AlreadyEnrolledError as refusal:
            return notices.as_screen(
                visit.t, looks.has_a_place(visit.t, programme=str(refusal.args_for_words["programme"]))
            )
        if len(doors.open) > 1:
            return looks.choose(visit.t, programmes=doors.open, begun=doors.begun, taken=doors.taken)
        return await _look(tx, visit, doors.open[0], doors)


async def programme_chosen(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    chosen = int(Form(view).choice("programme") or 0)
    async with visit.read() as tx:
        doors = await enrolment.doors(tx, visit.actor, visit.now)
        screens = [await _look(tx, visit, each, doors) for each in doors.open if each.id == chosen]
    if screens:
        await ack(response_action="update", view=screens[0])
        return
    for programme in doors.taken:
        if programme.id == chosen:
            raise enrolment.AlreadyEnrolledError(programme=programme.name)
    raise enrolment.NobodyTakesPeopleError


async def go_on(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    async with visit.read() as tx:
        place, step = await enrolment.resume(tx, visit.actor, remembered(view)["programme"], visit.now)
    await ack(response_action="update", view=views.step(visit.t, place=place, step=step))


async def step_filled_in(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    step = Step(view["callback_id"].removeprefix("join."))
    async with visit.change() as tx:
        place = await SAVERS[step](tx, visit, remembered(view)["programme"], Form(view))
    following = enrolment.step_after(step, place.programme)
    await ack(response_action="update", view=views.step(visit.t, place=place, step=following))


async def introduction_seen(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    async with visit.change() as tx:
        place, welcome = await enrolment.complete(
            tx,
            visit.actor,
            visit.now,
            remembered(view)["programme"],
            introduction=Form(view).text("introduction"),
        )
        await visit.say(tx, welcome)
    await ack(response_action="update", view=views.done(visit.t, place=place))


async def _look(tx: Transaction, visit: Visit, programme: Programme, doors: Doors) -> View:
    return looks.look(
        visit.t,
        programme=programme,
        messages=nudges.about_how_many(visit.services.journeys[programme.kind], programme),
        contact=await contacts.of_programme(tx, visit.actor, programme, ()),
        begun=programme.id in doors.begun,
        taken=doors.taken,
    )


async def _save_role(tx: Transaction, visit: Visit, programme_id: int, form: Form) -> Place:
    role = Role(form.choice("role") or Role.MENTEE)
    return await enrolment.save_role(tx, visit.actor, visit.now, programme_id, role=role)


async def _save_goals(tx: Transaction, visit: Visit, programme_id: int, form: Form) -> Place:
    return await enrolment.save_goals(
        tx,
        visit.actor,
        visit.now,
        programme_id,
        wanted=form.choices("wanted"),
        offered=form.choices("offered"),
        wanted_in_own_words=form.text("wanted_in_own_words"),
        offered_in_own_words=form.text("offered_in_own_words"),
        capacity=form.number("capacity"),
    )


async def _save_about(tx: Transaction, visit: Visit, programme_id: int, form: Form) -> Place:
    return await enrolment.save_about(tx, visit.actor, visit.now, programme_id, about=about_in(form))


async def _save_hours(tx: Transaction, visit: Visit, programme_id: int, form: Form) -> Place:
    hours = read_hours(
        zone=form.choice("zone") or "",
        weekdays={int(day) for day in form.choices("weekdays")},
        start=form.time("from"),
        end=form.time("to"),
    )
    if isinstance(hours, frozenset):
        raise places.UnreadableHoursError(field="from")
    return await enrolment.save_hours(tx, visit.actor, visit.now, programme_id, hours=hours)


async def _save_wishes(tx: Transaction, visit: Visit, programme_id: int, form: Form) -> Place:
    return await enrolment.save_wishes(
        tx,
        visit.actor,
        visit.now,
        programme_id,
        with_=form.people("with"),
        not_with=form.people("not_with"),
        expectation=form.text("expectation"),
        motivation=form.text("motivation"),
    )


async def _save_baseline(tx: Transaction, visit: Visit, programme_id: int, form: Form) -> Place:
    return await enrolment.save_baseline(tx, visit.actor, visit.now, programme_id, answers=baseline_in(form))


def about_in(form: Form) -> About:
    """Where somebody stands in the organisation, as filled in."""
    level, country = form.choice("level"), form.choice("country")
    return About(
        level=None if level is None else int(level),
        department=form.text("department") or None,
        team=form.text("team") or None,
        site=form.text("site") or None,
        country=country,
        region=region_in(form, country),
        manager_id=form.person("manager"),
        languages=form.choices("languages"),
    )


def baseline_in(form: Form) -> dict[str, int]:
    """The baseline questions that were answered."""
    given = {question: form.choice(question) for question in enrolment.BASELINE_QUESTIONS}
    return {question: int(value) for question, value in given.items() if value}


SAVERS: dict[Step, Callable[[Transaction, Visit, int, Form], Awaitable[Place]]] = {
    Step.ROLE: _save_role,
    Step.GOALS: _save_goals,
    Step.ABOUT: _save_about,
    Step.HOURS: _save_hours,
    Step.WISHES: _save_wishes,
    Step.BASELINE: _save_baseline,
}
