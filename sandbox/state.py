"""What the local Slack remembers: people, conversations, messages, views and files, as plain objects.

Everything here is synchronous and free of HTTP, so a simulation may use it directly.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sandbox.clock import Clock

Json = dict[str, Any]
"""A JSON object as Slack's API speaks it."""

TEAM_ID = "T0LOCAL01"
TEAM_NAME = "Harbour & Hill"
EXTERNAL_TEAM_ID = "T0PARTNER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the workspace, as their Slack profile shows them; `tz` is an IANA name."""

    id: str
    real_name: str
    display_name: str = ""
    title: str = ""
    tz: str = "Europe/Copenhagen"
    locale: str = "en-GB"
    email: str = ""
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    team_id: str = TEAM_ID

    @property
    def external(self) -> bool:
        """Whether they belong to another workspace and are met through a shared channel."""
        return self.team_id != TEAM_ID

    @property
    def guest(self) -> str | None:
        """Say "single" or "multi" for a guest, None for a full member."""
        if self.is_ultra_restricted:
            return "single"
        return "multi" if self.is_restricted else None


class ConversationKind(StrEnum):
    IM = "im"
    GROUP = "mpim"
    CHANNEL = "channel"
    PRIVATE = "private"


@dataclass(slots=True, kw_only=True)
class Conversation:
    """A place to talk; `members` are ids in order, the app's own user among them when it is in."""

    id: str
    kind: ConversationKind
    members: list[str]
    name: str = ""
    topic: str = ""
    created: int = 0
    messages: dict[str, Json] = field(default_factory=dict)
    """By timestamp, oldest first."""


@dataclass(slots=True, kw_only=True)
class SharedFile:
    """A file somebody uploaded; it can be seen once it has been shared."""

    id: str
    name: str
    owner: str
    ticket: str = ""
    title: str = ""
    length: int = 0
    content: bytes | None = None
    channels: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Screen:
    """What one person alone has in front of them."""

    modals: list[Json] = field(default_factory=list)
    home: Json | None = None
    home_ts: str = ""
    ephemerals: dict[str, Json] = field(default_factory=dict)
    """By timestamp, oldest first."""


Watcher = Callable[[str, Json], None]
"""Is told a person's id and a patch of what that person sees (the page's patches)."""


class State:
    """The whole memory of one workspace with one app in it."""

    def __init__(self, *, clock: Clock, people: Iterable[Person], app_user: str) -> None:
        self.clock = clock
        self.app_user = app_user
        self.team_id = TEAM_ID
        self.team_name = TEAM_NAME
        self.people: dict[str, Person] = {person.id: person for person in people}
        self.conversations: dict[str, Conversation] = {}
        self.files: dict[str, SharedFile] = {}
        self.views: dict[str, Json] = {}
        self.typed: dict[tuple[str, str], dict[str, dict[str, Json]]] = {}
        """What a person has typed or chosen, by (person, surface): block id → action id → value."""
        self.watchers: list[Watcher] = []
        self._screens: dict[str, Screen] = {}
        self._conversations_of: dict[str, dict[str, None]] = {}
        self._by_members: dict[frozenset[str], str] = {}
        self._last_ts = 0
        self._ids = 0

    # Names and numbers

    def new_id(self, prefix: str) -> str:
        """Give an id never given before, such as C0000000A1."""
        self._ids += 1
        return f"{prefix}0{self._ids:08X}"

    def new_ts(self) -> str:
        """Give a message timestamp: unique, always increasing, following the clock."""
        micros = int(self.clock.now().timestamp() * 1_000_000)
        self._last_ts = max(micros, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def screen(self, person_id: str) -> Screen:
        """Give the person's own screen, empty at first."""
        return self._screens.setdefault(person_id, Screen())

    # Conversations

    def conversations_of(self, member: str) -> list[Conversation]:
        """List where somebody (or the app) is a member, oldest first."""
        return [self.conversations[key] for key in self._conversations_of.get(member, ())]

    def with_members(self, members: Iterable[str]) -> Conversation | None:
        """Find the direct or group conversation of exactly these people."""
        found = self._by_members.get(frozenset(members))
        return self.conversations[found] if found else None

    def add_conversation(
        self, kind: ConversationKind, members: Iterable[str], *, name: str = "", topic: str = "", key: str = ""
    ) -> Conversation:
        """Create a conversation; direct and group ones are found again by their members."""
        prefix = {"im": "D", "mpim": "G"}.get(kind, "C")
        conversation = Conversation(
            id=key or self.new_id(prefix),
            kind=kind,
            members=list(members),
            name=name,
            topic=topic,
            created=int(self.clock.now().timestamp()),
        )
        self.conversations[conversation.id] = conversation
        for member in conversation.members:
            self._conversations_of.setdefault(member, {})[conversation.id] = None
        if kind in {ConversationKind.IM, ConversationKind.GROUP}:
            self._by_members[frozenset(conversation.members)] = conversation.id
        self.conversation_changed(conversation)
        return conversation

    def open_im(self, person_id: str) -> Conversation:
        """Give the app's direct conversation with somebody, made when it is first needed."""
        members = (person_id, self.app_user)
        return self.with_members(members) or self.add_conversation(ConversationKind.IM, members)

    def join(self, conversation: Conversation, member: str) -> None:
        """Add a member to a channel; nothing when they are in already."""
        if member not in conversation.members:
            conversation.members.append(member)
            self._conversations_of.setdefault(member, {})[conversation.id] = None
            self.conversation_changed(conversation)

    # Messages

    def post(self, conversation: Conversation, message: Json) -> Json:
        """Add a message, which gets its timestamp and channel here."""
        message["ts"] = ts = self.new_ts()
        message["channel"] = conversation.id
        conversation.messages[ts] = message
        self.message_changed(conversation, message)
        return message

    def delete(self, conversation: Conversation, ts: str) -> None:
        """Take a message away for everybody."""
        del conversation.messages[ts]
        for member in self._readers(conversation):
            self.tell(member, {"type": "message_deleted", "conversation": conversation.id, "ts": ts})

    def post_ephemeral(self, conversation: Conversation, reader: str, message: Json) -> Json:
        """Show a message to one person only, until they throw it away."""
        message |= {"ts": self.new_ts(), "channel": conversation.id, "is_ephemeral": True}
        self.screen(reader).ephemerals[message["ts"]] = message
        self.ephemeral_changed(reader, message)
        return message

    def delete_ephemeral(self, reader: str, ts: str) -> None:
        """Take an ephemeral message off its reader's screen."""
        gone = self.screen(reader).ephemerals.pop(ts, None)
        if gone:
            self.tell(reader, {"type": "ephemeral_deleted", "channel": gone["channel"], "ts": ts})

    # People

    def change_person(self, person_id: str, **changes: Any) -> Person:
        """Change a profile and give the new one."""
        person = self.people[person_id] = replace(self.people[person_id], **changes)
        return person

    # Telling those who watch

    def tell(self, person_id: str, patch: Json) -> None:
        """Pass a patch of what somebody sees to whoever watches."""
        for watcher in self.watchers:
            watcher(person_id, patch)

    def message_changed(self, conversation: Conversation, message: Json) -> None:
        """Say that a message is new or different."""
        for member in self._readers(conversation):
            self.tell(member, {"type": "message", "conversation": conversation.id, "message": message})

    def ephemeral_changed(self, reader: str, message: Json) -> None:
        """Say that somebody's ephemeral message is new or different."""
        self.tell(reader, {"type": "ephemeral", "message": message})

    def conversation_changed(self, conversation: Conversation) -> None:
        """Say that a conversation, or who is in it, is new or different."""
        for member in self._readers(conversation):
            self.tell(member, {"type": "conversation", "conversation": conversation.id})

    def modals_changed(self, person_id: str) -> None:
        """Say that somebody's stack of modals is different."""
        self.tell(person_id, {"type": "modals"})

    def _readers(self, conversation: Conversation) -> Iterator[str]:
        """Give the people to tell; nobody when nobody watches, which keeps posting cheap."""
        return (member for member in conversation.members if member != self.app_user) if self.watchers else iter(())


def new_secret() -> str:
    """Give an unguessable token for URLs."""
    return secrets.token_urlsafe(18)
