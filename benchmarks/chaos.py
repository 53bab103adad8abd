"""What becomes of messages when workers, Slack and the database fail all the time: the long run of tests/chaos.

python benchmarks/chaos.py [--check] [--json] [--messages 20000] [--kills 500] [--pauses 60] [--restarts 16] [--runs 8] [--seed 1]

Half of the runs work with SQLite and one worker, half with PostgreSQL and three; each has a seed of its own. Two short
runs show what becomes of messages the naive ways. Two more, with the timings of production and a Slack that does not
fail, measure how long a kill -9 leaves anybody in doubt.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Figure, at_least, at_most, options, report
from bot.delivery import Timing
from storage.models.delivery import MessageState
from tests.chaos.harness import Mishap, Outcome, run
from tests.chaos.plan import Plan, Strategy
from tests.chaos.servers import Server, server

_HEADINGS = (
    "way",
    "store",
    "workers",
    "seed",
    "messages",
    "kill -9",
    "SIGSTOP",
    "database restarts",
    "lost",
    "doubled",
    "out of order",
    "dead",
    "maybe sent",
    "posts per message",
    "look-ups per message",
    "seconds",
)


async def main(asked: argparse.Namespace) -> Sequence[Figure]:
    with server() as postgresql, tempfile.TemporaryDirectory() as directory:
        print("\n".join(_line(cells) for cells in (_HEADINGS, ["---"] * len(_HEADINGS))), flush=True)
        outcomes = []
        for plan in [*_plans(asked), *_naive(asked)]:
            outcomes.append(await _run(plan, postgresql, Path(directory)))
            print(_line(_row(outcomes[-1])), flush=True)
        recoveries = [await _run(plan, postgresql, Path(directory)) for plan in _recoveries(asked)]
    ours, naive = outcomes[: asked.runs], outcomes[asked.runs :]
    return [*_figures(ours, asked), *_caught(naive), *map(_recovery, recoveries)]


def _plans(asked: argparse.Namespace) -> Iterator[Plan]:
    """SQLite and PostgreSQL by turns, the mishaps spread evenly over the runs that can have them."""
    for number in range(asked.runs):
        is_embedded = number % 2 == 0
        yield Plan(
            seed=asked.seed + number,
            messages=_share(asked.messages, asked.runs, number),
            workers=1 if is_embedded else 3,
            kills=_share(asked.kills, asked.runs, number),
            pauses=_share(asked.pauses, asked.runs, number),
            restarts=0 if is_embedded else _share(asked.restarts, asked.runs // 2, number // 2),
            at_most=3_600,
        )


def _share(whole: int, parts: int, number: int) -> int:
    return whole // parts + (number < whole % parts)


def _naive(asked: argparse.Namespace) -> Iterator[Plan]:
    for strategy in (Strategy.RESEND, Strategy.MARK_FIRST):
        yield Plan(seed=asked.seed, messages=600, workers=3, kills=15, strategy=strategy, at_most=600)


def _recoveries(asked: argparse.Namespace) -> Iterator[Plan]:
    plan = Plan(
        seed=asked.seed, messages=1_000, kills=4, hurting=1, has_faults=False, rate=1, timing=Timing(), at_most=600
    )
    yield plan
    yield replace(plan, workers=3)


async def _run(plan: Plan, postgresql: Server, directory: Path) -> Outcome:
    if plan.workers > 1:
        return await run(plan, postgresql.new_database(), directory, restart=postgresql.restart)
    return await run(plan, f"sqlite:///{directory}/{plan.seed}-{plan.rate}.sqlite", directory)


def _row(outcome: Outcome) -> list[str]:
    verdict, happened = outcome.verdict, outcome.happened
    return [
        str(outcome.plan.strategy),
        _store(outcome),
        str(outcome.plan.workers),
        str(outcome.plan.seed),
        f"{outcome.plan.messages:,}",
        str(_kills(outcome)),
        str(_pauses(outcome)),
        str(happened[Mishap.RESTART]),
        *(str(len(which)) for which in (verdict.lost, verdict.doubled, verdict.out_of_order)),
        " ".join([str(verdict.states.get(MessageState.DEAD, 0)), *verdict.dead]),
        str(verdict.maybe_sent),
        f"{verdict.posts / verdict.messages:.2f}",
        f"{verdict.looks / verdict.messages:.2f}",
        f"{outcome.seconds:.0f}",
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _store(outcome: Outcome) -> str:
    return "SQLite" if outcome.plan.workers == 1 else "PostgreSQL"


def _kills(outcome: Outcome) -> int:
    return outcome.happened[Mishap.KILL] + outcome.happened[Mishap.KILL_WHEN_SENDING]


def _pauses(outcome: Outcome) -> int:
    return outcome.happened[Mishap.PAUSE] + outcome.happened[Mishap.PAUSE_WHEN_SENDING]


def _figures(outcomes: Sequence[Outcome], asked: argparse.Namespace) -> Iterator[Figure]:
    def none(name: str, count: int) -> Figure:
        return at_most(name, count, "", 0)

    verdicts = [outcome.verdict for outcome in outcomes]
    yield none("Messages lost", sum(len(verdict.lost) for verdict in verdicts))
    yield none("Messages doubled", sum(len(verdict.doubled) for verdict in verdicts))
    yield none("Messages out of order", sum(len(verdict.out_of_order) for verdict in verdicts))
    yield none("Direct messages that may have been sent", sum(len(verdict.doubtful_to_people) for verdict in verdicts))
    yield none("Workers that ended as nobody had wanted", sum(_strange_ends(outcome) for outcome in outcomes))
    messages = sum(verdict.messages for verdict in verdicts)
    aside = sum(verdict.states.get(MessageState.DEAD, 0) for verdict in verdicts)
    yield at_most("Messages put aside, in ten thousand", 10_000 * aside / messages, "", 1)
    yield at_least("Messages", messages, "", asked.messages)
    yield at_least("Kill -9", sum(map(_kills, outcomes)), "", asked.kills)
    yield at_least("Pauses longer than a lease", sum(map(_pauses, outcomes)), "", round(asked.pauses * 0.9))
    yield at_least("Immediate restarts", sum(each.happened[Mishap.RESTART] for each in outcomes), "", asked.restarts)
    yield Figure(name="Maybe sent, in groups", value=sum(verdict.maybe_sent for verdict in verdicts), unit="")
    yield Figure(name="of which came after a later one", value=sum(verdict.overtaken for verdict in verdicts), unit="")
    yield Figure(name="Posts per message", value=sum(verdict.posts for verdict in verdicts) / messages, unit="")
    yield Figure(name="Look-ups per message", value=sum(verdict.looks for verdict in verdicts) / messages, unit="")
    recovery = [seconds for outcome in outcomes for seconds in outcome.recovery]
    yield Figure(name="Known again after a kill, timings scaled, median", value=statistics.median(recovery), unit="s")
    yield Figure(name="Known again after a kill, timings scaled, longest", value=max(recovery), unit="s")


def _caught(naive: Sequence[Outcome]) -> Iterator[Figure]:
    resent, marked = (outcome.verdict for outcome in naive)
    yield at_least("Doubled when sent again without looking", len(resent.doubled), "", 1)
    yield at_least("Lost when noted as sent before sending", len(marked.lost), "", 1)


def _strange_ends(outcome: Outcome) -> int:
    expected = {-9: _kills(outcome), 0: outcome.plan.workers}
    return sum(abs(outcome.ends[code] - expected.get(code, 0)) for code in outcome.ends.keys() | expected.keys())


def _recovery(outcome: Outcome) -> Figure:
    name = f"Known again after a kill -9, {_store(outcome)}, timings of production"
    return at_most(name, max(outcome.recovery, default=float("inf")), "s", 90)


if __name__ == "__main__":
    arguments = options(__doc__ or "")
    arguments.add_argument("--messages", type=int, default=20_000)
    arguments.add_argument("--kills", type=int, default=500)
    arguments.add_argument("--pauses", type=int, default=60)
    arguments.add_argument("--restarts", type=int, default=16)
    arguments.add_argument("--runs", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    report(asyncio.run(main(asked)), asked)
