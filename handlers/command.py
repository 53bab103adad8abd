"""`/mentor`: the table of subcommands, and the same room through the door of a direct message.

A subcommand either opens a screen or answers with a message. `/mentor join` opens its screen at once; writing "join"
to the bot brings a button that does, since only a press carries the trigger Slack wants for a screen.
"""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from handlers import full, join, leave, match, pause, profile, programme, report, status, undelivered
from handlers.ids import Door
from handlers.payloads import pressed
from handlers.screens import Answers, Fills, Opens, open_screen
from handlers.views import guide, notices
from handlers.views.kit import Message
from handlers.visit import Visit
from mentoring import guidance
from mentoring.errors import GoneError


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """One thing `/mentor` can do: its name, the other words for it, and either a screen or an answer."""

    name: str
    words: tuple[str, ...]
    opens: Opens | None = None
    fills: Fills | None = None
    answers: Answers | None = None


async def help_(visit: Visit, words: str) -> Message:
    """What this person can do here."""
    del words
    await visit.be_known()
    async with visit.read() as tx:
        can = await guidance.for_person(tx, visit.actor, named=visit.services.named_coordinators)
    return guide.guide(visit.t, guidance=can)


SUBCOMMANDS = (
    Subcommand(name="join", words=("tilmeld", "deltag"), opens=join.join),
    Subcommand(name="status", words=("plads",), answers=status.status),
    Subcommand(name="profile", words=("profil",), opens=profile.profile),
    Subcommand(name="pause", words=("hold",), opens=pause.pause),
    Subcommand(name="resume", words=("genoptag", "fortsæt", "fortsaet"), answers=pause.resume),
    Subcommand(name="full", words=("optaget", "fyldt"), answers=full.full),
    Subcommand(name="leave", words=("stop", "afmeld", "forlad"), opens=leave.leave),
    Subcommand(name="programme", words=("program",), opens=programme.programmes),
    Subcommand(name="match", words=("matching", "matchning"), opens=match.match, fills=match.fill),
    Subcommand(name="report", words=("rapport",), opens=report.report),
    Subcommand(name="undelivered", words=("uleveret", "ikke-leveret"), opens=undelivered.undelivered),
    Subcommand(name="help", words=("hjælp", "hjaelp", "?"), answers=help_),
)

BY_WORD = {word: subcommand for subcommand in SUBCOMMANDS for word in (subcommand.name, *subcommand.words)}


def register(app: AsyncApp) -> None:
    app.command("/mentor")(mentor)
    app.action(re.compile(rf"^{Door.OPEN}:"))(open_pressed)
    app.action(re.compile(rf"^{Door.LINK}:"))(link_followed)


async def mentor(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """Open the screen asked for, or answer so that only the sender sees it."""
    word, _, rest = (command.get("text") or "help").strip().partition(" ")
    subcommand = BY_WORD.get(word.lower())
    if subcommand is None:
        await ack(**guide.unknown_subcommand(visit.t, word=word, nearest=nearest(word)).payload())
    elif subcommand.opens is not None:
        await ack()
        await open_screen(client, command, subcommand.opens, visit, rest, subcommand.fills)
    elif subcommand.answers is not None:
        message = await subcommand.answers(visit, rest)
        await ack(**message.payload())


async def open_pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, visit: Visit) -> None:
    """A button that opens what a subcommand opens."""
    await ack()
    press = pressed(body)
    subcommand = BY_WORD.get(press.action_id.partition(":")[2])
    if subcommand is None:
        raise GoneError
    await open_screen(client, body, _screen_of(subcommand), visit, press.value, subcommand.fills)


async def link_followed(ack: AsyncAck) -> None:
    """A button that only leads to a web address still tells us; there is nothing to do."""
    await ack()


def _screen_of(subcommand: Subcommand) -> Opens:
    async def shown(visit: Visit, words: str) -> View:
        assert subcommand.answers is not None  # noqa: S101  # a subcommand opens or answers
        return notices.as_screen(visit.t, await subcommand.answers(visit, words))

    return subcommand.opens or shown


def nearest(word: str) -> str | None:
    """The subcommand somebody may have meant, or None when nothing is near."""
    close = difflib.get_close_matches(word.lower(), BY_WORD, n=1, cutoff=0.5)
    return close[0] if close else None
