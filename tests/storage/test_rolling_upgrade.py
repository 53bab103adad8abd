"""Bots of two versions on one database: whoever is first upgrades, and what only adds disturbs nobody."""

import ast
import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, text

from storage import NewerSchemaError, SchemaBusyError, Storage, dispatch, migrations, open_storage, outbox
from storage.inspection import SchemaState, schema_of
from storage.migrations import alembic_steps
from storage.outbox import Draft, Lane, ToPerson
from tests.conftest import KEYS, postgresql, postgresql_database

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
VERSIONS = Path(migrations.__file__).parent / "versions"

NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = {revision!r}, {before!r}, None, None
needs = {needs!r}
def upgrade():
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(sa.Column("mood", sa.String(length=32), nullable=True))
    op.create_table("moods", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.create_index("ix_outbox_mood", ["mood"])
"""


def later(revision: str) -> str:
    return f"{int(revision) + 1:04}"


async def take_next_step(storage: Storage, folder: Path, *, contracts: bool = False) -> None:
    """What the next version would do: it adds, and when it `contracts` also says that this version cannot go on."""
    newest = migrations.newest()
    step = later(newest)
    source = NEXT.format(revision=step, before=newest, needs=step if contracts else None)
    (folder / f"{step}_next.py").write_text(source, encoding="utf-8")

    def upgrade(connection: Connection) -> None:
        settings = alembic_steps.config(connection)
        settings.set_main_option("path_separator", ";")
        settings.set_main_option("version_locations", f"{VERSIONS};{folder}")
        command.upgrade(settings, "head")
        alembic_steps.remember_needs(connection, settings)

    await run(storage, upgrade)


async def run(storage: Storage, step: Callable[[Connection], None]) -> None:
    async with storage.transaction() as tx:
        await (await tx.connection()).run_sync(step)


async def deliver_one(storage: Storage, key: str) -> None:
    """Write, read and change what the next version has added to."""
    draft = Draft(
        workspace="T1", key=key, kind="k", to=ToPerson(key), payload={"text": "x"}, lane=Lane.NUDGE, due_at=NOW
    )
    async with storage.transaction() as tx:
        assert await outbox.add(tx, draft)
        (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=NOW, limit=10, lease=60)
        assert await dispatch.start(tx, [message], now=NOW, within=1) == {message.hold}
        sent = dispatch.Change(message=message, state=outbox.MessageState.SENT, ts="1")
        await dispatch.change(tx, [sent], now=NOW)
    async with storage.read() as tx:
        assert await outbox.open_count(tx, "T1") == 0


async def state_of(storage: Storage) -> SchemaState:
    async with storage.read() as tx:
        return await schema_of(tx)


# Two versions side by side


async def test_a_bot_at_work_goes_on_while_the_next_version_adds(each_storage: Storage, tmp_path: Path) -> None:
    await deliver_one(each_storage, "before")
    await take_next_step(each_storage, tmp_path)
    await deliver_one(each_storage, "after")


async def test_a_bot_starts_on_a_database_to_which_the_next_version_has_added(
    each_storage: Storage, tmp_path: Path
) -> None:
    await take_next_step(each_storage, tmp_path)
    again = await open_storage(each_storage.url.render_as_string(hide_password=False), keys=KEYS)
    await again.upgrade()
    await deliver_one(again, "started")
    assert await state_of(again) is SchemaState.AHEAD
    await again.close()


async def test_a_bot_refuses_a_database_from_which_the_next_version_has_taken_away(
    each_storage: Storage, tmp_path: Path
) -> None:
    await take_next_step(each_storage, tmp_path, contracts=True)
    with pytest.raises(NewerSchemaError, match="too old"):
        await each_storage.upgrade()
    assert await state_of(each_storage) is SchemaState.NEWER


# Replicas that start together


@pytest.fixture
async def empty(postgresql_url: str) -> AsyncIterator[str]:
    async with postgresql_database(postgresql_url) as url:
        yield url


async def test_three_bots_that_start_at_once_on_an_empty_database_all_come_up(empty: str) -> None:
    replicas = [await open_storage(empty, keys=KEYS) for _ in range(3)]
    await asyncio.gather(*(replica.upgrade() for replica in replicas))
    for number, replica in enumerate(replicas):
        assert await state_of(replica) is SchemaState.CURRENT
        await deliver_one(replica, str(number))
        await replica.close()


async def test_who_waits_too_long_for_another_that_upgrades_says_so(postgresql_template: str) -> None:
    def upgrade(connection: Connection) -> None:
        with alembic_steps.alone(connection, turn_within=0.02):
            raise AssertionError("The other is not done")

    async with postgresql(postgresql_template) as storage, storage.transaction() as other:
        await (await other.connection()).run_sync(partial(alembic_steps.upgrade, revision="head"))
        with pytest.raises(SchemaBusyError, match="other bots are at work"):
            await run(storage, upgrade)


async def test_a_step_does_not_make_everybody_wait_behind_it(postgresql_template: str) -> None:
    def add_a_column(connection: Connection) -> None:
        with alembic_steps.alone(connection, hold_up=0.02):
            connection.execute(text("ALTER TABLE outbox ADD COLUMN mood TEXT"))

    async with postgresql(postgresql_template) as storage, storage.transaction() as at_work:
        await outbox.open_count(at_work, "T1")
        with pytest.raises(SchemaBusyError):
            await run(storage, add_a_column)


# The rule


def taken_away(source: str) -> Iterator[str]:
    """What a step does that a program of the version before could stumble over, by the names of Alembic's operations."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and function.name == "upgrade":
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    yield from _breaking(call, call.func.attr)


def _breaking(call: ast.Call, name: str) -> Iterator[str]:
    unsafe = ("drop_column", "drop_table", "alter_column", "rename_table", "create_unique_constraint")
    if name in {*unsafe, "create_check_constraint", "create_foreign_key"}:
        yield name
    if name == "add_column":
        options = {option.arg: option.value for each in call.args for option in getattr(each, "keywords", ())}
        is_required = isinstance(options.get("nullable"), ast.Constant) and not options["nullable"].value
        if is_required and "server_default" not in options:
            yield name


def test_a_step_only_adds_or_says_which_version_did_without() -> None:
    sources = {step.name: step.read_text(encoding="utf-8") for step in sorted(VERSIONS.glob("[0-9]*.py"))[1:]}
    breaking = {name: list(taken_away(source)) for name, source in sources.items() if "needs = None" in source}
    assert {name: found for name, found in breaking.items() if found} == {}


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("op.add_column('a', sa.Column('b', sa.Integer(), nullable=True))", []),
        ("op.add_column('a', sa.Column('b', sa.Integer(), nullable=False, server_default='0'))", []),
        ("op.add_column('a', sa.Column('b', sa.Integer(), nullable=False))", ["add_column"]),
        ("batch_op.drop_column('b')", ["drop_column"]),
        ("op.create_table('c', sa.Column('d', sa.Integer(), nullable=False))", []),
    ],
)
def test_the_rule_sees_what_takes_away(step: str, found: list[str]) -> None:
    assert list(taken_away(f"def upgrade():\n    {step}\n")) == found
