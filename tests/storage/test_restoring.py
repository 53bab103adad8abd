"""A backup is put back whole or not at all, and everything that may have been said since is in doubt."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from mentoring.nudges import GROUP
from storage import (
    DatabaseInUseError,
    Keyring,
    NewerSchemaError,
    Storage,
    WrongKeyError,
    backup,
    erasures,
    installation,
    open_storage,
    outbox,
    sqlite_file,
)
from storage.erasures import LedgerError
from storage.models.delivery import Outgoing
from storage.models.journey import Nudge
from storage.models.people import Person
from storage.models.relationships import Conversation
from storage.outbox import Draft, Lane, MessageState, Recipient, Replace, ToChannel, ToConversation, ToPerson
from storage.restoring import NotRestoredError, Restoration, restore, restored_in_place
from storage.sqlite_file import DamagedError
from storage.states import NudgeState
from tests.conftest import KEYS
from tests.mentoring.journeying import ASTA, CHIDI, TEAM, a_town, begin

MADE = datetime(2026, 3, 2, 3, tzinfo=UTC)
NOW = datetime(2026, 3, 6, 15, tzinfo=UTC)
GRACE, MIA = "U0GRACE", "U0MIA"


def database_of(storage: Storage) -> Path:
    return Path(storage.url.database or "")


def ledger_of(storage: Storage) -> Path:
    return database_of(storage).with_suffix(".erasures")


async def put_back(storage: Storage, file: Path, **others: Any) -> Restoration:
    given: dict[str, Any] = {"keys": KEYS, "ledger": ledger_of(storage), "now": NOW} | others
    return await restore(file, database_of(storage), **given)


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Storage]:
    storage = await open_storage(f"sqlite:///{file}", keys=KEYS)
    yield storage
    await storage.close()


async def add(storage: Storage, key: str, to: Recipient, due_at: datetime = MADE + timedelta(hours=1)) -> None:
    async with storage.transaction() as tx:
        await outbox.add(
            tx,
            Draft(
                workspace="T1", key=key, kind="prompt", to=to, payload={"text": "Hi"}, lane=Lane.NUDGE, due_at=due_at
            ),
        )


async def meet(storage: Storage, *people: str) -> None:
    async with storage.transaction() as tx:
        for slack_id in people:
            tx.add(
                Person(
                    workspace_id="T1",
                    slack_id=slack_id,
                    name=f"Somebody {slack_id}",
                    zone="UTC",
                    locale="en",
                    is_bot=False,
                    is_guest=False,
                    is_external=False,
                    is_deactivated=False,
                    is_admin=False,
                    refreshed_at=MADE,
                )
            )


async def people_in(storage: Storage) -> list[str]:
    async with storage.read() as tx:
        return list(await tx.scalars(select(Person.slack_id).order_by(Person.slack_id)))


async def messages_in(storage: Storage) -> dict[str, Outgoing]:
    async with storage.read() as tx:
        return {row.key: row for row in await tx.scalars(select(Outgoing))}


# What is put back


async def test_the_database_is_the_backup_again_and_what_was_there_is_kept(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    made = await backup.make(storage, tmp_path, MADE)
    await meet(storage, MIA)
    await storage.close()

    done = await put_back(storage, made.file)

    async with opened(database_of(storage)) as again:
        assert await people_in(again) == [GRACE]
    assert done.kept_aside is not None
    async with opened(done.kept_aside) as before:
        assert await people_in(before) == [GRACE, MIA]


async def test_it_works_where_there_is_nothing_yet(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    made = await backup.make(storage, tmp_path, MADE)
    place = tmp_path / "new" / "mentor-bot.sqlite3"

    done = await restore(made.file, place, keys=KEYS, ledger=place.with_suffix(".erasures"), now=NOW)

    assert done.kept_aside is None
    async with opened(place) as again:
        assert await people_in(again) == [GRACE]
        async with again.read() as tx:
            assert await installation.restored(tx) == installation.Restored(at=NOW, made_at=MADE)
    assert {file.name for file in place.parent.iterdir()} == {"mentor-bot.sqlite3", "mentor-bot.sqlite3.lock"}


async def test_what_was_kept_can_be_put_back_too_as_of_that_moment(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    made = await backup.make(storage, tmp_path, MADE)
    await meet(storage, MIA)
    await storage.close()
    done = await put_back(storage, made.file)
    assert done.kept_aside is not None

    undone = await put_back(storage, done.kept_aside, now=NOW + timedelta(minutes=5))

    assert undone.made_at == NOW
    async with opened(database_of(storage)) as again:
        assert await people_in(again) == [GRACE, MIA]


async def test_several_can_be_put_back_within_a_second(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    await storage.close()

    kept = [(await put_back(storage, made.file)).kept_aside for _ in range(3)]

    stem = f"{database_of(storage).stem}.before-20260306T150000Z"
    assert [file and file.name for file in kept] == [f"{stem}.sqlite", f"{stem}-2.sqlite", f"{stem}-3.sqlite"]
    assert all(file is not None and file.exists() for file in kept)


async def test_a_damaged_database_makes_room_too(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    made = await backup.make(storage, tmp_path, MADE)
    await storage.close()
    database_of(storage).write_bytes(b"nothing of use" * 1000)

    done = await put_back(storage, made.file)

    async with opened(database_of(storage)) as again:
        assert await people_in(again) == [GRACE]
    assert done.kept_aside is not None
    assert done.kept_aside.read_bytes() == b"nothing of use" * 1000


@pytest.mark.parametrize(("said", "holds"), [(-1, -1), (1, 0)])
async def test_a_backup_knows_best_how_late_it_is(storage: Storage, tmp_path: Path, said: int, holds: int) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    await storage.close()

    done = await put_back(storage, made.file, made_at=MADE + timedelta(days=said))

    assert done.made_at == MADE + timedelta(days=holds)


# What is refused, and changes nothing


async def test_a_bot_at_work_is_left_alone(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    storage.lock()

    with pytest.raises(DatabaseInUseError):
        await put_back(storage, made.file)


async def test_a_wrong_key_is_named_and_nothing_is_touched(storage: Storage, tmp_path: Path) -> None:
    await add(storage, "k", ToPerson(GRACE))
    made = await backup.make(storage, tmp_path, MADE)
    other = Keyring(Keyring.generate())

    with pytest.raises(WrongKeyError, match=KEYS.fingerprints[0]) as refused:
        await put_back(storage, made.file, keys=other)

    assert other.fingerprints[0] in str(refused.value)
    assert await messages_in(storage)
    assert not database_of(storage).with_name(f"{database_of(storage).name}.restoring").exists()


async def test_a_key_that_opens_only_some_of_it_is_not_enough(storage: Storage, tmp_path: Path) -> None:
    new = Keyring.generate()
    both = await open_storage(str(storage.url), keys=Keyring(new, "9gqI6PQqDDmbtW3Wk3b0xiEKE7Qn0R4HbDN1hYyvJkM="))
    await add(both, "sealed with the new one", ToPerson(GRACE))
    made = await backup.make(both, tmp_path, MADE)
    await both.close()

    with pytest.raises(WrongKeyError):
        await put_back(storage, made.file)


async def test_a_damaged_backup_is_refused(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    pages = bytearray(made.file.read_bytes())
    pages[8192:16384] = b"\0" * 8192
    made.file.write_bytes(pages)

    with pytest.raises(DamagedError):
        await put_back(storage, made.file)


async def test_a_backup_of_a_newer_version_is_refused(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    with sqlite_file.connected(made.file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("INSERT OR REPLACE INTO installation_facts VALUES ('schema_needs', '9999')")

    with pytest.raises(NewerSchemaError, match="9999"):
        await put_back(storage, made.file)


async def test_a_copy_by_hand_needs_somebody_to_say_from_when_it_is(storage: Storage, tmp_path: Path) -> None:
    sqlite_file.copy(database_of(storage), tmp_path / "by-hand.sqlite3")

    with pytest.raises(NotRestoredError):
        await put_back(storage, tmp_path / "by-hand.sqlite3")
    done = await put_back(storage, tmp_path / "by-hand.sqlite3", made_at=MADE)

    assert done.made_at == MADE


async def test_a_backup_of_the_future_would_leave_nothing_in_doubt(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, NOW + timedelta(days=1))

    with pytest.raises(NotRestoredError, match="by this machine's clock it is 2026-03-06 15:00"):
        await put_back(storage, made.file)
    with pytest.raises(NotRestoredError, match="made-at"):
        await restored_in_place(storage, ledger=ledger_of(storage), now=NOW, made_at=NOW + timedelta(seconds=1))


async def test_a_file_that_is_not_there_is_said(storage: Storage, tmp_path: Path) -> None:
    with pytest.raises(NotRestoredError, match=r"There is no file .*/nothing\.sqlite3"):
        await put_back(storage, tmp_path / "nothing.sqlite3")


async def test_a_place_that_cannot_take_it_is_said(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    (tmp_path / "taken").write_text("not a folder")
    place = tmp_path / "taken" / "mentor-bot.sqlite3"

    with pytest.raises(NotRestoredError, match="could not be put back"):
        await restore(made.file, place, keys=KEYS, ledger=ledger_of(storage), now=NOW)


# What is in doubt


async def test_whatever_was_due_before_the_restore_is_in_doubt(each_storage: Storage, tmp_path: Path) -> None:
    async with each_storage.transaction() as tx:
        tx.add(Conversation(id=1, workspace_id="T1", members=[GRACE, MIA], members_key="k"))
    await add(each_storage, "to a person", ToPerson(GRACE))
    await add(each_storage, "to a group", ToConversation(1))
    await add(each_storage, "to a channel", ToChannel("C1"))
    await add(each_storage, "in place", Replace("D1", "1.1", GRACE))
    await add(each_storage, "later", ToConversation(1), due_at=NOW + timedelta(hours=1))

    done = await restored_in_place(each_storage, ledger=tmp_path / "none", now=NOW, made_at=MADE)

    assert done.doubted.messages == 3
    found = await messages_in(each_storage)
    assert {key: row.state for key, row in found.items()} == {
        "to a person": MessageState.UNKNOWN,
        "to a group": MessageState.UNKNOWN,
        "to a channel": MessageState.UNKNOWN,
        "in place": MessageState.PENDING,
        "later": MessageState.PENDING,
    }
    assert found["to a person"].first_tried_at == MADE
    assert found["later"].first_tried_at is None


async def test_what_waits_for_somebody_who_is_away_may_have_gone_when_they_came_back(
    each_storage: Storage, tmp_path: Path
) -> None:
    in_a_week = NOW + timedelta(days=7)
    await add(each_storage, "waits", ToPerson(GRACE), due_at=in_a_week)
    await restored_in_place(each_storage, ledger=tmp_path / "none", now=NOW, made_at=MADE)

    waits = (await messages_in(each_storage))["waits"]
    assert (waits.state, waits.ready_at, waits.first_tried_at) == (MessageState.UNKNOWN, in_a_week, MADE)

    async with each_storage.transaction() as tx:
        await outbox.bring_forward(tx, "T1", GRACE, to=NOW)
    waits = (await messages_in(each_storage))["waits"]
    assert (waits.state, waits.due_at, waits.ready_at) == (MessageState.UNKNOWN, NOW, NOW)


async def test_nudges_that_were_due_are_in_doubt_and_to_a_person_those_of_the_day(
    each_storage: Storage, tmp_path: Path
) -> None:
    await a_town(each_storage)
    pair = await begin(each_storage, [ASTA, CHIDI])
    due = {
        (ASTA.id, 0): NOW - timedelta(days=2),
        (ASTA.id, 1): NOW + timedelta(hours=5),
        (ASTA.id, 2): NOW + timedelta(days=2),
        (GROUP, 3): NOW - timedelta(days=2),
        (GROUP, 4): NOW + timedelta(hours=5),
    }
    async with each_storage.transaction() as tx:
        await tx.execute(delete(Nudge))
        for (recipient, occurrence), moment in due.items():
            row = {"workspace_id": TEAM, "relationship_id": pair, "step": "step", "state": NudgeState.PLANNED}
            tx.add(Nudge(recipient=recipient, occurrence=occurrence, due_at=moment, **row))

    done = await restored_in_place(each_storage, ledger=tmp_path / "none", now=NOW, made_at=MADE)

    assert done.doubted.nudges == 3
    async with each_storage.read() as tx:
        doubted = (await tx.scalars(select(Nudge.occurrence).where(Nudge.is_in_doubt).order_by(Nudge.id))).all()
    assert doubted == [0, 1, 3]


async def test_a_restore_soon_after_another_looks_as_far_back_as_that_did(storage: Storage) -> None:
    later = NOW + timedelta(days=1)
    await restored_in_place(storage, ledger=ledger_of(storage), now=NOW, made_at=MADE)
    await restored_in_place(storage, ledger=ledger_of(storage), now=later, made_at=NOW + timedelta(hours=2))

    async with storage.read() as tx:
        facts = await installation.restored(tx)
    assert facts == installation.Restored(at=later, made_at=MADE)


# Who was erased since


async def test_whoever_was_erased_after_the_backup_is_erased_again(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE, MIA)
    made = await backup.make(storage, tmp_path, MADE)
    await erasures.erase(storage, ledger_of(storage), "T1", GRACE, MADE + timedelta(days=1))
    assert await people_in(storage) == [MIA]
    await storage.close()

    done = await put_back(storage, made.file)

    assert done.erased_again == 1
    async with opened(database_of(storage)) as again:
        assert await people_in(again) == [MIA]


async def test_a_clock_that_was_wrong_brings_nobody_back(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    made = await backup.make(storage, tmp_path, MADE)
    await erasures.erase(storage, ledger_of(storage), "T1", GRACE, MADE - timedelta(days=300))
    await storage.close()

    done = await put_back(storage, made.file)

    assert done.erased_again == 1


async def test_whoever_came_back_before_the_backup_stays(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    await erasures.erase(storage, ledger_of(storage), "T1", GRACE, MADE - timedelta(days=1))
    await meet(storage, GRACE)
    made = await backup.make(storage, tmp_path, MADE)
    await storage.close()

    done = await put_back(storage, made.file)

    assert done.erased_again == 0
    async with opened(database_of(storage)) as again:
        assert await people_in(again) == [GRACE]


async def test_the_ledger_names_nobody(storage: Storage) -> None:
    await meet(storage, GRACE)
    await erasures.erase(storage, ledger_of(storage), "T1", GRACE, NOW)

    written = ledger_of(storage).read_text()
    assert GRACE not in written
    assert '"T1"' not in written
    assert ledger_of(storage).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("mend", "says"),
    [
        (lambda lines: [lines[0], "{" + lines[1][3:], lines[2], ""], "Line 2 of .* cannot be read"),
        (lambda lines: [lines[0], lines[2], ""], "Line 2 of .* should be there"),
        (lambda lines: [lines[0], lines[1], ""], "Line 3 of .* is missing"),
        (lambda lines: [lines[0], lines[1], lines[2][:40]], "Line 3 of .* has no end"),
        (lambda _: [], "Line 1 of .* is missing"),
    ],
)
async def test_a_ledger_that_cannot_be_relied_on_is_refused_by_its_line(
    storage: Storage, tmp_path: Path, mend: Any, says: str
) -> None:
    made = await backup.make(storage, tmp_path, MADE)
    for who in (GRACE, MIA, "U0NOAH"):
        await erasures.erase(storage, ledger_of(storage), "T1", who, NOW)
    ledger_of(storage).write_text("\n".join(mend(ledger_of(storage).read_text().split("\n"))))

    with pytest.raises(LedgerError, match=says):
        await erasures.erase(storage, ledger_of(storage), "T1", "U0BENT", NOW)
    await storage.close()
    with pytest.raises(LedgerError, match=says):
        await put_back(storage, made.file)


async def test_nobody_is_erased_who_could_not_be_noted(storage: Storage, tmp_path: Path) -> None:
    await meet(storage, GRACE)
    with pytest.raises(LedgerError, match="not-there/ledger cannot be written"):
        await erasures.erase(storage, tmp_path / "not-there" / "ledger", "T1", GRACE, NOW)

    assert await people_in(storage) == [GRACE]
