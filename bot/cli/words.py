"""`mentor-bot prompts …`: look after every word the bot says."""

import argparse
import sys
from pathlib import Path

from prompts.check import check
from prompts.preview import NothingToPreview, preview
from prompts.words import ROOT


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("prompts", help="check or preview what the bot says")
    tasks = parser.add_subparsers(required=True, metavar="TASK")
    checking = tasks.add_parser("check", help="name every fault: file, line, what is wrong, how to mend it")
    checking.add_argument("folder", nargs="?", type=Path, default=ROOT)
    checking.add_argument("--language")
    checking.set_defaults(do=do_check)
    showing = tasks.add_parser("preview", help="show one prompt or text as people read it")
    showing.add_argument("id", help="opening/first-meeting, or joined")
    showing.add_argument("--language", default="en")
    showing.set_defaults(do=do_preview)


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
