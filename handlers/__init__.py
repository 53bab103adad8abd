"""What arrives from Slack: one file per conversation.

`register` lists every listener in reading order; a listener reads the form, calls one use case, and answers.
"""

from slack_bolt.async_app import AsyncApp

from handlers import (
    answer,
    check_in,
    command,
    direct_message,
    endings,
    errors,
    help_offer,
    how_often,
    join,
    leave,
    match,
    match_editing,
    pause,
    profile,
    programme,
    publishing,
    region,
    report,
    stale,
    status,
    undelivered,
    why,
    wishes,
    workspace,
)
from handlers.middleware import introduce, keep_events
from handlers.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Give the app its ears: the middleware, every listener, and the one error handler."""
    app.middleware(keep_events(services))
    app.middleware(introduce(services))
    app.error(errors.on_error)
    for conversation in (
        command,
        join,
        region,
        programme,
        match,
        match_editing,
        publishing,
        wishes,
        answer,
        report,
        undelivered,
        check_in,
        help_offer,
        endings,
        status,
        why,
        profile,
        how_often,
        pause,
        leave,
        direct_message,
        workspace,
        stale,
    ):
        conversation.register(app)
