"""The last look at messages before they are sent: much may have happened since they were written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import outcomes
from mentoring import pauses, quiet_hours
from mentoring.digests import DIGEST
from mentoring.rules.cadence import is_held_up
from storage import Transaction, digests
from storage.dispatch import Change, Message
from storage.outbox import Lane, MessageState
from storage.standings import Standing, standings
from storage.states import EnrolmentState, RelationshipState


async def recheck(tx: Transaction, messages: Sequence[Message], now: datetime) -> Mapping[int, Change]:
    """What becomes of messages, by id, that should not go, or not yet; the others should.

    To somebody who is away, only what they just asked for goes. What is perishable is cancelled; the rest, which is
    news of their own place, waits until they are back. What is left of a digest comes anew. Nothing
    but an answer goes to somebody who is not at work.
    """
    found = await standings(tx, [message.id for message in messages])
    instead = {message.id: await _instead(tx, message, found[message.id], now) for message in messages}
    changes = {message_id: change for message_id, change in instead.items() if change is not None}
    for change in changes.values():
        if change.message.kind == DIGEST and change.state is MessageState.CANCELLED:
            await digests.take_back(tx, change.message.id, change.message.fence, now)
    wanted = [message for message in messages if message.id not in changes and message.lane is not Lane.INTERACTIVE]
    return changes | await _until_at_work(tx, wanted, found, now)


async def _until_at_work(
    tx: Transaction, messages: Sequence[Message], found: Mapping[int, Standing], now: datetime
) -> dict[int, Change]:
    """Those whose receivers are not at work, which wait and keep their place in the line."""
    together: dict[tuple[str, int | None], list[Message]] = defaultdict(list)
    for message in messages:
        # What goes when it was meant to was planned with the programme's own days off.
        programme = found[message.id].programme_id if is_held_up(message.due_at, now) else None
        together[message.workspace, programme].append(message)
    changes = {}
    for (workspace, programme), theirs in together.items():
        to_people = {message.slack_id for message in theirs if message.slack_id is not None}
        peace = await quiet_hours.of_people(tx, workspace, to_people, now, programme_id=programme)
        for message in theirs:
            until = peace.get(message.slack_id or "")
            if message.members:
                until = await quiet_hours.of_group(
                    tx, workspace, message.members, now, due_at=message.due_at, programme_id=programme
                )
            if until is not None:
                changes[message.id] = Change(message=message, state=MessageState.PENDING, ready_at=until)
    return changes


async def _instead(tx: Transaction, message: Message, standing: Standing, now: datetime) -> Change | None:
    if not _is_wanted(message, standing):
        return outcomes.cancelled(message)
    is_about_a_place = message.relationship_id is not None or message.enrolment_id is not None
    if message.slack_id is None or not is_about_a_place or message.lane is Lane.INTERACTIVE or not standing.has_paused:
        return None
    until = await pauses.wait_until(tx, message.workspace, message.slack_id, now)
    if until is None:
        return None
    return outcomes.postponed(message, until) if message.not_after is None else outcomes.cancelled(message)


def _is_wanted(message: Message, standing: Standing) -> bool:
    """Not when its relationship has ended or goes on in another conversation, nor when the place it is about was given
    up, nor when the person it goes to has left the relationship or is deactivated. A digest is wanted whole.
    """
    if message.relationship_id is not None:
        if standing.relationship is not RelationshipState.ACTIVE or standing.has_left:
            return False
        if message.conversation_id not in {None, standing.conversation_id}:  # somebody who left is in the old one
            return False
    if message.kind == DIGEST and standing.has_lost_a_part:
        return False
    if message.enrolment_id is not None and standing.place in {None, EnrolmentState.LEFT}:
        return False
    return not standing.is_deactivated
