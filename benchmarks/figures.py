"""Figures beside their goals: a table for people, `--json` for machines, `--check` for CI."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure; without a goal it is there for the reader. `at_most` turns round for "at least"."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_most: bool = True

    @property
    def is_met(self) -> bool:
        if self.goal is None:
            return True
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def row(self) -> str:
        goal = "" if self.goal is None else f"{'≤' if self.at_most else '≥'} {self.goal:g} {self.unit}"
        verdict = "" if self.goal is None else ("met" if self.is_met else "MISSED")
        return f"{self.name:<58} {self.value:>10.4g} {self.unit:<6} {goal:<14} {verdict}"


def at_least(name: str, value: float, unit: str, goal: float) -> Figure:
    """A figure that must reach its goal."""
    return Figure(name=name, value=value, unit=unit, goal=goal, at_most=False)


def at_most(name: str, value: float, unit: str, goal: float) -> Figure:
    """A figure that must stay within its goal."""
    return Figure(name=name, value=value, unit=unit, goal=goal)


def options(description: str) -> argparse.ArgumentParser:
    """The options that every benchmark takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--check", action="store_true", help="end with 1 when a goal is missed")
    return parser


def report(figures: Sequence[Figure], asked: argparse.Namespace) -> None:
    """Print all figures, and end the program as asked."""
    if asked.json:
        print(json.dumps([asdict(figure) | {"met": figure.is_met} for figure in figures], indent=2))
    else:
        print("\n".join(figure.row() for figure in figures))
    sys.exit(1 if asked.check and not all(figure.is_met for figure in figures) else 0)
