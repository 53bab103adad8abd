"""Files for `mentor-bot match`: written as a spreadsheet would, run as a person would, and read as a checker would."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.cli import main

Rows = list[dict[str, str]]

ZONES = ("Europe/Copenhagen", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney")
HOURS = ("Mon-Fri 09:00-17:00", "08:00-12:00|13:00-16:30", "22:00-06:00", "Sat,Sun 10-18", "")
SKILLS = ("feedback", "leading", "python", "strategy", "writing")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run said and left behind."""

    code: object
    out: str
    err: str
    answer: dict[str, Any]
    scores: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder to put files in, and the command to run on them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def match(self, people: str | bytes | Rows, rules: str = "", *, seed: int = 0) -> Ended:
        file, told, answer, scores = (self.folder / name for name in ("p.csv", "r.yaml", "out.json", "scores.csv"))
        for old in (answer, scores):
            old.unlink(missing_ok=True)
        raw = people if isinstance(people, str | bytes) else table(people)
        file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
        told.write_text(rules, encoding="utf-8")
        wanted = ["--json", str(answer), "--scores", str(scores), "--seed", str(seed)]
        with pytest.raises(SystemExit) as end:
            main(["match", str(file), "--rules", str(told), *wanted])
        said = self.capsys.readouterr()
        return Ended(
            end.value.code,
            said.out,
            said.err,
            json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else {},
            _scores(scores) if scores.exists() else {},
        )


def _scores(path: Path) -> dict[tuple[str, str], int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(one, other): int(score) for one, other, score in list(csv.reader(file))[1:]}


def table(rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> str:
    """Rows as a CSV file; the first row names the columns."""
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def company(size: int, seed: int) -> Rows:
    """So many fictional people, with every column, some of it unknown."""
    random = Random(seed)  # noqa: S311  # seeded: a test, not a secret
    ids = [f"p{number}" for number in range(size)]

    def some(values: Iterable[str], most: int) -> list[str]:
        values = list(values)
        return random.sample(values, random.randint(0, min(most, len(values))))

    def row(number: int) -> dict[str, str]:
        others = [other for other in ids if other != ids[number]]
        roles = random.choice(["mentor", "mentee", "mentee", "both"])
        return {
            "id": ids[number],
            "name": f"Person {number}",
            "roles": roles,
            "capacity": random.choice(["", "1", "2", "3"]),
            "department": random.choice(["", "Care", "Finance", "IT"]),
            "team": random.choice(["", *(f"Team {n}" for n in range(size // 3 + 1))]),
            "site": random.choice(["", "Aarhus", "Accra"]),
            "country": random.choice(["", "DK", "GH"]),
            "manager": random.choice(["", "-", "outside", *others]),
            "level": random.choice(["", "1", "2", "3", "4"]),
            "languages": "|".join(some(["da", "en", "fr"], 2)),
            "zone": random.choice(ZONES[: 2 + number % 4]),
            "working_hours": random.choice(HOURS),
            "goals": "|".join(some(SKILLS, 3)),
            "offers": "|".join(f"{skill}{random.choice(['', ':2', ':5'])}" for skill in some(SKILLS, 3)),
            "interests": "|".join(some(["chess", "choir", "cycling"], 3)),
            "industry": random.choice(["", "health", "energy"]),
            "style": random.choice(["", "listening", "challenging"]),
            "wishes": "|".join(some(others, 3)),
            "not_with": "|".join(some(others, 1)),
            "previous": "|".join(some(others, 1)),
            "on_leave": random.choice(["no"] * 9 + ["yes"]),
            "waited": random.choice(["", "", "yes"]),
            "wanted": random.choice(["", "projektledelse i praksis", "to lead a team"]),
            "offered": random.choice(["", "ledelse", "I have led teams"]),
        }

    return [row(number) for number in range(size)]
