"""Whole messages and views: how many blocks, distinct ids, and what only a modal or a Home tab may have."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.block_kit.blocks import BLOCKS, IN_HOME, IN_MESSAGE, IN_MODAL, INTERACTIVE
from sandbox.block_kit.shapes import (
    Check,
    Problems,
    anything,
    boolean,
    by_type,
    choice,
    fields,
    items,
    note,
    string,
    text,
)
from sandbox.errors import BlockKitError, SlackError
from sandbox.state import Json

MAX_VIEW_BYTES = 250_000
_MESSAGE_BLOCKS = items(by_type(BLOCKS, IN_MESSAGE), most=50, least=0)
_COMMON: dict[str, Check] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_VIEWS: dict[str, Check] = {
    "modal": fields(
        {"type": anything, "title": text(24), "blocks": items(by_type(BLOCKS, IN_MODAL), most=100, least=0)},
        {
            **_COMMON,
            "submit": text(24),
            "close": text(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": fields(
        {"type": anything, "blocks": items(by_type(BLOCKS, IN_HOME), most=100, least=0)},
        {**_COMMON, "title": text(24), "close": text(24), "submit": text(24)},
    ),
}


def check_message_blocks(blocks: Any) -> None:
    """Refuse blocks a message may not have, with `invalid_blocks` and every reason."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems: Problems = []
    _MESSAGE_BLOCKS(blocks, "/blocks", problems)
    _distinct_block_ids(blocks, "/blocks", problems)
    _markdown_total(blocks, problems)
    if problems:
        raise BlockKitError("invalid_blocks", problems)


def check_view(view: Any, kind: str) -> None:
    """Refuse a view that is not a proper "modal" or "home", with `invalid_arguments` and every reason."""
    problems: Problems = []
    if not isinstance(view, dict):
        note(problems, "must provide an object", "/view")
        raise BlockKitError("invalid_arguments", problems)
    choice(kind)(view.get("type"), "/view/type", problems)
    _VIEWS[kind](view, "/view", problems)
    blocks = view.get("blocks")
    blocks = blocks if isinstance(blocks, list) else []
    _distinct_block_ids(blocks, "/view/blocks", problems)
    if not problems:
        _one_focus(blocks, problems)
    if kind == "modal" and "submit" not in view and any(_type(block) == "input" for block in blocks):
        note(problems, "must have a submit when the view has input blocks: missing required field: submit", "/view")
    if problems:
        raise BlockKitError("invalid_arguments", problems)
    if len(json.dumps(view, ensure_ascii=False).encode()) > MAX_VIEW_BYTES:
        raise SlackError("view_too_large")


def with_ids(blocks: list[Json], new_id: Callable[[str], str]) -> list[Json]:
    """Copy blocks, giving every block and interactive element the id it lacks."""
    return [_block_with_ids(block, new_id) for block in blocks]


def interactive_elements(block: Json) -> Iterator[Json]:
    """Give the elements of a block that people can act on, in reading order."""
    for element in (block.get("accessory"), block.get("element"), *block.get("elements", ())):
        if isinstance(element, dict) and element.get("type") in INTERACTIVE:
            yield element


def _block_with_ids(block: Json, new_id: Callable[[str], str]) -> Json:
    copy = {**block, "block_id": block.get("block_id") or new_id("b")}
    for place in ("accessory", "element"):
        if place in copy:
            copy[place] = _element_with_id(copy[place], new_id)
    if copy["type"] in {"actions", "context_actions"}:
        copy["elements"] = [_element_with_id(element, new_id) for element in copy["elements"]]
    return copy


def _element_with_id(element: Json, new_id: Callable[[str], str]) -> Json:
    if element["type"] not in INTERACTIVE or element.get("action_id"):
        return element
    return {**element, "action_id": new_id("a")}


def _type(block: Any) -> Any:
    return block.get("type") if isinstance(block, dict) else None


def _distinct_block_ids(blocks: list[Any], pointer: str, problems: Problems) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if not isinstance(block_id, str) or not block_id:
            continue
        if block_id in seen:
            note(problems, f'`block_id` "{block_id}" already exists', f"{pointer}/{index}/block_id")
        seen.add(block_id)


def _one_focus(blocks: list[Any], problems: Problems) -> None:
    focused = [
        element
        for block in blocks
        if isinstance(block, dict)
        for element in interactive_elements(block)
        if element.get("focus_on_load") is True
    ]
    if len(focused) > 1:
        note(problems, "only one element may have `focus_on_load`", "/view/blocks")


def _markdown_total(blocks: list[Any], problems: Problems) -> None:
    total = sum(len(str(block.get("text", ""))) for block in blocks if _type(block) == "markdown")
    if total > 12_000:
        note(problems, "markdown blocks must be less than 12001 characters together", "/blocks")
