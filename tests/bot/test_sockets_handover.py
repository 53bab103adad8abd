"""First the replacement, then the end: also when the replacement takes long to come."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from sandbox.server import LocalSlack
from tests.bot.test_sockets import MIA, QUICK, Ask, Listener, listening, until, until_two

IN_A_HURRY = replace(QUICK, overlap=0.02, overdue=60)


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    """It warns of an end that is a while away."""
    async with LocalSlack(limits=False) as running:
        running.socket.warning_seconds = 60
        yield running


async def test_those_that_slack_will_end_stay_until_others_have_taken_their_place(slack: LocalSlack) -> None:
    asked_again, may_open = asyncio.Event(), asyncio.Event()

    async def later(ask: Ask) -> str:
        if len(slack.socket.connections) == 2:
            asked_again.set()
            await may_open.wait()
        return await ask()

    listener = Listener(slack)
    async with listening(slack, listener.app, pace=IN_A_HURRY, asked=later) as sockets:
        await sockets.start()
        await until_two(slack)
        warned = list(slack.socket.connections)
        await slack.socket.warn("refresh_requested")
        await asked_again.wait()

        with pytest.raises(TimeoutError):
            async with asyncio.timeout(10 * IN_A_HURRY.overlap):
                await until(slack, lambda: slack.socket.connections != warned)
        assert (await slack.person(MIA).say("Is anybody there?")).acked

        may_open.set()
        await until(slack, lambda: not set(warned) & set(slack.socket.connections))
        await until_two(slack)
        assert (await slack.person(MIA).say("Good")).acked
    assert listener.heard == ["Is anybody there?", "Good"]
