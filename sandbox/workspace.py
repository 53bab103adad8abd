"""The workspace with its one app: what the Web API, Socket Mode, people and the page share."""

from collections import Counter, deque
from dataclasses import dataclass, field

from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.installation import Installation
from sandbox.limits import Limits
from sandbox.response_url import ResponseUrls
from sandbox.socket_mode import SocketMode
from sandbox.state import Json, State
from sandbox.triggers import Triggers


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API, as it was answered."""

    method: str
    arguments: Json
    error: str | None


@dataclass(slots=True, kw_only=True)
class Workspace:
    """Every part of the local Slack but the HTTP around it."""

    state: State
    installation: Installation
    limits: Limits
    faults: Faults
    socket: SocketMode
    triggers: Triggers
    responses: ResponseUrls
    events: Events
    url: str = ""
    echo: bool = False
    """Whether the app hears of its own direct messages."""
    calls: Counter[str] = field(default_factory=Counter)
    """How often each method was called."""
    log: deque[Call] = field(default_factory=lambda: deque(maxlen=2000))
    """The last calls, oldest first."""

    @property
    def author(self) -> Json:
        """What marks a message as the app's."""
        installation = self.installation
        return {
            "user": installation.user_id,
            "bot_id": installation.bot_id,
            "app_id": installation.app_id,
            "team": self.state.team_id,
        }
