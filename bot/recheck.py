"""The last look at a message before it is sent: much may have happened since it was written."""

from datetime import datetime

from bot import outcomes
from mentoring import pauses, relationships
from storage import Transaction
from storage.dispatch import Change, Message
from storage.outbox import Lane


async def recheck(tx: Transaction, message: Message, now: datetime) -> Change | None:
    """What becomes of a message instead of being sent; None when it should go.

    To somebody who is away, only what they just asked for goes. What is perishable is cancelled; the rest, which is
    news of their own place, waits until they are back.
    """
    wanted = await relationships.still_wanted(
        tx,
        message.workspace,
        slack_id=message.slack_id,
        conversation_id=message.conversation_id,
        relationship_id=message.relationship_id,
        enrolment_id=message.enrolment_id,
    )
    if not wanted:
        return outcomes.cancelled(message)
    is_about_a_place = message.relationship_id is not None or message.enrolment_id is not None
    if message.slack_id is None or not is_about_a_place or message.lane is Lane.INTERACTIVE:
        return None
    until = await pauses.wait_until(tx, message.workspace, message.slack_id, now)
    if until is None:
        return None
    return outcomes.postponed(message, until) if message.not_after is None else outcomes.cancelled(message)
