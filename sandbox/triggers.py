"""Triggers: the short-lived permission to open a view, earned by what a person just did."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from sandbox.errors import SlackError

LIFE_SECONDS = 3.0
_KEPT = 10_000


@dataclass(slots=True)
class Trigger:
    """Whose act it was, when (real time), in which view, and whether it has been used."""

    person: str
    at: float
    view_id: str | None
    used: bool = False


class Triggers:
    """Issues triggers and exchanges each once, within three seconds of real time."""

    def __init__(self) -> None:
        self.life_seconds = LIFE_SECONDS
        self._known: OrderedDict[str, Trigger] = OrderedDict()

    def issue(self, person: str, view_id: str | None = None) -> str:
        """Give a new trigger id, as long as Slack's, for something a person did, inside a view when it was."""
        key = f"{len(self._known):013}.{0:012}.{secrets.token_hex(16)}"
        self._known[key] = Trigger(person, time.monotonic(), view_id)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return key

    def exchange(self, key: str) -> Trigger:
        """Use a trigger up. Raises `SlackError` invalid_trigger_id, exchanged_trigger_id or expired_trigger_id."""
        trigger = self._known.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.at > self.life_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger
