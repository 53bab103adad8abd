"""Reading thousands of rows without holding anybody up."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, Select

from storage.transaction import Transaction

SLICE = 200
"""So many rows become values before anything else on the loop has its turn."""


async def in_slices(
    tx: Transaction, statement: Select[*tuple[Any, ...]]
) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
    """The rows of a statement that names columns, some at a time, with a turn for everybody else between two slices.

    Ask in a transaction that only reads: nobody else could write meanwhile.
    """
    # A session would make values of all the rows at once.
    for rows in (await (await tx.connection()).execute(statement)).partitions(SLICE):
        yield rows
        await asyncio.sleep(0)
