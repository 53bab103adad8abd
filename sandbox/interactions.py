"""What people do to the app: commands, presses, submissions; delivered with a trigger and answered by an ack."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import views
from sandbox.block_kit import check_message_blocks, check_view
from sandbox.errors import SlackError
from sandbox.messages import compose, escaped, with_mentions
from sandbox.state import Conversation, ConversationKind, Json, Person
from sandbox.workspace import Workspace

VERIFICATION = "local-verification"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the app took something: whether it answered in time, and what its answer did on the screen."""

    acked: bool
    error: str | None = None
    """What Slack shows instead: dispatch_failed, operation_timeout, unknown_command, or why an answer was refused."""
    action: str | None = None
    """Of a submission: close, errors, update, push, clear, or invalid when the client did not even send it."""
    errors: dict[str, str] = field(default_factory=dict)
    """Of a submission: block id → what is wrong there."""
    response: Json | None = None
    """What the ack carried."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Where an element stands: in a view, or in a message of a conversation."""

    blocks: list[Json]
    view: Json | None = None
    message: Json | None = None

    @property
    def key(self) -> str:
        """What a person's typed values on it are kept under."""
        if self.view is not None:
            return str(self.view["id"])
        return f"{self.message['channel']}:{self.message['ts']}" if self.message else ""


class Interactions:
    """Builds the payloads as Slack does, delivers them and carries out what the acks ask for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def command(self, person: Person, typed: str, conversation: Conversation) -> Outcome:
        """Type a slash command in a conversation."""
        name, _, text = typed.strip().partition(" ")
        known = self._workspace.installation.command(name)
        if known is None or person.external or not self._workspace.installation.installed:
            return Outcome(acked=False, error="unknown_command")
        state, installation = self._workspace.state, self._workspace.installation
        payload = {
            "token": VERIFICATION,
            "team_id": state.team_id,
            "team_domain": "local",
            "channel_id": conversation.id,
            "channel_name": _channel_name(conversation),
            "user_id": person.id,
            "user_name": person.real_name.split()[0].lower(),
            "command": name,
            "text": escaped(with_mentions(state, text.strip())) if known.get("should_escape") else text.strip(),
            "api_app_id": installation.app_id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(person, conversation.id),
            "trigger_id": self._workspace.triggers.issue(person.id),
        }
        outcome = await self._ask("slash_commands", payload)
        return self._show_answer(person, conversation, outcome) if outcome.response else outcome

    async def act(self, person: Person, surface: Surface, block: Json, element: Json, choice: Json) -> Outcome:
        """Press a button or choose in an element that is delivered at once."""
        state = self._workspace.state
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            **({"text": element["text"]} if element["type"] == "button" else {}),
            **choice,
            "action_ts": state.new_ts(),
        }
        view = surface.view
        modal = view is not None and view["type"] == "modal"
        payload = {
            **self._interaction("block_actions", person),
            "trigger_id": self._workspace.triggers.issue(person.id, str(view["id"]) if view and modal else None),
            "actions": [action],
            **(self._in_view(person, view) if view else self._in_message(person, surface)),
        }
        return await self._ask("interactive", payload)

    async def submit(self, person: Person, view: Json) -> Outcome:
        """Send a modal's form and do what the ack asks: close, show errors, update, push or clear."""
        payload = {
            **self._interaction("view_submission", person),
            "trigger_id": self._workspace.triggers.issue(person.id, str(view["id"])),
            "view": views.with_state(self._workspace.state, person.id, view),
            "response_urls": [],
        }
        outcome = await self._ask("interactive", payload)
        return self._after_submission(person, view, outcome) if outcome.acked else outcome

    async def closed(self, person: Person, view: Json, *, cleared: bool) -> Outcome:
        """Tell the app that a modal, given with its state, was closed without submitting."""
        payload = {**self._interaction("view_closed", person), "view": view, "is_cleared": cleared}
        return await self._ask("interactive", payload)

    async def suggest(self, person: Person, surface: Surface, block: Json, element: Json, typed: str) -> Outcome:
        """Ask the app for the options of an external select."""
        where = {"view": views.with_state(self._workspace.state, person.id, surface.view)} if surface.view else {}
        payload = {
            **self._interaction("block_suggestion", person),
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": typed,
            **where,
        }
        return await self._ask("interactive", payload)

    async def _ask(self, kind: str, payload: Json) -> Outcome:
        ack = await self._workspace.socket.ask(kind, payload)
        return Outcome(acked=ack.acked, error=ack.error, response=ack.payload)

    def _interaction(self, kind: str, person: Person) -> Json:
        state = self._workspace.state
        return {
            "type": kind,
            "user": {
                "id": person.id,
                "username": person.real_name.split()[0].lower(),
                "name": person.real_name.split()[0].lower(),
                "team_id": person.team_id,
            },
            "api_app_id": self._workspace.installation.app_id,
            "token": VERIFICATION,
            "team": {"id": state.team_id, "domain": "local"},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _in_view(self, person: Person, view: Json) -> Json:
        return {
            "container": {"type": "view", "view_id": view["id"]},
            "view": views.with_state(self._workspace.state, person.id, view),
        }

    def _in_message(self, person: Person, surface: Surface) -> Json:
        message: Json = surface.message or {}
        conversation = self._workspace.state.conversations[message["channel"]]
        ephemeral = bool(message.get("is_ephemeral"))
        shown = {name: value for name, value in message.items() if name not in {"channel", "is_ephemeral"}}
        values = views.state_values(self._workspace.state, person.id, surface.key, surface.blocks)
        return {
            "container": {
                "type": "message",
                "message_ts": message["ts"],
                "channel_id": conversation.id,
                "is_ephemeral": ephemeral,
            },
            "channel": {"id": conversation.id, "name": _channel_name(conversation)},
            # An ephemeral message is not stored at Slack, so the app does not get it back.
            **({} if ephemeral else {"message": shown}),
            "state": {"values": values},
            "response_url": self._response_url(person, conversation.id, message["ts"]),
        }

    def _response_url(self, person: Person, channel: str, ts: str | None = None) -> str:
        return f"{self._workspace.url}/response/{self._workspace.responses.issue(person.id, channel, ts)}"

    def _show_answer(self, person: Person, conversation: Conversation, outcome: Outcome) -> Outcome:
        """Show what the ack of a command carries."""
        answer = outcome.response or {}
        try:
            if answer.get("blocks"):
                check_message_blocks(answer["blocks"])
        except SlackError as refusal:
            return Outcome(acked=True, error=refusal.code, response=answer)
        message = compose(self._workspace.state, self._workspace.author, answer)
        if answer.get("response_type") == "in_channel":
            self._workspace.state.post(conversation, message)
        else:
            self._workspace.state.post_ephemeral(conversation, person.id, message)
        return outcome

    def _after_submission(self, person: Person, view: Json, outcome: Outcome) -> Outcome:
        answer = outcome.response or {}
        action = answer.get("response_action") or "close"
        try:
            errors = self._respond(person, view, action, answer)
        except SlackError as refusal:
            return Outcome(acked=True, error=refusal.code, action=action, response=answer)
        return Outcome(acked=True, action=action, errors=errors, response=answer)

    def _respond(self, person: Person, view: Json, action: str, answer: Json) -> dict[str, str]:
        state, installation = self._workspace.state, self._workspace.installation
        if action == "errors":
            return _errors_on_blocks(view, answer.get("errors"))
        if action in {"update", "push"}:
            check_view(answer.get("view"), "modal")
        if action == "update":
            views.update_modal(state, installation, view["id"], answer["view"], None)
        elif action == "push":
            views.push_modal(state, installation, person.id, answer["view"])
        elif action == "clear":
            views.clear_modals(state, person.id)
        elif action == "close":
            views.close_modal(state, person.id, view["id"])
        else:
            raise SlackError("invalid_response_action")
        return {}


def _errors_on_blocks(view: Json, errors: Any) -> dict[str, str]:
    """Check that each error has its input block, as the client does before it shows any."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_errors")
    return {block_id: str(text) for block_id, text in errors.items()}


def _channel_name(conversation: Conversation) -> str:
    return "directmessage" if conversation.kind is ConversationKind.IM else conversation.name
