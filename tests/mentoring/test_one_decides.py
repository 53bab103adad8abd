"""Of several bots one decides what is said, since what one says is what another must count."""

import datetime as dt

from mentoring import due
from mentoring.say import Say
from storage.states import Role
from tests.conftest import postgresql
from tests.mentoring.journeying import ASTA, CHIDI, CONTENT, Somebody, a_town, begin, keeping

BO = Somebody(id="UBO", role=Role.MENTOR)
BOTH_ARE_DUE = dt.datetime(2026, 3, 5, 8, 20, 20, tzinfo=dt.UTC)


async def test_while_one_bot_decides_another_does_not(postgresql_template: str) -> None:
    said: list[Say] = []
    async with postgresql(postgresql_template) as storage:
        await a_town(storage)
        for mentor in (CHIDI, BO):
            await begin(storage, [ASTA, mentor])

        async with storage.transaction() as tx:
            assert await due.next_batch(tx, CONTENT, BOTH_ARE_DUE, keeping(said), 1) == 1
            async with storage.transaction() as others:
                assert await due.next_batch(others, CONTENT, BOTH_ARE_DUE, keeping(said), 1) == 0
        async with storage.transaction() as tx:
            await due.next_batch(tx, CONTENT, BOTH_ARE_DUE, keeping(said), 1)

    assert len(said) == 1, "both come in one message"
