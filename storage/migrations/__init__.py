"""The schema's history, step by step. See README.md for how to add one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

# Any number that nobody else locks with: replicas that start together migrate one after the other.
_ADVISORY_LOCK = 4_120_318


class NewerSchemaError(Exception):
    """A newer version of the program has been at work on this database."""


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema up to a revision, inside the caller's transaction.

    Raises:
        NewerSchemaError: it is at a revision that this version does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    settings = config(connection)
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and not _is_known(settings, current):
        raise NewerSchemaError(f"The database is at revision {current}, which this version does not know")
    command.upgrade(settings, revision)
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise RuntimeError(f"The migration left a row of {broken[0]} without the {broken[2]} it refers to")


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take the schema back to a revision, inside the caller's transaction."""
    command.downgrade(config(connection), revision)


def is_current(connection: Connection) -> bool:
    """Whether the schema is at the newest revision."""
    newest = ScriptDirectory.from_config(config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _is_known(settings: Config, revision: str) -> bool:
    known = ScriptDirectory.from_config(settings).walk_revisions()
    return any(step.revision == revision for step in known)


def config(connection: Connection) -> Config:
    """Make Alembic's settings for one connection; there is no alembic.ini."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return settings
