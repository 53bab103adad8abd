"""A message as whoever holds it has it: opened, with its marker and where it goes."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Integer, Table, Text, and_, bindparam, case, select, type_coerce
from sqlalchemy import Row as Result

from storage.crypto import Keyring, WrongKeyError
from storage.markers import MARKER_SECRET, marker
from storage.models.delivery import MessageState, Outgoing, Target
from storage.models.people import Person
from storage.models.relationships import Conversation
from storage.outbox import STANDS_FOR, Lane

_TABLE = cast("Table", Outgoing.__table__)

Hold = tuple[int, int]
"""The id of a message and the fence it is held with."""
Chosen = Result[*tuple[Any, ...]]
"""A row of `MESSAGES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message somebody holds.

    `channel` is where it goes, once Slack has been asked to open that; `payload` is None when no key opens it.
    """

    id: int
    fence: int
    workspace: str
    key: str
    kind: str
    lane: Lane
    line: str
    marker: str
    markers_within: tuple[str, ...]
    state: MessageState
    target: Target
    slack_id: str | None
    conversation_id: int | None
    members: tuple[str, ...]
    channel: str | None
    replaces_ts: str | None
    payload: dict[str, Any] | None
    relationship_id: int | None
    enrolment_id: int | None
    due_at: datetime
    not_after: datetime | None
    first_tried_at: datetime | None
    tries: int
    crashes: int
    looks: int

    @property
    def hold(self) -> Hold:
        """What whoever claims it later has another of."""
        return self.id, self.fence


_AS_IT_STANDS = (
    "id",
    "key",
    "kind",
    "line",
    "target",
    "slack_id",
    "conversation_id",
    "replaces_ts",
    "relationship_id",
    "enrolment_id",
    "due_at",
    "not_after",
    "first_tried_at",
    "tries",
    "crashes",
    "looks",
)
MESSAGES = (
    select(
        *(_TABLE.c[name] for name in _AS_IT_STANDS),
        _TABLE.c.fence,
        _TABLE.c.workspace_id,
        _TABLE.c.lane,
        case(
            (_TABLE.c.target == Target.PERSON, Person.direct_channel),
            (_TABLE.c.target == Target.CONVERSATION, Conversation.channel),
            else_=_TABLE.c.channel,
        ),
        Conversation.members,
        # Opened one by one: what no key opens must not hold up all the others.
        type_coerce(_TABLE.c.payload, Text),
        _TABLE.c.state,
        type_coerce(MARKER_SECRET, Text).label("sealed_secret"),
    )
    .outerjoin(Person, and_(Person.workspace_id == Outgoing.workspace_id, Person.slack_id == Outgoing.slack_id))
    .outerjoin(Conversation, Conversation.id == Outgoing.conversation_id)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(of=Outgoing, skip_locked=True)
)
"""SQL: messages with all that sending them takes; whoever chooses some of them says which."""


def held(outgoing: Chosen, state: MessageState, keys: Keyring, secret: str) -> Message:
    """The message of a row that has just been claimed, in this state."""
    # Taken apart at once: asking for so many columns one by one takes longer than all else that is done here.
    as_it_stands = dict(zip(_AS_IT_STANDS, outgoing, strict=False))
    fence, workspace, lane, channel, members, sealed, *_ = outgoing[len(_AS_IT_STANDS) :]
    payload = _opened(sealed, keys)
    return Message(
        **as_it_stands,
        fence=fence + 1,
        workspace=workspace,
        lane=Lane(lane),
        marker=marker(secret, workspace=workspace, key=as_it_stands["key"]),
        markers_within=_markers_within(payload, workspace, secret),
        state=state,
        members=tuple(members or ()),
        channel=channel,
        payload=payload,
    )


def _markers_within(payload: dict[str, Any] | None, workspace: str, secret: str) -> tuple[str, ...]:
    """The markers of the messages this one stands for; their keys are taken from what goes to Slack."""
    keys = () if payload is None else payload.pop(STANDS_FOR, ())
    return tuple(marker(secret, workspace=workspace, key=key) for key in keys)


def _opened(sealed: str | None, keys: Keyring) -> dict[str, Any] | None:
    try:
        payload: dict[str, Any] = json.loads(keys.open(sealed or ""))
    except (WrongKeyError, ValueError):
        return None
    return payload
