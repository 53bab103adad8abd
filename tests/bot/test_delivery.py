"""Nothing lost, nobody twice: the outbox against a local Slack that misbehaves, on both databases."""

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import outcomes
from bot.budgets import HISTORY, USUAL, Limit, Limits
from bot.clock import SettableClock
from bot.delivery import Delivery, Timing
from bot.metrics import Metrics
from bot.outcomes import Outcomes, Patience
from bot.slack import SlackGateway
from sandbox import LocalSlack, visible_text
from sandbox.faults import Fault
from sandbox.state import TEAM_ID, Person
from storage import Storage, Transaction, dispatch, outbox
from storage.dispatch import Change
from storage.held import Message
from storage.models.delivery import Outgoing
from storage.models.people import Person as PersonRow
from storage.models.relationships import Conversation
from storage.outbox import Draft, Lane, MessageState, Recipient, Replace, ToChannel, ToConversation, ToPerson
from storage.queries.messages import Which, listed

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
AMINA, BO, CHIDI = "U0AMINA", "U0BO", "U0CHIDI"
NEWS = "C0NEWS"
SECOND = timedelta(seconds=1)


class TravellingClock(SettableClock):
    """Can be handed to the local Slack, whose page may ask it to travel."""

    async def travel(self, to: datetime) -> None:
        self.travel_to(to)


@dataclass
class Post:
    """A delivery at work between a database and a local Slack, and what one does to it."""

    storage: Storage
    slack: LocalSlack
    clock: TravellingClock
    gateway: SlackGateway
    unwanted: set[str] = field(default_factory=set)
    too_early: dict[str, datetime] = field(default_factory=dict)
    told: list[Message] = field(default_factory=list)
    installed: bool = True

    def __post_init__(self) -> None:
        self.delivery = self.another()

    def another(self, **settings: Any) -> Delivery:
        usual: dict[str, Any] = {
            "storage": self.storage,
            "gateway": lambda _: self.gateway if self.installed else None,
            "clock": self.clock,
            "recheck": self.recheck,
            "on_undelivered": self.on_undelivered,
            "rng": random.Random(7),  # noqa: S311  # repeatable back-off, not a secret
            "timing": Timing(look_after=0, ask_stopped=0, idle=0.05, record_again=0.01),
        }
        return Delivery(**usual | settings)

    async def recheck(self, _tx: Transaction, messages: Sequence[Message]) -> Mapping[int, Change]:
        late = {each.id: outcomes.postponed(each, self.too_early[each.key]) for each in messages if self.is_early(each)}
        return late | {each.id: outcomes.cancelled(each) for each in messages if each.key in self.unwanted}

    def is_early(self, message: Message) -> bool:
        return self.too_early.get(message.key, self.clock.now()) > self.clock.now()

    async def on_undelivered(self, _tx: Transaction, message: Message, state: MessageState, _error: str) -> None:
        if state is MessageState.MAYBE_SENT:
            self.told.append(message)

    async def add(self, text: str, to: Recipient | None = None, **more: Any) -> None:
        draft: dict[str, Any] = {"due_at": self.clock.now(), "lane": Lane.NUDGE, "kind": "test", "key": text} | more
        async with self.storage.transaction() as tx:
            await outbox.add(tx, Draft(workspace=TEAM_ID, to=to or ToPerson(AMINA), payload={"text": text}, **draft))

    async def conversation(self, *members: str) -> ToConversation:
        async with self.storage.transaction() as tx:
            row = Conversation(workspace_id=TEAM_ID, members=sorted(members), members_key=",".join(sorted(members)))
            tx.add(row)
            await tx.flush()
            return ToConversation(row.id)

    async def walk(self) -> None:
        """Let time pass, from moment to moment at which something is due, until nothing is open."""
        await self.delivery.drain()
        while due := await self.next_due():
            self.clock.travel_to(max(due, self.clock.now()))
            await self.delivery.drain()

    async def next_due(self) -> datetime | None:
        async with self.storage.read() as tx:
            return await outbox.next_due(tx)

    async def row(self, key: str) -> Outgoing:
        async with self.storage.read() as tx:
            return (await tx.scalars(select(Outgoing).where(Outgoing.key == key))).one()

    async def states(self) -> dict[str, MessageState]:
        async with self.storage.read() as tx:
            return {row.key: row.state for row in await tx.scalars(select(Outgoing))}

    async def leave_behind(self, *, sending: bool, alone: bool = False) -> Message:
        """Claim a message, and die while holding it."""
        now = self.clock.now()
        async with self.storage.transaction() as tx:
            if alone:
                (message,) = await dispatch.claim_suspect(tx, now=now, lease=-1)
            else:
                (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=now, limit=1, lease=-1)
            if sending:
                assert await dispatch.start(tx, [message], now=self.clock.now(), within=-10) == {message.hold}
        return message

    async def find_what_was_left_behind(self) -> None:
        async with self.storage.transaction() as tx:
            left = await dispatch.abandoned(tx, limit=10)
            judge = Outcomes(random.Random(7), Patience())  # noqa: S311  # it spreads retries, it guards nothing
            changes = [judge.left_behind(message, now=self.clock.now()) for message in left]
            await dispatch.change(tx, changes, now=self.clock.now())

    def seen_by(self, person: str) -> list[str]:
        return [visible_text(message) for message in self.slack.person(person).messages]

    def seen_by_group(self, *members: str) -> list[str]:
        found = self.slack.state.with_members([*members, self.slack.state.app_user])
        return [message["text"] for message in found.messages.values()] if found else []

    def count(self, method: str) -> int:
        return self.slack.workspace.calls[method]


@pytest.fixture
async def post(each_storage: Storage) -> AsyncIterator[Post]:
    async with office(each_storage) as opened:
        yield opened


@asynccontextmanager
async def office(storage: Storage, *, limits: bool = False) -> AsyncIterator[Post]:
    clock = TravellingClock(MONDAY)
    people = [Person(id=person, real_name=person.removeprefix("U0").title()) for person in (AMINA, BO, CHIDI)]
    channels = {"news": {"id": NEWS, "members": [AMINA], "topic": ""}}
    async with LocalSlack(people=people, channels=channels, clock=clock, limits=limits) as slack:
        gateway = SlackGateway(token=slack.bot_token, base_url=slack.api_url, timeout=5)
        yield Post(storage, slack, clock, gateway)
        await gateway.close()


async def test_a_message_arrives_and_its_words_are_erased(post: Post) -> None:
    await post.add("Good morning")

    await post.delivery.drain()

    assert post.seen_by(AMINA) == ["Good morning"]
    row = await post.row("Good morning")
    assert (row.state, row.payload) == (MessageState.SENT, None)
    assert row.ts is not None


async def test_the_same_key_is_added_once(post: Post) -> None:
    await post.add("Good morning", key="k")
    await post.add("Good morning again", key="k")

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]


async def test_a_message_waits_until_it_is_due(post: Post) -> None:
    await post.add("Later", due_at=MONDAY + timedelta(hours=1))

    await post.delivery.drain()
    assert post.seen_by(AMINA) == []

    await post.walk()
    assert post.seen_by(AMINA) == ["Later"]
    assert post.clock.now() == MONDAY + timedelta(hours=1)


async def test_the_direct_channel_is_asked_for_once(post: Post) -> None:
    async with post.storage.transaction() as tx:
        tx.add(person_row(AMINA))
    for number in range(3):
        await post.add(f"{number}")
        await post.walk()

    assert post.count("conversations.open") == 1
    assert post.seen_by(AMINA) == ["0", "1", "2"]


@pytest.mark.parametrize("fault", [Fault.ACCEPTED_THEN_DROPPED, Fault.FAILED_AFTER])
async def test_a_message_whose_answer_was_lost_is_not_sent_again(post: Post, fault: Fault) -> None:
    post.slack.faults.next("chat.postMessage", fault)
    await post.add("Good morning")

    await post.delivery.drain()
    assert (await post.row("Good morning")).state is MessageState.UNKNOWN
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("Good morning")).state is MessageState.SENT
    assert post.count("chat.postMessage") == 1


@pytest.mark.parametrize("fault", [Fault.DROPPED_BEFORE, Fault.SERVER_ERROR])
async def test_a_message_that_was_lost_is_sent_again_after_two_looks(post: Post, fault: Fault) -> None:
    post.slack.faults.next("chat.postMessage", fault)
    await post.add("Good morning")

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert post.count("conversations.history") == 2
    assert 45 * SECOND <= post.clock.now() - MONDAY <= 55 * SECOND


async def test_a_limit_makes_a_message_wait_and_counts_as_no_try(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.RATE_LIMITED, seconds=20, times=10)
    await post.add("Good morning")

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("Good morning")).tries == 0
    assert post.clock.now() - MONDAY >= timedelta(seconds=200)


async def test_messages_to_one_person_keep_their_order_whatever_happens(post: Post) -> None:
    for kind in (Fault.RATE_LIMITED, Fault.DROPPED_BEFORE, Fault.ACCEPTED_THEN_DROPPED):
        post.slack.faults.at_random("chat.postMessage", kind, 0.2)
    for number in range(12):
        await post.add(f"{number}")

    await post.walk()

    assert post.seen_by(AMINA) == [f"{number}" for number in range(12)]


async def test_one_persons_trouble_does_not_hold_up_another(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.SERVER_ERROR)
    await post.add("to Amina")
    await post.delivery.drain()
    await post.add("to Bo", ToPerson(BO))

    await post.delivery.drain()

    assert (post.seen_by(AMINA), post.seen_by(BO)) == ([], ["to Bo"])


async def test_what_slack_refuses_one_bot_as_too_often_no_bot_tries_until_then(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.RATE_LIMITED, seconds=60)
    await post.add("to Amina")
    await post.delivery.drain()
    await post.add("to Bo", ToPerson(BO))

    await post.another().drain()

    assert post.seen_by(BO) == []
    await post.walk()
    assert (post.seen_by(AMINA), post.seen_by(BO)) == (["to Amina"], ["to Bo"])
    assert post.clock.now() >= MONDAY + 60 * SECOND


async def test_a_bot_killed_before_sending_loses_nothing(post: Post) -> None:
    await post.add("Good morning")
    await post.leave_behind(sending=False)

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert post.count("conversations.history") == 0


async def test_a_bot_killed_after_sending_repeats_nothing(post: Post) -> None:
    await post.add("Good morning")
    message = await post.leave_behind(sending=True)
    await post.gateway.post(AMINA, message.payload or {}, marker=message.marker)

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("Good morning")).state is MessageState.SENT


async def test_a_bot_killed_between_the_mark_and_the_call_loses_nothing(post: Post) -> None:
    await post.add("Good morning")
    await post.leave_behind(sending=True)

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]


async def test_whoever_was_away_too_long_changes_nothing(post: Post) -> None:
    await post.add("Good morning")
    message = await post.leave_behind(sending=False)
    await post.delivery.drain()

    async with post.storage.transaction() as tx:
        assert await dispatch.start(tx, [message], now=MONDAY, within=-10) == set()
        await dispatch.change(tx, [dispatch.Change(message=message, state=MessageState.PENDING)], now=MONDAY)

    assert (await post.row("Good morning")).state is MessageState.SENT


async def test_of_two_holds_of_one_message_only_the_later_one_may_send(post: Post) -> None:
    await post.add("Good morning")
    earlier = await post.leave_behind(sending=False)
    await post.find_what_was_left_behind()
    later = await post.leave_behind(sending=False)

    async with post.storage.transaction() as tx:
        may_send = await dispatch.start(tx, [earlier, later], now=MONDAY, within=-10)

    assert may_send == {later.hold}
    assert earlier.id == later.id


async def test_no_more_is_on_its_way_than_could_be_looked_for_twice_at_once(post: Post) -> None:
    batches = []

    async def recheck(_tx: Transaction, messages: Sequence[Message]) -> Mapping[int, Change]:
        batches.append(len(messages))
        return {}

    ten = {**USUAL.methods, HISTORY: Limit(per_minute=45, at_once=10)}
    post.delivery = post.another(recheck=recheck, limits=Limits(methods=ten, channel=USUAL.channel))
    for number in range(30):
        await post.add(f"{number}", ToChannel(f"C{number}"), lane=Lane.INTERACTIVE)

    await post.delivery.drain()

    assert max(batches) == 4, "Four of five are what answers may hold"


async def test_a_call_that_waits_for_slacks_limits_is_counted_once(post: Post) -> None:
    metrics = Metrics()
    post.delivery = post.another(metrics=metrics)
    for number in range(USUAL.channel.at_once + 1):
        await post.add(f"{number}")

    await post.delivery.drain()

    assert [*metrics.waits.samples()] == ['mentor_bot_rate_waits_total{method="chat.postMessage"} 1']


async def test_a_message_that_kills_the_bot_is_put_aside(post: Post) -> None:
    await post.add("poison")
    await post.add("Good morning", ToPerson(BO))
    for alone in (False, False, True, True):
        await post.leave_behind(sending=False, alone=alone)
        await post.find_what_was_left_behind()

    await post.walk()

    assert (await post.row("poison")).error == "quarantined"
    assert (post.seen_by(AMINA), post.seen_by(BO)) == ([], ["Good morning"])


async def test_what_is_taken_back_while_it_is_in_doubt_does_not_go_again(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.SERVER_ERROR)
    await post.add("Would you?")
    await post.delivery.drain()
    async with post.storage.transaction() as tx:
        await outbox.withdraw(tx, TEAM_ID, ["Would you?"], now=post.clock.now())

    await post.walk()

    assert (post.seen_by(AMINA), (await post.row("Would you?")).state) == ([], MessageState.EXPIRED)


async def test_an_hour_without_slack_costs_nobody_their_message(post: Post) -> None:
    away = SlackGateway(token=post.slack.bot_token, base_url="http://127.0.0.1:9/api/", timeout=0.5)
    here, post.gateway = post.gateway, away
    await post.add("Good morning")
    await post.add("To all of you", await post.conversation(AMINA, BO))
    while (due := await post.next_due()) and due < MONDAY + timedelta(hours=1):
        post.clock.travel_to(max(due, post.clock.now()))
        await post.delivery.drain()
    await away.close()
    post.gateway = here

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("To all of you")).state is MessageState.SENT


async def test_a_suspect_that_may_not_go_holds_up_nobody(post: Post) -> None:
    await post.add("suspect")
    for _ in range(2):
        await post.leave_behind(sending=False)
        await post.find_what_was_left_behind()
    await post.add("before it", due_at=MONDAY - SECOND)
    await post.add("Good morning", ToPerson(BO))

    await post.walk()

    assert (post.seen_by(AMINA), post.seen_by(BO)) == (["before it", "suspect"], ["Good morning"])


async def test_a_message_that_was_there_when_bots_died_of_another_goes_by_itself(post: Post) -> None:
    await post.add("innocent")
    for _ in range(2):
        await post.leave_behind(sending=False)
        await post.find_what_was_left_behind()
    await post.add("Good morning", ToPerson(BO))
    async with post.storage.transaction() as tx:
        claimed = await dispatch.claim(tx, lane=Lane.NUDGE, now=post.clock.now(), limit=9, lease=-1)
        assert [each.key for each in claimed] == ["Good morning"]
    await post.find_what_was_left_behind()

    await post.walk()

    assert (post.seen_by(AMINA), post.seen_by(BO)) == (["innocent"], ["Good morning"])


async def test_a_group_hears_it_at_most_once_and_is_told_of_the_doubt(post: Post) -> None:
    group = await post.conversation(AMINA, BO)
    post.slack.faults.next("chat.postMessage", Fault.ACCEPTED_THEN_DROPPED)
    await post.add("Hello both", group)
    await post.add("How was it?", group)

    await post.walk()

    assert post.seen_by_group(AMINA, BO) == ["Hello both", "How was it?"]
    assert [message.members for message in post.told] == [(AMINA, BO)]
    assert await post.states() == {"Hello both": MessageState.MAYBE_SENT, "How was it?": MessageState.SENT}
    assert post.count("conversations.history") == 0


async def test_a_group_message_left_behind_is_not_repeated(post: Post) -> None:
    await post.add("Hello both", await post.conversation(AMINA, BO))
    await post.leave_behind(sending=True)

    await post.walk()

    assert post.seen_by_group(AMINA, BO) == []
    assert len(post.told) == 1


async def test_a_group_conversation_is_opened_once(post: Post) -> None:
    group = await post.conversation(AMINA, BO)
    for number in range(3):
        await post.add(f"{number}", group)

    await post.walk()

    assert post.seen_by_group(AMINA, BO) == ["0", "1", "2"]
    assert post.count("conversations.open") == 1


async def test_where_history_cannot_be_read_a_doubtful_message_is_not_repeated(post: Post) -> None:
    post.slack.faults.next("conversations.history", Fault.ERROR, code="unknown_method")
    post.slack.faults.next("chat.postMessage", Fault.ACCEPTED_THEN_DROPPED)
    await post.add("Good morning")

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("Good morning")).state is MessageState.MAYBE_SENT


async def test_a_look_that_fails_for_now_is_taken_again(post: Post) -> None:
    post.slack.faults.next("conversations.history", Fault.SERVER_ERROR)
    post.slack.faults.next("conversations.history", Fault.RATE_LIMITED)
    post.slack.faults.next("chat.postMessage", Fault.ACCEPTED_THEN_DROPPED)
    await post.add("Good morning")

    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("Good morning")).state is MessageState.SENT


async def test_what_slack_refuses_for_good_is_dead_and_can_be_replayed(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.ERROR, code="invalid_blocks")
    await post.add("Good morning")
    await post.walk()

    async with post.storage.transaction() as tx:
        (dead,) = await listed(tx, Which(workspace=TEAM_ID), limit=2)
        assert (dead.state, dead.error, dead.slack_id) == (MessageState.DEAD, "invalid_blocks", AMINA)
        assert not await outbox.replay(tx, "T0OTHER", dead.id, now=post.clock.now())
        assert await outbox.replay(tx, TEAM_ID, dead.id, now=post.clock.now())
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]
    assert (await post.row("Good morning")).state is MessageState.SENT


async def test_replaying_what_had_arrived_after_all_sends_nothing(post: Post) -> None:
    post.slack.faults.next("conversations.history", Fault.ERROR, code="missing_scope")
    post.slack.faults.next("chat.postMessage", Fault.ACCEPTED_THEN_DROPPED)
    await post.add("Good morning")
    await post.walk()

    async with post.storage.transaction() as tx:
        (doubtful,) = await listed(tx, Which(workspace=TEAM_ID), limit=2)
        await outbox.replay(tx, TEAM_ID, doubtful.id, now=post.clock.now())
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]


async def test_discarding_erases_the_words(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.ERROR, code="msg_too_long")
    await post.add("Good morning")
    await post.walk()

    async with post.storage.transaction() as tx:
        (dead,) = await listed(tx, Which(workspace=TEAM_ID), limit=2)
        assert await outbox.discard(tx, TEAM_ID, dead.id)

    row = await post.row("Good morning")
    assert (row.state, row.payload) == (MessageState.CANCELLED, None)


async def test_what_never_goes_is_given_up_after_eight_tries(post: Post) -> None:
    post.slack.faults.next("chat.postMessage", Fault.SERVER_ERROR, times=99)
    await post.add("Good morning")

    await post.walk()

    row = await post.row("Good morning")
    assert (row.state, row.tries) == (MessageState.DEAD, 8)


async def test_a_refused_token_stops_the_workspace_until_it_works_again(post: Post) -> None:
    post.slack.installation.installed = False
    await post.add("Good morning")
    await post.add("Good morning, Bo", ToPerson(BO))
    await post.walk()
    assert set((await post.states()).values()) == {MessageState.PENDING}

    post.slack.install()
    await post.walk()

    assert (post.seen_by(AMINA), post.seen_by(BO)) == (["Good morning"], ["Good morning, Bo"])


async def test_a_workspace_that_is_not_installed_waits(post: Post) -> None:
    post.installed = False
    await post.add("Good morning")
    await post.walk()
    assert await post.states() == {"Good morning": MessageState.PENDING}

    post.installed = True
    await post.walk()

    assert post.seen_by(AMINA) == ["Good morning"]


async def test_what_is_too_late_expires_visibly(post: Post) -> None:
    await post.add("How was the meeting today?", not_after=MONDAY + 5 * SECOND)
    post.clock.travel_to(MONDAY + 6 * SECOND)

    await post.walk()

    assert post.seen_by(AMINA) == []
    async with post.storage.read() as tx:
        assert [each.state for each in await listed(tx, Which(workspace=TEAM_ID), limit=2)] == [MessageState.EXPIRED]


async def test_what_should_not_go_any_more_is_cancelled(post: Post) -> None:
    await post.add("Your next step")
    await post.add("Something else")
    post.unwanted.add("Your next step")

    await post.walk()

    assert post.seen_by(AMINA) == ["Something else"]
    assert (await post.row("Your next step")).state is MessageState.CANCELLED


async def test_what_should_not_go_yet_waits_and_holds_up_nothing(post: Post) -> None:
    post.too_early["Your match"] = MONDAY + timedelta(days=14)
    await post.add("Your match")
    await post.add("Something else")

    await post.delivery.drain()
    assert post.seen_by(AMINA) == ["Something else"]
    assert (await post.row("Your match")).state is MessageState.PENDING

    await post.walk()
    assert post.seen_by(AMINA) == ["Something else", "Your match"]
    assert post.clock.now() == MONDAY + timedelta(days=14)


async def test_a_pressed_message_is_replaced_in_its_place(post: Post) -> None:
    await post.add("Did you meet?")
    await post.walk()
    asked = await post.row("Did you meet?")
    channel = post.slack.state.open_im(AMINA).id

    post.slack.faults.next("chat.update", Fault.FAILED_AFTER)
    await post.add("Thank you, noted", Replace(channel, asked.ts or "", AMINA))
    await post.walk()

    assert post.seen_by(AMINA) == ["Thank you, noted"]


async def test_what_cannot_be_replaced_is_said_directly(post: Post) -> None:
    await post.add("Thank you, noted", Replace("D0GONE", "1.000000", AMINA))

    await post.walk()

    assert post.seen_by(AMINA) == ["Thank you, noted"]


async def test_a_channel_hears_what_is_for_it(post: Post) -> None:
    await post.slack.person(AMINA).invite_app(NEWS)
    await post.add("Enrolment is open", ToChannel(NEWS))

    await post.walk()

    posted = post.slack.state.conversations[NEWS].messages.values()
    assert "Enrolment is open" in [message["text"] for message in posted]


async def test_a_channel_the_bot_is_not_in_is_dead_with_its_reason(post: Post) -> None:
    await post.add("Enrolment is open", ToChannel(NEWS))

    await post.walk()

    assert (await post.row("Enrolment is open")).error == "not_in_channel"


async def test_an_interactive_answer_overtakes_a_bulk_of_messages(post: Post) -> None:
    post.delivery = post.another(in_flight=2)
    for number in range(20):
        await post.add(f"bulk {number}", lane=Lane.BULK)
    await post.add("Thank you, noted", lane=Lane.INTERACTIVE)

    await post.walk()

    assert post.seen_by(AMINA).index("Thank you, noted") < 10
    assert len(post.seen_by(AMINA)) == 21


async def test_two_bots_on_one_database_send_each_message_once(post: Post) -> None:
    people = (AMINA, BO, CHIDI)
    for number in range(30):
        await post.add(f"{number}", ToPerson(people[number % 3]))

    another = post.another()
    while await post.next_due():
        await asyncio.gather(post.delivery.drain(), another.drain())
        post.clock.travel_to(post.clock.now() + SECOND)

    assert [post.seen_by(person) for person in people] == [[f"{n}" for n in range(i, 30, 3)] for i in range(3)]


async def test_a_bot_that_was_held_up_before_the_call_does_not_make_it(post: Post) -> None:
    """The database let it mark the message as being sent; only its own clock tells that too much time has passed."""

    class HeldUp(TravellingClock):
        late = 0.0

        def monotonic(self) -> float:
            return super().monotonic() + self.late

    clock = post.clock = HeldUp(MONDAY)

    async def wanted_the_first_time(_tx: Transaction, messages: Sequence[Message]) -> Mapping[int, Change]:
        first, clock.late = not clock.late, 60.0
        return {} if first else {each.id: outcomes.cancelled(each) for each in messages}

    await post.add("Good morning")
    await post.another(recheck=wanted_the_first_time).drain()

    assert post.seen_by(AMINA) == []
    assert (await post.row("Good morning")).state is MessageState.CANCELLED


async def test_a_bot_that_was_held_up_while_it_connected_does_not_make_the_call(post: Post) -> None:
    class HeldUp(TravellingClock):
        late = 0.0

        def monotonic(self) -> float:
            return super().monotonic() + self.late

    clock = post.clock = HeldUp(MONDAY)

    class Connecting(SlackGateway):
        async def post(self, *message: Any, **how: Any) -> str:
            clock.late += 60.0
            return await super().post(*message, **how)

    gateway = Connecting(token=post.slack.bot_token, base_url=post.slack.api_url)

    async def wanted_the_first_time(_tx: Transaction, messages: Sequence[Message]) -> Mapping[int, Change]:
        return {each.id: outcomes.cancelled(each) for each in messages} if clock.late else {}

    await post.add("Good morning")
    await post.another(recheck=wanted_the_first_time, gateway=lambda _: gateway).drain()
    await gateway.close()

    assert post.seen_by(AMINA) == []
    assert (await post.row("Good morning")).state is MessageState.CANCELLED


async def test_it_runs_until_it_is_stopped_and_leaves_nothing_leased(post: Post) -> None:
    running = asyncio.create_task(post.delivery.run())
    await post.add("Good morning")
    post.delivery.wake()

    await post.slack.person(AMINA).until(lambda amina: amina.messages)
    await post.delivery.stop()
    await running

    assert await post.states() == {"Good morning": MessageState.SENT}


@pytest.mark.slow
async def test_a_storm_loses_nothing_and_doubles_nothing(post: Post) -> None:
    faults = post.slack.faults
    for kind in (Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.FAILED_AFTER, Fault.DROPPED_BEFORE):
        faults.at_random("chat.postMessage", kind, 0.06)
    faults.at_random("chat.postMessage", Fault.ACCEPTED_THEN_DROPPED, 0.06)
    faults.at_random("conversations.history", Fault.SERVER_ERROR, 0.1)
    faults.at_random("conversations.open", Fault.SERVER_ERROR, 0.1)
    people = (AMINA, BO, CHIDI)
    for number in range(60):
        await post.add(f"{number}", ToPerson(people[number % 3]))

    while await post.next_due():
        await post.leave_behind(sending=True)
        await post.walk()

    assert [post.seen_by(person) for person in people] == [[f"{n}" for n in range(i, 60, 3)] for i in range(3)]
    assert set((await post.states()).values()) == {MessageState.SENT}
    assert len(faults.injected) >= 5


async def test_slacks_limits_delay_a_burst_and_lose_nothing(storage: Storage) -> None:
    async with office(storage, limits=True) as post:
        for number in range(20):
            await post.add(f"{number}")

        await post.walk()

        assert post.seen_by(AMINA) == [f"{number}" for number in range(20)]
        assert post.clock.now() - MONDAY >= timedelta(seconds=14)


def person_row(slack_id: str) -> PersonRow:
    return PersonRow(
        workspace_id=TEAM_ID,
        slack_id=slack_id,
        name="",
        zone="UTC",
        locale="en-GB",
        is_bot=False,
        is_guest=False,
        is_external=False,
        is_deactivated=False,
        is_admin=False,
        refreshed_at=MONDAY,
    )
