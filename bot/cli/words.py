"""`mentor-bot prompts …`: look after every word the bot says."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from prompts.check import Cell, check, coverage
from prompts.preview import NothingToPreview, preview
from prompts.words import ROOT


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("prompts", help="check, preview or count what the bot says")
    tasks = parser.add_subparsers(required=True, metavar="TASK")
    checking = tasks.add_parser("check", help="name every fault: file, line, what is wrong, how to mend it")
    checking.add_argument("folder", nargs="?", type=Path, default=ROOT)
    checking.add_argument("--language")
    checking.set_defaults(do=do_check)
    showing = tasks.add_parser("preview", help="show one prompt or text as people read it")
    showing.add_argument("id", help="opening/first-meeting, or joined")
    showing.add_argument("--language", default="en")
    showing.set_defaults(do=do_preview)
    counting = tasks.add_parser("coverage", help="count the prompts each reader can get, and show the holes")
    counting.add_argument("folder", nargs="?", type=Path, default=ROOT)
    counting.set_defaults(do=do_coverage)


def do_check(asked: argparse.Namespace) -> int:
    faults = check(asked.folder, asked.language)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} to mend." if faults else "Every word is in order.")
    return 1 if faults else 0


def do_preview(asked: argparse.Namespace) -> int:
    try:
        print(preview(asked.id, asked.language))
    except NothingToPreview as nothing:
        print(nothing, file=sys.stderr)
        return 1
    return 0


def do_coverage(asked: argparse.Namespace) -> int:
    cells = coverage(asked.folder)
    print(table(cells))
    holes = sum(cell.is_hole for cell in cells)
    print(f"{holes} to fill." if holes else "Every reader has something to read at every stage.")
    return 1 if holes else 0


def table(cells: Sequence[Cell]) -> str:
    """A line for each kind, reader and stage, and a column for each language; nothing at all is written as a dash."""
    languages = list(cells[0].prompts) if cells else []
    rows = [("kind", "reader", "stage", *languages)]
    rows += [
        (cell.kind, cell.audience, cell.stage, *(str(count or "-") for count in cell.prompts.values()))
        for cell in cells
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
