"""What must be true of every week, whatever happened in it, read from the database and from Slack itself."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.outcomes import CRASHES
from sandbox.state import Conversation, State
from storage.outbox import MessageState
from tests.simulation.trace import Step, fingerprint
from tests.simulation.workload import QUESTION, Fate, Planned, Pressed

ENDS = {
    MessageState.SENT,
    MessageState.MAYBE_SENT,
    MessageState.EXPIRED,
    MessageState.CANCELLED,
    MessageState.DEAD,
}
PENDING, LEASED, SENDING, UNKNOWN = (
    MessageState.PENDING,
    MessageState.LEASED,
    MessageState.SENDING,
    MessageState.UNKNOWN,
)
MOVES: Mapping[str | None, set[MessageState]] = {
    None: {PENDING},
    PENDING: {PENDING, LEASED, MessageState.EXPIRED},
    LEASED: {LEASED, PENDING, SENDING, MessageState.CANCELLED, MessageState.DEAD},
    SENDING: {SENDING, PENDING, UNKNOWN, MessageState.SENT, MessageState.MAYBE_SENT, MessageState.DEAD},
    UNKNOWN: {UNKNOWN, PENDING, MessageState.SENT, MessageState.DEAD},
    **{end: set() for end in ENDS},
}
"""From each state, which may follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the outbox says of a message in the end."""

    key: str
    state: MessageState
    error: str | None
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message as it stands in Slack: where, since when, and whether in the place of another."""

    place: tuple[str, ...] | str
    at: datetime
    ts: str
    is_in_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    seed: int
    problems: Sequence[str]
    ends: Counter[MessageState]
    fingerprint: str


def judge(seed: int, messages: Sequence[Planned], database: Path, steps: Sequence[Step], slack: State) -> Verdict:
    rows, posted = _rows(database), _posted(slack)
    problems = [
        *_each_comes_to_its_end(messages, rows, posted, Counter(_deaths(steps))),
        *_doubt_is_told_once(messages, rows, posted),
        *_steps_are_legal(steps),
        *_nobody_overtakes(steps),
        *_slack_shows_the_same_order(steps, rows, posted),
        *_the_last_word_stands(messages, steps, rows, posted),
    ]
    in_slack = sorted(f"{key} {each.place} {each.ts}" for key, found in posted.items() for each in found)
    return Verdict(
        seed=seed,
        problems=problems,
        ends=Counter(row.state for row in rows.values()),
        fingerprint=fingerprint(steps, *in_slack),
    )


def _each_comes_to_its_end(
    messages: Sequence[Planned],
    rows: Mapping[str, Row],
    posted: Mapping[str, Sequence[Posted]],
    deaths: Counter[str],
) -> Iterator[str]:
    for each in messages:
        row, found = rows.get(each.key), posted.get(each.key, [])
        if row is None:
            yield f"{each.key} was never added"
            continue
        is_put_aside = row.error == "quarantined" and deaths[each.key] >= CRASHES
        if row.state not in _ends_of(each) and not is_put_aside:
            yield f"{each.key} ({each.fate}) ended as {row.state} ({row.error})"
        copies = {MessageState.SENT: {1}, MessageState.MAYBE_SENT: {0, 1}}.get(row.state, {0})
        if each.pressed is Pressed.STANDS:
            copies = {0, 1}  # another may have come in its place since
        if len(found) not in copies:
            yield f"{each.key} is {row.state} and {len(found)} times in Slack"
        yield from (f"{each.key} is in {post.place}" for post in found if post.place != each.to)
        yield from (f"{each.key} came {each.due_at - post.at} early" for post in found if post.at < each.due_at)


def _deaths(steps: Sequence[Step]) -> Iterator[str]:
    """Each message, as often as whoever held it did not come back."""
    crashes: Counter[str] = Counter()
    for step in steps:
        if step.crashes > crashes[step.key]:
            crashes[step.key] = step.crashes
            yield step.key


def _ends_of(each: Planned) -> set[MessageState]:
    """As which a message may end, whatever the weather: the one it should, and what keeps it from that for good."""
    expected = {
        Fate.ARRIVES: MessageState.SENT,
        Fate.UNWANTED: MessageState.CANCELLED,
        Fate.IMPOSSIBLE: MessageState.DEAD,
    }[each.fate]
    ends = {expected}
    if each.not_after is not None:
        ends.add(MessageState.EXPIRED)
    if not each.is_private and each.fate is not Fate.UNWANTED:
        ends.add(MessageState.MAYBE_SENT)
    return ends


def _doubt_is_told_once(
    messages: Sequence[Planned], rows: Mapping[str, Row], posted: Mapping[str, Sequence[Posted]]
) -> Iterator[str]:
    told = Counter(key for key, found in posted.items() for _ in found if "may not have reached" in key)
    expected = Counter(
        f"{each.key} may not have reached the group of {member}"
        for each in messages
        if isinstance(each.to, tuple) and each.key in rows and rows[each.key].state is MessageState.MAYBE_SENT
        for member in each.to
    )
    if told != expected:
        yield f"Told of doubt: {told - expected} too much, {expected - told} too little"


def _steps_are_legal(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        if step.state not in MOVES[step.was]:
            yield f"{step.key} went from {step.was} to {step.state}"


def _nobody_overtakes(steps: Sequence[Step]) -> Iterator[str]:
    """No message begins to be sent while one that was known, and is to go before it, is still open in its lane."""
    number: dict[str, int] = {}
    now: dict[tuple[str, int], dict[str, Step]] = defaultdict(dict)
    for step in steps:
        number.setdefault(step.key, len(number))
        lane = now[step.line, step.lane]
        lane[step.key] = step
        if (step.was, step.state) != (LEASED, SENDING):
            continue
        for other in lane.values():
            before = (other.due_at, number[other.key]) < (step.due_at, number[step.key])
            if before and other.state not in ENDS:
                yield f"{step.key} was sent before {other.key}"


def _slack_shows_the_same_order(
    steps: Sequence[Step], rows: Mapping[str, Row], posted: Mapping[str, Sequence[Posted]]
) -> Iterator[str]:
    """In each place and lane, what was certainly sent stands in the order in which it was sent last."""
    sendings = _sendings(steps)
    last: dict[tuple[str, int], str] = {}
    for key, step in sendings.items():
        if rows[key].state is not MessageState.SENT or [post.is_in_place for post in posted.get(key, ())] != [False]:
            continue
        before = last.get((step.line, step.lane))
        if before is not None and posted[key][0].ts < posted[before][0].ts:
            yield f"In Slack {key} stands before {before}"
        last[step.line, step.lane] = key


def _the_last_word_stands(
    messages: Sequence[Planned],
    steps: Sequence[Step],
    rows: Mapping[str, Row],
    posted: Mapping[str, Sequence[Posted]],
) -> Iterator[str]:
    """Where one message after the other came in the place of a question, the one that was sent last stands."""
    whose = {each.key: each.to for each in messages if each.pressed is Pressed.STANDS}
    last = {whose[key]: key for key in _sendings(steps) if key in whose and rows[key].state is MessageState.SENT}
    for person, key in last.items():
        if [post.place for post in posted.get(key, ())] != [person]:
            standing = [other for other in whose if whose[other] == person and posted.get(other)]
            yield f"{key} was put last in the place of the question to {person}, where {standing or QUESTION} stands"


def _sendings(steps: Sequence[Step]) -> Mapping[str, Step]:
    """When each message was last begun to be sent, in that order."""
    sendings: dict[str, Step] = {}
    for step in steps:
        if step.state == SENDING and step.was == LEASED:
            sendings.pop(step.key, None)
            sendings[step.key] = step
    return sendings


def _rows(database: Path) -> Mapping[str, Row]:
    connection = sqlite3.connect(database)
    found = connection.execute("SELECT key, state, error, due_at FROM outbox").fetchall()
    connection.close()
    return {
        key: Row(key=key, state=MessageState(state), error=error, due_at=_moment(due_at))
        for key, state, error, due_at in found
    }


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _posted(slack: State) -> Mapping[str, Sequence[Posted]]:
    posted: dict[str, list[Posted]] = defaultdict(list)
    for conversation in slack.conversations.values():
        for ts, message in conversation.messages.items():
            is_in_place = "edited" in message
            moment = datetime.fromtimestamp(float(message["edited"]["ts"] if is_in_place else ts), UTC)
            place = _place(conversation, slack)
            posted[message["text"]].append(Posted(place=place, at=moment, ts=ts, is_in_place=is_in_place))
    return posted


def _place(conversation: Conversation, slack: State) -> tuple[str, ...] | str:
    people = tuple(member for member in conversation.members if member != slack.app_user)
    if conversation.name and len(people) > 3:
        return conversation.id
    return people[0] if len(people) == 1 else people
