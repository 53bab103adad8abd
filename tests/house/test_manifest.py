"""The manifest is the promise of what the bot can see: it is pinned here, word for word."""

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.manifest import manifest
from tests.town import Town

BASE = {"chat:write", "commands", "im:history", "im:write", "mpim:write", "users:read"}
OPTIONAL = {"files:write"}
NEVER = {"mpim:history", "groups:history", "channels:history", "app_mentions:read"}


def test_the_scopes_are_these_and_no_others() -> None:
    scopes = manifest()["oauth_config"]["scopes"]

    assert set(scopes) == {"bot", "bot_optional"}, "No scope may ever act as a person"
    assert set(scopes["bot"]) == BASE
    assert set(scopes["bot_optional"]) == OPTIONAL
    assert not (BASE | OPTIONAL) & NEVER


def test_no_event_can_carry_a_conversation_that_is_not_the_bots_own() -> None:
    events = set(manifest()["settings"]["event_subscriptions"]["bot_events"])

    assert {event for event in events if event.startswith("message.")} == {"message.im"}
    assert "app_mention" not in events


async def test_every_event_asked_for_has_a_listener_and_every_listener_its_event(town: Town) -> None:
    subscribed = {
        "message" if event.startswith("message.") else event
        for event in manifest()["settings"]["event_subscriptions"]["bot_events"]
    }

    heard = {event for event in EVENTS if await _is_heard(town, event)}

    assert heard == subscribed


EVENTS = {
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_created",
    "message",
    "team_join",
    "tokens_revoked",
    "user_change",
}


async def _is_heard(town: Town, event: str) -> bool:
    """Whether any registered listener's matchers take this event."""
    body = {"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": event, "user": "U1"}}
    request = AsyncBoltRequest(body=body, mode="socket_mode")
    for listener in town.bot.app._async_listeners:  # noqa: SLF001  # Bolt offers no list
        if await listener.async_matches(req=request, resp=BoltResponse(status=200)):
            return True
    return False
