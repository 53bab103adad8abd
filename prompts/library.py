"""The library of prompts: `<language>/library/<stage>/<slug>.md`, YAML front matter above a Markdown body.

English carries the facts (for whom, kinds, minutes …); a translation needs only its title and body, so facts cannot
drift. Front matter is read at start, bodies when first shown.
"""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from prompts import markdown
from prompts.placeholders import Audience
from prompts.words import FALLBACK, ROOT

# BaseLoader leaves every scalar as text ("no" is not False, 1.10 is not 1.1); its C twin is ten times as fast.
LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Stage(StrEnum):
    """Where a relationship is: getting to know each other, working, winding up."""

    OPENING = "opening"
    DEEPENING = "deepening"
    CLOSING = "closing"


class Kind(StrEnum):
    """What kind of programme a prompt or a journey suits."""

    ONE_TO_ONE = "one_to_one"
    PEER_GROUP = "peer_group"


class Need(StrEnum):
    """What must have happened before a prompt makes sense."""

    FIRST_MEETING = "first_meeting"


def _as_list(value: object) -> object:
    """One word or several: `for: mentee` and `for: [mentee, mentor]` are both understood."""
    return [value] if isinstance(value, str) else value


class Facts(BaseModel):
    """The front matter of an English prompt."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=3, max_length=80)
    audiences: Annotated[frozenset[Audience], BeforeValidator(_as_list), Field(alias="for", min_length=1)]
    kinds: Annotated[frozenset[Kind], BeforeValidator(_as_list), Field(min_length=1)]
    stage: Stage
    minutes: int = Field(ge=1, le=120)
    topic: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    needs: Annotated[frozenset[Need], BeforeValidator(_as_list)] = frozenset()
    guide: bool = False
    """A guide for a particular meeting: used where a journey names it, never chosen at random."""


class Translation(BaseModel):
    """The front matter of a translated prompt: everything else is inherited."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=3, max_length=80)


class FrontMatterMissing(ValueError):  # noqa: N818 - named for what is the matter
    """A prompt's file does not begin with a block of front matter between two lines of three hyphens."""


@dataclass(frozen=True, slots=True)
class Page:
    """A prompt's file, split: the front matter's text, the body's text, and the line the body begins on."""

    matter: str
    body: str
    body_line: int


def split(text: str) -> Page:
    """Divide a file into front matter and body.

    Raises:
        FrontMatterMissing: it has none.
    """
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not fence:
        raise FrontMatterMissing
    return Page(head, body, head.count("\n") + 4)


@dataclass(frozen=True)
class Wording:
    """A prompt in one language."""

    path: Path
    title: str

    @cached_property
    def body(self) -> markdown.Body:
        """The parsed body, read from its file when first asked for."""
        page = split(self.path.read_text(encoding="utf-8"))
        return markdown.parse(page.body, first_line=page.body_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt in every language it is written in; its id is its path, `opening/first-meeting`."""

    id: str
    facts: Facts
    wordings: Mapping[str, Wording]

    def wording(self, language: str) -> Wording:
        """The prompt in a language, or in English where it is not translated."""
        return self.wordings.get(language) or self.wordings[FALLBACK]

    def suits(self, kind: str, audience: str) -> bool:
        """Whether it may be given to this reader in this kind of programme, unless it is a guide."""
        return kind in self.facts.kinds and audience in self.facts.audiences and not self.facts.guide


class Library:
    """Every prompt by id."""

    def __init__(self, prompts: Mapping[str, Prompt]) -> None:
        self._prompts = dict(sorted(prompts.items()))

    def __iter__(self) -> Iterator[Prompt]:
        return iter(self._prompts.values())

    def __len__(self) -> int:
        return len(self._prompts)

    def __contains__(self, prompt_id: object) -> bool:
        return prompt_id in self._prompts

    def __getitem__(self, prompt_id: str) -> Prompt:
        return self._prompts[prompt_id]

    def select(
        self, *, kind: str, audience: str, stage: str | None = None, topic: str | None = None
    ) -> tuple[Prompt, ...]:
        """The prompts that suit a reader, in order of id; guides are left out."""
        return tuple(
            prompt
            for prompt in self
            if prompt.suits(kind, audience)
            and stage in {None, prompt.facts.stage}
            and topic in {None, prompt.facts.topic}
        )

    def choose(
        self,
        *,
        kind: str,
        audience: str,
        stage: str,
        already_seen: Collection[str],
        seed: str | int,
        met: bool = True,
    ) -> Prompt | None:
        """One prompt not yet seen, the same for the same arguments; None when the shelf is empty.

        `seed` names the reader and occasion. Topics not yet seen come first, so that a run of prompts has variety.
        `met` says whether a first meeting is noted; prompts that need one are left out until then.
        """
        unseen = [
            prompt
            for prompt in self.select(kind=kind, audience=audience, stage=stage)
            if prompt.id not in already_seen and (met or Need.FIRST_MEETING not in prompt.facts.needs)
        ]
        seen_topics = {self[prompt_id].facts.topic for prompt_id in already_seen if prompt_id in self}
        fresh = [prompt for prompt in unseen if prompt.facts.topic not in seen_topics] or unseen
        return random.Random(str(seed)).choice(fresh) if fresh else None  # noqa: S311 - variety, not secrecy


def load_library(overlay: Path | None = None, *, root: Path = ROOT) -> Library:
    """Every prompt; `overlay` is an organisation's own folder of the same shape, whose prompts win by id.

    Raises:
        pydantic.ValidationError, yaml.YAMLError, FrontMatterMissing: a prompt cannot be read (`prompts check` says which).
    """
    prompts: dict[str, Prompt] = {}
    for folder in (root, overlay) if overlay else (root,):
        prompts |= dict(_read_folder(folder))
    return Library(prompts)


def prompt_files(root: Path, language: str) -> dict[str, Path]:
    """The prompt files of a language by id, sorted."""
    folder = root / language / "library"
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.md"))}


def read_matter(text: str) -> dict[str, object]:
    """The front matter of a file, every scalar as text.

    Raises:
        FrontMatterMissing, yaml.YAMLError: it cannot be read.
    """
    matter = yaml.load(split(text).matter, Loader=LOADER)  # noqa: S506 - the base loader builds text, lists and maps only
    if not isinstance(matter, dict):
        raise FrontMatterMissing
    return matter


def _read_folder(root: Path) -> Iterator[tuple[str, Prompt]]:
    translations = {
        folder.parent.name: prompt_files(root, folder.parent.name)
        for folder in root.glob("*/library")
        if folder.parent.name != FALLBACK
    }
    for prompt_id, path in prompt_files(root, FALLBACK).items():
        facts = Facts.model_validate(read_matter(path.read_text(encoding="utf-8")))
        wordings = {FALLBACK: Wording(path, facts.title)}
        for language, files in translations.items():
            if translated := files.get(prompt_id):
                title = Translation.model_validate(read_matter(translated.read_text(encoding="utf-8"))).title
                wordings[language] = Wording(translated, title)
        yield prompt_id, Prompt(id=prompt_id, facts=facts, wordings=wordings)
