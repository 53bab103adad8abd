"""What a round costs while others wait: told by counting what is done, since a clock would tell of the machine."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event

from mentoring import drafting, drafts, rounds, solving
from mentoring.access import Actor
from storage import Keyring, Storage, Transaction, open_storage
from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Participant, Pause, Person
from storage.models.programmes import Programme
from storage.queries import pools
from storage.slices import A_TURN
from storage.states import EnrolmentState, Role, WishKind
from tests.enrolments import add_person, enrol
from tests.programmes import add_programme
from tests.town import MONDAY

WORKSPACE = "T1"
COORDINATOR = Actor(workspace=WORKSPACE, id="UCARLA")

Change = Callable[[Transaction], Awaitable[None]]


class CountingKeys(Keyring):
    """Notes how many texts were opened since the loop last went round: each costs about as much as its whole row.

    And how often it went round in between, at best.
    """

    since = most = turns = pause = 0

    def open(self, sealed: str) -> str:
        if self.most and not self.since:
            self.pause = max(self.pause, self.turns)
        self.turns = 0
        self.since += 1
        self.most = max(self.most, self.since)
        return super().open(sealed)

    async def watch_the_loop(self) -> None:
        while True:
            self.since = 0
            self.turns += 1
            await asyncio.sleep(0)


async def test_while_a_large_programme_is_read_others_have_their_turn(sqlite_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.sqlite"
    shutil.copy(sqlite_template, path)
    keys = CountingKeys("9gqI6PQqDDmbtW3Wk3b0xiEKE7Qn0R4HbDN1hYyvJkM=")
    storage = await open_storage(f"sqlite:///{path}", keys=keys)
    programme = await a_programme(storage, people=0)
    await many(storage, programme, 3 * A_TURN)
    keys.since = keys.most = 0
    watch = asyncio.create_task(keys.watch_the_loop())
    async with storage.read() as tx:
        asked = await drafting.ask(tx, COORDINATOR, MONDAY, programme)
    watch.cancel()
    await storage.close()

    assert len(asked.facts.rows("places")) == 3 * A_TURN
    assert keys.most == A_TURN
    assert keys.pause > 1  # an answer to somebody takes many turns


async def test_publishing_many_asks_no_more_of_the_database_than_publishing_few(each_storage: Storage) -> None:
    asked = []
    for people in (4, 24):
        programme = await a_programme(each_storage, people=people)
        draft = await drafted(each_storage, programme)
        assert draft.people == people
        async with each_storage.read() as tx:
            checked = await rounds.check(tx, COORDINATOR, MONDAY, draft.id)
        async with each_storage.transaction() as tx:
            statements = await counting(tx, rounds.publish(tx, COORDINATOR, MONDAY, checked, ()))
        asked.append(statements)
    assert asked[0] == asked[1]


async def test_a_draft_is_written_many_matches_at_a_time(storage: Storage) -> None:
    counts = []
    for people in (4, 24):
        programme = await a_programme(storage, people=people)
        async with storage.read() as tx:
            asked = await drafting.ask(tx, COORDINATOR, MONDAY, programme)
        answer = solving.answer(asked.facts, asked.fingerprint)
        async with storage.transaction() as tx:
            counts.append(await counting(tx, drafting.keep(tx, COORDINATOR, MONDAY, asked, answer)))
    assert counts[0] == counts[1]


def test_the_worker_makes_a_round_without_the_database() -> None:
    code = "import sys, mentoring.solving; sys.exit('sqlalchemy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # our own interpreter


def facts(row: type[Any], key: Any, **values: Any) -> Change:
    async def change(tx: Transaction) -> None:
        found = await tx.get(row, key)
        for name, value in values.items():
            setattr(found, name, value)

    return change


def more(row: Callable[[], Any]) -> Change:
    async def change(tx: Transaction) -> None:
        tx.add(row())

    return change


async def no_wishes(tx: Transaction) -> None:
    await tx.execute(delete(Wish))


U1 = (WORKSPACE, "U1")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(facts(Enrolment, 1, state=EnrolmentState.LEFT), id="somebody leaves"),
        pytest.param(facts(Enrolment, 1, capacity=2), id="room for one more"),
        pytest.param(facts(Enrolment, 1, goals_wanted=["network"]), id="another goal"),
        pytest.param(facts(Enrolment, 1, wanted_in_own_words="To lead"), id="other words"),
        pytest.param(facts(Enrolment, 1, unmatched_rounds=1), id="waited once more"),
        pytest.param(facts(Person, U1, is_deactivated=True), id="deactivated"),
        pytest.param(facts(Person, U1, zone="Asia/Tokyo"), id="moved"),
        pytest.param(facts(Participant, U1, department=""), id="nothing is not the same as unknown"),
        pytest.param(facts(Participant, U1, weekdays="0123"), id="a day less"),
        pytest.param(facts(Participant, (WORKSPACE, "UBOSS"), manager_id="U2"), id="a manager's manager"),
        pytest.param(facts(Programme, 1, starts_on=date(2026, 4, 1)), id="other dates"),
        pytest.param(facts(Programme, 1, ends_on=date(2026, 10, 30)), id="another last day"),
        pytest.param(facts(Programme, 1, rules={"no_repeat": False}), id="other rules"),
        pytest.param(
            more(lambda: Wish(workspace_id=WORKSPACE, enrolment_id=1, about_id="U2", kind=WishKind.NOT_WITH, rank=0)),
            id="a wish",
        ),
        pytest.param(no_wishes, id="a wish withdrawn"),
        pytest.param(
            more(lambda: Pause(workspace_id=WORKSPACE, slack_id="U1", starts_on=date(2026, 3, 1))), id="a pause"
        ),
    ],
)
async def test_whatever_a_round_is_made_from_changes_its_mark(each_storage: Storage, change: Change) -> None:
    await a_programme(each_storage, people=2)
    await enrol(each_storage, WORKSPACE, 1, "UBOSS", Role.MENTOR, with_=["U1"])
    before = await mark(each_storage)
    async with each_storage.transaction() as tx:
        await change(tx)
    assert await mark(each_storage) != before


async def test_a_published_round_changes_the_mark(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, people=2)
    draft = await drafted(each_storage, programme)
    before = await mark(each_storage)
    async with each_storage.read() as tx:
        checked = await rounds.check(tx, COORDINATOR, MONDAY, draft.id)
    async with each_storage.transaction() as tx:
        await rounds.publish(tx, COORDINATOR, MONDAY, checked, ())
    assert await mark(each_storage) != before


async def test_what_a_round_does_not_depend_on_leaves_the_mark_alone(each_storage: Storage) -> None:
    await a_programme(each_storage, people=2)
    other = await a_programme(each_storage, people=0)
    before = await mark(each_storage)
    async with each_storage.transaction() as tx:
        await facts(Enrolment, 1, introduction="Hello")(tx)
        await facts(Person, U1, name="Somebody", refreshed_at=MONDAY)(tx)
    await enrol(each_storage, WORKSPACE, other, "U1", Role.MENTEE)
    assert await mark(each_storage) == before


async def test_what_changes_between_check_and_publishing_is_noticed(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, people=2)
    draft = await drafted(each_storage, programme)
    async with each_storage.read() as tx:
        checked = await rounds.check(tx, COORDINATOR, MONDAY, draft.id)
    async with each_storage.transaction() as tx:
        await facts(Enrolment, 1, state=EnrolmentState.LEFT)(tx)
    async with each_storage.transaction() as tx:
        with pytest.raises(rounds.ChangedThisMomentError):
            await rounds.publish(tx, COORDINATOR, MONDAY, checked, ())


async def a_programme(storage: Storage, *, people: int) -> int:
    """Half of its people seek a mentor, and the other half are one."""
    programme: int = await add_programme(storage, WORKSPACE, coordinator=COORDINATOR.id, contact="UBENT")
    if programme == 1:
        await add_person(storage, WORKSPACE, COORDINATOR.id)
    for number in range(people):
        slack_id = f"U{number + 1}" if programme == 1 else f"U{programme}X{number}"
        await add_person(storage, WORKSPACE, slack_id)
        await enrol(storage, WORKSPACE, programme, slack_id, Role.MENTOR if number % 2 else Role.MENTEE)
    return programme


async def many(storage: Storage, programme: int, people: int) -> None:
    """Places only, each with a text of its own."""
    async with storage.transaction() as tx:
        tx.add_all(
            Enrolment(
                workspace_id=WORKSPACE,
                programme_id=programme,
                slack_id=f"U{number}",
                role=Role.MENTEE,
                state=EnrolmentState.ENROLLED,
                wanted_in_own_words="To find my way",
                started_at=MONDAY,
            )
            for number in range(people)
        )


async def drafted(storage: Storage, programme: int) -> drafts.Draft:
    async with storage.read() as tx:
        asked = await drafting.ask(tx, COORDINATOR, MONDAY, programme)
    answer = solving.answer(asked.facts, asked.fingerprint)
    async with storage.transaction() as tx:
        return await drafting.keep(tx, COORDINATOR, MONDAY, asked, answer)


async def mark(storage: Storage) -> str:
    async with storage.read() as tx:
        return await pools.mark(tx, WORKSPACE, 1)


async def counting(tx: Transaction, work: Awaitable[object]) -> int:
    """How many statements a piece of work makes."""
    statements: list[str] = []
    connection = (await tx.connection()).sync_connection

    def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        statements.append(sql)

    event.listen(connection, "before_cursor_execute", note)
    await work
    event.remove(connection, "before_cursor_execute", note)
    return len(statements)
