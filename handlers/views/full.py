"""A mentor takes no more mentees, or does again."""

from handlers.ids import Door
from handlers.views.kit import Message, actions, button, context, message, say, section
from mentoring.fullness import Fullness
from prompts.words import Translate


def full(t: Translate, *, fullness: Fullness) -> Message:
    """What it means to be full, what became of open questions, and the way back."""
    sentence = say(t, "full", programmes=_programmes(t, fullness))
    taken_back = [section(say(t, "full-taken-back", count=fullness.taken_back))] if fullness.taken_back else []
    return message(
        sentence, section(sentence), *taken_back, section(say(t, "full-stays")), context(say(t, "full-seen"))
    )


def free(t: Translate, *, fullness: Fullness) -> Message:
    """They take mentees again."""
    sentence = say(t, "full-off", programmes=_programmes(t, fullness))
    return message(sentence, section(sentence), actions(button(f"{Door.OPEN}:profile", t("status-profile-button"))))


def _programmes(t: Translate, fullness: Fullness) -> str:
    return t.list(programme.name for programme in fullness.programmes)
