"""Finding one's way: help, and answers to what was not understood."""

from collections.abc import Callable, Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.ids import Door, HelpOffer
from handlers.views.kit import Message, SafeText, actions, button, context, mention, message, say, section
from mentoring.guidance import Guidance
from prompts.words import Translate

MOST_CONTACTS = 10


def guide(t: Translate, *, guidance: Guidance) -> Message:
    """What this person can do here, one line each, and whom they can turn to."""
    opening = say(t, "help")
    lines = "\n".join(say(t, f"help-{topic}") for topic in topics(guidance))
    join = [button(f"{Door.OPEN}:join", t("help-join-button"))] if guidance.is_matched and guidance.may_join else []
    not_for_you = () if guidance.may_join else (section(say(t, "help-guest")),)
    return message(
        opening,
        section(opening),
        section(SafeText(lines)),
        *not_for_you,
        *_people(t, guidance),
        actions(*_first(t, guidance), *join, button(f"{Door.OPEN}:status", t("help-status-button"))),
        context(say(t, "help-privacy")),
    )


def greeted(t: Translate, *, name: str, answer: Message) -> Message:
    """An answer to somebody who said hello: hello, and then the answer."""
    greeting = say(t, "greeting", name=name.partition(" ")[0])
    return Message(text=greeting, blocks=(*message(greeting).blocks, *answer.blocks))


def topics(guidance: Guidance) -> Iterator[str]:
    """The subcommands that help explains, in the order in which people need them: those this person can use."""
    if guidance.may_join:
        yield "join"
    yield "status"
    if guidance.has_place:
        yield from ("profile", "pause", "resume")
        if guidance.is_mentor:
            yield "full"
        yield "leave"
    if guidance.may_create or guidance.coordinates:
        yield "programme"
    if guidance.coordinates:
        yield from ("match", "report", "undelivered")


def _people(t: Translate, guidance: Guidance) -> list[Block]:
    """The person to turn to for each programme; else somebody; else nobody is named."""
    lines = [
        say(t, "help-contact-of", contact=mention(each.slack_id), programme=each.programme)
        for each in guidance.contacts[:MOST_CONTACTS]
    ]
    if not lines and guidance.contact is not None:
        lines = [say(t, "help-contact-anybody", contact=mention(guidance.contact))]
    return [section(SafeText("\n".join(lines)))] if lines else []


def _first(t: Translate, guidance: Guidance) -> list[ButtonElement]:
    """Whoever has a match is offered help with it, everybody else who may the way in."""
    if guidance.is_matched:
        return [button(HelpOffer.ASK, t("help-with-match-button"))]
    return [button(f"{Door.OPEN}:join", t("help-join-button"))] if guidance.may_join else []


def _where_am_i(t: Translate) -> tuple[ButtonElement, ...]:
    return (
        button(f"{Door.OPEN}:status", t("help-status-button")),
        button(f"{Door.OPEN}:help", t("help-help-button")),
    )


def unknown_subcommand(t: Translate, *, word: str, nearest: str | None) -> Message:
    """A word after /mentor that means nothing to us, with the nearest that does, or where all of them are."""
    if nearest is None:
        sentence = say(t, "unknown-subcommand-far", word=word[:40])
        return message(sentence, section(sentence), actions(*_where_am_i(t)))
    sentence = say(t, "unknown-subcommand", word=word[:40], nearest=nearest)
    return message(sentence, section(sentence), actions(button(f"{Door.OPEN}:{nearest}", f"/mentor {nearest}")))


def not_understood(t: Translate, *, guidance: Guidance) -> Message:
    """Words to the bot that it can't make sense of: it is a program, nobody reads this, and this person helps."""
    contact = guidance.contact
    sentence = (
        say(t, "not-understood-nobody") if contact is None else say(t, "not-understood", contact=mention(contact))
    )
    return message(sentence, section(sentence), actions(*_first(t, guidance), *_where_am_i(t)))


def thanked(t: Translate) -> Message:
    """Somebody said thanks, or that all is well: a kind word back, and nothing to do."""
    return message(say(t, "thanked"))


def not_for_guests(t: Translate, *, guidance: Guidance) -> Message:
    """A guest or somebody from outside asks for a place: that there is none for them, and who can say more."""
    sentence = say(t, "help-guest")
    return message(sentence, section(sentence), *_people(t, guidance))


def about_data(t: Translate, *, guidance: Guidance) -> Message:
    """Somebody asks who sees what, or wants it deleted: how it is, and who can do something about it."""
    sentence = say(t, "about-data")
    people = _people(t, guidance) or [section(say(t, "wants-help-nobody"))]
    return message(sentence, section(sentence), section(say(t, "about-data-delete")), *people, actions(*_where_am_i(t)))


def wants_help(t: Translate, *, guidance: Guidance, danger: bool = False) -> Message:
    """Somebody wrote that it is hard, or that they need a person: who that is, and help for whoever has a match.

    `danger`: they may be about to harm themselves, so where help is at once comes first.
    """
    sentence = say(t, "wants-help")
    at_once = [section(say(t, "wants-help-at-once"))] if danger else []
    named = _people(t, guidance)
    people = named or [section(say(t, "wants-help-nobody"))]
    ways = "help" if guidance.is_matched else "write" if named else "none"
    help_ = (button(HelpOffer.ASK, t("help-with-match-button"), style="primary"),) if guidance.is_matched else ()
    return message(
        sentence,
        section(sentence),
        *at_once,
        *people,
        actions(*help_, *_where_am_i(t)),
        context(say(t, "wants-help-seen", ways=ways)),
    )


def door(t: Translate, *, subcommand: str) -> Message:
    """The button that opens what somebody asked for in words: only a press can open a screen."""
    sentence = say(t, "door", subcommand=subcommand)
    return message(
        sentence,
        section(sentence),
        actions(button(f"{Door.OPEN}:{subcommand}", t("door-button", subcommand=subcommand), style="primary")),
    )


MESSAGES: dict[str, Callable[..., Message]] = {
    "not_understood": not_understood,
    "thanked": thanked,
    "wants_help": wants_help,
    "not_for_guests": not_for_guests,
    "about_data": about_data,
    "door": door,
}
