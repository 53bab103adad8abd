"""Counts the prompts a reader can be given, so that an editor sees where the next one is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prompts.journeys import Journey, Recipient, journey_files, read_journey
from prompts.library import Kind, Stage, load_library
from prompts.placeholders import Audience
from prompts.words import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many prompts one reader has at one stage of one kind, by language."""

    kind: Kind
    audience: Audience
    stage: Stage
    prompts: Mapping[str, int]

    @property
    def is_hole(self) -> bool:
        """Whether some language has nothing to say here."""
        return not all(self.prompts.values())


def coverage(root: Path = ROOT) -> tuple[Cell, ...]:
    """Every reader a journey writes to, at every stage, with the prompts written for them in each language."""
    library = load_library(root=root)
    languages = sorted({folder.parent.name for folder in root.glob("*/library")}, key=lambda name: (name != "en", name))
    return tuple(
        Cell(
            kind=journey.kind,
            audience=audience,
            stage=stage,
            prompts={
                language: sum(
                    language in prompt.wordings
                    for prompt in library.select(kind=journey.kind, audience=audience, stage=stage)
                )
                for language in languages
            },
        )
        for journey in map(read_journey, journey_files(root))
        for audience in _readers(journey)
        for stage in Stage
    )


def _readers(journey: Journey) -> tuple[Audience, ...]:
    return (*journey.audiences(Recipient.EACH), *journey.audiences(Recipient.GROUP))
