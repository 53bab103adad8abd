"""The schema's history, step by step. See README.md for how to add one."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

_STEPS = Path(__file__).parent / "versions"

NEEDS = "schema_needs"
"""The fact of an installation that says of which revision a program must be, at least, to work with its schema."""


class NewerSchemaError(Exception):
    """A newer version of the program has been at work on this database, and left nothing that this one could work with."""


class SchemaBusyError(Exception):
    """Another bot upgrades the schema, or holds what must be changed, for longer than it is waited for."""


def upgrade(connection: Connection, revision: str | None = None) -> None:
    """Bring the schema up to a revision, the newest by default, inside the caller's transaction.

    A newer schema that this version can still work with is left as it is.

    Raises:
        NewerSchemaError: it is too new for this version.
        SchemaBusyError: others keep the schema from being changed.
    """
    if revision is None and (is_current(connection) or is_ahead(connection)):
        return
    from storage.migrations import alembic_steps  # a tenth of the start, and hardly ever needed

    alembic_steps.upgrade(connection, revision or "head")


def is_current(connection: Connection) -> bool:
    """Whether the schema is at the newest revision."""
    return current(connection) == newest()


def is_ahead(connection: Connection) -> bool:
    """Whether the schema is newer than this version, in a way that this version can still work with."""
    present = current(connection)
    if present is None or present in revisions():
        return False
    needs: str | None = connection.scalar(
        text("SELECT value FROM installation_facts WHERE name = :name"), {"name": NEEDS}
    )
    return needs is not None and needs <= newest()


def current(connection: Connection) -> str | None:
    """The revision the schema is at; None for a database without any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def newest() -> str:
    """The newest revision this version knows: what its models are of."""
    return max(revisions())


def revisions() -> set[str]:
    """Every revision this version knows, the newest the greatest: each step's file begins with its own."""
    return {step.name.partition("_")[0] for step in _STEPS.glob("[0-9]*_*.py")}
