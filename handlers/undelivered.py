"""/mentor undelivered: what was not delivered, for those who look after it; trying again, and leaving it."""

import re
from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.ids import Undelivered
from handlers.payloads import Body, pressed, remembered
from handlers.screens import replace_screen
from handlers.views import undelivered as views
from handlers.views.kit import SafeText, say
from handlers.visit import Visit
from mentoring import undelivered as use_case

TRIED_REMEMBERED = 100
_LONGEST_ID = 15


def register(app: AsyncApp) -> None:
    app.action(Undelivered.AGAIN)(again_pressed)
    app.action(Undelivered.ALL)(all_pressed)
    app.action(Undelivered.LEAVE)(leave_pressed)
    app.action(re.compile(rf"^{re.escape(Undelivered.PAGE)}:"))(page_turned)


async def undelivered(visit: Visit, words: str) -> View:
    """The screen of /mentor undelivered; a button may name the programme."""
    programme_id = int(words) if words.isdecimal() and len(words) <= _LONGEST_ID else None
    return await _list(visit, programme_id)


async def again_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Let what is in this line be tried again; it stays where it is and says so."""
    press, ids = pressed(body), _ids(pressed(body).value)
    async with visit.change() as tx:
        is_done = await use_case.try_again(tx, visit.actor, visit.now, ids, named=visit.services.named_coordinators)
    await ack()
    notice = None if is_done else say(visit.t, "undelivered-settled-notice")
    await replace_screen(client, press.view_id, await _as_remembered(visit, body, tried=ids, notice=notice))


async def all_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Let all that can't come twice be tried again: a hundred at a press, as after an outage."""
    kept = remembered(body.get("view") or {})
    async with visit.change() as tx:
        ids = await use_case.try_all(
            tx,
            visit.actor,
            visit.now,
            programme_id=kept.get("programme"),
            named=visit.services.named_coordinators,
        )
    await ack()
    notice = say(visit.t, "undelivered-all-notice", count=len(ids)) if ids else None
    await replace_screen(client, pressed(body).view_id, await _as_remembered(visit, body, tried=ids, notice=notice))


async def leave_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    press = pressed(body)
    async with visit.change() as tx:
        is_done = await use_case.leave(tx, visit.actor, _ids(press.value), named=visit.services.named_coordinators)
    await ack()
    notice = say(visit.t, "undelivered-left-notice" if is_done else "undelivered-settled-notice")
    await replace_screen(client, press.view_id, await _as_remembered(visit, body, notice=notice))


async def page_turned(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    await ack()
    press = pressed(body)
    await replace_screen(client, press.view_id, await _as_remembered(visit, body, page=int(press.value)))


async def _as_remembered(
    visit: Visit,
    body: Body,
    *,
    page: int | None = None,
    tried: Sequence[int] = (),
    notice: SafeText | None = None,
) -> View:
    """The list that something was pressed in, as it is now."""
    kept = remembered(body.get("view") or {})
    return await _list(
        visit,
        kept.get("programme"),
        page=kept.get("page", 0) if page is None else page,
        tried=(*tried, *kept.get("tried", ()))[:TRIED_REMEMBERED],
        notice=notice,
    )


async def _list(
    visit: Visit,
    programme_id: int | None,
    *,
    page: int = 0,
    tried: tuple[int, ...] = (),
    notice: SafeText | None = None,
) -> View:
    profile = await visit.profile()
    async with visit.read() as tx:
        listed = await use_case.look(
            tx,
            visit.actor,
            visit.now,
            programme_id=programme_id,
            page=page,
            tried=tried,
            named=visit.services.named_coordinators,
        )
    return views.undelivered(
        visit.t, listed=listed, zone=profile.zone, programme_id=programme_id, tried=tried, notice=notice
    )


def _ids(value: str) -> tuple[int, ...]:
    return tuple(int(each) for each in value.split(","))
