"""The people directory, filled when the bot starts: what Slack's events said while it was down is caught up with."""

import logging

from bot.slack import SlackGateway
from handlers import post
from handlers.services import Services
from mentoring import directory
from mentoring.people import Profile

log = logging.getLogger(__name__)

AT_ONCE = 100


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
        await post.post(tx, services, workspace, says, now)
