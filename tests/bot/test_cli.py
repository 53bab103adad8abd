"""The command line: what each command prints, and the code it ends with."""

import logging
import os
import sqlite3
import stat
import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import COMMANDS, main
from bot.cli.sandbox import settings_for
from prompts.check import Cell
from sandbox.server import LocalSlack
from storage import Keyring
from storage.lock import FileLock


@pytest.fixture(autouse=True)
def fresh_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder, no settings, and the process's own mask and time zones put back."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("SLACK_", "MENTOR_", "DATABASE_", "HEALTH_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONTZPATH", os.environ.get("PYTHONTZPATH", ""))
    mask, places = os.umask(0o022), zoneinfo.TZPATH
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    os.umask(mask)
    zoneinfo.reset_tzpath(to=places)


def ends_with(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return end.value.code


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("--version") == 0
    assert capsys.readouterr().out.startswith("mentor-bot ")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("--help") == 0
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n    {name} " not in said] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with(command, "--help") == 0
    assert f"`mentor-bot {command}" in capsys.readouterr().out


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("dance") == 2
    assert "dance" in capsys.readouterr().err


def test_the_sandbox_leaves_the_port_and_the_data_of_a_real_bot_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///real.sqlite3")
    (tmp_path / ".env").write_text("HEALTH_PORT=8081\n", encoding="utf-8")
    settings = settings_for(LocalSlack(), tmp_path)
    assert settings.health_port is None
    assert settings.database_file == tmp_path / "sandbox.sqlite3"


def test_a_health_check_does_not_import_the_bot() -> None:
    code = "import sys, bot.cli; bot.cli.parser_for(['health']); sys.exit('slack_bolt' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)  # noqa: S603  # our own words


def test_the_bot_leaves_the_solvers_to_its_worker() -> None:
    code = "import sys, bot.app; sys.exit('numpy' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)  # noqa: S603  # our own words


def test_every_command_uses_the_pinned_time_zones(capsys: pytest.CaptureFixture[str]) -> None:
    zoneinfo.reset_tzpath(to=("/usr/share/zoneinfo",))
    ends_with("keys", "new")
    assert capsys.readouterr().out
    assert zoneinfo.TZPATH == ()
    assert os.environ["PYTHONTZPATH"] == ""


# Starting


def test_run_says_which_token_is_missing_and_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("run") == 2
    assert "Set SLACK_BOT_TOKEN: " in capsys.readouterr().err


def test_time_never_runs_fast_against_slack(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("run", "--clock", "1d=5s") == 2
    assert "Time cannot run fast against slack.com" in capsys.readouterr().err


def test_a_clock_that_cannot_be_read_is_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    assert ends_with("run", "--clock", "fast") == 2
    assert "1d=5s" in capsys.readouterr().err


def test_a_server_that_is_away_is_said_without_a_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("SLACK_API_URL", "http://127.0.0.1:1/api/"),
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_APP_TOKEN", "xapp-1"),
    ):
        monkeypatch.setenv(name, value)
    assert ends_with("run") == 2
    said = capsys.readouterr().err
    assert "Slack cannot be reached" in said
    assert "`mentor-bot doctor` says why" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("command", "code"), [(("run",), 2), (("health",), 1), (("outbox", "list"), 2), (("migrate",), 2)]
)
def test_a_database_that_is_away_is_said_without_a_trace_or_a_password(
    command: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("DATABASE_URL", "postgresql://mentor:sesame@127.0.0.1:1/mentor"),
        ("MENTOR_KEYS", Keyring.generate()),
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_APP_TOKEN", "xapp-1"),
    ):
        monkeypatch.setenv(name, value)
    assert ends_with(*command) == code
    said = "".join(capsys.readouterr())
    assert "The database cannot be reached: " in said
    assert "Traceback" not in said
    assert "sesame" not in said


def test_a_setting_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "chatty")
    assert ends_with("run") == 2
    assert capsys.readouterr().err.startswith("LOG_LEVEL: ")


# Keys and the database


def test_keys_new_prints_a_key_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("keys", "new") == 0
    said = capsys.readouterr()
    keys = Keyring.from_text(said.out)
    assert keys.open(keys.seal("hello")) == "hello"
    assert "keep a copy" in said.err


def test_migrate_makes_a_database_for_its_owner_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ends_with("migrate") == 0
    assert capsys.readouterr().out == "The database is up to date.\n"
    made = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_migrate_twice_changes_nothing() -> None:
    assert [ends_with("migrate"), ends_with("migrate")] == [0, 0]


def test_migrate_refuses_keys_of_another_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends_with("migrate")
    monkeypatch.setenv("MENTOR_KEYS", Keyring.generate())
    assert ends_with("migrate") == 2
    assert "Give the keys this database was made with" in capsys.readouterr().err


def test_migrate_says_that_a_bot_is_at_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ends_with("migrate")
    held = FileLock(tmp_path / "data" / "mentor-bot.sqlite3.lock")
    assert ends_with("migrate") == 2
    held.release()
    assert "Another bot holds" in capsys.readouterr().err


# The doctor and health


def test_the_doctor_ends_with_one_when_something_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("doctor") == 1
    assert "SLACK_BOT_TOKEN is not set." in capsys.readouterr().out


def test_the_doctor_speaks_to_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("doctor", "--json") == 1
    assert '"ok": false' in capsys.readouterr().out


def test_health_without_a_bot_is_ill(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("health") == 1
    assert "the bot has not started" in capsys.readouterr().out
    ends_with("migrate")
    assert ends_with("health") == 1
    assert "No bot is at work" in capsys.readouterr().out


def test_health_asks_the_bot_where_it_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEALTH_PORT", "1")
    assert ends_with("health") == 1
    assert capsys.readouterr().out == "No bot answers at 127.0.0.1:1.\n"


# The outbox


def test_an_outbox_without_a_database_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ends_with("outbox", "list") == 1
    assert "There is no database" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_outbox_of_another_version_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ends_with("migrate")
    connection = sqlite3.connect(tmp_path / "data" / "mentor-bot.sqlite3")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("UPDATE installation_facts SET value = '9999' WHERE name = 'schema_needs'")
    connection.commit()
    connection.close()
    assert ends_with("outbox", "list") == 1
    assert "not of this version" in capsys.readouterr().err


def test_an_outbox_where_all_went_well_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    ends_with("migrate")
    capsys.readouterr()
    assert ends_with("outbox", "list") == 0
    assert capsys.readouterr().out == "Nothing needs looking after.\n"


# Prompts


def test_prompts_check_finds_every_word_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    code = ends_with("prompts", "check")
    said = capsys.readouterr().out
    assert (code == 0) == said.endswith("Every word is in order.\n")


def test_prompts_preview_answers_a_slip_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("prompts", "preview", "opening/no-such-prompt") == 1
    assert "There is no prompt opening/no-such-prompt" in capsys.readouterr().err


def test_prompts_coverage_has_a_line_for_every_reader_and_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with("prompts", "coverage") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["kind", "reader", "stage", "en", "da"]
    assert any(line.split()[:3] == ["one_to_one", "mentee", "opening"] for line in lines)
    assert lines[-1] == "Every reader has something to read at every stage."


def test_a_hole_in_the_coverage_is_a_dash_and_a_fault(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "en" / "library" / "opening" / "hello.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\ntitle: Hello\nfor: mentee\nkinds: one_to_one\nstage: opening\nminutes: 5\ntopic: start\n---\nHello.\n"
    )
    journeys = Path(sys.modules[Cell.__module__].__file__ or "").parents[1] / "journeys"
    (tmp_path / "journeys").mkdir()
    for journey in journeys.glob("*.yaml"):
        (tmp_path / "journeys" / journey.name).write_text(journey.read_text(encoding="utf-8"), encoding="utf-8")
    assert ends_with("prompts", "coverage", str(tmp_path)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "one_to_one  mentee  opening    1" in lines
    assert "one_to_one  mentor  opening    -" in lines
    assert lines[-1].endswith(" to fill.")
