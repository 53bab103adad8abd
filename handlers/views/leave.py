"""Giving up a place: what others will read comes first, the decision second."""

from collections.abc import Callable

from slack_sdk.models.views import View

from handlers.ids import Door, SelfService
from handlers.views import choices
from handlers.views.kit import (
    Message,
    actions,
    button,
    field,
    mention,
    mentions,
    message,
    modal,
    option,
    quote,
    say,
    section,
)
from mentoring.departures import Leaving
from prompts.words import Translate


def choose(t: Translate, *, places: tuple[Leaving, ...]) -> View:
    """Which place, when there are several."""
    options = [option(str(place.programme.id), place.programme.name) for place in places]
    return modal(
        SelfService.LEAVE_CHOOSE,
        t("leave-modal-title"),
        [field("programme", t("leave-choose-label"), choices.one_of(options))],
        submit=t("join-next-submit"),
        close=t("button-close"),
    )


def confirm(t: Translate, *, place: Leaving, name: str) -> View:
    """Exactly what partners will be told, before anything is sent."""
    blocks = [section(say(t, "leave-what", programme=place.programme.name))]
    kinder = [section(say(t, "leave-kinder"))]
    if place.partners:
        told = t("partner-left", partner=name, programme=place.programme.name)
        following = t("partner-left-group" if place.group_goes_on else "partner-left-pair")
        blocks += [section(say(t, "leave-told", people=mentions(t, place.partners))), quote(f"{told}\n{following}")]
        kinder.append(section(say(t, "leave-not-right")))
    return modal(
        SelfService.LEAVE,
        t("leave-modal-title"),
        [*blocks, *kinder],
        submit=t("leave-submit"),
        close=t("leave-stay-close"),
        remembers={"programme": place.programme.id},
    )


def left(t: Translate, *, programme: str) -> Message:
    """Confirms that a place is given up."""
    return message(say(t, "left", programme=programme))


def partner_left(t: Translate, *, partner: str, programme: str, goes_on: bool) -> Message:
    """Somebody left: no reason, no blame, and what happens now."""
    sentence = say(t, "partner-left", partner=mention(partner), programme=programme)
    following = say(t, "partner-left-group" if goes_on else "partner-left-pair")
    return message(
        sentence,
        section(sentence),
        section(following),
        actions(button(f"{Door.OPEN}:status", t("joined-status-button"))),
    )


def needs_a_match(t: Translate, *, programme: str, programme_id: int) -> Message:
    """For coordinators: somebody left, and somebody is without a match; neither is named, the draft names who waits."""
    sentence = say(t, "needs-a-match", programme=programme)
    label = t("home-match-button")
    return message(
        sentence,
        section(sentence),
        section(say(t, "needs-a-match-next")),
        actions(button(f"{Door.OPEN}:match", label, value=str(programme_id), spoken=f"{label}: {programme}")),
    )


def group_goes_on(t: Translate, *, people: tuple[str, ...], programme: str) -> Message:
    """The first words in a group's new conversation."""
    return message(say(t, "group-goes-on", people=mentions(t, people), programme=programme))


MESSAGES: dict[str, Callable[..., Message]] = {
    "partner_left": partner_left,
    "needs_a_match": needs_a_match,
    "group_goes_on": group_goes_on,
}
