"""The doctor's findings: each fault a person can make, against a local Slack and databases that are broken."""

import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.cli.doctor import examine, report
from bot.cli.doctor.database import filesystem_of, look_at_database, look_at_keys
from bot.cli.doctor.findings import Finding, Grade
from bot.cli.doctor.machine import look_at_surroundings, look_at_zones
from bot.cli.doctor.slack import clock_finding, look_at_scopes, look_at_slack, on_the_way, shape
from bot.clock import Clock, SettableClock
from bot.manifest import manifest
from bot.settings import Settings
from sandbox.server import LocalSlack
from storage import Keyring, open_storage

KEY = Keyring.generate()
ASKED = {"oauth_config": {"scopes": {"bot": ["chat:write", "im:history"], "bot_optional": ["files:write"]}}}


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(manifest=manifest()) as running:
        yield running


def settings(slack: LocalSlack, place: Path, **changes: Any) -> Settings:
    given: dict[str, Any] = {
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_app_token": SecretStr(slack.app_token),
        "slack_api_url": slack.api_url,
        "database_url": f"sqlite:///{place / 'mentor-bot.sqlite3'}",
        "mentor_keys": SecretStr(KEY),
    }
    return Settings(**(given | changes))


async def migrated(place: Path, key: str = KEY) -> Path:
    path = place / "mentor-bot.sqlite3"
    storage = await open_storage(f"sqlite:///{path}", keys=Keyring(key))
    await storage.upgrade()
    await storage.close()
    path.chmod(0o600)
    return path


def wrongs(findings: Sequence[Finding]) -> list[str]:
    return [finding.says for finding in findings if finding.grade is Grade.WRONG]


def warnings(findings: Sequence[Finding]) -> list[str]:
    return [finding.says for finding in findings if finding.grade is Grade.WARNING]


# Everything together


async def test_a_sound_installation_is_all_fine(slack: LocalSlack, tmp_path: Path) -> None:
    await migrated(tmp_path)
    findings = await examine(settings(slack, tmp_path), manifest(), Clock(), {})
    assert [each for each in findings if each.grade is not Grade.FINE and each.about != "time zones"] == []
    assert {each.about for each in findings} == {"tokens", "permissions", "clock", "database", "keys", "time zones"}


async def test_a_first_start_has_nothing_to_mend_and_makes_nothing(slack: LocalSlack, tmp_path: Path) -> None:
    findings = await examine(settings(slack, tmp_path, mentor_keys=None), manifest(), Clock(), {})
    assert wrongs(findings) == []
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240  # an empty folder blocks nobody


async def test_what_is_wrong_says_how_to_mend_it(slack: LocalSlack, tmp_path: Path) -> None:
    slack.installation.bot_token_revoked = True
    slack.faults.next("apps.connections.open", "error", code="missing_scope")
    findings = await examine(settings(slack, tmp_path), manifest(), Clock(), {"MENTOR_KEYZ": "x"})
    assert all(each.mend for each in findings if each.grade is not Grade.FINE)


async def test_no_finding_ever_shows_a_secret(slack: LocalSlack, tmp_path: Path) -> None:
    url = "postgresql://mentor:hunter2@127.0.0.1:1/hunter2"
    broken = settings(slack, tmp_path, database_url=url, slack_bot_token=SecretStr("xoxb-wrong-token"))
    said = report(await examine(broken, manifest(), Clock(), {}))
    assert "wrong" in said
    for secret in ("hunter2", "xoxb-wrong-token", slack.app_token, KEY):
        assert secret not in said


async def test_what_is_too_short_for_a_secret_leaves_other_words_alone(slack: LocalSlack, tmp_path: Path) -> None:
    said = report(await examine(settings(slack, tmp_path, slack_bot_token=SecretStr("y")), manifest(), Clock(), {}))
    assert "(secret)" not in said


async def test_the_report_counts_and_groups(slack: LocalSlack, tmp_path: Path) -> None:
    lines = report(await examine(settings(slack, tmp_path, slack_app_token=None), manifest(), Clock(), {})).splitlines()
    assert "Tokens" in lines
    assert lines[-1].startswith("1 wrong, ")


def test_what_is_copied_from_the_report_stays_whole() -> None:
    file = f"data/backups/{'mentor-bot-' * 9}20270301T030000Z.sqlite3"
    says = f"The newest backup is less than two hours old: {file}."
    assert file in report([Finding(about="database", grade=Grade.FINE, says=says)])


def test_findings_can_be_read_by_programs() -> None:
    finding = Finding(about="keys", grade=Grade.WRONG, says="…", mend="…")
    assert json.loads(json.dumps(finding.described()))["grade"] == "wrong"


# Tokens


@pytest.mark.parametrize(
    ("token", "says"),
    [
        ("", "SLACK_BOT_TOKEN is not set."),
        (" xoxb-1", "SLACK_BOT_TOKEN has spaces or quotes around it."),
        ('"xoxb-1"', "SLACK_BOT_TOKEN has spaces or quotes around it."),
        ("xoxp-1", "person's token"),
        ("xapp-1", "SLACK_BOT_TOKEN does not begin with xoxb-."),
    ],
)
def test_a_token_of_the_wrong_shape_is_named(token: str, says: str) -> None:
    finding = shape("SLACK_BOT_TOKEN", token, "xoxb-", is_real=True)
    assert finding is not None
    assert says in finding.says


def test_another_server_may_give_out_tokens_of_any_shape() -> None:
    assert shape("SLACK_BOT_TOKEN", "token-1", "xoxb-", is_real=False) is None


async def test_swapped_tokens_are_recognised_and_sent_to_nobody(slack: LocalSlack, tmp_path: Path) -> None:
    swapped = settings(
        slack, tmp_path, slack_bot_token=SecretStr(slack.app_token), slack_app_token=SecretStr(slack.bot_token)
    )
    assert wrongs(await look_at_slack(swapped, manifest(), Clock())) == ["The two tokens are swapped."]
    assert not slack.workspace.calls


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("account_inactive", "the app was removed from the workspace"),
        ("invalid_auth", "it does not know this token"),
        ("token_expired", "this token has run out"),
        ("token_revoked", "this token has been revoked"),
        ("something_new", "it says something_new"),
    ],
)
async def test_slacks_refusal_is_explained(slack: LocalSlack, tmp_path: Path, code: str, says: str) -> None:
    slack.faults.next("auth.test", "error", code=code)
    (sentence,) = wrongs(await look_at_slack(settings(slack, tmp_path), manifest(), Clock()))
    assert sentence.startswith("The bot token is refused")
    assert says in sentence


async def test_a_revoked_token_and_an_unknown_app_token_are_two_findings(slack: LocalSlack, tmp_path: Path) -> None:
    slack.installation.bot_token_revoked = True
    given = settings(slack, tmp_path, slack_app_token=SecretStr("xapp-of-another-app"))
    assert wrongs(await look_at_slack(given, manifest(), Clock())) == [
        "The bot token is refused: this token has been revoked.",
        "The app-level token is refused: it does not know this token.",
    ]


async def test_an_app_token_without_its_scope_is_refused(slack: LocalSlack, tmp_path: Path) -> None:
    slack.faults.next("apps.connections.open", "error", code="missing_scope")
    (sentence,) = wrongs(await look_at_slack(settings(slack, tmp_path), manifest(), Clock()))
    assert "lacks the scope connections:write" in sentence


async def test_a_wait_that_slack_asks_for_is_no_fault(slack: LocalSlack, tmp_path: Path) -> None:
    slack.faults.next("apps.connections.open", "rate_limited", seconds=30)
    findings = await look_at_slack(settings(slack, tmp_path), manifest(), Clock())
    assert wrongs(findings) == []
    assert warnings(findings) == ["The app-level token could not be tried: Slack asks to wait 30 seconds."]


@pytest.mark.parametrize(("fault", "says"), [("dropped_before", "cannot be reached"), ("server_error", "HTTP 500")])
async def test_trouble_on_the_way_is_not_blamed_on_the_token(
    slack: LocalSlack, tmp_path: Path, fault: str, says: str
) -> None:
    slack.faults.next("auth.test", fault, times=3)
    (sentence,) = wrongs(await look_at_slack(settings(slack, tmp_path), manifest(), Clock()))
    assert "could not be tried" in sentence
    assert says in sentence


async def test_a_server_that_is_not_there_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    elsewhere = settings(slack, tmp_path, slack_api_url="http://127.0.0.1:1/api/")
    sentences = wrongs(await look_at_slack(elsewhere, manifest(), Clock()))
    assert len(sentences) == 2
    assert all(sentence.endswith("Slack cannot be reached; nothing answers at its address.") for sentence in sentences)


async def test_tokens_that_are_none_do_not_hide_behind_a_server_that_is_not_there(
    slack: LocalSlack, tmp_path: Path
) -> None:
    tokens = {"slack_bot_token": SecretStr("bot"), "slack_app_token": SecretStr("app")}
    elsewhere = settings(slack, tmp_path, slack_api_url="http://nowhere.invalid/api/", **tokens)
    for sentence in wrongs(await look_at_slack(elsewhere, manifest(), Clock())):
        assert "could not be tried: Slack cannot be reached; " in sentence
        assert "Error" not in sentence


@pytest.mark.parametrize(
    ("lost", "says"),
    [
        (TimeoutError(), "it did not answer in time"),
        (aiohttp.ServerTimeoutError(), "it did not answer in time"),
        (aiohttp.ServerDisconnectedError(), "the connection broke off"),
        (aiohttp.InvalidUrlClientError("slack"), "its address is none"),
        (json.JSONDecodeError("", "", 0), "something else answers at its address"),
        (OSError(), "the connection broke off"),
    ],
)
def test_what_happens_on_the_way_is_said_in_plain_words(lost: Exception, says: str) -> None:
    assert on_the_way(lost) == says


# Permissions


async def test_a_missing_permission_is_named(slack: LocalSlack, tmp_path: Path) -> None:
    slack.installation.scopes -= {"im:history", "mpim:write"}
    findings = await look_at_slack(settings(slack, tmp_path), manifest(), Clock())
    assert wrongs(findings) == ["The app lacks im:history, mpim:write."]


async def test_a_missing_comfort_is_only_told(slack: LocalSlack, tmp_path: Path) -> None:
    slack.installation.scopes -= {"files:write"}
    findings = await look_at_slack(settings(slack, tmp_path), manifest(), Clock())
    assert wrongs(findings) == warnings(findings) == []
    assert any("numbered direct messages" in finding.says for finding in findings)


@pytest.mark.parametrize(
    "scope", ["mpim:history", "groups:history", "channels:history", "search:read", "app_mentions:read"]
)
def test_a_permission_to_read_conversations_is_warned_of(scope: str) -> None:
    (warned,) = warnings(look_at_scopes(frozenset({"chat:write", "im:history", scope}), ASKED))
    assert f"can read people's conversations through {scope}" in warned


def test_what_is_more_than_needed_is_said() -> None:
    (warned,) = warnings(look_at_scopes(frozenset({"chat:write", "im:history", "reactions:write"}), ASKED))
    assert warned == "The app has reactions:write, which it does not need."


def test_a_server_that_names_no_permissions_is_no_fault() -> None:
    findings = look_at_scopes(frozenset(), ASKED)
    assert wrongs(findings) == []
    assert "does not say which permissions" in warnings(findings)[0]


# The clock

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("apart", "says"),
    [
        (timedelta(seconds=30), "agrees with Slack's"),
        (timedelta(seconds=-30), "agrees with Slack's"),
        (timedelta(seconds=90), "90 seconds ahead of Slack's"),
        (timedelta(hours=-1), "3600 seconds behind Slack's"),
    ],
)
def test_clocks_may_be_half_a_minute_apart(apart: timedelta, says: str) -> None:
    assert says in clock_finding("Mon, 01 Mar 2027 12:00:00 GMT", NOON + apart).says


@pytest.mark.parametrize("date", [None, "", "yesterday"])
def test_a_server_without_a_clock_is_no_fault(date: str | None) -> None:
    assert clock_finding(date, NOON).grade is Grade.FINE


async def test_a_clock_that_is_ahead_is_warned_of(slack: LocalSlack, tmp_path: Path) -> None:
    ahead = SettableClock(Clock().now() + timedelta(minutes=5))
    (sentence,) = warnings(await look_at_slack(settings(slack, tmp_path), manifest(), ahead))
    assert "ahead of Slack's" in sentence


# The database


async def test_a_file_that_is_no_database_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    path = tmp_path / "mentor-bot.sqlite3"
    path.write_text("this is a letter\n" * 100)
    path.chmod(0o600)
    assert wrongs(await look_at_database(settings(slack, tmp_path))) == [
        "The database cannot be read: file is not a database."
    ]


async def test_a_damaged_database_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    path = await migrated(tmp_path)
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xff" * 4096 * 9
    path.write_bytes(content)
    assert any(
        "damaged" in sentence or "cannot be read" in sentence
        for sentence in wrongs(await look_at_database(settings(slack, tmp_path)))
    )


async def test_a_folder_in_its_place_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    (tmp_path / "mentor-bot.sqlite3").mkdir()
    (sentence,) = wrongs(await look_at_database(settings(slack, tmp_path)))
    assert sentence.endswith("is not a file.")


async def test_a_database_without_tables_is_fine(slack: LocalSlack, tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "mentor-bot.sqlite3").close()
    (tmp_path / "mentor-bot.sqlite3").chmod(0o600)
    findings = await look_at_database(settings(slack, tmp_path))
    assert wrongs(findings) == warnings(findings) == []
    assert any("The database is empty" in finding.says for finding in findings)


async def test_a_database_of_a_newer_version_is_left_alone(slack: LocalSlack, tmp_path: Path) -> None:
    connection = sqlite3.connect(await migrated(tmp_path))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("UPDATE installation_facts SET value = '9999' WHERE name = 'schema_needs'")
    connection.commit()
    connection.close()
    assert wrongs(await look_at_database(settings(slack, tmp_path))) == [
        "A newer version of Mentor Bot has used this database."
    ]


async def test_a_newer_database_that_can_be_worked_with_is_only_warned_of(slack: LocalSlack, tmp_path: Path) -> None:
    connection = sqlite3.connect(await migrated(tmp_path))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    findings = await look_at_database(settings(slack, tmp_path))
    assert wrongs(findings) == []
    assert warnings(findings) == ["The database is of a newer version, which this one can work beside."]


async def test_a_database_others_can_read_is_warned_of(slack: LocalSlack, tmp_path: Path) -> None:
    (await migrated(tmp_path)).chmod(0o644)
    (sentence,) = warnings(await look_at_database(settings(slack, tmp_path)))
    assert sentence.startswith("Others on this machine can read")


async def test_a_bot_at_work_is_noticed(slack: LocalSlack, tmp_path: Path) -> None:
    path = await migrated(tmp_path)
    storage = await open_storage(f"sqlite:///{path}", keys=Keyring(KEY))
    storage.lock()
    findings = await look_at_database(settings(slack, tmp_path))
    await storage.close()
    assert wrongs(findings) == []
    assert any("A bot is using it." in finding.says for finding in findings)


async def test_a_database_server_that_is_away_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    away = settings(slack, tmp_path, database_url="postgresql://mentor:secret@127.0.0.1:1/mentor")
    (sentence,) = wrongs(await look_at_database(away))
    assert sentence.startswith("The database cannot be read")


async def test_a_database_we_cannot_use_is_said(slack: LocalSlack, tmp_path: Path) -> None:
    (sentence,) = wrongs(await look_at_database(settings(slack, tmp_path, database_url="mysql://somewhere/mentor")))
    assert sentence == ("DATABASE_URL cannot be used: Mentor Bot stores in sqlite or postgresql, not in mysql.")


async def test_a_postgresql_database_is_looked_at_too(postgresql_url: str, slack: LocalSlack, tmp_path: Path) -> None:
    findings = await look_at_database(settings(slack, tmp_path, database_url=postgresql_url))
    assert wrongs(findings) == []
    assert any("The PostgreSQL database answers." in finding.says for finding in findings)


MOUNTS = """
22 1 0:20 / / rw,relatime - ext4 /dev/sda1 rw
31 22 0:44 / /srv/data rw,relatime shared:5 - nfs4 files:/data rw
32 22 0:45 / /srv/my\\040disk rw - cifs //files/disk rw
""".strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/opt/bot/x.sqlite3", "ext4"),
        ("/srv/data/x.sqlite3", "nfs4"),
        ("/srv/my disk/x.sqlite3", "cifs"),
        ("/srv/d", "ext4"),
    ],
)
def test_the_disk_a_path_is_on_is_found(path: str, kind: str) -> None:
    assert filesystem_of(Path(path), MOUNTS) == kind


# Keys


async def test_keys_of_another_database_are_noticed(slack: LocalSlack, tmp_path: Path) -> None:
    await migrated(tmp_path, key=Keyring.generate())
    assert wrongs(await look_at_database(settings(slack, tmp_path))) == [
        "The keys do not open what is encrypted in this database."
    ]


async def test_a_new_key_in_front_still_opens_the_database(slack: LocalSlack, tmp_path: Path) -> None:
    await migrated(tmp_path)
    both = SecretStr(f"{Keyring.generate()}, {KEY}")
    names = ", ".join(Keyring.from_text(both.get_secret_value()).fingerprints)
    findings = await look_at_database(settings(slack, tmp_path, mentor_keys=both))
    assert wrongs(findings) == []
    assert any(f"MENTOR_KEYS holds 2 usable keys: {names}." == finding.says for finding in findings)


async def test_a_lost_key_file_is_noticed(slack: LocalSlack, tmp_path: Path) -> None:
    await migrated(tmp_path)
    (sentence,) = wrongs(await look_at_database(settings(slack, tmp_path, mentor_keys=None)))
    assert sentence.endswith("mentor-bot.key is missing.")


def test_a_key_file_others_can_read_is_wrong(slack: LocalSlack, tmp_path: Path) -> None:
    path = tmp_path / "mentor-bot.key"
    path.write_text(KEY)
    path.chmod(0o644)
    keys, findings = look_at_keys(settings(slack, tmp_path, mentor_keys=None))
    assert keys is not None
    assert [(each.says, each.mend) for each in findings if each.grade is Grade.WRONG] == [
        (f"Others on this machine can read {path}.", f"chmod 600 {path}")
    ]


def test_something_that_is_no_key_is_wrong(slack: LocalSlack, tmp_path: Path) -> None:
    keys, findings = look_at_keys(settings(slack, tmp_path, mentor_keys=SecretStr("open sesame")))
    assert keys is None
    assert wrongs(findings) == ["MENTOR_KEYS holds something that is not a key."]


def test_a_database_server_needs_keys(slack: LocalSlack, tmp_path: Path) -> None:
    _, findings = look_at_keys(settings(slack, tmp_path, mentor_keys=None, database_url="postgresql://h/d"))
    assert wrongs(findings) == ["MENTOR_KEYS is not set, and a database server needs it."]


# The machine


def test_a_slip_of_the_pen_in_a_setting_is_noticed() -> None:
    findings = look_at_surroundings({"MENTOR_KEY": "x", "SLACK_BOT_TOKENS": "x", "SLACK_BOT_TOKEN": "x", "PATH": "x"})
    assert [(each.says, each.mend) for each in findings] == [
        ("Nothing reads MENTOR_KEY.", "Did you mean MENTOR_KEYS?"),
        ("Nothing reads SLACK_BOT_TOKENS.", "Did you mean SLACK_BOT_TOKEN?"),
    ]


@pytest.mark.parametrize(
    ("version", "places", "grade"),
    [("2027.1", (), Grade.FINE), ("2025.2", (), Grade.WARNING), ("2027.1", ("/usr/share/zoneinfo",), Grade.WARNING)],
)
def test_time_zone_data_must_be_ours_and_recent(version: str, places: Sequence[str], grade: Grade) -> None:
    assert look_at_zones(version, NOON, places).grade is grade
