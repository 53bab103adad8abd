"""How fast `/mentor join` is acknowledged and its first screen opened, beside a bare Bolt listener in the same run.

python benchmarks/ack.py [--check] [--json] [--rounds 150]
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, options, report
from benchmarks.processes import Process, running
from sandbox.person import PersonDriver
from sandbox.server import LocalSlack
from storage import Keyring, open_storage
from storage.models.enrolments import Enrolment
from storage.states import EnrolmentState, Role
from tests.programmes import add_programme
from tests.town import KEYS, MONDAY

AT_ONCE = 20
COMMAND = "/mentor join"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Milliseconds to the ack (median, one at a time; p99, twenty at once) and of processor time to an open screen."""

    ack: float
    ack_p99_at_once: float
    cpu: float
    opens: float


async def measure(slack: LocalSlack, process: Process, rounds: int) -> Measured:
    everybody = [slack.person(person.id) for person in slack.state.people.values()]
    people = [person for person in everybody if can_join(person)][:AT_ONCE]
    for person in people:  # everybody once, so that what is filled at first use is filled
        await one(person)
    opened = slack.workspace.calls["views.open"]
    before = process.cpu_seconds()
    alone = [await one(people[n % len(people)]) for n in range(rounds)]
    cpu = (process.cpu_seconds() - before) / rounds
    opens = (slack.workspace.calls["views.open"] - opened) / rounds
    at_once: list[float] = []
    for _ in range(max(1, rounds // AT_ONCE)):
        at_once += await asyncio.gather(*(one(person) for person in people))
    return Measured(
        ack=statistics.median(alone) * 1000,
        ack_p99_at_once=statistics.quantiles(at_once, n=100)[98] * 1000,
        cpu=cpu * 1000,
        opens=opens,
    )


def can_join(person: PersonDriver) -> bool:
    profile = person.profile
    return not (profile.deleted or profile.is_bot or profile.guest or profile.external)


async def one(person: PersonDriver) -> float:
    """Type the command, wait for the ack, then for the screen, then close it; seconds to the ack."""
    began = time.perf_counter()
    outcome = await person.command(COMMAND)
    took = time.perf_counter() - began
    if not outcome.acked:
        raise RuntimeError(f"Not acknowledged: {outcome.error}")
    await person.until(lambda seen: seen.modal)
    await person.close(clear=True)
    return took


async def bare(rounds: int) -> Measured:
    async with LocalSlack(limits=False) as slack, running(slack, ["benchmarks/bare_bolt.py"]) as process:
        return await measure(slack, process, rounds)


async def ours(rounds: int, enrolments: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        async with LocalSlack(limits=False) as slack:
            await fill(url, slack.state.team_id, enrolments)
            environment = {"DATABASE_URL": url, "MENTOR_KEYS": KEYS, "LOG_LEVEL": "ERROR"}
            async with running(slack, ["-m", "bot.cli", "run"], environment) as process:
                return await measure(slack, process, rounds)


async def fill(url: str, workspace: str, enrolments: int) -> None:
    """One open programme, and so many people in another that has closed."""
    storage = await open_storage(url, keys=Keyring(KEYS))
    await storage.upgrade()
    await add_programme(storage, workspace, coordinator="U0ANNA01", contact="U0BENT01")
    programme = await add_programme(storage, workspace, coordinator="U0ANNA01", contact="U0BENT01", state="closed")
    for first in range(0, enrolments, 1000):
        async with storage.transaction() as tx:
            tx.add_all(
                Enrolment(
                    workspace_id=workspace,
                    programme_id=programme,
                    slack_id=f"U9{number:06}",
                    role=Role.MENTEE,
                    state=EnrolmentState.ENROLLED,
                    introduction="Somebody in a large programme.",
                    started_at=MONDAY,
                    enrolled_at=MONDAY,
                )
                for number in range(first, min(first + 1000, enrolments))
            )
    await storage.close()


async def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--rounds", type=int, default=150)
    asked = parser.parse_args()
    peer = await bare(asked.rounds)
    small = await ours(asked.rounds, 10)
    large = await ours(asked.rounds, 10_000)
    report(
        [
            Figure(name="bare Bolt: ack", value=peer.ack, unit="ms"),
            Figure(name="bare Bolt: processor time to the open screen", value=peer.cpu, unit="ms"),
            Figure(name="/mentor join: ack", value=small.ack, unit="ms"),
            Figure(name="/mentor join: ack, beside bare Bolt", value=small.ack / peer.ack, unit="x", goal=1.3),
            Figure(name="/mentor join: processor time to the open screen", value=small.cpu, unit="ms"),
            Figure(name="/mentor join: processor time, beside bare Bolt", value=small.cpu / peer.cpu, unit="x", goal=6),
            Figure(name="/mentor join: calls of views.open", value=small.opens, unit="", goal=1),
            Figure(name="/mentor join: ack p99, 20 at once", value=small.ack_p99_at_once, unit="ms", goal=100),
            Figure(name="ack at 10,000 enrolments, beside 10", value=large.ack / small.ack, unit="x", goal=1.15),
            Figure(name="processor time at 10,000, beside 10", value=large.cpu / small.cpu, unit="x", goal=1.15),
            Figure(
                name="ack p99 of 20 at once at 10,000, beside 10",
                value=large.ack_p99_at_once / small.ack_p99_at_once,
                unit="x",
                goal=1.15,
            ),
        ],
        asked,
    )


if __name__ == "__main__":
    asyncio.run(main())
