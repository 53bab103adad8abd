"""Checks interface texts: readable, unique, the same ids and values in every language, and short enough for their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from prompts.check import vocabulary
from prompts.check.faults import Fault
from prompts.placeholders import nearest
from prompts.words import FALLBACK

# What Slack allows, by how the id ends.
PLACES = {
    "-modal-title": 24,
    "-submit": 24,
    "-close": 24,
    "-button": 75,
    "-option": 75,
    "-header": 150,
    "-label": 150,
    "-placeholder": 150,
}
# A name of ordinary length, and a count with four digits.
_SAMPLE_LENGTH = len("Alexandra Christensen")
_SAMPLE_NUMBER_LENGTH = len("1,200")


@dataclass(frozen=True, slots=True)
class _Text:
    """A parsed message or term and where it stands; a term's id begins with a hyphen."""

    id: str
    entry: ast.Message | ast.Term
    path: Path
    line: int

    def fault(self, sentence: str) -> Fault:
        return Fault(self.path, self.line, sentence)


_Texts = Mapping[str, _Text]


def faults(root: Path, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Every fault in the interface texts of these languages."""
    english, english_faults = _read(root, FALLBACK)
    for language in languages:
        texts, found = (english, english_faults) if language == FALLBACK else _read(root, language)
        yield from found
        for text in texts.values():
            yield from _in_itself(text, texts, language)
        if language != FALLBACK:
            yield from _against_english(texts, english, root, language)


def _read(root: Path, language: str) -> tuple[dict[str, _Text], list[Fault]]:
    texts, found = dict[str, _Text](), list[Fault]()
    for path in sorted((root / language / "interface").glob("*.ftl")):
        source = path.read_text(encoding="utf-8")
        for entry in FluentParser(with_spans=True).parse(source).body:
            start = entry.span.start if entry.span else 0
            if isinstance(entry, ast.Junk):
                found.append(_junk(entry, source, path))
            elif isinstance(entry, ast.Message | ast.Term):
                comment = entry.comment
                start = (comment.span.end or start) + 1 if comment and comment.span else start
                sign = "-" if isinstance(entry, ast.Term) else ""
                text = _Text(sign + entry.id.name, entry, path, source.count("\n", 0, start) + 1)
                first = texts.setdefault(text.id, text)
                if first is not text:
                    place = f"{first.path.name}:{first.line}"
                    found.append(text.fault(f"{text.id} stands already in {place}. Rename one of them."))
    return texts, found


def _junk(entry: ast.Junk, source: str, path: Path) -> Fault:
    annotation = entry.annotations[0]
    at = annotation.span.start if annotation.span else 0
    words = (entry.content or "").strip().split("\n", maxsplit=1)[0][:60]
    problem = (annotation.message or "it is not understood").rstrip(".")
    return Fault(
        path,
        source.count("\n", 0, at) + 1,
        f"This cannot be read: {words} ({problem}). A text looks like this: some-name = Words, with {{ $name }}.",
    )


def _in_itself(text: _Text, texts: _Texts, language: str) -> Iterator[Fault]:
    contents = _Contents(text.entry)
    for sentence in vocabulary.voice(contents.words, language):
        yield text.fault(sentence)
    for referred in sorted(contents.references - texts.keys()):
        yield text.fault(f"There is no text called {referred}.{nearest(referred, texts)}")
    if text.entry.value is None:
        yield text.fault(f"{text.id} has no words of its own. Write them after the equals sign.")
        return
    place, limit = next(((end, n) for end, n in PLACES.items() if text.id.endswith(end)), ("", 0))
    length = _longest(text.entry.value, texts, frozenset({text.id})) if limit else 0
    if length > limit:
        yield text.fault(
            f"{text.id} can be {length} characters long, and Slack shows {limit} in a {place[1:].replace('-', ' ')}. "
            "Shorten it."
        )


def _against_english(texts: _Texts, english: _Texts, root: Path, language: str) -> Iterator[Fault]:
    for text in english.values():
        if text.id not in texts and not text.id.startswith("-"):
            place = root / language / "interface" / text.path.name
            yield Fault(place, 1, f"{text.id} is missing in {language}. Copy it from {FALLBACK} and translate it.")
    for text in texts.values():
        source = english.get(text.id)
        if source is None:
            if not text.id.startswith("-"):
                guess = nearest(text.id, english)
                yield text.fault(f"{text.id} does not exist in English.{guess} Rename it, or leave it out.")
            continue
        ours, theirs = _Contents(text.entry).variables, _Contents(source.entry).variables
        for name in sorted(ours - theirs):
            yield text.fault(f"{text.id} uses ${name}, which the bot does not give it.{nearest(name, theirs)}")
        for name in sorted(theirs - ours):
            yield text.fault(f"{text.id} leaves out ${name}, which the English text shows. Use it.")


class _Contents(Visitor):
    """What an entry is made of: its words, the variables it shows and the texts it refers to."""

    def __init__(self, entry: ast.Message | ast.Term) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()
        self.words = ""
        self.visit(entry)

    def visit_Comment(self, node: ast.Comment) -> None:  # noqa: N802 - the visitor finds methods by the node's name
        """Comments are not words anyone reads in Slack."""

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - as above
        self.words += f" {node.value}"

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - as above
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.references.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - as above
        self.references.add(f"-{node.id.name}")
        self.generic_visit(node)


def _longest(pattern: ast.Pattern, texts: _Texts, inside: frozenset[str]) -> int:
    """The most characters a text can take with sample values, whichever variant is shown."""
    return sum(
        len(element.value) if isinstance(element, ast.TextElement) else _longest_of(element.expression, texts, inside)
        for element in pattern.elements
    )


def _longest_of(expression: ast.SyntaxNode, texts: _Texts, inside: frozenset[str]) -> int:
    match expression:
        case ast.SelectExpression():
            return max(_longest(variant.value, texts, inside) for variant in expression.variants)
        case ast.VariableReference():
            return _SAMPLE_NUMBER_LENGTH if expression.id.name.endswith("count") else _SAMPLE_LENGTH
        case ast.StringLiteral() | ast.NumberLiteral():
            return len(expression.value)
        case ast.Placeable():
            return _longest_of(expression.expression, texts, inside)
        case ast.MessageReference() | ast.TermReference():
            sign = "-" if isinstance(expression, ast.TermReference) else ""
            referred = texts.get(sign + expression.id.name)
            if referred is None or referred.entry.value is None or referred.id in inside:
                return 0
            return _longest(referred.entry.value, texts, inside | {referred.id})
        case _:
            return _SAMPLE_NUMBER_LENGTH
