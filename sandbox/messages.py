"""How a message comes to be: from what an app sends, and from what a person types."""

import re

from sandbox.block_kit import with_ids
from sandbox.state import Json, State

_TOKEN = re.compile(r"<(?:[@#!][^<>\s]+|(?:https?|mailto):[^<>\s]+)>")


def compose(state: State, author: Json, body: Json) -> Json:
    """Give an app's message, its blocks with ids; `author` holds user, bot_id, app_id and team."""
    message: Json = {"type": "message", **author, "text": body.get("text") or ""}
    if body.get("blocks"):
        message["blocks"] = with_ids(body["blocks"], state.new_id)
    for kept in ("attachments", "metadata", "thread_ts"):
        if body.get(kept):
            message[kept] = body[kept]
    return message


def escaped(typed: str) -> str:
    """Escape what a person typed as Slack does, leaving mentions and links."""
    parts: list[str] = []
    position = 0
    for token in _TOKEN.finditer(typed):
        parts += [_plain(typed[position : token.start()]), token.group()]
        position = token.end()
    return "".join([*parts, _plain(typed[position:])])


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
