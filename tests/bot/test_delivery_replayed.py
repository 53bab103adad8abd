"""What is tried once more is another try: nothing that is still said of the last one ends it."""

from collections.abc import AsyncIterator

import pytest

from sandbox.state import TEAM_ID
from storage import Storage, dispatch, outbox
from storage.dispatch import Change
from storage.outbox import MessageState
from tests.bot.test_delivery import AMINA, BO, Post, office


@pytest.fixture
async def post(each_storage: Storage) -> AsyncIterator[Post]:
    async with office(each_storage) as opened:
        yield opened


async def test_an_outcome_that_is_recorded_twice_does_not_end_what_was_replayed_in_between(post: Post) -> None:
    await post.add("Hello, both", await post.conversation(AMINA, BO))
    message = await post.leave_behind(sending=True)
    lost_answer = Change(message=message, state=MessageState.MAYBE_SENT, error="TimeoutError", tried=1)

    async with post.storage.transaction() as tx:
        await dispatch.change(tx, [lost_answer], now=post.clock.now())
    async with post.storage.transaction() as tx:
        assert await outbox.replay(tx, TEAM_ID, message.id, now=post.clock.now())
    async with post.storage.transaction() as tx:  # as a bot does whose commit was answered by nobody
        await dispatch.change(tx, [lost_answer], now=post.clock.now())

    await post.walk()
    assert post.seen_by_group(AMINA, BO) == ["Hello, both"]
