"""What a mentor who is asked, and a coordinator who decides, get to see, to the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import answer as views
from handlers.views import full as full_views
from handlers.views import match as match_views
from handlers.views.kit import say
from mentoring.answering import Decision, Unanswered, Undecided
from mentoring.fullness import Fullness
from mentoring.programmes import ProgrammeRules
from mentoring.rounds import Published
from prompts.words import Translate, load_words
from tests.handlers.test_match_views import DRAFT, PROGRAMME

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
BOTH = pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
ASKS = replace(PROGRAMME, rules=ProgrammeRules(ask_first=True))
QUESTION: dict[str, Any] = {
    "answer_id": 12,
    "programme": PROGRAMME.name,
    "mentee": "UMIA",
    "goals": ("feedback", "Presenting a <case>"),
    "introduction": "Hello <!channel>, *I* nurse.",
    "closes": datetime(2026, 3, 5, 16, tzinfo=UTC),
    "zone": "Europe/Copenhagen",
    "again": False,
}
UNANSWERED = Unanswered(id=12, mentor="UPRIYA", mentee="UMIA", asked_at=datetime(2026, 3, 2, 8, tzinfo=UTC))
NO_ANSWER: dict[str, Any] = {
    "programme_id": 7,
    "programme": PROGRAMME.name,
    "pairs": (("UPRIYA", "UMIA"), ("UHUGH", "UNOAH")),
    "more": 3,
    "until": date(2026, 3, 12),
}


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@BOTH
def test_the_question(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.mentor_asked(t, **QUESTION).payload() == golden


@BOTH
def test_the_reminder_about_somebody_who_chose_and_wrote_nothing(t: Translate, golden: SnapshotAssertion) -> None:
    bare = QUESTION | {"again": True, "goals": (), "introduction": ""}
    assert views.mentor_asked(t, **bare).payload() == golden


@BOTH
def test_what_takes_the_place_of_a_question(t: Translate, golden: SnapshotAssertion) -> None:
    assert [views.question_answered(t).payload(), views.question_withdrawn(t).payload()] == golden


@BOTH
def test_no_answer(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.no_answer(t, **NO_ANSWER).payload() == golden


@BOTH
def test_the_list_to_decide_on(t: Translate, golden: SnapshotAssertion) -> None:
    undecided = Undecided(programme=ASKS, questions=(UNANSWERED,))
    assert views.decide(t, undecided=undecided).to_dict() == golden


@BOTH
def test_nothing_left_to_decide(t: Translate, golden: SnapshotAssertion) -> None:
    notice = say(t, "decided-match")
    assert views.decide(t, undecided=Undecided(programme=ASKS, questions=()), notice=notice).to_dict() == golden


def test_a_long_list_fits_on_a_screen_and_says_how_many_more() -> None:
    many = tuple(replace(UNANSWERED, id=number) for number in range(45))
    shown = str(views.decide(ENGLISH, undecided=Undecided(programme=ASKS, questions=many)).to_dict())
    assert shown.count("answer.again") == views.DECIDED_AT_ONCE
    assert "And 25 more." in shown


@BOTH
@pytest.mark.parametrize("taken_back", [0, 1, 2])
def test_full(t: Translate, taken_back: int, golden: SnapshotAssertion) -> None:
    fullness = Fullness(programmes=(ASKS, replace(ASKS, name="Second")), taken_back=taken_back)
    assert full_views.full(t, fullness=fullness).payload() == golden


@BOTH
def test_full_no_more(t: Translate, golden: SnapshotAssertion) -> None:
    assert full_views.free(t, fullness=Fullness(programmes=(ASKS,))).payload() == golden


@BOTH
def test_publishing_a_round_whose_mentors_are_asked(t: Translate, golden: SnapshotAssertion) -> None:
    draft = match_views.overview(t, draft=replace(DRAFT, programme=ASKS)).to_dict()
    published = Published(programme=ASKS, matches=11, people=22, not_matched=6, asks_first=True)
    publish = next(
        each
        for block in draft["blocks"]
        for each in block.get("elements", ())
        if each.get("action_id") == "match.publish"
    )
    assert [publish, match_views.published(t, published=published).to_dict()] == golden


def test_the_notification_of_a_question_gives_nothing_away() -> None:
    for again in (False, True):
        text = views.mentor_asked(ENGLISH, **QUESTION | {"again": again}).text
        assert "UMIA" not in text
        assert "mentor" not in text


@BOTH
@pytest.mark.parametrize("decision", Decision)
def test_every_decision_is_confirmed(t: Translate, decision: Decision) -> None:
    assert say(t, f"decided-{decision}")
