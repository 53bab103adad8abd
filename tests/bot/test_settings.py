"""Settings: read once, forgiving of blanks, and silent about secrets."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import SettingError, Settings, read_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_any_the_defaults_hold() -> None:
    settings = read_settings()
    assert settings.is_real_slack
    assert settings.database_file == Path("data/mentor-bot.sqlite3")
    assert settings.key_file == Path("data/mentor-bot.key")


def test_a_blank_line_in_the_env_file_is_no_value(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=\nLOG_LEVEL=\n")
    assert read_settings().slack_bot_token is None


def test_the_environment_wins_over_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\n")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-environment")
    assert read_settings().slack_bot_token == SecretStr("xoxb-environment")


@pytest.mark.parametrize("given", ["U1,U2", "U1 U2", " U1 , U2 "])
def test_coordinators_are_ids_between_commas_or_spaces(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTOR_COORDINATORS", given)
    assert read_settings().mentor_coordinators == {"U1", "U2"}


def test_a_value_that_cannot_be_read_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "xoxb-pasted-into-the-wrong-place")
    with pytest.raises(SettingError) as refused:
        read_settings()
    assert str(refused.value).startswith("LOG_LEVEL: ")
    assert "pasted" not in str(refused.value)


def test_settings_never_print_a_secret() -> None:
    settings = Settings(
        slack_bot_token=SecretStr("xoxb-hush"),
        mentor_keys=SecretStr("hush"),
        database_url="postgresql://mentor:hush@127.0.0.1/mentor",
    )
    assert "hush" not in repr(settings) + str(settings)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///data/x.sqlite3", Path("data/x.sqlite3")),
        ("sqlite:////data/x.sqlite3", Path("/data/x.sqlite3")),
        ("sqlite:///x.sqlite3?mode=rw", Path("x.sqlite3")),
        ("postgresql://host/x", None),
    ],
)
def test_only_an_embedded_database_is_a_file(url: str, file: Path | None) -> None:
    assert Settings(database_url=url).database_file == file


def test_keys_from_the_environment_need_no_key_file() -> None:
    assert Settings(mentor_keys=SecretStr("k")).key_file is None
    assert Settings(database_url="postgresql://host/x").key_file is None


@pytest.mark.parametrize(
    ("url", "is_real", "is_local"),
    [
        ("https://slack.com/api/", True, False),
        ("https://acme.enterprise.slack.com/api/", True, False),
        ("http://127.0.0.1:8080/api/", False, True),
        ("https://notslack.com/api/", False, False),
    ],
)
def test_slack_itself_is_told_from_a_stand_in(url: str, is_real: bool, is_local: bool) -> None:
    settings = Settings(slack_api_url=url)
    assert (settings.is_real_slack, settings.is_local) == (is_real, is_local)
