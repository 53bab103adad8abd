"""Seven virtual days, three workers, a hundred messages, and whatever can go wrong: nothing lost, nobody twice.

`SIMULATED_WEEKS=500` lives through as many weeks; twenty without it.
"""

import os
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.delivery import Delivery
from storage.outbox import Lane, MessageState
from tests.simulation.week import live_through
from tests.simulation.workload import MONDAY, PEOPLE, Planned

SEEDS = range(int(os.environ.get("SIMULATED_WEEKS", "20")))
SEND_AGAIN = """
    CREATE TRIGGER naive AFTER UPDATE ON outbox WHEN NEW.state IN ('unknown', 'maybe_sent')
    BEGIN UPDATE outbox SET state = 'pending' WHERE id = NEW.id; END;
"""
MARK_FIRST = """
    CREATE TRIGGER naive AFTER UPDATE ON outbox WHEN NEW.state = 'sending'
    BEGIN UPDATE outbox SET state = 'sent' WHERE id = NEW.id; END;
"""

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_goes_wrong_each_message_comes_once_and_in_order(
    seed: int, sqlite_template: Path, tmp_path: Path
) -> None:
    verdict, world = live_through(seed, sqlite_template, tmp_path)

    assert not verdict.problems, f"To see it again: .venv/bin/python -m tests.simulation.week {seed}"
    assert world.struck["killed"] >= 3, "Too little happened for this to say anything"
    assert world.network.struck.total() >= 20, "Too little went wrong for this to say anything"


def test_where_nothing_goes_wrong_nothing_is_in_doubt(sqlite_template: Path, tmp_path: Path) -> None:
    verdict, world = live_through(0, sqlite_template, tmp_path, is_calm=True)

    assert not verdict.problems
    assert verdict.ends[MessageState.MAYBE_SENT] == 0
    assert set(world.logged) <= {"message_not_delivered"}


def test_a_seed_tells_the_same_story_again(sqlite_template: Path, tmp_path: Path) -> None:
    first, _ = live_through(4, sqlite_template, tmp_path, count=25)
    second, _ = live_through(4, sqlite_template, tmp_path, count=25)

    assert first == second
    assert f"trace {first.fingerprint}" in told_by_a_process_with_other_hashes(4, 25)


@pytest.mark.parametrize(
    ("naively", "complaint"),
    [(SEND_AGAIN, "sent and 2 times in Slack"), (MARK_FIRST, "sent and 0 times in Slack")],
    ids=["send again what is in doubt", "mark before sending"],
)
def test_it_would_notice_a_naive_strategy(naively: str, complaint: str, sqlite_template: Path, tmp_path: Path) -> None:
    weeks = (live_through(seed, sqlite_template, tmp_path, twist=naively, count=50) for seed in SEEDS)

    assert any(complaint in problem for verdict, _ in weeks for problem in verdict.problems)


def test_slow_lanes_are_not_starved(sqlite_template: Path, tmp_path: Path) -> None:
    storm = [_due_at_once(f"answer {number:03}", number, Lane.INTERACTIVE) for number in range(120)]
    patient = [
        _due_at_once(f"{lane.name} {number}", number, lane) for lane in (Lane.NUDGE, Lane.BULK) for number in (0, 1)
    ]
    few_at_a_time = partial(Delivery, in_flight=3)

    verdict, world = live_through(
        0, sqlite_template, tmp_path, is_calm=True, messages=storm + patient, make_delivery=few_at_a_time
    )

    assert not verdict.problems
    came = {post["text"]: ts for each in world.slack.state.conversations.values() for ts, post in each.messages.items()}
    last_answer = max(came[each.key] for each in storm)
    assert all(came[each.key] < last_answer for each in patient)


def _due_at_once(key: str, number: int, lane: Lane) -> Planned:
    nine = MONDAY + timedelta(hours=9)
    return Planned(key=key, to=PEOPLE[number % len(PEOPLE)], lane=lane, added_at=nine, due_at=nine)


def told_by_a_process_with_other_hashes(seed: int, count: int) -> str:
    telling = [sys.executable, "-m", "tests.simulation.week", f"{seed}", "--messages", f"{count}"]
    environment = os.environ | {"PYTHONHASHSEED": "11", "PYTHONTZPATH": ""}
    return subprocess.run(telling, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603  # ourselves
