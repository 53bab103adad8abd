"""Journeys: what a relationship is sent from kick-off to farewell, read from `journeys/<kind>.yaml`.

Steps are relative calendar days. Hours, zones, holidays and pauses are decided elsewhere; this only says which days.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from prompts.library import LOADER, Kind
from prompts.placeholders import Audience
from prompts.words import ROOT


class StepKind(StrEnum):
    """What a step sends. Only `prompt` and `last_meeting` take words from the library; the rest are the bot's own."""

    PROMPT = "prompt"
    CHECK_IN = "check_in"
    MEETING_REMINDER = "meeting_reminder"
    LAST_MEETING = "last_meeting"
    BASELINE_AGAIN = "baseline_again"
    GOODBYE = "goodbye"


class Recipient(StrEnum):
    """Whom a step reaches: people in one role, each in their own direct messages, or the shared conversation."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"
    EACH = "each"
    GROUP = "group"


ROLES = {Kind.ONE_TO_ONE: (Recipient.MENTEE, Recipient.MENTOR), Kind.PEER_GROUP: (Recipient.PEER,)}
_WITH_WORDS = {StepKind.PROMPT, StepKind.LAST_MEETING}
_GIVE_WAY_DAYS = 7
# While people find each other, two messages in a week are welcome.
_FIRST_FORTNIGHT = 14
Days = Annotated[int, Field(ge=0, le=730)]


class When(BaseModel):
    """A day relative to kick-off or to the end, or one in every few meeting rhythms between two such days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after_kick_off: Days | None = None
    before_end: Days | None = None
    every_rhythm: Annotated[int, Field(ge=1, le=12)] | None = None
    offset_days: Days = 0
    until_day: Days | None = None
    """The last day after kick-off a recurring step may fall on."""
    no_closer_than: Days = 0
    """The fewest days between two occurrences, however close the rhythm is."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if self.every_rhythm is None:
            if (self.after_kick_off is None) == (self.before_end is None):
                raise ValueError("say either after_kick_off, before_end or every_rhythm")
            if self.offset_days or self.no_closer_than or self.until_day is not None:
                raise ValueError("offset_days, until_day and no_closer_than belong to every_rhythm")
        return self

    @property
    def recurs(self) -> bool:
        """Whether it comes more than once."""
        return self.every_rhythm is not None

    @property
    def is_of_the_end(self) -> bool:
        """Whether it has one day, counted back from the end."""
        return self.before_end is not None and not self.recurs

    def days(self, *, length_days: int, rhythm_days: int) -> tuple[int, ...]:
        """The days after kick-off it falls on, in a relationship of so many days and such a rhythm.

        A recurring step counts rhythms from kick-off; `after_kick_off` and `before_end` are then its first and last day.
        """
        if self.every_rhythm is None:
            day = self.after_kick_off if self.before_end is None else length_days - self.before_end
            return (day,) if day is not None and 0 <= day <= length_days else ()
        period = self.every_rhythm * rhythm_days
        period *= -(-max(self.no_closer_than, 1) // period)
        first, last = self.after_kick_off or 0, length_days - (self.before_end or 0)
        last = last if self.until_day is None else min(last, self.until_day)
        return tuple(day for day in range(self.offset_days, last + 1, period) if day >= first)


class Step(BaseModel):
    """One thing sent to somebody at some time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(-[a-z0-9]+)*$")
    kind: StepKind
    recipient: Recipient = Field(alias="for")
    when: When
    prompt: str | None = None
    """A stage, to be chosen from, or the id of one prompt."""

    @model_validator(mode="after")
    def _has_words_where_it_needs_them(self) -> Self:
        if (self.prompt is not None) != (self.kind in _WITH_WORDS):
            raise ValueError("prompt is needed by the kinds prompt and last_meeting, and by no other")
        return self

    @property
    def fixed_prompt(self) -> str | None:
        """The id of the one prompt it names, if it names one rather than a stage."""
        return self.prompt if self.prompt and "/" in self.prompt else None

    @property
    def stage(self) -> str | None:
        """The stage its prompt is chosen from, if it names no prompt."""
        return None if self.fixed_prompt else self.prompt


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Planned:
    """One step on one day for one recipient; `occurrence` counts from 0."""

    day: int
    step_id: str
    recipient: Recipient
    occurrence: int


class Journey(BaseModel):
    """The steps of one kind of programme in reading order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    first_meeting_guide: str
    first_meeting_guide_both_ways: str | None = None
    """For two who mentor each other."""
    spacing_days: dict[Recipient, Days]
    """The fewest days between two steps that reach the same person; all but the ending gives way."""
    steps: tuple[Step, ...] = Field(min_length=1)
    # A plan is asked for at every look at a programme, and there are few lengths and rhythms.
    _plans: dict[tuple[int, int], tuple[Planned, ...]] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [step.id for step in self.steps]
        if twice := sorted({step_id for step_id in ids if ids.count(step_id) > 1}):
            raise ValueError(f"the step ids {', '.join(twice)} stand twice")
        if strangers := sorted({step.recipient for step in self.steps} - self._recipients()):
            raise ValueError(f"{', '.join(strangers)} cannot be written to in {self.kind}")
        return self

    def _recipients(self) -> set[Recipient]:
        return {*ROLES[self.kind], Recipient.EACH, Recipient.GROUP}

    def guide(self, *, both_ways: bool) -> str:
        """The id of the guide to a first meeting."""
        return (self.first_meeting_guide_both_ways if both_ways else None) or self.first_meeting_guide

    def step(self, step_id: str) -> Step:
        """The step of that id.

        Raises:
            KeyError: there is none.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def roles(self, recipient: Recipient) -> tuple[Recipient, ...]:
        """The roles of the people a step to `recipient` reaches."""
        everybody = recipient in {Recipient.EACH, Recipient.GROUP}
        return ROLES[self.kind] if everybody else (recipient,)

    def audiences(self, recipient: Recipient) -> tuple[Audience, ...]:
        """For whom a prompt sent to `recipient` must be written."""
        if recipient is Recipient.GROUP:
            return (Audience.PAIR if self.kind is Kind.ONE_TO_ONE else Audience.GROUP,)
        return tuple(Audience(role) for role in self.roles(recipient))

    def plan(self, *, length_days: int, rhythm_days: int) -> tuple[Planned, ...]:
        """Every step on its days, in order, for a relationship of so many days.

        The ending stands. Of the rest, one that would crowd a person moves up to a week later, else is left out:
        steps with a day of their own go before recurring ones, and what stands first in the journey wins.
        """
        asked = (length_days, rhythm_days)
        if asked not in self._plans:
            self._plans[asked] = self._planned(length_days, rhythm_days)
        return self._plans[asked]

    def _planned(self, length_days: int, rhythm_days: int) -> tuple[Planned, ...]:
        kept = [planned for step in self.steps if step.when.is_of_the_end for planned in self._of(step, length_days, 1)]
        others = sorted((step for step in self.steps if not step.when.is_of_the_end), key=lambda step: step.when.recurs)
        for wished in (planned for step in others for planned in self._of(step, length_days, rhythm_days)):
            moved = (replace(wished, day=wished.day + delay) for delay in range(_GIVE_WAY_DAYS + 1))
            free = (planned for planned in moved if not any(self._crowds(planned, other) for other in kept))
            kept.extend([found] if (found := next(free, None)) else [])
        return tuple(sorted(kept))

    def _of(self, step: Step, length_days: int, rhythm_days: int) -> Iterator[Planned]:
        for number, day in enumerate(step.when.days(length_days=length_days, rhythm_days=rhythm_days)):
            yield Planned(day=day, step_id=step.id, recipient=step.recipient, occurrence=number)

    def _crowds(self, one: Planned, other: Planned) -> bool:
        if max(one.day, other.day) < _FIRST_FORTNIGHT:
            return False
        shared = set(self.roles(one.recipient)) & set(self.roles(other.recipient))
        return any(abs(one.day - other.day) < self.spacing_days.get(role, 0) for role in shared)


def journey_files(root: Path = ROOT) -> tuple[Path, ...]:
    """The files of all journeys, sorted."""
    return tuple(sorted((root / "journeys").glob("*.yaml")))


def read_journey(path: Path) -> Journey:
    """One journey.

    Raises:
        pydantic.ValidationError, yaml.YAMLError: it cannot be read (`prompts check` says why).
    """
    return Journey.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506 - as in library


def load_journeys(root: Path = ROOT) -> dict[Kind, Journey]:
    """Every journey by the kind of programme it is for."""
    journeys = (read_journey(path) for path in journey_files(root))
    return {journey.kind: journey for journey in journeys}
