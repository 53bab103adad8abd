"""Reading thousands of rows without holding anybody up."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, Select

from storage.transaction import Transaction

SLICE = 200
"""So many rows are asked for by one statement that names each of them."""
A_TURN = 20
"""So many rows become values before anything else on the loop has its turn.

Few, since somebody who is answered meanwhile needs dozens of turns, and waits for all of these in between.
"""


async def in_slices(
    tx: Transaction, statement: Select[*tuple[Any, ...]]
) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
    """The rows of a statement that names columns, some at a time, with a turn for everybody else between two slices.

    Ask in a transaction that only reads: nobody else could write meanwhile.
    """
    # A session would make values of all the rows at once.
    for rows in (await (await tx.connection()).execute(statement)).partitions(A_TURN):
        yield rows
        await asyncio.sleep(0)
