"""The local Slack as one thing: its parts wired together, served on 127.0.0.1, started and stopped."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from sandbox.clock import Clock, MachineClock
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.installation import Installation
from sandbox.interactions import Interactions, Outcome, Surface
from sandbox.limits import Limits
from sandbox.page_api import PageApi
from sandbox.people import CHANNELS, PEOPLE
from sandbox.person import PersonDriver
from sandbox.response_url import ResponseUrls
from sandbox.routes import add_routes, same_origin
from sandbox.socket_mode import SocketMode
from sandbox.state import ConversationKind, Json, Person, State
from sandbox.story import Step, Story
from sandbox.triggers import Triggers
from sandbox.web_api import WebApi
from sandbox.workspace import Workspace

HOST = "127.0.0.1"


class LocalSlack:
    """A workspace with one app in it, which connects to `api_url` with `bot_token` and `app_token`.

    `async with LocalSlack(...) as slack:` starts it on a free port; `start(port)` on one of your choice.
    """

    def __init__(
        self,
        *,
        people: Iterable[Person] | None = None,
        channels: Json | None = None,
        clock: Clock | None = None,
        manifest: Json | None = None,
        limits: bool = True,
        script: Iterable[Step] | None = None,
        seed: int = 0,
        echo: bool = False,
    ) -> None:
        """Take what differs from the defaults.

        Without a manifest the app has the base scopes and events and any slash command. `limits` False allows any
        rate. `echo` also tells the app about its own direct messages, as Slack does and Bolt ignores.
        """
        self.clock: Clock = clock or MachineClock()
        self.installation = Installation(manifest=manifest)
        people = PEOPLE if people is None else people
        self.state = State(clock=self.clock, people=people, app_user=self.installation.user_id)
        self.faults = Faults(seed)
        self.limits = Limits(enabled=limits)
        self.socket = SocketMode(self.faults)
        self.workspace = self._wired(echo=echo)
        self.interactions = Interactions(self.workspace)
        self.api = WebApi(self.workspace)
        self.story = Story(self, list(script)) if script is not None else None
        self.page = PageApi(self)
        self._drivers: dict[str, PersonDriver] = {}
        self._runner: web.AppRunner | None = None
        for name, channel in (CHANNELS if channels is None else channels).items():
            self._add_channel(name, channel)

    def _wired(self, *, echo: bool) -> Workspace:
        return Workspace(
            state=self.state,
            installation=self.installation,
            limits=self.limits,
            faults=self.faults,
            socket=self.socket,
            triggers=Triggers(),
            responses=ResponseUrls(self.state),
            events=Events(self.state, self.installation, self.socket),
            echo=echo,
        )

    # Starting and stopping

    async def start(self, port: int = 0) -> None:
        """Serve on 127.0.0.1; port 0 takes a free one."""
        app = web.Application(middlewares=[same_origin], client_max_size=50 * 2**20)
        add_routes(app, self)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, port).start()
        self.workspace.url = f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End everything that runs: story, page, deliveries, connections, server."""
        if self.story:
            await self.story.stop()
        await self.page.stop()
        await self.socket.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # What an app needs to connect

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.workspace.url

    @property
    def api_url(self) -> str:
        """The Web API's base, for SLACK_API_URL."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.installation.bot_token

    @property
    def app_token(self) -> str:
        return self.installation.app_token

    # People

    def person(self, person_id: str) -> PersonDriver:
        """Give the driver of one person; always the same one."""
        if person_id not in self.state.people:
            raise KeyError(person_id)
        if person_id not in self._drivers:
            self._drivers[person_id] = PersonDriver(self.workspace, self.interactions, person_id)
        return self._drivers[person_id]

    async def change_person(self, person_id: str, **changes: Any) -> bool:
        """Change a profile (tz, title, deleted …) and tell the app; says whether it acked."""
        told = self.workspace.events.person_changed(self.state.change_person(person_id, **changes))
        self.page.people_changed()
        return told is not None and (await told).acked

    async def add_person(self, person: Person) -> bool:
        """Let somebody join the workspace and tell the app; says whether it acked."""
        self.state.people[person.id] = person
        told = self.workspace.events.person_joined(person)
        self.page.people_changed()
        return told is not None and (await told).acked

    # The app in the workspace

    async def uninstall(self) -> None:
        """Remove the app: its token stops working and it is told, in no promised order."""
        told = [self.workspace.events.uninstalled(), self.workspace.events.tokens_revoked()]
        self.installation.installed = False
        await asyncio.gather(*(each for each in told if each is not None))
        self.page.app_changed()

    def install(self) -> None:
        """Put the app back, with the same tokens."""
        self.installation.installed = True
        self.installation.bot_token_revoked = False
        self.page.app_changed()

    # Things only a test or a rehearsal does

    async def forge_press(
        self,
        person_id: str,
        action_id: str,
        value: str | None = None,
        *,
        message: Json | None = None,
        kind: str = "button",
        block_id: str = "forged",
    ) -> Outcome:
        """Press a button that this person was never shown, as a tampered client could."""
        state = self.state
        conversation = state.open_im(person_id)
        ts = f"{int(self.clock.now().timestamp())}.000000"
        shown = message or {"type": "message", "user": state.app_user, "ts": ts, "channel": conversation.id, "text": ""}
        element = {
            "type": kind,
            "action_id": action_id,
            "text": {"type": "plain_text", "text": "…"},
        }
        surface = Surface(shown.get("blocks", []), message=shown)
        choice = {} if value is None else {"value": value}
        return await self.interactions.act(state.people[person_id], surface, {"block_id": block_id}, element, choice)

    async def redeliver_last(self, person_id: str) -> Outcome:
        """Deliver the last payload of a person a second time."""
        ack = await self.socket.repeat(person_id)
        return Outcome(acked=ack.acked, error=ack.error, response=ack.payload)

    async def travel(self, to: datetime) -> None:
        """Let the clock travel, with the page following."""
        await self.page.travel(to)

    async def idle(self) -> None:
        """Wait until no event is on its way to the app."""
        await self.socket.idle()

    def _add_channel(self, name: str, channel: Json) -> None:
        members = [member for member in channel["members"] if member in self.state.people]
        kind = ConversationKind.PRIVATE if channel.get("private") else ConversationKind.CHANNEL
        self.state.add_conversation(kind, members, name=name, topic=channel.get("topic", ""), key=channel.get("id", ""))
