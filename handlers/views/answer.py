"""A mentor's question before a match begins, and the screen on which coordinators decide where no answer came."""

import datetime as dt
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.ids import Answer
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    confirm,
    context,
    divider,
    mention,
    message,
    modal,
    quote,
    say,
    section,
)
from handlers.views.match import goal_names
from mentoring.answering import Unanswered, Undecided
from prompts.words import Translate

DECIDED_AT_ONCE = 20
"""Questions on one screen; the others come when these are decided."""


def mentor_asked(
    t: Translate,
    *,
    answer_id: int,
    programme: str,
    mentee: str,
    goals: Sequence[str],
    introduction: str,
    closes: dt.datetime,
    zone: str,
    again: bool,
) -> Message:
    """Whether somebody would be a person's mentor: who it is, until when, and who hears what they answer."""
    person, value = mention(mentee), str(answer_id)
    wish = say(t, "mentor-asked-goals", mentee=person, goals=goal_names(t, goals)) if goals else None
    question = say(t, "mentor-asked-question", mentee=person, programme=programme)
    return message(
        say(t, "mentor-asked-again" if again else "mentor-asked", programme=programme),
        *([section(say(t, "mentor-asked-again", programme=programme))] if again else []),
        section(question if wish is None else SafeText(f"{question}\n{wish}")),
        *([section(say(t, "mentor-asked-introduction")), quote(introduction)] if introduction else []),
        actions(
            button(Answer.YES, t("mentor-asked-yes-button"), value=value, style="primary"),
            button(Answer.NO, t("mentor-asked-no-button"), value=value),
            button(Answer.FULL, t("mentor-asked-full-button"), value=value),
        ),
        context(say(t, "mentor-asked-until", moment=t.moment(closes, ZoneInfo(zone)))),
        context(say(t, "mentor-asked-seen", mentee=person)),
    )


def question_answered(t: Translate) -> Message:
    """In the place of a question, whatever the answer was."""
    return message(say(t, "question-answered"))


def question_withdrawn(t: Translate) -> Message:
    """In the place of a question that is not open any more, whatever the reason."""
    return message(say(t, "question-withdrawn"))


def no_answer(
    t: Translate,
    *,
    programme_id: int,
    programme: str,
    pairs: Sequence[tuple[str, str]],
    more: int,
    until: dt.date,
) -> Message:
    """Which mentors have not answered in time, for the coordinators of a programme."""
    lines = [say(t, "no-answer-pair", mentor=mention(mentor), mentee=mention(mentee)) for mentor, mentee in pairs]
    if more:
        lines.append(say(t, "no-answer-more", count=more))
    return message(
        say(t, "no-answer", programme=programme),
        section(say(t, "no-answer", programme=programme)),
        section(SafeText("\n".join(lines))),
        section(say(t, "no-answer-next", until=t.date(until))),
        actions(button(Answer.DECIDE, t("no-answer-decide-button"), value=str(programme_id), style="primary")),
        context(say(t, "no-answer-seen")),
    )


def decide(t: Translate, *, undecided: Undecided, notice: SafeText | None = None) -> View:
    """What is to be decided in a programme; `notice` says what has just happened."""
    questions = undecided.questions[:DECIDED_AT_ONCE]
    heading = "decide" if questions else "decide-nothing"
    more = len(undecided.questions) - len(questions)
    return modal(
        "answer.list",
        t("decide-modal-title"),
        [
            *([section(notice)] if notice else []),
            section(say(t, heading, programme=undecided.programme.name)),
            *(block for question in questions for block in _question(t, question)),
            *([context(say(t, "no-answer-more", count=more))] if more else []),
        ],
        close=t("button-close"),
    )


def _question(t: Translate, question: Unanswered) -> list[Block]:
    names = {"mentor": mention(question.mentor), "mentee": mention(question.mentee)}
    value = str(question.id)
    return [
        divider(),
        section(say(t, "decide-pair", asked=t.date(question.asked_at.date()), **names)),
        actions(
            button(Answer.AGAIN, t("decide-again-button"), value=value),
            button(Answer.LEAVE, t("decide-leave-button"), value=value),
            button(Answer.MATCH, t("decide-match-button"), value=value, confirm=confirm(t, "decide-match", **names)),
        ),
    ]


MESSAGES: dict[str, Callable[..., Message]] = {
    "mentor_asked": mentor_asked,
    "question_answered": question_answered,
    "question_withdrawn": question_withdrawn,
    "no_answer": no_answer,
}
