"""Ending well: the first questions again, and goodbye."""

import datetime as dt
from collections.abc import Callable, Mapping

from slack_sdk.models.views import View

from handlers.ids import Door, Endings
from handlers.views.join import baseline_fields
from handlers.views.kit import Message, actions, button, context, mentions, message, modal, say, section
from mentoring.endings import LastQuestions
from mentoring.programmes import Programme
from prompts.words import Translate
from storage.states import Role


def baseline_again(t: Translate, *, enrolment_id: int, programme: str) -> Message:
    """Would they answer the three questions of the beginning once more?"""
    return message(
        say(t, "baseline-again-text", programme=programme),
        section(say(t, "baseline-again", programme=programme)),
        actions(button(Endings.QUESTIONS, t("baseline-again-button"), value=str(enrolment_id), style="primary")),
        context(say(t, "baseline-again-seen")),
    )


def questions(t: Translate, *, questions: LastQuestions, pressed: Mapping[str, str]) -> View:
    """The three questions; each may be left out."""
    return modal(
        Endings.QUESTIONS_FORM,
        t("baseline-again-modal-title"),
        [section(say(t, "baseline-again-why")), *baseline_fields(t, questions.answers)],
        submit=t("baseline-again-submit"),
        close=t("baseline-again-close"),
        remembers={"enrolment": questions.enrolment_id, **pressed},
    )


def goodbye(t: Translate, *, people: tuple[str, ...], programme: str, meetings: int, role: Role) -> Message:
    """Thanks, and what each may take along."""
    named = mentions(t, people)
    return message(
        say(t, "goodbye-text", programme=programme),
        section(say(t, "goodbye-thanks", programme=programme, people=named, meetings=meetings)),
        section(say(t, f"goodbye-take-{role}", people=named)),
        context(say(t, "goodbye-next", programme=programme)),
        actions(button(f"{Door.OPEN}:join", t("goodbye-again-button"))),
    )


def programme_over(t: Translate, *, programme: str, was: str) -> Message:
    """A programme has ended, on its day or before, for somebody whose relationship did not say so.

    `was` is how far they came: joining, waiting or matched. The notification gives nothing away.
    """
    return message(
        say(t, "programme-over-text", programme=programme),
        section(say(t, "programme-over", programme=programme, was=was)),
        *([context(say(t, "goodbye-next", programme=programme))] if was == "matched" else []),
        actions(button(f"{Door.OPEN}:join", t("goodbye-again-button"))),
    )


def last_day_passed(t: Translate, *, programme: Programme, closes: dt.date | None) -> Message:
    """For its coordinators: a programme is over, and what happens by itself until it closes, unless it has."""
    sentence = say(t, "last-day-passed", programme=programme.name, ends=t.date(programme.ends_on, year=True))
    return message(
        sentence,
        section(sentence),
        *([] if closes is None else [section(say(t, "last-day-passed-by-itself", closes=t.date(closes, year=True)))]),
        section(say(t, "last-day-passed-next")),
        actions(
            button(f"{Door.OPEN}:report", t("home-report-button")),
            button(f"{Door.OPEN}:programme", t("programme-back-button")),
        ),
    )


MESSAGES: dict[str, Callable[..., Message]] = {
    "baseline_again": baseline_again,
    "goodbye": goodbye,
    "programme_over": programme_over,
    "last_day_passed": last_day_passed,
}
