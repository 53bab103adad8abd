"""What people write to the bot: the same room as `/mentor`, through another door. Words not understood are not kept."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.command import BY_WORD, Subcommand
from handlers.visit import Visit
from mentoring import contacts, relationships
from mentoring.say import Say, ToPerson

# Wishes in plain words, in both languages, for messages too long to be a subcommand's name.
PHRASES = {
    "pause": re.compile(r"\b(pause|a break|on leave|vacation|ferie|orlov|barsel)\b", re.IGNORECASE),
    "leave": re.compile(r"\b(leave|quit|drop out|give up my place|stoppe|afmelde|melde fra)\b", re.IGNORECASE),
    "status": re.compile(r"\b(who is my|hvem er min|when do i|hvornår)\b", re.IGNORECASE),
    "join": re.compile(
        r"\b(a mentor|a mentee|en mentor|en mentee|(være|blive) (mentor|mentee)|sign me up|join|tilmelde?)\b",
        re.IGNORECASE,
    ),
    "help": re.compile(r"\b(what can|how do|hvad kan|hvordan|help|hjælpe?)\b", re.IGNORECASE),
}
GREETINGS = {"hi", "hello", "hey", "hej", "goddag", "davs"}
SHORT = 3
WRITTEN = {None, "file_share", "me_message", "thread_broadcast"}
"""The kinds of message that a person writes; all others are Slack's own, edits and deletions among them."""


def register(app: AsyncApp) -> None:
    app.event("message")(written)


async def written(event: dict[str, Any], visit: Visit) -> None:
    """Answer every message a person writes to the bot; edits, deletions and other bots' posts are none."""
    if event.get("subtype") not in WRITTEN or event.get("bot_id") or visit is None:
        return
    await visit.be_known()
    subcommand = understood(event.get("text") or "")
    key = f"answer:{visit.request_id}"
    you = ToPerson(slack_id=visit.actor.id)
    if subcommand is not None and subcommand.answers is not None:
        async with visit.change() as tx:
            await visit.answer(tx, await subcommand.answers(visit, ""), key=key)
        return
    async with visit.change() as tx:
        if subcommand is None:
            contact = await contacts.somebody_to_turn_to(tx, visit.actor)
            matched = bool(await relationships.of_person(tx, visit.actor))
            args = {"contact": contact, "matched": matched}
            await visit.say(tx, Say(to=you, message="not_understood", key=key, args=args))
        else:
            await visit.say(tx, Say(to=you, message="door", key=key, args={"subcommand": subcommand.name}))


def understood(text: str) -> Subcommand | None:
    """The subcommand somebody means, or None: its own name in a short message, else a wish in plain words."""
    words = re.findall(r"[\w?]+", text.lower())
    if len(words) <= SHORT:
        for word in words:
            if word in BY_WORD:
                return BY_WORD[word]
    for name, phrase in PHRASES.items():
        if phrase.search(text):
            return BY_WORD[name]
    return BY_WORD["help"] if GREETINGS.intersection(words[:1]) else None
