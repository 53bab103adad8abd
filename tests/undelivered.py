"""Messages that were not delivered, put straight into the outbox."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from storage import Storage, outbox
from storage.models.delivery import Outgoing
from storage.outbox import Draft, Lane, MessageState, Recipient, ToPerson

MARKER = "Words that nobody sees"
A_MINUTE = timedelta(minutes=1)


async def undelivered(
    storage: Storage,
    workspace: str,
    kind: str,
    *,
    due_at: datetime,
    to: Recipient | None = None,
    state: MessageState = MessageState.DEAD,
    error: str | None = "user_not_found",
    ended_at: datetime | None = None,
    **about: Any,
) -> int:
    """A message that ended so, a minute after it was due unless said otherwise; its id."""
    key = uuid4().hex
    draft = Draft(
        workspace=workspace,
        key=key,
        kind=kind,
        to=to or ToPerson("UASTA"),
        payload={"text": MARKER},
        lane=Lane.NUDGE,
        due_at=due_at,
        **about,
    )
    async with storage.transaction() as tx:
        await outbox.add(tx, draft)
        row = (await tx.scalars(select(Outgoing).where(Outgoing.key == key))).one()
        row.state, row.error, row.tries = state, error, 1
        row.finished_at = ended_at or due_at + A_MINUTE
        if state is MessageState.EXPIRED:
            row.payload = None
        return row.id
