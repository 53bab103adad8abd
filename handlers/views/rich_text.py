"""A prompt's Markdown tree as Slack's rich text: its text elements are literal, so nothing in them can mention or link."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, RichTextBlock
from slack_sdk.models.blocks.block_elements import (
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from prompts.markdown import Blank, Body, Listing, Paragraph, Quote, Runs, Text

Line = Sequence[RichTextElement]


def rich_text(body: Body) -> Block:
    """A block with the whole body; every placeholder must have been filled."""
    return RichTextBlock(elements=list(_elements(body)))


def listing(lines: Sequence[Line]) -> Block:
    """A bulleted list; each line is made of `words` and `link`."""
    items = [RichTextSectionElement(elements=list(line)) for line in lines]
    return RichTextBlock(elements=[RichTextListElement(elements=items, style="bullet")])


def to_copy(text: str) -> Block:
    """A line for somebody to copy, set apart from the words around it."""
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[words(text)])])


def words(text: str, *, bold: bool = False, italic: bool = False) -> RichTextElement:
    """Literal text."""
    style = RichTextElementParts.TextStyle(bold=bold or None, italic=italic or None) if bold or italic else None
    return RichTextElementParts.Text(text=text, style=style)


def link(url: str, label: str) -> RichTextElement:
    """A link under a label."""
    return RichTextElementParts.Link(url=url, text=label)


def _elements(body: Body) -> Iterator[RichTextElement]:
    """One element a block of the tree. Slack sets sections side by side, so a paragraph brings its own line breaks."""
    for position, block in enumerate(body):
        following = body[position + 1] if position + 1 < len(body) else None
        match block:
            case Paragraph(runs):
                yield RichTextSectionElement(elements=[*_runs(runs), *_break_before(following)])
            case Listing(items, ordered):
                lines = [RichTextSectionElement(elements=list(_runs(item))) for item in items]
                yield RichTextListElement(elements=lines, style="ordered" if ordered else "bullet")
                if isinstance(following, Paragraph):
                    yield RichTextSectionElement(elements=[words("\n")])
            case Quote(paragraphs):
                yield RichTextQuoteElement(elements=list(_joined(paragraphs)))


def _break_before(following: Paragraph | Listing | Quote | None) -> list[RichTextElement]:
    if following is None:
        return []
    return [words("\n\n" if isinstance(following, Paragraph) else "\n")]


def _joined(paragraphs: Sequence[Runs]) -> Iterator[RichTextElement]:
    for position, runs in enumerate(paragraphs):
        if position:
            yield words("\n\n")
        yield from _runs(runs)


def _runs(runs: Runs) -> Iterator[RichTextElement]:
    for run in runs:
        match run:
            case Text(text, bold, italic, link=None):
                yield words(text, bold=bold, italic=italic)
            case Text(text, bold, italic, link=str(url)):
                style = RichTextElementParts.TextStyle(bold=bold or None, italic=italic or None)
                yield RichTextElementParts.Link(url=url, text=text, style=style if bold or italic else None)
            case Blank(name):
                raise ValueError(f"The placeholder {name} was not filled in")
