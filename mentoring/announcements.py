"""Telling a channel that a programme takes people, and its coordinators when the channel could not be told."""

from mentoring import people, programmes
from mentoring.access import Actor
from mentoring.programmes import Programme
from mentoring.say import Say, ToChannel, ToPerson, key_of_act
from storage import Transaction

ANNOUNCEMENT = "announcement"
"""The message's name: what the outbox calls the kind of such a message."""


async def announcement(tx: Transaction, actor: Actor, programme: Programme, channel: str) -> Say:
    """What tells a channel that people can join, in the language of whoever announces: a channel has none of its own."""
    announcer = await people.profile_of(tx, actor)
    return Say(
        to=ToChannel(channel=channel),
        message=ANNOUNCEMENT,
        key=key_of_act(ANNOUNCEMENT, programme.id),
        args={"programme": programme, "locale": announcer.locale},
        programme_id=programme.id,
    )


async def announcement_failed(
    tx: Transaction, workspace: str, *, key: str, error: str, certain: bool
) -> tuple[Say, ...]:
    """Tell a programme's coordinators how to mend an announcement that did not reach its channel, or may not have.

    `key` is the announcement's own, `error` Slack's code.
    """
    programme = await programmes.find(tx, workspace, int(key.split(":")[1]))
    here = [await people.known(tx, workspace, slack_id) for slack_id in programme.coordinators]
    return tuple(
        Say(
            to=ToPerson(slack_id=person.slack_id),
            message="announcement_failed",
            key=f"{key}:failed:{person.slack_id}",
            args={"programme": programme, "error": error, "certain": certain},
            programme_id=programme.id,
        )
        for person in here
        if person is not None and not person.is_deactivated
    )
