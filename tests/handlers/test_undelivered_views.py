"""How what was not delivered looks, to the letter: every sort, every end, every reason."""

import datetime as dt
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import undelivered as views
from handlers.views.kit import say
from mentoring.message_sorts import Sort
from mentoring.undelivered import A_PAGE, Line, Listed
from prompts.words import Translate, load_words
from storage.outbox import MessageState, Target

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
BOTH = pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
DUE = dt.datetime(2026, 3, 5, 8, 12, tzinfo=dt.UTC)
CODES = (
    "user_disabled",
    "cannot_dm_bot",
    "is_archived",
    "not_in_channel",
    "channel_not_found",
    "restricted_action",
    "missing_scope",
    "invalid_blocks",
    "unreachable",
    "quarantined",
    "some<thing>",
)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def a_line(number: int, **changes: Any) -> Line:
    facts = {
        "ids": (number,),
        "sorts": (Sort.CHECK_IN,),
        "state": MessageState.DEAD,
        "target": Target.PERSON,
        "people": ("UASTA",),
        "channel": None,
        "programme": "Across <the> house",
        "error": "user_disabled",
        "first_due": DUE,
        "last_due": DUE,
    }
    return Line(**facts | changes)


def listed(*lines: Line, **changes: Any) -> Listed:
    safe = sum(len(line.ids) for line in lines if line.is_safe_to_try) if len(lines) > 1 else 0
    facts = {"page": 0, "has_more": False, "count": len(lines), "older": 0, "safe": safe, "programme": None}
    return Listed(lines=lines, **facts | changes)


def shown(t: Translate, what: Listed, **more: Any) -> Any:
    return views.undelivered(t, listed=what, zone="Europe/Copenhagen", **more).to_dict()


@BOTH
def test_nothing_to_look_after(golden: SnapshotAssertion, t: Translate) -> None:
    assert shown(t, listed(older=2)) == golden


@BOTH
def test_every_sort_of_message(golden: SnapshotAssertion, t: Translate) -> None:
    notes = {"people": (), "programme": None}
    lines = [a_line(number, sorts=(sort,), **(notes if sort is Sort.NOTE else {})) for number, sort in enumerate(Sort)]
    assert shown(t, listed(*lines, programme="Across <the> house"), programme_id=7) == golden


@BOTH
def test_several_that_failed_alike(golden: SnapshotAssertion, t: Translate) -> None:
    sorts = tuple(sort for sort in Sort if sort is not Sort.NOTE)
    line = a_line(1, ids=(1, 2, 3), sorts=sorts, first_due=DUE - dt.timedelta(days=3))
    notes = a_line(4, ids=(4, 5), sorts=(Sort.NOTE,), people=(), programme=None)
    assert shown(t, listed(line, notes, count=5)) == golden


@BOTH
def test_every_end(golden: SnapshotAssertion, t: Translate) -> None:
    group = {"target": Target.CONVERSATION, "people": ("UASTA", "UCHIDI")}
    channel = {"target": Target.CHANNEL, "people": (), "channel": "C1", "sorts": (Sort.ANNOUNCEMENT,)}
    lines = [
        *(a_line(number, state=state) for number, state in enumerate(MessageState)),
        a_line(21, state=MessageState.MAYBE_SENT, **group),
        a_line(22, state=MessageState.MAYBE_SENT, **group | {"people": ()}),
        a_line(23, state=MessageState.MAYBE_SENT, **channel),
        a_line(25, state=MessageState.MAYBE_SENT, error="restored", **group),
        a_line(24, error="channel_not_found", **channel),
    ]
    page = listed(*lines, page=1, has_more=True, older=1)
    assert shown(t, page, tried=(1, 2), notice=say(t, "undelivered-settled-notice")) == golden


@BOTH
def test_every_reason(golden: SnapshotAssertion, t: Translate) -> None:
    assert shown(t, listed(*(a_line(number, error=code) for number, code in enumerate(CODES)))) == golden


def test_every_reason_that_is_known_has_an_example() -> None:
    assert {views.WHY.get(code, "other") for code in CODES} == {*views.WHY.values(), "other"}


@BOTH
def test_what_coordinators_are_told(golden: SnapshotAssertion, t: Translate) -> None:
    told = views.undelivered_news(t, programme="Across <the> house", programme_id=7, count=3)
    assert told.payload() == golden


def test_a_full_page_of_the_longest_lines_can_be_shown() -> None:
    everybody = tuple(f"U{number:010}" for number in range(8))
    lines = [
        a_line(
            10**9 + number,
            ids=tuple(range(10**9, 10**9 + 100)),
            sorts=tuple(Sort),
            people=everybody,
            programme="P" * 80,
        )
        for number in range(A_PAGE)
    ]
    tried = tuple(range(10**9, 10**9 + 100))
    page = shown(DANISH, listed(*lines, page=9, has_more=True, older=7), tried=tried)
    assert len(page["blocks"]) <= 100
    assert len(page["private_metadata"]) <= 3000
