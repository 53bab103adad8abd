"""The marker each message carries in Slack, by which it can be found again when a send ended in doubt.

It is an HMAC of the message's unique key and never a row id, so that a message planned anew after a backup was restored
has the marker it had the first time. Its secret lives in the database, sealed, rather than coming from the encryption
keys: those may be replaced and thrown away, while a marker must stay the same for as long as the messages in Slack do.
"""

import hmac
import secrets

from sqlalchemy import select

from storage.models.delivery import Secret
from storage.transaction import Transaction, insert_once

_NAME = "marker"
MARKER_SECRET = select(Secret.value).where(Secret.name == _NAME).scalar_subquery()
"""SQL: this installation's secret, which `marker_secret` has made."""


async def marker_secret(tx: Transaction) -> str:
    """Recall this installation's secret, or make it the first time; WrongKeyError when our keys do not open it."""
    recall = select(Secret.value).where(Secret.name == _NAME)
    known = await tx.scalar(recall)
    if known is None:
        await insert_once(tx, Secret, name=_NAME, value=secrets.token_hex(32))
        known = await tx.scalar(recall)
    return known or ""


def marker(secret: str, *, workspace: str, key: str) -> str:
    """Name a message by 32 hexadecimal digits that tell nothing about it."""
    return hmac.digest(secret.encode(), f"{workspace}\0{key}".encode(), "sha256").hex()[:32]
