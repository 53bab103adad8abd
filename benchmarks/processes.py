"""A bot in a process of its own, so that its time and memory are its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.server import LocalSlack

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Process:
    """A running child process."""

    pid: int

    def cpu_seconds(self) -> float:
        """Processor time of all its threads so far (Linux: the kernel counts nanoseconds)."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def resident_mb(self) -> float:
        """Memory that is really in use now, in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@asynccontextmanager
async def running(
    slack: LocalSlack, command: Sequence[str], environment: Mapping[str, str] | None = None
) -> AsyncIterator[Process]:
    """Start a bot against this local Slack, and end it afterwards; it is there once it has connected."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL if not os.environ.get("BENCHMARK_LOGS") else None,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            **(environment or {}),
        },
    )
    try:
        async with asyncio.timeout(20):
            await slack.socket.wait_connected()
        yield Process(child.pid)
    finally:
        child.terminate()
        async with asyncio.timeout(20):
            await child.wait()
