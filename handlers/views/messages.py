"""Every message by its name: what a use case's `Say` calls `message`."""

from collections.abc import Callable

from handlers.views import (
    answer,
    check_in,
    endings,
    guide,
    help_offer,
    join,
    kick_off,
    leave,
    notices,
    programme,
    prompt,
    publishing,
    report,
    status,
    undelivered,
    wishes,
)
from handlers.views.kit import Message

MESSAGES: dict[str, Callable[..., Message]] = {
    **answer.MESSAGES,
    **check_in.MESSAGES,
    **endings.MESSAGES,
    **guide.MESSAGES,
    **help_offer.MESSAGES,
    **join.MESSAGES,
    **kick_off.MESSAGES,
    **leave.MESSAGES,
    **notices.MESSAGES,
    **programme.MESSAGES,
    **prompt.MESSAGES,
    **publishing.MESSAGES,
    **report.MESSAGES,
    **status.MESSAGES,
    **undelivered.MESSAGES,
    **wishes.MESSAGES,
}
