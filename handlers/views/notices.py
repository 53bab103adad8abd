"""Plain sentences: a refusal in a modal, an answer in a message."""

from collections.abc import Callable

from slack_sdk.models.views import View

from handlers.views.kit import Message, SafeText, mentions, message, modal, plain, say, section
from prompts.words import Translate


def notice(t: Translate, text: str) -> View:
    """A modal that only says something; the text is already safe."""
    return modal("notice", t("notice-modal-title"), [section(SafeText(text))], close=t("button-close"))


def as_screen(t: Translate, message: Message) -> View:
    """What would be a message, for somebody who pressed a button and waits for an answer where they are."""
    return View(
        type="modal",
        callback_id="notice",
        title=plain(t("notice-modal-title")),
        blocks=list(message.blocks),
        close=plain(t("button-close")),
    )


def sentence(t: Translate, *, sentence: str) -> Message:
    """A message that only says something; the text is already safe."""
    del t  # it was put into words where it went wrong
    return message(SafeText(sentence))


def maybe_not_reached(t: Translate, *, people: tuple[str, ...]) -> Message:
    """Slack did not say whether a message arrived in the conversation with these people, and the bot cannot look."""
    return message(say(t, "maybe-not-reached", people=mentions(t, people)))


MESSAGES: dict[str, Callable[..., Message]] = {"sentence": sentence, "maybe_not_reached": maybe_not_reached}
