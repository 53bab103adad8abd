"""One seed's week from beginning to end. By itself, `python -m tests.simulation.week 7` tells the story of seed 7."""

import argparse
import asyncio
import gc
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage import open_storage, sqlite_driver
from tests.simulation.inline_sqlite import connecting
from tests.simulation.judge import Verdict, judge
from tests.simulation.quiet import leaving_the_dead, log_counted
from tests.simulation.trace import NOTE_EVERYTHING, read_steps
from tests.simulation.virtual_time import VirtualLoop
from tests.simulation.world import KEYS, World


def live_through(seed: int, template: Path, folder: Path, *, twist: str = "", **of_world: Any) -> tuple[Verdict, World]:
    """Live through the week of a seed in a copy of a migrated database, and judge it.

    `twist` is SQL by which the database does something else than the bot thinks; `of_world` is what a `World` takes.
    """
    database = folder / f"week-{seed}.sqlite"
    shutil.copy(template, database)
    _execute(database, NOTE_EVERYTHING + twist)
    loop = VirtualLoop()
    with log_counted() as verbs, leaving_the_dead(), pytest.MonkeyPatch.context() as patch:
        world = World(seed=seed, database=database, loop=loop, **of_world)
        # The one thing that is patched, since no thread may run on virtual time.
        patch.setattr(sqlite_driver, "connect", connecting(world))
        gc.disable()  # what it closes, and when, is no part of the story
        try:
            loop.run_until_complete(world.live())
        finally:
            gc.enable()
        loop.close()
    assert not loop.unheard, f"A task failed and nobody heard it: {loop.unheard}"
    world.logged += verbs
    verdict = judge(seed, world.messages, database, read_steps(database), world.slack.state)
    return verdict, world


def _execute(database: Path, script: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(script)


async def _make_template(database: Path) -> None:
    storage = await open_storage(f"sqlite:///{database}", keys=KEYS)
    await storage.upgrade()
    await storage.close()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("seeds", type=int, nargs="+")
    asked.add_argument("--messages", type=int, default=100, metavar="COUNT")
    asked.add_argument("--follow", metavar="KEY", help="tell every step of this message too")
    given = asked.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(_make_template(folder / "template.sqlite"))
        for seed in given.seeds:
            verdict, world = live_through(seed, folder / "template.sqlite", folder, count=given.messages)
            steps = read_steps(folder / f"week-{seed}.sqlite")
            followed = (str(step) for step in steps if step.key == given.follow)
            told = [_summary(verdict, world), *verdict.problems, *followed]
            sys.stdout.writelines(f"{line}\n" for line in told)
            failed = failed or bool(verdict.problems)
    return int(failed)


def _summary(verdict: Verdict, world: World) -> str:
    ends = ", ".join(f"{count} {state}" for state, count in sorted(verdict.ends.items()))
    struck = ", ".join(f"{count} {how}" for how, count in sorted(world.struck.items()))
    return f"seed {verdict.seed}: {ends}; {struck}, {world.network.struck.total()} faults; trace {verdict.fingerprint}"


if __name__ == "__main__":
    sys.exit(main())
