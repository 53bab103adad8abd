"""`mentor-bot match people.csv`: the best round for the people of a file, with reasons and proof, and without Slack."""

import argparse
import csv
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock

if TYPE_CHECKING:
    from bot.cli.match.rounds import Asked


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("match", help="find the best round for the people of a CSV file, without Slack")
    parser.add_argument("people", type=Path, help="the people, as docs/matching.md describes")
    parser.add_argument("--rules", type=Path, metavar="YAML", help="kind, dates, rules, weights, locks and bans")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the round for programs to read")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="write every allowed pair with its score")
    parser.add_argument("--seed", type=int, default=0, help="who comes first among equals (default: 0)")
    parser.set_defaults(do=do)


def do(asked: argparse.Namespace) -> int:
    # The products in scoring are small: a second thread costs more memory and waiting than it gains.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.cli.match.spreadsheet import FaultsError

    try:
        return match(asked)
    except FaultsError as wrong:
        for fault in wrong.faults:
            print(f"{wrong.path}: {fault}", file=sys.stderr)
        print(f"{len(wrong.faults)} to mend; nothing was matched.", file=sys.stderr)
    except BrokenPipeError:
        # Whoever reads has seen enough; Python would complain once more when it closes what it cannot write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as wrong:
        print(f"{wrong.filename}: {wrong.strerror}.", file=sys.stderr)
    return 2


def match(asked: argparse.Namespace) -> int:
    """Read, solve, and write what was asked for.

    Raises:
        FaultsError: a file cannot be used. OSError: a file cannot be opened.
    """
    from bot.cli.match.answer import write_answer
    from bot.cli.match.report import report
    from bot.cli.match.rounds import every_pair, solve
    from prompts.words import load_words

    question = question_of(asked)
    solved = solve(question)
    t = load_words().translator("en")
    if asked.json:
        with asked.json.open("w", encoding="utf-8") as out:
            write_answer(out, t, question, solved)
    if asked.scores:
        with asked.scores.open("w", encoding="utf-8", newline="") as out:
            table = csv.writer(out, lineterminator="\n")
            table.writerow(("a", "b", "score") if question.programme.kind.of_peers else ("mentor", "mentee", "score"))
            table.writerows(every_pair(question))
    for line in report(t, question, solved):
        print(line)
    return 0


def question_of(asked: argparse.Namespace) -> "Asked":
    """What the files ask for.

    Raises:
        FaultsError: a file cannot be used. OSError: a file cannot be opened.
    """
    from bot.cli.match.people import read_people
    from bot.cli.match.programme import read_programme
    from bot.cli.match.rounds import ask
    from bot.cli.match.spreadsheet import FaultsError

    programme = read_programme(asked.rules)
    people = read_people(asked.people)
    if strangers := programme.strangers(people.by_id):
        raise FaultsError(asked.rules, strangers)
    return ask(people, programme, asked.seed, Clock().now().date())
