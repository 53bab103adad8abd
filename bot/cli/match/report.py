"""A solved round for people to read in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from bot.cli.match import reasons
from bot.cli.match.answer import gaps, mean_score
from bot.cli.match.rounds import Asked
from mentoring.rules.matching.values import Crowd, Member, Proposal, Role, Round, Unmatched
from prompts.words import Translate

PEOPLE_NAMED = 20


def report(t: Translate, asked: Asked, solved: Round) -> Iterator[str]:
    """The round's lines: totals first, then what must be looked at, the matches, and those not yet matched."""
    yield from _totals(t, asked, solved)
    yield from _notices(t, asked, solved)
    for match in solved.proposals:
        yield from chain([""], _match(t, asked.names, match, in_group=not asked.programme.kind.of_pairs))
    if solved.unmatched:
        yield from ("", "Not yet matched", "---------------")
    yield from (_crowd(crowd) for crowd in solved.crowds)
    if solved.opening:
        yield reasons.opening(solved.opening)
    for person in solved.unmatched:
        yield from chain([""], _waiting(t, asked.names, person))


def _totals(t: Translate, asked: Asked, solved: Round) -> Iterator[str]:
    objective, dates = solved.objective, asked.dates
    sought = [c.id for c in asked.candidates if asked.programme.kind.of_peers or c.mentee_capacity]
    whom = "people have a group" if asked.programme.kind.of_peers else "mentees have a mentor"
    yield f"{asked.programme.kind.value}, {dates.starts:%Y-%m-%d} to {dates.ends:%Y-%m-%d}, seed {asked.seed}"
    yield f"Matches: {len(solved.proposals)}. {objective.matched} of {len(sought)} {whom}."
    yield f"Matched who were not matched last time: {objective.matched_who_waited}."
    yield f"Scores, of 1,001: the weakest match {objective.worst}, on average {mean_score(solved)}, in all {objective.total}."
    yield reasons.certificate(t, solved.certificate)


def _notices(t: Translate, asked: Asked, solved: Round) -> Iterator[str]:
    found = list(gaps(asked, solved))
    if found:
        yield from ("", "Could not be checked; what is not known forbids nothing, so look at these people yourself:")
    yield from (f"  {reasons.GAPS[gap.code]}: {_ids(gap.ids, len(asked.candidates))}" for gap in found)
    for lock in solved.refused_locks:
        told = "; ".join(reasons.refusal(t, reason) for reason in lock.reasons)
        yield f"The lock of {' with '.join(lock.pair)} is not kept: {told}."
    if asked.left_out:
        yield f"Not in this kind of programme by their role: {_ids(asked.left_out, 0)}"
    if asked.columns_not_read:
        yield f"Columns not read: {', '.join(asked.columns_not_read)}"


def _ids(ids: Sequence[str], everybody: int) -> str:
    if len(ids) == everybody:
        return f"all {everybody}"
    more = len(ids) - PEOPLE_NAMED
    return ", ".join(ids[:PEOPLE_NAMED]) + (f" and {more} more" if more > 0 else "")


def _match(t: Translate, names: Mapping[str, str], match: Proposal, *, in_group: bool) -> Iterator[str]:
    together = ", ".join(_named(names, member) for member in match.members)
    yield f"{match.score:>5}  {together}{'  [locked]' if match.locked else ''}"
    yield "       " + ", ".join(f"{reasons.PARTS[part]} {points}" for part, points in match.parts if points)
    for reason in match.reasons:
        if sentence := reasons.why(t, reason, in_group=in_group):
            yield f"       - {sentence}"
    for other in match.alternatives:
        yield f"       {reasons.alternative(_told(names, other.id), other)}"


def _crowd(crowd: Crowd) -> str:
    return (
        f"By the rules, {crowd.mentees} mentees can have nobody but {crowd.mentors} mentors, who have {crowd.places} places:"
        f" in any round {crowd.left} of them are left."
    )


def _named(names: Mapping[str, str], member: Member) -> str:
    told = _told(names, member.id)
    return told if member.role is Role.PEER else f"{member.role.value} {told}"


def _told(names: Mapping[str, str], id_: str) -> str:
    return id_ if names[id_] == id_ else f"{names[id_]} ({id_})"


def _waiting(t: Translate, names: Mapping[str, str], person: Unmatched) -> Iterator[str]:
    yield f"       {_named(names, Member(person.id, person.role))}"
    yield from (f"       - {reasons.obstacle(t, reason)}" for reason in person.reasons)
    yield f"       - {reasons.change(t, person.change)}"
