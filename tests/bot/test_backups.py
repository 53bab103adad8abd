"""The daily backup, the command that makes one, and what the doctor says of them."""

import asyncio
import logging
import os
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import backups
from bot.cli import main
from bot.cli.backup import report
from bot.cli.doctor.backups import look_at_backups, look_at_erasures
from bot.cli.doctor.findings import Grade
from bot.settings import Settings
from bot.ticks import Ticks
from storage import Keyring, Storage, backup, erasures, sqlite_file
from storage.backup import Backup
from tests.town import KEYS, open_town

NOW = datetime(2026, 3, 4, 3, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def settings_of(storage: Storage, **others: object) -> Settings:
    return Settings(_env_file=None, database_url=f"sqlite:///{storage.url.database}", **others)  # type: ignore[arg-type,call-arg]  # as pydantic-settings takes them


def stem_of(storage: Storage) -> str:
    return Path(storage.url.database or "").stem


# Every day


async def test_a_backup_is_made_once_a_day_however_often_the_bot_looks(storage: Storage, tmp_path: Path) -> None:
    for hours in (0, 1, 23, 25, 26):
        await backups.back_up(storage, tmp_path / "backups", NOW + timedelta(hours=hours))

    moments = [moment for moment, _ in backup.kept(tmp_path / "backups", stem_of(storage))]
    assert moments == [NOW, NOW + timedelta(hours=25)]


async def test_a_backup_of_a_day_on_which_the_clock_was_wrong_holds_up_no_other(
    storage: Storage, tmp_path: Path
) -> None:
    await backups.back_up(storage, tmp_path / "backups", NOW + timedelta(days=9_000))
    await backups.back_up(storage, tmp_path / "backups", NOW)

    assert len(backup.kept(tmp_path / "backups", stem_of(storage))) == 2


async def test_the_oldest_go(storage: Storage, tmp_path: Path) -> None:
    for days in range(40):
        await backups.back_up(storage, tmp_path / "backups", NOW + timedelta(days=days))

    assert len(backup.kept(tmp_path / "backups", stem_of(storage))) == 10


async def test_a_backup_that_fails_is_logged_and_ends_nothing(
    storage: Storage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("not a folder")
    await backups.back_up(storage, tmp_path / "taken", NOW)

    (record,) = caplog.records
    assert (record.getMessage(), record.levelno) == ("backup_failed", logging.ERROR)


async def test_a_running_bot_backs_itself_up(sqlite_template: Path, tmp_path: Path) -> None:
    async with open_town(sqlite_template, tmp_path) as town:
        town.bot.ticks = Ticks(town.bot.services, town.bot.take_over_events, backups_dir=tmp_path / "backups")
        await town.travel(days=2, hours=1)

        assert len(backup.kept(tmp_path / "backups", stem_of(town.bot.storage))) == 3


# The command


@pytest.fixture
def installed(storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to stand in, and settings that name a database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{storage.url.database}")
    monkeypatch.setenv("MENTOR_KEYS", KEYS)
    return Path(storage.url.database or "")


async def ends_with(*arguments: str) -> int | str | None:
    """The code a command ends with; it has a loop of its own, so it runs beside this one."""
    mask = os.umask(0o022)
    try:
        with pytest.raises(SystemExit) as end:
            await asyncio.to_thread(main, arguments)
    finally:
        os.umask(mask)
    return end.value.code


async def test_the_command_says_what_it_made_and_which_key_it_needs(
    installed: Path, storage: Storage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await ends_with("backup", "--to", str(tmp_path / "elsewhere")) == 0

    said = capsys.readouterr().out
    (_, file), *_ = backup.kept(tmp_path / "elsewhere", installed.stem)
    assert str(file) in said
    assert storage.keys.fingerprints[0] in said
    assert "apart from the backups" in said
    assert KEYS not in said


async def test_a_backup_can_be_made_beside_a_bot(
    installed: Path, storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    storage.lock()
    assert await ends_with("backup") == 0
    assert str(installed.parent / "backups") in capsys.readouterr().out


def test_a_key_in_the_folder_of_the_backups_is_warned_of(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'mentor-bot.sqlite3'}")  # type: ignore[call-arg]  # as pydantic-settings takes it
    made = Backup(file=tmp_path / "b.sqlite3", made_at=NOW, keys=("0a1b2c3d",), rows=1)

    assert "WARNING" in "\n".join(report(made, settings))


async def test_a_key_is_neither_made_nor_named_that_would_not_open_the_backup(
    installed: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await storage.upgrade()  # which seals a secret
    monkeypatch.delenv("MENTOR_KEYS")
    assert await ends_with("backup") == 2
    assert f"There is no key at {installed.with_suffix('.key')}" in capsys.readouterr().err
    assert not installed.with_suffix(".key").exists()

    monkeypatch.setenv("MENTOR_KEYS", Keyring.generate())
    assert await ends_with("backup") == 2
    assert "None of the encryption keys opens what is stored" in capsys.readouterr().err
    assert backup.kept(installed.parent / "backups", installed.stem) == []


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"MENTOR_KEYS": "not a key"}, "MENTOR_KEYS holds something that is not a key"),
        ({"DATABASE_URL": "postgresql://somewhere/mentor"}, "pg_dump"),
        ({"DATABASE_URL": "sqlite:///nowhere.sqlite3"}, "no database at nowhere.sqlite3"),
        ({"MENTOR_BACKUPS_DIR": "off"}, "--to FOLDER"),
    ],
)
async def test_what_cannot_be_backed_up_is_said(
    installed: Path,
    environment: dict[str, str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert await ends_with("backup") == 2
    assert says in capsys.readouterr().err
    assert not (installed.parent / "backups").exists()


def test_a_disk_that_is_full_leaves_nothing_half_made(installed: Path, tmp_path: Path) -> None:
    def no_more_than_a_little() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    ended = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-m", "bot.cli", "backup", "--to", str(tmp_path / "small")],
        cwd=ROOT,
        preexec_fn=no_more_than_a_little,  # it only sets a limit
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "No backup could be made" in ended.stderr
    assert list((tmp_path / "small").iterdir()) == []
    assert sqlite_file.examine(installed).rows["secrets"] == 1


# The doctor


async def test_the_doctor_says_how_old_the_newest_is(storage: Storage, tmp_path: Path) -> None:
    settings = settings_of(storage, mentor_backups_dir=tmp_path / "backups", mentor_keys=SecretStr(KEYS))
    (none,) = look_at_backups(settings, NOW)
    await backup.make(storage, tmp_path / "backups", NOW)
    (young,) = look_at_backups(settings, NOW + timedelta(hours=5))
    (old,) = look_at_backups(settings, NOW + timedelta(days=3))

    assert "There is no backup" in none.says
    assert (young.grade, "5 hours" in young.says) == (Grade.FINE, True)
    assert (old.grade, "3 days" in old.says) == (Grade.WARNING, True)


async def test_the_doctor_warns_of_a_key_among_the_backups(storage: Storage) -> None:
    beside = Path(storage.url.database or "").parent
    findings = look_at_backups(settings_of(storage, mentor_backups_dir=beside), NOW)

    above = look_at_backups(settings_of(storage, mentor_backups_dir=beside.parent), NOW)

    assert [finding.grade for finding in findings] == [Grade.FINE, Grade.WARNING]
    assert "The key lies among the backups" in above[1].says
    assert "The key lies among the backups" in findings[1].says


async def test_the_doctor_says_whether_erasures_are_noted_as_they_should_be(storage: Storage, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    settings = settings_of(storage, mentor_erasures_file=ledger)
    assert look_at_erasures(settings) == []
    await erasures.erase(storage, ledger, "T1", "U0GRACE", NOW)
    (noted,) = look_at_erasures(settings)
    with ledger.open("a") as file:
        file.write("not whole")
    (damaged,) = look_at_erasures(settings)

    assert "1 erasure is noted" in noted.says
    assert (damaged.grade, "Line 2" in damaged.says) == (Grade.WRONG, True)
