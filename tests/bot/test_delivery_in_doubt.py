"""Messages that may have gone before a backup was put back: looked for where we may look, and left unsent where we may not."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from sandbox.faults import Fault
from sandbox.state import TEAM_ID
from storage import Storage, outbox
from storage.models.delivery import MessageState, Outgoing
from storage.outbox import Replace, ToChannel, ToPerson
from tests.bot.test_delivery import AMINA, BO, NEWS, Post, office
from tests.town import MONDAY

BACKUP = MONDAY - timedelta(days=7)


@pytest.fixture
async def post(each_storage: Storage) -> AsyncIterator[Post]:
    async with office(each_storage) as opened:
        yield opened


async def forget_everything(post: Post) -> None:
    """As if the database were one from before all this."""
    async with post.storage.transaction() as tx:
        await tx.execute(delete(Outgoing))


async def test_what_never_went_is_as_dead_as_before_when_it_is_tried_again(post: Post) -> None:
    """Slack lets nobody write to Bo, and so it does not say where the bot could look either."""
    post.slack.faults.at_random("conversations.open", Fault.ERROR, 1, code="user_disabled")
    await post.add("Good morning", ToPerson(BO))
    await post.walk()
    row = await post.row("Good morning")
    assert row.state is MessageState.DEAD

    async with post.storage.transaction() as tx:
        assert await outbox.replay(tx, TEAM_ID, row.id, now=post.clock.now())
    await post.walk()
    row = await post.row("Good morning")
    assert (row.state, row.error) == (MessageState.DEAD, "user_disabled")


async def test_what_went_before_is_found_and_not_sent_again(post: Post) -> None:
    await post.add("Good morning")
    await post.walk()
    await forget_everything(post)

    await post.add("Good morning", in_doubt_since=BACKUP)
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    row = await post.row("Good morning")
    assert (row.state, row.payload) == (MessageState.SENT, None)


async def test_what_did_not_go_before_goes_now_after_two_looks(post: Post) -> None:
    await post.add("Good morning", in_doubt_since=BACKUP)
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert post.count("conversations.history") == 2


async def test_it_is_looked_for_as_far_back_as_the_backup(post: Post) -> None:
    await post.add("Good morning")
    await post.walk()
    await forget_everything(post)
    post.clock.travel_to(MONDAY + timedelta(days=6))

    await post.add("Good morning", in_doubt_since=MONDAY)
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]


@pytest.mark.parametrize("place", ["group", "channel"])
async def test_where_we_may_not_look_nothing_is_sent_and_people_are_told(post: Post, place: str) -> None:
    to = await post.conversation(AMINA, BO) if place == "group" else ToChannel(NEWS)
    await post.add("Hello, both", to, in_doubt_since=BACKUP)
    await post.walk()

    row = await post.row("Hello, both")
    assert (row.state, row.error) == (MessageState.MAYBE_SENT, "restored")
    assert [message.key for message in post.told] == ["Hello, both"]
    assert post.count("chat.postMessage") == post.count("conversations.history") == 0


async def test_a_message_is_found_within_the_one_that_stood_for_it(post: Post) -> None:
    await post.add("Two in one", key="digest", stands_for=("first", "second"))
    await post.walk()
    await forget_everything(post)

    for key in ("first", "second", "third"):
        await post.add(f"The {key}", key=key, in_doubt_since=BACKUP)
    await post.walk()

    assert post.seen_by(AMINA) == ["Two in one", "The third"]
    assert set((await post.states()).values()) == {MessageState.SENT}


async def test_a_message_is_put_in_anothers_place_without_looking(post: Post) -> None:
    await post.add("Do you meet?")
    await post.walk()
    asked = await post.row("Do you meet?")
    channel = await post.gateway.open_direct(AMINA)

    await post.add("Thank you, noted.", Replace(channel, asked.ts or "", AMINA), in_doubt_since=BACKUP)
    await post.walk()

    assert post.seen_by(AMINA) == ["Thank you, noted."]
    assert post.count("conversations.history") == 0
