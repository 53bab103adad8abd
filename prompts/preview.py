"""Shows a prompt or an interface text as a person would read it, with sample values."""

import re
from pathlib import Path

from prompts import markdown
from prompts.library import load_library
from prompts.placeholders import nearest, samples
from prompts.words import ROOT, load_words


class NothingToPreview(LookupError):  # noqa: N818 - named for what is the matter
    """There is no prompt or text of that id; the message is a sentence for the editor."""


def preview(text_id: str, language: str = "en", *, root: Path = ROOT) -> str:
    """The prompt `opening/first-meeting`, or the interface text `join-title`, as plain text.

    Raises:
        NothingToPreview: nothing has that id.
    """
    return _prompt(text_id, language, root) if "/" in text_id else _text(text_id, language, root)


def _prompt(prompt_id: str, language: str, root: Path) -> str:
    library = load_library(root=root)
    if prompt_id not in library:
        known = [prompt.id for prompt in library]
        raise NothingToPreview(f"There is no prompt {prompt_id}.{nearest(prompt_id, known)}")
    prompt = library[prompt_id]
    wording = prompt.wording(language)
    about = f"for {', '.join(sorted(prompt.facts.audiences))}, {prompt.facts.minutes} minutes, {prompt.facts.topic}"
    return f"{wording.title}\n({about})\n\n{markdown.plain(markdown.fill(wording.body, samples(language)))}"


def _text(message_id: str, language: str, root: Path) -> str:
    words = load_words(root=root)
    entries = words.entries(language) if language in words.languages else {}
    if message_id not in entries:
        raise NothingToPreview(f"There is no text {message_id} in {language}.{nearest(message_id, entries)}")
    variables = set(re.findall(r"\$([a-zA-Z][\w-]*)", entries[message_id].source))
    known = samples(language)
    values = {name: 3 if name.endswith("count") else known.get(name, name.replace("-", " ")) for name in variables}
    return words.translator(language)(message_id, **values)
