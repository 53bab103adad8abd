"""Every call that delivery makes is within what Slack takes of its method, not only posts."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.budgets import HISTORY, OPEN, POST, UPDATE, USUAL, Limit, Limits
from sandbox.faults import Fault
from storage import Storage
from storage.models.delivery import Target
from storage.outbox import MessageState, Replace, ToPerson
from tests.bot.test_delivery import AMINA, BO, CHIDI, MONDAY, Post, office

ONE = Limit(per_minute=1, at_once=1)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
async def post(storage: Storage) -> AsyncIterator[Post]:
    async with office(storage) as opened:
        yield opened


def allowing_one(post: Post, method: str) -> None:
    """From now on this method may be called once a minute."""
    limits = Limits(methods={**USUAL.methods, method: ONE}, channel=USUAL.channel)
    post.delivery = post.another(limits=limits)


async def test_people_are_posted_to_one_after_the_other(post: Post) -> None:
    allowing_one(post, POST)
    for person in (AMINA, BO, CHIDI):
        await post.add(f"to {person}", ToPerson(person))

    await post.delivery.drain()
    assert post.count(POST) == 1
    await post.walk()

    assert post.count(POST) == 3
    assert post.clock.now() - MONDAY >= 2 * A_MINUTE


async def test_conversations_are_opened_one_after_the_other(post: Post) -> None:
    allowing_one(post, OPEN)
    for person in (AMINA, BO, CHIDI):
        await post.add(f"to {person}", ToPerson(person))

    await post.delivery.drain()
    assert post.count(OPEN) == 1
    await post.walk()

    assert (post.count(OPEN), post.count(POST)) == (3, 3)
    assert post.clock.now() - MONDAY >= 2 * A_MINUTE


async def test_what_is_in_doubt_is_looked_for_one_after_the_other(post: Post) -> None:
    allowing_one(post, HISTORY)
    post.slack.faults.next(POST, Fault.ACCEPTED_THEN_DROPPED, times=3)
    for person in (AMINA, BO, CHIDI):
        await post.add(f"to {person}", ToPerson(person))
    await post.delivery.drain()
    post.clock.travel_to(MONDAY + A_MINUTE)

    await post.delivery.drain()
    assert post.count(HISTORY) == 1
    await post.walk()

    assert set((await post.states()).values()) == {MessageState.SENT}
    assert (post.count(HISTORY), post.count(POST)) == (3, 3)
    assert post.clock.now() - MONDAY >= 3 * A_MINUTE


async def test_messages_are_replaced_one_after_the_other(post: Post) -> None:
    places = []
    for person in (AMINA, BO, CHIDI):
        await post.add(f"to {person}", ToPerson(person))
        await post.delivery.drain()
        (shown,) = post.slack.person(person).messages
        places.append(Replace(str(shown["channel"]), str(shown["ts"]), person))
    allowing_one(post, UPDATE)
    for place in places:
        await post.add(f"noted, {place.person}", place)

    await post.delivery.drain()
    assert post.count(UPDATE) == 1
    await post.walk()

    assert (post.count(UPDATE), post.count(POST)) == (3, 3)
    assert (await post.row(f"noted, {CHIDI}")).target is Target.REPLACED
    assert post.clock.now() - MONDAY >= 2 * A_MINUTE
