"""The rules file: what kind of programme it is, which rules hold, what counts, and what was decided beforehand."""

import datetime as dt
from collections.abc import Container
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.cli.match.allowed import complaints
from bot.cli.match.spreadsheet import Fault, FaultsError
from mentoring.rules.availability import is_zone
from mentoring.rules.matching.values import MINUTES_A_QUARTER, Aim, Aims, Rules, Weights


class Kind(StrEnum):
    """What a round makes."""

    ONE_TO_ONE = "one_to_one"
    REVERSE = "reverse"
    PEER = "peer"
    PEER_GROUP = "peer_group"
    GROUP = "group"
    SUPERVISION = "supervision"

    @property
    def of_peers(self) -> bool:
        return self in {Kind.PEER, Kind.PEER_GROUP, Kind.SUPERVISION}

    @property
    def of_pairs(self) -> bool:
        """A match is a mentor and a mentee."""
        return self in {Kind.ONE_TO_ONE, Kind.REVERSE}

    @property
    def roles(self) -> frozenset[str]:
        """Whose roles have a place in it. In supervision, mentors meet as peers."""
        if self is Kind.SUPERVISION:
            return frozenset({"mentor", "peer"})
        return frozenset({"peer"} if self.of_peers else {"mentor", "mentee"})


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Dates(_Section):
    """The first and the last day of the programme, both within it."""

    starts: dt.date
    ends: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= (self.ends - self.starts).days <= 3660:
            raise ValueError("the programme ends on or after its first day, within ten years")
        return self


class LevelGap(_Section):
    """How many levels above the mentee a mentor is; negative for below."""

    at_least: int | None = None
    at_most: int | None = None


class HardRules(_Section):
    """Each rule's value; `false` switches it off."""

    reporting_line: Annotated[int, Field(strict=True, ge=1, le=99)] | Literal[False] = 3
    same_team: bool = True
    overlap_hours: Annotated[float, Field(strict=True, gt=0, le=168)] | Literal[False] = 4
    common_language: bool = True
    no_repeat: bool = True
    on_leave: bool = True
    level_gap: LevelGap | Literal[False] | None = None
    capacity: Annotated[int, Field(strict=True, ge=1, le=99)] | Literal[False] = False
    """No mentor gets more mentees than this, whatever the file says."""

    @field_validator("overlap_hours")
    @classmethod
    def _in_quarters(cls, hours: float) -> float:
        if hours * 60 % MINUTES_A_QUARTER:
            raise ValueError("hours count in quarters, such as 1.5 or 0.25")
        return hours


Weight = Annotated[int, Field(strict=True, ge=0, le=5)]


class PartWeights(_Section):
    """How much each part of the score matters."""

    goals: Weight = 5
    free_words: Weight = 2
    wishes: Weight = 4
    level_gap: Weight = 2
    other_department: Weight = 1
    other_site: Weight = 0
    overlap: Weight = 2
    industry: Weight = 1
    interests: Weight = 2
    style: Weight = 1


class Objective(_Section):
    """What the round is judged by."""

    first: Aim = Aim.MOST_PEOPLE
    lift_worst: bool = True
    floor: Annotated[int, Field(strict=True, ge=1, le=1001)] = 1


class GroupSize(_Section):
    """Fewest and most people in a group."""

    fewest: Annotated[int, Field(strict=True, ge=2)] = 3
    most: int = 5

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.most < self.fewest:
            raise ValueError("most is not below fewest")
        return self


class Programme(_Section):
    """A whole rules file; what it leaves out stays as it is here."""

    kind: Kind = Kind.ONE_TO_ONE
    dates: Dates | None = None
    zone: str | None = None
    """For people whose row has none."""
    rules: HardRules = HardRules()
    weights: PartWeights = PartWeights()
    best_level_gap: int | None = None
    objective: Objective = Objective()
    group_size: GroupSize = GroupSize()
    fewest_mentees: Annotated[int, Field(strict=True, ge=1, le=99)] = 2
    """Of a mentor in group mentoring, who otherwise has none."""
    duos: tuple[tuple[str, str], ...] = ()
    """Mentors who always work together in group mentoring."""
    capacity_when_unknown: Annotated[int, Field(strict=True, ge=0, le=99)] = 1
    locks: tuple[tuple[str, str], ...] = ()
    bans: tuple[tuple[str, str], ...] = ()

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, zone: str | None) -> str | None:
        if zone is not None and not is_zone(zone):
            raise ValueError("a time zone is an IANA name such as Europe/Copenhagen")
        return zone

    @model_validator(mode="after")
    def _has_its_own_choices(self) -> Self:
        if not self.kind.of_pairs and self.objective != Objective():
            raise ValueError("objective can be chosen for one_to_one and reverse only")
        if self.kind is not Kind.GROUP and self.duos:
            raise ValueError("duos are for group only")
        return self

    def engine_rules(self) -> Rules:
        """The hard rules in the engine's words."""
        rules = self.rules
        gap = rules.level_gap if rules.level_gap is not None else self._usual_gap()
        return Rules(
            reporting_line=rules.reporting_line or None,
            same_team=rules.same_team,
            overlap_minutes=round(rules.overlap_hours * 60) or None,
            common_language=rules.common_language,
            no_repeat=rules.no_repeat,
            on_leave=rules.on_leave,
            level_gap_minimum=gap.at_least if gap else None,
            level_gap_maximum=gap.at_most if gap else None,
            locks=frozenset(self.locks),
            bans=frozenset(self.bans),
            group_size=(self.group_size.fewest, self.group_size.most),
        )

    def engine_weights(self) -> Weights:
        """The weights in the engine's words."""
        best = self.best_level_gap
        if best is None:
            best = -2 if self.kind is Kind.REVERSE else 2
        return Weights(**self.weights.model_dump(), best_level_gap=best)

    def engine_aims(self) -> Aims:
        """The objective in the engine's words."""
        return Aims(**self.objective.model_dump())

    def strangers(self, ids: Container[str]) -> list[Fault]:
        """A fault for each locked or banned person who is none of these."""
        return [
            Fault(sentence=f"{name}: Nobody among the people has the id {each!r}.")
            for name, pairs in (("locks", self.locks), ("bans", self.bans), ("duos", self.duos))
            for pair in pairs
            for each in pair
            if each not in ids
        ]

    def _usual_gap(self) -> LevelGap | None:
        return LevelGap(at_most=-1) if self.kind is Kind.REVERSE else None


def read_programme(path: Path | None) -> Programme:
    """The rules file, or what holds without one.

    Raises:
        FaultsError: something in it cannot be read.
    """
    if path is None:
        return Programme()
    try:
        told: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        raise FaultsError(path, [Fault(sentence=f"It is not YAML in UTF-8: {' '.join(str(wrong).split())}")]) from None
    try:
        return Programme.model_validate({} if told is None else told)
    except ValidationError as wrong:
        raise FaultsError(path, [Fault(sentence=each) for each in complaints(wrong.errors())]) from None
