"""The person driver: everything somebody can do in a Slack client; tests, stories and the page all act through it."""

import asyncio
import heapq
import uuid
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sandbox import values, views
from sandbox.block_kit.surfaces import interactive_elements
from sandbox.errors import NotPossible
from sandbox.interactions import Interactions, Outcome, Surface
from sandbox.messages import escaped
from sandbox.methods.files import file_object
from sandbox.socket_mode import Ack
from sandbox.state import Conversation, ConversationKind, Json, Person, Screen, SharedFile
from sandbox.workspace import Workspace

T = TypeVar("T")
AT_ONCE = frozenset({"button", "overflow", "feedback_buttons", "icon_button", "workflow_button"})


class PersonDriver:
    """One person at their Slack client. What a client would not offer raises `NotPossible`."""

    def __init__(self, workspace: Workspace, interactions: Interactions, person_id: str) -> None:
        self.id = person_id
        self._workspace = workspace
        self._state = workspace.state
        self._interactions = interactions
        self._suggested: dict[str, list[Json]] = {}

    # What they see

    @property
    def profile(self) -> Person:
        """Their profile as it is now."""
        return self._state.people[self.id]

    @property
    def modals(self) -> list[Json]:
        """The stack of modals, the top one last."""
        return [views.with_state(self._state, self.id, view) for view in self._screen.modals]

    @property
    def modal(self) -> Json | None:
        """The modal in front of them, if any."""
        stack = self.modals
        return stack[-1] if stack else None

    @property
    def home(self) -> Json | None:
        """The app's Home tab, if it has published one."""
        home = self._screen.home
        return views.with_state(self._state, self.id, home) if home else None

    @property
    def messages(self) -> list[Json]:
        """What the app wrote in their direct messages, oldest first."""
        return [message for message in self._direct() if message["user"] == self._state.app_user]

    @property
    def group_messages(self) -> list[Json]:
        """What the app wrote in group conversations they are in, oldest first."""
        found = [
            message
            for conversation in self.conversations
            if conversation.kind is ConversationKind.GROUP
            for message in conversation.messages.values()
            if message["user"] == self._state.app_user
        ]
        return sorted(found, key=lambda message: float(message["ts"]))

    @property
    def conversations(self) -> list[Conversation]:
        """Where they are a member."""
        return self._state.conversations_of(self.id)

    @property
    def ephemerals(self) -> list[Json]:
        """What only they can see, oldest first."""
        return list(self._screen.ephemerals.values())

    @property
    def files(self) -> list[Json]:
        """The files shared with them by the app, oldest first, each with its `content` in bytes."""
        return [
            {**file, "content": self._state.files[file["id"]].content}
            for conversation in self.conversations
            for message in conversation.messages.values()
            if message["user"] == self._state.app_user
            for file in message.get("files", ())
        ]

    # What they do

    async def command(self, text: str, channel: str | None = None) -> Outcome:
        """Type a slash command, by default in the app's direct messages."""
        self._awake()
        return await self._interactions.command(self.profile, text, self._conversation(channel))

    async def say(self, text: str, channel: str | None = None) -> Outcome:
        """Write a message, by default to the app; the outcome is whether the app heard of it and acked."""
        return await self._write({"text": escaped(text)}, self._conversation(channel))

    async def upload(self, name: str, content: bytes, text: str = "", channel: str | None = None) -> Outcome:
        """Share a file, by default with the app."""
        conversation = self._conversation(channel)
        file = self._keep(name, content)
        file.channels.append(conversation.id)
        shared = {"subtype": "file_share", "text": escaped(text), "files": [file_object(self._workspace, file)]}
        return await self._write(shared, conversation)

    async def open_home(self) -> Outcome:
        """Open the app's Home tab."""
        return await self._open_tab("home")

    async def open_messages(self) -> Outcome:
        """Open the app's Messages tab."""
        return await self._open_tab("messages")

    async def fill(self, entries: Json, *, shown: Json | None = None, forged: bool = False) -> list[Outcome]:
        """Type and choose in the top modal (or `shown`), by action id, block id, or block id → {action id: choice}.

        Texts are strings, options are given by value, several as a list; None empties. Elements that are delivered
        at once are, and their outcomes returned. `forged` skips what the client checks.
        """
        outcomes: list[Outcome] = []
        for key, action_id, choice in _entries(entries):
            # Looked up anew each time: an element delivered at once may have changed the view.
            surface = self._surface_of(shown or self._top())
            block, element = self._named(surface, key, action_id)
            changed = self._hold(surface, block, element, choice, forged=forged)
            if changed and (block["type"] != "input" or block.get("dispatch_action")):
                held = self._held(surface, block, element)
                outcomes.append(await self._interactions.act(self.profile, surface, block, element, held))
        self._state.modals_changed(self.id)  # a page that watches shows what was typed
        return outcomes

    def keep(self, entries: Json, shown: Json | None = None) -> None:
        """Hold what was typed or chosen, as `fill` does, without delivering anything."""
        surface = self._surface_of(shown or self._top())
        for key, action_id, choice in _entries(entries):
            block, element = self._named(surface, key, action_id)
            self._hold(surface, block, element, choice)

    async def submit(self, entries: Json | None = None, **more: Any) -> Outcome:
        """Fill in what is given and press the top modal's submit button."""
        filled = {**(entries or {}), **more}
        if filled:
            await self.fill(filled)
        top = self._top()
        if not top.get("submit") and any(block["type"] == "input" for block in top["blocks"]):
            raise NotPossible("This modal has no submit button.")
        complaints = self._complaints(top)
        if complaints:
            return Outcome(acked=True, action="invalid", errors=complaints)
        return await self._interactions.submit(self.profile, top)

    async def close(self, *, clear: bool = False) -> Outcome | None:
        """Close the top modal, or all of them; the app hears of those that asked to."""
        clear = clear or self._top()["clear_on_close"]
        gone = self._screen.modals[::-1] if clear else self._screen.modals[-1:]
        shown = [views.with_state(self._state, self.id, view) for view in gone]
        if clear:
            views.clear_modals(self._state, self.id)
        else:
            views.pop_modal(self._state, self.id)
        outcome = None
        for view in shown:
            if view["notify_on_close"]:
                outcome = await self._interactions.closed(self.profile, view, cleared=clear)
        return outcome

    async def press(
        self, action_id: str, value: Any = None, *, message: Json | None = None, block_id: str | None = None
    ) -> Outcome:
        """Press the newest button with this action id (and value), or choose `value` in a select with it.

        Looks in the top modal, then messages, ephemerals and Home, newest first; `message` names one to look in,
        as it was when it was read.
        """
        self._awake()
        surfaces = [self._surface_of(message)] if message else self.surfaces()
        for surface in surfaces:
            for block in surface.blocks:
                if block_id in {None, block["block_id"]}:
                    for element in interactive_elements(block):
                        if element["action_id"] == action_id and _has_value(element, value):
                            return await self._act(surface, block, element, value)
        raise NotPossible(f"{self.profile.real_name} sees nothing to press called {action_id!r} (value {value!r}).")

    async def options(self, action_id: str, query: str = "") -> list[Json]:
        """Type into an external select and give the options the app offers."""
        for surface in self.surfaces():
            for block in surface.blocks:
                for element in interactive_elements(block):
                    if element["action_id"] == action_id:
                        outcome = await self._interactions.suggest(self.profile, surface, block, element, query)
                        found = values.options_of(outcome.response or {})
                        self._suggested.setdefault(action_id, []).extend(found)
                        return found
        raise NotPossible(f"There is no field called {action_id!r}.")

    async def invite_app(self, channel: str) -> None:
        """Invite the app to a channel they are in."""
        self._state.join(self._conversation(channel), self._state.app_user)

    async def dismiss(self, ts: str) -> None:
        """Throw an ephemeral message away."""
        self._state.delete_ephemeral(self.id, ts)

    def surfaces(self) -> Iterator[Surface]:
        """Give what they can act on, the newest first: the top modal, else messages and Home by time."""
        if self._screen.modals:
            yield self._surface_of(self._screen.modals[-1])
        screen = self._screen
        streams = [_newest_first(each.messages) for each in self.conversations]
        streams.append(_newest_first(screen.ephemerals))
        streams.append(_newest_first({screen.home_ts: screen.home} if screen.home else {}))
        for _, shown in heapq.merge(*streams, key=lambda pair: -pair[0]):
            yield self._surface_of(shown)

    async def until(self, seen: Callable[["PersonDriver"], T | None], seconds: float = 5.0) -> T:
        """Wait until something is true of what they see and give it; raises TimeoutError after real seconds."""
        changed = asyncio.Event()

        def watch(person_id: str, _change: Json) -> None:
            if person_id == self.id:
                changed.set()

        self._state.watchers.append(watch)
        try:
            async with asyncio.timeout(seconds):
                while not (found := seen(self)):
                    changed.clear()
                    await changed.wait()
            return found
        finally:
            self._state.watchers.remove(watch)

    # How it is done

    @property
    def _screen(self) -> Screen:
        return self._state.screen(self.id)

    def _awake(self) -> None:
        if self.profile.deleted:
            raise NotPossible(f"{self.profile.real_name} is deactivated and cannot use Slack.")

    def _direct(self) -> list[Json]:
        conversation = self._state.with_members((self.id, self._state.app_user))
        return list(conversation.messages.values()) if conversation else []

    def _conversation(self, channel: str | None) -> Conversation:
        self._awake()
        if channel is None:
            return self._state.open_im(self.id)
        conversation = self._state.conversations.get(channel)
        if conversation is None or self.id not in conversation.members:
            raise NotPossible(f"{self.profile.real_name} is not in {channel}.")
        return conversation

    def _top(self) -> Json:
        if not self._screen.modals:
            raise NotPossible(f"{self.profile.real_name} has no modal open.")
        top: Json = self._screen.modals[-1]
        return top

    def _surface_of(self, shown: Json) -> Surface:
        blocks = shown.get("blocks") or []
        return Surface(blocks, view=shown) if shown["type"] in {"modal", "home"} else Surface(blocks, message=shown)

    def _named(self, surface: Surface, key: str, action_id: str | None) -> tuple[Json, Json]:
        for block in surface.blocks:
            for element in interactive_elements(block):
                names = {element["action_id"], block["block_id"]} if action_id is None else {block["block_id"]}
                if key in names and action_id in {None, element["action_id"]}:
                    return block, element
        raise NotPossible(f"There is no field called {key!r} in this view.")

    def _hold(self, surface: Surface, block: Json, element: Json, choice: Any, *, forged: bool = False) -> bool:
        """Hold a choice; says whether it is another than before."""
        if element["type"] in AT_ONCE:
            raise NotPossible(f"{element['action_id']} is there to be pressed, not to be filled in.")
        if element["type"] == "file_input":
            choice = [self._uploaded(each) for each in choice or ()]
        fresh = values.chosen(element, choice, self._choices(), forged=forged)
        before = self._held(surface, block, element)
        typed = self._state.typed.setdefault((self.id, surface.key), {})
        typed.setdefault(block["block_id"], {})[element["action_id"]] = fresh
        return fresh != before

    def _held(self, surface: Surface, block: Json, element: Json) -> Json:
        held = views.state_values(self._state, self.id, surface.key, [block])
        return held[block["block_id"]][element["action_id"]]

    async def _act(self, surface: Surface, block: Json, element: Json, value: Any) -> Outcome:
        if element["type"] == "overflow":
            option = next(each for each in element["options"] if each["value"] == value)
            return await self._interactions.act(self.profile, surface, block, element, {"selected_option": option})
        if element["type"] in AT_ONCE:
            choice = {"value": element["value"]} if "value" in element else {}
            return await self._interactions.act(self.profile, surface, block, element, choice)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise NotPossible(f"{element['action_id']} is filled in and submitted, not pressed.")
        self._hold(surface, block, element, value)
        held = self._held(surface, block, element)
        return await self._interactions.act(self.profile, surface, block, element, held)

    def _choices(self) -> values.Choices:
        people = {key for key, person in self._state.people.items() if not person.deleted}
        channels = [each.id for each in self.conversations]
        return values.Choices(people, channels, lambda element: self._suggested.get(element["action_id"], []))

    def _complaints(self, view: Json) -> dict[str, str]:
        held = views.state_values(self._state, self.id, view["id"], view["blocks"])
        found: dict[str, str] = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                element = block["element"]
                value = held[block["block_id"]][element["action_id"]]
                complaint = values.complaint(
                    element, value, optional=bool(block.get("optional")), locale=self.profile.locale
                )
                if complaint:
                    found[block["block_id"]] = complaint
        return found

    def _keep(self, name: str, content: bytes) -> SharedFile:
        file = SharedFile(id=self._state.new_id("F"), name=name, owner=self.id, length=len(content), content=content)
        self._state.files[file.id] = file
        return file

    def _uploaded(self, file: Json) -> Json:
        content = file["content"]
        return file_object(
            self._workspace, self._keep(file["name"], content.encode() if isinstance(content, str) else content)
        )

    async def _write(self, body: Json, conversation: Conversation) -> Outcome:
        self._awake()
        if conversation.kind is ConversationKind.IM and not self._workspace.installation.can_be_written_to:
            raise NotPossible("Sending messages to this app has been turned off.")
        message = self._state.post(
            conversation,
            {
                "type": "message",
                "user": self.id,
                "team": self.profile.team_id,
                "client_msg_id": str(uuid.uuid4()),
                **body,
            },
        )
        return await self._heard(self._workspace.events.message(conversation, message))

    async def _open_tab(self, tab: str) -> Outcome:
        self._awake()
        channel = self._state.open_im(self.id)
        return await self._heard(self._workspace.events.home_opened(self.id, tab, channel.id, self.home))

    async def _heard(self, told: asyncio.Future[Ack] | None) -> Outcome:
        if told is None:
            return Outcome(acked=False, error="not_subscribed")
        ack = await told
        return Outcome(acked=ack.acked, error=ack.error)


def _newest_first(shown: dict[str, Json]) -> Iterator[tuple[float, Json]]:
    return ((float(ts), each) for ts, each in reversed(shown.items()) if "blocks" in each)


def _entries(entries: Json) -> Iterator[tuple[str, str | None, Any]]:
    """Flatten what may be given by block: key, action id when it was said, choice."""
    for key, choice in entries.items():
        if isinstance(choice, dict) and "elements" not in choice:
            for action_id, each in choice.items():
                yield key, action_id, each
        else:
            yield key, None, choice


def _has_value(element: Json, value: Any) -> bool:
    if value is None:
        return element["type"] in AT_ONCE - {"overflow"}
    if element["type"] == "overflow":
        return any(option["value"] == value for option in element["options"])
    return element["type"] not in AT_ONCE or element.get("value") == value
