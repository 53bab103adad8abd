"""Socket Mode under trouble: events come again, connections are replaced, and each payload goes to one of them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from sandbox import LocalSlack
from sandbox.faults import SOCKET, Fault
from sandbox.socket_mode import MAX_CONNECTIONS
from tests.sandbox.bolt_on_slack import connected, web_client

MIA = "U0MIA001"
Body = dict[str, Any]


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(limits=False) as running:
        running.socket.retry_delays = (0.0, 0.01, 0.01)
        running.socket.ack_seconds = 0.5
        yield running


class Listener:
    """An app at the other end of a connection, without a WebSocket; acks what it is told to ack."""

    def __init__(self, slack: LocalSlack, *, acks: bool = True) -> None:
        self.slack = slack
        self.acks = acks
        self.heard: list[Body] = []
        self.connection = slack.socket.attach(self.hear, self.leave, self.cut)

    async def hear(self, envelope: Body) -> None:
        self.heard.append(envelope)
        if self.acks:
            self.slack.socket.received({"envelope_id": envelope["envelope_id"]})

    async def leave(self) -> None:
        self.cut()

    def cut(self) -> None:
        self.slack.socket.detach(self.connection)


def listening(slack: LocalSlack) -> tuple[AsyncApp, list[str]]:
    heard: list[str] = []
    app = AsyncApp(client=web_client(slack))

    @app.event("message")
    async def note(event: Body) -> None:
        heard.append(event["text"])

    return app, heard


async def test_an_event_nobody_acks_comes_four_times_and_says_so(slack: LocalSlack) -> None:
    slack.socket.ack_seconds = 0.01
    silent = Listener(slack, acks=False)
    assert not (await slack.person(MIA).say("hello")).acked
    await slack.idle()
    assert [envelope["retry_attempt"] for envelope in silent.heard] == [0, 1, 2, 3]
    assert {envelope["retry_reason"] for envelope in silent.heard[1:]} == {"timeout"}
    assert len({envelope["payload"]["event_id"] for envelope in silent.heard}) == 1
    assert len({envelope["envelope_id"] for envelope in silent.heard}) == 4


async def test_payloads_take_turns_over_two_connections(slack: LocalSlack) -> None:
    first, second = Listener(slack), Listener(slack)
    for _ in range(4):
        assert (await slack.person(MIA).say("hello")).acked
    assert (len(first.heard), len(second.heard)) == (2, 2)


async def test_an_event_lost_with_its_connection_comes_again_on_another(slack: LocalSlack) -> None:
    first, second = Listener(slack), Listener(slack)
    slack.faults.next(SOCKET, Fault.DROP_BEFORE)
    assert not (await slack.person(MIA).say("hello")).acked
    await slack.idle()
    assert len(first.heard) + len(second.heard) == 1
    assert len(slack.socket.connections) == 1


async def test_an_event_can_be_delivered_twice(slack: LocalSlack) -> None:
    listener = Listener(slack)
    slack.faults.next(SOCKET, Fault.REDELIVER)
    await slack.person(MIA).say("hello")
    await slack.idle()
    assert len(listener.heard) == 2
    assert listener.heard[0]["payload"] == listener.heard[1]["payload"]


async def test_somebody_s_last_message_can_be_delivered_again(slack: LocalSlack) -> None:
    listener = Listener(slack)
    await slack.person(MIA).say("hello")
    await slack.person("U0JONAS1").say("something else")
    assert (await slack.redeliver_last(MIA)).acked
    assert listener.heard[2]["payload"] == listener.heard[0]["payload"]
    assert listener.heard[2]["retry_attempt"] == 1


async def test_a_press_is_never_repeated_by_itself(slack: LocalSlack) -> None:
    slack.socket.ack_seconds = 0.01
    silent = Listener(slack, acks=False)
    outcome = await slack.person(MIA).command("/mentor join")
    await slack.idle()
    assert (outcome.error, len(silent.heard)) == ("operation_timeout", 1)


async def test_a_command_that_nobody_answered_is_counted_and_an_event_is_not(slack: LocalSlack) -> None:
    slack.socket.ack_seconds = 0.01
    silent = Listener(slack, acks=False)
    await slack.person(MIA).command("/mentor join")
    await slack.person(MIA).say("hello")
    silent.acks = True
    await slack.person(MIA).command("/mentor join")
    await slack.idle()
    assert slack.socket.unanswered == 1


async def test_nothing_passes_over_a_wedged_connection_and_it_stays_open(slack: LocalSlack) -> None:
    app, heard = listening(slack)
    slack.socket.retry_delays = ()
    async with connected(slack, app) as handler:
        slack.socket.wedge()
        assert not (await slack.person(MIA).say("hello")).acked
        assert len(slack.socket.connections) == 1
        assert await handler.client.is_connected(), "which is all that its client knows of it"
    assert heard == []


async def test_one_connection_too_many_is_turned_away_by_name(slack: LocalSlack) -> None:
    import aiohttp

    for _ in range(MAX_CONNECTIONS):
        Listener(slack)
    url = slack.api.call("apps.connections.open", {}, slack.app_token).body["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        assert (await socket.receive_json())["reason"] == "too_many_websockets"
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
    assert len(slack.socket.connections) == MAX_CONNECTIONS


async def test_the_client_moves_to_a_new_connection_after_a_warning(slack: LocalSlack) -> None:
    app, heard = listening(slack)
    slack.socket.warning_seconds = 0.3
    async with connected(slack, app):
        before = slack.socket.connections[0]
        await slack.socket.warn()
        said = 0
        while before in slack.socket.connections:
            await slack.person(MIA).say(str(said))
            said += 1
        await slack.socket.wait_connected()
        assert (await slack.person(MIA).say("after")).acked
        await slack.idle()
    assert set(heard) == {*map(str, range(said)), "after"}


async def test_the_client_comes_back_after_a_connection_is_cut(slack: LocalSlack) -> None:
    app, heard = listening(slack)
    async with connected(slack, app, ping_interval=0.3):
        slack.socket.cut()
        assert slack.socket.connections == []
        await slack.socket.wait_connected()
        assert (await slack.person(MIA).say("I am back")).acked
    assert heard == ["I am back"]


async def test_a_ticket_opens_one_connection_only(slack: LocalSlack) -> None:
    import aiohttp

    url = slack.api.call("apps.connections.open", {}, slack.app_token).body["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            hello = await socket.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(url)


async def test_an_app_with_two_connections_is_told_so(slack: LocalSlack) -> None:
    app, heard = listening(slack)
    async with connected(slack, app), connected(slack, app):
        assert len(slack.socket.connections) == 2
        for number in range(4):
            assert (await slack.person(MIA).say(str(number))).acked
    assert heard == ["0", "1", "2", "3"]


async def test_nothing_said_in_a_group_reaches_the_app(slack: LocalSlack) -> None:
    listener = Listener(slack)
    group = slack.api.call("conversations.open", {"users": f"{MIA},U0JONAS1"}, slack.bot_token).body["channel"]["id"]
    outcome = await slack.person(MIA).say("Between us", channel=group)
    assert outcome.error == "not_subscribed"
    assert listener.heard == []


async def test_an_app_hears_its_own_direct_messages_only_when_asked_to() -> None:
    for echo, heard in ((True, 1), (False, 0)):
        slack = LocalSlack(limits=False, echo=echo)
        listener = Listener(slack)
        slack.api.call("chat.postMessage", {"channel": MIA, "text": "x"}, slack.bot_token)
        await slack.idle()
        assert len(listener.heard) == heard
