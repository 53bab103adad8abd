"""A backup is checked, whole, its owner's alone, and never half there."""

import asyncio
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from storage import Keyring, Storage, WrongKeyError, backup, open_storage, sqlite_file
from storage.backup import Backup, NoBackupError, to_keep
from storage.models.delivery import SeenRequest
from storage.sqlite_file import DamagedError
from tests.conftest import KEYS

NOW = datetime(2026, 3, 4, 3, 0, 0, 5, tzinfo=UTC)


def database_of(storage: Storage) -> Path:
    return Path(storage.url.database or "")


async def test_a_backup_holds_everything_that_was_committed(storage: Storage, tmp_path: Path) -> None:
    await note(storage, "before")
    made = await backup.make(storage, tmp_path / "backups", NOW)
    await note(storage, "after")

    assert requests_in(made.file) == ["before"]
    assert requests_in(database_of(storage)) == ["after", "before"]


async def test_a_backup_says_from_when_it_is_and_which_keys_it_needs(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, NOW)
    facts = sqlite_file.examine(made.file).facts
    words = json.loads(made.file.with_suffix(".json").read_text())

    assert made.made_at == NOW.replace(microsecond=0)
    assert facts["backed_up_at"] == words["made_at"] == made.made_at.isoformat()
    assert [facts["backed_up_keys"]] == words["opened_by_keys"] == list(storage.keys.fingerprints)
    assert words["rows"] == made.rows == sum(words["tables"].values()) > 0
    assert "backed_up_at" not in sqlite_file.examine(database_of(storage)).facts


async def test_a_backup_is_for_its_owner_only_and_needs_no_file_beside_it(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path / "backups", NOW)

    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700
    assert {file.suffix for file in made.file.parent.iterdir()} == {".sqlite3", ".json"}


async def test_a_backup_can_be_made_while_somebody_writes(storage: Storage, tmp_path: Path) -> None:
    async with storage.transaction() as tx:
        tx.add(SeenRequest(workspace_id="T1", request_id="under way", seen_at=NOW))
        await tx.flush()
        made = await asyncio.wait_for(backup.make(storage, tmp_path, NOW), 20)

    assert requests_in(made.file) == []


async def test_a_folder_that_is_a_file_is_refused(storage: Storage, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a folder")

    with pytest.raises(NoBackupError, match="taken"):
        await backup.make(storage, tmp_path / "taken", NOW)


async def test_a_disk_that_fills_up_leaves_nothing_half_made(storage: Storage, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    obstacle = tmp_path / "backups" / f"{database_of(storage).stem}-20260304T030000Z.json"
    obstacle.mkdir()  # what is written last cannot be

    with pytest.raises(NoBackupError):
        await backup.make(storage, tmp_path / "backups", NOW)
    assert list(obstacle.parent.iterdir()) == [obstacle]


async def test_a_backup_that_somebody_else_makes_at_the_same_second_is_left_alone(
    storage: Storage, tmp_path: Path
) -> None:
    theirs = tmp_path / f"{database_of(storage).stem}-20260304T030000Z.unfinished"
    theirs.write_text("half made")

    with pytest.raises(NoBackupError):
        await backup.make(storage, tmp_path, NOW)
    assert theirs.read_text() == "half made"


async def test_a_bot_that_stops_does_not_wait_for_a_backup(storage: Storage, tmp_path: Path) -> None:
    async with storage.transaction() as tx:
        many = [{"workspace_id": "T1", "request_id": f"{number}", "seen_at": NOW} for number in range(50_000)]
        await tx.execute(insert(SeenRequest), many)
    task: asyncio.Task[Backup]

    async def give_up() -> None:
        nonlocal task
        task = asyncio.create_task(backup.make(storage, tmp_path / "backups", NOW))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})

    await asyncio.to_thread(asyncio.run, give_up())  # which ends when all its threads have

    assert task.cancelled()
    assert list((tmp_path / "backups").iterdir()) == []


async def test_a_key_that_does_not_open_it_is_not_said_to(storage: Storage, tmp_path: Path) -> None:
    await storage.upgrade()  # which seals a secret
    other = await open_storage(str(storage.url), keys=Keyring(Keyring.generate()))
    with pytest.raises(WrongKeyError):
        await backup.make(other, tmp_path / "backups", NOW)
    await other.close()

    assert list((tmp_path / "backups").iterdir()) == []


async def test_a_postgresql_database_has_a_tool_of_its_own(postgresql_template: str, tmp_path: Path) -> None:
    server = await open_storage(postgresql_template, keys=KEYS)
    with pytest.raises(NoBackupError, match="pg_dump"):
        await backup.make(server, tmp_path, NOW)
    await server.close()


async def test_damage_is_found(storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path, NOW)
    pages = bytearray(made.file.read_bytes())
    pages[8192:16384] = b"\0" * 8192
    made.file.write_bytes(pages)

    with pytest.raises(DamagedError, match=made.file.name):
        sqlite_file.examine(made.file)


@pytest.mark.parametrize("content", [b"", b"These are only words." * 100])
def test_what_was_never_a_database_of_ours_is_no_backup(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite3"
    file.write_bytes(content)

    with pytest.raises(DamagedError, match="no database"):
        sqlite_file.examine(file)


# Keeping some


def test_the_last_of_each_of_seven_days_and_four_weeks_are_kept() -> None:
    daily = [NOW - timedelta(days=number) for number in range(60)]
    kept = sorted(to_keep(daily))

    assert kept[-7:] == sorted(daily)[-7:]
    assert [moment.isocalendar().week for moment in kept] == [7, 8, 9, 9, 9, 9, 10, 10, 10]


@given(st.lists(st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2027, 1, 1)), min_size=1))  # noqa: DTZ001  # a zone adds nothing here
def test_the_newest_is_always_kept_and_never_more_than_eleven(moments: list[datetime]) -> None:
    kept = to_keep(moments)

    assert max(moments) in kept
    assert len(kept) <= backup.DAYS + backup.WEEKS
    assert to_keep(kept) == kept


async def test_rotating_touches_nothing_that_is_not_a_backup_of_this_database(storage: Storage, tmp_path: Path) -> None:
    stem = database_of(storage).stem
    made = [await backup.make(storage, tmp_path, NOW - timedelta(days=days)) for days in (100, 90, 1, 0)]
    others = [tmp_path / "notes.txt", tmp_path / "other-20200101T000000Z.sqlite3", tmp_path / f"{stem}.sqlite3"]
    for other in others:
        other.write_text("somebody's")
    (tmp_path / f"{stem}-20200101T000000Z.unfinished").write_text("an interrupted one")

    gone = backup.rotate(tmp_path, stem, days=1)

    assert gone == [made[2].file]
    assert not made[2].file.with_suffix(".json").exists()
    assert not (tmp_path / f"{stem}-20200101T000000Z.unfinished").exists()
    assert all(other.exists() for other in others)
    assert [file for _, file in backup.kept(tmp_path, stem)] == [made[0].file, made[1].file, made[3].file]


async def note(storage: Storage, request: str) -> None:
    async with storage.transaction() as tx:
        tx.add(SeenRequest(workspace_id="T1", request_id=request, seen_at=NOW))


def requests_in(file: Path) -> list[str]:
    with sqlite_file.connected(file) as connection:
        return [row[0] for row in connection.execute("SELECT request_id FROM seen_requests ORDER BY 1")]
