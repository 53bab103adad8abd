"""The Events API: what happened, told to the app when it subscribed and holds the scope."""

import asyncio
from dataclasses import dataclass

from sandbox.installation import Installation
from sandbox.profiles import user_object
from sandbox.socket_mode import Ack, SocketMode
from sandbox.state import Conversation, ConversationKind, Json, Person, State

_CHANNEL_TYPES = {
    ConversationKind.IM: ("im", "im:history"),
    ConversationKind.GROUP: ("mpim", "mpim:history"),
    ConversationKind.CHANNEL: ("channel", "channels:history"),
    ConversationKind.PRIVATE: ("group", "groups:history"),
}
_SCOPES = {"user_change": "users:read", "team_join": "users:read"}


@dataclass(slots=True)
class Events:
    """Wraps each event as Slack does and hands it to Socket Mode."""

    state: State
    installation: Installation
    socket: SocketMode

    def message(self, conversation: Conversation, message: Json) -> asyncio.Future[Ack] | None:
        """A person wrote something where the app is a member."""
        if self.state.app_user not in conversation.members:
            return None
        channel_type, scope = _CHANNEL_TYPES[conversation.kind]
        event = {**message, "event_ts": message["ts"], "channel_type": channel_type}
        return self._tell(f"message.{channel_type}", event, scope)

    def home_opened(self, person: str, tab: str, channel: str, view: Json | None) -> asyncio.Future[Ack] | None:
        """A person opened the app's Home or Messages tab."""
        event: Json = {"type": "app_home_opened", "user": person, "channel": channel, "tab": tab}
        if view:
            event["view"] = view
        return self._tell("app_home_opened", {**event, "event_ts": self.state.new_ts()})

    def person_changed(self, person: Person) -> asyncio.Future[Ack] | None:
        """A profile, zone or status changed, deactivation included."""
        return self._about("user_change", person)

    def person_joined(self, person: Person) -> asyncio.Future[Ack] | None:
        """Somebody new is in the workspace."""
        return self._about("team_join", person)

    def uninstalled(self) -> asyncio.Future[Ack] | None:
        """The app was removed from the workspace."""
        return self._tell("app_uninstalled", {"type": "app_uninstalled"})

    def tokens_revoked(self) -> asyncio.Future[Ack] | None:
        """The app's bot token is no longer good."""
        return self._tell(
            "tokens_revoked", {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.installation.user_id]}}
        )

    def wrapped(self, event: Json) -> Json:
        """Give the body Slack sends around an event."""
        team = self.state.team_id
        authorization = {
            "enterprise_id": None,
            "team_id": team,
            "user_id": self.installation.user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "local-verification",
            "team_id": team,
            "api_app_id": self.installation.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self.state.new_id("Ev"),
            "event_time": int(self.state.clock.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
        }

    def _about(self, kind: str, person: Person) -> asyncio.Future[Ack] | None:
        user = user_object(self.state, self.installation, person, with_locale=True)
        return self._tell(kind, {"type": kind, "user": user, "event_ts": self.state.new_ts()}, _SCOPES[kind])

    def _tell(self, name: str, event: Json, scope: str | None = None) -> asyncio.Future[Ack] | None:
        granted = scope is None or scope in self.installation.scopes
        if not self.installation.installed or name not in self.installation.events or not granted:
            return None
        return self.socket.announce(self.wrapped(event))
