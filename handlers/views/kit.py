"""The one door to Block Kit: says which kind of text it is, escapes what people wrote, and checks limits when built.

Words come from a translator `t`; the values put into them are escaped here, never by a caller. A text that is already
safe (a mention, a link we made) is a `SafeText`, and only this module makes those.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    RichTextBlock,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import RichTextElementParts, RichTextQuoteElement
from slack_sdk.models.views import View

from prompts.words import Translate

SECTION_LIMIT = 3000
OPTION_LIMIT = 75


class SafeText(str):
    """Text that may stand in mrkdwn as it is: written by us, or escaped."""

    __slots__ = ()


def escape(text: str) -> SafeText:
    """What somebody wrote, such that Slack reads no mention, link or control in it."""
    if isinstance(text, SafeText):
        return text
    return SafeText(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def mention(slack_id: str) -> SafeText:
    """A person's name as Slack shows it to each reader."""
    return SafeText(f"<@{slack_id}>")


def mentions(t: Translate, slack_ids: Iterable[str]) -> SafeText:
    """Several people in a sentence."""
    return SafeText(t.list(mention(slack_id) for slack_id in slack_ids))


def channel_mention(channel: str) -> SafeText:
    """A channel's name as Slack shows it."""
    return SafeText(f"<#{channel}>")


def link(url: str, label: str) -> SafeText:
    """A link under a label."""
    return SafeText(f"<{url}|{escape(label)}>")


def say(t: Translate, message_id: str, **values: str | float) -> SafeText:
    """A sentence with its values escaped: for mrkdwn, and for a message's fallback text."""
    return SafeText(t(message_id, **{name: escape(v) if isinstance(v, str) else v for name, v in values.items()}))


def plain(text: str) -> PlainTextObject:
    """Literal text: labels, buttons, titles."""
    return PlainTextObject(text=text, emoji=True)


def _mrkdwn(text: str) -> MarkdownTextObject:
    """Our formatting and mentions as they are; Slack makes no link or mention of any word that somebody wrote."""
    return MarkdownTextObject(text=text, verbatim=True)


def shorten(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where a place holds no more."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def section(text: SafeText, *, accessory: InteractiveElement | None = None, block_id: str | None = None) -> Block:
    """A paragraph, with a button or menu beside it if wanted."""
    return SectionBlock(text=_mrkdwn(shorten(text, SECTION_LIMIT)), accessory=accessory, block_id=block_id)


def header(text: str) -> Block:
    return HeaderBlock(text=plain(shorten(text, 150)))


def context(*texts: SafeText) -> Block:
    """Small print: who sees this, when something happened."""
    return ContextBlock(elements=[_mrkdwn(shorten(text, SECTION_LIMIT)) for text in texts])


def divider() -> Block:
    return DividerBlock()


def quote(text: str) -> Block:
    """What a person wrote, to the letter: rich text is literal, so nothing in it can mention or link."""
    return RichTextBlock(elements=[RichTextQuoteElement(elements=[RichTextElementParts.Text(text=text)])])


def button(
    action_id: str,
    label: str,
    *,
    value: str | None = None,
    style: Literal["primary", "danger"] | None = None,
    spoken: str | None = None,
    url: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button; `spoken` is what a screen reader says where the label alone would be ambiguous."""
    return ButtonElement(
        action_id=action_id,
        text=plain(label),
        value=value,
        style=style,
        url=url,
        confirm=confirm,
        accessibility_label=None if spoken is None else shorten(spoken, 75),
    )


def confirm(t: Translate, message_id: str, **values: str | float) -> ConfirmObject:
    """The question before a destructive act: `<id>-title`, `<id>-text`, `<id>-yes-button`, `<id>-no-button`."""
    return ConfirmObject(
        title=plain(t(f"{message_id}-title")),
        text=_mrkdwn(say(t, f"{message_id}-text", **values)),
        confirm=t(f"{message_id}-yes-button"),
        deny=t(f"{message_id}-no-button"),
    )


def actions(*elements: InteractiveElement, block_id: str | None = None) -> Block:
    """A row of buttons."""
    return ActionsBlock(elements=list(elements), block_id=block_id)


def option(value: str, label: str, description: str | None = None) -> Option:
    """One choice of a menu, radio group or check-box list."""
    return Option(
        value=value,
        label=shorten(label, OPTION_LIMIT),
        description=None if description is None else shorten(description, OPTION_LIMIT),
    )


def field(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatches: bool = False,
) -> Block:
    """One field of a form; its element's `action_id` is the block's id, so that a form is read by one name."""
    if not label:
        raise ValueError(f"The field {block_id} needs a label")
    element.action_id = block_id
    return InputBlock(
        block_id=block_id,
        label=plain(label),
        element=element,
        hint=None if hint is None else plain(hint),
        optional=optional,
        dispatch_action=dispatches or None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message ready to send: a full sentence for notifications and screen readers, and its blocks."""

    text: str
    blocks: tuple[dict[str, Any], ...]

    def payload(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": list(self.blocks)}


def message(text: SafeText, *blocks: Block) -> Message:
    """A message; without blocks its text is what everybody sees, in a block of its own.

    A bare text would not do: Slack makes links of the words in it, and keeps the old blocks of a message it replaces.
    """
    if not text:
        raise ValueError("A message needs a sentence for those who can't see its blocks")
    return Message(text=text, blocks=tuple(block.to_dict() for block in blocks or (section(text),)))


class Screen(View):
    """A view that is built once: limits are checked when it is made, not when somebody is waiting for it."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self._json: dict[str, Any] = super().to_dict()

    def to_dict(self, *_: object) -> dict[str, Any]:
        return self._json


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    remembers: Mapping[str, object] | None = None,
    tells_when_closed: bool = False,
) -> View:
    """A modal. `remembers` travels in private_metadata and comes back with the submission."""
    if submit is None and any(isinstance(block, InputBlock) for block in blocks):
        raise ValueError(f"The modal {callback_id} has fields, so it needs a button to submit")
    return Screen(
        type="modal",
        callback_id=callback_id,
        title=plain(title),
        blocks=list(blocks),
        submit=None if submit is None else plain(submit),
        close=plain(close),
        private_metadata=json.dumps(remembers or {}, separators=(",", ":")),
        notify_on_close=tells_when_closed,
    )


def home(*blocks: Block) -> View:
    """The App Home."""
    return Screen(type="home", blocks=list(blocks))
