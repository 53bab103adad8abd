"""What comes in the place of another message: the last thing that was said there stands, however late Slack takes the rest."""

from collections.abc import AsyncIterator

import pytest

from sandbox.faults import Fault
from storage import Storage
from storage.outbox import MessageState, Replace
from tests.bot.test_delivery import AMINA, SECOND, Post, office


@pytest.fixture
async def post(each_storage: Storage) -> AsyncIterator[Post]:
    async with office(each_storage) as opened:
        yield opened


async def asked(post: Post) -> Replace:
    await post.add("Did you meet?")
    await post.walk()
    return Replace(post.slack.state.open_im(AMINA).id, (await post.row("Did you meet?")).ts or "", AMINA)


def slack_takes(post: Post, place: Replace, text: str) -> None:
    """As Slack would, had the request been on its way until now."""
    arguments = {"channel": place.channel, "ts": place.ts, "text": text}
    assert post.slack.api.call("chat.update", arguments, post.slack.bot_token).body["ok"]


async def test_what_slack_takes_late_does_not_come_over_what_came_after(post: Post) -> None:
    place = await asked(post)
    post.slack.faults.next("chat.update", Fault.DROPPED_BEFORE)
    await post.add("How was it?", place)
    await post.add("Thank you, noted", place)

    await post.delivery.drain()
    post.clock.travel_to(post.clock.now() + 29 * SECOND)
    await post.delivery.drain()
    slack_takes(post, place, "How was it?")
    await post.walk()

    assert post.seen_by(AMINA) == ["Thank you, noted"]


async def test_what_a_dead_bot_was_putting_there_does_not_come_over_what_came_after(post: Post) -> None:
    place = await asked(post)
    await post.add("How was it?", place)
    await post.add("Thank you, noted", place)

    await post.leave_behind(sending=True)
    await post.find_what_was_left_behind()
    await post.delivery.drain()
    slack_takes(post, place, "How was it?")
    await post.walk()

    assert post.seen_by(AMINA) == ["Thank you, noted"]
    assert (await post.row("How was it?")).state is MessageState.SENT
