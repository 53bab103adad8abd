"""response_url: how an app answers a command or a press for half an hour, at most five times."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from sandbox.block_kit import check_message_blocks
from sandbox.errors import SlackError
from sandbox.messages import compose
from sandbox.state import Conversation, Json, State, new_secret

USES = 5
LIFE_SECONDS = 30 * 60.0
_KEPT = 10_000


@dataclass(slots=True)
class Answerable:
    """What a person did, where, on which message (if on one), and how often it has been answered."""

    person: str
    channel: str
    ts: str | None
    at: float
    used: int = 0


class ResponseUrls:
    """Issues the URLs' secrets and carries out what is sent to them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: OrderedDict[str, Answerable] = OrderedDict()

    def issue(self, person: str, channel: str, ts: str | None = None) -> str:
        """Give the secret for something a person did in a conversation, on a message when it was on one."""
        secret = new_secret()
        self._known[secret] = Answerable(person, channel, ts, time.monotonic())
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return secret

    def answer(self, secret: str, body: Json, author: Json) -> None:
        """Show, replace or delete a message. Raises `SlackError` used_url, expired_url or one about the blocks."""
        target = self._known.get(secret)
        if target is None or time.monotonic() - target.at > LIFE_SECONDS:
            raise SlackError("expired_url")
        if target.used >= USES:
            raise SlackError("used_url")
        conversation = self._state.conversations.get(target.channel)
        if conversation is None:
            raise SlackError("channel_not_found")
        if body.get("delete_original"):
            self._delete(conversation, target)
        else:
            self._show(conversation, target, body, author)
        target.used += 1

    def _show(self, conversation: Conversation, target: Answerable, body: Json, author: Json) -> None:
        if "blocks" in body:
            check_message_blocks(body["blocks"])
        message = compose(self._state, author, body)
        if body.get("replace_original") and target.ts:
            self._replace(conversation, target, message)
        elif body.get("response_type") == "in_channel":
            self._state.post(conversation, message)
        else:
            self._state.post_ephemeral(conversation, target.person, message)

    def _replace(self, conversation: Conversation, target: Answerable, message: Json) -> None:
        ts = target.ts or ""
        ephemerals: dict[str, Any] = self._state.screen(target.person).ephemerals
        if ts in ephemerals:
            ephemerals[ts] = {**message, "ts": ts, "channel": conversation.id, "is_ephemeral": True}
            self._state.ephemeral_changed(target.person, ephemerals[ts])
        elif ts in conversation.messages:
            edited = {"user": message["user"], "ts": self._state.new_ts()}
            replaced = {**message, "ts": ts, "channel": conversation.id, "edited": edited}
            conversation.messages[ts] = replaced
            self._state.message_changed(conversation, replaced)
        else:
            raise SlackError("message_not_found")

    def _delete(self, conversation: Conversation, target: Answerable) -> None:
        if target.ts in self._state.screen(target.person).ephemerals:
            self._state.delete_ephemeral(target.person, target.ts or "")
        elif target.ts in conversation.messages:
            self._state.delete(conversation, target.ts or "")
        else:
            raise SlackError("message_not_found")
