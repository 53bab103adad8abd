"""users.*: who is in the workspace."""

from sandbox.errors import SlackError
from sandbox.methods.conversations import described, kinds_granted
from sandbox.methods.table import flag, method, page, required
from sandbox.profiles import user_object
from sandbox.state import Json, Person
from sandbox.workspace import Workspace


@method("users.info", tier=4, scope="users:read")
def users_info(workspace: Workspace, arguments: Json) -> Json:
    person = _known(workspace, required(arguments, "user"))
    with_locale = flag(arguments, "include_locale")
    return {"user": user_object(workspace.state, workspace.installation, person, with_locale=with_locale)}


@method("users.list", tier=2, scope="users:read")
def users_list(workspace: Workspace, arguments: Json) -> Json:
    own = [person for person in (*workspace.state.people.values(), *_bots(workspace)) if not person.external]
    people, cursor = page(arguments, own, default=len(own) or 1, most=1000)
    with_locale = flag(arguments, "include_locale")
    members = [
        user_object(workspace.state, workspace.installation, person, with_locale=with_locale) for person in people
    ]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


@method("users.lookupByEmail", tier=3, scope="users:read.email")
def users_lookup_by_email(workspace: Workspace, arguments: Json) -> Json:
    email = str(required(arguments, "email")).lower()
    for person in workspace.state.people.values():
        if person.email.lower() == email and not person.deleted and not person.external:
            return {"user": user_object(workspace.state, workspace.installation, person, with_locale=False)}
    raise SlackError("users_not_found")


@method("users.profile.get", tier=4, scope="users.profile:read")
def users_profile_get(workspace: Workspace, arguments: Json) -> Json:
    person = _known(workspace, required(arguments, "user"))
    return {"profile": user_object(workspace.state, workspace.installation, person, with_locale=False)["profile"]}


@method("users.conversations", tier=2)
def users_conversations(workspace: Workspace, arguments: Json) -> Json:
    state = workspace.state
    kinds = kinds_granted(workspace, arguments)
    someone = arguments.get("user") or state.app_user
    mine = [
        each
        for each in state.conversations_of(someone)
        if each.kind in kinds and (someone == state.app_user or state.app_user in each.members)
    ]
    found, cursor = page(arguments, mine, default=100, most=999)
    channels = [described(workspace, each) for each in found]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def _known(workspace: Workspace, key: str) -> Person:
    found = workspace.state.people.get(key) or next((bot for bot in _bots(workspace) if bot.id == key), None)
    if found is None:
        raise SlackError("user_not_found")
    return found


def _bots(workspace: Workspace) -> tuple[Person, Person]:
    """The two who are in every workspace with this app: its own bot user, and Slackbot, which says it is no bot."""
    installation = workspace.installation
    return (
        Person(id=installation.user_id, real_name=installation.name, is_bot=True),
        Person(id="USLACKBOT", real_name="Slackbot"),
    )
