"""A process that delivers and does nothing else, made to be killed: the real delivery, storage, gateway and re-check."""

import asyncio
import logging
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bot.budgets import Limits
from bot.delivery import Delivery, Timing
from bot.outcomes import CRASHES
from bot.recheck import recheck
from bot.slack import SlackGateway
from storage import Keyring, Transaction, open_storage, outbox
from storage.dispatch import Change
from storage.held import Message
from storage.outbox import Draft, Lane, MessageState, ToPerson
from tests.chaos.gateways import MarkingFirst, gateway
from tests.chaos.plan import SharedClock, Strategy

KEYS = Keyring("9gqI6PQqDDmbtW3Wk3b0xiEKE7Qn0R4HbDN1hYyvJkM=")
READY, ASLEEP = b"r", b"s"
"""What a worker says, in one byte, which no kill can cut in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """All a worker is told."""

    database: str
    api: str
    token: str
    clock: SharedClock
    timing: Timing
    limits: Limits
    strategy: Strategy
    seed: str
    log: Path


def work(assignment: Assignment, says: Connection) -> None:
    """Deliver until SIGTERM. After SIGUSR1 it stands still once it has committed to sending something, unless SIGUSR2 comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is for whoever started this
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCONT})  # it wakes a stopped process all the same
    logging.basicConfig(filename=assignment.log, format="%(process)d %(asctime)s %(message)s", force=True)
    asyncio.run(_work(assignment, says))


class Sleeper:
    """Stands still between the durable "sending" and the call, the next time it gets there after being told to.

    It says so and waits for SIGCONT, so that whoever told it can kill or stop it exactly there.
    """

    def __init__(self, says: Connection) -> None:
        self._says = says
        self._is_told = self._has_begun = False

    def tell(self) -> None:
        self._is_told = True

    def never_mind(self) -> None:
        self._is_told = False

    def begins(self, messages: Sequence[Message]) -> None:
        """These are marked as being sent, in a transaction that is still open.

        A suspect goes by itself, and who dies of it twice more has found what kills bots: we aim at others.
        """
        self._has_begun = any(message.crashes < CRASHES - 2 for message in messages)

    def calls(self) -> None:
        """Somebody is about to call Slack, for the first time since that transaction."""
        if self._is_told and self._has_begun:
            self._is_told = False
            while signal.SIGCONT in signal.sigpending():
                signal.sigwait({signal.SIGCONT})  # from an earlier pause
            _say(self._says, ASLEEP)
            signal.sigwait({signal.SIGCONT})
        self._has_begun = False


async def _work(given: Assignment, says: Connection) -> None:
    loop, told_to_stop, sleeper = asyncio.get_running_loop(), asyncio.Event(), Sleeper(says)
    storage = await open_storage(given.database, keys=KEYS)
    storage.lock()
    slack = gateway(
        given.strategy, storage, given.clock, token=given.token, base_url=given.api, timeout=given.timing.http
    )

    async def look_again(tx: Transaction, messages: Sequence[Message]) -> Mapping[int, Change]:
        sleeper.begins(messages)
        if isinstance(slack, MarkingFirst):
            slack.begins(messages)
        return await recheck(tx, messages, given.clock.now())

    def to_slack(_workspace: str) -> SlackGateway:
        sleeper.calls()
        return slack

    delivery = Delivery(
        storage=storage,
        gateway=to_slack,
        clock=given.clock,
        recheck=look_again,
        on_undelivered=partial(_tell, given.clock),
        rng=Random(given.seed),  # noqa: S311  # it spreads retries, it guards nothing
        timing=given.timing,
        limits=given.limits,
    )
    loop.add_signal_handler(signal.SIGTERM, told_to_stop.set)
    loop.add_signal_handler(signal.SIGUSR1, sleeper.tell)
    loop.add_signal_handler(signal.SIGUSR2, sleeper.never_mind)
    loop.add_reader(says.fileno(), told_to_stop.set)  # nobody listens any more: whoever started this is gone
    _say(says, READY)
    delivering = asyncio.create_task(delivery.run())
    await told_to_stop.wait()
    await delivery.stop()
    await delivering
    await slack.close()
    await storage.close()


async def _tell(clock: SharedClock, tx: Transaction, message: Message, state: MessageState, _error: str) -> None:
    """Tell each person that something may not have reached their group, in the transaction in which that came out."""
    if state is not MessageState.MAYBE_SENT:
        return
    for member in message.members:
        draft = Draft(
            workspace=message.workspace,
            key=f"{message.key}:{member}",
            kind="maybe_not_reached",
            to=ToPerson(member),
            payload={"text": "Something may not have reached your group."},
            lane=Lane.NUDGE,
            due_at=clock.now(),
        )
        await outbox.add(tx, draft)


def _say(says: Connection, what: bytes) -> None:
    os.write(says.fileno(), what)
