"""A solved round as JSON, as `docs/matching.schema.json` describes it, written item by item."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from typing import Any, TextIO

from bot.cli.match import reasons
from bot.cli.match.hours import intervals_of
from bot.cli.match.rounds import Asked, Gap
from mentoring.rules.matching.values import Member, Opening, Proposal, Reason, RefusedLock, Round, Unmatched
from prompts.words import Translate

VERSION = 1


def write_answer(out: TextIO, t: Translate, asked: Asked, solved: Round) -> None:
    """The whole answer; each match, person and gap is on a line of its own."""
    kind = asked.programme.kind
    lists: Mapping[str, Iterable[Any]] = {
        "matches": (_match(t, asked.names, each, in_group=not kind.of_pairs) for each in solved.proposals),
        "unmatched": (_unmatched(t, asked.names, each) for each in solved.unmatched),
        "unchecked": (_gap(gap) for gap in gaps(asked, solved)),
        "crowds": (asdict(crowd) for crowd in solved.crowds),
        "refused_locks": (_refused(t, lock) for lock in solved.refused_locks),
        "left_out": asked.left_out,
        "columns_not_read": asked.columns_not_read,
    }
    entries = chain(
        ((name, _text(value)) for name, value in _head(t, asked, solved).items()),
        ((name, _lines(items)) for name, items in lists.items()),
    )
    for nth, (name, value) in enumerate(entries):
        out.write(f"{',' if nth else '{'}\n  {_text(name)}: ")
        out.writelines(value)
    out.write("\n}\n")


def _lines(items: Iterable[Any]) -> Iterator[str]:
    """An array, piece by piece."""
    yield "["
    yield from (f"{',' if nth else ''}\n    {_text(item)}" for nth, item in enumerate(items))
    yield "]"


def gaps(asked: Asked, solved: Round) -> Iterator[Gap]:
    """Every rule that could not be checked for somebody: what the engine noticed, and what only the file shows."""
    yield from (Gap(str(each.rule), each.code, each.ids) for each in solved.unchecked)
    yield from asked.gaps


def mean_score(solved: Round) -> int:
    """The average score of the matches, rounded down; 0 without any."""
    return sum(each.score for each in solved.proposals) // max(len(solved.proposals), 1)


def _head(t: Translate, asked: Asked, solved: Round) -> dict[str, Any]:
    programme, aims, objective, proof = asked.programme, asked.programme.objective, solved.objective, solved.certificate
    return {
        "version": VERSION,
        "kind": programme.kind.value,
        "seed": asked.seed,
        "dates": {
            "starts": asked.dates.starts.isoformat(),
            "ends": asked.dates.ends.isoformat(),
            "seasons": [day.isoformat() for day in asked.seasons],
        },
        "objective": {"first": aims.first.value, "lift_worst": aims.lift_worst, "floor": aims.floor},
        "totals": {
            "people": len(asked.candidates),
            "matches": len(solved.proposals),
            "matched": objective.matched,
            "matched_who_waited": objective.matched_who_waited,
            "worst": objective.worst,
            "total": objective.total,
            "mean": mean_score(solved),
        },
        "certificate": {
            "method": proof.method,
            "proven": bool(proof.proven),
            "value": proof.value,
            "bound": proof.bound,
            "gap": proof.gap,
            "worst_bound": proof.worst_bound,
            "in_words": reasons.certificate(t, proof),
        },
        "opening": None if solved.opening is None else _opening(solved.opening),
    }


def _opening(opening: Opening) -> dict[str, Any]:
    """The kind of mentor who would help most; hours in UTC minutes since Monday 00:00, in the first season."""
    hours = None if opening.week is None else intervals_of(opening.week)
    return {**asdict(opening), "week": hours, "in_words": reasons.opening(opening)}


def _match(t: Translate, names: Mapping[str, str], match: Proposal, *, in_group: bool) -> dict[str, Any]:
    told = [reasons.why(t, reason, in_group=in_group) for reason in match.reasons]
    return {
        "members": [_member(names, member) for member in match.members],
        "score": match.score,
        "parts": {part.value: points for part, points in match.parts},
        "reasons": [_reason(reason) for reason in match.reasons],
        "in_words": [sentence for sentence in told if sentence],
        "alternatives": [asdict(each) for each in match.alternatives],
        "locked": bool(match.locked),
    }


def _member(names: Mapping[str, str], member: Member) -> dict[str, str]:
    return {"id": member.id, "name": names[member.id], "role": member.role.value}


def _unmatched(t: Translate, names: Mapping[str, str], person: Unmatched) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": names[person.id],
        "role": person.role.value,
        "reasons": [_reason(reason) for reason in person.reasons],
        "change": None if person.change is None else _reason(person.change),
        "in_words": [*(reasons.obstacle(t, reason) for reason in person.reasons), reasons.change(t, person.change)],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {"rule": gap.rule, "code": gap.code, "people": gap.ids}


def _refused(t: Translate, lock: RefusedLock) -> dict[str, Any]:
    return {
        "pair": lock.pair,
        "reasons": [_reason(reason) for reason in lock.reasons],
        "in_words": [reasons.refusal(t, reason) for reason in lock.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "values": reason.values}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
