"""What no other listener knows: a button or form from an older version of the bot. Registered last."""

import re

from slack_bolt.async_app import AsyncApp

from mentoring.errors import GoneError

ANYTHING = re.compile(".*")


def register(app: AsyncApp) -> None:
    app.action(ANYTHING)(gone)
    app.view(ANYTHING)(gone)


async def gone(ack: object) -> None:
    """Say that this is no longer there, instead of saying nothing."""
    del ack  # the error handler acknowledges, with the sentence
    raise GoneError
