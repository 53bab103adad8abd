"""What is measured of delivery, each in a process of its own (see `fresh`)."""

import asyncio
import gc
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.fresh import Numbers, resident_mb
from benchmarks.outboxes import NOW, opened, payload
from bot.budgets import USUAL, Limit, Limits
from bot.clock import SettableClock
from bot.delivery import Delivery
from bot.recheck import recheck
from bot.slack import EVENT_TYPE, SlackGateway
from storage import Storage, outbox

_NO_LIMIT = Limit(per_minute=6e7, at_once=1_000_000)
UNLIMITED = Limits(methods=dict.fromkeys(USUAL.methods, _NO_LIMIT), channel=_NO_LIMIT)
"""Kept and counted in the database as always, and never reached."""
_LOOKS = 500
_SAMPLE = 0.002
_IN_FLIGHT = 800
"""Without limits it is the database's turn to say how many are worth their while."""
"""Seconds between two looks at how late the loop is."""


def at_rest(url: str) -> Numbers:
    """MB held by a process that delivers, and how long it takes to find that nothing is due (ms, 99th of a hundred)."""
    return asyncio.run(_at_rest(url))


def falling_due(url: str, api_url: str) -> Numbers:
    """Deliver all that is due: how late the loop was meanwhile (ms)."""
    return asyncio.run(_falling_due(url, api_url))


def carried(url: str, api_url: str) -> Numbers:
    """Deliver all that is due: from when to when (s, on the clock all processes share)."""
    return asyncio.run(_carried(url, api_url))


def one_job_each(folder: str, jobs: int) -> Numbers:
    """The other way: a job of APScheduler in its database for each message, all due at once; how late the loop was (ms)."""
    return asyncio.run(_one_job_each(Path(folder), jobs))


def bare(api_url: str, channels: str) -> Numbers:
    """Send one message to each channel of a file with slack_sdk alone, as many at once as suits it best: seconds."""
    return asyncio.run(_bare(api_url, Path(channels).read_text(encoding="ascii").split()))


async def _at_rest(url: str) -> Numbers:
    async with opened(url) as storage, _delivery(storage, "http://127.0.0.1:9/api/") as delivery:
        taken = []
        for _ in range(_LOOKS):
            began = time.perf_counter()
            await delivery.drain()
            taken.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(0.002)
        return {"mb": resident_mb(), "p99": sorted(taken)[_LOOKS * 99 // 100], "median": sorted(taken)[_LOOKS // 2]}


async def _falling_due(url: str, api_url: str) -> Numbers:
    async with opened(url) as storage, _delivery(storage, api_url) as delivery:
        late = await lateness(delivery.drain)
    await see_that_nothing_is_left(url)
    return {"late_max": late[-1], "late_p999": late[len(late) * 999 // 1000]}


async def _carried(url: str, api_url: str) -> Numbers:
    async with opened(url) as storage, _delivery(storage, api_url) as delivery:
        gc.freeze()  # as below
        began = time.monotonic()
        await delivery.drain()
        return {"began": began, "ended": time.monotonic()}


async def see_that_nothing_is_left(url: str) -> None:
    """Once everybody who delivers from there has ended; RuntimeError when something that was due did not go."""
    async with opened(url) as storage, storage.read() as tx:
        due = await outbox.next_due(tx)
    if due is not None and due <= NOW:
        raise RuntimeError("Something was left behind")


async def lateness(work: Callable[[], Coroutine[Any, Any, Any]]) -> list[float]:
    """Milliseconds by which the loop was late, at each of many looks while this was done, the smallest first."""
    late = []
    gc.freeze()  # as `mentor-bot run` does once it has started; whoever is compared gets the same
    async with asyncio.TaskGroup() as group:
        working = group.create_task(work())
        while not working.done():
            began = time.perf_counter()
            await asyncio.sleep(_SAMPLE)
            late.append(1000 * (time.perf_counter() - began - _SAMPLE))
    return sorted(late)


_fired = 0


async def _fire() -> None:
    global _fired  # noqa: PLW0603  # a stored job can only name a function of a module
    _fired += 1


async def _one_job_each(folder: Path, jobs: int) -> Numbers:
    scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")})
    scheduler.start(paused=True)
    for _ in range(jobs):
        scheduler.add_job(_fire, "date", run_date=datetime(2020, 1, 1, tzinfo=UTC), misfire_grace_time=None)

    async def all_fired() -> None:
        scheduler.resume()
        while _fired < jobs:  # noqa: ASYNC110  # it tells nobody
            await asyncio.sleep(0.01)

    late = await lateness(all_fired)
    scheduler.shutdown()
    return {"late_max": max(late)}


async def _bare(api_url: str, channels: list[str]) -> Numbers:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-bench", base_url=api_url, session=session, retry_handlers=[])  # noqa: S106
        client.proxy = None
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": "0" * 32}}
        as_ours: dict[str, Any] = {"metadata": metadata, "unfurl_links": False, "unfurl_media": False}
        waiting = iter(enumerate(channels))

        async def send() -> None:
            for number, channel in waiting:
                await client.chat_postMessage(channel=channel, **as_ours, **payload(number))

        gc.freeze()  # as above
        began = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(20)))
        return {"seconds": time.perf_counter() - began}


@asynccontextmanager
async def _delivery(storage: Storage, api_url: str) -> AsyncIterator[Delivery]:
    gateway = SlackGateway(token="xoxb-bench", base_url=api_url)  # noqa: S106  # no secret opens a stand-in
    clock = SettableClock(NOW, rate=1)
    delivery = Delivery(
        storage=storage,
        gateway=lambda _: gateway,
        clock=clock,
        recheck=lambda tx, messages: recheck(tx, messages, clock.now()),
        on_undelivered=_refuse,
        rng=random.Random(7),  # noqa: S311  # it spreads retries, it guards nothing
        limits=UNLIMITED,
        in_flight=_IN_FLIGHT,
    )
    try:
        yield delivery
    finally:
        await delivery.stop()
        await gateway.close()


async def _refuse(*about: object) -> None:
    raise RuntimeError(f"Not delivered: {about}")
