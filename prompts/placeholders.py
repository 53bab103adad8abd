"""Placeholders: the closed list of single-brace words an editor may write in a prompt, `{mentor}` for instance.

Each says for whom it has a value and carries a sample for previews. A value is inserted as literal text, never parsed.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prompts import local_formats


class Audience(StrEnum):
    """Who reads a prompt: one person in their own direct messages, or a pair or a group in its conversation."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    PAIR = "pair"
    PEER = "peer"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """One word in braces: what it stands for, who may be written to with it, and what a preview shows."""

    name: str
    meaning: str
    audiences: frozenset[Audience]
    sample: str


_EVERYBODY = frozenset(Audience)
_ALONE = frozenset({Audience.MENTEE, Audience.MENTOR, Audience.PEER})
_IN_PAIRS = frozenset({Audience.MENTEE, Audience.MENTOR, Audience.PAIR})
_IN_GROUPS = frozenset({Audience.PEER, Audience.GROUP})

PLACEHOLDERS = {
    placeholder.name: placeholder
    for placeholder in (
        Placeholder(name="name", meaning="the reader's name", audiences=_ALONE, sample="Asta Holm"),
        Placeholder(name="mentor", meaning="the mentor's name", audiences=_IN_PAIRS, sample="Chidi Okafor"),
        Placeholder(name="mentee", meaning="the mentee's name", audiences=_IN_PAIRS, sample="Asta Holm"),
        Placeholder(
            name="people", meaning="the names of the group", audiences=_IN_GROUPS, sample="Asta, Chidi, Mei and Jonas"
        ),
        Placeholder(name="programme", meaning="the programme's name", audiences=_EVERYBODY, sample="Across the house"),
        Placeholder(name="contact", meaning="the named person to turn to", audiences=_EVERYBODY, sample="Leyla Demir"),
        Placeholder(
            name="end_date",
            meaning="the programme's last day, written out",
            audiences=_EVERYBODY,
            sample="26 June 2026",
        ),
    )
}


def samples(language: str) -> dict[str, str]:
    """A value for every placeholder, as a preview in the language shows it."""
    people = local_formats.enumeration(["Asta", "Chidi", "Mei", "Jonas"], language)
    written = {"people": people, "end_date": local_formats.long_date(date(2026, 6, 26), language)}
    return {placeholder.name: placeholder.sample for placeholder in PLACEHOLDERS.values()} | written


def nearest(word: str, known: Iterable[str]) -> str:
    """ " Did you mean …?" with a leading space, or nothing when no known word is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean {found[0]}?" if found else ""
