"""chat.*: posting, changing and deleting messages."""

import json
from typing import Any

from sandbox.block_kit import check_message_blocks
from sandbox.errors import SlackError
from sandbox.messages import compose
from sandbox.methods.conversations import visible
from sandbox.methods.table import method, required, structure
from sandbox.state import Conversation, ConversationKind, Json
from sandbox.workspace import Workspace

MAX_TEXT = 40_000
MAX_METADATA_BYTES = 8_000


@method("chat.postMessage", tier=5, scope="chat:write")
def post_message(workspace: Workspace, arguments: Json) -> Json:
    body = _body(arguments)
    conversation = destination(workspace, required(arguments, "channel"))
    _known_thread(conversation, body)
    message = workspace.state.post(conversation, compose(workspace.state, workspace.author, body))
    if workspace.echo and conversation.kind is ConversationKind.IM:
        workspace.events.message(conversation, message)
    return {"channel": conversation.id, "ts": message["ts"], "message": _shown(message)}


@method("chat.postEphemeral", tier=4, scope="chat:write")
def post_ephemeral(workspace: Workspace, arguments: Json) -> Json:
    body = _body(arguments)
    conversation = destination(workspace, required(arguments, "channel"))
    reader = required(arguments, "user")
    if reader not in conversation.members:
        raise SlackError("user_not_in_channel")
    message = workspace.state.post_ephemeral(conversation, reader, compose(workspace.state, workspace.author, body))
    return {"message_ts": message["ts"]}


@method("chat.update", tier=3, scope="chat:write")
def update(workspace: Workspace, arguments: Json) -> Json:
    conversation, message = _own_message(workspace, arguments)
    body = _body(arguments, may_be_empty=True)
    changes = compose(workspace.state, workspace.author, {"text": message["text"], **body})
    edited = {"user": workspace.state.app_user, "ts": workspace.state.new_ts()}
    fresh = {**message, **changes, "edited": edited}
    if body.get("blocks") == []:  # what is not given stays; an empty list takes the blocks away
        fresh.pop("blocks", None)
    conversation.messages[message["ts"]] = fresh
    workspace.state.message_changed(conversation, fresh)
    return {"channel": conversation.id, "ts": message["ts"], "text": fresh["text"], "message": _shown(fresh)}


@method("chat.delete", tier=3, scope="chat:write")
def delete(workspace: Workspace, arguments: Json) -> Json:
    conversation, message = _own_message(workspace, arguments)
    workspace.state.delete(conversation, message["ts"])
    return {"channel": conversation.id, "ts": message["ts"]}


@method("chat.getPermalink", tier=5)
def get_permalink(workspace: Workspace, arguments: Json) -> Json:
    conversation = visible(workspace, required(arguments, "channel"))
    ts = required(arguments, "message_ts")
    if ts not in conversation.messages:
        raise SlackError("message_not_found")
    link = f"{workspace.url}/archives/{conversation.id}/p{ts.replace('.', '')}"
    return {"channel": conversation.id, "permalink": link}


def destination(workspace: Workspace, key: str) -> Conversation:
    """Find where to post: a conversation the app is in, or a person's id, which opens the direct conversation."""
    conversation = _direct(workspace, key) if key in workspace.state.people else visible(workspace, key)
    if workspace.state.app_user not in conversation.members:
        open_to_all = "chat:write.public" in workspace.installation.scopes
        if conversation.kind is not ConversationKind.CHANNEL or not open_to_all:
            raise SlackError("not_in_channel")
    if conversation.kind is ConversationKind.IM and not workspace.installation.messages_tab:
        raise SlackError("messages_tab_disabled")
    return conversation


def _direct(workspace: Workspace, key: str) -> Conversation:
    state = workspace.state
    existing = state.with_members((key, state.app_user))
    if existing:
        return existing
    person = state.people[key]
    stranger = person.external and not any(state.app_user in each.members for each in state.conversations_of(key))
    if person.deleted or person.is_bot or stranger:
        raise SlackError("channel_not_found")
    return state.open_im(key)


def _body(arguments: Json, *, may_be_empty: bool = False) -> Json:
    body: Json = {}
    if (text := arguments.get("text")) is not None:
        body["text"] = str(text)
    if len(body.get("text", "")) > MAX_TEXT:
        raise SlackError("msg_too_long")
    if (blocks := structure(arguments, "blocks", "invalid_blocks_format")) is not None:
        check_message_blocks(blocks)
        body["blocks"] = blocks
    if (attachments := structure(arguments, "attachments", "invalid_attachments")) is not None:
        body["attachments"] = attachments
    if (metadata := structure(arguments, "metadata", "invalid_metadata_format")) is not None:
        body["metadata"] = _checked_metadata(metadata)
    if arguments.get("thread_ts"):
        body["thread_ts"] = str(arguments["thread_ts"])
    if not (body.get("text") or body.get("blocks") or body.get("attachments") or may_be_empty):
        raise SlackError("no_text")
    return body


def _checked_metadata(metadata: Any) -> Json:
    if not isinstance(metadata, dict) or set(metadata) - {"event_type", "event_payload", "entities"}:
        raise SlackError("invalid_metadata_format")
    payload = metadata.get("event_payload")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(payload)) > MAX_METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata


def _known_thread(conversation: Conversation, body: Json) -> None:
    if "thread_ts" in body and body["thread_ts"] not in conversation.messages:
        raise SlackError("thread_not_found")


def _own_message(workspace: Workspace, arguments: Json) -> tuple[Conversation, Json]:
    conversation = visible(workspace, required(arguments, "channel"))
    message = conversation.messages.get(required(arguments, "ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message["user"] != workspace.state.app_user:
        raise SlackError("cant_update_message")
    return conversation, message


def _shown(message: Json) -> Json:
    return {name: value for name, value in message.items() if name != "channel"}
