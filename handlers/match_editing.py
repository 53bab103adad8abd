"""Changing a match draft: by hand, by other weights and rules, with what it would do said first."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.drafting import draft_screen, made
from handlers.forms import Form
from handlers.ids import Editing
from handlers.payloads import pressed, remembered
from handlers.programme import rules_of
from handlers.screens import answer_form, replace_screen, show_when_ready
from handlers.views import match as match_views
from handlers.views import match_editing as views
from handlers.visit import Visit
from mentoring import draft_editing, drafting, drafts, solved
from mentoring.draft_editing import Act, Proposed, Subject
from mentoring.draft_edits import Edit, EditKind, Settings, added, from_rows, without
from mentoring.drafting import ChangesEdits
from mentoring.drafts import Draft
from mentoring.solved import Difference

ROLES = {letter: role for role, letter in views.LETTERS.items()}


def register(app: AsyncApp) -> None:
    app.action(Editing.CHANGE)(change_wanted)
    app.view(Editing.CHANGE_FORM)(change_proposed)
    app.view(Editing.APPLY)(change_applied)
    app.action(Editing.CHANGES)(edits_wanted)
    app.action(Editing.TAKE_BACK)(edit_taken_back)
    app.action(Editing.SETTINGS)(settings_wanted)
    app.view(Editing.SETTINGS_FORM)(settings_proposed)
    app.action(Editing.COPY)(copy_wanted)
    app.action(Editing.COMPARE)(comparison_wanted)
    app.action(Editing.THROW_AWAY)(draft_thrown_away)
    app.action(Editing.PRICES)(prices_wanted)


async def change_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    draft_id, _, members = pressed(body).value.partition(":")
    about = await _subject(visit, int(draft_id), members)
    await replace_screen(client, body["view"]["id"], views.change(visit.t, subject=about, members=members))


async def change_proposed(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, visit: Visit
) -> None:
    """Say what the change would do; nothing is changed yet."""
    kept, form = remembered(view), Form(view)

    async def screen() -> View:
        about = await _subject(visit, kept["draft"], kept["members"])
        act, who, one = Act(form.choice("act") or about.acts[0]), form.person("who"), form.person("one")
        async with visit.read() as tx:
            proposed = await draft_editing.propose(tx, visit.actor, visit.now, about, act, who=who, one=one)
        return views.difference(visit.t, proposed=proposed, difference=await _difference(visit, proposed))

    await answer_form(ack, client, body, screen(), views.busy(visit.t))


async def change_applied(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, visit: Visit
) -> None:
    """Add the change to those of the draft, whoever made them, and solve it again."""
    kept = remembered(view)
    (asked,) = from_rows(kept["edit"])
    edit = replace(asked, id=visit.request_id, by=visit.actor.id, at=visit.now)
    screen = _changed(visit, kept["draft"], lambda edits: added(edits, edit))
    await answer_form(ack, client, body, screen, views.busy(visit.t))


async def edits_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    async with visit.read() as tx:
        draft = await drafts.draft(tx, visit.actor, int(pressed(body).value))
    await replace_screen(client, body["view"]["id"], views.edits(visit.t, draft=draft))


async def edit_taken_back(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    draft_id, _, edit_id = pressed(body).value.partition(":")
    screen = _changed(visit, int(draft_id), lambda edits: without(edits, edit_id))
    await show_when_ready(client, body, screen, views.busy(visit.t))


async def settings_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    async with visit.read() as tx:
        draft = await drafts.draft(tx, visit.actor, int(pressed(body).value))
    screen = views.settings(visit.t, draft=draft, settings=draft_editing.settings_of(draft))
    await replace_screen(client, body["view"]["id"], screen)


async def settings_proposed(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, visit: Visit
) -> None:
    """Make a second draft with other weights, rules and aims, and lay it beside the first."""
    draft_id = remembered(view)["draft"]

    async def screen() -> View:
        async with visit.read() as tx:
            draft = await drafts.draft(tx, visit.actor, draft_id)
        asked = _settings(Form(view), draft)
        edit = Edit(id=visit.request_id, kind=EditKind.SETTINGS, by=visit.actor.id, at=visit.now, settings=asked)
        return await _beside(visit, draft_id, lambda edits: added(edits, edit))

    await answer_form(ack, client, body, screen(), views.busy(visit.t))


async def copy_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    screen = _beside(visit, int(pressed(body).value), lambda edits: edits)
    await show_when_ready(client, body, screen, views.busy(visit.t))


async def comparison_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    async with visit.read() as tx:
        found = await draft_editing.compare(tx, visit.actor, int(pressed(body).value))
    await replace_screen(client, body["view"]["id"], views.comparison(visit.t, comparison=found))


async def draft_thrown_away(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    async with visit.change() as tx:
        left = await drafting.throw_away(tx, visit.actor, int(pressed(body).value))
    await ack()
    await replace_screen(client, body["view"]["id"], match_views.overview(visit.t, draft=left))


async def prices_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """What the round would be if it were for something else; solved anew where the worker does not have the draft."""
    await ack()
    draft_id = int(pressed(body).value)

    async def screen() -> View:
        async with visit.read() as tx:
            draft = await drafts.draft(tx, visit.actor, draft_id)
            asked = await drafting.ask_again(tx, visit.actor, visit.now, draft_id, lambda edits: edits)
        found = await visit.services.run_elsewhere(solved.prices, asked.facts)
        return views.prices(visit.t, draft=draft, found=found)

    await show_when_ready(client, body, screen(), views.busy(visit.t))


async def _changed(visit: Visit, draft_id: int, change: ChangesEdits) -> View:
    """A draft made again with its edits changed."""
    return await draft_screen(visit, lambda tx: drafting.ask_again(tx, visit.actor, visit.now, draft_id, change))


async def _beside(visit: Visit, draft_id: int, change: ChangesEdits) -> View:
    """A second draft that begins as this one with its edits changed, and both of them."""
    await made(visit, lambda tx: drafting.ask_beside(tx, visit.actor, visit.now, draft_id, change))
    async with visit.read() as tx:
        found = await draft_editing.compare(tx, visit.actor, draft_id)
    return views.comparison(visit.t, comparison=found)


async def _subject(visit: Visit, draft_id: int, members: str) -> Subject:
    """The people a button names, each by their enrolment and the first letter of their role."""
    named = [(int(member[:-1]), ROLES[member[-1]]) for member in members.split(".")]
    async with visit.read() as tx:
        return await draft_editing.subject(tx, visit.actor, draft_id, named)


async def _difference(visit: Visit, proposed: Proposed) -> Difference:
    """At once from the draft the worker keeps; else both rounds are solved and compared.

    What that draft refuses may have become possible since it was solved.
    """
    run = visit.services.run_elsewhere
    found: Difference | None = None
    if proposed.change is not None:
        found = await run(solved.what_if, proposed.fingerprint, proposed.change)
    if found is None or found.refused:
        async with visit.read() as tx:
            before, after = await draft_editing.before_and_after(
                tx, visit.actor, visit.now, proposed.draft.id, proposed.edit
            )
        found = await run(solved.compared, before, after)
    return found


def _settings(form: Form, draft: Draft) -> Settings:
    """What was chosen in the form.

    Raises:
        NothingWeighsError, FloorError: on their fields.
    """
    before = draft_editing.settings_of(draft)
    chosen = {part: int(form.choice(f"{views.WEIGHT}{part}") or 0) for part in draft_editing.WEIGHED}
    aims = views.AIMS.get(form.choice("aim") or "", before.aims)
    return draft_editing.checked(chosen, rules_of(form, before.rules), aims, form.number("floor"), draft)
