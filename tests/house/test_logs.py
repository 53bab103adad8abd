"""What is logged: stable verbs, each explained to whoever runs the bot, and never a word made up on the spot."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "handlers", "mentoring", "prompts", "sandbox", "storage")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
VERB = re.compile(r"[a-z]+(_[a-z]+)*")


def logged(source: str) -> Iterator[ast.Call]:
    """Every call of a logger."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in LEVELS:
            owner = call.func.value
            if isinstance(owner, ast.Name) and owner.id in {"log", "logger", "logging"}:
                yield call


def verb_of(call: ast.Call) -> str | None:
    """What is logged, when it is one plain verb; None when it is put together, or takes arguments."""
    first, *others = call.args
    if isinstance(first, ast.Constant) and isinstance(first.value, str) and not others and VERB.fullmatch(first.value):
        return first.value
    return None


def calls_of_the_house() -> Iterator[tuple[str, ast.Call]]:
    for package in PACKAGES:
        for module in sorted((ROOT / package).rglob("*.py")):
            for call in logged(module.read_text(encoding="utf-8")):
                yield f"{module.relative_to(ROOT)}:{call.lineno}", call


def explained() -> set[str]:
    page = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    table = page.split("| verb | means |")[1].split("\n\n")[0]
    return {verb for row in table.splitlines()[2:] for verb in re.findall(r"`([a-z_]+)`", row.split("|")[1])}


def test_only_plain_verbs_are_logged() -> None:
    assert [place for place, call in calls_of_the_house() if verb_of(call) is None] == []


def test_every_verb_is_explained_and_no_other() -> None:
    assert {verb_of(call) for _, call in calls_of_the_house()} == explained()


@pytest.mark.parametrize(
    "line",
    ['log.info(f"{name}_joined")', 'log.info("joined %s", name)', 'log.error("joined " + name)', "log.info(name)"],
)
def test_words_put_together_on_the_spot_are_found(line: str) -> None:
    (call,) = logged(line)
    assert verb_of(call) is None
