"""The table of methods: name, tier, scope and what it does; and how arguments are read."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox.errors import SlackError
from sandbox.state import Json
from sandbox.workspace import Workspace

T = TypeVar("T")
Work = Callable[[Workspace, Json], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Web API; `scope` None needs no scope, `app_token` means the app-level token."""

    tier: int
    scope: str | None
    work: Work
    app_token: bool = False


METHODS: dict[str, Method] = {}


def method(name: str, *, tier: int, scope: str | None = None, app_token: bool = False) -> Callable[[Work], Work]:
    """Enter a function into the table; it returns the answer without `ok`."""

    def enter(work: Work) -> Work:
        METHODS[name] = Method(tier, scope, work, app_token)
        return work

    return enter


def need_scope(workspace: Workspace, scope: str) -> None:
    """Raise missing_scope, saying what is needed and what there is."""
    granted = workspace.installation.scopes
    if scope not in granted:
        raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(granted)))


def required(arguments: Json, name: str) -> Any:
    """Give an argument that must be there; raises invalid_arguments."""
    value = arguments.get(name)
    if value in (None, ""):
        message = f"[ERROR] missing required field: {name}"
        raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
    return value


def flag(arguments: Json, name: str) -> bool:
    """Read a yes or no as JSON, form or query carries it."""
    return str(arguments.get(name, "")).lower() in {"1", "true"}


def structure(arguments: Json, name: str, error: str) -> Any:
    """Read a JSON structure that may come as a string; None when it is missing."""
    value = arguments.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError as broken:
        raise SlackError(error) from broken


def page(arguments: Json, things: Sequence[T], *, default: int, most: int) -> tuple[Sequence[T], str]:
    """Cut one page out of a list by `cursor` and `limit`; gives it with the next cursor, "" at the end."""
    size = page_size(arguments, default=default, most=most)
    start = _position(arguments.get("cursor"), len(things))
    end = start + size
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(things) else ""
    return things[start:end], cursor


def page_size(arguments: Json, *, default: int, most: int) -> int:
    """Read `limit`; raises invalid_limit."""
    try:
        size = int(arguments.get("limit") or default)
    except ValueError as wrong:
        raise SlackError("invalid_limit") from wrong
    if size < 1:
        raise SlackError("invalid_limit")
    return min(size, most)


def _position(cursor: Any, count: int) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(str(cursor), validate=True).decode().partition(":")
        position = int(number)
    except (ValueError, binascii.Error) as wrong:
        raise SlackError("invalid_cursor") from wrong
    if word != "next" or not 0 <= position <= count:
        raise SlackError("invalid_cursor")
    return position
