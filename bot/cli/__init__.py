"""`mentor-bot`: one command for everything the person who runs the bot does."""

import argparse
import os
import sys
import zoneinfo
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

# Only the command that is asked for is imported: a health check should not wait for the whole bot.
COMMANDS = {
    "run": "bot.cli.run",
    "sandbox": "bot.cli.sandbox",
    "doctor": "bot.cli.doctor",
    "health": "bot.cli.health",
    "migrate": "bot.cli.migrate",
    "backup": "bot.cli.backup",
    "restore": "bot.cli.restore",
    "erase": "bot.cli.erase",
    "keys": "bot.cli.keys",
    "match": "bot.cli.match",
    "outbox": "bot.cli.outbox",
    "prompts": "bot.cli.words",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line asks, and end with its exit code."""
    use_pinned_time_zones()
    given = sys.argv[1:] if arguments is None else list(arguments)
    asked = parser_for(given).parse_args(given)
    try:
        code: int = asked.do(asked)
    except Exception as problem:
        from bot.cli.refusals import in_words

        sentence = in_words(problem)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        code = 2
    sys.exit(code)


def parser_for(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command that was given, or of all of them."""
    parser = argparse.ArgumentParser(prog="mentor-bot", description="Mentoring programmes inside team messaging.")
    parser.add_argument("--version", action="version", version=f"mentor-bot {version('mentor-bot')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in given[:1] if given and given[0] in COMMANDS else COMMANDS:
        module = import_module(COMMANDS[name])
        module.add_to(commands)
        commands.choices[name].description = module.__doc__
    return parser


def use_pinned_time_zones() -> None:
    """Let the pinned tzdata decide, here and in every process started from here, and never the machine's older copy."""
    os.environ["PYTHONTZPATH"] = ""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
