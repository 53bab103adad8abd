"""What came of it all, read from the local Slack's own memory and from the database."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sandbox.faults import Fault
from sandbox.server import LocalSlack
from storage import Storage
from storage.markers import marker, marker_secret
from storage.models.delivery import MessageState, Outgoing, Target
from tests.chaos.post import KIND

# Somebody was told that these are not there, or may not be.
_MAY_BE_MISSING = frozenset({MessageState.MAYBE_SENT, MessageState.DEAD})
# What strikes before a call is counted as one.
_STRIKES_BEFORE = (Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.DROPPED_BEFORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Counts of messages. The first four must be zero."""

    lost: tuple[str, ...]
    """Keys of those that are not in Slack, though nobody was told that they are not, or may not be."""
    doubled: tuple[str, ...]
    out_of_order: tuple[str, ...]
    doubtful_to_people: tuple[str, ...]
    """Those that ended as "maybe sent" in a direct message, where one can find out."""
    overtaken: int
    """Those that may have been sent, arrived, and did so after a later one: nobody could wait for them."""
    states: Mapping[MessageState, int]
    dead: Mapping[str, int]
    """Those that ended as dead, by what their error says."""
    posts: int
    looks: int

    @property
    def messages(self) -> int:
        return sum(self.states.values())

    @property
    def maybe_sent(self) -> int:
        return self.states.get(MessageState.MAYBE_SENT, 0)


async def judge(storage: Storage, slack: LocalSlack) -> Verdict:
    """Compare what the database says of each message with what is to be seen in Slack."""
    async with storage.read() as tx:
        secret = await marker_secret(tx)
        rows = (await tx.scalars(select(Outgoing).order_by(Outgoing.due_at, Outgoing.id))).all()
    arrived = _arrivals(slack)
    found = {row.key: arrived[marker(secret, workspace=row.workspace_id, key=row.key)] for row in rows}
    overtaken = list(_overtaken([row for row in rows if row.kind == KIND], found))
    return Verdict(
        lost=tuple(row.key for row in rows if not found[row.key] and row.state not in _MAY_BE_MISSING),
        doubled=tuple(row.key for row in rows if len(found[row.key]) > 1),
        out_of_order=tuple(row.key for row in overtaken if row.state is MessageState.SENT),
        doubtful_to_people=tuple(
            row.key for row in rows if row.state is MessageState.MAYBE_SENT and row.target is Target.PERSON
        ),
        overtaken=sum(row.state is not MessageState.SENT for row in overtaken),
        states=Counter(row.state for row in rows),
        dead=Counter(row.error or "" for row in rows if row.state is MessageState.DEAD),
        posts=_attempts(slack, "chat.postMessage"),
        looks=_attempts(slack, "conversations.history"),
    )


def _arrivals(slack: LocalSlack) -> Mapping[str, list[str]]:
    """The timestamps of all messages in Slack, by their markers."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for conversation in slack.state.conversations.values():
        for ts, message in conversation.messages.items():
            found[message["metadata"]["event_payload"]["key"]].append(ts)
    return found


def _overtaken(rows: Sequence[Outgoing], found: Mapping[str, list[str]]) -> Iterator[Outgoing]:
    """Those that arrived after a message that stands behind them in their line and lane, and was surely sent."""
    earliest: dict[tuple[str, int], str] = {}
    for row in reversed(rows):
        if not found[row.key]:
            continue
        place, ts = (row.line, row.lane), found[row.key][0]
        if place in earliest and ts > earliest[place]:
            yield row
        if row.state is MessageState.SENT:
            earliest[place] = min(ts, earliest.get(place, ts))


def _attempts(slack: LocalSlack, method: str) -> int:
    return slack.workspace.calls[method] + sum(slack.faults.injected[method, fault] for fault in _STRIKES_BEFORE)
