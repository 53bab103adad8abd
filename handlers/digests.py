"""Several messages as one, and one of them changed while the others stay as they are."""

from collections.abc import Sequence
from datetime import datetime

from handlers.views.digest import digest, require_room
from handlers.views.kit import Message
from mentoring.say import InPlaceOf, Say, ToPerson
from prompts.words import Translate
from storage import Transaction
from storage import digests as storage


async def begun(
    tx: Transaction, t: Translate, workspace: str, say: Say, words: Sequence[Message], now: datetime
) -> Message:
    """A digest in the words of its parts, which are kept so that each can be answered by itself.

    Raises:
        TooMuchError: they do not fit into one message.
    """
    assert isinstance(say.to, ToPerson)  # noqa: S101  # what several people read is never put together
    parts = [
        storage.NewPart(
            nudge_id=part.nudge_id,
            relationship_id=part.relationship_id,
            enrolment_id=part.enrolment_id,
            kind=part.say.message,
            words=message.payload(),
        )
        for part, message in zip(say.parts, words, strict=True)
    ]
    ids = await storage.keep(tx, workspace=workspace, key=say.key, slack_id=say.to.slack_id, parts=parts, now=now)
    whole = digest(t, parts=tuple(zip(ids, words, strict=True)))
    require_room(whole)
    return whole


async def changed(
    tx: Transaction, t: Translate, workspace: str, place: InPlaceOf, part_id: int, message: Message, now: datetime
) -> tuple[Message, datetime] | None:
    """The whole digest with one part changed, and when it is due: after every earlier change of it.

    None when its parts are not kept any more, or it is not this person's.
    """
    found = await storage.change(
        tx,
        workspace=workspace,
        part_id=part_id,
        slack_id=place.slack_id,
        ts=place.ts,
        words=message.payload(),
        now=now,
    )
    if found is None:
        return None
    parts = [(id_, Message(text=words["text"], blocks=tuple(words["blocks"]))) for id_, words in found.parts]
    return digest(t, parts=parts), found.changed_at
