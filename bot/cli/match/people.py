"""The people of a CSV file, read whole or not at all: every fault is named with its line, its column and what is allowed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.cli.match import hours
from bot.cli.match.hours import Window
from bot.cli.match.spreadsheet import Fault, FaultsError, Row, Sheet, read_sheet
from mentoring.rules.availability import is_zone
from mentoring.rules.matching.values import Candidate

ROLES = {
    "mentor": {"mentor"},
    "mentee": {"mentee"},
    "both": {"mentor", "mentee"},
    "peer": {"peer"},
    "none": set[str](),
}
"""What a role in a file means; "none" is somebody who is only there as others' manager."""
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
NOBODY_ABOVE = "-"
SEPARATORS = "|;"
MOST_MENTEES = 99
MOST_LEVEL = 999
LONGEST_TEXT = 3_000

Cells = dict[str, Any]
"""What a row tells, by column: only what is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row: `about` has no places and no working weeks yet, since both depend on the programme."""

    line: int
    name: str
    roles: frozenset[str]
    capacity: int | None
    nobody_above: bool
    zone: str | None
    hours: tuple[Window, ...]
    mentees: frozenset[str]
    about: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody in a file by id, which columns it has, and which headings mean nothing to us."""

    by_id: Mapping[str, Person]
    columns: frozenset[str]
    not_read: tuple[str, ...]


def read_people(path: Path) -> People:
    """Everybody in the file.

    Raises:
        FaultsError: something in it cannot be read, or refers to nobody.
    """
    faults: list[Fault] = []
    sheet = read_sheet(path, faults)
    faults += [
        Fault(line=1, sentence=f"There is no column {name!r}, and every file needs one.")
        for name in REQUIRED
        if name not in sheet.columns
    ]
    if faults:
        raise FaultsError(path, faults)
    by_id: dict[str, Person] = {}
    for row in sheet.rows:
        cells = _told(row, sheet, faults)
        if (first := by_id.get(cells.get("id", ""))) is not None:
            faults.append(_fault(row.line, sheet, "id", f"{first.about.id!r} already stands in line {first.line}."))
        elif "id" in cells:
            by_id[cells["id"]] = _person(row.line, cells)
    for person in by_id.values():
        faults.extend(_strangers(person, by_id, sheet))
    if faults:
        raise FaultsError(path, faults)
    not_read = tuple(name for name in sheet.columns if name not in READERS)
    return People(by_id=by_id, columns=frozenset(sheet.columns), not_read=not_read)


def _told(row: Row, sheet: Sheet, faults: list[Fault]) -> Cells:
    """What the row tells; a cell that cannot be read is a fault."""
    cells: Cells = {}
    for name, text in row.cells.items():
        if not text:
            if name in REQUIRED:
                faults.append(_fault(row.line, sheet, name, f"It is empty; allowed: {READERS[name][1]}."))
        elif name in READERS:
            read, allowed = READERS[name]
            try:
                cells[name] = read(text)
            except ValueError as wrong:
                faults.append(_fault(row.line, sheet, name, f"{wrong}; allowed: {allowed}."))
    return cells


def _fault(line: int, sheet: Sheet, name: str, sentence: str) -> Fault:
    return Fault(line=line, column=sheet.columns[name], name=name, sentence=sentence)


def _strangers(person: Person, by_id: Mapping[str, Person], sheet: Sheet) -> Iterator[Fault]:
    """Ids that are nobody's, and people named to themselves. Managers may be outside the file."""
    about = person.about
    named = {"wishes": about.wants, "not_with": sorted(about.not_with), "previous": sorted(about.earlier_partners)}
    named["mentees"] = sorted(person.mentees)
    for name, ids in named.items():
        for each in ids:
            if each not in by_id:
                yield _fault(person.line, sheet, name, f"Nobody in the file has the id {each!r}.")
            elif each == about.id:
                yield _fault(person.line, sheet, name, "It names the person's own id.")
    if about.manager == about.id:
        yield _fault(person.line, sheet, "manager", "It names the person's own id.")


def _person(line: int, cells: Cells) -> Person:
    offers: dict[str, int | None] = cells.get("offers", {})
    manager = cells.get("manager")
    return Person(
        line=line,
        name=str(cells.get("name", cells["id"])),
        roles=cells.get("roles", frozenset()),
        capacity=cells.get("capacity"),
        nobody_above=manager == NOBODY_ABOVE,
        zone=cells.get("zone"),
        hours=cells.get("working_hours", ()),
        mentees=_set(cells.get("mentees", ())),
        about=Candidate(
            id=cells["id"],
            manager=None if manager == NOBODY_ABOVE else manager,
            goals_wanted=cells.get("goals", ()),
            goals_offered=_set(tuple(offers)),
            skill_levels=tuple((skill, level) for skill, level in offers.items() if level is not None),
            languages=_set(cells.get("languages", ())),
            interests=_set(cells.get("interests", ())),
            wants=cells.get("wishes", ()),
            not_with=_set(cells.get("not_with", ())),
            earlier_partners=_set(cells.get("previous", ())),
            free_wanted=cells.get("wanted", ""),
            free_offered=cells.get("offered", ""),
            on_leave=cells.get("on_leave", False),
            unmatched_last_time=cells.get("waited", False),
            **{name: cells[name] for name in PLAIN if name in cells},
        ),
    )


def _line(text: str) -> str:
    """A name on one line, without what a terminal would act on."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _id(text: str) -> str:
    if text == NOBODY_ABOVE or any(c in SEPARATORS or not c.isprintable() for c in text):
        raise ValueError(f"{text!r} is not an id")
    return _line(text)


def _manager(text: str) -> str:
    return text if text == NOBODY_ABOVE else _id(text)


@lru_cache(maxsize=4096)
def _list(text: str) -> tuple[str, ...]:
    """What stands between the separators, each once."""
    for separator in SEPARATORS[1:]:
        text = text.replace(separator, SEPARATORS[0])
    return tuple(dict.fromkeys(filter(None, map(_line, text.split(SEPARATORS[0])))))


@lru_cache(maxsize=4096)
def _set(items: tuple[str, ...]) -> frozenset[str]:
    """Equal sets are one, since thousands of people tell the same."""
    return frozenset(items)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """A word as it is compared: "Ward 4" and "ward  4" are one."""
    return _line(text).casefold()


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_plain, _list(text))))


@lru_cache
def _roles(text: str) -> frozenset[str]:
    roles = set[str]()
    for word in _words(text):
        if word not in ROLES:
            raise ValueError(f"{word!r} is not a role")
        roles |= ROLES[word]
    return frozenset(roles)


def _offers(text: str) -> dict[str, int | None]:
    """Skills, and how far along somebody is in each: "python:3"."""
    offers: dict[str, int | None] = {}
    for told in _words(text):
        skill, colon, level = told.rpartition(":")
        if not colon or not level.strip().lstrip("-").isdecimal():
            offers[told] = None
        elif 1 <= int(level) <= 5 and skill.strip():
            offers[skill.strip()] = int(level)
        else:
            raise ValueError(f"{told!r} has a level that is not from 1 to 5")
    return offers


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.lstrip("-").isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"{text!r} is not such a number")
        return int(text)

    return read


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in YES | NO:
        raise ValueError(f"{text!r} is neither")
    return text.casefold() in YES


def _zone(text: str) -> str:
    if not is_zone(text):
        raise ValueError(f"{text!r} is not a time zone")
    return text


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"It has {len(text):,} characters")
    return text


_A_LIST = "a list with | between its items"
_IDS = f"ids that stand in the file, {_A_LIST}"
_WORD = "any text"

READERS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "id": (_id, "any text without | and ;, each once"),
    "name": (_line, _WORD),
    "roles": (_roles, f"{', '.join(ROLES)}, or several with | between them"),
    "capacity": (_number(0, MOST_MENTEES), f"a whole number from 0 to {MOST_MENTEES}"),
    "department": (_plain, _WORD),
    "team": (_plain, _WORD),
    "site": (_plain, _WORD),
    "country": (_plain, _WORD),
    "manager": (_manager, f"one id, which may be outside the file, or {NOBODY_ABOVE} for nobody"),
    "level": (_number(-MOST_LEVEL, MOST_LEVEL), f"a whole number from {-MOST_LEVEL} to {MOST_LEVEL}"),
    "languages": (_words, _A_LIST),
    "zone": (_zone, "an IANA name such as Europe/Copenhagen"),
    "working_hours": (hours.read_windows, hours.ALLOWED),
    "goals": (_words, f"{_A_LIST}, the most wanted first"),
    "offers": (_offers, f"{_A_LIST}, each with a level from 1 to 5 if you like: python:3"),
    "interests": (_words, _A_LIST),
    "industry": (_plain, _WORD),
    "style": (_plain, _WORD),
    "wishes": (_list, f"{_IDS}, the dearest first"),
    "not_with": (_list, _IDS),
    "previous": (_list, _IDS),
    "mentees": (_list, _IDS),
    "on_leave": (_yes_or_no, "yes or no"),
    "waited": (_yes_or_no, "yes or no"),
    "wanted": (_text, f"up to {LONGEST_TEXT:,} characters"),
    "offered": (_text, f"up to {LONGEST_TEXT:,} characters"),
}
"""How each column is read, and what it may hold."""
REQUIRED = ("id", "roles")
PLAIN = ("department", "team", "site", "country", "level", "industry", "style")
"""The columns that are a candidate's facts as they stand."""
