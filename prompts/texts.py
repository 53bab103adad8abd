"""Everything the bot can say, read from its files together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prompts.journeys import Journey, load_journeys
from prompts.library import Library, load_library
from prompts.words import Words, load_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What any number of bots in one process may say; nothing in it changes."""

    words: Words
    library: Library
    journeys: Mapping[str, Journey]
    """By the kind of programme they are for."""


def load_texts(overlay: Path | None = None, *, strict: bool = False) -> Texts:
    """Read them all; `overlay` is an organisation's own folder, and `strict` lets a fault in a text be raised.

    Raises what `load_words` and `load_library` do.
    """
    return Texts(
        words=load_words(overlay, strict=strict),
        library=load_library(overlay),
        journeys={str(kind): journey for kind, journey in load_journeys().items()},
    )
