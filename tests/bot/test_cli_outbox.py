"""`mentor-bot outbox`: every message can be looked up, what was not delivered tried again, and no word is shown."""

import argparse
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cli.outbox import discard, list_, replay, show
from storage import Storage, dispatch, outbox
from storage.outbox import Draft, Lane, MessageState, ToChannel, ToPerson
from storage.queries import messages
from tests.undelivered import MARKER
from tests.undelivered import undelivered as plant

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
Act = Callable[[Storage, argparse.Namespace], Awaitable[int]]
Said = pytest.CaptureFixture[str]


async def undelivered(storage: Storage, state: MessageState = MessageState.DEAD, **about: Any) -> int:
    facts: dict[str, Any] = {"due_at": NOW, "to": ToPerson("U0IDA"), "error": "channel_not_found"} | about
    return await plant(storage, facts.pop("workspace", "T1"), facts.pop("kind", "joined"), state=state, **facts)


async def waiting(storage: Storage) -> int:
    """A message that is due in an hour."""
    due_at = NOW + timedelta(hours=1)
    draft = Draft(
        workspace="T1",
        key="k1",
        kind="check_in",
        to=ToPerson("U0IDA"),
        payload={"text": MARKER},
        lane=Lane.NUDGE,
        due_at=due_at,
        not_after=due_at + timedelta(days=1),
    )
    async with storage.transaction() as tx:
        await outbox.add(tx, draft)
        (message,) = await dispatch.claim(tx, lane=Lane.NUDGE, now=due_at, limit=1, lease=60)
        await dispatch.change(tx, [dispatch.Change(message=message, state=MessageState.PENDING)], now=due_at)
    return message.id


def asked(id_: int | None = None, **more: Any) -> argparse.Namespace:
    nothing = {"all": False, "json": False, "workspace": None, "kind": None, "error": None}
    return argparse.Namespace(id=id_, **nothing | more)


async def state_of(storage: Storage, id_: int) -> MessageState:
    async with storage.read() as tx:
        message = await messages.find(tx, id_)
    assert message is not None
    return message.state


def rows(said: Said) -> list[list[str]]:
    return [line.split() for line in said.readouterr().out.splitlines()[1:]]


async def test_the_list_says_what_for_whom_and_why_but_no_word(each_storage: Storage, capsys: Said) -> None:
    number = await undelivered(each_storage)
    await waiting(each_storage)
    assert await list_(each_storage, asked()) == 0
    assert rows(capsys) == [[str(number), "dead", "U0IDA", "joined", "2027-03-01", "09:01", "channel_not_found"]]


async def test_all_that_is_on_its_way_is_listed_when_asked_for_with_its_next_moment(
    each_storage: Storage, capsys: Said
) -> None:
    dead, open_ = await undelivered(each_storage), await waiting(each_storage)
    assert await list_(each_storage, asked(all=True)) == 0
    assert [(row[0], row[1], row[5]) for row in rows(capsys)] == [
        (str(open_), "pending", "10:00"),
        (str(dead), "dead", "09:01"),
    ]


@pytest.mark.parametrize("by", [{"workspace": "T2"}, {"kind": "prompt"}, {"error": "unreachable"}])
async def test_the_list_is_narrowed_down(storage: Storage, capsys: Said, by: dict[str, Any]) -> None:
    await undelivered(storage)
    wanted = await undelivered(storage, **by)
    await list_(storage, asked(**by))
    assert [row[0] for row in rows(capsys)] == [str(wanted)]


async def test_nothing_to_list_is_said(storage: Storage, capsys: Said) -> None:
    await list_(storage, asked())
    await list_(storage, asked(all=True))
    await list_(storage, asked(json=True))
    assert capsys.readouterr().out.splitlines() == [
        "Nothing needs looking after.",
        "Nothing is on its way or needs looking after.",
        "[]",
    ]


async def test_programs_can_read_all_of_it(storage: Storage, capsys: Said) -> None:
    dead, doubtful = await undelivered(storage), await undelivered(storage, MessageState.MAYBE_SENT, to=ToChannel("C1"))
    said: list[Any] = []
    for act, of in (
        (list_, asked(json=True)),
        (show, asked(dead, json=True)),
        (replay, asked(all=True, json=True)),
        (discard, asked(doubtful, json=True)),
    ):
        assert await act(storage, of) == 0
        text = capsys.readouterr().out
        assert MARKER not in text
        said.append(json.loads(text))
    assert {each["id"] for each in said[0]} == {dead, doubtful}
    assert (said[1]["state"], said[1]["slack_id"], said[1]["workspace_id"]) == ("dead", "U0IDA", "T1")
    assert said[2:] == [{"replayed": [dead], "left": [doubtful]}, {"discarded": [doubtful]}]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (MessageState.DEAD, "Mend the cause"),
        (MessageState.MAYBE_SENT, "Ask the people before you replay it"),
        (MessageState.EXPIRED, "Nothing needs doing"),
        (MessageState.SENT, "It was delivered"),
        (MessageState.CANCELLED, "should not go any more"),
    ],
)
async def test_one_message_comes_with_what_to_do(
    storage: Storage, capsys: Said, state: MessageState, says: str
) -> None:
    number = await undelivered(storage, state)
    assert await show(storage, asked(number)) == 0
    said = capsys.readouterr().out
    assert says in said
    assert "ended    2027-03-01 09:01 UTC" in said
    assert MARKER not in said


async def test_a_list_of_what_is_not_there_claims_nothing_of_the_rest(storage: Storage, capsys: Said) -> None:
    await undelivered(storage)
    assert await list_(storage, asked(error="unreachable")) == 0
    assert capsys.readouterr().out == "No such message needs looking after.\n"


async def test_one_that_waits_says_until_when(storage: Storage, capsys: Said) -> None:
    assert await show(storage, asked(await waiting(storage))) == 0
    said = capsys.readouterr().out
    assert "pending: It waits for its moment" in said
    assert "next     2027-03-01 10:00 UTC, and never after 2027-03-02 10:00 UTC" in said
    assert "tried    not yet\n" in said


async def test_a_replayed_message_is_no_longer_undelivered(each_storage: Storage) -> None:
    number = await undelivered(each_storage)
    assert await replay(each_storage, asked(number)) == 0
    assert await state_of(each_storage, number) is MessageState.UNKNOWN


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (MessageState.EXPIRED, "discard it"),
        (MessageState.SENT, "It was delivered"),
        (MessageState.CANCELLED, "its words are erased"),
        (MessageState.PENDING, "It is on its way already"),
    ],
)
async def test_what_cannot_be_replayed_says_why(storage: Storage, capsys: Said, state: MessageState, says: str) -> None:
    number = await undelivered(storage, state)
    assert await replay(storage, asked(number)) == 1
    assert says in capsys.readouterr().err
    assert await state_of(storage, number) is state


async def test_after_an_outage_all_that_is_dead_is_tried_again(each_storage: Storage, capsys: Said) -> None:
    dead = [await undelivered(each_storage, error="unreachable") for _ in range(130)]
    other = await undelivered(each_storage, error="user_disabled")
    expired = await undelivered(each_storage, MessageState.EXPIRED, error="unreachable")
    group = await undelivered(each_storage, MessageState.MAYBE_SENT, error="unreachable", to=ToChannel("C1"))
    assert await replay(each_storage, asked(all=True, error="unreachable")) == 0
    said = capsys.readouterr().out
    assert "130 messages are tried again." in said
    assert "1 may have arrived in a group or channel" in said
    assert {await state_of(each_storage, each) for each in dead} == {MessageState.UNKNOWN}
    assert [await state_of(each_storage, each) for each in (other, expired, group)] == [
        MessageState.DEAD,
        MessageState.EXPIRED,
        MessageState.MAYBE_SENT,
    ]


async def test_replay_wants_one_or_all(storage: Storage, capsys: Said) -> None:
    number = await undelivered(storage)
    assert await replay(storage, asked()) == 1
    assert await replay(storage, asked(number, all=True)) == 1
    assert capsys.readouterr().err.count("Name one message by its number, or all with --all.") == 2
    assert await state_of(storage, number) is MessageState.DEAD


async def test_a_discarded_message_is_gone_for_good(storage: Storage, capsys: Said) -> None:
    number = await undelivered(storage)
    assert await discard(storage, asked(number)) == 0
    assert await state_of(storage, number) is MessageState.CANCELLED
    assert await discard(storage, asked(number)) == 1
    assert "It is cancelled" in capsys.readouterr().err


@pytest.mark.parametrize("act", [show, replay, discard])
async def test_a_number_that_is_none_is_said(storage: Storage, capsys: Said, act: Act) -> None:
    assert await act(storage, asked(77)) == 1
    assert "No message has the number 77" in capsys.readouterr().err
