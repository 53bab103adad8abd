"""Why somebody was matched: answered to each person from their own side, as it was when the match was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring import contacts, drafts, programmes
from mentoring.access import Actor
from mentoring.errors import MentoringError
from mentoring.programmes import Programme
from mentoring.rules.matching.values import Reason
from mentoring.rules.own_sides import OwnSide, Wishes
from storage import Transaction
from storage.models.relationships import RelationshipMember
from storage.models.rounds import ProposedMatch
from storage.queries import relationships as queries
from storage.queries import rounds
from storage.states import Role


class NotYourMatchError(MentoringError):
    """Whoever asks is not in this match, or there is no such match; they are not told which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyMatch:
    """Why one person has a match. Two who mentor each other have one, in the role of both.

    `reasons` each stand with the person's role in the match they are of. There is no `side` where what brought people
    together is not kept any more. Its `asked_for` are Slack ids.
    """

    programme: Programme
    role: Role
    partners: tuple[str, ...]
    reasons: tuple[tuple[Role, Reason], ...]
    side: OwnSide | None
    contact: str | None


async def why(tx: Transaction, actor: Actor, relationship_id: int) -> WhyMatch:
    """Why this person has this match, be it running or over.

    Raises:
        NotYourMatchError: they have not, and never had.
    """
    row = await queries.relationship(tx, actor.workspace, relationship_id)
    same = () if row is None else await queries.with_same_people(tx, row)
    members = await queries.members(tx, actor.workspace, [each.id for each in same])
    mine = {member.relationship_id: member for member in members if member.slack_id == actor.id}
    if row is None or row.id not in mine:
        raise NotYourMatchError
    programme = await programmes.find(tx, actor.workspace, row.programme_id)
    partners = _partners(members, actor)
    roles = {member.role for member in mine.values()}
    proposed = await rounds.matches_by_id(tx, actor.workspace, [each.match_id for each in same if each.match_id])
    role_in = {each.match_id: mine[each.id].role for each in same if each.id in mine}
    return WhyMatch(
        programme=programme,
        role=roles.pop() if len(roles) == 1 else Role.BOTH,
        partners=partners,
        reasons=tuple((role_in[match.id], reason) for match in proposed for reason in _reasons(match)),
        side=_side(proposed, members, mine[row.id].enrolment_id),
        contact=await contacts.of_programme(tx, actor, programme, partners),
    )


def _partners(members: Sequence[RelationshipMember], actor: Actor) -> tuple[str, ...]:
    """Everybody else who is in it still; once nobody is, everybody who was."""
    others = [member for member in members if member.slack_id != actor.id]
    here = [member for member in others if member.left_at is None]
    return tuple(dict.fromkeys(member.slack_id for member in here or others))


def _reasons(match: ProposedMatch) -> tuple[Reason, ...]:
    return drafts.read_reasons(match.reasons["why"])


def _side(
    proposed: Sequence[ProposedMatch], members: Sequence[RelationshipMember], enrolment_id: int
) -> OwnSide | None:
    """This person's own side; of two matches of the same two people, the older."""
    slack_ids = {member.enrolment_id: member.slack_id for member in members}
    kept = (match.reasons.get("sides", {}).get(str(enrolment_id)) for match in proposed)
    return next((_read(side, slack_ids) for side in kept if side is not None), None)


def _read(side: Mapping[str, list[str] | list[int] | str], slack_ids: Mapping[int, str]) -> OwnSide:
    return OwnSide(
        helped_with=tuple(map(str, side["helped_with"])),
        beyond=tuple(map(str, side["beyond"])),
        helps_with=tuple(map(str, side["helps_with"])),
        asked_for=tuple(slack_ids[int(each)] for each in side["asked_for"] if int(each) in slack_ids),
        wishes=Wishes(str(side["wishes"])),
    )
