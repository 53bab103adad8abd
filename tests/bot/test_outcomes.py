"""What becomes of a message after each thing that can happen to it: how long it waits, and that not all wait alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import mean
from typing import Any

import pytest

from bot.outcomes import TRIES, Outcomes, Patience
from bot.slack import DefiniteError
from storage.dispatch import Change
from storage.held import Message
from storage.outbox import Lane, MessageState, Target

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SOMEBODYS = Message(
    id=1,
    fence=1,
    workspace="T1",
    key="k",
    kind="test",
    lane=Lane.NUDGE,
    line="person:U1",
    marker="m",
    markers_within=(),
    state=MessageState.SENDING,
    target=Target.PERSON,
    slack_id="U1",
    conversation_id=None,
    members=(),
    channel="D1",
    replaces_ts=None,
    payload={},
    relationship_id=None,
    enrolment_id=None,
    due_at=NOW,
    not_after=None,
    first_tried_at=None,
    tries=0,
    crashes=0,
    looks=0,
)
PATIENCE = Patience()


def outcomes(seed: int) -> Outcomes:
    return Outcomes(Random(seed), PATIENCE)  # noqa: S311  # it spreads retries, it guards nothing


def waits(change: Change) -> float:
    assert change.ready_at is not None
    return (change.ready_at - NOW).total_seconds()


@pytest.mark.parametrize("tries", range(TRIES - 1))
def test_after_each_failure_it_waits_a_random_while_of_up_to_four_times_as_long(tries: int) -> None:
    failed, message = DefiniteError("internal"), replace(SOMEBODYS, tries=tries)
    longest = min(2.0 * 4 ** (tries + 1), PATIENCE.longest)

    taken = [waits(outcomes(seed).refused(message, failed, now=NOW)) for seed in range(200)]

    assert 0 <= min(taken) < longest / 10
    assert longest * 9 / 10 < max(taken) <= longest
    assert longest * 0.4 < mean(taken) < longest * 0.6, "any moment is as likely as another"


def test_what_was_not_found_goes_again_at_a_random_moment_too() -> None:
    message = replace(SOMEBODYS, state=MessageState.UNKNOWN, looks=1, tries=1)

    taken = [waits(outcomes(seed).not_found(message, now=NOW)) for seed in range(200)]

    assert len(set(taken)) == len(taken)
    assert max(taken) <= 8


def test_nobody_comes_back_sooner_than_slack_asked_nor_all_at_the_same_moment() -> None:
    limited = DefiniteError("ratelimited", retry_after=30, method="chat.postMessage")

    posted = [waits(outcomes(seed).refused(SOMEBODYS, limited, now=NOW)) for seed in range(50)]
    looked = [waits(outcomes(seed).look_failed(SOMEBODYS, limited, now=NOW)) for seed in range(50)]

    assert min(*posted, *looked) >= 30
    assert len(set(posted)) == len(set(looked)) == 50


@pytest.mark.parametrize(
    ("happened", "seconds"),
    [
        (lambda judge: judge.in_doubt(SOMEBODYS, "TimeoutError", now=NOW), 30),
        (lambda judge: judge.left_behind(SOMEBODYS, now=NOW), 30),
        (lambda judge: judge.not_found(replace(SOMEBODYS, state=MessageState.UNKNOWN), now=NOW), 15),
    ],
    ids=["no answer", "a killed bot", "not found at once"],
)
def test_slack_has_time_to_show_what_it_took_before_it_is_looked_for(happened: Any, seconds: int) -> None:
    change = happened(outcomes(1))

    assert change.state is MessageState.UNKNOWN
    assert change.ready_at == NOW + timedelta(seconds=seconds)
