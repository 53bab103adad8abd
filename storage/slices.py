"""Reading thousands of rows without holding anybody up."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, Select

from storage.transaction import Transaction

SLICE = 200
"""So many rows are asked for by one statement that names each of them."""
A_TURN, PAUSE = 50, 0.001
"""So many rows become values in one go, and so many seconds lie between two of them for everybody else.

One turn of the loop would not do: an answer to somebody takes dozens of turns, and the database's thread as often, which
gets the interpreter from a loop that never rests only after a while.
"""


async def in_slices(
    tx: Transaction, statement: Select[*tuple[Any, ...]]
) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
    """The rows of a statement that names columns, some at a time, with a pause for everybody else between two slices.

    Ask in a transaction that only reads: nobody else could write meanwhile.
    """
    # A session would make values of all the rows at once.
    for rows in (await (await tx.connection()).execute(statement)).partitions(A_TURN):
        yield rows
        await asyncio.sleep(PAUSE)
