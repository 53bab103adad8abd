"""The schema's history, step by step. See README.md for how to add one."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

_STEPS = Path(__file__).parent / "versions"


class NewerSchemaError(Exception):
    """A newer version of the program has been at work on this database."""


def upgrade(connection: Connection, revision: str | None = None) -> None:
    """Bring the schema up to a revision, the newest by default, inside the caller's transaction.

    Raises:
        NewerSchemaError: it is at a revision that this version does not know.
    """
    if revision is None and is_current(connection):
        return
    from storage.migrations import alembic_steps  # a tenth of the start, and hardly ever needed

    alembic_steps.upgrade(connection, revision or "head")


def is_current(connection: Connection) -> bool:
    """Whether the schema is at the newest revision."""
    return current(connection) == max(revisions(), default=None)


def current(connection: Connection) -> str | None:
    """The revision the schema is at; None for a database without any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def revisions() -> set[str]:
    """Every revision this version knows, the newest the greatest: each step's file begins with its own."""
    return {step.name.partition("_")[0] for step in _STEPS.glob("[0-9]*_*.py")}
