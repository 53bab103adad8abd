"""Reading a conversation back: newest first, by time and cursor, with or without metadata."""

import base64
import binascii
from collections.abc import Iterator
from itertools import islice

from sandbox.errors import SlackError
from sandbox.methods.table import flag, page, page_size
from sandbox.state import Conversation, Json


def read_history(conversation: Conversation, arguments: Json) -> Json:
    """Give one page of messages, newest first; replies in threads are left to `read_thread`."""
    size = page_size(arguments, default=100, most=999)
    found = list(islice(_matching(conversation, arguments), size + 1))
    answer: Json = {
        "messages": [_shown(message, arguments) for message in found[:size]],
        "has_more": len(found) > size,
        "pin_count": 0,
    }
    if len(found) > size:
        last = found[size - 1]["ts"]
        answer["response_metadata"] = {"next_cursor": base64.b64encode(f"next_ts:{last}".encode()).decode()}
    return answer


def read_thread(conversation: Conversation, ts: str, arguments: Json) -> Json:
    """Give one page of a thread, its first message first."""
    if ts not in conversation.messages:
        raise SlackError("thread_not_found")
    thread = [each for each in conversation.messages.values() if ts in {each["ts"], each.get("thread_ts")}]
    found, cursor = page(arguments, thread, default=100, most=999)
    messages = [_shown(message, arguments) for message in found]
    return {"messages": messages, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def _matching(conversation: Conversation, arguments: Json) -> Iterator[Json]:
    inclusive = flag(arguments, "inclusive")
    oldest, latest = _time(arguments, "oldest", 0.0), _time(arguments, "latest", float("inf"))
    before = _cursor_ts(arguments)
    # Timestamps only grow, so walking back from the end costs what is read and not what is stored.
    for ts, message in reversed(conversation.messages.items()):
        moment = float(ts)
        if moment < oldest or (moment == oldest and not inclusive):
            return
        if moment > latest or (moment == latest and not inclusive) or (before is not None and moment >= before):
            continue
        if message.get("thread_ts") in {None, ts}:
            yield message


def _time(arguments: Json, name: str, default: float) -> float:
    try:
        return float(arguments[name]) if arguments.get(name) not in (None, "") else default
    except ValueError as wrong:
        raise SlackError(f"invalid_ts_{name}") from wrong


def _cursor_ts(arguments: Json) -> float | None:
    cursor = arguments.get("cursor")
    if not cursor:
        return None
    try:
        word, _, ts = base64.b64decode(str(cursor), validate=True).decode().partition(":")
        if word == "next_ts":
            return float(ts)
    except (ValueError, binascii.Error) as wrong:
        raise SlackError("invalid_cursor") from wrong
    raise SlackError("invalid_cursor")


def _shown(message: Json, arguments: Json) -> Json:
    shown = {name: value for name, value in message.items() if name != "channel"}
    if "metadata" in shown and not flag(arguments, "include_all_metadata"):
        shown["metadata"] = {"event_type": shown["metadata"]["event_type"]}
    return shown
