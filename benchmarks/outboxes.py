"""An outbox that is full: what a delivery finds when it is measured."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from storage import Keyring, Storage, open_storage
from storage.models.delivery import MessageState, Outgoing, Target
from storage.models.people import Person
from storage.outbox import Lane
from tests.town import KEYS

WORKSPACE = "T0BENCHM"
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""A Monday morning in UTC, where everybody here works."""
_AT_ONCE = 1_000
_TEXT = (
    "*Doors*\nTell each other about a time when somebody opened a door for you. What did it take, and what became of it? "
    "Whose door could you open this week, and what would it cost you?\n\nTen minutes each are enough."
)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Storage]:
    """The database of this address, with the newest schema."""
    storage = await open_storage(url, keys=Keyring(KEYS))
    try:
        await storage.upgrade()
        yield storage
    finally:
        await storage.close()


async def fill(storage: Storage, channels: Sequence[str], *, due_at: datetime, first: int = 0) -> None:
    """One message for each of so many people, whose direct messages are in these channels."""
    for begins in range(0, len(channels), _AT_ONCE):
        numbers = range(begins, min(begins + _AT_ONCE, len(channels)))
        async with storage.transaction() as tx:
            await tx.execute(insert(Person), [_person(first + n, channels[n]) for n in numbers])
            await tx.execute(insert(Outgoing), [_message(first + n, due_at) for n in numbers])


def _person(number: int, channel: str) -> dict[str, object]:
    return {
        "workspace_id": WORKSPACE,
        "slack_id": f"U{number}",
        "name": f"Colleague {number}",
        "title": "",
        "zone": "UTC",
        "locale": "en-GB",
        "is_bot": False,
        "is_guest": False,
        "is_external": False,
        "is_deactivated": False,
        "is_admin": False,
        "direct_channel": channel,
        "refreshed_at": NOW - timedelta(days=1),
    }


def _message(number: int, due_at: datetime) -> dict[str, object]:
    return {
        "workspace_id": WORKSPACE,
        "key": f"prompt:{number}",
        "kind": "prompt",
        "lane": Lane.NUDGE,
        "target": Target.PERSON,
        "slack_id": f"U{number}",
        "line": f"person:U{number}",
        "payload": json.dumps(payload(number)),
        "state": MessageState.PENDING,
        "due_at": due_at,
        "ready_at": due_at,
    }


def payload(number: int) -> dict[str, Any]:
    """A conversation starter with one button, about as long as ours are."""
    button = {
        "type": "button",
        "action_id": "prompt:another",
        "text": {"type": "plain_text", "text": "Another one"},
        "value": str(number),
    }
    return {
        "text": "A conversation starter for the two of you.",
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": _TEXT}},
            {"type": "actions", "elements": [button]},
        ],
    }
