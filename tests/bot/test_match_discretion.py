"""Whoever reads all that `mentor-bot match` writes cannot tell a *not with*, leave and a ban from one another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.match_files import Desk, Rows, company

KINDS = ("one_to_one", "reverse", "group", "peer", "peer_group", "supervision")
EASY = "rules: {reporting_line: 1, overlap_hours: off}"
File = tuple[Rows, str]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def banned(rows: Rows) -> File:
    """A coordinator keeps apart who would rather not be together."""
    bans = [[row["id"], other] for row in rows for other in row["not_with"].split("|") if other]
    return [row | {"not_with": ""} for row in rows], f"bans: {bans}"


def avoided(rows: Rows) -> File:
    """Whoever was on leave is avoided by everybody."""
    away = [row["id"] for row in rows if row["on_leave"] == "yes"]
    return [
        row | {"on_leave": "no", "not_with": joined(row["not_with"], *(other for other in away if other != row["id"]))}
        for row in rows
    ], ""


def avoiding(rows: Rows) -> File:
    """Whoever was on leave would rather be with nobody."""
    everybody = [row["id"] for row in rows]
    return [
        row | {"on_leave": "no", "not_with": "|".join(other for other in everybody if other != row["id"])}
        if row["on_leave"] == "yes"
        else row
        for row in rows
    ], ""


def joined(told: str, *more: str) -> str:
    return "|".join(dict.fromkeys(filter(None, [*told.split("|"), *more])))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other_cause", [banned, avoided, avoiding])
def test_what_is_printed_written_and_scored_is_the_same(
    desk: Desk, kind: str, other_cause: Callable[[Rows], File]
) -> None:
    rows = [row | {"roles": "peer"} if kind in {"peer", "peer_group"} else row for row in company(21, seed=5)]
    rules = f"kind: {kind}\n{EASY}\nlocks: [[p1, p2], [p3, p4], [p5, p6]]"
    told = desk.match(rows, rules)
    assert "yes" in {row["on_leave"] for row in rows}
    assert told.answer["unmatched"] or kind == "peer_group"
    changed, more = other_cause(rows)
    assert desk.match(changed, f"{rules}\n{more}") == told


def test_no_number_stands_beside_it(desk: Desk) -> None:
    rows = [row | {"on_leave": "yes"} if row["id"] == "p1" else row for row in company(21, seed=5)]
    told = desk.match(rows, f"kind: one_to_one\n{EASY}")
    said = [reason for person in told.answer["unmatched"] for reason in person["reasons"]]
    assert "p1" in {person["id"] for person in told.answer["unmatched"]}
    assert {str(reason["values"]) for reason in said if "not_available" in str(reason)} == set()
