"""Logs: what must be in a line, and what must never be."""

import json
import logging
import sys
from typing import Any

import pytest

from bot.logs import JsonLines


def line(name: str, message: str, *args: object, quoting: bool = False, **extra: Any) -> dict[str, Any]:
    record = logging.getLogger(name).makeRecord(
        name, logging.ERROR, "somewhere.py", 1, message, args, sys.exc_info(), extra=extra
    )
    logged: dict[str, Any] = json.loads(JsonLines(quoting=quoting).format(record))
    return logged


def test_a_line_says_when_how_bad_what_where_and_the_ids() -> None:
    logged = line("bot.delivery", "message_%s", "dead", workspace="T1")
    assert {name: logged[name] for name in ("level", "verb", "from", "workspace")} == {
        "level": "error",
        "verb": "message_dead",
        "from": "bot.delivery",
        "workspace": "T1",
    }
    assert logged["at"].endswith("+00:00")


def test_a_line_break_cannot_forge_a_second_line() -> None:
    record = logging.makeLogRecord({"name": "bot", "msg": 'x\n{"level": "info"}'})
    assert "\n" not in JsonLines().format(record)


@pytest.mark.parametrize(
    "token", ["xoxb-12-ab", "xapp-1-A2-3-ff", "xoxp-1", "xoxe-1-ab", "xoxe.xoxp-1-ab", "xoxc-1", "xoxd-1"]
)
def test_a_token_is_masked_wherever_it_is(token: str) -> None:
    logged = json.dumps(line("bot", f"with {token}", header=f"Bearer {token}", nested={"token": token}))
    assert token not in logged
    assert logged.count("(token)") == 3


def test_what_an_exception_says_is_not_logged_but_its_kind_and_place_are() -> None:
    try:
        try:
            raise KeyError("Ida wrote this")  # noqa: TRY301  # the cause of the other
        except KeyError as cause:
            raise ValueError("Ida wrote that") from cause
    except ValueError:
        logged = line("handlers.errors", "unexpected_error", reference="ab12")
    assert "Ida" not in json.dumps(logged)
    assert logged["error"] == "ValueError from KeyError"
    assert logged["trace"][0].startswith("bot/test_logs.py:")
    assert logged["reference"] == "ab12"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Failed to run a request listener: Ida wrote this", "Failed to run a request listener"),
        ("Failed to connect (error: Ida); Retrying...", "Failed to connect"),
        ('Unhandled request ({"text": "Ida"})', "Unhandled request"),
        ("Something else\nIda", "Something else"),
    ],
)
def test_of_a_librarys_sentence_only_the_beginning_is_logged(said: str, kept: str) -> None:
    assert line("slack_bolt.AsyncApp", said)["verb"] == kept


def test_among_fictional_people_everything_is_shown() -> None:
    logged = {}
    try:
        int("Ida wrote that")
    except ValueError:
        logged = line("slack_bolt", "Unhandled request (body)", quoting=True)
    assert "Ida wrote that" in logged["error"]
    assert logged["verb"] == "Unhandled request (body)"
