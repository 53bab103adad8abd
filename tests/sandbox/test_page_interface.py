"""The page's interface: what it shows of one person, how it stays up to date, and who may use it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from sandbox import LocalSlack
from sandbox.acts import preset
from sandbox.person import PersonDriver
from sandbox.story import Playing, Step
from tests.sandbox.bolt_on_slack import connected, web_client

MIA, ANNA = "U0MIA001", "U0ANNA01"
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
Body = dict[str, Any]


class HandClock:
    """A clock that travels at once."""

    def __init__(self) -> None:
        self.moment = MORNING

    def now(self) -> datetime:
        return self.moment

    async def travel(self, to: datetime) -> None:
        self.moment = to


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(limits=False, clock=HandClock()) as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def act(http: aiohttp.ClientSession, slack: LocalSlack, verb: str, **fields: Any) -> tuple[int, Body]:
    body = {"person": MIA, "verb": verb, **fields}
    async with http.post(f"{slack.url}/page/act", json=body) as answer:
        return answer.status, await answer.json()


async def until(socket: aiohttp.ClientWebSocketResponse, kind: str) -> Body:
    while True:
        patch: Body = await socket.receive_json(timeout=5)
        if patch["type"] == kind:
            return patch


def post(slack: LocalSlack, channel: str, text: str, **more: Any) -> Body:
    return slack.api.call("chat.postMessage", {"channel": channel, "text": text, **more}, slack.bot_token).body


async def test_a_snapshot_shows_what_one_person_sees_and_nothing_else(
    slack: LocalSlack, http: aiohttp.ClientSession
) -> None:
    metadata = {"event_type": "a", "event_payload": {"key": "k"}}
    post(slack, MIA, "For Mia", metadata=metadata)
    post(slack, ANNA, "For Anna")
    async with http.get(f"{slack.url}/page/state", params={"person": MIA}) as answer:
        seen = await answer.json()
    assert seen["me"]["name"] == "Mia Sørensen"
    assert seen["conversations"][0]["kind"] == "app"
    assert [message["text"] for message in seen["conversations"][0]["messages"]] == ["For Mia"]
    assert "metadata" not in seen["conversations"][0]["messages"][0]
    assert "For Anna" not in str(seen)
    assert {each["name"] for each in seen["conversations"]} >= {"announcements", "ward-4"}
    assert seen["app"]["connected"] is False
    assert (seen["modals"], seen["home"], seen["story"]) == ([], None, None)


async def test_an_open_page_gets_patches_for_its_person_only(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(f"{slack.url}/page/socket?person={MIA}") as socket:
        assert (await socket.receive_json())["type"] == "snapshot"
        post(slack, ANNA, "For Anna")
        sent = post(slack, MIA, "For Mia")
        patch = await until(socket, "message")
        assert patch["message"]["text"] == "For Mia"
        where = {"channel": sent["channel"], "ts": sent["ts"]}
        slack.api.call("chat.delete", where, slack.bot_token)
        assert (await until(socket, "message_deleted"))["ts"] == sent["ts"]
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        slack.api.call("views.publish", {"user_id": MIA, "view": home}, slack.bot_token)
        assert (await until(socket, "home"))["home"]["blocks"][0]["type"] == "divider"
        await slack.change_person(ANNA, title="Chief Learner")
        people = (await until(socket, "people"))["people"]
        assert "Chief Learner" in {person["title"] for person in people}


async def test_everything_the_page_does_goes_to_the_app(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    app = AsyncApp(client=web_client(slack))

    @app.command("/mentor")
    async def join(ack: Any, body: Body, client: Any) -> None:
        text = {"type": "plain_text", "text": "Name"}
        field = {
            "type": "input",
            "block_id": "b",
            "label": text,
            "element": {"type": "plain_text_input", "action_id": "a"},
        }
        view = {"type": "modal", "callback_id": "form", "title": text, "submit": text, "blocks": [field]}
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    @app.view("form")
    async def save(ack: Any, view: Body, body: Body, client: Any) -> None:
        name = view["state"]["values"]["b"]["a"]["value"]
        button = {"type": "button", "action_id": "go", "value": "1", "text": {"type": "plain_text", "text": "Go"}}
        blocks = [{"type": "actions", "elements": [button]}]
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Welcome {name}", blocks=blocks)
        await ack()

    @app.action("go")
    async def go(ack: Any) -> None:
        await ack()

    async with connected(slack, app):
        assert (await act(http, slack, "command", text="/mentor join"))[1]["outcome"]["acked"] is True
        view_id = slack.person(MIA).modals[-1]["id"]
        status, empty = await act(http, slack, "submit", view_id=view_id, values={"b": {"a": ""}})
        assert (status, empty["outcome"]["action"]) == (200, "invalid")
        _, done = await act(http, slack, "submit", view_id=view_id, values={"b": {"a": "Mia"}})
        assert done["outcome"]["action"] == "close"
        message = slack.person(MIA).messages[0]
        assert message["text"] == "Welcome Mia"
        where = {"channel": message["channel"], "ts": message["ts"]}
        _, pressed = await act(http, slack, "press", action_id="go", value="1", message=where)
        assert pressed["outcome"]["acked"] is True
        stolen = {"person": ANNA, "action_id": "go", "value": "1", "message": where}
        assert (await act(http, slack, "press", **stolen))[0] == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "dance"},
        {"verb": "press", "action_id": "nothing"},
        {"verb": "submit", "values": {}},
        {"verb": "travel", "preset": "yesterday"},
        {"verb": "travel", "to": "2020-01-01T00:00:00+00:00"},
        {"verb": "say", "text": "x", "channel": "C0PEOPLE00"},
        {"verb": "story", "do": "play"},
        {"verb": "faults", "method": "*", "kind": "earthquake"},
        {"verb": "command"},
        {"verb": "submit", "values": [1]},
    ],
)
async def test_what_cannot_be_done_is_refused_in_words(
    slack: LocalSlack, http: aiohttp.ClientSession, fields: Body
) -> None:
    status, answer = await act(http, slack, **fields)
    assert (status, answer["ok"]) == (400, False)
    assert answer["error"]


async def test_an_act_that_is_no_json_object_is_refused(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    for body in ("{", "[]", "7", '"say"', "{}"):
        headers = {"Content-Type": "application/json"}
        async with http.post(f"{slack.url}/page/act", data=body, headers=headers) as answer:
            assert answer.status == 400


async def test_the_clock_travels_and_the_page_sees_it(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(f"{slack.url}/page/socket?person={MIA}") as socket:
        assert (await act(http, slack, "travel", preset="week"))[0] == 200
        clock = (await until(socket, "clock"))["clock"]
    assert clock["now"] == (MORNING + timedelta(days=7)).isoformat()
    assert clock["travelling"] is False


@pytest.mark.parametrize(
    ("now", "arrival"),
    [
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), "2026-11-23T09:00:00+01:00"),
        (datetime(2026, 11, 23, 4, 1, tzinfo=UTC), "2026-11-24T09:00:00+01:00"),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "2026-11-24T09:00:00+01:00"),
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), "2026-11-30T09:00:00+01:00"),
        (datetime(2026, 3, 27, 12, 0, tzinfo=UTC), "2026-03-30T09:00:00+02:00"),
        (datetime(2026, 12, 24, 12, 0, tzinfo=UTC), "2026-12-28T09:00:00+01:00"),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), "2027-01-04T09:00:00+01:00"),
    ],
)
def test_the_next_working_morning_is_nine_o_clock_where_the_person_is(now: datetime, arrival: str) -> None:
    assert preset("next_working_morning", now, ZoneInfo("Europe/Copenhagen")).isoformat() == arrival


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "127.0.0.1:1"}],
)
async def test_another_site_gets_nothing(slack: LocalSlack, http: aiohttp.ClientSession, headers: Body) -> None:
    for path in ("/page/state", "/api/auth.test", "/"):
        async with http.get(slack.url + path, headers=headers) as answer:
            assert answer.status == 403
    async with http.post(
        f"{slack.url}/page/act", data='{"verb": "open_home"}', headers={"Content-Type": "text/plain"}
    ) as answer:
        assert answer.status == 415


async def test_only_files_of_the_page_are_served(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    for path in ("/page/../server.py", "/page/%2e%2e/server.py", "/page/nothing.js"):
        async with http.get(slack.url + path) as answer:
            assert answer.status == 404


async def test_faults_are_ordered_and_taken_back_from_the_page(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    await act(http, slack, "faults", method="chat.postMessage", kind="rate_limited", times=2)
    await act(http, slack, "faults", method="*", kind="slow", probability=0.1)
    async with http.get(f"{slack.url}/page/state") as answer:
        faults = (await answer.json())["faults"]
    assert [(fault["kind"], fault["left"], fault["probability"]) for fault in faults] == [
        ("rate_limited", 2, None),
        ("slow", None, 0.1),
    ]
    await act(http, slack, "faults", clear=True)
    assert slack.faults.rules == []


async def say_hello(_slack: LocalSlack, person: PersonDriver) -> None:
    await person.say("Hello")


async def post_to_mia(slack: LocalSlack, _person: PersonDriver) -> None:
    post(slack, MIA, "Welcome")


async def test_a_story_is_acted_out_step_by_step_as_several_people() -> None:
    steps = [
        Step(caption="Anna writes", who=ANNA, do=say_hello, pause=0),
        Step(caption="The app answers Mia", who=MIA, do=post_to_mia, wait_for=lambda mia: mia.messages, pause=0),
    ]
    async with LocalSlack(script=steps, limits=False) as slack:
        assert slack.story is not None
        shown: list[Body] = []
        story = slack.story
        story.on_change = lambda: shown.append(story.described())
        story.play()
        await story.finished()
        assert story.playing is Playing.FINISHED
        assert [each["person"] for each in shown if each["state"] == "playing"] == [ANNA, ANNA, MIA]
        assert slack.person(MIA).messages[0]["text"] == "Welcome"


async def test_a_story_waits_in_a_pause_and_ends_when_somebody_takes_over() -> None:
    steps = [Step(caption="Once", who=ANNA, pause=0), Step(caption="Twice", who=MIA, do=post_to_mia, pause=60)]
    async with LocalSlack(script=steps, limits=False) as slack:
        assert slack.story is not None
        slack.story.play()
        slack.story.pause()
        assert slack.story.playing is Playing.PAUSED
        slack.story.play()
        await slack.person(MIA).until(lambda mia: mia.messages)
        await slack.story.stop()
        assert slack.story.described()["state"] == "stopped"


async def test_a_story_that_cannot_go_on_says_so() -> None:
    step = Step(caption="Nothing comes", who=MIA, wait_for=lambda mia: mia.modal, patience=0.05)
    async with LocalSlack(script=[step], limits=False) as slack:
        assert slack.story is not None
        slack.story.play()
        await slack.story.finished()
        assert slack.story.described()["state"] == "failed"
        assert slack.story.error == "What Mia Sørensen was to see did not appear."


async def test_a_story_says_what_could_not_be_done_in_the_words_of_the_client() -> None:
    async def press_nothing(_: LocalSlack, person: PersonDriver) -> None:
        await person.submit()

    async with LocalSlack(script=[Step(caption="No form", who=MIA, do=press_nothing)], limits=False) as slack:
        assert slack.story is not None
        slack.story.play()
        await slack.story.finished()
        assert str(slack.story.error).endswith("has no modal open.")
