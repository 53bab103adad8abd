"""A small app that answers with every block and element, and the workspace it lives in."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import LocalSlack
from sandbox.person import PersonDriver
from sandbox.state import Person
from sandbox.story import Step
from tests.sandbox_page import showcase as show

ANY = re.compile(".*")
AMINA, SOREN = "U0AMINA01", "U0SOREN01"
PEOPLE = [
    Person(
        id=AMINA, real_name="Amina Yusuf", title="Head of People", tz="Europe/London", locale="en-GB", is_admin=True
    ),
    Person(id=SOREN, real_name="Søren Østergaard", title="Engineer", tz="Europe/Copenhagen", locale="da-DK"),
    Person(id="U0PRIYA01", real_name="Priya Raman", title="Designer", tz="Asia/Kolkata", locale="en-US"),
]
MANIFEST = {
    "display_information": {"name": "Showcase", "description": "Shows what there is"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "Showcase", "always_online": True},
        "slash_commands": [
            {
                "command": "/show",
                "description": "Show something",
                "usage_hint": "[message | form | private]",
                "should_escape": True,
            }
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["commands", "chat:write", "im:write", "im:history", "mpim:write", "users:read", "files:write"]
        }
    },
    "settings": {
        "socket_mode_enabled": True,
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
    },
}


async def _ask_for_a_form(_: LocalSlack, person: PersonDriver) -> None:
    await person.command("/show form")


STORY = [Step(caption="Amina opens a form.", who=AMINA, do=_ask_for_a_form, pause=30)]


class TravellingClock:
    """Stands still, and travels when it is let go."""

    can_travel = True

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        self.may_arrive = asyncio.Event()
        self.may_arrive.set()

    def now(self) -> datetime:
        return self.at

    async def travel(self, to: datetime) -> None:
        self.at += (to - self.at) / 2
        await self.may_arrive.wait()
        self.at = to


@dataclass
class Showcase:
    """The app, and everything it heard."""

    slack: LocalSlack
    clock: TravellingClock
    client: AsyncWebClient
    heard: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, kind: str, **what: Any) -> None:
        self.heard.append({"kind": kind, **what})
        self.changed.set()

    async def has_heard(self, kind: str) -> dict[str, Any]:
        """The last thing heard of this kind, awaited."""
        async with asyncio.timeout(10):
            while not (found := [each for each in self.heard if each["kind"] == kind]):
                self.changed.clear()
                await self.changed.wait()
        return found[-1]


def listen(bolt: AsyncApp, app: Showcase) -> None:
    _listen_to_commands(bolt, app)
    _listen_to_buttons(bolt)
    _listen_to_the_rest(bolt, app)


def _listen_to_commands(bolt: AsyncApp, app: Showcase) -> None:
    @bolt.command("/show")
    async def command(ack: Any, command: Any, client: Any) -> None:
        app.hear("command", text=command["text"])
        if app.silent:
            return
        await ack("Only you see this `answer`." if command["text"] == "private" else "")
        if command["text"] == "message":
            await client.chat_postMessage(channel=command["channel_id"], text="Everything", blocks=show.MESSAGE)
        elif command["text"] == "form":
            await client.views_open(trigger_id=command["trigger_id"], view=show.modal("Everything", show.FIELDS))
        elif command["text"] == "steps":
            await client.views_open(trigger_id=command["trigger_id"], view=show.STEPS)


def _listen_to_buttons(bolt: AsyncApp) -> None:
    @bolt.action("deeper")
    async def deeper(ack: Any, body: Any, client: Any) -> None:
        await ack()
        view = show.modal("Deeper", [show.field("Detail", {"type": "plain_text_input"})])
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    @bolt.action("grow")
    async def grow(ack: Any, body: Any, client: Any) -> None:
        await ack()
        more = show.field("More", {"type": "plain_text_input"}, optional=True)
        await client.views_update(view_id=body["view"]["id"], view=show.modal("Steps", [*show.STEPS["blocks"], more]))

    @bolt.action("home_pressed")
    async def home_pressed(ack: Any, body: Any, client: Any) -> None:
        await ack()
        home = {**show.HOME, "blocks": [{"type": "section", "text": show.plain("Thank you for pressing")}]}
        await client.views_publish(user_id=body["user"]["id"], view=home)


def _listen_to_the_rest(bolt: AsyncApp, app: Showcase) -> None:
    @bolt.action({"type": "block_actions", "action_id": ANY})
    async def action(ack: Any, body: Any) -> None:
        app.hear("action", action=body["actions"][0], user=body["user"]["id"])
        if not app.silent:
            await ack()

    @bolt.view({"type": "view_submission", "callback_id": ANY})
    async def submission(ack: Any, view: Any) -> None:
        app.hear("submission", values=view["state"]["values"])
        if app.silent:
            return
        if app.errors:
            await ack(response_action="errors", errors=app.errors)
        else:
            await ack()

    @bolt.event("app_home_opened")
    async def opened(event: Any, client: Any) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=show.HOME)

    @bolt.event("message")
    async def message(event: Any, client: Any) -> None:
        app.hear("message", text=event["text"])
        if event["text"].startswith("echo "):
            await client.chat_postMessage(channel=event["channel"], text=event["text"])
            section = {"type": "section", "text": show.plain(event["text"])}
            await client.chat_postMessage(channel=event["channel"], text="again", blocks=[section])
