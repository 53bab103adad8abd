"""A remembered channel that Slack no longer knows: forgotten, and opened anew once."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from sandbox.faults import Fault
from sandbox.state import TEAM_ID
from storage import Storage, outbox
from storage.models.people import Person
from storage.models.relationships import Conversation
from storage.outbox import MessageState
from tests.bot.test_delivery import AMINA, BO, CHIDI, Post, office, person_row

GONE = "D0GONE"


@pytest.fixture
async def post(each_storage: Storage) -> AsyncIterator[Post]:
    async with office(each_storage) as opened:
        async with each_storage.transaction() as tx:
            tx.add(person_row(AMINA))
            await tx.flush()
            await tx.execute(update(Person).values(direct_channel=GONE))
        yield opened


async def remembered(post: Post) -> str | None:
    async with post.storage.read() as tx:
        return (await tx.get_one(Person, (TEAM_ID, AMINA))).direct_channel


async def test_a_person_s_messages_go_to_where_slack_opens_them_now(post: Post) -> None:
    for text in ("Good morning", "Good evening"):
        await post.add(text)
    await post.walk()
    assert post.seen_by(AMINA) == ["Good morning", "Good evening"]
    assert post.count("conversations.open") == 1
    assert await remembered(post) == post.slack.state.open_im(AMINA).id


async def test_what_slack_does_not_know_even_then_is_dead(post: Post) -> None:
    post.slack.faults.at_random("chat.postMessage", Fault.ERROR, 1, code="channel_not_found")
    await post.add("Good morning")
    await post.walk()
    row = await post.row("Good morning")
    assert (row.state, row.error, row.tries) == (MessageState.DEAD, "channel_not_found", 2)
    assert post.count("conversations.open") == 1


async def test_so_do_those_of_a_group(post: Post) -> None:
    together = await post.conversation(AMINA, BO, CHIDI)
    async with post.storage.transaction() as tx:
        await tx.execute(update(Conversation).values(channel=GONE))
    await post.add("Meet each other", together)
    await post.walk()
    assert post.seen_by_group(AMINA, BO, CHIDI) == ["Meet each other"]


async def test_what_cannot_be_looked_for_may_have_arrived_and_can_be_looked_for_when_it_is_tried_again(
    post: Post,
) -> None:
    await post.add("Good morning", in_doubt_since=post.clock.now())
    await post.walk()
    row = await post.row("Good morning")
    assert (row.state, row.error) == (MessageState.MAYBE_SENT, "channel_not_found")

    async with post.storage.transaction() as tx:
        assert await outbox.replay(tx, TEAM_ID, row.id, now=post.clock.now())
    await post.walk()
    assert post.seen_by(AMINA) == ["Good morning"]
    assert post.count("conversations.history") == 1 + 2
