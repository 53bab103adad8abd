"""What people write to the bot: the same room as `/mentor`, through another door. Words not understood are not kept."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.command import Subcommand
from handlers.plain_words import asks_about_data, greets, is_thanks, may_be_in_danger, understood, wants_a_person
from handlers.views import guide
from handlers.visit import Visit
from mentoring import guidance
from mentoring.say import Say, ToPerson

WRITTEN = {None, "file_share", "me_message", "thread_broadcast"}
"""The kinds of message that a person writes; all others are Slack's own, edits and deletions among them."""


def register(app: AsyncApp) -> None:
    app.event("message")(written)


async def written(event: dict[str, Any], visit: Visit) -> None:
    """Answer every message a person writes to the bot; edits, deletions and other bots' posts are none."""
    if event.get("subtype") not in WRITTEN or event.get("bot_id") or visit is None:
        return
    await visit.be_known()
    text = event.get("text") or ""
    if may_be_in_danger(text):
        await _name_a_person(visit, "wants_help", danger=True)
    elif is_thanks(text):
        await _answer(visit, "thanked")
    elif wants_a_person(text):
        await _name_a_person(visit, "wants_help")
    elif asks_about_data(text):
        await _name_a_person(visit, "about_data")
    elif (subcommand := understood(text)) is None:
        await _name_a_person(visit, "not_understood")
    else:
        await _do(visit, subcommand, text, is_greeting=greets(text))


async def _do(visit: Visit, subcommand: Subcommand, text: str, *, is_greeting: bool) -> None:
    """What the subcommand would answer, or the button that opens its screen: only a press can."""
    if subcommand.name == "join" and not (await visit.profile()).may_take_part:
        await _name_a_person(visit, "not_for_guests")
    elif subcommand.answers is None:
        await _answer(visit, "door", subcommand=subcommand.name)
    else:
        async with visit.change() as tx:
            answer = await subcommand.answers(visit, text)
            if subcommand.name == "help" and is_greeting:
                answer = guide.greeted(visit.t, name=(await visit.profile()).name, answer=answer)
            await visit.answer(tx, answer, key=f"answer:{visit.request_id}")


async def _name_a_person(visit: Visit, message: str, **args: object) -> None:
    """Say who is there for them, and what they can do from here; nothing is sent to anybody else."""
    async with visit.change() as tx:
        await _answer(visit, message, guidance=await guidance.for_person(tx, visit.actor), **args)


async def _answer(visit: Visit, message: str, **args: object) -> None:
    you = ToPerson(slack_id=visit.actor.id)
    async with visit.change() as tx:
        await visit.say(tx, Say(to=you, message=message, key=f"answer:{visit.request_id}", args=args))
