from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage import NewerSchemaError, Storage, migrations
from storage.migrations import alembic_steps
from storage.models import Row


@pytest.fixture
def engine(each_storage: Storage) -> AsyncEngine:
    return create_async_engine(each_storage.url, poolclass=NullPool)


def differences(connection: Connection) -> Any:
    return compare_metadata(MigrationContext.configure(connection), Row.metadata)


async def test_the_schema_is_the_sum_of_its_migrations(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(migrations.is_current)


async def test_the_steps_are_known_by_their_files(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        steps = ScriptDirectory.from_config(await connection.run_sync(alembic_steps.config))
    assert migrations.revisions() == {step.revision for step in steps.walk_revisions()}
    assert max(migrations.revisions()) == steps.get_current_head()


async def test_every_step_can_be_taken_back_and_again(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(alembic_steps.downgrade)
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert left == ["alembic_version"]
        assert not await connection.run_sync(migrations.is_current)

        await connection.run_sync(migrations.upgrade)
        assert await connection.run_sync(differences) == []


async def test_upgrading_twice_changes_nothing(each_storage: Storage, engine: AsyncEngine) -> None:
    await each_storage.upgrade()
    await each_storage.upgrade()

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_migration_that_fails_leaves_no_trace(each_storage: Storage, tmp_path: Path) -> None:
    (tmp_path / "9999_fails.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '9999', '0001', None, None\n"
        "def upgrade():\n"
        "    op.create_table('half_made', sa.Column('id', sa.Integer()))\n"
        "    1 / 0\n"
    )

    def upgrade(connection: Connection) -> None:
        settings = alembic_steps.config(connection)
        settings.set_main_option("path_separator", ";")
        settings.set_main_option("version_locations", f"{Path(migrations.__file__).parent / 'versions'};{tmp_path}")
        command.upgrade(settings, "head")

    async def attempt() -> None:
        async with each_storage.transaction() as tx:
            await (await tx.connection()).run_sync(upgrade)

    with pytest.raises(ZeroDivisionError):
        await attempt()

    async with each_storage.read() as tx:
        tables = await (await tx.connection()).run_sync(lambda sync: inspect(sync).get_table_names())
        assert "half_made" not in tables
        assert await tx.scalar(text("SELECT version_num FROM alembic_version")) == "0001"


async def test_a_database_of_a_newer_version_is_left_alone(each_storage: Storage, engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await connection.execute(text("UPDATE installation_facts SET value = '9999' WHERE name = 'schema_needs'"))

    with pytest.raises(NewerSchemaError, match="9999"):
        await each_storage.upgrade()
