"""`mentor-bot`: one command for everything the person who runs the bot does."""

import argparse
import sys
from collections.abc import Sequence

from bot.cli import run, sandbox, words

COMMANDS = (run, sandbox, words)


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line asks, and end with its exit code."""
    parser = argparse.ArgumentParser(prog="mentor-bot", description="Mentoring programmes inside team messaging.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    asked = parser.parse_args(arguments)
    sys.exit(asked.do(asked))
