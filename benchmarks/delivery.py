"""How much delivery carries, and how little it costs while there is nothing to carry.

python -m benchmarks.delivery [--check] [--json] [--pending 100000] [--due 10000] [--people 10000]

Beside it, in the same run: a job of APScheduler for each message, and slack_sdk by itself.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks import delivery_cases as cases
from benchmarks.figures import Figure, at_least, at_most, options, report
from benchmarks.fresh import ROOT, measured, measured_together
from benchmarks.matching_slack import acks_beside_a_round
from benchmarks.outboxes import NOW, fill, opened
from tests.chaos.servers import server

WORKERS = 3
ON_LOCAL_SLACK, TURNS = 6_000, 5


def main() -> None:
    parser = options("How much delivery carries.")
    parser.add_argument("--pending", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=10_000, help="in the programme whose round goes out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = [*_waiting(asked, Path(folder)), *_carrying(asked, Path(folder)), *_beside_slack_sdk(Path(folder))]
    acks = measured(acks_beside_a_round, asked.people)
    figures += [
        Figure(name="messages of the round that goes out meanwhile", value=acks["messages"], unit=""),
        at_most("acknowledged while it goes out, p99", acks["p99"], "ms", 150),
        Figure(name="acknowledged at rest, p99", value=acks["at_rest_p99"], unit="ms"),
    ]
    report(figures, asked)


def _waiting(asked: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    """Many messages that are not due: memory, and what it costs to look."""
    few, many = f"sqlite:///{folder / 'few.db'}", f"sqlite:///{folder / 'many.db'}"
    later = NOW + timedelta(days=30)
    _fill(few, 10, later)
    _fill(many, asked.pending, later)
    empty, full = measured(cases.at_rest, few), measured(cases.at_rest, many)
    yield at_most(f"extra memory with {asked.pending:,} pending", full["mb"] - empty["mb"], "MB", 15)
    yield at_most(f"finding nothing due among {asked.pending:,}, p99", full["p99"], "ms", 5)
    yield Figure(name=f"finding nothing due among {asked.pending:,}, median", value=full["median"], unit="ms")
    _fill(many, asked.due, NOW - timedelta(minutes=5), first=asked.pending)
    with _plain_slack() as api_url:
        sent = measured(cases.falling_due, many, api_url)
    yield at_most(f"loop late while {asked.due:,} fall due, at most", sent["late_max"], "ms", 20)
    yield Figure(name=f"loop late while {asked.due:,} fall due, p99.9", value=sent["late_p999"], unit="ms")
    peer = measured(cases.one_job_each, str(folder), asked.due)
    yield Figure(name=f"the same, an APScheduler job for each of {asked.due:,}", value=peer["late_max"], unit="ms")


def _carrying(asked: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    """The whole way of a message, to a server that answers at once."""
    sqlite = f"sqlite:///{folder / 'carried.db'}"
    _fill(sqlite, asked.due, NOW - timedelta(minutes=5))
    with _plain_slack() as api_url:
        alone = _carried(sqlite, api_url, asked.due)
    yield at_least("through the whole pipeline, SQLite", alone, "/s", 1_000)
    with server() as postgresql, _plain_slack() as api_url:
        url = postgresql.new_database()
        _fill(url, asked.due, NOW - timedelta(minutes=5))
        together = _carried(url, api_url, asked.due, processes=WORKERS)
    yield at_least(f"through the whole pipeline, PostgreSQL, {WORKERS} workers", together, "/s", 1_000)


def _beside_slack_sdk(folder: Path) -> Iterator[Figure]:
    """The local Slack, which does all that Slack does, by itself in a process; by turns, since machines have moods."""
    with _served("benchmarks.local_slack", str(ON_LOCAL_SLACK)) as said:
        api_url, *channels = said.split()
        listed = folder / "channels"
        listed.write_text("\n".join(channels), encoding="ascii")
        turns = [
            _turn(folder / f"local{turn}.db", api_url, channels, listed, ours_first=turn % 2 == 1)
            for turn in range(TURNS)
        ]
    bare, carried = (statistics.median(each) for each in zip(*turns, strict=True))
    yield Figure(name="slack_sdk alone to the local Slack", value=bare, unit="/s")
    yield Figure(name="the whole pipeline to the local Slack", value=carried, unit="/s")
    share = statistics.median(100 * ours / theirs for theirs, ours in turns)
    yield at_least("the whole pipeline, of what slack_sdk sends alone", share, "%", 50)


def _turn(
    database: Path, api_url: str, channels: Sequence[str], listed: Path, *, ours_first: bool
) -> tuple[float, float]:
    """Messages a second to each of these channels: with slack_sdk alone, as it comes, and through all of ours."""
    ours = f"sqlite:///{database}"
    asyncio.run(_fill_channels(ours, channels, NOW - timedelta(minutes=5)))
    carried = _carried(ours, api_url, len(channels)) if ours_first else None
    bare = len(channels) / measured(cases.bare, api_url, str(listed))["seconds"]
    return bare, carried or _carried(ours, api_url, len(channels))


def _carried(url: str, api_url: str, messages: int, *, processes: int = 1) -> float:
    """Messages a second that so many workers carry together, from when the first begins until the last has ended."""
    workers = measured_together(cases.carried, url, api_url, processes=processes)
    asyncio.run(cases.see_that_nothing_is_left(url))
    return messages / (max(each["ended"] for each in workers) - min(each["began"] for each in workers))


def _fill(url: str, messages: int, due_at: datetime, *, first: int = 0) -> None:
    asyncio.run(_fill_channels(url, [f"D{first + n}" for n in range(messages)], due_at, first=first))


async def _fill_channels(url: str, channels: Sequence[str], due_at: datetime, *, first: int = 0) -> None:
    async with opened(url) as storage:
        await fill(storage, channels, due_at=due_at, first=first)


@contextmanager
def _plain_slack() -> Iterator[str]:
    with _served("benchmarks.plain_server") as port:
        yield f"http://127.0.0.1:{port}/api/"


@contextmanager
def _served(module: str, *arguments: str) -> Iterator[str]:
    """A server in a process of its own, which says in a line where it is and ends with its standard input."""
    server = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own module
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None  # noqa: S101  # Popen makes both pipes where they are asked for
    assert server.stdout is not None  # noqa: S101  # as above
    try:
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.wait(20)


if __name__ == "__main__":
    main()
