"""Reading what Slack sends, typed: who it was, which request, which message was pressed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentoring.access import Actor
from mentoring.people import Profile
from mentoring.rules.availability import known_zone

Body = dict[str, Any]  # Slack's own JSON
BOT_FLAGS = ("is_bot", "is_workflow_bot", "is_connector_bot")


def actor_of(body: Body) -> Actor | None:
    """Who sent this, or None where Slack names nobody (an uninstall)."""
    workspace = body.get("team_id") or (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")
    event = body.get("event") or {}
    user = body.get("user_id") or body.get("user") or event.get("user")
    person = user.get("id") if isinstance(user, dict) else user
    return Actor(workspace=workspace, id=person) if workspace and person else None


def request_id(body: Body) -> str:
    """An id that the same command, press or submission carries however often it is delivered."""
    if "event_id" in body:
        return f"event:{body['event_id']}"
    if body.get("type") in {"view_submission", "view_closed"}:
        # Two quick presses of one submit button come with two triggers, but from the same state of the same view.
        view = body["view"]
        return f"{body['type']}:{view['id']}:{view.get('hash') or body['trigger_id']}"
    return f"trigger:{body['trigger_id']}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button, menu or picker that somebody used."""

    action_id: str
    value: str
    channel: str | None
    ts: str | None
    view_id: str | None
    block_id: str


def pressed(body: Body) -> Pressed:
    """What was pressed, and where: in a message (channel and ts) or in a view."""
    action = body["actions"][0]
    container = body.get("container") or {}
    return Pressed(
        action_id=action["action_id"],
        value=_value(action),
        channel=container.get("channel_id") or (body.get("channel") or {}).get("id"),
        ts=container.get("message_ts"),
        view_id=(body.get("view") or {}).get("id"),
        block_id=action.get("block_id") or "",
    )


def profile_in(user: Mapping[str, Any], workspace: str) -> Profile:
    """What Slack's user object says of somebody, as seen from this workspace."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return Profile(
        slack_id=user["id"],
        # A display name of nothing but emoji is no name to introduce somebody by.
        name=next((name for name in names if name and any(letter.isalnum() for letter in name)), user["id"]),
        title=profile.get("title") or "",
        zone=known_zone(user.get("tz") or ""),
        locale=user.get("locale") or "en-US",
        is_bot=any(user.get(flag) for flag in BOT_FLAGS) or user["id"] == "USLACKBOT",
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_external=bool(user.get("is_stranger")) or user.get("team_id", workspace) != workspace,
        is_deactivated=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def remembered(view: Body) -> dict[str, Any]:
    """What a modal was told to remember when it was opened."""
    kept: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
    return kept


def _value(action: Body) -> str:
    if action.get("selected_option"):
        return str(action["selected_option"]["value"])
    for name in ("value", "selected_user", "selected_date", "selected_time", "selected_conversation"):
        if action.get(name):
            return str(action[name])
    return ""
