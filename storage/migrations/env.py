"""Run by Alembic for every command: on the connection, and in the transaction, that the caller brought."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum, TypeDecorator

from storage.models import Row


def render(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our column types as the plain ones beneath them: a migration must not change when the models do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    render_item=render,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
