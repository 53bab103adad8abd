"""Every message by its name: what a use case's `Say` calls `message`."""

from collections.abc import Callable

from handlers.views import guide, join, leave, notices, programme, status
from handlers.views.kit import Message

MESSAGES: dict[str, Callable[..., Message]] = {
    **guide.MESSAGES,
    **join.MESSAGES,
    **leave.MESSAGES,
    **notices.MESSAGES,
    **programme.MESSAGES,
    **status.MESSAGES,
}
