"""Time from starting the process to ready (connected to Slack), and the memory it then holds.

python benchmarks/start.py [--check] [--json] [--runs 5]
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, options, report
from benchmarks.processes import running
from sandbox.server import LocalSlack
from tests.town import KEYS


async def once(url: str) -> tuple[float, float]:
    """Seconds to ready and MB held a second later, with a database that is there already."""
    async with LocalSlack(limits=False) as slack:
        began = time.perf_counter()
        environment = {"DATABASE_URL": url, "MENTOR_KEYS": KEYS, "LOG_LEVEL": "ERROR"}
        async with running(slack, ["-m", "bot.cli", "run"], environment) as process:
            ready = time.perf_counter() - began
            await asyncio.sleep(1)  # the directory is read in the background
            return ready, process.resident_mb()


async def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        first, _ = await once(url)
        runs = [await once(url) for _ in range(asked.runs)]
    report(
        [
            Figure(name="first start, making the database", value=first, unit="s"),
            Figure(name="time to ready", value=statistics.median(ready for ready, _ in runs), unit="s", goal=1.5),
            Figure(name="resident memory", value=statistics.median(mb for _, mb in runs), unit="MB", goal=130),
        ],
        asked,
    )


if __name__ == "__main__":
    asyncio.run(main())
