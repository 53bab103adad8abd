"""Finding one's way: help, and answers to what was not understood."""

from collections.abc import Callable

from handlers.ids import Door, Report
from handlers.views.kit import Message, SafeText, actions, button, context, mention, message, say, section
from prompts.words import Translate

TOPICS = ("join", "status", "profile", "pause", "resume", "leave", "programme", "match", "report")
"""The subcommands that help explains, in the order in which people need them."""


def guide(t: Translate) -> Message:
    """What can be done here, one line each."""
    lines = "\n".join(say(t, f"help-{topic}") for topic in TOPICS)
    opening = say(t, "help")
    return message(
        opening,
        section(opening),
        section(SafeText(lines)),
        actions(
            button(f"{Door.OPEN}:join", t("help-join-button"), style="primary"),
            button(f"{Door.OPEN}:status", t("help-status-button")),
        ),
        context(say(t, "help-privacy")),
    )


def unknown_subcommand(t: Translate, *, word: str, nearest: str) -> Message:
    """A word after /mentor that means nothing to us, with the nearest that does."""
    sentence = say(t, "unknown-subcommand", word=word[:40], nearest=nearest)
    return message(sentence, section(sentence), actions(button(f"{Door.OPEN}:{nearest}", f"/mentor {nearest}")))


def not_understood(t: Translate, *, contact: str | None, matched: bool) -> Message:
    """Words to the bot that it can't make sense of: it is a program, nobody reads this, and this person helps.

    Whoever has a match is offered help with it, everybody else the way in.
    """
    first = (
        button(Report.HELP, t("help-with-match-button"))
        if matched
        else button(f"{Door.OPEN}:join", t("help-join-button"))
    )
    sentence = (
        say(t, "not-understood-nobody") if contact is None else say(t, "not-understood", contact=mention(contact))
    )
    return message(
        sentence,
        section(sentence),
        actions(
            first,
            button(f"{Door.OPEN}:status", t("help-status-button")),
            button(f"{Door.OPEN}:help", t("help-help-button")),
        ),
    )


def door(t: Translate, *, subcommand: str) -> Message:
    """The button that opens what somebody asked for in words: only a press can open a screen."""
    sentence = say(t, "door", subcommand=subcommand)
    return message(
        sentence,
        section(sentence),
        actions(button(f"{Door.OPEN}:{subcommand}", t("door-button", subcommand=subcommand), style="primary")),
    )


MESSAGES: dict[str, Callable[..., Message]] = {"not_understood": not_understood, "door": door}
