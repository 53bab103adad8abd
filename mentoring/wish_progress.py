"""How far the asking for wishes in a programme is, as its coordinators may know."""

import datetime as dt
from dataclasses import dataclass

from mentoring.programmes import Programme
from mentoring.rules.suppression import DEFAULT_THRESHOLD
from storage import Transaction
from storage.queries import wish_rounds as queries
from storage.states import WishStage


@dataclass(frozen=True, slots=True, kw_only=True)
class WishProgress:
    """The stage, until when it lasts as far as is known, and how many mentees have answered; None for too few to say."""

    stage: WishStage
    closes_at: dt.datetime | None = None
    answered: int | None = None


async def of_programme(tx: Transaction, workspace: str, programme: Programme) -> WishProgress | None:
    """Where it stands; `ENDED` when nobody is asked now, None when the programme does not ask for wishes either."""
    row = await queries.running(tx, workspace, programme.id)
    if row is None:
        return WishProgress(stage=WishStage.ENDED) if programme.asks_for_wishes else None
    return WishProgress(stage=row.stage, closes_at=row.closes_at, answered=await answered(tx, workspace, row.id))


async def answered(tx: Transaction, workspace: str, wish_round_id: int) -> int | None:
    """How many mentees have answered, or None while a number could give somebody away."""
    count = await queries.answered(tx, workspace, wish_round_id)
    return count if count >= DEFAULT_THRESHOLD else None
