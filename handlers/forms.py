"""Reading a submitted form by its fields' names. Every field's block and element share one id (see `kit.field`)."""

import datetime as dt
from typing import Any

State = dict[str, dict[str, dict[str, Any]]]  # Slack's own JSON: block → action → element state


class Form:
    """The values of a submitted modal; a field left empty reads as nothing."""

    def __init__(self, view: dict[str, Any]) -> None:
        self._state: State = view["state"]["values"]

    def text(self, field: str) -> str:
        """Words somebody typed, without the space around them."""
        return (self._element(field).get("value") or "").strip()

    def number(self, field: str) -> int | None:
        """A whole number, or None when empty."""
        value = self.text(field)
        return int(value) if value.lstrip("-").isdigit() else None

    def choice(self, field: str) -> str | None:
        """The value chosen in a menu or radio group."""
        chosen = self._element(field).get("selected_option")
        return str(chosen["value"]) if chosen else None

    def choices(self, field: str) -> tuple[str, ...]:
        """The values chosen, in the order in which they were chosen."""
        return tuple(option["value"] for option in self._element(field).get("selected_options") or ())

    def person(self, field: str) -> str | None:
        return self._element(field).get("selected_user")

    def people(self, field: str) -> tuple[str, ...]:
        return tuple(self._element(field).get("selected_users") or ())

    def channel(self, field: str) -> str | None:
        element = self._element(field)
        return element.get("selected_conversation") or element.get("selected_channel")

    def day(self, field: str) -> dt.date | None:
        value = self._element(field).get("selected_date")
        return dt.date.fromisoformat(value) if value else None

    def time(self, field: str) -> str:
        """A time as Slack says it: "09:30"; empty when none was chosen."""
        return self._element(field).get("selected_time") or ""

    def _element(self, field: str) -> dict[str, Any]:
        return self._state.get(field, {}).get(field, {})
