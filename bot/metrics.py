"""What one process counts and measures of itself, as Prometheus reads it: plain numbers, since delivery waits for nothing.

Names end in their unit. Labels are states, lanes, ticks and Slack's methods: never people, workspaces or words.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from storage.dispatch import Change
from storage.outbox import Lane, MessageState

_COUNTED = set(MessageState) - {MessageState.LEASED, MessageState.SENDING}
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Family(Protocol):
    """Numbers under one name."""

    @property
    def name(self) -> str: ...

    @property
    def says(self) -> str: ...

    @property
    def kind(self) -> str: ...

    def samples(self) -> Iterator[str]: ...


class Counts:
    """A number that only grows, for each combination of its labels."""

    kind = "counter"

    def __init__(self, name: str, says: str, *labels: str) -> None:
        self.name = name
        self.says = says
        self._labels = labels
        self._values: Counter[tuple[str, ...]] = Counter()

    def add(self, *labels: str, by: int = 1) -> None:
        """One more; `labels` are values, in the order of their names. None more is a beginning: it shows from then on."""
        self._values[labels] += by

    def samples(self) -> Iterator[str]:
        for labels, value in sorted(self._values.items()):
            yield _sample(self.name, value, zip(self._labels, labels, strict=True))


class Durations:
    """Seconds: how many took at most so long, how many there were, and how long all took together."""

    kind = "histogram"

    def __init__(self, name: str, says: str, *labels: str, up_to: Sequence[float]) -> None:
        self.name = name
        self.says = says
        self._labels = labels
        self._up_to = up_to
        self._taken: dict[tuple[str, ...], list[int]] = {}
        self._sums: defaultdict[tuple[str, ...], float] = defaultdict(float)

    def add(self, seconds: float, *labels: str) -> None:
        """One more; `labels` are values, in the order of their names."""
        taken = self._taken.get(labels)
        if taken is None:
            taken = self._taken[labels] = [0] * (len(self._up_to) + 1)
        taken[bisect_left(self._up_to, seconds)] += 1
        self._sums[labels] += seconds

    def samples(self) -> Iterator[str]:
        for labels, counts in sorted(self._taken.items()):
            named = list(zip(self._labels, labels, strict=True))
            so_far = 0
            for bound, count in zip((*self._up_to, "+Inf"), counts, strict=True):
                so_far += count
                yield _sample(f"{self.name}_bucket", so_far, [*named, ("le", str(bound))])
            yield _sample(f"{self.name}_sum", self._sums[labels], named)
            yield _sample(f"{self.name}_count", so_far, named)


@dataclass(frozen=True, slots=True)
class Levels:
    """What is looked up when somebody asks: a number, or one for each value of `label`."""

    name: str
    says: str
    values: float | Mapping[str, float]
    label: str = ""
    kind: str = "gauge"

    def samples(self) -> Iterator[str]:
        if isinstance(self.values, Mapping):
            for each, value in self.values.items():
                yield _sample(self.name, value, [(self.label, each)])
        else:
            yield _sample(self.name, self.values, [])


class Metrics:
    """What has been counted since the process started."""

    def __init__(self) -> None:
        self.messages = Counts(
            "mentor_bot_messages_total", "What became of messages; pending and unknown ones go on.", "state", "lane"
        )
        for state, lane in product(
            _COUNTED, Lane
        ):  # the first of a kind is news: nobody sees that something began at 1
            self.messages.add(state, lane.name.lower(), by=0)
        self.slack_calls = Counts(
            "mentor_bot_slack_calls_total", "Calls of Slack's Web API, by what came of them.", "method", "outcome"
        )
        self.waits = Counts("mentor_bot_rate_waits_total", "Calls put off to keep within what Slack takes.", "method")
        self.claims = Durations(
            "mentor_bot_claim_seconds", "Claiming what is due.", up_to=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2)
        )
        self.acks = Durations(
            "mentor_bot_ack_seconds",
            "From the arrival of what Slack sends to its acknowledgement; Slack waits three seconds.",
            up_to=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 3),
        )
        self.loop_lag = Durations(
            "mentor_bot_loop_lag_seconds",
            "How much later than asked for the event loop woke a task.",
            up_to=(0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2),
        )
        self.ticks = Durations(
            "mentor_bot_tick_seconds", "What is done at intervals.", "tick", "outcome", up_to=(0.01, 0.1, 1, 10, 60)
        )

    def changed(self, changes: Iterable[Change]) -> None:
        """Count what became of messages."""
        for each in changes:
            self.messages.add(each.state, each.message.lane.name.lower())

    def expired(self, lanes: Iterable[Lane]) -> None:
        """Count messages that became too late to be worth saying."""
        for lane in lanes:
            self.messages.add(MessageState.EXPIRED, lane.name.lower())

    def waited(self, methods: Iterable[str]) -> None:
        """Count calls that had to wait for Slack's limits."""
        for method in methods:
            self.waits.add(method)

    def called(self, method: str, outcome: str) -> None:
        """Count a call of Slack's Web API."""
        self.slack_calls.add(method, outcome)

    def text(self, *levels: Levels) -> str:
        """Everything in Prometheus's text format, with what was looked up just now."""
        families: tuple[Family, ...] = (
            self.messages,
            self.slack_calls,
            self.waits,
            self.claims,
            self.acks,
            self.loop_lag,
            self.ticks,
            *levels,
        )
        lines: list[str] = []
        for each in families:
            lines += [f"# HELP {each.name} {each.says}", f"# TYPE {each.name} {each.kind}", *each.samples()]
        return "\n".join(lines) + "\n"


def _sample(name: str, value: float, labels: Iterable[tuple[str, str]]) -> str:
    named = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
    return f"{name}{{{named}}} {value}" if named else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
