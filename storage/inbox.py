"""Events Slack was promised we would handle: kept, sealed, before their ack, and deleted once handled.

Words that people wrote to the bot live here for as long as they are being handled, and no longer.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from storage import requests
from storage.clock import seconds
from storage.models.delivery import Incoming
from storage.transaction import Transaction, insert_once

STARTS = 3
"""How often an event is begun before it is left alone: it may be what kills the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event that was kept, with the body Slack sent."""

    id: int
    workspace: str
    event_id: str
    payload: dict[str, Any]


async def keep(
    tx: Transaction, *, workspace: str, event_id: str, payload: dict[str, Any], now: datetime, lease: float
) -> bool:
    """Keep an event that the caller now handles, for `lease` seconds; False when it is, or was, handled already."""
    if await requests.was_seen(tx, workspace=workspace, request_id=event_id):
        return False
    return await insert_once(
        tx,
        Incoming,
        workspace_id=workspace,
        event_id=event_id,
        payload=json.dumps(payload, ensure_ascii=False),
        received_at=now,
        leased_until=seconds() + lease,
        starts=1,
    )


async def done(tx: Transaction, *, workspace: str, event_id: str, now: datetime) -> bool:
    """Delete an event in the transaction that handled it; False when another had handled it before."""
    await tx.execute(delete(Incoming).where(Incoming.workspace_id == workspace, Incoming.event_id == event_id))
    return await requests.note(tx, workspace=workspace, request_id=event_id, now=now)


async def take_over(
    tx: Transaction, *, lease: float, after: int = 0, all_of_them: bool = False, limit: int = 100
) -> Sequence[Event]:
    """Take events with ids above `after` whose handler died, the oldest first; `all_of_them` when no other bot can be at work.

    An event that was started three times is left alone: it may be what kills the process.
    """
    abandoned = select(Incoming).where(Incoming.starts < STARTS, Incoming.id > after)
    if not all_of_them:
        abandoned = abandoned.where(Incoming.leased_until < seconds())
    rows = (await tx.scalars(abandoned.order_by(Incoming.id).limit(limit).with_for_update(skip_locked=True))).all()
    for row in rows:
        row.starts += 1
        row.leased_until = seconds() + lease
    return [
        Event(id=row.id, workspace=row.workspace_id, event_id=row.event_id, payload=json.loads(row.payload))
        for row in rows
    ]


async def release(tx: Transaction, *, workspace: str, event_id: str) -> bool:
    """Let go of an event that was cut short by no fault of its own: anybody may take it over at once. False when none was kept."""
    held = update(Incoming).where(Incoming.workspace_id == workspace, Incoming.event_id == event_id)
    letting_go = held.values(leased_until=seconds() - 1, starts=Incoming.starts - 1).returning(Incoming.id)
    return await tx.scalar(letting_go) is not None


async def forget(tx: Transaction, *, before: datetime) -> int:
    """Delete what could not be handled for so long that its words must not be kept; how many there were."""
    forgotten = await tx.scalars(delete(Incoming).where(Incoming.received_at < before).returning(Incoming.id))
    return len(forgotten.all())
