"""Events another bot left behind are taken over, and let go of again by a bot that is told to stop meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from storage import inbox
from tests.town import Town, open_town


async def leave_behind(town: Town, event_id: str) -> None:
    workspace, now = town.slack.state.team_id, town.clock.now()
    payload = {"team_id": workspace, "event_id": event_id, "event": {"type": "app_home_opened"}}
    async with town.bot.storage.transaction() as tx:
        assert await inbox.keep(tx, workspace=workspace, event_id=event_id, payload=payload, now=now, lease=-1)


async def test_what_is_not_begun_when_a_bot_stops_is_anybody_s_at_once(sqlite_template: Path, tmp_path: Path) -> None:
    async with open_town(sqlite_template, tmp_path) as town:
        at_work = asyncio.Event()

        async def never_end(next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002  # Bolt injects by this name
            at_work.set()
            await asyncio.Event().wait()
            await next()

        town.bot.app.use(never_end)
        for name in ("Ev1", "Ev2", "Ev3"):
            await leave_behind(town, name)
        taking_over = asyncio.create_task(town.bot.take_over_events())
        await at_work.wait()
        taking_over.cancel()
        await asyncio.wait({taking_over})

        async with town.bot.storage.transaction() as tx:
            free = await inbox.take_over(tx, lease=60)
        assert [event.event_id for event in free] == ["Ev2", "Ev3"]
