"""auth.*, apps.*, team.* and bots.*: who the app is and where."""

from sandbox.errors import SlackError
from sandbox.methods.table import method
from sandbox.state import Json
from sandbox.workspace import Workspace


@method("api.test", tier=4)
def api_test(_workspace: Workspace, arguments: Json) -> Json:
    return {"args": arguments}


@method("auth.test", tier=5)
def auth_test(workspace: Workspace, _arguments: Json) -> Json:
    installation = workspace.installation
    return {
        "url": f"{workspace.url}/",
        "team": workspace.state.team_name,
        "user": installation.name.lower().replace(" ", "-"),
        "team_id": workspace.state.team_id,
        "user_id": installation.user_id,
        "bot_id": installation.bot_id,
        "app_id": installation.app_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke", tier=3)
def auth_revoke(workspace: Workspace, _arguments: Json) -> Json:
    workspace.installation.bot_token_revoked = True
    workspace.events.tokens_revoked()
    return {"revoked": True}


@method("apps.connections.open", tier=1, scope="connections:write", app_token=True)
def connections_open(workspace: Workspace, _arguments: Json) -> Json:
    socket_url = workspace.url.replace("http://", "ws://", 1)
    return {"url": f"{socket_url}/link/?ticket={workspace.socket.new_ticket()}&app_id={workspace.installation.app_id}"}


@method("team.info", tier=3, scope="team:read")
def team_info(workspace: Workspace, _arguments: Json) -> Json:
    state = workspace.state
    return {"team": {"id": state.team_id, "name": state.team_name, "domain": "local", "email_domain": "example.com"}}


@method("bots.info", tier=3, scope="users:read")
def bots_info(workspace: Workspace, arguments: Json) -> Json:
    installation = workspace.installation
    if arguments.get("bot") != installation.bot_id:
        raise SlackError("bot_not_found")
    bot = {
        "id": installation.bot_id,
        "deleted": False,
        "name": installation.name,
        "app_id": installation.app_id,
        "user_id": installation.user_id,
    }
    return {"bot": bot}
