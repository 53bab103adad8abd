"""The people directory, filled when the bot starts: what Slack's events said while it was down is caught up with."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.slack import SlackGateway
from handlers import post
from handlers.services import Services
from mentoring import directory
from mentoring.people import Profile
from storage import Storage, installation

log = logging.getLogger(__name__)

AT_ONCE = 100
LISTED_AT = "directory_listed_at"
STILL_TRUE = timedelta(minutes=5)
"""How long a list is as good as a new one: what happens when no bot is there, Slack says again for so long."""
_LISTING = 7_204_513  # the number of this lock among PostgreSQL's advisory locks
_LOOK_AGAIN = 1.0
"""Seconds of real time."""


async def fill_once(gateway: SlackGateway, services: Services, workspace: str) -> None:
    """As `fill`, by one of the bots that start together: Slack lists people slowly, and for all bots at the same pace.

    Returns when it has been filled, by whichever of them; should one fail or end, another goes on.
    """
    began = services.now()
    while True:
        async with services.storage.alone(_LISTING) as is_our_turn:
            if is_our_turn:
                if services.storage.is_locked or not await _is_listed(services.storage, since=began - STILL_TRUE):
                    await fill(gateway, services, workspace)
                    async with services.storage.transaction() as tx:
                        await installation.remember(tx, LISTED_AT, began.isoformat())
                return
        await asyncio.sleep(_LOOK_AGAIN)


async def _is_listed(storage: Storage, *, since: datetime) -> bool:
    async with storage.look() as tx:
        listed_at = await installation.recall(tx, LISTED_AT)
    return listed_at is not None and datetime.fromisoformat(listed_at) >= since


async def fill(gateway: SlackGateway, services: Services, workspace: str) -> None:
    """Ask for everybody once; where Slack does not tell, each person is asked for when they first turn up.

    Whoever has left or moved meanwhile is noted in a transaction of their own, as if the event had come.

    Raises:
        ExceptionGroup: some could not be noted; the others were. Filling it again tries only them.
    """
    everyone = await gateway.everyone()
    if everyone is None:
        log.warning("directory_not_listed")
        return
    to_note: list[Profile] = []
    for first in range(0, len(everyone), AT_ONCE):
        async with services.storage.transaction() as tx:
            to_note += await directory.keep(tx, workspace, everyone[first : first + AT_ONCE], services.now())
    problems = []
    for profile in to_note:
        try:
            await _note(services, workspace, profile)
        except Exception as problem:  # noqa: BLE001  # the others are still to be noted; it is raised after them
            problems.append(problem)
    services.wake_delivery()
    if problems:
        raise ExceptionGroup("Some people of the directory could not be noted", problems)


async def _note(services: Services, workspace: str, profile: Profile) -> None:
    async with services.storage.transaction() as tx:
        now, named = services.now(), services.named_coordinators
        says = await directory.note(tx, workspace, profile, now, services.journeys, named=named)
        if services.restored is not None and services.restored.is_recent(now):  # it may have been noted before that
            says = tuple(replace(say, in_doubt=True) for say in says)
        await post.post(tx, services, workspace, says, now)
