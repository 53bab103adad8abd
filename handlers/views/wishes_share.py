"""The share of wishes honoured, in a match draft and in the report: a word for it, and why it is no number."""

from slack_sdk.models.blocks import Block

from handlers.views.kit import SafeText, context, say, section
from mentoring.rules.wishes_honoured import Share
from prompts.words import Translate


def in_draft(t: Translate, share: Share | None) -> list[Block]:
    """Nothing where nothing may be said."""
    return _blocks(t, "match-wishes", share)


def in_report(t: Translate, share: Share | None) -> list[Block]:
    """As `in_draft`, of all rounds that were published."""
    return _blocks(t, "report-wishes", share)


def word(t: Translate, share: Share) -> SafeText:
    """ "about half" """
    return say(t, "wishes-share", share=share)


def _blocks(t: Translate, sentence: str, share: Share | None) -> list[Block]:
    if share is None:
        return []
    return [section(say(t, sentence, share=word(t, share))), context(say(t, f"{sentence}-note"))]
