"""Large acts, each recorded in one row: carried out part by part, the oldest first, and none held up by another."""

import datetime as dt
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import assert_never

from mentoring import farewells, new_dates, rounds, zone_rules
from mentoring.say import Say, Voice
from prompts.journeys import Journey
from storage import Transaction, part_of
from storage.models.programmes import Intent
from storage.queries import rounds as queries
from storage.states import IntentKind

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a large act: the act's id, and whether nothing of it was done: it failed, or is for another bot."""

    intent_id: int
    failed: bool = False


async def carry_on(
    tx: Transaction,
    now: dt.datetime,
    journeys: Mapping[str, Journey],
    voice: Voice,
    *,
    leaving: Collection[int] = (),
    restored_at: dt.datetime | None = None,
) -> Part | None:
    """Carry out the next part of the oldest act but those in `leaving`, about a hundred rows of it; None when all is done.

    Call it again, each time in a transaction of its own, until it says None. Being cut short or called by several
    replicas changes nothing: how far an act is stands in the same transaction as what was done. An act from before a backup
    was put back may have been carried out then.
    """
    intent = await queries.next_intent(tx, leaving)
    if intent is None:
        return None
    if intent.kind is IntentKind.KEEP_TIME and not await zone_rules.are_newest(tx, version("tzdata")):
        return Part(intent_id=intent.id, failed=True)
    intent_id, about = intent.id, {"workspace": intent.workspace_id, "intent": intent.id, "kind": intent.kind}
    try:
        async with part_of(tx):
            in_doubt = _may_be_done(intent, restored_at)
            for say in await _next_part(tx, intent, now, journeys):
                await voice(intent.workspace_id, replace(say, in_doubt=in_doubt))
    except Exception:
        log.exception("intent_failed", extra=about)
        return Part(intent_id=intent_id, failed=True)
    return Part(intent_id=intent_id)


def _may_be_done(intent: Intent, restored_at: dt.datetime | None) -> bool | None:
    """None for what nobody asks for: it comes by itself, also a second time."""
    if restored_at is not None and intent.asked_at <= restored_at:
        return True
    return False if intent.kind is IntentKind.PUBLISH_ROUND else None


async def _next_part(
    tx: Transaction, intent: Intent, now: dt.datetime, journeys: Mapping[str, Journey]
) -> tuple[Say, ...]:
    match intent.kind:
        case IntentKind.PUBLISH_ROUND:
            return await rounds.expand(tx, intent, now, journeys)
        case IntentKind.SETTLE_ROUND:
            return await rounds.settle(tx, intent, now)
        case IntentKind.LAST_DAY:
            return await farewells.say_it_is_over(tx, intent, now)
        case IntentKind.END_PROGRAMME:
            return await farewells.say_goodbye(tx, intent, now)
        case IntentKind.MOVE_DATES:
            await new_dates.follow(tx, intent, now, journeys)
            return ()
        case IntentKind.KEEP_TIME:
            await zone_rules.follow(tx, intent, now, journeys)
            return ()
        case _:
            assert_never(intent.kind)
