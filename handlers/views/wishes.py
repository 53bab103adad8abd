"""Asking for wishes as mentors and mentees see it: whether one may be shown, and whom one would choose."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, CheckboxesElement, StaticSelectElement
from slack_sdk.models.views import View

from handlers.ids import Door, Wishes
from handlers.views import choices
from handlers.views.kick_off import why
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    context,
    divider,
    field,
    mention,
    message,
    modal,
    option,
    quote,
    say,
    section,
)
from handlers.views.match import goal_names
from mentoring.choosing import FIELDS, SuggestedMentor, ToChoose
from prompts.words import Translate
from storage.states import Role

OFF = "off"
"""The value of "no choice": a menu once chosen cannot be emptied in every client."""
SAID = {"shared_goal", "level_gap", "common_language"}
"""What a mentee may read before there is a match: no more than the fields say that a mentee may."""


def may_be_shown(
    t: Translate,
    *,
    question_id: int,
    programme: str,
    goals: Sequence[str],
    introduction: str,
    closes: dt.datetime,
    zone: str,
) -> Message:
    """Whether a mentor may be among those mentees are shown: what they would read, until when, and who hears."""
    value = str(question_id)
    read = say(t, "may-be-shown-goals", goals=goal_names(t, goals)) if goals else say(t, "may-be-shown-no-goals")
    return message(
        say(t, "may-be-shown", programme=programme),
        section(say(t, "may-be-shown-question", programme=programme)),
        section(read),
        *([quote(introduction)] if introduction else []),
        actions(
            button(Wishes.MAY, t("may-be-shown-yes-button"), value=value, style="primary"),
            button(Wishes.RATHER_NOT, t("may-be-shown-no-button"), value=value),
        ),
        context(say(t, "may-be-shown-until", moment=t.moment(closes, ZoneInfo(zone)))),
        context(say(t, "may-be-shown-seen")),
    )


def may_be_shown_noted(t: Translate) -> Message:
    """In the place of the question, whatever the answer was."""
    return message(say(t, "may-be-shown-noted"))


def may_be_shown_over(t: Translate) -> Message:
    """In the place of the question, when the time for it is over."""
    return message(say(t, "may-be-shown-over"))


def choose_mentors(
    t: Translate, *, question_id: int, programme: str, count: int, closes: dt.datetime, zone: str, again: bool
) -> Message:
    """That there are mentors to choose among, until when, and what a choice is."""
    text = say(t, "choose-again" if again else "choose", programme=programme)
    return message(
        text,
        *([section(text)] if again else []),
        section(say(t, "choose-question", programme=programme, count=count)),
        actions(button(Wishes.CHOOSE, t("choose-button"), value=str(question_id), style="primary")),
        context(say(t, "choose-until", moment=t.moment(closes, ZoneInfo(zone)))),
        context(say(t, "choose-seen")),
    )


def choice_noted(t: Translate, *, question_id: int, closes: dt.datetime, zone: str) -> Message:
    """In the place of the question: noted, and until when it can be otherwise; never what was chosen."""
    noted = say(t, "choice-noted", moment=t.moment(closes, ZoneInfo(zone)))
    return message(
        noted, section(noted), actions(button(Wishes.CHOOSE, t("choice-again-button"), value=str(question_id)))
    )


def choosing_over(t: Translate) -> Message:
    """In the place of the question, when choosing is over."""
    return message(say(t, "choosing-over"))


def choose(t: Translate, *, choice: ToChoose, pressed: Mapping[str, str]) -> View:
    """The mentors, by name, each with what they say and what speaks for them; then first, second and third choice."""
    return modal(
        Wishes.CHOICE,
        t("choose-modal-title"),
        [
            section(say(t, "choose-about", programme=choice.programme.name, count=len(choice.mentors))),
            *(block for mentor in choice.mentors for block in _mentor(t, mentor)),
            divider(),
            *(_place(t, choice.mentors, rank) for rank in range(len(choice.mentors))),
            _none(t, ticked=choice.none),
        ],
        submit=t("choose-submit"),
        close=t("choose-close"),
        remembers={"question": choice.question_id, **pressed},
    )


def wishes_in(t: Translate, *, programme_id: int, programme: str, answered: int | None) -> Message:
    """For coordinators: mentees have had their time, and the round can be made."""
    sentence = say(t, "wishes-in", programme=programme)
    return message(
        sentence,
        section(sentence),
        *([section(say(t, "wishes-answered", count=answered))] if answered is not None else []),
        section(say(t, "wishes-in-next")),
        actions(button(f"{Door.OPEN}:match", t("wishes-draft-button"), value=str(programme_id), style="primary")),
    )


def wishes_ended(t: Translate, *, programme: str, coordinator: str) -> Message:
    """For the other coordinators: one of them has ended it."""
    return message(say(t, "wishes-ended", programme=programme, coordinator=mention(coordinator)))


def _mentor(t: Translate, mentor: SuggestedMentor) -> list[Block]:
    person = mention(mentor.slack_id)
    offers = [say(t, "choose-offers", goals=goal_names(t, mentor.goals_offered))] if mentor.goals_offered else []
    reasons = [
        line
        for reason in mentor.reasons
        if reason.code in SAID and (line := why(t, Role.MENTEE, person, reason)) is not None
    ]
    speaks = reasons or [say(t, "choose-only-rules")]
    return [
        divider(),
        section(SafeText("\n".join([say(t, "choose-mentor", mentor=person), *offers]))),
        *([quote(mentor.introduction)] if mentor.introduction else []),
        section(SafeText("\n".join([say(t, "choose-why"), *speaks]))),
    ]


def _place(t: Translate, mentors: Sequence[SuggestedMentor], rank: int) -> Block:
    options = [
        *(option(str(mentor.enrolment_id), mentor.name) for mentor in mentors),
        option(OFF, t("choose-off-option")),
    ]
    chosen = next((str(mentor.enrolment_id) for mentor in mentors if mentor.rank == rank), OFF)
    menu = StaticSelectElement(options=options, initial_option=choices.chosen(options, (chosen,))[0])
    return field(FIELDS[rank], t(f"choose-{FIELDS[rank]}-label"), menu, hint=t("seen-by-matching"))


def _none(t: Translate, *, ticked: bool) -> Block:
    options = [option("none", t("choose-none-option"))]
    box = CheckboxesElement(options=options, initial_options=options if ticked else None)
    return field("none", t("choose-none-label"), box, hint=t("choose-none-hint"), optional=True)


MESSAGES: dict[str, Callable[..., Message]] = {
    "may_be_shown": may_be_shown,
    "may_be_shown_noted": may_be_shown_noted,
    "may_be_shown_over": may_be_shown_over,
    "choose_mentors": choose_mentors,
    "choice_noted": choice_noted,
    "choosing_over": choosing_over,
    "wishes_in": wishes_in,
    "wishes_ended": wishes_ended,
}
