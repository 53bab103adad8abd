"""Asking for wishes as coordinators see it: a part of the match draft, and what they read when they begin or end it."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.ids import Door, Wishes
from handlers.views.kit import SafeText, actions, button, confirm, context, modal, say, section
from mentoring.programmes import Programme
from mentoring.wish_progress import WishProgress
from prompts.words import Translate
from storage.states import WishStage


def of_draft(t: Translate, programme: Programme, progress: WishProgress | None) -> list[Block]:
    """The way to ask mentees for wishes, or how far that is and the way to end it; nothing where it is switched off."""
    if progress is None:
        return []
    value = str(programme.id)
    if progress.stage is WishStage.ENDED:
        question = confirm(t, "wishes-begin")
        return [actions(button(Wishes.BEGIN, t("wishes-begin-button"), value=value, confirm=question))]
    return [
        section(_how_far(t, progress)),
        actions(button(Wishes.END, t("wishes-end-button"), value=value, confirm=confirm(t, "wishes-end"))),
        context(say(t, "wishes-nobody-sees")),
    ]


def begun(t: Translate, *, programme: Programme) -> View:
    """Mentors are being asked, and what comes after."""
    return _notice(t, programme, say(t, "wishes-begun", programme=programme.name))


def ended(t: Translate, *, programme: Programme) -> View:
    """Nobody is asked any more."""
    return _notice(t, programme, say(t, "wishes-ended-now", programme=programme.name))


def _how_far(t: Translate, progress: WishProgress) -> SafeText:
    until = "" if progress.closes_at is None else t.date(progress.closes_at.date())
    is_known = "no" if progress.closes_at is None else "yes"
    standing = say(t, f"wishes-asking-{progress.stage}", known=is_known, until=until)
    if progress.answered is None:
        return standing
    return SafeText(f"{standing} {say(t, 'wishes-answered', count=progress.answered)}")


def _notice(t: Translate, programme: Programme, sentence: SafeText) -> View:
    label = t("wishes-draft-button")
    return modal(
        "wishes.notice",
        t("match-modal-title"),
        [section(sentence), actions(button(f"{Door.OPEN}:match", label, value=str(programme.id)))],
        close=t("button-close"),
    )
