"""Checks the library: front matter, Markdown, placeholders, length and voice of every prompt in every language."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from prompts import library, markdown
from prompts.check import vocabulary
from prompts.check.faults import Fault, complaints, yaml_fault
from prompts.placeholders import PLACEHOLDERS, nearest, samples
from prompts.words import FALLBACK

MOST_CHARACTERS = 900
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELDS = ("title", "for", "kinds", "stage", "minutes", "topic", "needs", "guide")
_EXAMPLES = {
    "title": "A question you carry around",
    "for": "mentee",
    "kinds": "one_to_one",
    "stage": "opening",
    "minutes": "10",
    "topic": "expectations",
}


def faults(root: Path, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Every fault in the prompts of these languages."""
    english = library.prompt_files(root, FALLBACK)
    facts = {prompt_id: _facts_or_none(path) for prompt_id, path in english.items()}
    for language in languages:
        files = library.prompt_files(root, language)
        for prompt_id, path in files.items():
            known = facts.get(prompt_id)
            yield from _page(path, prompt_id, language, known)
            if prompt_id not in english:
                guess = nearest(prompt_id, english)
                yield Fault(path, 1, f"There is no English prompt {prompt_id}.{guess} Rename this file, or add it.")
        for prompt_id in sorted(english.keys() - files.keys()):
            place = root / language / "library" / f"{prompt_id}.md"
            yield Fault(place, 1, f"{prompt_id} is missing in {language}. Write it in this file.")


def _facts_or_none(path: Path) -> library.Facts | None:
    try:
        return library.Facts.model_validate(library.read_matter(path.read_text(encoding="utf-8")))
    except (library.FrontMatterMissing, yaml.YAMLError, ValidationError):
        return None


def _page(path: Path, prompt_id: str, language: str, facts: library.Facts | None) -> Iterator[Fault]:
    text = path.read_text(encoding="utf-8")
    try:
        page = library.split(text)
        matter = library.read_matter(text)
    except library.FrontMatterMissing:
        yield Fault(path, 1, "The front matter is missing. Begin with ---, a line title: …, and --- again.")
        return
    except yaml.YAMLError as error:
        yield yaml_fault(error, path, first_line=2)
        return
    yield from _name(path, prompt_id)
    yield from _matter(path, page, matter, language)
    if facts and language == FALLBACK and prompt_id.split("/", maxsplit=1)[0] != facts.stage:
        yield Fault(path, _line(page, "stage"), f"stage: {facts.stage} does not agree with its folder. Move the file.")
    yield from _body(path, page, language, facts)


def _name(path: Path, prompt_id: str) -> Iterator[Fault]:
    folder, _, slug = prompt_id.partition("/")
    if folder not in set(library.Stage) or "/" in slug:
        stages = ", ".join(library.Stage)
        yield Fault(
            path, 1, f"A prompt lies in a folder named after its stage: {stages}.{nearest(folder, library.Stage)}"
        )
    if not _SLUG.fullmatch(path.stem):
        yield Fault(path, 1, "A file's name is small letters, digits and hyphens, such as first-meeting.md.")


def _matter(path: Path, page: library.Page, matter: dict[str, object], language: str) -> Iterator[Fault]:
    model, fields = (library.Facts, _FIELDS) if language == FALLBACK else (library.Translation, ("title",))
    try:
        model.model_validate(matter)
    except ValidationError as error:
        for complaint in complaints(error, fields, _EXAMPLES):
            field = complaint.field
            inherited = language != FALLBACK and field in _FIELDS and field != "title"
            why = f"{field} is inherited from English. Leave the line out." if inherited else complaint.sentence
            yield Fault(path, _line(page, field), why)
    title = str(matter.get("title") or "")
    for sentence in (*vocabulary.sentence_case(title), *vocabulary.voice(title, language)) if title else ():
        yield Fault(path, _line(page, "title"), sentence)


def _body(path: Path, page: library.Page, language: str, facts: library.Facts | None) -> Iterator[Fault]:
    try:
        body = markdown.parse(page.body, first_line=page.body_line)
    except markdown.NotUnderstood as error:
        for refusal in error.refusals:
            yield Fault(path, refusal.line, refusal.sentence)
        return
    words = markdown.plain(markdown.fill(body, samples(language)))
    if not words:
        yield Fault(path, page.body_line, "The prompt has no words. Write them below the second ---.")
    if len(words) > MOST_CHARACTERS:
        yield Fault(path, page.body_line, f"{len(words)} characters; a message holds {MOST_CHARACTERS}. Shorten it.")
    if _questions(body) > 1:
        yield Fault(
            path,
            page.body_line,
            "More than one question is asked of the reader. Keep one; put questions to take along in a list or a quote.",
        )
    yield from _lines(path, page, language)
    for name in sorted(markdown.blanks(body)):
        if facts and (strangers := sorted(facts.audiences - PLACEHOLDERS[name].audiences)):
            sentence = f"{{{name}}} has no value for {', '.join(strangers)}. Say it without the name."
            yield Fault(path, _line_of(page, f"{{{name}}}"), sentence)


def _questions(body: markdown.Body) -> int:
    """Questions put to the reader now: those in plain paragraphs; lists, quotes and italics hold questions to take along."""
    return sum(
        run.text.count("?")
        for block in body
        if isinstance(block, markdown.Paragraph)
        for run in block.runs
        if isinstance(run, markdown.Text) and not run.italic
    )


def _lines(path: Path, page: library.Page, language: str) -> Iterator[Fault]:
    """What is judged line by line, so that an editor finds it at once."""
    for number, line in enumerate(page.body.splitlines(), page.body_line):
        for sentence in (*vocabulary.voice(line, language), *vocabulary.emoji(line)):
            yield Fault(path, number, sentence)
        if re.search(r"\{\w+\}s\b", line):
            yield Fault(
                path, number, "A name may end in s already. Turn the sentence round, so that nothing is added to it."
            )
        if re.search(r"\[(here|click here|link|her|klik her)\]\(", line, re.IGNORECASE):
            yield Fault(path, number, "A link says where it leads, not here. Put the page's name in the brackets.")


def _line(page: library.Page, field: str) -> int:
    lines = page.matter.splitlines()
    return next((number for number, line in enumerate(lines, 2) if line.startswith(f"{field}:")), 1)


def _line_of(page: library.Page, words: str) -> int:
    lines = page.body.splitlines()
    return next((number for number, line in enumerate(lines, page.body_line) if words in line), page.body_line)
