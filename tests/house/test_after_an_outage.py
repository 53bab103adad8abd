"""The page for operators says of every kind of message what becomes of it when the bot was away."""

import re
from pathlib import Path

from handlers.views.messages import MESSAGES
from mentoring.digests import DIGEST
from mentoring.pauses import NEWS_FOR
from mentoring.step_messages import FRESH_FOR

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"`([a-z_]+)`")


def rows() -> list[tuple[list[str], str]]:
    """The kinds of each row of the table, and how long they keep."""
    page = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    section = page.split("## After an outage")[1].split("\n## ")[0]
    cells = [line.split("|") for line in section.splitlines() if line.startswith("| ")]
    return [(CODE.findall(row[1]), row[2].strip()) for row in cells[1:]]


def test_every_kind_of_message_stands_in_the_table() -> None:
    told = {kind for kinds, _ in rows() for kind in kinds}
    assert told == MESSAGES.keys() | {DIGEST} | {kind.value for kind in FRESH_FOR}


def test_how_long_each_keeps_is_what_the_program_does() -> None:
    keeps = {kind: how_long for kinds, how_long in rows() for kind in kinds}
    for kind, fresh_for in FRESH_FOR.items():
        assert keeps[kind.value].startswith(f"{fresh_for.days} days")
    assert keeps["partner_away"] == f"{NEWS_FOR.days} days"
