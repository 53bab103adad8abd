"""What input elements hold: empty, initial, chosen by a person, and what a Slack client would not accept."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias

from sandbox.errors import NotPossible
from sandbox.state import Json

_HOLDS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
_TEXTS = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
STATEFUL = frozenset(_HOLDS)
"""The element types whose content is part of `state.values`."""
Fault: TypeAlias = tuple[str, Any]
"""What is wrong with what was filled in: the complaint's name, and the limit it names."""
_COMPLAINTS = {
    "en": {
        "missing": "Please complete this required field.",
        "short": "Please use at least {} characters.",
        "number": "Please enter a valid number.",
        "low": "Please enter at least {}.",
        "high": "Please enter at most {}.",
        "address": "Please enter a valid email address.",
        "link": "Please enter a valid URL.",
    },
    "da": {
        "missing": "Udfyld feltet; det er påkrævet.",
        "short": "Brug mindst {} tegn.",
        "number": "Skriv et gyldigt tal.",
        "low": "Skriv mindst {}.",
        "high": "Skriv højst {}.",
        "address": "Skriv en gyldig e-mailadresse.",
        "link": "Skriv en gyldig webadresse.",
    },
}


@dataclass(frozen=True, slots=True)
class Choices:
    """Who and what a person can pick: ids of people and channels, and external options by value."""

    people: Collection[str]
    channels: Collection[str]
    loaded: Callable[[Json], list[Json]]
    """The options last loaded for an external select."""


def is_many(kind: str) -> bool:
    """Whether an element of this type holds a list."""
    return kind.startswith("multi_") or kind in {"checkboxes", "file_input"}


def empty(element: Json) -> Json:
    """Give the state of an element nobody has touched and that has no initial value."""
    kind = element["type"]
    return {"type": kind, _HOLDS[kind]: [] if is_many(kind) else None}


def initial(element: Json) -> Json:
    """Give the state an element starts with."""
    value = empty(element)
    for name, content in element.items():
        if name.startswith("initial_"):
            value[_HOLDS[element["type"]]] = content
    return value


def content(value: Json) -> Any:
    """Take the content out of an element's state."""
    return value.get(_HOLDS[value["type"]])


def chosen(element: Json, choice: Any, choices: Choices, *, forged: bool = False) -> Json:
    """Give the state after a person typed or picked something.

    Raises `NotPossible` for what a client does not offer, unless it is forged.
    """
    kind = element["type"]
    if choice is None or choice in ("", []):
        return empty(element)
    if kind in _TEXTS:
        return {"type": kind, "value": _typed(element, str(choice), forged=forged)}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": _rich_text(choice)}
    picked = list(choice) if is_many(kind) and not isinstance(choice, str) else [choice]
    most = element.get("max_selected_items", len(picked))
    if len(picked) > most and not forged:
        raise NotPossible(f"At most {most} can be chosen in {element['action_id']}.")
    found = [_picked(element, each, choices, forged=forged) for each in picked]
    return {"type": kind, _HOLDS[kind]: found if is_many(kind) else found[0]}


def complaint(element: Json, value: Json, *, optional: bool, locale: str = "en-GB") -> str | None:
    """Say in somebody's language why their client would not let this be submitted, or None."""
    fault = _fault(element, value, optional=optional)
    if fault is None:
        return None
    name, limit = fault
    return _COMPLAINTS.get(locale[:2], _COMPLAINTS["en"])[name].format(limit)


def _fault(element: Json, value: Json, *, optional: bool) -> Fault | None:
    held = content(value)
    if held is None or held in ("", []):
        return None if optional else ("missing", None)
    checks = {
        "plain_text_input": _too_short,
        "number_input": _not_a_number,
        "email_text_input": _not_an_address,
        "url_text_input": _not_a_link,
    }
    check = checks.get(value["type"])
    return check(element, held) if check else None


def options_of(element: Json) -> list[Json]:
    """List the options an element offers, groups flattened."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _typed(element: Json, text: str, *, forged: bool) -> str:
    most = element.get("max_length", 3000)
    if len(text) > most and not forged:
        raise NotPossible(f"{element['action_id']} takes at most {most} characters, not {len(text)}.")
    return text


def _picked(element: Json, choice: Any, choices: Choices, *, forged: bool) -> Any:
    kind = element["type"]
    if kind in {"datepicker", "timepicker", "datetimepicker"}:
        return _moment(kind, choice)
    if kind == "file_input":
        return choice
    if "users" in kind or "channels" in kind or "conversations" in kind:
        offered = choices.people if "users" in kind else choices.channels
        if choice not in offered and not ("conversations" in kind and choice in choices.people) and not forged:
            raise NotPossible(f"{choice} cannot be picked in {element['action_id']}.")
        return choice
    options = choices.loaded(element) if "external" in kind else options_of(element)
    found = next((option for option in options if option["value"] == choice), None)
    if found is None and not forged:
        offered = [option["value"] for option in options]
        raise NotPossible(f"{element['action_id']} does not offer {choice!r}, only {offered}.")
    return found or {"text": {"type": "plain_text", "text": str(choice)}, "value": choice}


def _moment(kind: str, choice: Any) -> Any:
    try:
        if kind == "datepicker":
            return date.fromisoformat(str(choice)).isoformat()
        if kind == "timepicker":
            return time.fromisoformat(str(choice)).strftime("%H:%M")
        return int(choice)
    except ValueError as wrong:
        raise NotPossible(f"{choice!r} is not something a {kind} can hold.") from wrong


def _rich_text(choice: Any) -> Json:
    if isinstance(choice, dict):
        return choice
    text = {"type": "text", "text": str(choice)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [text]}]}


def _too_short(element: Json, text: str) -> Fault | None:
    least = element.get("min_length", 0)
    return ("short", least) if len(text) < least else None


def _not_a_number(element: Json, text: str) -> Fault | None:
    form = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(form, text):
        return "number", None
    if "min_value" in element and float(text) < float(element["min_value"]):
        return "low", element["min_value"]
    if "max_value" in element and float(text) > float(element["max_value"]):
        return "high", element["max_value"]
    return None


def _not_an_address(_element: Json, text: str) -> Fault | None:
    return None if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) else ("address", None)


def _not_a_link(_element: Json, text: str) -> Fault | None:
    return None if re.fullmatch(r"https?://\S+", text) else ("link", None)
