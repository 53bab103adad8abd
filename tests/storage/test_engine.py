import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from storage import DatabaseInUseError, Keyring, Storage, WrongKeyError, open_storage
from storage.models.delivery import Secret
from storage.transaction import insert_once


@pytest.fixture
def storage(each_storage: Storage) -> Storage:
    return each_storage


async def remembered(storage: Storage) -> set[str]:
    async with storage.read() as tx:
        return set(await tx.scalars(select(Secret.name).where(Secret.name != "marker")))


async def test_a_transaction_is_committed_when_its_block_ends(storage: Storage) -> None:
    async with storage.transaction() as tx:
        tx.add(Secret(name="a", value="1"))

    assert await remembered(storage) == {"a"}


async def test_a_transaction_is_rolled_back_when_its_block_raises(storage: Storage) -> None:
    async def fail_half_way() -> None:
        async with storage.transaction() as tx:
            tx.add(Secret(name="a", value="1"))
            await tx.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_half_way()

    assert await remembered(storage) == set()


async def test_what_one_does_at_a_time_another_can_do_once_it_has_ended(each_storage: Storage) -> None:
    async def fail() -> None:
        async with each_storage.alone(1) as is_first:
            assert is_first
            async with each_storage.alone(1) as is_second, each_storage.alone(2) as is_something_else:
                assert (is_second, is_something_else) == (each_storage.is_embedded, True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with each_storage.alone(1) as is_free:
        assert is_free


async def test_a_cancellation_during_the_commit_leaves_all_or_nothing(storage: Storage) -> None:
    async def write(number: int) -> None:
        async with storage.transaction() as tx:
            tx.add_all([Secret(name=f"{number}-first", value=""), Secret(name=f"{number}-second", value="")])

    for number in range(40):
        task = asyncio.create_task(write(number))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})

    names = await remembered(storage)
    assert {name.partition("-")[0] for name in names if "first" in name} == {
        name.partition("-")[0] for name in names if "second" in name
    }
    await write(99)
    assert "99-first" in await remembered(storage)


async def test_reading_first_and_writing_later_loses_no_update(storage: Storage) -> None:
    async with storage.transaction() as tx:
        tx.add(Secret(name="count", value="0"))

    async def increase() -> None:
        async with storage.transaction() as tx:
            row = (await tx.scalars(select(Secret).where(Secret.name == "count").with_for_update())).one()
            row.value = str(int(row.value) + 1)

    await asyncio.gather(*(increase() for _ in range(20)))

    async with storage.read() as tx:
        assert await tx.scalar(select(Secret.value).where(Secret.name == "count")) == "20"


async def test_reading_cannot_write(storage: Storage) -> None:
    async def write() -> None:
        async with storage.read() as tx:
            tx.add(Secret(name="a", value="1"))
            await tx.flush()

    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await write()


async def test_a_reader_sees_one_state_while_another_writes(storage: Storage) -> None:
    async with storage.read() as reading:
        before = await reading.scalar(select(func.count()).select_from(Secret))
        async with storage.transaction() as tx:
            tx.add(Secret(name="a", value="1"))
        assert await reading.scalar(select(func.count()).select_from(Secret)) == before

    assert await remembered(storage) == {"a"}


async def test_inserting_once_says_whether_it_was_the_first_time(storage: Storage) -> None:
    async with storage.transaction() as tx:
        assert await insert_once(tx, Secret, name="a", value="1")
        assert not await insert_once(tx, Secret, name="a", value="2")


async def test_what_is_sealed_is_not_in_the_database(storage: Storage) -> None:
    async with storage.transaction() as tx:
        tx.add(Secret(name="a", value="plain words"))

    async with storage.read() as tx:
        raw = (await tx.connection()).exec_driver_sql("SELECT value FROM secrets WHERE name = 'a'")
        assert "plain" not in (await raw).scalar_one()


async def test_another_key_is_refused_at_the_upgrade(storage: Storage) -> None:
    stranger = Storage(storage.url, Keyring(Keyring.generate()))
    async with storage.transaction() as tx:
        tx.add(Secret(name="a", value="1"))
    await storage.upgrade()

    with pytest.raises(WrongKeyError):
        await stranger.upgrade()
    await stranger.close()


async def test_a_second_bot_is_refused_one_sqlite_file(storage: Storage) -> None:
    second = Storage(storage.url, Keyring(Keyring.generate()))
    storage.lock()

    if storage.is_embedded:
        with pytest.raises(DatabaseInUseError, match="Another bot"):
            second.lock()
        await storage.close()
    second.lock()
    await second.close()


@pytest.mark.parametrize("url", ["mysql://somewhere/db", "sqlite://", "sqlite:///:memory:"])
async def test_an_unusable_database_is_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError, match=r"SQLite needs a file|not in mysql"):
        await open_storage(url, keys=Keyring(Keyring.generate()))
