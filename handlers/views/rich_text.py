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
    """Paragraphs that follow each other are one section, as when somebody types them."""
    for paragraphs in _run_together(body):
        match paragraphs[0]:
            case Paragraph():
                yield RichTextSectionElement(elements=_section(body, paragraphs))
            case Listing(items, ordered):
                lines = [RichTextSectionElement(elements=list(_runs(item))) for item in items]
                yield RichTextListElement(elements=lines, style="ordered" if ordered else "bullet")
            case Quote(quoted):
                yield RichTextQuoteElement(elements=list(_joined(quoted)))


def _run_together(body: Body) -> Iterator[Body]:
    """Neighbouring paragraphs together, everything else by itself."""
    waiting: Body = ()
    for block in body:
        if isinstance(block, Paragraph):
            waiting = (*waiting, block)
            continue
        if waiting:
            yield waiting
        yield (block,)
        waiting = ()
    if waiting:
        yield waiting


def _section(body: Body, paragraphs: Body) -> list[RichTextElement]:
    """The paragraphs, with a line of air to a list or quote before and after them."""
    joined = list(_joined([block.runs for block in paragraphs if isinstance(block, Paragraph)]))
    before = [] if paragraphs[0] is body[0] else [words("\n")]
    after = [] if paragraphs[-1] is body[-1] else [words("\n")]
    return [*before, *joined, *after]


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
