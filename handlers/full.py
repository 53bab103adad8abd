"""/mentor full: a mentor takes no more mentees, and `/mentor full off` does again."""

import re

from handlers.views import full as views
from handlers.views.kit import Message
from handlers.visit import Visit
from mentoring import fullness

OFF = {"off", "no", "not", "end", "stop", "fra", "nej", "slut", "ikke"}
"""Words that take it back: typed after the subcommand, or anywhere in a short message to the bot."""


async def full(visit: Visit, words: str) -> Message:
    """Take no more mentees from now on, or take them again.

    Raises:
        NoMentorPlaceError: this person is a mentor nowhere.
    """
    await visit.be_known()
    async with visit.change() as tx:
        if OFF.intersection(re.findall(r"\w+", words.lower())):
            return views.free(visit.t, fullness=await fullness.say_free(tx, visit.actor))
        said, told = await fullness.say_full(tx, visit.actor, visit.now)
        await visit.say(tx, *told)
    return views.full(visit.t, fullness=said)
