"""The connections to Slack: none lost without another in its place, nothing said over one of them left unanswered."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import DefiniteError, SlackGateway
from bot.sockets import MOST, WANTED, Pace, Sockets
from sandbox.faults import SOCKET, Fault
from sandbox.server import LocalSlack
from sandbox.socket_mode import Connection
from tests.town import open_town

Ask = Callable[[], Awaitable[str]]

MIA = "U0MIA001"
QUICK = Pace(
    heartbeat=0.2,
    hello=0.3,
    second_after=0.01,
    overlap=1,
    steady=0,
    first_pause=0.01,
    longest_pause=0.02,
    overdue=0.1,
    answer=1,
)


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(limits=False) as running:
        running.socket.retry_delays = (0.0, 0.01, 0.01)
        running.socket.ack_seconds = 1
        running.socket.warning_seconds = 0.1
        yield running


class Listener:
    """An app that notes what it hears, and acks a command when it may."""

    def __init__(self, slack: LocalSlack) -> None:
        self.heard: list[str] = []
        self.at_work = asyncio.Event()
        self.may_ack = asyncio.Event()
        self.may_ack.set()
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        client.proxy = None
        self.app = AsyncApp(client=client)
        self.app.event("message")(self.note)
        self.app.command("/mentor")(self.answer)

    async def note(self, event: dict[str, Any]) -> None:
        self.heard.append(event["text"])

    async def answer(self, ack: AsyncAck, command: dict[str, Any]) -> None:
        self.at_work.set()
        await self.may_ack.wait()
        self.heard.append(command["text"])
        await ack()


@asynccontextmanager
async def listening(
    slack: LocalSlack,
    app: AsyncApp,
    *,
    pace: Pace = QUICK,
    app_token: str | None = None,
    asked: Callable[[Ask], Awaitable[str]] = lambda ask: ask(),
) -> AsyncIterator[Sockets]:
    """Connections for this app, not yet started; `asked` may change what Slack answers when asked for an address."""
    gateway = SlackGateway(token=slack.bot_token, base_url=slack.api_url)
    ask = partial(gateway.socket_url, app_token or slack.app_token)
    rng = random.Random(1)  # noqa: S311  # the same pauses every time
    sockets = Sockets(app, lambda: asked(ask), monotonic=time.monotonic, rng=rng, pace=pace)
    try:
        yield sockets
    finally:
        await sockets.stop()
        await gateway.close()


async def until(slack: LocalSlack, comes_true: Callable[[], bool]) -> None:
    """Return when this is so, looking whenever a connection comes or goes."""
    changed = asyncio.Event()
    slack.socket.on_change = changed.set
    async with asyncio.timeout(5):
        while not comes_true():
            changed.clear()
            await changed.wait()


async def until_two(slack: LocalSlack) -> None:
    await until(slack, lambda: len(slack.socket.connections) == WANTED)


def of_another_replica(slack: LocalSlack) -> Connection:
    async def nothing(*_: object) -> None:
        """Nobody listens here."""

    return slack.socket.attach(nothing, nothing, lambda: None)


# Two of them


async def test_the_second_connection_follows_and_each_payload_is_heard_once(slack: LocalSlack) -> None:
    listener = Listener(slack)
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        assert sockets.is_connected
        await until_two(slack)
        for number in range(6):
            assert (await slack.person(MIA).say(str(number))).acked
    assert listener.heard == ["0", "1", "2", "3", "4", "5"]


async def test_a_bot_that_has_stopped_is_not_connected(slack: LocalSlack) -> None:
    async with listening(slack, Listener(slack).app) as sockets:
        assert not sockets.is_connected
        await sockets.start()
        await sockets.stop()
        assert not sockets.is_connected
        assert slack.socket.connections == []


async def test_where_an_app_has_many_connections_one_is_enough(slack: LocalSlack) -> None:
    for _ in range(MOST - WANTED):
        of_another_replica(slack)
    asked_before = slack.workspace.calls["apps.connections.open"]
    async with listening(slack, Listener(slack).app) as sockets:
        await sockets.start()
        mine = slack.socket.connections[-1]
        await slack.socket.warn(connection=mine)
        await until(slack, lambda: mine not in slack.socket.connections)
        assert len(slack.socket.connections) == MOST - 1
        assert slack.workspace.calls["apps.connections.open"] == asked_before + 2


async def test_turned_away_as_one_too_many_it_asks_again_until_there_is_room(slack: LocalSlack) -> None:
    others = [of_another_replica(slack) for _ in range(MOST)]

    async def ask_until_one_leaves(ask: Ask) -> str:
        if slack.workspace.calls["apps.connections.open"] == 2:
            slack.socket.detach(others.pop())
        return await ask()

    async with listening(slack, Listener(slack).app, asked=ask_until_one_leaves) as sockets:
        await sockets.start()
        assert slack.workspace.calls["apps.connections.open"] == 3
        assert sockets.is_connected


# One of them goes


async def test_a_warning_leaves_no_gap(slack: LocalSlack) -> None:
    slack.socket.warning_seconds = 10  # as Slack gives: a busy machine takes a while to connect anew
    listener = Listener(slack)
    fewest: list[int] = []
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        await until_two(slack)
        warned = list(slack.socket.connections)
        await slack.socket.warn("refresh_requested")
        said = 0
        while set(warned) & set(slack.socket.connections):
            fewest.append(len(slack.socket.connections))
            assert (await slack.person(MIA).command(f"/mentor {said}")).acked
            said += 1
        await until_two(slack)
    assert min(fewest) >= WANTED
    assert listener.heard == [str(number) for number in range(said)]
    assert slack.socket.unanswered == 0


async def test_a_connection_that_is_cut_is_replaced_while_the_other_carries_on(slack: LocalSlack) -> None:
    listener = Listener(slack)
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        await until_two(slack)
        cut = slack.socket.connections[0]
        slack.socket.cut(cut)
        assert (await slack.person(MIA).command("/mentor join")).acked
        assert sockets.is_connected
        await until_two(slack)
        assert cut not in slack.socket.connections


async def test_both_cut_come_back(slack: LocalSlack) -> None:
    listener = Listener(slack)
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        await until_two(slack)
        slack.socket.cut()
        await until_two(slack)
        assert (await slack.person(MIA).say("I am back")).acked
    assert listener.heard == ["I am back"]


async def test_a_connection_that_stays_open_and_says_nothing_is_replaced(slack: LocalSlack) -> None:
    listener = Listener(slack)
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        await until_two(slack)
        wedged = slack.socket.connections[0]
        slack.socket.wedge(wedged)
        await until(slack, lambda: wedged not in slack.socket.connections)
        await until_two(slack)
        for number in range(4):
            assert (await slack.person(MIA).command(f"/mentor {number}")).acked
    assert slack.socket.unanswered == 0


async def test_all_wedged_at_once_are_replaced(slack: LocalSlack) -> None:
    async with listening(slack, Listener(slack).app) as sockets:
        await sockets.start()
        await until_two(slack)
        wedged = list(slack.socket.connections)
        slack.socket.wedge()
        await until(slack, lambda: not set(wedged) & set(slack.socket.connections))
        await until_two(slack)
        assert (await slack.person(MIA).say("hello")).acked


async def test_a_connection_that_outlives_its_time_is_renewed(slack: LocalSlack) -> None:
    """It may look alive, answer every ping, and deliver nothing."""
    slack.socket.lifetime_seconds = 1
    async with listening(slack, Listener(slack).app) as sockets:
        await sockets.start()
        first = slack.socket.connections[0]
        slack.socket.lifetime_seconds = 3600
        await until(slack, lambda: first not in slack.socket.connections)
        assert sockets.is_connected
        await until_two(slack)


async def test_what_a_lost_connection_brought_is_acknowledged_over_the_other(slack: LocalSlack) -> None:
    listener = Listener(slack)
    listener.may_ack.clear()
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        await until_two(slack)
        slack.faults.next(SOCKET, Fault.DROP_AFTER)
        asking = asyncio.create_task(slack.person(MIA).command("/mentor join"))
        await listener.at_work.wait()
        await until(slack, lambda: len(slack.socket.connections) == 1)
        listener.may_ack.set()
        assert (await asking).acked
    assert slack.socket.unanswered == 0


async def test_what_comes_again_over_another_connection_changes_nothing(sqlite_template: Path, tmp_path: Path) -> None:
    async with open_town(sqlite_template, tmp_path) as town, listening(town.slack, town.bot.app) as sockets:
        mia = town.person("Mia")
        await sockets.start()
        await until(town.slack, lambda: len(town.slack.socket.connections) > WANTED)
        await mia.say("hello")
        await town.settle()
        answers = len(mia.messages)
        town.slack.faults.next(SOCKET, Fault.REDELIVER)
        for _ in range(2):  # whichever of them brought it, the other brings it too
            assert (await town.slack.redeliver_last(mia.id)).acked
        await town.settle()
        assert len(mia.messages) == answers


# Slack does not let us in, or not now


async def test_a_token_that_is_refused_is_said_at_once(slack: LocalSlack) -> None:
    async with listening(slack, Listener(slack).app, app_token=slack.bot_token) as sockets:
        with pytest.raises(DefiniteError, match="not_allowed_token_type"):
            await sockets.start()


async def test_a_slack_that_is_down_is_asked_again_until_it_answers(slack: LocalSlack) -> None:
    slack.faults.next("apps.connections.open", Fault.SERVER_ERROR, times=3)
    async with listening(slack, Listener(slack).app) as sockets:
        await sockets.start()
        assert sockets.is_connected
        assert slack.workspace.calls["apps.connections.open"] == 1


async def test_a_limit_is_waited_out_while_the_first_connection_carries_on(slack: LocalSlack) -> None:
    listener = Listener(slack)
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        slack.faults.next("apps.connections.open", Fault.RATE_LIMITED, seconds=1)
        began = time.monotonic()
        assert (await slack.person(MIA).command("/mentor join")).acked
        await until_two(slack)
        assert time.monotonic() - began >= 1
    assert slack.faults.injected["apps.connections.open", Fault.RATE_LIMITED] == 1


async def test_an_address_that_leads_nowhere_is_given_up_for_a_new_one(slack: LocalSlack) -> None:
    async def lead_nowhere_once(ask: Ask) -> str:
        url = await ask()
        return url.replace("/link/", "/nowhere/") if slack.workspace.calls["apps.connections.open"] == 1 else url

    async with listening(slack, Listener(slack).app, asked=lead_nowhere_once) as sockets:
        await sockets.start()
        assert slack.workspace.calls["apps.connections.open"] == 2
        assert sockets.is_connected


async def test_a_connection_that_nobody_greets_is_given_up_for_a_new_one(slack: LocalSlack) -> None:
    async with silent_server() as nowhere:

        async def lead_into_silence_once(ask: Ask) -> str:
            url = await ask()
            return nowhere if slack.workspace.calls["apps.connections.open"] == 1 else url

        async with listening(slack, Listener(slack).app, asked=lead_into_silence_once) as sockets:
            await sockets.start()
            assert slack.workspace.calls["apps.connections.open"] == 2
            assert sockets.is_connected


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """A WebSocket that opens and never says hello."""

    async def open_only(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.receive()
        return socket

    app = web.Application()
    app.router.add_get("/", open_only)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_turned_off_in_slack_it_is_not_connected_until_it_is_turned_on_again(slack: LocalSlack) -> None:
    async with listening(slack, Listener(slack).app) as sockets:
        await sockets.start()
        await until_two(slack)
        slack.faults.at_random("apps.connections.open", Fault.ERROR, 1, code="not_allowed")
        await slack.socket.warn("link_disabled")
        async with asyncio.timeout(5):
            while sockets.is_connected:  # noqa: ASYNC110  # no event tells when the last one has closed
                await asyncio.sleep(0)
        slack.faults.clear()
        await until_two(slack)
        assert (await slack.person(MIA).command("/mentor join")).acked


# Stopping


async def test_what_has_come_is_answered_before_the_connection_closes(slack: LocalSlack) -> None:
    listener = Listener(slack)
    listener.may_ack.clear()
    async with listening(slack, listener.app) as sockets:
        await sockets.start()
        asking = asyncio.create_task(slack.person(MIA).command("/mentor join"))
        await listener.at_work.wait()
        stopping = asyncio.create_task(sockets.stop())
        listener.may_ack.set()
        await stopping
        assert (await asking).acked


async def test_a_bot_can_leave_in_the_middle_of_a_rush(slack: LocalSlack) -> None:
    """Only what crosses its very last goodbye cannot be acknowledged any more, and that too is done."""
    staying, leaving = Listener(slack), Listener(slack)
    async with listening(slack, staying.app) as there, listening(slack, leaving.app) as gone:
        await there.start()
        await gone.start()
        await until(slack, lambda: len(slack.socket.connections) == 2 * WANTED)

        async def rush(who: int) -> None:
            for number in range(20):
                await slack.person(MIA).command(f"/mentor {who}.{number}")

        rushing = [asyncio.create_task(rush(who)) for who in range(5)]
        await leaving.at_work.wait()
        await gone.stop()
        await asyncio.gather(*rushing)
    assert slack.socket.unanswered <= 2
    assert sorted(staying.heard + leaving.heard) == sorted(
        f"{who}.{number}" for who in range(5) for number in range(20)
    )


async def test_stopping_with_nothing_to_do_takes_no_time(slack: LocalSlack) -> None:
    async with listening(slack, Listener(slack).app) as sockets:
        await sockets.start()
        await until_two(slack)
        began = time.monotonic()
        await sockets.stop()
        assert time.monotonic() - began < 0.5


async def test_stopping_gives_up_waiting_for_whoever_does_not_answer(slack: LocalSlack) -> None:
    listener = Listener(slack)
    listener.may_ack.clear()
    async with listening(slack, listener.app, pace=Pace(answer=0.05)) as sockets:
        await sockets.start()
        asking = asyncio.create_task(slack.person(MIA).command("/mentor join"))
        await listener.at_work.wait()
        await sockets.stop()
        assert not (await asking).acked
        listener.may_ack.set()
