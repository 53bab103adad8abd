"""What coordinators change of a match draft: a list of changes, each of which stands or is taken back by itself.

Because a draft keeps what was asked for, and not only what came of it, two coordinators can work on it at once: whoever
comes second has their change added to the first one's.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from mentoring.programmes import ProgrammeRules
from mentoring.rules.matching.values import USUAL_AIMS, Aim, Aims, Weights

ASKED = ("reporting_line_levels", "different_team", "overlap_minutes", "common_language", "no_repeat", "level_gap")
"""The rules that a draft asks about: they can be others than its programme's."""
Two = tuple[str, str]
"""A mentor and their mentee; in groups, two people in either order."""


class EditKind(StrEnum):
    """What a change asks for."""

    TOGETHER = "together"
    """These two are a match, or are in one group."""
    APART = "apart"
    """These two are not."""
    SWAP = "swap"
    """Two mentees have each other's mentor: two pairs, as they are to be."""
    SETTINGS = "settings"
    """Other weights, rules and aims than the programme's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a draft judges matches. Of the `rules`, those in `others` count; for the rest the programme's hold, as they change."""

    weights: Weights
    rules: ProgrammeRules
    aims: Aims = USUAL_AIMS
    others: tuple[str, ...] = ASKED

    @property
    def counted(self) -> Weights:
        """The weights that count: beside a floor no wish does, or whoever is left out would tell of it."""
        return self.weights if self.aims.floor == USUAL_AIMS.floor else replace(self.weights, wishes=0)

    def rules_in(self, programme: ProgrammeRules) -> ProgrammeRules:
        """A programme's rules with those that are others here; the rest may have changed since."""
        return replace(programme, **{name: getattr(self.rules, name) for name in self.others})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: `pairs` it is about, or the `settings` it makes. `id` is its own for good; empty before it is made."""

    kind: EditKind
    by: str
    at: dt.datetime
    pairs: tuple[Two, ...] = ()
    settings: Settings | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What all changes of a draft come to. Without `settings` the programme's hold."""

    together: frozenset[Two] = frozenset()
    apart: frozenset[Two] = frozenset()
    settings: Settings | None = None

    @property
    def only_apart(self) -> "Wanted":
        """What holds for whoever is matched later in the round."""
        return replace(self, together=frozenset())


NOTHING_WANTED = Wanted()


def wanted(edits: Sequence[Edit], *, in_groups: bool = False) -> Wanted:
    """What these changes come to, the later over the earlier: a mentee who gets another mentor leaves the one before."""
    found = NOTHING_WANTED
    for edit in edits:
        if edit.settings is not None:
            found = replace(found, settings=edit.settings)
        for pair in edit.pairs:
            found = _apart(found, pair) if edit.kind is EditKind.APART else _together(found, pair, in_groups=in_groups)
    return found


def added(edits: Sequence[Edit], edit: Edit) -> tuple[Edit, ...]:
    """These changes and one more."""
    return (*edits, edit)


def without(edits: Sequence[Edit], edit_id: str) -> tuple[Edit, ...]:
    """These changes but one, which may be gone already."""
    return tuple(edit for edit in edits if edit.id != edit_id)


def to_rows(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    """Changes as a draft's row keeps them."""
    return [asdict(edit) | {"at": edit.at.isoformat()} for edit in edits]


def from_rows(rows: Sequence[dict[str, Any]]) -> tuple[Edit, ...]:
    """Changes as a draft's row keeps them, read."""
    return tuple(
        Edit(
            kind=EditKind(row["kind"]),
            by=row["by"],
            at=dt.datetime.fromisoformat(row["at"]),
            pairs=tuple((one, other) for one, other in row["pairs"]),
            settings=None if row["settings"] is None else _settings(row["settings"]),
            id=row["id"],
        )
        for row in rows
    )


def _settings(row: dict[str, Any]) -> Settings:
    aims = row["aims"]
    return Settings(
        weights=Weights(**row["weights"]),
        rules=ProgrammeRules(**row["rules"]),
        others=tuple(row["others"]),
        aims=Aims(first=Aim(aims["first"]), lift_worst=aims["lift_worst"], floor=aims["floor"]),
    )


def _together(before: Wanted, pair: Two, *, in_groups: bool) -> Wanted:
    apart = {each for each in before.apart if set(each) != set(pair)}
    stays = {each for each in before.together if in_groups or each[1] != pair[1]}
    return replace(before, together=frozenset(stays | {pair}), apart=frozenset(apart))


def _apart(before: Wanted, pair: Two) -> Wanted:
    together = {each for each in before.together if set(each) != set(pair)}
    return replace(before, together=frozenset(together), apart=before.apart | {pair})
