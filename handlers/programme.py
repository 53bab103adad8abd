"""Running programmes: /mentor programme, the two pages of setting one up, and the buttons of the list."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import Run
from handlers.payloads import pressed, remembered
from handlers.region import region_in
from handlers.screens import replace_screen
from handlers.views import programme as views
from handlers.views import programme_form as pages
from handlers.views.kit import SafeText, say
from handlers.visit import Visit
from mentoring import appointments, coordination, people
from mentoring.errors import MentoringError
from mentoring.programme_facts import MEETING_MINUTES, RHYTHMS, Basics, Details, read_closing_days, read_own_goals
from mentoring.programmes import Programme, ProgrammeRules
from storage import Transaction
from storage.states import Kind

log = logging.getLogger(__name__)

Does = Callable[..., Awaitable[tuple[Programme, tuple[Any, ...]]]]

DOES: dict[str, tuple[Does, str]] = {
    Run.OPEN: (coordination.open_enrolment, "programme-open-notice"),
    Run.ANNOUNCE: (coordination.announce, "programme-announced-notice"),
    Run.CLOSE: (coordination.close_enrolment, "programme-closed-notice"),
    Run.END: (coordination.end, "programme-ended-notice"),
}
"""What each button of the list does, and what the list then says."""


def register(app: AsyncApp) -> None:
    app.action(Run.NEW)(new_pressed)
    app.action(Run.EDIT)(edit_pressed)
    app.action(Run.PAGE)(page_turned)
    app.action(Run.TAKE_OVER)(take_over_pressed)
    for act in DOES:
        app.action(act)(act_pressed)
    app.view(Run.BASICS)(basics_filled_in)
    app.view(Run.DETAILS)(details_filled_in)


async def programmes(visit: Visit, words: str) -> View:
    """The screen of /mentor programme."""
    del words
    await visit.profile()
    async with visit.read() as tx:
        return await _list(tx, visit)


async def new_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    async with visit.read() as tx:
        basics = await coordination.to_create(tx, visit.actor, visit.now, named=visit.services.named_coordinators)
    await ack()
    view = pages.basics(visit.t, basics=basics, programme_id=None, kind_fixed=False)
    await replace_screen(client, pressed(body).view_id, view)


async def edit_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    programme_id = int(pressed(body).value)
    async with visit.read() as tx:
        basics, kind_fixed = await coordination.to_change(tx, visit.actor, programme_id)
    await ack()
    view = pages.basics(visit.t, basics=basics, programme_id=programme_id, kind_fixed=kind_fixed)
    await replace_screen(client, pressed(body).view_id, view)


async def page_turned(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    async with visit.read() as tx:
        view = await _list(tx, visit, page=int(pressed(body).value))
    await ack()
    await replace_screen(client, pressed(body).view_id, view)


async def take_over_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    programme_id, named = int(pressed(body).value), visit.services.named_coordinators
    async with visit.change() as tx:
        programme = await appointments.take_over(tx, visit.actor, visit.now, programme_id, named=named)
        notice = say(visit.t, "programme-taken-over-notice", programme=programme.name)
        view = await _list(tx, visit, notice=notice)
    await ack()
    await replace_screen(client, pressed(body).view_id, view)


async def act_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    press = pressed(body)
    does, notice = DOES[press.action_id]
    try:
        async with visit.change() as tx:
            programme, says = await does(tx, visit.actor, visit.now, int(press.value))
            await visit.say(tx, *says)
            view = await _list(tx, visit, notice=say(visit.t, notice, programme=programme.name))
    except MentoringError as refusal:
        if refusal.field is None:  # no field of the programme is at fault, so changing it would not help
            raise
        sentence = say(visit.t, refusal.message_id, **refusal.args_for_words)
        view = views.to_mend(visit.t, sentence=sentence, programme_id=int(press.value))
    await ack()
    await replace_screen(client, press.view_id, view)


async def basics_filled_in(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    basics = basics_in(Form(view))
    kept = remembered(view)
    await _meet(visit, basics)
    async with visit.change() as tx:
        programme, says = await coordination.keep_basics(
            tx,
            visit.actor,
            visit.now,
            kept["programme"],
            basics,
            shown=kept["co_coordinators"],
            named=visit.services.named_coordinators,
        )
        await visit.say(tx, *says)
    await ack(response_action="update", view=pages.details(visit.t, programme=programme))


async def details_filled_in(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    details = details_in(Form(view))
    async with visit.change() as tx:
        programme, saved = await coordination.keep_details(
            tx, visit.actor, visit.now, remembered(view)["programme"], details
        )
        await visit.say(tx, saved)
        listed = await _list(tx, visit, notice=say(visit.t, "programme-saved-notice", programme=programme.name))
    await ack(response_action="update", view=listed)


def basics_in(form: Form) -> Basics:
    """The first page, as filled in; a kind that is fixed is not on it."""
    kind = form.choice("kind")
    return Basics(
        name=form.text("name"),
        kind=None if kind is None else Kind(kind),
        purpose=form.text("purpose"),
        topic=form.text("topic"),
        starts_on=form.day("starts_on"),
        ends_on=form.day("ends_on"),
        rhythm_days=int(form.choice("rhythm") or RHYTHMS[0]),
        meeting_minutes=int(form.choice("minutes") or MEETING_MINUTES[0]),
        contact_id=form.person("contact"),
        announcement_channel=form.channel("channel"),
        co_coordinators=form.people("co_coordinators"),
    )


def details_in(form: Form) -> Details:
    """The second page, as filled in; group sizes are not on it for pairs.

    Raises:
        MentoringError: own goals or closing days that cannot be read, on their fields.
    """
    usual = ProgrammeRules()
    least, most = form.number("group_minimum"), form.number("group_maximum")
    country = form.choice("country")
    return Details(
        rules=replace(
            rules_of(form, usual),
            group_minimum=usual.group_minimum if least is None else least,
            group_maximum=usual.group_maximum if most is None else most,
            ask_first="ask_first" in form.choices("answer"),
            wishes_first="wishes_first" in form.choices("answer"),
        ),
        goals=(*form.choices("goals"), *read_own_goals(form.text("own_goals"))),
        holidays_country=None if country == pages.OFF else country,
        holidays_region=region_in(form, country),
        closing_days=read_closing_days(form.text("closing_days")),
    )


def rules_of(form: Form, before: ProgrammeRules) -> ProgrammeRules:
    """The rules that decide who may be matched, as chosen in a form; the others as they were."""
    apart = form.choices("apart")
    return replace(
        before,
        reporting_line_levels=_unless_off(form.choice("reporting_line")),
        different_team="different_team" in apart,
        overlap_minutes=_unless_off(form.choice("overlap")),
        common_language="common_language" in apart,
        no_repeat="no_repeat" in apart,
        level_gap=_unless_off(form.choice("level_gap")),
    )


def _unless_off(value: str | None) -> int | None:
    return None if value in {None, pages.OFF} else int(value or 0)


async def _list(tx: Transaction, visit: Visit, *, page: int = 0, notice: SafeText | None = None) -> View:
    listed = await coordination.mine(tx, visit.actor, visit.now, named=visit.services.named_coordinators)
    return views.programmes(visit.t, listed=listed, page=page, notice=notice)


async def _meet(visit: Visit, basics: Basics) -> None:
    """Put everybody named into the directory; somebody Slack does not know stays unknown, and is refused by the use case."""
    named = [slack_id for slack_id in (basics.contact_id, *basics.co_coordinators) if slack_id is not None]
    async with visit.read() as tx:
        strangers = [slack_id for slack_id in named if await people.known(tx, visit.actor.workspace, slack_id) is None]
    answers = await asyncio.gather(*map(visit.services.ask_slack, strangers), return_exceptions=True)
    if not strangers:
        return
    async with visit.services.storage.transaction() as tx:
        for slack_id, answer in zip(strangers, answers, strict=True):
            if isinstance(answer, BaseException):
                log.warning("person_not_found", exc_info=answer, extra={"person": slack_id})
            else:
                await people.remember(tx, visit.actor.workspace, answer, visit.now)
