"""conversations.*: opening, finding and reading conversations, as far as the scopes allow."""

from sandbox.errors import SlackError
from sandbox.methods.history import read_history, read_thread
from sandbox.methods.table import flag, method, need_scope, page, required
from sandbox.state import Conversation, ConversationKind, Json
from sandbox.workspace import Workspace

MAX_GROUP = 8
FAMILY = {
    ConversationKind.IM: "im",
    ConversationKind.GROUP: "mpim",
    ConversationKind.CHANNEL: "channels",
    ConversationKind.PRIVATE: "groups",
}
_TYPES = {
    "im": ConversationKind.IM,
    "mpim": ConversationKind.GROUP,
    "public_channel": ConversationKind.CHANNEL,
    "private_channel": ConversationKind.PRIVATE,
}


@method("conversations.open", tier=3)
def conversations_open(workspace: Workspace, arguments: Json) -> Json:
    state = workspace.state
    existing = arguments.get("channel")
    if existing:
        conversation = visible(workspace, existing)
        return {"no_op": True, "already_open": True, "channel": described(workspace, conversation)}
    people = _people(workspace, arguments)
    need_scope(workspace, "im:write" if len(people) == 1 else "mpim:write")
    members = [*people, state.app_user]
    found = state.with_members(members)
    if found is None and flag(arguments, "prevent_creation"):
        raise SlackError("channel_not_found")
    kind = ConversationKind.IM if len(people) == 1 else ConversationKind.GROUP
    conversation = found or state.add_conversation(kind, members, name=_group_name(workspace, people))
    channel = described(workspace, conversation) if flag(arguments, "return_im") else {"id": conversation.id}
    again = {"no_op": True, "already_open": True} if found else {}
    return {**again, "channel": channel}


@method("conversations.info", tier=3)
def conversations_info(workspace: Workspace, arguments: Json) -> Json:
    conversation = visible(workspace, required(arguments, "channel"))
    need_scope(workspace, f"{FAMILY[conversation.kind]}:read")
    return {"channel": described(workspace, conversation)}


@method("conversations.members", tier=4)
def conversations_members(workspace: Workspace, arguments: Json) -> Json:
    conversation = visible(workspace, required(arguments, "channel"))
    need_scope(workspace, f"{FAMILY[conversation.kind]}:read")
    members, cursor = page(arguments, conversation.members, default=100, most=999)
    return {"members": list(members), "response_metadata": {"next_cursor": cursor}}


@method("conversations.list", tier=2)
def conversations_list(workspace: Workspace, arguments: Json) -> Json:
    kinds = kinds_granted(workspace, arguments)
    own = workspace.state.app_user
    known = [
        each
        for each in workspace.state.conversations.values()
        if each.kind in kinds and (each.kind is ConversationKind.CHANNEL or own in each.members)
    ]
    found, cursor = page(arguments, known, default=100, most=999)
    channels = [described(workspace, each) for each in found]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


@method("conversations.join", tier=3, scope="channels:join")
def conversations_join(workspace: Workspace, arguments: Json) -> Json:
    conversation = visible(workspace, required(arguments, "channel"))
    if conversation.kind is not ConversationKind.CHANNEL:
        raise SlackError("method_not_supported_for_channel_type")
    workspace.state.join(conversation, workspace.state.app_user)
    return {"channel": described(workspace, conversation)}


@method("conversations.history", tier=3)
def conversations_history(workspace: Workspace, arguments: Json) -> Json:
    return read_history(_readable(workspace, arguments), arguments)


@method("conversations.replies", tier=3)
def conversations_replies(workspace: Workspace, arguments: Json) -> Json:
    return read_thread(_readable(workspace, arguments), str(required(arguments, "ts")), arguments)


def visible(workspace: Workspace, key: str) -> Conversation:
    """Find a conversation the app may know of; raises channel_not_found."""
    conversation = workspace.state.conversations.get(key)
    if conversation is None:
        raise SlackError("channel_not_found")
    if conversation.kind is not ConversationKind.CHANNEL and workspace.state.app_user not in conversation.members:
        raise SlackError("channel_not_found")
    return conversation


def kinds_granted(workspace: Workspace, arguments: Json) -> set[ConversationKind]:
    """Read `types`, each of which needs its own read scope."""
    names = str(arguments.get("types") or "public_channel").replace(" ", "").split(",")
    if not set(names) <= set(_TYPES):
        raise SlackError("invalid_types")
    kinds = {_TYPES[name] for name in names}
    for kind in sorted(kinds):
        need_scope(workspace, f"{FAMILY[kind]}:read")
    return kinds


def described(workspace: Workspace, conversation: Conversation) -> Json:
    """Give Slack's channel object."""
    kind = conversation.kind
    channel: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_im": kind is ConversationKind.IM,
        "is_mpim": kind is ConversationKind.GROUP,
        "is_channel": kind is ConversationKind.CHANNEL,
        "is_group": kind is ConversationKind.PRIVATE,
        "is_private": kind is not ConversationKind.CHANNEL,
        "is_archived": False,
        "is_member": workspace.state.app_user in conversation.members,
        "context_team_id": workspace.state.team_id,
    }
    if kind is ConversationKind.IM:
        channel["user"] = next(each for each in conversation.members if each != workspace.state.app_user)
    else:
        channel |= {"name": conversation.name, "topic": {"value": conversation.topic}}
    return channel


def _readable(workspace: Workspace, arguments: Json) -> Conversation:
    conversation = visible(workspace, required(arguments, "channel"))
    need_scope(workspace, f"{FAMILY[conversation.kind]}:history")
    if workspace.state.app_user not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def _people(workspace: Workspace, arguments: Json) -> list[str]:
    given = arguments.get("users") or ()
    asked = given.replace(" ", "").split(",") if isinstance(given, str) else list(given)
    people = [each for each in dict.fromkeys(asked) if each and each != workspace.state.app_user]
    if not people:
        raise SlackError("users_list_not_supplied")
    if len(people) > MAX_GROUP:
        raise SlackError("too_many_users")
    for each in people:
        _may_be_opened(workspace, each)
    return people


def _may_be_opened(workspace: Workspace, key: str) -> None:
    person = workspace.state.people.get(key)
    if person is None:
        raise SlackError("user_not_found")
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    own = workspace.state.app_user
    if person.external and not any(own in each.members for each in workspace.state.conversations_of(key)):
        raise SlackError("user_not_visible")


def _group_name(workspace: Workspace, people: list[str]) -> str:
    if len(people) == 1:
        return ""
    handles = [workspace.state.people[each].real_name.split()[0].lower() for each in people]
    return f"mpdm-{'--'.join(handles)}-1"
