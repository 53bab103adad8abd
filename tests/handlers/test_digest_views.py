"""What a digest looks like, to the letter, and that the longest one still fits into a message."""

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.post import render
from handlers.views.digest import MOST_BLOCKS, TooMuchError, digest, require_room
from handlers.views.kit import Message
from mentoring.digests import MOST_PARTS
from prompts.library import load_library
from prompts.words import load_words
from storage.states import Role

WORDS, LIBRARY = load_words(strict=True), load_library()
LANGUAGES = ("en-GB", "da-DK")
VALUES: dict[str, Any] = {
    "name": "Mia",
    "mentor": "Jonas",
    "mentee": "Mia",
    "people": ("Mia", "Jonas"),
    "programme": "Across",
    "contact": "Bent",
    "end_date": dt.date(2026, 8, 31),
}
PARTS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "check_in",
        {"check_in_id": 4, "people": ("UJONAS",), "programme": "Across <us>", "is_first": False, "met": None},
    ),
    (
        "meeting_reminder",
        {"people": ("USOFIE",), "programme": "Leading", "is_first": True, "said": 0, "relationship_id": 9},
    ),
    ("prompt", {"prompt_id": "opening/you-lead", "values": VALUES, "to_group": False}),
    ("goodbye", {"people": ("UJONAS",), "programme": "Across", "meetings": 3, "role": Role.MENTEE}),
)


def said(locale: str, *parts: tuple[str, dict[str, Any]]) -> Message:
    t = WORDS.translator(locale)
    return digest(t, parts=[(n, render(t, LIBRARY, name, args)) for n, (name, args) in enumerate(parts, 1)])


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("count", [2, 3])
def test_a_digest(snapshot: SnapshotAssertion, locale: str, count: int) -> None:
    assert said(locale, *PARTS[:count]).payload() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_each_block_has_an_id_of_its_own_part(locale: str) -> None:
    for some in combinations(PARTS, MOST_PARTS):
        ids = [block["block_id"] for block in said(locale, *some).blocks if "block_id" in block]
        assert len(ids) == len(set(ids))
        assert {each.split(".")[1] for each in ids} == {"1", "2", "3"}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_three_longest_texts_of_the_library_fit_into_one_message(locale: str) -> None:
    t = WORDS.translator(locale)
    texts = [
        render(t, LIBRARY, "prompt", {"prompt_id": each.id, "values": VALUES, "to_group": False}) for each in LIBRARY
    ]
    longest = sorted(texts, key=lambda each: len(str(each.blocks)))[-MOST_PARTS:]

    require_room(digest(t, parts=list(enumerate(longest, 1))))


def test_what_does_not_fit_is_refused() -> None:
    t = WORDS.translator("en-GB")
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
    for blocks in ((block,) * MOST_BLOCKS, ({**block, "text": {"type": "mrkdwn", "text": "x" * 12_000}},)):
        with pytest.raises(TooMuchError):
            require_room(digest(t, parts=[(1, Message(text="x", blocks=blocks))]))


def test_small_print_that_several_parts_share_is_read_once() -> None:
    starters = [
        ("prompt", {"prompt_id": id_, "values": VALUES, "to_group": False})
        for id_ in ("opening/you-lead", "deepening/walk-and-talk")
    ]
    assert str(said("en-GB", PARTS[1], *starters).blocks).count("From Across.") == 1
    assert str(said("en-GB", *starters).blocks).count("From Across.") == 1


def test_each_question_says_who_sees_its_answer() -> None:
    questions = [
        ("check_in", {**PARTS[0][1], "check_in_id": id_, "people": (who,)})
        for id_, who in ((4, "UJONAS"), (5, "USOFIE"))
    ]
    assert str(said("en-GB", *questions).blocks).count("Coordinators see") == 2
