"""The app as it is installed: its manifest, tokens, scopes and the events it asked for."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from sandbox.state import Json

DEFAULT_SCOPES = ("commands", "chat:write", "im:write", "im:history", "mpim:write", "users:read")
DEFAULT_EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "team_join", "tokens_revoked", "user_change")


@dataclass(slots=True, kw_only=True)
class Installation:
    """One app in the workspace. Without a manifest it has the scopes and events above and any slash command."""

    manifest: Json | None = None
    app_id: str = "A0LOCALAPP"
    bot_id: str = "B0LOCALBOT"
    user_id: str = "U0LOCALBOT"
    bot_token: str = field(default_factory=lambda: f"xoxb-local-{secrets.token_hex(12)}")
    app_token: str = field(default_factory=lambda: f"xapp-local-{secrets.token_hex(12)}")
    installed: bool = True
    bot_token_revoked: bool = False
    scopes: set[str] = field(init=False)
    events: set[str] = field(init=False)

    def __post_init__(self) -> None:
        # Whoever installs may leave optional scopes out; here they are granted, and a test takes away what it wants.
        self.scopes = {
            *self._read("oauth_config", "scopes", "bot", default=DEFAULT_SCOPES),
            *self._read("oauth_config", "scopes", "bot_optional", default=()),
        }
        self.events = set(self._read("settings", "event_subscriptions", "bot_events", default=DEFAULT_EVENTS))

    def _read(self, *path: str, default: Any) -> Any:
        if self.manifest is None:
            return default
        found: Any = self.manifest
        for key in path:
            found = found.get(key, {})
        return found

    @property
    def name(self) -> str:
        """The name people see."""
        bot_name = self._read("features", "bot_user", "display_name", default="")
        return str(bot_name or self._read("display_information", "name", default="") or "App")

    @property
    def description(self) -> str:
        """The sentence under its name."""
        return str(self._read("display_information", "description", default="") or "")

    @property
    def commands(self) -> list[Json] | None:
        """Its slash commands; None when any may be typed."""
        return None if self.manifest is None else list(self._read("features", "slash_commands", default=()) or ())

    def command(self, name: str) -> Json | None:
        """Find a slash command by its name; None when the app has no such command."""
        if self.commands is None:
            return {"command": name, "should_escape": True}
        return next((command for command in self.commands if command["command"] == name), None)

    @property
    def home_tab(self) -> bool:
        """Whether it has an App Home tab."""
        return bool(self._home("home_tab_enabled", default=self.manifest is None))

    @property
    def messages_tab(self) -> bool:
        """Whether it can send direct messages."""
        return bool(self._home("messages_tab_enabled", default=True))

    @property
    def can_be_written_to(self) -> bool:
        """Whether people can write to it."""
        return self.messages_tab and not self._home("messages_tab_read_only_enabled", default=False)

    def _home(self, key: str, *, default: bool) -> Any:
        return self._read("features", "app_home", default={}).get(key, default)
