"""CSV that opens with a double click, in English and in Danish, and runs nothing."""

import csv
import datetime as dt
import io

import pytest

from mentoring.access import Actor
from mentoring.export import BYTE_ORDER_MARK, as_messages, csv_text, parts, separator


def test_danish_cells_are_separated_by_semicolons_and_lines_end_as_windows_ends_them() -> None:
    text = csv_text([("Navn", "Møder"), ("Åse Sørensen", 2)], "da")
    assert text == BYTE_ORDER_MARK + "Navn;Møder\r\nÅse Sørensen;2\r\n"


def test_english_cells_are_separated_by_commas() -> None:
    assert csv_text([("Name", "Met")], "en") == BYTE_ORDER_MARK + "Name,Met\r\n"


@pytest.mark.parametrize(("language", "sign"), [("da", ";"), ("de-DE", ";"), ("en", ","), ("en-GB", ","), ("fr", ";")])
def test_the_separator_follows_the_decimal_sign(language: str, sign: str) -> None:
    assert separator(language) == sign


def test_the_file_begins_with_the_mark_of_utf_8() -> None:
    assert csv_text([("Åse",)], "da").encode().startswith(b"\xef\xbb\xbf\xc3\x85se")


@pytest.mark.parametrize(
    "typed",
    ["=HYPERLINK(1)", "+45 12", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "=1;2", '="a"'],
)
@pytest.mark.parametrize("language", ["en", "da"])
def test_what_a_spreadsheet_would_run_is_text(typed: str, language: str) -> None:
    text = csv_text([(typed, "next")], language).removeprefix(BYTE_ORDER_MARK)
    ((cell, following),) = csv.reader(io.StringIO(text, newline=""), delimiter=separator(language))
    assert cell == f"'{typed}"
    assert following == "next"


def test_quotes_separators_and_line_breaks_stay_inside_their_cell() -> None:
    row = ('Mia "Mi" Krogh', "a;b,c", "two\nlines")
    text = csv_text([row], "da").removeprefix(BYTE_ORDER_MARK)
    assert tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=";"))) == row


def test_dates_numbers_and_nothing_are_what_they_are() -> None:
    assert csv_text([(dt.date(2026, 3, 9), -3, None, "x")], "en") == BYTE_ORDER_MARK + "2026-03-09,-3,,x\r\n"


def test_parts_are_cut_between_rows_and_together_are_the_whole() -> None:
    text = csv_text([(f"Person {number}", "x" * 20) for number in range(50)], "en")
    pieces = parts(text, 200)
    assert "".join(pieces) == text.removeprefix(BYTE_ORDER_MARK)
    assert all(len(piece) <= 200 for piece in pieces)
    assert all(piece.endswith("\r\n") for piece in pieces)


def test_a_row_longer_than_a_part_is_cut_itself() -> None:
    assert parts("a" * 25, 10) == ("a" * 10, "a" * 10, "a" * 5)


def test_messages_are_numbered_and_each_has_a_key_of_its_own() -> None:
    says = as_messages(Actor(workspace="T1", id="UASTA"), "Across", "row\r\n" * 1200, key="report:x")
    assert [say.args["number"] for say in says] == [1, 2, 3]
    assert {say.args["total"] for say in says} == {3}
    assert len({say.key for say in says}) == 3
