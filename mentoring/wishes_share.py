"""The share of wishes honoured, as coordinators read it: in a match draft, and of all rounds in the report."""

from dataclasses import asdict, replace
from typing import Any

from mentoring.rules.suppression import DEFAULT_THRESHOLD
from mentoring.rules.wishes_honoured import Counted, Share, of_rounds, share, steady
from mentoring.solving import Solution
from storage import Transaction
from storage.models.rounds import Round
from storage.queries import rounds as queries
from storage.queries import wish_rounds


def of_round(row: Round) -> Share | None:
    """What may be said of this round."""
    return share(_counted(row.certificate))


async def of_programme(tx: Transaction, workspace: str, programme_id: int) -> Share | None:
    """What may be said of all rounds that were published, as they were worked out: before mentors answered."""
    published = await queries.published(tx, workspace, programme_id)
    return share(of_rounds(_counted(row.certificate) for row in published))


async def carried_on(tx: Transaction, workspace: str, programme_id: int, solution: Solution) -> Solution:
    """A new draft, with the same said of wishes as in the one before, unless enough has happened since.

    Drafts follow each other until a round is published; the next begins anew, with people who had no match.
    """
    now = _counted(solution.certificate)
    if now is not None:
        now = replace(now, asking=await wish_rounds.last_begun(tx, workspace, programme_id))
    before = await queries.last_draft(tx, workspace, programme_id)
    answered = await wish_rounds.last_answered(tx, workspace, programme_id, DEFAULT_THRESHOLD)
    kept = steady(None if before is None else _counted(before.certificate), now, answered)
    return replace(solution, certificate=solution.certificate | {"wishes": None if kept is None else asdict(kept)})


def _counted(certificate: dict[str, Any]) -> Counted | None:
    wishes = certificate.get("wishes")
    return None if wishes is None else Counted(**wishes)
