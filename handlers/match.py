"""Matching: /mentor match, the draft that follows, and publishing it."""

import datetime as dt
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers import post
from handlers.drafting import draft_screen
from handlers.forms import Form
from handlers.ids import Match
from handlers.payloads import pressed, remembered
from handlers.screens import answer_form, replace_screen, show_when_ready
from handlers.services import Services
from handlers.views import match as views
from handlers.views.match_editing import busy
from handlers.visit import Visit
from mentoring import drafting, drafts, intents, publishing, rounds, solving
from mentoring.rounds import Overtaken, Published

AT_ONCE = 30
"""How many parts of what was published are carried out for the coordinator who waits; the tick goes on with a larger one."""


def register(app: AsyncApp) -> None:
    app.view(Match.CHOOSE)(programme_chosen)
    app.action(Match.OVERVIEW)(overview_wanted)
    for direction in ("", ".previous", ".next"):
        app.action(f"{Match.MATCHES}{direction}")(matches_wanted)
        app.action(f"{Match.WAITING}{direction}")(waiting_wanted)
    app.action(Match.AGAIN)(new_draft_wanted)
    app.action(Match.PUBLISH)(publish_pressed)


async def match(visit: Visit, words: str) -> View:
    """The first, quick screen of /mentor match; a button may name the programme by its id."""
    await visit.profile()
    async with visit.read() as tx:
        programmes = await drafts.matchable(tx, visit.actor, visit.now)
    named = [programme for programme in programmes if str(programme.id) == words.strip()]
    visit.services.expect_solving()
    if len(programmes) > 1 and not named:
        return views.choose(visit.t, programmes=programmes)
    return views.working(visit.t, programme=(named or programmes)[0])


async def fill(visit: Visit, client: AsyncWebClient, opened: View, view_id: str) -> None:
    """Put the draft where the quick screen is, once there is one."""
    if opened.callback_id == Match.WORKING:
        programme_id = remembered(opened.to_dict())["programme"]
        await replace_screen(client, view_id, await _newest(visit, programme_id))


async def programme_chosen(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, visit: Visit
) -> None:
    chosen = Form(view).choice("programme") or ""
    working = await match(visit, chosen)
    await answer_form(ack, client, body, _newest(visit, int(chosen or 0)), working)


async def overview_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    async with visit.read() as tx:
        draft = await drafts.draft(tx, visit.actor, int(pressed(body).value))
    await replace_screen(client, body["view"]["id"], views.overview(visit.t, draft=draft))


async def matches_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    draft_id, number = _place(body)
    async with visit.read() as tx:
        page = await drafts.page(tx, visit.actor, draft_id, number)
    await replace_screen(client, body["view"]["id"], views.matches(visit.t, page=page))


async def waiting_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    draft_id, number = _place(body)
    async with visit.read() as tx:
        page = await drafts.waiting_page(tx, visit.actor, draft_id, number)
    await replace_screen(client, body["view"]["id"], views.waiting(visit.t, page=page))


async def new_draft_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    programme_id, _, draft_id = pressed(body).value.partition(":")
    screen = _newest(visit, int(programme_id), int(draft_id or 0))
    await show_when_ready(client, body, screen, busy(visit.t))


async def publish_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Publish, or say what has overtaken the draft; a round of pilot size is carried out at once.

    Slack does not wait for the check of a large round, so the press is kept until it has taken effect.
    """
    async with visit.keeping(body):
        pass
    await ack()
    outcome = await _publish(visit, *_place(body))
    if isinstance(outcome, Overtaken):
        await replace_screen(client, body["view"]["id"], views.overtaken(visit.t, overtaken=outcome))
        return
    await replace_screen(client, body["view"]["id"], views.published(visit.t, published=outcome))
    await carry_out(visit.services, visit.now, at_most=AT_ONCE)


async def carry_out(services: Services, now: dt.datetime, *, at_most: int) -> bool:
    """Carry out so many parts of what was published, each in a transaction of its own; whether all is done."""
    failed: set[int] = set()
    for _ in range(at_most):
        async with services.storage.transaction() as tx:
            voice = post.voice(tx, services, now)
            part = await intents.carry_on(tx, now, services.journeys, voice, leaving=failed)
        if part is None:
            return not failed
        failed |= {part.intent_id} if part.failed else set()
        services.wake_delivery()
    return False


async def _newest(visit: Visit, programme_id: int, draft_id: int = 0) -> View:
    return await draft_screen(visit, lambda tx: drafting.ask(tx, visit.actor, visit.now, programme_id, draft_id))


async def _publish(visit: Visit, draft_id: int, version: int) -> Published | Overtaken:
    async with visit.read() as tx:
        checked = await rounds.check(tx, visit.actor, visit.now, draft_id, version)
    refused = await visit.services.run_elsewhere(solving.refused, checked.facts, checked.fingerprint, checked.matches)
    async with visit.change() as tx:
        outcome, says = await publishing.publish_now(tx, visit.actor, visit.now, checked, refused)
        await visit.say(tx, *says)
        return outcome


def _place(body: dict[str, Any]) -> tuple[int, int]:
    """The draft and the page or the version that a button names."""
    draft_id, _, number = pressed(body).value.partition(":")
    return int(draft_id), int(number)
