import asyncio
from collections.abc import Sequence

import pytest

from bot.group_commit import GroupCommit


class Ledger:
    """Writes numbers down and doubles them; refuses any batch with a negative one."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.group = GroupCommit(self.write)

    async def write(self, numbers: Sequence[int]) -> Sequence[int]:
        await asyncio.sleep(0)
        if min(numbers) < 0:
            raise ValueError(f"{min(numbers)} is negative")
        self.batches.append(list(numbers))
        return [2 * number for number in numbers]


async def test_what_is_asked_at_one_time_is_written_together_and_answered_in_order() -> None:
    ledger = Ledger()

    assert await asyncio.gather(*(ledger.group.ask(number) for number in range(5))) == [0, 2, 4, 6, 8]
    assert ledger.batches == [[0, 1, 2, 3, 4]]


async def test_no_batch_grows_without_end() -> None:
    ledger = Ledger()

    await asyncio.gather(*(ledger.group.ask(number) for number in range(450)))

    assert [len(batch) for batch in ledger.batches] == [200, 200, 50]


async def test_one_bad_apple_spoils_no_other() -> None:
    ledger = Ledger()

    answers = await asyncio.gather(*(ledger.group.ask(number) for number in (1, -2, 3)), return_exceptions=True)

    assert (answers[0], answers[2]) == (2, 6)
    assert str(answers[1]) == "-2 is negative"


async def test_whoever_stops_waiting_holds_up_nobody() -> None:
    ledger = Ledger()
    impatient = asyncio.create_task(ledger.group.ask(1))
    patient = asyncio.create_task(ledger.group.ask(2))
    await asyncio.sleep(0)
    impatient.cancel()

    assert await patient == 4
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_it_can_be_asked_again_after_it_had_nothing_to_do() -> None:
    ledger = Ledger()

    assert [await ledger.group.ask(number) for number in (1, 2)] == [2, 4]
