"""The unique ids of commands, presses, submissions and events: each takes effect once, however often it arrives."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.models.delivery import SeenRequest
from storage.transaction import Transaction, insert_once


async def note(tx: Transaction, *, workspace: str, request_id: str, now: datetime) -> bool:
    """Note a request in the transaction that does what it asks; False when it was done before."""
    return await insert_once(tx, SeenRequest, workspace_id=workspace, request_id=request_id, seen_at=now)


async def was_seen(tx: Transaction, *, workspace: str, request_id: str) -> bool:
    """Whether a request took effect before."""
    seen = select(1).where(SeenRequest.workspace_id == workspace, SeenRequest.request_id == request_id)
    return await tx.scalar(seen) is not None


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget requests so old that Slack cannot deliver them again: it tries for a day."""
    await tx.execute(delete(SeenRequest).where(SeenRequest.seen_at < before))
