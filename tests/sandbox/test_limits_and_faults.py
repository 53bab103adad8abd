"""Rate limits follow the clock; faults strike as ordered, and the client sees what it would see of Slack."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from sandbox import LocalSlack
from sandbox.faults import Fault, Faults
from sandbox.limits import Limits
from sandbox.web_api import Answer
from tests.sandbox.bolt_on_slack import web_client

MIA = "U0MIA001"
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)


class HandClock:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.moment = MORNING

    def now(self) -> datetime:
        return self.moment

    async def travel(self, to: datetime) -> None:
        self.moment = to


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def slack(clock: HandClock) -> AsyncIterator[LocalSlack]:
    async with LocalSlack(clock=clock) as running:
        yield running


def post(slack: LocalSlack, channel: str = MIA) -> Answer:
    return slack.api.call("chat.postMessage", {"channel": channel, "text": "x"}, slack.bot_token)


def test_one_message_a_second_in_a_conversation_after_a_short_burst(slack: LocalSlack, clock: HandClock) -> None:
    answers = [post(slack) for _ in range(6)]
    assert [answer.status for answer in answers] == [200] * 5 + [429]
    assert answers[-1].body["error"] == "ratelimited"
    assert answers[-1].headers["retry-after"] == "1"
    assert post(slack, "U0JONAS1").status == 200, "another conversation has its own limit"
    clock.moment += timedelta(seconds=1)
    assert post(slack).status == 200
    direct = slack.state.open_im(MIA).id
    assert post(slack, direct).status == 429, "a person's id and their conversation are the same place"


def test_a_tier_refuses_what_is_too_much_and_a_jumping_clock_refills(slack: LocalSlack, clock: HandClock) -> None:
    def ask() -> Answer:
        return slack.api.call("users.list", {}, slack.bot_token)

    assert [ask().status for _ in range(21)] == [200] * 20 + [429]
    assert ask().headers["retry-after"] == "3"
    clock.moment -= timedelta(days=1)
    assert ask().status == 429, "a clock set back refills nothing"
    clock.moment += timedelta(days=2)
    assert [ask().status for _ in range(20)] == [200] * 20


def test_limits_can_be_scaled_and_switched_off() -> None:
    limits = Limits(scale=2.0)
    assert [limits.retry_after("users.list", 2, "", MORNING) for _ in range(40)] == [None] * 40
    assert limits.retry_after("users.list", 2, "", MORNING) is not None
    limits.enabled = False
    assert limits.retry_after("users.list", 2, "", MORNING) is None


def test_random_faults_repeat_with_the_seed() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.at_random("*", Fault.SERVER_ERROR, 0.3)
        return [faults.draw("chat.postMessage") is not None for _ in range(200)]

    assert struck(1) == struck(1)
    assert struck(1) != struck(2)
    assert 30 < sum(struck(1)) < 90


async def test_a_limited_call_says_when_to_come_back(slack: LocalSlack) -> None:
    slack.faults.next("chat.postMessage", Fault.RATE_LIMITED, seconds=7)
    with pytest.raises(SlackApiError) as refused:
        await web_client(slack).chat_postMessage(channel=MIA, text="x")
    response: Any = refused.value.response
    assert (response.status_code, response.headers["Retry-After"]) == (429, "7")
    assert (await web_client(slack).chat_postMessage(channel=MIA, text="x"))["ok"]


@pytest.mark.parametrize(
    ("kind", "error", "arrived"),
    [
        (Fault.SERVER_ERROR, SlackApiError, 0),
        (Fault.FAILED_AFTER, SlackApiError, 1),
        (Fault.DROPPED_BEFORE, aiohttp.ClientError, 0),
        (Fault.ACCEPTED_THEN_DROPPED, aiohttp.ClientError, 1),
        (Fault.ERROR, SlackApiError, 0),
    ],
)
async def test_a_fault_loses_or_keeps_the_message_as_ordered(
    slack: LocalSlack, kind: Fault, error: type[Exception], arrived: int
) -> None:
    slack.faults.next("chat.postMessage", kind)
    with pytest.raises(error):
        await web_client(slack).chat_postMessage(channel=MIA, text="x")
    assert len(slack.person(MIA).messages) == arrived
    assert slack.faults.injected["chat.postMessage", kind] == 1
    assert (await web_client(slack).chat_postMessage(channel=MIA, text="y"))["ok"]


async def test_a_slow_answer_outlasts_an_impatient_client_and_still_arrives(slack: LocalSlack) -> None:
    slack.faults.next("chat.postMessage", Fault.SLOW, seconds=0.2)
    client = web_client(slack)
    client.timeout = 0.05  # type: ignore[assignment]  # the SDK says whole seconds and takes any
    with pytest.raises(TimeoutError):
        await client.chat_postMessage(channel=MIA, text="x")
    await slack.person(MIA).until(lambda mia: mia.messages)


async def test_a_call_can_be_done_after_its_connection_was_lost(slack: LocalSlack) -> None:
    slack.faults.next("chat.postMessage", Fault.LATE, seconds=0.1)
    with pytest.raises(aiohttp.ClientError):
        await web_client(slack).chat_postMessage(channel=MIA, text="x")
    assert slack.person(MIA).messages == []
    await slack.person(MIA).until(lambda mia: mia.messages)


async def test_history_can_lag_behind_what_was_posted(slack: LocalSlack, clock: HandClock) -> None:
    client = web_client(slack)
    channel = (await client.chat_postMessage(channel=MIA, text="Old"))["channel"]
    clock.moment += timedelta(seconds=10)
    await client.chat_postMessage(channel=MIA, text="New")
    slack.faults.next("conversations.history", Fault.STALE, seconds=5)
    seen = []
    for _ in range(2):
        history = await client.conversations_history(channel=channel)
        seen.append([message["text"] for message in history["messages"]])
    assert seen == [["Old"], ["New", "Old"]]


async def test_only_the_ordered_method_and_number_of_calls_are_struck(slack: LocalSlack) -> None:
    slack.faults.next("users.info", Fault.SERVER_ERROR, times=2)
    client = web_client(slack)
    assert (await client.auth_test())["ok"]
    for _ in range(2):
        with pytest.raises(SlackApiError):
            await client.users_info(user=MIA)
    assert (await client.users_info(user=MIA))["ok"]
    slack.faults.at_random("*", Fault.SERVER_ERROR, 1.0)
    with pytest.raises(SlackApiError):
        await client.auth_test()
    slack.faults.clear()
    assert (await client.auth_test())["ok"]
