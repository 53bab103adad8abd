"""What one person sees, as the page gets it."""

from itertools import islice
from typing import TYPE_CHECKING

from sandbox import views
from sandbox.profiles import colour_of
from sandbox.state import Conversation, ConversationKind, Json, Person

if TYPE_CHECKING:
    from sandbox.server import LocalSlack

RECENT = 200
"""How many messages of each conversation a snapshot holds."""
_KINDS = {ConversationKind.IM: "app", ConversationKind.GROUP: "group"}
_ORDER = {ConversationKind.IM: 0, ConversationKind.GROUP: 1, ConversationKind.CHANNEL: 2, ConversationKind.PRIVATE: 3}


def snapshot(slack: "LocalSlack", person_id: str) -> Json:
    """Give everything a person sees."""
    state = slack.state
    state.open_im(person_id)
    screen = state.screen(person_id)
    mine = sorted(state.conversations_of(person_id), key=lambda each: (_ORDER[each.kind], -each.created))
    return {
        "me": person_shown(state.people[person_id]),
        "people": people_shown(slack),
        "app": app_shown(slack),
        "team": {"id": state.team_id, "name": state.team_name},
        "conversations": [conversation_shown(slack, person_id, each) for each in mine],
        "ephemerals": [message_shown(slack, person_id, each) for each in screen.ephemerals.values()],
        "modals": modals_shown(slack, person_id),
        "home": views.with_state(state, person_id, screen.home) if screen.home else None,
        "clock": slack.page.clock_shown(),
        "story": slack.story.described() if slack.story else None,
        "faults": [rule.described() for rule in slack.faults.rules],
    }


def person_shown(person: Person) -> Json:
    """Describe a person for the list of people."""
    return {
        "id": person.id,
        "name": person.real_name,
        "display_name": person.display_name,
        "title": person.title,
        "tz": person.tz,
        "locale": person.locale,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "guest": person.guest,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
        "external": person.external,
        "colour": f"#{colour_of(person.id)}",
    }


def people_shown(slack: "LocalSlack") -> list[Json]:
    """Describe everybody."""
    return [person_shown(person) for person in slack.state.people.values()]


def app_shown(slack: "LocalSlack") -> Json:
    """Describe the app: whether it is there, and what can be typed to it."""
    installation = slack.installation
    commands = [
        {
            "command": each["command"],
            "description": each.get("description", ""),
            "usage_hint": each.get("usage_hint", ""),
        }
        for each in installation.commands or ()
    ]
    return {
        "id": installation.app_id,
        "user_id": installation.user_id,
        "bot_id": installation.bot_id,
        "name": installation.name,
        "description": installation.description,
        "connected": bool(slack.socket.connections),
        "installed": installation.installed,
        "home_tab": installation.home_tab,
        "messages_tab": installation.messages_tab,
        "can_write": installation.can_be_written_to,
        "commands": commands,
    }


def modals_shown(slack: "LocalSlack", person_id: str) -> list[Json]:
    """Give a person's stack of modals with what they typed."""
    return [views.with_state(slack.state, person_id, view) for view in slack.state.screen(person_id).modals]


def conversation_shown(slack: "LocalSlack", person_id: str, conversation: Conversation) -> Json:
    """Describe a conversation with its recent messages."""
    recent = list(islice(reversed(conversation.messages.values()), RECENT))[::-1]
    kind = _KINDS.get(conversation.kind, conversation.kind.value)
    return {
        "id": conversation.id,
        "kind": kind,
        "name": slack.installation.name if kind == "app" else _name(slack, person_id, conversation),
        "members": list(conversation.members),
        "app_is_member": slack.state.app_user in conversation.members,
        "topic": conversation.topic,
        "messages": [message_shown(slack, person_id, each) for each in recent],
    }


def message_shown(slack: "LocalSlack", person_id: str, message: Json) -> Json:
    """Give a message with what this person has chosen in it; metadata is for programs and stays out."""
    shown = {name: value for name, value in message.items() if name != "metadata"}
    if "blocks" in message:
        key = f"{message['channel']}:{message['ts']}"
        chosen = views.state_values(slack.state, person_id, key, message["blocks"])
        shown |= {"state": {"values": chosen}} if chosen else {}
    return shown


def _name(slack: "LocalSlack", person_id: str, conversation: Conversation) -> str:
    if conversation.kind is not ConversationKind.GROUP:
        return conversation.name
    others = [
        slack.state.people[each] for each in conversation.members if each not in {person_id, slack.state.app_user}
    ]
    return ", ".join(other.display_name or other.real_name for other in others)
