"""/mentor report: how a programme is going; for whoever runs none, a way to help and to their own place."""

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers.forms import Form
from handlers.ids import Report
from handlers.payloads import pressed
from handlers.screens import replace_screen
from handlers.views import report as views
from handlers.views import report_table
from handlers.views.kit import say
from handlers.visit import Visit
from mentoring import answers, export, people, programmes, reports
from mentoring.answers import Breakdown
from mentoring.reports import Report as Figures
from prompts.words import Translate
from storage import Transaction

log = logging.getLogger(__name__)

MESSAGES_AT_ONCE = 20
_LONGEST_ID = 15
_NOT_IN_A_FILE_NAME = re.compile(r"\W+")


def register(app: AsyncApp) -> None:
    app.view(Report.CHOOSE)(programme_chosen)
    app.action(re.compile(rf"^{re.escape(Report.SUM_UP)}:"))(summed_up)
    app.action(Report.CSV)(csv_wanted)


async def report(visit: Visit, words: str) -> View:
    """The screen of /mentor report; a button may name the programme."""
    await visit.profile()
    async with visit.read() as tx:
        mine = await programmes.coordinated_by(tx, visit.actor)
        if not mine:
            return views.instead(visit.t)
        if words.isdecimal() and len(words) <= _LONGEST_ID:
            return await _report(tx, visit, int(words))
        if len(mine) > 1:
            return views.choose(visit.t, programmes=mine)
        return await _report(tx, visit, mine[0].id)


async def programme_chosen(ack: AsyncAck, view: dict[str, Any], visit: Visit) -> None:
    async with visit.read() as tx:
        shown = await _report(tx, visit, int(Form(view).choice("programme") or 0))
    await ack(response_action="update", view=shown)


async def summed_up(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    press = pressed(body)
    programme_id, breakdown = int(press.value), Breakdown(press.action_id.partition(":")[2])
    async with visit.read() as tx:
        totals = await answers.ready(tx, visit.actor, visit.now, programme_id, breakdown, visit.services.journeys)
    async with visit.change() as tx:
        await answers.sum_up(tx, visit.actor, visit.now, programme_id, totals)
    await ack()
    async with visit.read() as tx:
        view = await _report(tx, visit, programme_id, notice="report-summed-up-notice")
    await replace_screen(client, press.view_id, view)


async def csv_wanted(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """A file into their direct messages; where files may not be shared, numbered messages.

    The press is kept until all of it is on its way. When the bot dies right after Slack took the file, it comes twice.
    """
    press = pressed(body)
    async with visit.keeping(body) as tx:
        await reports.may_be_read(tx, visit.actor, int(press.value))
    await ack()
    async with visit.read() as tx:
        figures = await _figures(tx, visit, int(press.value))
        names = await people.names(tx, visit.actor.workspace, sorted(figures.everybody))
    view = views.report(visit.t, figures=figures, notice="report-csv-notice")
    await replace_screen(client, press.view_id, view)
    sheet = await asyncio.to_thread(_sheet, visit.t, figures, names)
    if not await _shared_as_file(client, visit, sheet):
        await _send_as_messages(visit, sheet)


async def _figures(tx: Transaction, visit: Visit, programme_id: int) -> Figures:
    return await reports.look(tx, visit.actor, visit.now, programme_id, visit.services.journeys)


async def _report(tx: Transaction, visit: Visit, programme_id: int, *, notice: str | None = None) -> View:
    return views.report(visit.t, figures=await _figures(tx, visit, programme_id), notice=notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The CSV, with what stands beside it."""

    programme: str
    text: str
    name: str
    comment: str


def _sheet(t: Translate, figures: Figures, names: Mapping[str, str]) -> _Sheet:
    """In a thread of its own, since ten thousand lines take a second."""
    name = figures.programme.name
    return _Sheet(
        programme=name,
        text=export.csv_text(report_table.rows(t, report=figures, names=names), t.language),
        name=f"{_NOT_IN_A_FILE_NAME.sub('-', name).strip('-')}-{figures.today.isoformat()}.csv",
        comment=say(t, "report-csv-comment", programme=name, day=t.date(figures.today, year=True)),
    )


async def _send_as_messages(visit: Visit, sheet: _Sheet) -> None:
    """A few messages a transaction; each is sent once, however often this is begun."""
    says = export.as_messages(visit.actor, sheet.programme, sheet.text, key=f"report:{visit.request_id}")
    for first in range(0, len(says), MESSAGES_AT_ONCE):
        async with visit.services.storage.transaction() as tx:
            await visit.say(tx, *says[first : first + MESSAGES_AT_ONCE])
        visit.services.wake_delivery()


async def _shared_as_file(client: AsyncWebClient, visit: Visit, sheet: _Sheet) -> bool:
    """Whether the file arrived; without the scope, or when anything fails, it did not."""
    try:
        opened = await client.conversations_open(users=[visit.actor.id])
        await client.files_upload_v2(
            channel=opened["channel"]["id"],
            filename=sheet.name,
            title=sheet.name,
            content=sheet.text,
            initial_comment=sheet.comment,
        )
    except (SlackClientError, ClientError, OSError, TimeoutError) as refusal:
        log.info("file_not_shared", extra={"error": type(refusal).__name__})
        return False
    return True
