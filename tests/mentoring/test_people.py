"""The people directory: one page a person, however many replicas write it at once."""

import asyncio
from datetime import UTC, date, datetime

from mentoring import people
from mentoring.access import Actor
from mentoring.people import Profile
from storage import Storage

NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
MEI = Profile(
    slack_id="UMEI",
    name="Mei Tanaka",
    title="",
    zone="Asia/Tokyo",
    locale="en-GB",
    is_bot=False,
    is_guest=False,
    is_external=False,
    is_deactivated=False,
    is_admin=False,
)


async def test_several_replicas_fill_the_directory_at_once(each_storage: Storage) -> None:
    async def replica() -> None:
        async with each_storage.transaction() as tx:
            await people.remember_workspace(tx, "T1", name="Across", bot_id="UBOT", now=NOW)
            await people.remember(tx, "T1", MEI, NOW)

    await asyncio.gather(*(replica() for _ in range(4)))

    async with each_storage.read() as tx:
        assert await people.known(tx, "T1", MEI.slack_id) == MEI


async def test_today_is_the_date_where_the_person_is(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await people.remember(tx, "T1", MEI, NOW)
        assert await people.today(tx, Actor(workspace="T1", id=MEI.slack_id), NOW) == date(2026, 3, 3)
