"""Being away, and being back."""

import datetime as dt
from typing import Literal

from slack_sdk.models.blocks import DatePickerElement
from slack_sdk.models.views import View

from handlers.ids import Door, SelfService
from handlers.views.kit import Message, actions, button, field, message, modal, say, section
from mentoring.pauses import Away
from prompts.words import Translate

Trouble = Literal["unread", "past"]
"""What is wrong with a date that somebody typed."""


def ask(t: Translate, *, until: dt.date | None, trouble: Trouble | None = None) -> View:
    """Until when, if that is known; never why."""
    return modal(
        SelfService.PAUSE,
        t("pause-modal-title"),
        [
            section(say(t, "pause-what")),
            *([] if trouble is None else [section(say(t, f"pause-date-{trouble}"))]),
            field(
                "until",
                t("pause-until-label"),
                DatePickerElement(initial_date=None if until is None else until.isoformat()),
                hint=t("pause-until-hint"),
                optional=True,
            ),
        ],
        submit=t("pause-submit"),
        close=t("button-close"),
    )


def paused(t: Translate, *, away: Away) -> Message:
    """Confirms a pause."""
    sentence = say(t, "paused") if away.until is None else say(t, "paused-until", until=t.date(away.until, year=True))
    return message(sentence, section(sentence), actions(button(f"{Door.OPEN}:resume", t("status-resume-button"))))


def resumed(t: Translate) -> Message:
    """Confirms that somebody is back."""
    return message(say(t, "resumed"))
