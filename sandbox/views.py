"""Modals and Home tabs: opening, stacking, updating with a hash, and what has been typed in them.

The views given here have passed `block_kit.check_view`.
"""

import secrets

from sandbox import values
from sandbox.block_kit import with_ids
from sandbox.block_kit.surfaces import interactive_elements
from sandbox.errors import SlackError
from sandbox.installation import Installation
from sandbox.state import Json, State

MAX_STACK = 3


def open_modal(state: State, installation: Installation, person: str, view: Json) -> Json:
    """Show a modal in place of any other."""
    clear_modals(state, person)
    return _on_top(state, person, _new_view(state, installation, person, view))


def push_modal(state: State, installation: Installation, person: str, view: Json) -> Json:
    """Put a modal on top of the stack. Raises `SlackError` push_limit_reached above three."""
    stack = state.screen(person).modals
    if len(stack) >= MAX_STACK:
        raise SlackError("push_limit_reached")
    fresh = _new_view(state, installation, person, view)
    if stack:
        fresh |= {"previous_view_id": stack[-1]["id"], "root_view_id": stack[0]["id"]}
    return _on_top(state, person, fresh)


def update_modal(state: State, installation: Installation, view_id: str, view: Json, view_hash: str | None) -> Json:
    """Change a modal that is open, keeping what was typed in what stays.

    Raises `SlackError` not_found when it is no longer open and hash_conflict when it has changed meanwhile.
    """
    current = state.views.get(view_id)
    if current is None or current["type"] != "modal":
        raise SlackError("not_found")
    _same_hash(current, view_hash)
    person = current["user_id"]
    kept = {name: current[name] for name in ("id", "root_view_id", "previous_view_id")}
    fresh = {**_new_view(state, installation, person, view), **kept}
    stack = state.screen(person).modals
    stack[stack.index(current)] = fresh
    state.views[view_id] = fresh
    keep_typed(state, person, view_id, fresh["blocks"])
    state.modals_changed(person)
    return fresh


def publish_home(state: State, installation: Installation, person: str, view: Json, view_hash: str | None) -> Json:
    """Show a person's Home tab."""
    screen = state.screen(person)
    fresh = _new_view(state, installation, person, view)
    before = screen.home
    if before is not None:
        _same_hash(before, view_hash)
        fresh |= {"id": before["id"], "root_view_id": before["id"]}
    screen.home, screen.home_ts = fresh, state.new_ts()
    state.views[fresh["id"]] = fresh
    keep_typed(state, person, fresh["id"], fresh["blocks"])
    state.tell(person, {"type": "home", "home": with_state(state, person, fresh)})
    return fresh


def pop_modal(state: State, person: str) -> Json | None:
    """Take the top modal away and give it."""
    stack = state.screen(person).modals
    if not stack:
        return None
    top = stack[-1]
    close_modal(state, person, top["id"])
    return top


def close_modal(state: State, person: str, view_id: str) -> None:
    """Take one modal away, wherever it is in the stack; nothing when it is gone already."""
    stack = state.screen(person).modals
    for view in [each for each in stack if each["id"] == view_id]:
        stack.remove(view)
        _forget(state, person, view)
        state.modals_changed(person)


def clear_modals(state: State, person: str) -> list[Json]:
    """Take all modals away and give them, the top one first."""
    stack = state.screen(person).modals
    gone = stack[::-1]
    stack.clear()
    for view in gone:
        _forget(state, person, view)
    if gone:
        state.modals_changed(person)
    return gone


def with_state(state: State, person: str, view: Json) -> Json:
    """Give a view as the API shows it, with what has been typed in it."""
    shown = {name: content for name, content in view.items() if name != "user_id"}
    return {**shown, "state": {"values": state_values(state, person, view["id"], view["blocks"])}}


def state_values(state: State, person: str, surface: str, blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """Give `state.values` of a view or message for one person: typed, else initial, else empty."""
    typed = state.typed.get((person, surface), {})
    found: dict[str, dict[str, Json]] = {}
    for block in blocks:
        for element in interactive_elements(block):
            if element["type"] in values.STATEFUL:
                held = typed.get(block["block_id"], {}).get(element["action_id"])
                found.setdefault(block["block_id"], {})[element["action_id"]] = held or values.initial(element)
    return found


def keep_typed(state: State, person: str, surface: str, blocks: list[Json]) -> None:
    """Carry what was typed over to the elements that stay: same block id, action id and type."""
    typed = state.typed.pop((person, surface), {})
    stays = {
        (block["block_id"], element["action_id"], element["type"])
        for block in blocks
        for element in interactive_elements(block)
    }
    for block_id, held in typed.items():
        for action_id, value in held.items():
            if (block_id, action_id, value["type"]) in stays:
                state.typed.setdefault((person, surface), {}).setdefault(block_id, {})[action_id] = value


def _new_view(state: State, installation: Installation, person: str, view: Json) -> Json:
    view_id = state.new_id("V")
    return {
        "id": view_id,
        "team_id": state.team_id,
        "type": view["type"],
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "hash": f"{state.new_ts()}.{secrets.token_hex(4)}",
        "title": view.get("title"),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "blocks": with_ids(view["blocks"], state.new_id),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "external_id": view.get("external_id", ""),
        "root_view_id": view_id,
        "previous_view_id": None,
        "app_id": installation.app_id,
        "app_installed_team_id": state.team_id,
        "bot_id": installation.bot_id,
        "user_id": person,
    }


def _on_top(state: State, person: str, view: Json) -> Json:
    external_id = view["external_id"]
    if external_id and any(other["external_id"] == external_id for other in state.views.values()):
        raise SlackError("duplicate_external_id")
    state.screen(person).modals.append(view)
    state.views[view["id"]] = view
    state.modals_changed(person)
    return view


def _forget(state: State, person: str, view: Json) -> None:
    state.views.pop(view["id"], None)
    state.typed.pop((person, view["id"]), None)


def _same_hash(current: Json, view_hash: str | None) -> None:
    if view_hash and view_hash != current["hash"]:
        raise SlackError("hash_conflict")
