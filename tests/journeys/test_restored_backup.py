"""A week is lost and lived again: a backup is put back, and nobody in Slack reads anything twice, nor misses anything."""

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.app import Bot
from bot.cli.sandbox import SandboxClock
from bot.clock import SettableClock
from bot.manifest import manifest
from bot.settings import Settings
from sandbox.faults import Fault
from sandbox.reading import visible_text
from sandbox.server import LocalSlack
from sandbox.state import ConversationKind
from storage import Keyring, backup, inbox, sqlite_file
from storage.installation import BACKED_UP_AT
from storage.models.delivery import MessageState, Outgoing
from storage.models.journey import Meeting, Nudge
from storage.restoring import Restoration, restore
from storage.states import Kind, NudgeState, Role
from tests.handlers.test_publish_on_a_date import set_date, with_a_draft
from tests.mentoring.journeying import Somebody, begin
from tests.town import KEYS, MONDAY, TEXTS, WORKER, Town

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAIR = (Somebody(id="U0MIA001", role=Role.MENTEE), Somebody(id="U0JONAS1", role=Role.MENTOR))
PEERS = tuple(Somebody(id=id_, role=Role.PEER) for id_ in ("U0EMIL01", "U0SOFIE1", "U0LARS01", "U0FATIMA"))


@dataclass(kw_only=True)
class Machine:
    """Where the bot's database is, and the Slack it talks to; bots come and go."""

    slack: LocalSlack
    clock: SettableClock
    shared: SandboxClock
    settings: Settings

    @property
    def database(self) -> Path:
        assert self.settings.database_file is not None
        return self.settings.database_file

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Town]:
        async with Bot(self.settings, self.clock, texts=TEXTS, worker=WORKER) as bot:
            self.shared.bot = bot
            await bot.directory_filled.wait()
            yield Town(slack=self.slack, bot=bot, clock=self.clock)
            self.shared.bot = None

    async def put_back(self, file: Path) -> Restoration:
        ledger = self.database.with_suffix(".erasures")
        return await restore(file, self.database, keys=Keyring(KEYS), ledger=ledger, now=self.clock.now())


@asynccontextmanager
async def a_machine(template: Path, directory: Path) -> AsyncIterator[Machine]:
    clock = SettableClock(MONDAY)
    shared = SandboxClock(clock)
    async with LocalSlack(clock=shared, manifest=manifest()) as slack:
        shutil.copy(template, directory / "mentor-bot.sqlite3")
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it; its plugin-less types do not say so
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
            database_url=f"sqlite:///{directory / 'mentor-bot.sqlite3'}",
            mentor_keys=SecretStr(KEYS),
            mentor_backups_dir="off",
        )
        yield Machine(slack=slack, clock=clock, shared=shared, settings=settings)


def markers_in(slack: LocalSlack, *kinds: ConversationKind) -> Counter[str]:
    """How often each message of the bot stands in Slack, by all that it says."""
    return Counter(
        marker
        for conversation in slack.state.conversations.values()
        if conversation.kind in kinds
        for message in conversation.messages.values()
        if message["user"] == slack.state.app_user and "metadata" in message
        for marker in {
            message["metadata"]["event_payload"]["key"],
            *message["metadata"]["event_payload"].get("within", "").split(),
        }
    )


EVERYWHERE = (ConversationKind.IM, ConversationKind.GROUP)


async def live_until_the_backup(town: Town, place: Path) -> Path:
    """A pair and a group are under way, and a round has a date on which it is published."""
    await begin(town.bot.storage, PAIR, began=MONDAY, coordinator="U0ANNA01", contact="U0BENT01")
    await begin(town.bot.storage, PEERS, Kind.PEER_GROUP, began=MONDAY, coordinator="U0KIRST1", contact="U0BENT01")
    grace = await with_a_draft(town)
    await set_date(town, grace, "2026-03-18")
    await town.travel(days=11)
    return (await backup.make(town.bot.storage, place, town.clock.now())).file


def words_in(slack: LocalSlack) -> Counter[tuple[str, str]]:
    """How often each conversation shows the same words of the bot."""
    return Counter(
        (conversation.id, visible_text(message))
        for conversation in slack.state.conversations.values()
        for message in conversation.messages.values()
        if message["user"] == slack.state.app_user
    )


@pytest.mark.parametrize("history", ["at once", "late and failing"])
async def test_a_lost_week_repeats_nothing_and_loses_nothing(
    sqlite_template: Path, tmp_path: Path, history: str
) -> None:
    async with a_machine(sqlite_template, tmp_path) as machine:
        async with machine.bot() as town:
            file = await live_until_the_backup(town, tmp_path / "backups")
            before = markers_in(machine.slack, *EVERYWHERE)
            await town.travel(days=7)
        week = markers_in(machine.slack, *EVERYWHERE)
        assert week.total() > before.total() + 7, "The week that is lost is a full one"

        done = await machine.put_back(file)
        assert done.doubted.nudges >= 5
        if history == "late and failing":
            machine.slack.faults.at_random("conversations.history", Fault.SERVER_ERROR, 0.3)
            machine.slack.faults.at_random("conversations.history", Fault.STALE, 0.3, seconds=2)
        async with machine.bot() as town:
            await town.travel(hours=3)
            lived_again = markers_in(machine.slack, *EVERYWHERE)
            assert max(words_in(machine.slack).values()) == 1
            assert {marker: count for marker, count in lived_again.items() if count > 1} == {}
            assert lived_again.keys() >= week.keys()
            await town.travel(days=21)
            await nothing_waits_and_what_was_sent_is_there(town)
        assert max(markers_in(machine.slack, *EVERYWHERE).values()) == 1
        assert markers_in(machine.slack, *EVERYWHERE).total() > lived_again.total() + 7, "And life goes on"


async def test_a_file_that_is_simply_copied_back_would_repeat_itself(sqlite_template: Path, tmp_path: Path) -> None:
    async with a_machine(sqlite_template, tmp_path) as machine:
        async with machine.bot() as town:
            file = await live_until_the_backup(town, tmp_path / "backups")
            await town.travel(days=7)
        shutil.copy(file, machine.database)
        with sqlite_file.connected(machine.database) as connection:  # else no bot would start on it
            connection.execute("DELETE FROM installation_facts WHERE name = ?", (BACKED_UP_AT,))
        async with machine.bot() as town:
            await town.travel(hours=3)
        assert max(markers_in(machine.slack, *EVERYWHERE).values()) == 2


async def test_a_group_is_not_told_again_who_left_in_the_lost_week(sqlite_template: Path, tmp_path: Path) -> None:
    async with a_machine(sqlite_template, tmp_path) as machine:
        async with machine.bot() as town:
            await begin(
                town.bot.storage, PEERS, Kind.PEER_GROUP, began=MONDAY, coordinator="U0KIRST1", contact="U0BENT01"
            )
            await town.travel(days=1)
            file = (await backup.make(town.bot.storage, tmp_path / "backups", town.clock.now())).file
            await machine.slack.change_person(PEERS[0].id, deleted=True)
            await town.travel(days=2)
        told = words_in(machine.slack)
        assert any("jeres gruppes nye samtale" in words for _, words in told)
        await machine.put_back(file)
        async with machine.bot() as town:
            await town.travel(days=2)
        again = words_in(machine.slack)
        assert {words: count for words, count in again.items() if count > 1} == {}


async def test_a_question_from_the_lost_week_can_still_be_answered(sqlite_template: Path, tmp_path: Path) -> None:
    async with a_machine(sqlite_template, tmp_path) as machine:
        async with machine.bot() as town:
            file = await live_until_the_backup(town, tmp_path / "backups")
            await town.travel(days=7)
        await machine.put_back(file)
        async with machine.bot() as town:
            await town.travel(hours=3)
            mia = town.person("Mia")
            question = next(message for message in reversed(mia.messages) if "check_in.met" in str(message))
            await mia.press("check_in.met", message=question)
            await town.settle()
            async with town.bot.storage.read() as tx:
                assert (await tx.scalars(select(Meeting.relationship_id))).all() == [1]


async def test_what_was_being_answered_is_not_answered_again(sqlite_template: Path, tmp_path: Path) -> None:
    async with a_machine(sqlite_template, tmp_path) as machine:
        async with machine.bot() as town:
            mia = town.person("Mia")
            channel = await town.bot.gateway.open_direct(mia.id)
            async with town.bot.storage.transaction() as tx:
                event = a_direct_message(town, mia.id, channel, "hello")
                await inbox.keep(
                    tx, workspace=event["team_id"], event_id="Ev1", payload=event, now=town.clock.now(), lease=60
                )
            file = (await backup.make(town.bot.storage, tmp_path / "backups", town.clock.now())).file
            await town.bot.take_over_events(all_of_them=True)
            await town.settle()
            assert len(mia.messages) == 1
        await machine.put_back(file)
        async with machine.bot() as town:
            await town.travel(hours=1)
            assert len(town.person("Mia").messages) == 1
            async with town.bot.storage.read() as tx:
                assert set(await tx.scalars(select(Outgoing.state))) == {MessageState.SENT}


def a_direct_message(town: Town, who: str, channel: str, text: str) -> dict[str, Any]:
    said = {"type": "message", "channel_type": "im", "user": who, "channel": channel, "text": text, "ts": "1.000001"}
    return {"type": "event_callback", "event_id": "Ev1", "team_id": town.slack.state.team_id, "event": said}


async def nothing_waits_and_what_was_sent_is_there(town: Town) -> None:
    """Every nudge has come to an end, and everything that became due after the restore and was to be said stands in Slack."""
    async with town.bot.storage.read() as tx:
        ends = set((await tx.scalars(select(Outgoing.state).distinct())).all())
        sent = (await tx.scalars(select(Outgoing.ts).where(Outgoing.state == MessageState.SENT))).all()
        came_due = Nudge.due_at < town.clock.now()
        new = (await tx.scalars(select(Nudge.state).where(came_due, ~Nudge.is_in_doubt))).all()
        doubted = (await tx.scalars(select(Nudge.state).where(came_due, Nudge.is_in_doubt))).all()
    assert set(new) <= {NudgeState.SENT, NudgeState.SETTLED}
    assert set(doubted) <= {NudgeState.SENT, NudgeState.SETTLED, NudgeState.SKIPPED}
    assert set(sent) <= {ts for conversation in town.slack.state.conversations.values() for ts in conversation.messages}
    assert ends <= {MessageState.SENT, MessageState.MAYBE_SENT, MessageState.CANCELLED, MessageState.EXPIRED}
