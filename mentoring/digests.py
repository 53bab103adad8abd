"""Several nudges in one message: what one person is due on one day takes their attention once."""

import datetime as dt
from collections.abc import Sequence

from mentoring.say import Importance, Part, Say
from mentoring.step_messages import Occasion

MOST_PARTS = 3
"""More than this nobody reads; the rest waits for the next message."""
DIGEST = "digest"


def digest(parts: Sequence[tuple[Occasion, Say]], now: dt.datetime) -> Say:
    """One message to the person they all are for, in this order; it is kept for as long as all of them are."""
    _, first = parts[0]
    nudges = "+".join(str(occasion.nudge.id) for occasion, _ in parts)
    return Say(
        to=first.to,
        message=DIGEST,
        # Taken back and said again, it is another message.
        key=f"digest:{nudges}:{now:%Y-%m-%dT%H:%M:%S}",
        importance=Importance.UNASKED,
        due_at=now,
        keep_for=min((say.keep_for for _, say in parts if say.keep_for is not None), default=None),
        relationship_id=first.relationship_id,
        enrolment_id=first.enrolment_id,
        in_doubt=False,
        parts=tuple(_part(occasion, say) for occasion, say in parts),
    )


def _part(occasion: Occasion, say: Say) -> Part:
    assert say.relationship_id is not None  # noqa: S101  # every step is one of a relationship and a place
    assert say.enrolment_id is not None  # noqa: S101  # only what is said to one of a relationship has a part here
    return Part(nudge_id=occasion.nudge.id, relationship_id=say.relationship_id, enrolment_id=say.enrolment_id, say=say)
