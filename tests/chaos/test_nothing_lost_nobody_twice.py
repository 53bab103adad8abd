"""Real workers, really killed, on both databases, against a local Slack that fails in every way it can.

The long run, with the same harness, is benchmarks/chaos.py.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.models.delivery import MessageState
from tests.chaos.harness import Mishap, Outcome, run
from tests.chaos.plan import Plan, Strategy
from tests.chaos.servers import Server, server

pytestmark = pytest.mark.slow
SEED = 20260302


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    with server() as running:
        yield running


def assert_kept(outcome: Outcome) -> None:
    """What is promised: each message arrived once and in order, but for those that a person was told may have not."""
    verdict = outcome.verdict
    assert (verdict.lost, verdict.doubled, verdict.out_of_order, verdict.doubtful_to_people) == ((), (), (), ())
    assert verdict.states.keys() <= {MessageState.SENT, MessageState.MAYBE_SENT}, "and none was put aside"


async def test_one_worker_on_sqlite(tmp_path: Path) -> None:
    plan = Plan(seed=SEED, messages=200, kills=8, pauses=2)

    outcome = await run(plan, f"sqlite:///{tmp_path}/mentor.sqlite", tmp_path)

    assert_kept(outcome)
    assert outcome.happened == {
        Mishap.KILL: 5,
        Mishap.KILL_WHEN_SENDING: 3,
        Mishap.PAUSE: 1,
        Mishap.PAUSE_WHEN_SENDING: 1,
    }
    assert outcome.ends == {-9: 8, 0: 1}, "no worker died of itself, and the last stopped when asked to"
    assert outcome.recovery


async def test_three_workers_on_postgresql(postgresql: Server, tmp_path: Path) -> None:
    plan = Plan(seed=SEED, messages=300, workers=3, kills=8, pauses=4, restarts=2)

    outcome = await run(plan, postgresql.new_database(), tmp_path, restart=postgresql.restart)

    assert_kept(outcome)
    assert outcome.happened == {
        Mishap.KILL: 5,
        Mishap.KILL_WHEN_SENDING: 3,
        Mishap.PAUSE: 2,
        Mishap.PAUSE_WHEN_SENDING: 2,
        Mishap.RESTART: 2,
    }
    assert outcome.ends == {-9: 8, 0: 3}
    assert outcome.recovery


async def test_what_kills_every_worker_is_put_aside_and_harms_nothing_else(tmp_path: Path) -> None:
    plan = Plan(seed=SEED, messages=60, poisonous=2, strategy=Strategy.POISONED)

    outcome = await run(plan, f"sqlite:///{tmp_path}/mentor.sqlite", tmp_path)

    verdict = outcome.verdict
    assert (verdict.lost, verdict.doubled, verdict.out_of_order, verdict.doubtful_to_people) == ((), (), (), ())
    assert verdict.states[MessageState.DEAD] == 2
    assert verdict.dead == {"quarantined": 2}
    assert outcome.ends[-9] <= 2 * 4


async def test_sending_again_when_a_lease_runs_out_is_seen_to_double(tmp_path: Path) -> None:
    plan = Plan(seed=SEED, messages=80, kills=3, strategy=Strategy.RESEND)

    outcome = await run(plan, f"sqlite:///{tmp_path}/mentor.sqlite", tmp_path)

    assert outcome.verdict.doubled
    assert not outcome.verdict.lost


async def test_noting_a_message_as_sent_before_sending_it_is_seen_to_lose(tmp_path: Path) -> None:
    plan = Plan(seed=SEED, messages=80, kills=3, strategy=Strategy.MARK_FIRST)

    outcome = await run(plan, f"sqlite:///{tmp_path}/mentor.sqlite", tmp_path)

    assert outcome.verdict.lost
    assert not outcome.verdict.doubled
