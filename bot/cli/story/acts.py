"""What people do in the story, at the pace of somebody who looks on."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from bot.cli.story.sights import button, options
from sandbox.errors import NotPossible
from sandbox.person import PersonDriver
from sandbox.server import LocalSlack
from sandbox.state import Json
from sandbox.story import Act, Seen


def asks_for_a_mentor(*, knows: str) -> Act:
    """Write to the bot; refused in a workspace where the story has been told, and `knows` has a match already."""

    async def act(slack: LocalSlack, person: PersonDriver) -> None:
        if button("open:status")(person) or slack.person(knows).group_messages:
            raise NotPossible("This workspace has moved on. Start the sandbox anew to see it from the beginning.")
        await closes(slack, person)
        await person.say("Hello! I'd like a mentor")

    return act


async def opens(_: LocalSlack, person: PersonDriver) -> None:
    await person.press("open:join", message=person.messages[-1])


def chooses(name: str, seconds: float) -> Act:
    """Choose the programme of this name."""

    async def act(_: LocalSlack, person: PersonDriver) -> None:
        await person.fill({"programme": options(person.modal or {})[name]})
        await asyncio.sleep(seconds)
        await person.submit()

    return act


def fills_in(entries: Json, seconds: float) -> Act:
    """Fill the form in, leave it to be read, and go on."""

    async def act(_: LocalSlack, person: PersonDriver) -> None:
        await person.fill(entries)
        await asyncio.sleep(seconds)
        outcome = await person.submit()
        if outcome.errors:
            raise NotPossible(f"A form was not taken: {' '.join(outcome.errors.values())}")

    return act


async def closes(_: LocalSlack, person: PersonDriver) -> None:
    if person.modal:
        await person.close(clear=True)


def types(command: str) -> Act:
    async def act(slack: LocalSlack, person: PersonDriver) -> None:
        await closes(slack, person)
        await person.command(command)

    return act


def presses(action_id: str) -> Act:
    async def act(_: LocalSlack, person: PersonDriver) -> None:
        await person.press(action_id)

    return act


async def looks_at_who_waits(_: LocalSlack, anna: PersonDriver) -> None:
    await anna.press("match.overview")
    await anna.until(button("match.waiting"))
    await anna.press("match.waiting")


async def publishes(_: LocalSlack, anna: PersonDriver) -> None:
    await anna.press("match.overview")
    await anna.until(button("match.publish"))
    await anna.press("match.publish")


def time_passes(seen: Seen, *, days: int, at_once: int = 1, patience: float = 0) -> Act:
    """Let the clock run, so many days `at_once`, until something has happened; `days` at most.

    It stays where it is when that happens by itself within `patience`, in seconds.
    """

    async def act(slack: LocalSlack, person: PersonDriver) -> None:
        await closes(slack, person)
        with suppress(TimeoutError):
            await person.until(seen, patience)
        for _ in range(0, days, at_once):
            if seen(person):
                return
            await slack.travel(slack.clock.now() + timedelta(days=at_once))

    return act


async def asks_for_help(slack: LocalSlack, person: PersonDriver) -> None:
    """Their own check-in may come a few days after others', with the holidays of their country between."""
    await time_passes(button("check_in.help"), days=21)(slack, person)
    await person.press("check_in.help")


async def leaves_it(slack: LocalSlack, person: PersonDriver) -> None:
    await closes(slack, person)
    await person.press("help_offer.not_now")


async def asks_for_the_report(slack: LocalSlack, anna: PersonDriver) -> None:
    """First everybody else who was asked answers, most of them that they met."""
    for number, person in enumerate(map(slack.person, slack.state.people)):
        if button("check_in.met")(person):
            await person.press("check_in.not_yet" if number % 4 == 0 else "check_in.met")
    await closes(slack, anna)
    await anna.command("/mentor report")
