"""How a message comes to be: from what an app sends, and from what a person types."""

import re

from sandbox.block_kit import with_ids
from sandbox.state import Json, State

_TOKEN = re.compile(r"<(?:[@#][^<>\s]+|(?:https?|mailto):[^<>\s]+)>")


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


def with_mentions(state: State, typed: str) -> str:
    """Name everybody mentioned in a command, by id or as @display name, the way `should_escape` asks for."""
    by_name = {f"@{person.display_name}": person for person in state.people.values() if person.display_name}

    def mention(found: re.Match[str]) -> str:
        person = state.people.get(found["id"]) if found["id"] else by_name.get(found[0])
        return f"<@{person.id}|{person.real_name.partition(' ')[0].lower()}>" if person else found[0]

    return re.sub(r"<@(?P<id>\w+)>|@\w+", mention, typed)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
