"""Several messages as one: a heading, and each part with its own words and buttons, told apart by the ids of its blocks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.views.kit import Message, context, divider, header, say
from prompts.words import Translate

MOST_BLOCKS = 50
MOST_CHARACTERS = 12_000
"""Slack refuses a message whose blocks hold more than about thirteen thousand."""
_BLOCK_ID = re.compile(r"digest\.(\d{1,18})\.\d+")


class TooMuchError(ValueError):
    """More than one message takes."""


def digest(t: Translate, *, parts: Sequence[tuple[int, Message]]) -> Message:
    """All parts, by their ids, in this order; a screen reader and a notification hear of each."""
    count = len(parts)
    text = say(t, "digest-text", count=count)
    heading, note = header(t("digest-header", count=count)), context(say(t, "digest-note"))
    blocks = [
        heading.to_dict(),
        *(block for part in _small_print_once(parts) for block in _part(*part)),
        divider().to_dict(),
        note.to_dict(),
    ]
    return Message(text="\n".join([text, *(part.text for _, part in parts)]), blocks=tuple(blocks))


def require_room(whole: Message) -> None:
    """Nothing, for what Slack takes in one message. Raises TooMuchError."""
    characters = _characters(whole.blocks)
    if len(whole.blocks) > MOST_BLOCKS or characters > MOST_CHARACTERS:
        raise TooMuchError(f"{len(whole.blocks)} blocks of {characters} characters")


def part_of(block_id: str) -> int | None:
    """Which part of a digest a block belongs to; None when it belongs to none."""
    found = _BLOCK_ID.fullmatch(block_id)
    return None if found is None else int(found[1])


def _small_print_once(parts: Sequence[tuple[int, Message]]) -> list[tuple[int, Message]]:
    """The parts without the small print that stands under an earlier one; where something is pressed it always stays."""
    kept, said = list[tuple[int, Message]](), list[dict[str, Any]]()
    for id_, part in parts:
        *rest, last = part.blocks
        is_pressed = any(block["type"] == "actions" for block in rest)
        is_echo = last["type"] == "context" and last in said and not is_pressed
        said.append(last)
        kept.append((id_, replace(part, blocks=tuple(rest)) if is_echo else part))
    return kept


def _part(part_id: int, part: Message) -> list[dict[str, Any]]:
    blocks = [divider().to_dict(), *part.blocks]
    return [{**block, "block_id": f"digest.{part_id}.{number}"} for number, block in enumerate(blocks)]


def _characters(blocks: object) -> int:
    """How many characters of text these blocks hold, at any depth."""
    if isinstance(blocks, Mapping):
        own = blocks.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(_characters(each) for each in blocks.values())
    return sum(_characters(each) for each in blocks) if isinstance(blocks, list | tuple) else 0
