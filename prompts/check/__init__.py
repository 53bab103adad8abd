"""The checker: every mistake an editor can make, answered by a sentence with its file and line.

`check()` finds faults, `coverage()` counts prompts for kind, reader, stage and language.
"""

from pathlib import Path

from prompts.check import journeys, pages, texts
from prompts.check.coverage import Cell, coverage
from prompts.check.faults import Fault
from prompts.words import FALLBACK, ROOT

__all__ = ["Cell", "Fault", "check", "coverage", "languages_under"]


def languages_under(root: Path) -> tuple[str, ...]:
    """Every language with texts or prompts under `root`, English first."""
    found = {folder.parent.name for part in ("interface", "library") for folder in root.glob(f"*/{part}")}
    return tuple(sorted(found, key=lambda language: (language != FALLBACK, language)))


def check(root: Path = ROOT, language: str | None = None) -> list[Fault]:
    """Every fault under `root` in file order; with a language, only what concerns that language."""
    languages = languages_under(root)
    if language is not None and language not in languages:
        where = root / language / "interface"
        return [Fault(where, 1, f"There is no language {language}. Create this folder and copy English texts into it.")]
    asked = (language,) if language else languages
    faults = [*texts.faults(root, asked), *pages.faults(root, asked)]
    if language is None:
        faults += journeys.faults(root)
    return sorted(set(faults))
