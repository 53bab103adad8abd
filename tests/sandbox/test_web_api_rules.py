"""The Web API without HTTP: tokens, scopes, conversations, history, views, and the errors Slack answers with."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox import LocalSlack
from sandbox.methods import METHODS

MIA, JONAS, GONE, EXTERNAL, ROBOT = "U0MIA001", "U0JONAS1", "U0GONE01", "U0EXTERN", "U0ROBOT1"
Body = dict[str, Any]


class FrozenClock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def travel(self, to: datetime) -> None:
        self.moment = to


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
async def slack(clock: FrozenClock) -> AsyncIterator[LocalSlack]:
    slack = LocalSlack(clock=clock, limits=False)
    yield slack
    await slack.stop()


def call(slack: LocalSlack, method: str, **arguments: Any) -> Body:
    return slack.api.call(method, arguments, slack.bot_token).body


def grant(slack: LocalSlack, *scopes: str) -> None:
    slack.installation.scopes |= set(scopes)


def modal(title: str = "Title", **more: Any) -> Body:
    return {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": [{"type": "divider"}], **more}


def trigger(slack: LocalSlack, person: str = MIA) -> str:
    return slack.workspace.triggers.issue(person)


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (None, "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("app", "auth.test", "not_allowed_token_type"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
        ("bot", "chat.shout", "unknown_method"),
    ],
)
def test_a_call_needs_the_right_token(slack: LocalSlack, token: str | None, method: str, error: str) -> None:
    known = {"app": slack.app_token, "bot": slack.bot_token}
    answer = slack.api.call(method, {}, known.get(token or "", token))
    assert (answer.body["ok"], answer.body["error"]) == (False, error)


def test_the_bot_learns_who_it_is_and_which_scopes_it_has(slack: LocalSlack) -> None:
    answer = slack.api.call("auth.test", {}, slack.bot_token)
    assert answer.body["user_id"] == slack.installation.user_id
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("conversations.list", {}, "channels:read"),
        ("conversations.info", {"channel": "C0WARD4000"}, "channels:read"),
        ("conversations.join", {"channel": "C0WARD4000"}, "channels:join"),
        ("conversations.history", {"channel": "C0WARD4000"}, "channels:history"),
        ("users.lookupByEmail", {"email": "a@example.com"}, "users:read.email"),
        ("users.conversations", {"types": "mpim"}, "mpim:read"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
        ("team.info", {}, "team:read"),
    ],
)
def test_a_missing_scope_is_named(slack: LocalSlack, method: str, arguments: Body, needed: str) -> None:
    answer = call(slack, method, **arguments)
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)
    assert "im:history" in answer["provided"]


def test_a_manifest_decides_scopes_events_commands_and_name() -> None:
    slack = LocalSlack(
        manifest={
            "display_information": {"name": "Guide"},
            "features": {"slash_commands": [{"command": "/guide"}], "app_home": {"home_tab_enabled": False}},
            "oauth_config": {"scopes": {"bot": ["commands"], "bot_optional": ["files:write"]}},
            "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
        }
    )
    assert slack.installation.name == "Guide"
    assert slack.installation.scopes == {"commands", "files:write"}
    assert call(slack, "chat.postMessage", channel=MIA, text="x")["error"] == "missing_scope"
    assert call(slack, "views.publish", user_id=MIA, view={"type": "home", "blocks": []})["error"] == "not_enabled"
    assert slack.installation.command("/mentor") is None


def test_the_same_people_always_have_the_same_conversation(slack: LocalSlack) -> None:
    first = call(slack, "conversations.open", users=f"{MIA},{JONAS}")["channel"]["id"]
    again = call(slack, "conversations.open", users=f"{JONAS},{slack.installation.user_id},{MIA}")
    assert again["channel"]["id"] == first
    assert again["already_open"] is True
    assert call(slack, "conversations.open", users=MIA)["channel"]["id"].startswith("D")


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("", "users_list_not_supplied"),
        ("U0NOBODY", "user_not_found"),
        (f"{MIA},{GONE}", "user_disabled"),
        (EXTERNAL, "user_not_visible"),
        (ROBOT, "cannot_dm_bot"),
    ],
)
def test_a_conversation_that_cannot_be_opened_says_why(slack: LocalSlack, users: str, error: str) -> None:
    assert call(slack, "conversations.open", users=users)["error"] == error


def test_a_group_conversation_holds_eight_people_beside_the_app(slack: LocalSlack) -> None:
    people = [person.id for person in slack.state.people.values()][:9]
    assert call(slack, "conversations.open", users=",".join(people[:8]))["ok"]
    assert call(slack, "conversations.open", users=",".join(people))["error"] == "too_many_users"


async def test_an_external_person_can_be_written_to_once_they_share_a_channel(slack: LocalSlack) -> None:
    await slack.person("U0ANNA01").invite_app("C0PARTNER0")
    assert call(slack, "conversations.open", users=EXTERNAL)["ok"]
    user = call(slack, "users.info", user=EXTERNAL, include_locale=True)["user"]
    assert user["is_stranger"] is False
    assert "locale" not in user


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0WARD4000", "text": "x"}, "not_in_channel"),
        ({"channel": "C0PEOPLE00", "text": "x"}, "channel_not_found"),
        ({"channel": GONE, "text": "x"}, "channel_not_found"),
        ({"channel": MIA}, "no_text"),
        ({"channel": MIA, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": MIA, "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": MIA, "text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"channel": MIA, "text": "x", "thread_ts": "1.2"}, "thread_not_found"),
        ({"channel": MIA, "text": "x", "metadata": "nothing"}, "invalid_metadata_format"),
        ({"channel": MIA, "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
        (
            {"channel": MIA, "text": "x", "metadata": {"event_type": "a", "event_payload": {"k": "x" * 8001}}},
            "metadata_too_large",
        ),
        ({"text": "x"}, "invalid_arguments"),
    ],
)
def test_a_message_that_cannot_be_posted_says_why(slack: LocalSlack, arguments: Body, error: str) -> None:
    assert call(slack, "chat.postMessage", **arguments)["error"] == error
    assert slack.person(MIA).messages == []


def test_messages_are_changed_and_taken_away(slack: LocalSlack) -> None:
    blocks = [{"type": "divider"}]
    posted = call(slack, "chat.postMessage", channel=MIA, text="One", blocks=blocks)
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    assert call(slack, "chat.update", **where, text="Two")["text"] == "Two"
    assert [block["type"] for block in slack.person(MIA).messages[0]["blocks"]] == ["divider"]
    call(slack, "chat.update", **where, text="Three", blocks=[])
    assert "blocks" not in slack.person(MIA).messages[0]
    assert call(slack, "chat.delete", **where)["ok"]
    assert call(slack, "chat.update", **where, text="Four")["error"] == "message_not_found"
    assert slack.person(MIA).messages == []


@pytest.mark.parametrize("junk", [7, "{", [1], {"a": 1}, None, True])
@pytest.mark.parametrize(
    "name", ["channel", "users", "user", "view", "blocks", "metadata", "files", "limit", "ts", "cursor"]
)
def test_junk_is_answered_and_never_breaks_a_method(slack: LocalSlack, name: str, junk: object) -> None:
    grant(slack, "channels:read", "files:write", *(method.scope for method in METHODS.values() if method.scope))
    direct = slack.state.open_im(MIA).id
    usual = {"channel": direct, "text": "x", "user": MIA, "trigger_id": "1.2", "user_id": MIA, "ts": "1.2"}
    for method in set(METHODS) - {"auth.revoke", "apps.connections.open"}:
        assert "ok" in call(slack, method, **{**usual, name: junk}), method


async def test_people_s_own_messages_cannot_be_changed_by_the_app(slack: LocalSlack) -> None:
    await slack.person(MIA).say("Mine")
    conversation = slack.state.open_im(MIA)
    ts = next(iter(conversation.messages))
    assert call(slack, "chat.update", channel=conversation.id, ts=ts, text="x")["error"] == "cant_update_message"


def test_an_ephemeral_message_reaches_one_member_only(slack: LocalSlack) -> None:
    group = call(slack, "conversations.open", users=f"{MIA},{JONAS}")["channel"]["id"]
    assert call(slack, "chat.postEphemeral", channel=group, user=MIA, text="Psst")["ok"]
    assert [message["text"] for message in slack.person(MIA).ephemerals] == ["Psst"]
    assert slack.person(JONAS).ephemerals == []
    stranger = call(slack, "chat.postEphemeral", channel=group, user="U0ANNA01", text="Psst")
    assert stranger["error"] == "user_not_in_channel"


def test_message_stamps_follow_the_clock_and_never_repeat(slack: LocalSlack, clock: FrozenClock) -> None:
    stamps = [call(slack, "chat.postMessage", channel=MIA, text="x")["ts"] for _ in range(3)]
    clock.moment -= timedelta(hours=1)
    stamps.append(call(slack, "chat.postMessage", channel=MIA, text="x")["ts"])
    assert stamps == sorted(set(stamps))
    assert int(stamps[0].partition(".")[0]) == int(datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp())


def test_history_is_paged_newest_first_and_shows_metadata_only_when_asked(
    slack: LocalSlack, clock: FrozenClock
) -> None:
    for number in range(5):
        clock.moment += timedelta(seconds=1)
        metadata = {"event_type": "sent", "event_payload": {"key": str(number)}}
        call(slack, "chat.postMessage", channel=MIA, text=str(number), metadata=metadata)
    channel = slack.state.open_im(MIA).id
    first = call(slack, "conversations.history", channel=channel, limit=2)
    assert [message["text"] for message in first["messages"]] == ["4", "3"]
    assert first["messages"][0]["metadata"] == {"event_type": "sent"}
    cursor = first["response_metadata"]["next_cursor"]
    rest = call(slack, "conversations.history", channel=channel, cursor=cursor, include_all_metadata="true")
    assert [message["metadata"]["event_payload"]["key"] for message in rest["messages"]] == ["2", "1", "0"]
    assert rest["has_more"] is False
    since = first["messages"][1]["ts"]
    assert len(call(slack, "conversations.history", channel=channel, oldest=since)["messages"]) == 1
    assert len(call(slack, "conversations.history", channel=channel, oldest=since, inclusive=True)["messages"]) == 2
    assert call(slack, "conversations.history", channel=channel, cursor="@")["error"] == "invalid_cursor"


def test_a_group_s_history_stays_closed_without_its_scope(slack: LocalSlack) -> None:
    group = call(slack, "conversations.open", users=f"{MIA},{JONAS}")["channel"]["id"]
    answer = call(slack, "conversations.history", channel=group)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "mpim:history")


def test_lists_are_paged_by_cursor(slack: LocalSlack) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = call(slack, "users.list", limit=10, cursor=cursor, include_locale=True)
        assert len(page["members"]) <= 10
        seen += [member["id"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert len(seen) == len(set(seen))
    assert {slack.installation.user_id, "USLACKBOT", MIA, GONE} <= set(seen)
    assert EXTERNAL not in seen


def test_a_profile_says_zone_language_and_status(slack: LocalSlack) -> None:
    mia = call(slack, "users.info", user=MIA, include_locale="true")["user"]
    assert (mia["tz"], mia["tz_offset"], mia["locale"]) == ("Europe/Copenhagen", 3600, "da-DK")
    assert "email" not in mia["profile"]
    grant(slack, "users:read.email")
    assert "email" in call(slack, "users.info", user=MIA)["user"]["profile"]
    gone = call(slack, "users.info", user=GONE)["user"]
    assert gone["deleted"] is True
    assert "tz" not in gone
    guest = call(slack, "users.info", user="U0GUEST2")["user"]
    assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, True)
    assert call(slack, "users.info", user="U0NOBODY")["error"] == "user_not_found"


async def test_conversations_are_listed_as_far_as_the_scopes_reach(slack: LocalSlack) -> None:
    await slack.person(MIA).invite_app("C0WARD4000")
    grant(slack, "channels:read")
    listed = call(slack, "conversations.list")["channels"]
    assert {each["name"]: each["is_member"] for each in listed}["ward-4"] is True
    assert "people-team" not in {each["name"] for each in listed}
    assert [each["name"] for each in call(slack, "users.conversations")["channels"]] == ["ward-4"]
    assert MIA in call(slack, "conversations.members", channel="C0WARD4000")["members"]
    assert call(slack, "chat.postMessage", channel="C0WARD4000", text="Hello")["ok"]


def test_a_trigger_opens_one_view_within_three_seconds(slack: LocalSlack) -> None:
    once = trigger(slack)
    assert call(slack, "views.open", trigger_id=once, view=modal())["ok"]
    assert call(slack, "views.open", trigger_id=once, view=modal())["error"] == "exchanged_trigger_id"
    assert call(slack, "views.open", trigger_id="1.2", view=modal())["error"] == "invalid_trigger_id"
    slack.workspace.triggers.life_seconds = 0.0
    assert call(slack, "views.open", trigger_id=trigger(slack), view=modal())["error"] == "expired_trigger_id"


def test_a_refused_view_leaves_the_trigger_for_a_better_one(slack: LocalSlack) -> None:
    once = trigger(slack)
    assert call(slack, "views.open", trigger_id=once, view={"type": "modal"})["error"] == "invalid_arguments"
    assert call(slack, "views.open", trigger_id=once, view=modal())["ok"]


def test_at_most_three_views_are_stacked(slack: LocalSlack) -> None:
    view_id = call(slack, "views.open", trigger_id=trigger(slack), view=modal("1"))["view"]["id"]

    def push(title: str) -> Body:
        inside = slack.workspace.triggers.issue(MIA, view_id)
        return call(slack, "views.push", trigger_id=inside, view=modal(title))

    assert push("2")["view"]["previous_view_id"] == view_id
    assert push("3")["view"]["root_view_id"] == view_id
    assert push("4")["error"] == "push_limit_reached"
    assert [view["title"]["text"] for view in slack.person(MIA).modals] == ["1", "2", "3"]


async def test_a_view_is_updated_by_id_external_id_and_hash(slack: LocalSlack) -> None:
    view = call(slack, "views.open", trigger_id=trigger(slack), view=modal(external_id="mine"))["view"]
    newer = call(slack, "views.update", external_id="mine", view=modal("Newer", external_id="mine"))["view"]
    assert newer["id"] == view["id"]
    late = call(slack, "views.update", view_id=view["id"], view=modal("Late"), hash=view["hash"])
    assert late["error"] == "hash_conflict"
    assert call(slack, "views.update", view_id=view["id"], view=modal("Now"), hash=newer["hash"])["ok"]
    await slack.person(MIA).close()
    assert call(slack, "views.update", view_id=view["id"], view=modal())["error"] == "not_found"


def test_the_home_tab_is_published_with_a_hash(slack: LocalSlack) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = call(slack, "views.publish", user_id=MIA, view=home)["view"]
    second = call(slack, "views.publish", user_id=MIA, view=home, hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    assert call(slack, "views.publish", user_id=MIA, view=home, hash=first["hash"])["error"] == "hash_conflict"
    assert call(slack, "views.publish", user_id="U0NOBODY", view=home)["error"] == "user_not_found"


def test_a_revoked_token_stops_working(slack: LocalSlack) -> None:
    slack.installation.events.clear()
    assert call(slack, "auth.revoke")["revoked"]
    assert call(slack, "auth.test")["error"] == "token_revoked"


def test_there_are_enough_and_different_people(slack: LocalSlack) -> None:
    people = list(slack.state.people.values())
    assert len(people) >= 32
    assert sum(person.locale == "da-DK" for person in people) >= 8
    assert len({person.tz for person in people}) >= 10
    assert {person.guest for person in people} == {None, "single", "multi"}
    assert any(person.is_owner for person in people)
    assert any(person.external for person in people)
