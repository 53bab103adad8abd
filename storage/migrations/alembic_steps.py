"""The schema's steps, taken with Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.migrations import NEEDS, NewerSchemaError, SchemaBusyError, current, is_ahead, revisions

# Any number that nobody else locks with: replicas that start together migrate one after the other.
ADVISORY_LOCK = 4_120_318
_LOCK_NOT_AVAILABLE = "55P03"


def upgrade(connection: Connection, revision: str) -> None:
    """Bring the schema up to a revision, inside the caller's transaction; `storage.migrations` says what is raised."""
    with alone(connection):
        before = current(connection)
        if before is not None and before not in revisions():
            if is_ahead(connection):  # another, newer bot had its turn first
                return
            raise NewerSchemaError(f"The database is at revision {before}, for which this version is too old")
        settings = config(connection)
        command.upgrade(settings, revision)
        remember_needs(connection, settings)
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise RuntimeError(f"The migration left a row of {broken[0]} without the {broken[2]} it refers to")


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take the schema back to a revision, inside the caller's transaction."""
    command.downgrade(config(connection), revision)


def config(connection: Connection) -> Config:
    """Make Alembic's settings for one connection; there is no alembic.ini."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return settings


@contextmanager
def alone(connection: Connection, *, turn_within: float = 60.0, hold_up: float = 5.0) -> Iterator[None]:
    """Have a turn of one's own on a database server, until the transaction ends; SchemaBusyError when there is none.

    Another that upgrades is waited for, `turn_within` seconds. A table that others are at work on is not waited for
    longer than `hold_up`, since all who want it then wait behind us.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    try:
        _wait_at_most(connection, turn_within)
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
        _wait_at_most(connection, hold_up)
        yield
    except DBAPIError as problem:
        if getattr(problem.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        raise SchemaBusyError("The database could not be upgraded: other bots are at work on it") from problem


def _wait_at_most(connection: Connection, seconds: float) -> None:
    waiting = text("SELECT set_config('lock_timeout', :most, true)")
    connection.execute(waiting, {"most": f"{seconds * 1000:.0f}ms"})


def remember_needs(connection: Connection, settings: Config) -> None:
    """Leave word of how old a program may be that works with this schema."""
    steps = ScriptDirectory.from_config(settings)
    taken = [step for step in steps.walk_revisions() if step.revision <= (current(connection) or "")]
    needs = max((step.module.needs for step in taken if step.module.needs), default=min(revisions()))
    connection.execute(text("DELETE FROM installation_facts WHERE name = :name"), {"name": NEEDS})
    connection.execute(
        text("INSERT INTO installation_facts (name, value) VALUES (:name, :value)"), {"name": NEEDS, "value": needs}
    )
