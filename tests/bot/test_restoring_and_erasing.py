"""`mentor-bot restore` and `mentor-bot erase`: what they refuse, do and say."""

import asyncio
import itertools
import os
import resource
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from bot.app import NotConfiguredError, open_bot_storage
from bot.cli import main
from bot.settings import Settings
from storage import Storage, backup, open_storage, sqlite_file
from storage.models.delivery import SeenRequest
from storage.models.people import Workspace
from tests.conftest import KEYS as KEYRING
from tests.storage.test_restoring import GRACE, MIA, meet, people_in
from tests.town import KEYS

MADE = datetime(2026, 3, 2, 3, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def installed(storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A database in which Grace and Mia are known, and settings that name it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{storage.url.database}")
    monkeypatch.setenv("MENTOR_KEYS", KEYS)
    await meet(storage, GRACE, MIA)
    async with storage.transaction() as tx:
        tx.add(Workspace(id="T1", name="Harbour", bot_id="U0BOT", installed_at=MADE))
    return Path(storage.url.database or "")


async def run(*arguments: str) -> int | str | None:
    """The code a command ends with; it has a loop of its own, so it runs beside this one."""
    mask = os.umask(0o022)
    try:
        with pytest.raises(SystemExit) as end:
            await asyncio.to_thread(main, arguments)
    finally:
        os.umask(mask)
    return end.value.code


def bytes_of(file: Path) -> bytes:
    return file.read_bytes()


async def people_now(database: Path) -> list[str]:
    storage = await open_storage(f"sqlite:///{database}", keys=KEYRING)
    try:
        return await people_in(storage)
    finally:
        await storage.close()


async def test_erasing_and_restoring_leaves_somebody_erased(
    installed: Path, storage: Storage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = await backup.make(storage, tmp_path / "backups", MADE)
    await storage.close()

    assert await run("erase", GRACE, "--yes") == 0
    assert "a restore repeats it" in capsys.readouterr().out
    assert GRACE.encode() not in bytes_of(installed)
    assert await run("restore", str(made.file), "--yes") == 0

    said = capsys.readouterr().out
    assert "2026-03-02 03:00 UTC" in said
    assert "Erased again, since they were after it was made: 1 of its people." in said
    assert await people_now(installed) == [MIA]


async def test_a_database_that_is_there_is_only_replaced_on_request(
    installed: Path, storage: Storage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = await backup.make(storage, tmp_path / "backups", MADE)
    await storage.close()

    assert await run("restore", str(made.file)) == 2
    assert "--yes" in capsys.readouterr().err
    assert sorted(file.name for file in installed.parent.glob("*.before-*")) == []


async def test_a_key_is_not_made_where_one_is_missing(
    installed: Path,
    storage: Storage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = await backup.make(storage, tmp_path / "backups", MADE)
    monkeypatch.delenv("MENTOR_KEYS")

    assert await run("restore", str(made.file), "--yes") == 2
    assert f"There is no key at {installed.with_suffix('.key')}" in capsys.readouterr().err
    assert not installed.with_suffix(".key").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("restore", "--in-place"), "--made-at"),
        (("restore", "--in-place", "--made-at", "yesterday"), "'yesterday' is no moment such as"),
        (("restore", "nowhere.sqlite3", "--yes"), "There is no file nowhere.sqlite3."),
        (("erase", GRACE, "--yes", "--workspace", "T2"), "--workspace: T1"),
        (("erase", "Grace", "--yes"), "Copy member ID"),
    ],
)
async def test_what_cannot_be_done_is_said(
    installed: Path, arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(*arguments) == 2
    assert says in capsys.readouterr().err
    assert await people_now(installed) == [GRACE, MIA]


async def test_a_bot_at_work_is_not_disturbed(
    installed: Path, storage: Storage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = await backup.make(storage, tmp_path / "backups", MADE)
    storage.lock()

    assert await run("restore", str(made.file), "--yes") == 2
    assert await run("erase", GRACE, "--yes") == 2
    assert capsys.readouterr().err.count("Another bot holds") == 2
    assert await people_now(installed) == [GRACE, MIA]


@pytest.mark.usefixtures("installed")
async def test_a_database_put_back_by_other_tools_is_doubted_too(
    storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    await storage.close()
    assert await run("restore", "--in-place", "--made-at", "2026-03-02T03:00") == 0
    assert "2026-03-02 03:00 UTC" in capsys.readouterr().out


async def test_erasing_first_says_what_it_would_do(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run("erase", GRACE) == 1
    assert "With --yes" in capsys.readouterr().err
    assert await run("erase", "U0STRANGER") == 1
    assert "Nothing is stored" in capsys.readouterr().err
    assert await people_now(installed) == [GRACE, MIA]
    assert not installed.with_suffix(".erasures").exists()


async def test_a_file_that_was_not_rewritten_after_an_erasure_is_rewritten_when_asked_again(
    installed: Path, storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    async with storage.transaction() as tx:
        await tx.execute(
            insert(SeenRequest), [{"workspace_id": "T1", "request_id": f"{n}", "seen_at": MADE} for n in range(999)]
        )
    async with storage.transaction() as tx:
        await tx.execute(delete(SeenRequest))
    await storage.close()
    assert pages_without_use_in(installed) > 0

    assert await run("erase", "U0STRANGER", "--yes") == 1
    assert "Nothing is stored" in capsys.readouterr().err
    assert pages_without_use_in(installed) == 0


def pages_without_use_in(database: Path) -> int:
    with sqlite_file.connected(database) as connection:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


async def test_nothing_is_made_where_there_is_no_database(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = installed.parent / "nowhere" / "mentor-bot.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{nowhere}")

    assert await run("erase", GRACE, "--yes") == 2
    assert await run("restore", "--in-place", "--made-at", "2026-03-02") == 2
    assert capsys.readouterr().err.count(f"There is no database at {nowhere}.") == 2
    assert not nowhere.parent.exists()


def test_a_line_that_the_disk_does_not_take_whole_is_taken_back(installed: Path) -> None:
    ledger, most = installed.with_suffix(".erasures"), 2_000_000
    line = '{"number": %d, "at": "2026-01-01T00:00:00+00:00", "who": "' + "0" * 64 + '"}\n'
    numbers, written = itertools.count(1), ""
    while len(written) < most - 150:
        written += line % next(numbers)
    ledger.write_text(written)

    ended = with_files_of_at_most(most, "erase", GRACE, "--yes")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"{ledger} cannot be written" in ended.stderr
    assert ledger.read_text() == written


async def test_a_disk_that_is_full_leaves_what_is_there(installed: Path, storage: Storage, tmp_path: Path) -> None:
    made = await backup.make(storage, tmp_path / "backups", MADE)
    await storage.close()

    ended = await asyncio.to_thread(with_files_of_at_most, 50_000, "restore", str(made.file), "--yes")

    assert ended.returncode == 2
    assert f"{made.file} could not be put back: " in ended.stderr
    assert await people_now(installed) == [GRACE, MIA]
    assert {file.name for file in installed.parent.glob(f"{installed.name}*")} <= {
        installed.name,
        f"{installed.name}.lock",
    }


def with_files_of_at_most(most: int, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command on a disk that takes no more than so many bytes of a file."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=ROOT,
        preexec_fn=limit,  # it only sets a limit
        capture_output=True,
        text=True,
        check=False,
    )


# The bot


async def test_no_bot_starts_on_a_backup_that_was_put_in_its_place_by_hand(
    installed: Path, storage: Storage, tmp_path: Path
) -> None:
    made = await backup.make(storage, tmp_path / "backups", MADE)
    await storage.close()
    shutil.copy(made.file, installed)

    with pytest.raises(NotConfiguredError, match=f"backup of 2026-03-02.*`mentor-bot restore {installed} --yes`"):
        await open_bot_storage(Settings())
    assert await run("restore", str(installed), "--yes") == 0
    opened = await open_bot_storage(Settings())
    await opened.close()
