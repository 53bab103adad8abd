"""A table as CSV that opens with a double click in the reader's own spreadsheet, and safely."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from babel.numbers import get_decimal_symbol

from mentoring.access import Actor
from mentoring.say import Say, ToPerson

LONGEST_PART = 2500
"""So many characters of a CSV go into one message."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets read "Sørensen" as something else."""

Cell = str | int | dt.date | None

# What a spreadsheet would run as a formula, the full-width forms included.
_FORMULA_STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def csv_text(rows: Iterable[Sequence[Cell]], language: str) -> str:
    """The rows as CSV, ready to be encoded as UTF-8; dates are written 2026-03-02, which every spreadsheet understands.

    Where the decimal sign is a comma, as in Danish, spreadsheets expect semicolons between the cells.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator(language), lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def separator(language: str) -> str:
    """What stands between two cells for a reader of this language ("da", "en-GB")."""
    return ";" if get_decimal_symbol(language.replace("-", "_")) == "," else ","


def parts(text: str, most: int) -> tuple[str, ...]:
    """The text in pieces of at most so many characters, cut between rows; a row longer than that is cut itself."""
    found = [""]
    for line in text.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True):
        for start in range(0, len(line), most):
            piece = line[start : start + most]
            if len(found[-1]) + len(piece) > most:
                found.append("")
            found[-1] += piece
    return tuple(found)


def as_messages(actor: Actor, programme: str, text: str, *, key: str) -> tuple[Say, ...]:
    """A CSV as numbered messages to whoever asked for it; `key` is unique to their asking."""
    pieces = parts(text, LONGEST_PART)
    return tuple(
        Say(
            to=ToPerson(slack_id=actor.id),
            message="report_part",
            key=f"{key}:{number}",
            args={"programme": programme, "number": number, "total": len(pieces), "lines": piece},
        )
        for number, piece in enumerate(pieces, 1)
    )


def _cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.lstrip().startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
