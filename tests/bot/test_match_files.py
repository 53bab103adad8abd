"""`mentor-bot match` reads what people's spreadsheets hold, and names every fault with its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from bot.cli.match.allowed import ALLOWED
from bot.cli.match.programme import Programme
from tests.bot.match_files import Desk, Ended, company, table

MINIMAL = "id,roles\nann,mentor\nbo,mentee\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def faults(ended: Ended) -> list[str]:
    """What was complained of, without the file's name."""
    assert ended.code == 2
    assert ended.answer == {}, "nothing is half-read"
    *lines, last = ended.err.splitlines()
    assert last == f"{len(lines)} to mend; nothing was matched."
    return [line.split(": ", 1)[1] for line in lines]


def test_id_and_roles_are_enough(desk: Desk) -> None:
    ended = desk.match(MINIMAL)
    assert ended.code == 0
    assert [member["id"] for member in ended.answer["matches"][0]["members"]] == ["ann", "bo"]
    assert {gap["code"] for gap in ended.answer["unchecked"]} == {
        "manager_unknown",
        "team_unknown",
        "working_hours_unknown",
        "languages_unknown",
        "earlier_partners_unknown",
        "leave_unknown",
        "capacity_unknown",
    }


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_delimiters_encodings_and_line_ends_change_nothing(
    desk: Desk, delimiter: str, encoding: str, ending: str
) -> None:
    rows = company(12, seed=3)
    rows[0]["name"], rows[0]["department"] = "Søren Ægir; søn, af\nJürgen", "Økonomi & café"
    plain = desk.match(rows)
    text = table(rows, delimiter).replace("\r\n", ending)
    assert desk.match(text.encode(encoding)) == plain
    assert "Søren Ægir; søn, af Jürgen" in str(plain.answer)


def test_headings_may_be_written_as_people_write_them(desk: Desk) -> None:
    told = desk.match("ID,Roles,Working hours,not-with,Zone\nann,Mentor,9-17,bo,Europe/Copenhagen\nbo,mentee,,,\n")
    assert told.answer["matches"] == []
    assert told.answer["columns_not_read"] == []


def test_columns_we_do_not_know_are_named(desk: Desk) -> None:
    ended = desk.match("id,roles,langauges\nann,mentor,da\n")
    assert ended.answer["columns_not_read"] == ["langauges"]
    assert "Columns not read: langauges" in ended.out


def test_either_separator_stands_between_the_items_of_a_list(desk: Desk) -> None:
    one = desk.match("id,roles,goals,offers\nann,mentor,,a|b:2\nbo,mentee,b|a,\n")
    assert one == desk.match("id,roles,goals,offers\nann,mentor,,a;b:2\nbo,mentee,b; a,\n")
    assert one.answer["matches"][0]["parts"]["goals"] > 0


def test_a_colon_that_no_level_follows_belongs_to_the_skill(desk: Desk) -> None:
    ended = desk.match(
        "id,roles,goals,offers\nann,mentor,,leading: the first year\nbo,mentee,leading: the first year,\n"
    )
    assert ended.answer["matches"][0]["reasons"][0]["values"] == ["leading: the first year"]


def test_every_fault_is_named_with_line_column_and_what_is_allowed(desk: Desk) -> None:
    told = """id,roles,capacity,level,zone,working hours,offers,on leave,wishes,manager
ann,mentor,two,top,Copenhagen,never,python:9,maybe,,
bo,boss,1,2,,Mon-Foo 9-17,,,nobody|bo,bo
"c
y",mentee,100,,,25:00-26:00,,,,
ann,mentee,,,,,,,,
,,1,,,,,,,
"""
    assert faults(desk.match(told)) == [
        "line 2, column 3 (capacity): 'two' is not such a number; allowed: a whole number from 0 to 99.",
        "line 2, column 4 (level): 'top' is not such a number; allowed: a whole number from -999 to 999.",
        "line 2, column 5 (zone): 'Copenhagen' is not a time zone; allowed: an IANA name such as Europe/Copenhagen.",
        (
            "line 2, column 6 (working_hours): 'never' is not a time of work; allowed: windows such as"
            ' "Mon-Fri 09:00-17:00" or "22:00-06:00", several with | between them.'
        ),
        (
            "line 2, column 7 (offers): 'python:9' has a level that is not from 1 to 5; allowed: a list with | between its"
            " items, each with a level from 1 to 5 if you like: python:3."
        ),
        "line 2, column 8 (on_leave): 'maybe' is neither; allowed: yes or no.",
        (
            "line 3, column 2 (roles): 'boss' is not a role; allowed: mentor, mentee, both, peer, none, or several with |"
            " between them."
        ),
        (
            "line 3, column 6 (working_hours): 'foo' is not a day of the week; allowed: windows such as"
            ' "Mon-Fri 09:00-17:00" or "22:00-06:00", several with | between them.'
        ),
        "line 3, column 9 (wishes): It names the person's own id.",
        "line 3, column 9 (wishes): Nobody in the file has the id 'nobody'.",
        "line 3, column 10 (manager): It names the person's own id.",
        "line 4, column 1 (id): 'c\\ny' is not an id; allowed: any text without | and ;, each once.",
        "line 4, column 3 (capacity): '100' is not such a number; allowed: a whole number from 0 to 99.",
        (
            "line 4, column 6 (working_hours): 25:00 is not a time of day; allowed: windows such as"
            ' "Mon-Fri 09:00-17:00" or "22:00-06:00", several with | between them.'
        ),
        "line 6, column 1 (id): 'ann' already stands in line 2.",
        "line 7, column 1 (id): It is empty; allowed: any text without | and ;, each once.",
        (
            "line 7, column 2 (roles): It is empty; allowed: mentor, mentee, both, peer, none, or several with | between"
            " them."
        ),
    ]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (b"name\nAnn\n", "line 1: There is no column 'id', and every file needs one."),
        (b"", "line 1: There is no column 'id', and every file needs one."),
        (b"id,roles,ID\nann,mentor,b\n", "line 1, column 3 (id): The same heading stands in column 1."),
        (b"id,roles\nann,mentor,3\n", "line 2: 3 cells, where the heading has 2."),
        (b'id,roles\n"ann"x,mentor\n', "line 2: A row that cannot be read (',' expected after '\"'); look at"),
        (b'id,roles\nbo,mentee\n"ann,mentor\n', "line 3: A row that cannot be read (unexpected end of data); look at"),
        ("id,roles\nann,mentor\n".encode("utf-16"), "It is UTF-16. Save it as UTF-8 or Windows-1252."),
        (b"id,roles\nann\x81,mentor\n", "line 2: A character that is neither UTF-8 nor Windows-1252."),
        (b"id,roles,previous\nann,mentor,zoe\n", "line 2, column 3 (previous): Nobody in the file has the id 'zoe'."),
        (b"id,roles,not-with\nann,mentor,zoe\n", "line 2, column 3 (not_with): Nobody in the file has the id 'zoe'."),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(desk: Desk, told: bytes, fault: str) -> None:
    assert faults(desk.match(told))[0].startswith(fault)


def test_a_manager_may_be_outside_the_file(desk: Desk) -> None:
    assert desk.match("id,roles,manager\nann,mentor,chief\nbo,mentee,-\n").code == 0


def test_rows_without_anything_in_them_are_passed_over(desk: Desk) -> None:
    assert desk.match("id,roles\r\n\r\nann,mentor\r\n,\r\nbo,mentee\r\n").answer["totals"]["people"] == 2


def test_text_beyond_three_thousand_characters_is_a_fault(desk: Desk) -> None:
    (fault,) = faults(desk.match(f"id,roles,wanted\nann,mentee,{'a' * 3001}\n"))
    assert fault == "line 2, column 3 (wanted): It has 3,001 characters; allowed: up to 3,000 characters."


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ("kind: speed_dating", "kind: This must be one_to_one, reverse, group, peer, peer_group or supervision."),
        ("weights: {goals: 6}", "weights.goals: This must be a whole number from 0 (not at all) to 5 (most)."),
        ("weight: {goals: 5}", "the file: There is no 'weight' here, only kind, dates, zone,"),
        ("rules: {same_teams: off}", "rules: There is no 'same_teams' here, only reporting_line, same_team,"),
        ("rules: {Same-Team: off}", "rules: There is no 'Same-Team' here, only reporting_line, same_team,"),
        ("rules: {same_team: maybe}", "rules.same_team: This must be true or off."),
        ("rules: {level_gap: {at_least: x}}", "rules.level_gap.at_least: This must be a whole number of levels,"),
        ("dates: {starts: 2027-03-01}", "dates.ends: This must be a day, such as 2027-06-30."),
        ("locks: [[ann]]", "locks: This must be pairs of ids, such as [[p001, p017], [p002, p020]]."),
        ("- kind", "the file: This must be keys with their values, one a line."),
        ("rules: {overlap_hours: 0.3}", "rules.overlap_hours: hours count in quarters, such as 1.5 or 0.25."),
        (
            "rules: {reporting_line: true}",
            "rules.reporting_line: This must be a whole number of levels from 1 to 99, or off.",
        ),
        ("zone: Mars/Olympus", "zone: a time zone is an IANA name such as Europe/Copenhagen."),
        ("dates: {starts: 2027-03-01, ends: 2027-02-01}", "dates: the programme ends on or after its first day"),
        ("group_size: {fewest: 5, most: 4}", "group_size: most is not below fewest."),
        ("[1, 2", "It is not YAML in UTF-8"),
        ("locks: [[ann, zoe]]", "locks: Nobody among the people has the id 'zoe'."),
        ("bans: [[zoe, ann]]", "bans: Nobody among the people has the id 'zoe'."),
    ],
)
def test_faults_in_the_rules_file_are_named(desk: Desk, rules: str, fault: str) -> None:
    assert any(each.startswith(fault) for each in faults(desk.match(MINIMAL, rules)))


def test_a_mistake_is_named_once_however_many_values_would_do(desk: Desk) -> None:
    assert faults(desk.match(MINIMAL, "rules: {level_gap: {at_lest: 1}}")) == [
        "rules.level_gap: There is no 'at_lest' here, only at_least, at_most."
    ]


def test_every_key_of_the_rules_file_says_what_it_takes() -> None:
    assert set(ALLOWED) == {"", *keys_of(Programme)}


def keys_of(section: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in section.model_fields.items():
        yield above + name
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from keys_of(kind, f"{above}{name}.")


def test_a_file_that_is_not_there_is_said_without_a_trace(desk: Desk, tmp_path: Path) -> None:
    from bot.cli import main

    with pytest.raises(SystemExit) as end:
        main(["match", str(tmp_path / "gone.csv")])
    assert end.value.code == 2
    assert "gone.csv: No such file or directory." in desk.capsys.readouterr().err
