"""Solving a draft for whoever waits for it, and keeping what came of it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from slack_sdk.models.views import View

from handlers.views import match as views
from handlers.views.kit import say
from handlers.visit import Visit
from mentoring import drafting, drafts, solving
from mentoring.drafting import Asked, DraftChangedError
from mentoring.drafts import Draft
from mentoring.errors import MentoringError
from storage import Transaction

Ask = Callable[[Transaction], Awaitable[Asked]]
TRIES = 5
"""So often somebody else may change a draft while it is being solved."""


async def made(visit: Visit, ask: Ask) -> Draft:
    """The draft that is asked for, solved and kept; asked for again as long as others change it meanwhile.

    Raises:
        MentoringError: as `drafting.ask` and `drafting.keep`.
    """
    for _ in range(TRIES - 1):
        with suppress(DraftChangedError):
            return await _made(visit, ask)
    return await _made(visit, ask)


async def draft_screen(visit: Visit, ask: Ask) -> View:
    """The draft, or why there is none: the trigger that could open another screen is spent."""
    try:
        return views.overview(visit.t, draft=await made(visit, ask))
    except MentoringError as refusal:
        return views.refused(visit.t, sentence=say(visit.t, refusal.message_id, **refusal.args_for_words))


async def _made(visit: Visit, ask: Ask) -> Draft:
    async with visit.read() as tx:
        asked = await ask(tx)
    answer = await visit.services.run_elsewhere(solving.answer, asked.facts, asked.fingerprint)
    if asked.over is not None and answer.fingerprint == asked.fingerprint:
        async with visit.read() as tx:
            return await drafts.draft(tx, visit.actor, asked.over)
    async with visit.change() as tx:
        return await drafting.keep(tx, visit.actor, visit.now, asked, answer)
