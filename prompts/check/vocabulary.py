"""How the house speaks: spelling, the words of the field, and no raised voice."""

import re
from collections.abc import Iterator

_INSTEAD = {
    "mentoring program": "mentoring programme",
    "organization": "organisation",
    "organizations": "organisations",
    "organize": "organise",
    "recognize": "recognise",
    "realize": "realise",
    "prioritize": "prioritise",
    "summarize": "summarise",
    "behavior": "behaviour",
    "favorite": "favourite",
    "color": "colour",
    "center": "centre",
    "honor": "honour",
    "labor": "labour",
    "fulfill": "fulfil",
    "enrollment": "enrolment",
    "practicing": "practising",
    "user": "person",
    "users": "people",
    "buddy": "mentor",
    "coachee": "mentee",
    "survey": "check-in",
    "inactive": "no news",
    "rejected": "not yet matched",
}
_ENGLISH_WORD = re.compile(rf"\b({'|'.join(_INSTEAD)})\b", re.IGNORECASE)
_GENDERED = re.compile(
    r"\b(he or she|his or her|he/she|his/her|chairman|mankind|manpower|han/hun|hans/hendes)\b", re.IGNORECASE
)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]|(?<![\\w:]):[a-z][a-z0-9_+]*:(?![\\w:])")


def voice(text: str, language: str) -> Iterator[str]:
    """A sentence for every way the text leaves the house's voice."""
    if "!" in text:
        yield "No exclamation marks: the words should carry the warmth. Write a full stop."
    for found in sorted({match.lower() for match in _GENDERED.findall(text)}):
        yield f"{found} assumes a gender. Write the name, they, or turn the sentence round."
    if language == "en":
        for found in sorted({match.lower() for match in _ENGLISH_WORD.findall(text)}):
            yield f"{found} is not our word. Write {_INSTEAD[found]}."


def emoji(text: str) -> Iterator[str]:
    """A sentence when the text holds an emoji."""
    if found := _EMOJI.search(text):
        yield f"No emoji in prompts ({found[0]}): a screen reader spells them out. Say it in words."


def sentence_case(title: str) -> Iterator[str]:
    """A sentence when a title does not look like a sentence: one capital first, no full stop."""
    first, *others = title.split()
    if first[:1] != first[:1].upper():
        yield f"A title begins with a capital letter: {title[:1].upper()}{title[1:]}."
    if capitals := [word for word in others if word[:1].isupper() and word not in {"I", "I'm", "I'd"}]:
        yield f"A title is written like a sentence, so {', '.join(capitals)} need no capital letter."
    if title.endswith("."):
        yield "A title has no full stop at its end. Leave it out."
