"""A CSV file as whoever made it left it: either delimiter, either encoding, with the place of every cell known."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """What is wrong in which place; line and column count from 1, and 0 means the file as a whole."""

    line: int = 0
    column: int = 0
    name: str = ""
    """The column's."""
    sentence: str

    def __str__(self) -> str:
        if not self.line:
            return self.sentence
        column = f", column {self.column} ({self.name})" if self.column else ""
        return f"line {self.line}{column}: {self.sentence}"


class FaultsError(Exception):
    """A file cannot be used; every fault in it is named."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        super().__init__(f"{path}: {len(faults)} faults")
        self.path, self.faults = path, sorted(faults)


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells by column, stripped; `line` is the first of those it takes."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it is read: where each column stands, from 1, and its rows, once."""

    columns: Mapping[str, int]
    rows: Iterator[Row]


def read_sheet(path: Path, faults: list[Fault]) -> Sheet:
    """The rows that hold anything; what is wrong with a heading or a row joins `faults`. A column is named as in
    `column_name`.

    Raises:
        FaultsError: the file cannot be read as text.
    """
    lines = _lines(_opened(path), faults)
    line, heading = next(lines, (1, []))
    columns = _columns(line, heading, faults)
    return Sheet(columns, _rows(lines, columns, len(heading), faults))


def _rows(
    lines: Iterator[tuple[int, list[str]]], columns: Mapping[str, int], width: int, faults: list[Fault]
) -> Iterator[Row]:
    for line, cells in lines:
        if len(cells) != width:
            faults.append(Fault(line=line, sentence=f"{len(cells)} cells, where the heading has {width}."))
        elif any(cells):
            yield Row(line, {name: cells[at - 1] for name, at in columns.items()})


def column_name(heading: str) -> str:
    """A heading as columns are called: "Working hours", "working-hours" and "working_hours" are one."""
    return "_".join(heading.casefold().replace("-", " ").replace("_", " ").split())


def _opened(path: Path) -> TextIO:
    """The file as text. It is kept as bytes and read piece by piece."""
    raw = path.read_bytes()
    if raw.startswith(UTF_16):
        raise FaultsError(path, [Fault(sentence="It is UTF-16. Save it as UTF-8 or Windows-1252.")])
    first_wrong = 0
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            raw.decode(encoding)
        except UnicodeDecodeError as found:
            first_wrong = found.start
        else:
            return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")
    line = raw.count(b"\n", 0, first_wrong) + 1
    raise FaultsError(path, [Fault(line=line, sentence="A character that is neither UTF-8 nor Windows-1252.")])


def _lines(file: TextIO, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Each row's first line and its cells, without the spaces around them; rows without any cells are passed over."""
    heading = next(filter(str.strip, file), "")
    file.seek(0)
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            if cells:
                yield before + 1, [cell.strip() for cell in cells]
            before = reader.line_num
    except csv.Error as wrong:
        fault = f"A row that cannot be read ({wrong}); look at its quotation marks."
        faults.append(Fault(line=before + 1, sentence=fault))


def _columns(line: int, heading: list[str], faults: list[Fault]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, told in enumerate(heading, 1):
        name = column_name(told)
        if name in columns:
            faults.append(
                Fault(line=line, column=at, name=name, sentence=f"The same heading stands in column {columns[name]}.")
            )
        elif name:
            columns[name] = at
    return columns
