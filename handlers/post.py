"""From `Say` to the outbox: each receiver's language, the message's view, one row in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from handlers import digests
from handlers.services import Services
from handlers.views.kit import Message
from handlers.views.messages import MESSAGES
from mentoring import relationships
from mentoring.access import Actor
from mentoring.people import known
from mentoring.say import Importance, InPlaceOf, Say, ToChannel, ToConversation, ToPerson, Voice
from prompts.library import Library
from prompts.words import Translate
from storage import Transaction, outbox
from storage.installation import Restored

LANES = {
    Importance.ANSWER: outbox.Lane.INTERACTIVE,
    Importance.PLACE: outbox.Lane.NUDGE,
    Importance.UNASKED: outbox.Lane.NUDGE,
}


async def post(tx: Transaction, services: Services, workspace: str, says: Iterable[Say], now: datetime) -> None:
    """Render each `Say` in its receiver's language and add it to the outbox; a key said before is not said again."""
    for say in says:
        t = services.words.translator(await _receivers_locale(tx, workspace, say))
        message, due_at = await _in_words(tx, services, workspace, say, t, now)
        await outbox.add(
            tx,
            outbox.Draft(
                workspace=workspace,
                key=say.key,
                to=_address(say),
                payload=message.payload(),
                lane=LANES[say.importance],
                due_at=due_at,
                not_after=None if say.keep_for is None else due_at + say.keep_for,
                relationship_id=say.relationship_id,
                enrolment_id=say.enrolment_id,
                programme_id=say.programme_id,
                stands_for=tuple(part.say.key for part in say.parts),
                in_doubt_since=may_have_gone_since(say, services.restored, now),
                kind=say.message,
            ),
        )


def may_have_gone_since(say: Say, restored: Restored | None, now: datetime) -> datetime | None:
    """From when on a message may have gone although the database knows nothing of it; None when it can't have.

    Where nobody knows better, whatever is said to a person by itself soon after a restore may have been said before it.
    """
    if restored is None:
        return None
    by_itself = isinstance(say.to, ToPerson) and say.importance is not Importance.ANSWER
    is_in_doubt = by_itself and restored.is_recent(now) if say.in_doubt is None else say.in_doubt
    return restored.made_at if is_in_doubt else None


async def _in_words(
    tx: Transaction, services: Services, workspace: str, say: Say, t: Translate, now: datetime
) -> tuple[Message, datetime]:
    """The message, and when it is due. Of a digest, all parts; in the place of a part, all parts with that one changed."""
    if say.parts:
        words = [render(t, services.library, each.say.message, each.say.args) for each in say.parts]
        return await digests.begun(tx, t, workspace, say, words, now), say.due_at or now
    message = render(t, services.library, say.message, say.args)
    if isinstance(say.to, InPlaceOf) and say.to.part is not None:
        whole = await digests.changed(tx, t, workspace, say.to, say.to.part, message, now)
        if whole is not None:
            return whole
    return message, say.due_at or now


def voice(tx: Transaction, services: Services, now: datetime) -> Voice:
    """What use cases that say a lot, one thing after the other, put into the outbox with."""

    async def speak(workspace: str, say: Say) -> None:
        await post(tx, services, workspace, [say], now)

    return speak


async def answer(
    tx: Transaction,
    actor: Actor,
    message: Message,
    *,
    key: str,
    now: datetime,
    in_doubt_since: datetime | None = None,
) -> None:
    """Add a message already in its receiver's words."""
    await outbox.add(
        tx,
        outbox.Draft(
            workspace=actor.workspace,
            key=key,
            kind="answer",
            to=outbox.ToPerson(actor.id),
            payload=message.payload(),
            lane=outbox.Lane.INTERACTIVE,
            due_at=now,
            in_doubt_since=in_doubt_since,
        ),
    )


def render(t: Translate, library: Library, message: str, args: Mapping[str, object]) -> Message:
    """One message in one language. A `prompt_id` among the arguments becomes the prompt's own words."""
    values = dict(args)
    if "prompt_id" in values:
        values["prompt"] = library[str(values.pop("prompt_id"))].wording(t.language)
    return MESSAGES[message](t, **values)


async def _receivers_locale(tx: Transaction, workspace: str, say: Say) -> str | None:
    match say.to:
        case ToPerson(slack_id=slack_id) | InPlaceOf(slack_id=slack_id):
            person = await known(tx, workspace, slack_id)
            return None if person is None else person.locale
        case ToConversation(id=conversation_id):
            return await relationships.shared_locale(tx, workspace, conversation_id)
        case ToChannel():
            return None


def _address(say: Say) -> outbox.Recipient:
    match say.to:
        case ToPerson(slack_id=slack_id):
            return outbox.ToPerson(slack_id)
        case ToConversation(id=conversation_id):
            return outbox.ToConversation(conversation_id)
        case ToChannel(channel=channel):
            return outbox.ToChannel(channel)
        case InPlaceOf(channel=channel, ts=ts, slack_id=slack_id):
            return outbox.Replace(channel, ts, slack_id)
