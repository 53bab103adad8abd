"""views.*: modals by trigger, their updates, and the Home tab."""

from sandbox import views
from sandbox.block_kit import check_view
from sandbox.errors import SlackError
from sandbox.methods.table import method, required, structure
from sandbox.state import Json
from sandbox.triggers import Trigger
from sandbox.workspace import Workspace


@method("views.open", tier=4)
def views_open(workspace: Workspace, arguments: Json) -> Json:
    view = _view(arguments)
    trigger = _trigger(workspace, arguments)
    opened = views.open_modal(workspace.state, workspace.installation, trigger.person, view)
    return _shown(workspace, opened)


@method("views.push", tier=4)
def views_push(workspace: Workspace, arguments: Json) -> Json:
    view = _view(arguments)
    trigger = _trigger(workspace, arguments)
    if trigger.view_id is None or trigger.view_id not in workspace.state.views:
        raise SlackError("not_found")
    pushed = views.push_modal(workspace.state, workspace.installation, trigger.person, view)
    return _shown(workspace, pushed)


@method("views.update", tier=4)
def views_update(workspace: Workspace, arguments: Json) -> Json:
    view_id = arguments.get("view_id") or _by_external_id(workspace, required(arguments, "external_id"))
    updated = views.update_modal(
        workspace.state, workspace.installation, view_id, _view(arguments), arguments.get("hash")
    )
    return _shown(workspace, updated)


@method("views.publish", tier=4)
def views_publish(workspace: Workspace, arguments: Json) -> Json:
    person = required(arguments, "user_id")
    if person not in workspace.state.people:
        raise SlackError("user_not_found")
    if not workspace.installation.home_tab:
        raise SlackError("not_enabled")
    published = views.publish_home(
        workspace.state, workspace.installation, person, _view(arguments, "home"), arguments.get("hash")
    )
    return _shown(workspace, published)


def _view(arguments: Json, kind: str = "modal") -> Json:
    """Read and check the view, before any trigger is used up for it."""
    required(arguments, "view")
    view: Json = structure(arguments, "view", "invalid_arguments")
    check_view(view, kind)
    return view


def _trigger(workspace: Workspace, arguments: Json) -> Trigger:
    key = arguments.get("trigger_id") or arguments.get("interactivity_pointer")
    return workspace.triggers.exchange(str(key or required(arguments, "trigger_id")))


def _by_external_id(workspace: Workspace, external_id: str) -> str:
    for view in workspace.state.views.values():
        if view["external_id"] == external_id:
            return str(view["id"])
    raise SlackError("not_found")


def _shown(workspace: Workspace, view: Json) -> Json:
    return {"view": views.with_state(workspace.state, view["user_id"], view)}
