"""How much of what Slack takes has been used, kept where all bots on one database see it.

Each budget is one moment: from then on a call may be made again (see `bot.budgets`, which does the arithmetic).
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.delivery import RateBudget
from storage.transaction import Transaction

Scope = tuple[str, str]
"""A workspace, and a method or a channel of it."""

_TABLE = cast("Table", RateBudget.__table__)
_FREE = (
    select(_TABLE)
    .where(
        # By themselves, pairs would make SQLite walk through the whole table.
        _TABLE.c.workspace_id.in_(bindparam("workspaces", expanding=True)),
        _TABLE.c.scope.in_(bindparam("names", expanding=True)),
        tuple_(_TABLE.c.workspace_id, _TABLE.c.scope).in_(bindparam("scopes", expanding=True)),
    )
    .order_by(_TABLE.c.workspace_id, _TABLE.c.scope)  # in one order, so that two bots never wait for each other
    .with_for_update()
)


async def free_from(tx: Transaction, scopes: Collection[Scope]) -> dict[Scope, datetime]:
    """From when on each of these is free again, and nobody else's to use until this transaction ends; unused ones are left out."""
    workspaces, names = {workspace for workspace, _ in scopes}, {name for _, name in scopes}
    among = {"workspaces": list(workspaces), "names": list(names), "scopes": list(scopes)}
    rows = await tx.execute(_FREE, among)
    return {(row.workspace_id, row.scope): row.free_at for row in rows}


async def use(tx: Transaction, budgets: Mapping[Scope, datetime]) -> None:
    """Keep from when on each of these is free again."""
    if not budgets:
        return
    rows = [
        {"workspace_id": workspace, "scope": scope, "free_at": free_at}
        for (workspace, scope), free_at in sorted(budgets.items())
    ]
    await (await tx.connection()).execute(_USE[tx.get_bind().dialect.name], rows)


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget what has been free for so long that it makes no difference."""
    await tx.execute(delete(RateBudget).where(RateBudget.free_at < before))


def _used(insert: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    return insert.on_conflict_do_update(
        index_elements=[_TABLE.c.workspace_id, _TABLE.c.scope], set_={"free_at": insert.excluded.free_at}
    )


_USE = {"sqlite": _used(sqlite.insert(_TABLE)), "postgresql": _used(postgresql.insert(_TABLE))}
