"""After "I'd like some help": the offer, and for each way to get it exactly what would go to whom."""

from collections.abc import Callable, Mapping, Sequence

from slack_sdk.models.blocks import Block, PlainTextInputElement
from slack_sdk.models.views import View

from handlers.ids import Door, HelpOffer
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    context,
    divider,
    field,
    mention,
    mentions,
    message,
    modal,
    quote,
    say,
    section,
)
from mentoring.enrolment import LONGEST_TEXT
from mentoring.help_offers import Ideas, Letter
from prompts.words import Translate


def help_offer(t: Translate, *, relationship_id: int, programme: str) -> Message:
    """Four ways on; nothing is sent by pressing one."""
    value = str(relationship_id)
    return message(
        say(t, "help-offer-text"),
        section(say(t, "help-offer", programme=programme)),
        actions(
            button(HelpOffer.IDEAS, t("help-offer-ideas-button"), value=value),
            button(HelpOffer.CONTACT, t("help-offer-contact-button"), value=value),
            button(HelpOffer.NEW_MATCH, t("help-offer-new-match-button"), value=value),
            button(HelpOffer.NOT_NOW, t("help-offer-not-now-button"), value=value),
        ),
    )


def help_way(t: Translate, *, contact: str | None, offered: bool) -> View:
    """Where help is: an offer in their direct messages for whoever is matched, else the person to turn to."""
    if offered:
        sentence = say(t, "help-way-offered")
    elif contact is None:
        sentence = say(t, "help-way-nobody")
    else:
        sentence = say(t, "help-way", contact=mention(contact))
    status = button(f"{Door.OPEN}:status", t("help-status-button"))
    return modal(
        "help_offer.way", t("help-way-modal-title"), [section(sentence), actions(status)], close=t("button-close")
    )


def ideas(t: Translate, *, ideas: Ideas) -> View:
    """A few sentences fit for the role."""
    return modal(
        "help_offer.read",
        t("help-ideas-modal-title"),
        [section(say(t, f"help-ideas-{ideas.role}")), context(say(t, "help-ideas-seen"))],
        close=t("button-close"),
    )


def contact_form(t: Translate, *, letter: Letter, pressed: Mapping[str, str]) -> View:
    """What the contact would get, to the letter, with room for the person's own words."""
    words = PlainTextInputElement(multiline=True, max_length=LONGEST_TEXT)
    return modal(
        HelpOffer.CONTACT_FORM,
        t("help-contact-modal-title"),
        [
            section(say(t, "help-contact-look", to=mentions(t, letter.to))),
            section(_letter(t, letter, "help-contact")),
            divider(),
            field("words", t("help-contact-words-label"), words, hint=t("help-contact-words-hint"), optional=True),
            context(say(t, "help-contact-note")),
        ],
        submit=t("help-contact-submit"),
        close=t("help-cancel-close"),
        remembers=_to_remember(letter, pressed),
    )


def new_match_form(t: Translate, *, letter: Letter, pressed: Mapping[str, str]) -> View:
    """What the coordinators would get, to the letter, and what happens to the partner: nothing yet."""
    return modal(
        HelpOffer.NEW_MATCH_FORM,
        t("help-new-match-modal-title"),
        [
            section(say(t, "help-new-match-look", to=mentions(t, letter.to))),
            section(_letter(t, letter, "help-new-match")),
            divider(),
            section(say(t, "help-new-match-note", people=mentions(t, letter.partners))),
        ],
        submit=t("help-new-match-submit"),
        close=t("help-cancel-close"),
        remembers=_to_remember(letter, pressed),
    )


def sent(t: Translate, *, to: Sequence[str]) -> View:
    """Where the form was: that it is on its way, and to whom."""
    sentence = say(t, "help-sent", to=mentions(t, to))
    return modal("help_offer.sent", t("help-way-modal-title"), [section(sentence)], close=t("button-close"))


def help_contact(t: Translate, *, letter: Letter, words: str) -> Message:
    """To the contact: somebody would like to talk."""
    own_words = [context(say(t, "help-contact-words")), quote(words)] if words else []
    text = say(t, "help-contact-text", programme=letter.programme)
    return message(text, section(_letter(t, letter, "help-contact")), *own_words)


def help_contact_sent(t: Translate, *, letter: Letter, words: str) -> Message:
    """To the person: what went to whom."""
    own_words: list[Block] = [context(say(t, "help-contact-sent-words")), quote(words)] if words else []
    sentence = say(t, "help-contact-sent", to=mentions(t, letter.to), programme=letter.programme)
    ways = _other_ways(t, letter, HelpOffer.IDEAS, HelpOffer.NEW_MATCH)
    return message(say(t, "help-contact-sent-text"), section(sentence), *own_words, *ways)


def help_new_match(t: Translate, *, letter: Letter, words: str) -> Message:
    """To a coordinator: somebody asks for a new match; no reason was asked for."""
    del words  # none are asked for
    return message(
        say(t, "help-new-match-text", programme=letter.programme),
        section(_letter(t, letter, "help-new-match")),
        section(say(t, "help-new-match-next", sender=mention(letter.sender))),
    )


def help_new_match_sent(t: Translate, *, letter: Letter, words: str) -> Message:
    """To the person: what went to whom."""
    del words  # none are asked for
    sentence = say(t, "help-new-match-sent", to=mentions(t, letter.to), programme=letter.programme)
    ways = _other_ways(t, letter, HelpOffer.IDEAS, HelpOffer.CONTACT)
    return message(say(t, "help-new-match-sent-text"), section(sentence), *ways)


def help_not_now(t: Translate, *, relationship_id: int) -> Message:
    """Nothing was sent, and nobody need wait for a check-in to think again."""
    sentence = say(t, "help-not-now-text")
    again = button(HelpOffer.OFFER, t("help-with-match-button"), value=str(relationship_id))
    return message(sentence, section(sentence), actions(again))


def _other_ways(t: Translate, letter: Letter, *ways: HelpOffer) -> list[Block]:
    """The ways to help that were not taken: one never closes the others."""
    value = str(letter.relationship_id)
    return [
        context(say(t, "help-other-ways")),
        actions(*(button(way, t(f"{way.replace('.', '-').replace('_', '-')}-button"), value=value) for way in ways)),
    ]


def _letter(t: Translate, letter: Letter, message_id: str) -> SafeText:
    """The very sentence that is sent: the form shows it before, with the same words."""
    people = mentions(t, letter.partners)
    return say(t, message_id, sender=mention(letter.sender), people=people, programme=letter.programme)


def _to_remember(letter: Letter, pressed: Mapping[str, str]) -> dict[str, object]:
    return {"relationship": letter.relationship_id, "shown": list(letter.to), **pressed}


MESSAGES: dict[str, Callable[..., Message]] = {
    "help_offer": help_offer,
    "help_contact": help_contact,
    "help_contact_sent": help_contact_sent,
    "help_new_match": help_new_match,
    "help_new_match_sent": help_new_match_sent,
    "help_not_now": help_not_now,
}
