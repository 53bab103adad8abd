"""What comes along the way: texts of the library, reminders, and a word to coordinators where there is no news."""

import datetime as dt
from collections.abc import Callable, Mapping

from slack_sdk.models.blocks import Block

from handlers.ids import Door, HelpOffer
from handlers.views.kit import Message, actions, button, context, header, mentions, message, say, section
from handlers.views.rich_text import rich_text
from handlers.views.undelivered import line_to_list
from mentoring.tidings import Silent
from prompts import local_formats, markdown
from prompts.library import Wording
from prompts.words import Translate

REMINDER_WORDINGS = 3


def prompt(t: Translate, *, prompt: Wording, values: Mapping[str, object], to_group: bool) -> Message:
    """A conversation starter, to one person or in the conversation of a pair or group."""
    programme = str(values["programme"])
    note = "prompt-together-note" if to_group else "prompt-alone-note"
    return message(
        say(t, "prompt-text", programme=programme, title=prompt.title),
        *_library_text(t, prompt, values),
        context(say(t, note, programme=programme)),
    )


def last_meeting(t: Translate, *, prompt: Wording, values: Mapping[str, object], to_group: bool) -> Message:
    """The guide to a last meeting, in good time."""
    programme = str(values["programme"])
    note = "prompt-together-note" if to_group else "prompt-alone-note"
    return message(
        say(t, "last-meeting-text", programme=programme),
        section(say(t, "last-meeting-intro", programme=programme, ends=_written(t, values["end_date"]))),
        *_library_text(t, prompt, values),
        context(say(t, note, programme=programme)),
    )


def _library_text(t: Translate, wording: Wording, values: Mapping[str, object]) -> list[Block]:
    """A text of the library under its title; what people are called goes in as literal text."""
    filled = markdown.fill(wording.body, {name: _written(t, value) for name, value in values.items()})
    return [header(wording.title), rich_text(filled)]


def meeting_reminder(
    t: Translate, *, people: tuple[str, ...], programme: str, is_first: bool, said: int, relationship_id: int | None
) -> Message:
    """A kind reminder that no meeting is noted, in other words than the last time.

    `said` is how many came before; `relationship_id` is None in a conversation, where nothing is pressed.
    """
    which = f"meeting-reminder-{'first' if is_first else 'again'}-{said % REMINDER_WORDINGS + 1}"
    sentence = say(t, "meeting-reminder-text", programme=programme)
    if relationship_id is None:
        together = section(say(t, f"{which}-together"))
        return message(sentence, together, context(say(t, "prompt-together-note")))
    help_button = button(HelpOffer.OFFER, t("meeting-reminder-help-button"), value=str(relationship_id))
    return message(
        sentence,
        section(say(t, which, people=mentions(t, people), programme=programme)),
        actions(help_button),
        context(say(t, "prompt-alone-note", programme=programme)),
    )


def no_news(
    t: Translate, *, programme: str, programme_id: int, silent: tuple[Silent, ...], more: int, undelivered: int = 0
) -> Message:
    """To a coordinator: of whom nothing was noted for a while, which is not the same as no meeting.

    What was `undelivered` meanwhile is said in the same message, so that there are not two in a day.
    """
    count = len(silent) + more
    named = [
        say(t, "no-news-since", people=mentions(t, each.people), since=t.date(each.since, year=True)) for each in silent
    ]
    return message(
        say(t, "no-news-text", programme=programme, count=count),
        section(say(t, "no-news", programme=programme, count=count)),
        *(section(line) for line in named),
        *([section(say(t, "no-news-more", more=more))] if more else []),
        section(say(t, "no-news-means")),
        section(say(t, "no-news-try")),
        actions(button(f"{Door.OPEN}:report", t("no-news-report-button"))),
        context(say(t, "no-news-source", count=count)),
        *line_to_list(t, undelivered, programme_id=programme_id),
    )


def _written(t: Translate, value: object) -> str:
    if isinstance(value, dt.date):
        return local_formats.long_date(value, t.language)
    if value is None:
        return t("prompt-contact-nobody")
    return t.list(str(each) for each in value) if isinstance(value, tuple) else str(value)


MESSAGES: dict[str, Callable[..., Message]] = {
    "prompt": prompt,
    "last_meeting": last_meeting,
    "meeting_reminder": meeting_reminder,
    "no_news": no_news,
}
