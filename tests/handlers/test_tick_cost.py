"""A tick costs what is due and not what exists: no statement of any tick walks through a table that grows."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from storage.states import Role
from tests.handlers.test_departures import place, publish
from tests.handlers.test_join import open_programme
from tests.town import Town

FEW = {
    "programmes",
    "programme_coordinators",
    "workspaces",
    "stopped_deliveries",
    "installation_facts",
    "rate_budgets",
    "inbox",
}
"""What there are only ever some dozens of: what came from Slack is deleted once it is handled."""
OF_WHAT_IS_OPEN = ("ix_outbox_pending", "ix_outbox_open", "ix_outbox_unknown", "ix_outbox_under_way", "ix_nudges_due")
Statement = tuple[str, object]


@contextmanager
def noting() -> Iterator[list[Statement]]:
    """Every statement that is run meanwhile."""
    statements: list[Statement] = []

    def note(_connection: Connection, _cursor: object, sql: str, parameters: object, *_: object) -> None:
        given = parameters[0] if isinstance(parameters, list) and parameters else parameters
        statements.append((sql, given))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def walks(town: Town, statements: list[Statement]) -> set[str]:
    """Where SQLite would go through a whole table, or a whole index of one, to answer these statements."""
    found = set()
    async with town.bot.storage.read() as tx:
        connection = await tx.connection()
        for sql, parameters in dict(statements).items():
            if not sql.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
                continue
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)  # type: ignore[arg-type]  # as noted
            found |= {f"{row.detail} for {sql}" for row in plan if is_walk(row.detail)}
    return found


def is_walk(step: str) -> bool:
    """Whether a step goes through a table that grows; a partial index of what is open or planned may be gone through.

    All rows of an installation share their workspace: finding them by that alone is a walk too.
    """
    verb, _, rest = step.partition(" ")
    if rest.startswith(("CONSTANT", "(")) or any(index in rest for index in OF_WHAT_IS_OPEN) or rest.split()[0] in FEW:
        return False
    return verb == "SCAN" or (verb == "SEARCH" and rest.endswith("(workspace_id=?)"))


@pytest.mark.parametrize("days", [0, 3, 17, 45])
async def test_no_tick_walks_through_everything(town: Town, days: int) -> None:
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await publish(town)
    await town.travel(days=days)
    walked: dict[str, set[str]] = {}
    for tick in town.bot.ticks.table:
        with noting() as statements:
            await tick.run()
        walked[tick.name] = await walks(town, statements)
    with noting() as statements:
        await town.bot.ticks.run_all()
        await town.bot.delivery.drain()
    walked["delivery"] = await walks(town, statements)

    assert {name: found for name, found in walked.items() if found} == {}
