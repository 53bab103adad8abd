"""Blocks: what each may hold, and where it may stand."""

from typing import Any

from sandbox.block_kit.elements import (
    ELEMENTS,
    ID,
    IMAGE_SOURCE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    INTERACTIVE,
    URL,
)
from sandbox.block_kit.shapes import (
    Check,
    Problems,
    anything,
    boolean,
    by_type,
    choice,
    either_text,
    fields,
    integer,
    items,
    note,
    string,
    text,
)

_BLOCK: dict[str, Check] = {"type": anything, "block_id": string(255)}
_CONTEXT_ITEM = by_type(
    {"image": ELEMENTS["image"], "plain_text": text(3000), "mrkdwn": text(3000, "mrkdwn")},
    {"image", "plain_text", "mrkdwn"},
)
_RICH_TEXT_PARTS = frozenset({"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"})
_RICH_TEXT_PART = fields(
    {"type": choice(*sorted(_RICH_TEXT_PARTS)), "elements": items(anything, most=1000, least=0)},
    {
        "style": anything,
        "indent": integer(0, 8),
        "offset": integer(0, 100_000),
        "border": integer(0, 1),
        "language": string(50),
    },
)


def _text_or_fields(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    if "text" not in block and "fields" not in block:
        note(problems, "must define either `text` or `fields`", pointer)


def _distinct_actions(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    seen: set[str] = set()
    elements = block.get("elements")
    for index, element in enumerate(elements if isinstance(elements, list) else ()):
        action_id = element.get("action_id") if isinstance(element, dict) else None
        if action_id is not None and action_id in seen:
            note(problems, f'`action_id` "{action_id}" already exists', f"{pointer}/elements/{index}/action_id")
        elif action_id is not None:
            seen.add(action_id)


def _table_size(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    rows = block.get("rows")
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, list) and len(row) > 20:
            note(problems, "no more than 20 items allowed", f"{pointer}/rows/{index}")


BLOCKS: dict[str, Check] = {
    "section": fields(
        {},
        {
            **_BLOCK,
            "text": either_text(3000),
            "fields": items(either_text(2000), most=10),
            "accessory": by_type(ELEMENTS, IN_SECTION),
            "expand": boolean,
        },
        _text_or_fields,
    ),
    "header": fields({"text": text(150)}, {**_BLOCK, "level": integer(1, 4)}),
    "divider": fields({}, _BLOCK),
    "context": fields({"elements": items(_CONTEXT_ITEM, most=10)}, _BLOCK),
    "actions": fields({"elements": items(by_type(ELEMENTS, IN_ACTIONS), most=25)}, _BLOCK, _distinct_actions),
    "input": fields(
        {"label": text(2000), "element": by_type(ELEMENTS, IN_INPUT)},
        {**_BLOCK, "hint": text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": fields(
        {"alt_text": string(2000, least=1)},
        {**_BLOCK, "title": text(2000), "image_url": URL, "slack_file": anything},
        IMAGE_SOURCE,
    ),
    "rich_text": fields({"elements": items(_RICH_TEXT_PART, most=1000, least=0)}, _BLOCK),
    "markdown": fields({"text": string(12_000, least=1)}, _BLOCK),
    "file": fields({"external_id": ID, "source": choice("remote")}, _BLOCK),
    "video": fields(
        {"alt_text": string(2000, least=1), "title": text(200), "thumbnail_url": URL, "video_url": URL},
        {
            **_BLOCK,
            "author_name": string(49),
            "description": text(200),
            "provider_icon_url": URL,
            "provider_name": string(200),
            "title_url": URL,
        },
    ),
    "table": fields(
        {"rows": items(anything, most=100)},
        {**_BLOCK, "column_settings": items(anything, most=20, least=0)},
        _table_size,
    ),
    "alert": fields(
        {"text": either_text(3000)}, {**_BLOCK, "level": choice("default", "info", "warning", "error", "success")}
    ),
    "context_actions": fields(
        {"elements": items(by_type(ELEMENTS, {"feedback_buttons", "icon_button"}), most=5)}, _BLOCK, _distinct_actions
    ),
}

EVERYWHERE = frozenset({"section", "header", "divider", "context", "actions", "input", "image", "rich_text", "video"})
IN_MESSAGE = EVERYWHERE | {"markdown", "file", "table", "context_actions"}
IN_MODAL = EVERYWHERE | {"alert"}
IN_HOME = EVERYWHERE

__all__ = ["BLOCKS", "INTERACTIVE", "IN_HOME", "IN_MESSAGE", "IN_MODAL"]
