"""Reading what is on a screen: every visible word in order, and every button."""

from collections.abc import Iterator
from typing import Any

from sandbox.block_kit.surfaces import interactive_elements
from sandbox.errors import NotPossible
from sandbox.state import Json


def visible_text(shown: Json | None) -> str:
    """Give every visible word of a message or view, in reading order, a line for each piece."""
    if shown is None:
        raise NotPossible("There is nothing here to read.")
    return "\n".join(piece for piece in _pieces(shown) if piece)


def buttons(shown: Json) -> list[Json]:
    """List the buttons of a message or view, in reading order."""
    return [
        element
        for block in shown.get("blocks") or ()
        for element in interactive_elements(block)
        if element["type"] == "button"
    ]


def _pieces(shown: Json) -> Iterator[str]:
    title = shown.get("title")
    if isinstance(title, dict):
        yield title["text"]
    blocks = shown.get("blocks")
    if not blocks and shown.get("text"):
        yield shown["text"]
    for block in blocks or ():
        yield from _in_block(block)
    for attachment in shown.get("attachments") or ():
        yield from _pieces(attachment)
    for file in shown.get("files") or ():
        yield file["title"]
    for place in ("submit", "close"):
        if isinstance(shown.get(place), dict):
            yield shown[place]["text"]


def _in_block(block: Json) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield from (_rich(part) for part in block["elements"])
        return
    if block["type"] == "table":
        yield from (" | ".join(_cell(cell) for cell in row) for row in block["rows"])
        return
    for place in ("title", "label", "text"):
        yield _words(block.get(place))
    yield from (_words(each) for each in block.get("fields") or ())
    for element in (block.get("accessory"), block.get("element"), *(block.get("elements") or ())):
        if isinstance(element, dict):
            yield from _in_element(element)
    yield _words(block.get("hint"))
    yield block.get("alt_text") or ""


def _in_element(element: Json) -> Iterator[str]:
    yield _words(element.get("text"))
    yield _words(element.get("placeholder"))
    for group in [element, *(element.get("option_groups") or ())]:
        yield _words(group.get("label"))
        for option in group.get("options") or ():
            yield _words(option["text"])
            yield _words(option.get("description"))
    initial = element.get("initial_value")
    yield initial if isinstance(initial, str) else ""
    yield element.get("alt_text") or ""


def _words(text: Any) -> str:
    if isinstance(text, dict):
        return str(text.get("text", ""))
    return text if isinstance(text, str) else ""


def _rich(part: Json) -> str:
    kind = part.get("type")
    if kind == "rich_text_list":
        return "\n".join(f"• {_rich(item)}" for item in part["elements"])
    if "elements" in part:
        return "".join(_rich(item) for item in part["elements"])
    named = {
        "user": f"<@{part.get('user_id')}>",
        "channel": f"<#{part.get('channel_id')}>",
        "emoji": f":{part.get('name')}:",
        "broadcast": f"@{part.get('range')}",
        "date": str(part.get("fallback", "")),
        "link": str(part.get("text") or part.get("url")),
    }
    return named.get(str(kind), str(part.get("text", "")))


def _cell(cell: Json) -> str:
    return _rich(cell) if cell.get("type") == "rich_text" else _words(cell)
