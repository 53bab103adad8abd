"""What each person may be told of a match from their own side: their goals, their wishes, and nobody else's.

It is worked out when the round is and kept with the match, since goals and wishes change later and history does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring.rules.matching.values import Candidate, Proposal, Role


class Wishes(StrEnum):
    """What became, in one round, of the people somebody had asked to be matched with; never which of them."""

    NONE = "none"
    """They had asked for nobody."""
    ALL = "all"
    SOME = "some"
    NOT_ONE = "not_one"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSide:
    """A match as one of its people may read it. Goals are codes or a coordinator's own words."""

    helped_with: tuple[str, ...]
    """Goals they named that others in the match can help with; among peers also what others work on too. As they ranked them."""
    beyond: tuple[str, ...]
    """The other goals they named."""
    helps_with: tuple[str, ...]
    """What others in the match named and they offer, in no order of anybody's."""
    asked_for: tuple[str, ...]
    """Ids of those in the match whom they had asked for."""
    wishes: Wishes


def own_sides(
    proposals: Sequence[Proposal], candidates: Iterable[Candidate], together: Mapping[str, Iterable[str]]
) -> tuple[Mapping[str, OwnSide], ...]:
    """For each proposal of a round, its people's own sides by id; `together` is whom somebody has been matched with already."""
    people = {person.id: person for person in candidates}
    met: dict[str, set[str]] = {}
    for proposal in proposals:
        ids = {member.id for member in proposal.members}
        for person in ids:
            met.setdefault(person, set(together.get(person, ()))).update(ids - {person})
    return tuple(
        {member.id: _own_side(people, proposal, member.id, met[member.id]) for member in proposal.members}
        for proposal in proposals
    )


def _own_side(people: Mapping[str, Candidate], proposal: Proposal, person: str, met: set[str]) -> OwnSide:
    me = people[person]
    others = [people[member.id] for member in proposal.members if member.id != person]
    sought = {goal for other in others for goal in other.goals_wanted}
    on_offer = {goal for other in others for goal in other.goals_offered}
    if proposal.members[0].role is Role.PEER:
        on_offer |= sought
    return OwnSide(
        helped_with=tuple(goal for goal in me.goals_wanted if goal in on_offer),
        beyond=tuple(goal for goal in me.goals_wanted if goal not in on_offer),
        helps_with=tuple(sorted(sought & me.goals_offered)),
        asked_for=tuple(other.id for other in others if other.id in me.wants),
        wishes=_wishes(me, met),
    )


def _wishes(me: Candidate, met: set[str]) -> Wishes:
    fulfilled = sum(wanted in met for wanted in me.wants)
    if not me.wants:
        return Wishes.NONE
    if fulfilled == len(me.wants):
        return Wishes.ALL
    return Wishes.SOME if fulfilled else Wishes.NOT_ONE
