"""`mentor-bot keys …`: the keys that seal what people wrote."""

import argparse
import sys

from storage import Keyring


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("keys", help="make an encryption key")
    tasks = parser.add_subparsers(required=True, metavar="TASK")
    making = tasks.add_parser("new", help="print a new key, for MENTOR_KEYS")
    making.set_defaults(do=do_new)


def do_new(asked: argparse.Namespace) -> int:
    """The key alone goes to standard output, so that it can be piped into a safe."""
    del asked
    print(Keyring.generate())
    print("Put it in front of the keys you have, separated by a comma, and keep a copy apart.", file=sys.stderr)
    return 0
