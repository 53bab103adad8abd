"""Check-ins: the question, what stands in its place after a press, and the rating."""

import datetime as dt
from collections.abc import Callable

from handlers.ids import CheckIn
from handlers.views.kit import Message, actions, button, context, mentions, message, say, section
from prompts.words import Translate
from storage.states import Kind

_IDEAS = 4


def check_in(
    t: Translate,
    *,
    check_in_id: int,
    people: tuple[str, ...],
    programme: str,
    is_first: bool,
    met: dt.date | None = None,
) -> Message:
    """Did you meet? One press is enough. `is_first`: this reader was never asked; `met`: the last meeting noted."""
    value = str(check_in_id)
    since = "asked" if not is_first else "beginning" if met is None else "met"
    day = "" if met is None else t.date(met)
    return message(
        say(t, "check-in-text", programme=programme),
        section(say(t, "check-in-question", people=mentions(t, people), since=since, met=day)),
        actions(
            button(CheckIn.MET, t("check-in-met-button"), value=value, style="primary"),
            button(CheckIn.NOT_YET, t("check-in-not-yet-button"), value=value),
            button(CheckIn.HELP, t("check-in-help-button"), value=value),
        ),
        context(say(t, "check-in-seen", readers=len(people) + 1)),
    )


def check_in_met(t: Translate, *, check_in_id: int) -> Message:
    """Thanks, and a rating for whoever likes to give one."""
    ratings = [
        button(
            f"{CheckIn.RATE}:{rating}",
            t(f"check-in-rating-{rating}-button"),
            value=str(check_in_id),
            spoken=t("check-in-rating-spoken", rating=rating),
        )
        for rating in range(1, 6)
    ]
    thanks = say(t, "check-in-met-text")
    return message(
        thanks,
        section(thanks),
        section(say(t, "check-in-rating-question")),
        actions(*ratings),
        context(say(t, "check-in-rating-seen")),
    )


def check_in_not_yet(t: Translate, *, idea: int, kind: Kind) -> Message:
    """No blame, and one small idea; another one each time."""
    to_whom = "pair" if kind is Kind.ONE_TO_ONE else "group"
    thanks = say(t, "check-in-not-yet-text")
    words = t(f"check-in-idea-{to_whom}-{idea % _IDEAS + 1}")
    return message(thanks, section(thanks), section(say(t, "check-in-not-yet-idea", idea=words)))


def check_in_settled(t: Translate, *, check_in_id: int, met: bool) -> Message:
    """A partner answered first: whether a meeting was noted, and help for whoever would like some all the same."""
    sentence = say(t, "check-in-settled", met="yes" if met else "no")
    help_ = button(CheckIn.HELP, t("check-in-help-button"), value=str(check_in_id))
    return message(sentence, section(sentence), actions(help_))


def noted(t: Translate) -> Message:
    """What stands in the place of what was pressed: never the value."""
    return message(say(t, "noted"))


MESSAGES: dict[str, Callable[..., Message]] = {
    "check_in": check_in,
    "check_in_met": check_in_met,
    "check_in_not_yet": check_in_not_yet,
    "check_in_settled": check_in_settled,
    "noted": noted,
}
