"""`mentor-bot outbox`: what was not delivered can be seen, tried again and given up, and its words are never shown."""

import argparse
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from bot.cli.outbox import discard, list_, replay, show
from mentoring import people
from storage import Storage, dispatch, outbox
from storage.dispatch import Change
from storage.outbox import Draft, Lane, MessageState, ToPerson

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
Act = Callable[[Storage, list[str], argparse.Namespace], Awaitable[int]]


async def undelivered(storage: Storage, state: MessageState, error: str) -> int:
    """A message that ended in a state; its number."""
    draft = Draft(
        workspace="T1",
        key="k1",
        kind="joined",
        to=ToPerson("U0IDA"),
        payload={"text": "Welcome, Ida"},
        lane=Lane.INTERACTIVE,
        due_at=NOW,
    )
    async with storage.transaction() as tx:
        await people.remember_workspace(tx, "T1", name="Acme", bot_id="UBOT", now=NOW)
        await outbox.add(tx, draft)
        (message,) = await dispatch.claim(tx, lane=Lane.INTERACTIVE, now=NOW, limit=1, lease=60)
        await dispatch.change(tx, [Change(message=message, state=state, error=error)], now=NOW)
    return message.id


def asked(number: int = 0, *, as_json: bool = False) -> argparse.Namespace:
    return argparse.Namespace(id=number, json=as_json)


async def states(storage: Storage) -> list[MessageState]:
    async with storage.read() as tx:
        return [message.state for message in await outbox.list_undelivered(tx, "T1")]


async def test_the_list_says_what_for_whom_and_why_but_no_word(
    storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    number = await undelivered(storage, MessageState.DEAD, "channel_not_found")
    assert await list_(storage, ["T1"], asked()) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[1].split() == [
        str(number),
        "dead",
        "U0IDA",
        "joined",
        "2027-03-01",
        "09:00",
        "channel_not_found",
    ]
    assert "Welcome" not in said


async def test_the_list_speaks_to_programs_too(storage: Storage, capsys: pytest.CaptureFixture[str]) -> None:
    await undelivered(storage, MessageState.DEAD, "channel_not_found")
    await list_(storage, ["T1"], asked(as_json=True))
    (message,) = json.loads(capsys.readouterr().out)
    assert (message["state"], message["slack_id"]) == ("dead", "U0IDA")


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (MessageState.DEAD, "Mend the cause"),
        (MessageState.MAYBE_SENT, "Ask the people before you replay it"),
        (MessageState.EXPIRED, "Nothing needs doing"),
    ],
)
async def test_one_message_comes_with_what_to_do(
    storage: Storage, capsys: pytest.CaptureFixture[str], state: MessageState, says: str
) -> None:
    number = await undelivered(storage, state, "timeout")
    assert await show(storage, ["T1"], asked(number)) == 0
    said = capsys.readouterr().out
    assert says in said
    assert "Welcome" not in said


async def test_a_replayed_message_is_no_longer_undelivered(storage: Storage) -> None:
    number = await undelivered(storage, MessageState.DEAD, "channel_not_found")
    assert await replay(storage, ["T1"], asked(number)) == 0
    assert await states(storage) == []
    async with storage.read() as tx:
        assert await outbox.open_count(tx, "T1") == 1


async def test_what_has_expired_is_not_replayed(storage: Storage, capsys: pytest.CaptureFixture[str]) -> None:
    number = await undelivered(storage, MessageState.EXPIRED, "late")
    assert await replay(storage, ["T1"], asked(number)) == 1
    assert "discard it" in capsys.readouterr().err
    assert await states(storage) == [MessageState.EXPIRED]


async def test_a_discarded_message_is_gone_for_good(storage: Storage) -> None:
    number = await undelivered(storage, MessageState.DEAD, "channel_not_found")
    assert await discard(storage, ["T1"], asked(number)) == 0
    assert await states(storage) == []
    async with storage.read() as tx:
        assert await outbox.open_count(tx, "T1") == 0


@pytest.mark.parametrize("act", [show, replay, discard])
async def test_a_number_that_is_none_is_said(storage: Storage, capsys: pytest.CaptureFixture[str], act: Act) -> None:
    assert await act(storage, ["T1"], asked(77)) == 1
    assert "Nothing undelivered has the number 77" in capsys.readouterr().err
