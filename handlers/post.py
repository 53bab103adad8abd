"""From `Say` to the outbox: each receiver's language, the message's view, one row in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime

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

LANES = {
    Importance.ANSWER: outbox.Lane.INTERACTIVE,
    Importance.PLACE: outbox.Lane.NUDGE,
    Importance.UNASKED: outbox.Lane.NUDGE,
}


async def post(tx: Transaction, services: Services, workspace: str, says: Iterable[Say], now: datetime) -> None:
    """Render each `Say` in its receiver's language and add it to the outbox; a key said before is not said again."""
    for say in says:
        locale = await _receivers_locale(tx, workspace, say)
        message = render(services.words.translator(locale), services.library, say.message, say.args)
        due_at = say.due_at or now
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
                kind=say.message,
            ),
        )


def voice(tx: Transaction, services: Services, now: datetime) -> Voice:
    """What use cases that say a lot, one thing after the other, put into the outbox with."""

    async def speak(workspace: str, say: Say) -> None:
        await post(tx, services, workspace, [say], now)

    return speak


async def answer(tx: Transaction, actor: Actor, message: Message, *, key: str, now: datetime) -> None:
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
