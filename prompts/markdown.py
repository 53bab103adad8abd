"""The Markdown editors may use, as a small tree: paragraphs, lists, quotes; bold, italic, links and placeholders.

Anything else is refused with its line. Whoever shows a prompt walks the tree; nobody parses text a second time,
so a participant's words put into it stay words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from prompts.placeholders import PLACEHOLDERS, nearest

_BRACED = re.compile(r"\{([^{}]*)\}")
_LINKS = ("https://", "mailto:")
_REFUSED = {
    "heading_open": "A heading does not fit into a message. Use a paragraph in **bold** instead.",
    "fence": "Code does not belong in a prompt. Write it as a plain sentence.",
    "code_block": "These lines begin with four spaces, which Markdown takes for code. Begin them at the margin.",
    "code_inline": "Code marks do not belong in a prompt. Leave the ` marks out.",
    "hr": "A line across does not fit into a message. Leave it out.",
    "html_block": "HTML is not shown. Write plain Markdown.",
    "html_inline": "Words between < and > are taken for HTML and not shown. Leave the marks out.",
    "image": "Pictures are not shown in prompts. Describe it in words, or link to it.",
    "hardbreak": "This line forces a line break. Begin a new paragraph or a list instead.",
    "nested_list": "A list inside a list or a quote is hard to read in a message. Keep it to one level.",
    "nested_quote": "A quote cannot stand inside a quote or a list. Give it a paragraph of its own.",
    "list_paragraphs": "Each point of a list is one paragraph. Join them, or make two points.",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A run of literal text in one style; `link` is where it leads, if anywhere."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder still to be filled, in the style around it."""

    name: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


Runs = tuple[Text | Blank, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is one paragraph's runs."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of one or more paragraphs."""

    paragraphs: tuple[Runs, ...]


Block = Paragraph | Listing | Quote
Body = tuple[Block, ...]


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """What Markdown was not understood: the line in the file, and a sentence for the editor."""

    line: int
    sentence: str


class NotUnderstood(ValueError):  # noqa: N818 - named for what is the matter
    """A text uses more than the subset; carries every refusal in it."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__("; ".join(f"line {refusal.line}: {refusal.sentence}" for refusal in refusals))
        self.refusals = refusals


def parse(text: str, *, first_line: int = 1) -> Body:
    """The tree of a text whose first line stands on `first_line` of its file.

    Raises:
        NotUnderstood: something is outside the subset, or a placeholder is unknown.
    """
    reader = _Reader(first_line)
    body = tuple(reader.blocks(_parser().parse(text)))
    if reader.refusals:
        raise NotUnderstood(tuple(sorted(set(reader.refusals))))
    return body


def fill(body: Body, values: Mapping[str, str]) -> Body:
    """The body with every placeholder replaced by its value as literal text.

    Raises:
        KeyError: a placeholder has no value.
    """

    def filled(runs: Runs) -> Runs:
        return tuple(
            Text(values[run.name], run.bold, run.italic, run.link) if isinstance(run, Blank) else run for run in runs
        )

    return tuple(_map_runs(block, filled) for block in body)


def blanks(body: Body) -> frozenset[str]:
    """The names of all placeholders still in the body."""
    return frozenset(run.name for block in body for runs in _runs_of(block) for run in runs if isinstance(run, Blank))


def plain(body: Body) -> str:
    """The body as plain text, for notifications, screen readers and terminals; placeholders stay in braces."""
    return "\n\n".join(_plain_block(block) for block in body)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


class _Reader:
    """Walks markdown-it's tokens once, building blocks and collecting what it must refuse."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.refusals: list[Refusal] = []

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            inside = tokens[position + 1 : end]
            match token.type:
                case "paragraph_open":
                    yield Paragraph(self.runs(inside[0]))
                case "bullet_list_open" | "ordered_list_open":
                    yield Listing(tuple(self.items(inside)), ordered=token.type.startswith("ordered"))
                case "blockquote_open":
                    yield Quote(tuple(self.paragraphs(inside)))
                case _:
                    self.refuse(token.type, _line(token))
            position = end + 1

    def items(self, tokens: list[Token]) -> Iterator[Runs]:
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            paragraphs = list(self.paragraphs(tokens[position + 1 : end]))
            if len(paragraphs) != 1:
                self.refuse("list_paragraphs", _line(tokens[position]))
            yield from paragraphs[:1]
            position = end + 1

    def paragraphs(self, tokens: list[Token]) -> Iterator[Runs]:
        """What may stand inside a list item or a quote: paragraphs only."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            if token.type == "paragraph_open":
                yield self.runs(tokens[position + 1])
            else:
                kind = {"bullet_list_open": "nested_list", "ordered_list_open": "nested_list"}
                kind["blockquote_open"] = "nested_quote"
                self.refuse(kind.get(token.type, token.type), _line(token))
            position = end + 1

    def runs(self, inline: Token) -> Runs:
        """The runs of one paragraph; neighbours of one style are one run."""
        line, style, found = _line(inline), Text(""), list[Text | Blank]()
        for token in inline.children or ():
            match token.type:
                case "text":
                    found.extend(self.words(token.content, style, line))
                case "softbreak":
                    line += 1
                    found.append(replace(style, text=" "))
                case "strong_open" | "strong_close":
                    style = replace(style, bold=token.nesting > 0)
                case "em_open" | "em_close":
                    style = replace(style, italic=token.nesting > 0)
                case "link_open" | "link_close":
                    style = replace(style, link=self.link(token, line))
                case _:
                    self.refuse(token.type, line)
        return _joined(found)

    def words(self, text: str, style: Text, line: int) -> Iterator[Text | Blank]:
        """A stretch of text with its placeholders; a name outside the closed list is refused."""
        for position, part in enumerate(_BRACED.split(text)):
            if position % 2 == 0:
                if "{" in part or "}" in part:
                    self.say(line, "A brace stands alone. A placeholder is one word between two: {programme}.")
                if part:
                    yield replace(style, text=part)
            elif part in PLACEHOLDERS:
                yield Blank(part, style.bold, style.italic, style.link)
            else:
                known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
                guess = nearest(part.strip().lower(), PLACEHOLDERS)
                self.say(line, f"{{{part}}} is not a placeholder.{guess} You can use {known}.")

    def link(self, token: Token, line: int) -> str | None:
        if token.nesting < 0:
            return None
        target = str(token.attrs.get("href", ""))
        if token.info == "auto":
            self.say(line, "A bare link is read out letter by letter. Give it words: [our guide](https://…).")
        elif not target.startswith(_LINKS) or "%7B" in target:
            self.say(line, "A link must begin with https:// or mailto: and hold no placeholder.")
        return target

    def refuse(self, token_type: str, line: int) -> None:
        self.say(
            line, _REFUSED.get(token_type, f"This Markdown ({token_type}) is not supported. Use plain paragraphs.")
        )

    def say(self, line: int, sentence: str) -> None:
        self.refusals.append(Refusal(line + self.first_line, sentence))


def _closing(tokens: list[Token], opening: int) -> int:
    """The index of the token that closes the one at `opening`; itself if it opens nothing."""
    if tokens[opening].nesting != 1:
        return opening
    level = tokens[opening].level
    return next(i for i in range(opening + 1, len(tokens)) if tokens[i].nesting == -1 and tokens[i].level == level)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _joined(runs: list[Text | Blank]) -> Runs:
    joined: list[Text | Blank] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(last, Text) and isinstance(run, Text) and _alike(last, run):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _alike(one: Text, other: Text) -> bool:
    return (one.bold, one.italic, one.link) == (other.bold, other.italic, other.link)


def _runs_of(block: Block) -> tuple[Runs, ...]:
    match block:
        case Paragraph(runs):
            return (runs,)
        case Listing(items):
            return items
        case Quote(paragraphs):
            return paragraphs


def _map_runs(block: Block, change: Callable[[Runs], Runs]) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(change(runs))
        case Listing(items, ordered):
            return Listing(tuple(change(item) for item in items), ordered)
        case Quote(paragraphs):
            return Quote(tuple(change(paragraph) for paragraph in paragraphs))


def _plain_runs(runs: Runs) -> str:
    return "".join(f"{{{run.name}}}" if isinstance(run, Blank) else _plain_text(run) for run in runs)


def _plain_text(run: Text) -> str:
    return f"{run.text} ({run.link})" if run.link else run.text


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _plain_runs(runs)
        case Listing(items, ordered):
            marks = (f"{number}." if ordered else "\N{BULLET}" for number in range(1, len(items) + 1))
            return "\n".join(f"{mark} {_plain_runs(item)}" for mark, item in zip(marks, items, strict=True))
        case Quote(paragraphs):
            return "\n".join(f"> {_plain_runs(paragraph)}" for paragraph in paragraphs)
