"""Messages of a relationship, and what becomes of one at the last look before it is sent."""

import datetime as dt

from bot.recheck import recheck
from storage import Transaction, dispatch, outbox
from storage.dispatch import Change
from storage.models.relationships import Relationship
from storage.outbox import Draft, Lane, MessageState, Recipient, ToConversation
from tests.mentoring.journeying import TEAM


def a_draft(
    relationship: int,
    to: Recipient,
    key: str,
    *,
    due_at: dt.datetime,
    lane: Lane = Lane.NUDGE,
    not_after: dt.datetime | None = None,
) -> Draft:
    """Something unasked, unless its lane says otherwise."""
    return Draft(
        workspace=TEAM,
        key=key,
        kind="test",
        to=to,
        payload={},
        lane=lane,
        due_at=due_at,
        not_after=not_after,
        relationship_id=relationship,
    )


async def looked_at(tx: Transaction, draft: Draft, now: dt.datetime) -> Change | None:
    """What the last look makes of a message, the only one that is due; when it is let go, None, and it is sent."""
    await outbox.add(tx, draft)
    (message,) = await dispatch.claim(tx, lane=draft.lane, now=now, limit=5, lease=60)
    change = (await recheck(tx, [message], now)).get(message.id)
    await dispatch.change(tx, [change or Change(message=message, state=MessageState.SENT)], now=now)
    return change


async def conversation_of(tx: Transaction, relationship: int) -> ToConversation:
    """Where these people are written to together."""
    row = await tx.get(Relationship, relationship)
    assert row is not None
    return ToConversation(row.conversation_id)
