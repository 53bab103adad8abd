"""The last look at messages before they are sent: much may have happened since they were written."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import outcomes
from mentoring import pauses, quiet_hours
from mentoring.digests import DIGEST
from mentoring.rules.cadence import is_held_up
from storage import Transaction, digests
from storage.dispatch import Change
from storage.held import Message
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
    early = [each for each in messages if each.id not in changes and _may_be_early(each, found[each.id], now)]
    return changes | await _until_at_work(tx, early, found, now)


def _may_be_early(message: Message, standing: Standing, now: datetime) -> bool:
    """Whether a receiver may not be at work: a person who is not, or anybody to whom something comes late.

    What goes when it was meant to was planned with all that is known of a programme's days off and of a group's hours.
    """
    if message.lane is Lane.INTERACTIVE:
        return False
    if message.slack_id is not None and standing.week is not None and quiet_hours.are_on(standing.week, now):
        return True
    return is_held_up(message.due_at, now) and (bool(message.members) or standing.programme_id is not None)


async def _until_at_work(
    tx: Transaction, messages: Sequence[Message], found: Mapping[int, Standing], now: datetime
) -> dict[int, Change]:
    """Those whose receivers are not at work: they wait, and keep their place in the line."""
    changes = {}
    for message in messages:
        programme_id = found[message.id].programme_id
        if message.members:
            until = await quiet_hours.of_group(tx, message.workspace, message.members, now, programme_id=programme_id)
        else:
            until = await quiet_hours.of_person(
                tx, message.workspace, message.slack_id or "", now, programme_id=programme_id
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
