"""The schema's steps, taken with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.migrations import NewerSchemaError, current, revisions

# Any number that nobody else locks with: replicas that start together migrate one after the other.
_ADVISORY_LOCK = 4_120_318


def upgrade(connection: Connection, revision: str) -> None:
    """Bring the schema up to a revision, inside the caller's transaction.

    Raises:
        NewerSchemaError: it is at a revision that this version does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    before = current(connection)
    if before is not None and before not in revisions():
        raise NewerSchemaError(f"The database is at revision {before}, which this version does not know")
    command.upgrade(config(connection), revision)
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
