"""Every view of asking for wishes, as Slack gets it: golden files in English and Danish."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import match as match_views
from handlers.views import wish_progress
from handlers.views import wishes as views
from mentoring.choosing import SuggestedMentor, ToChoose
from mentoring.programmes import ProgrammeRules
from mentoring.rules.matching.values import Reason
from mentoring.wish_progress import WishProgress
from prompts.words import Translate
from storage.states import WishStage
from tests.handlers.test_match_views import DANISH, DRAFT, ENGLISH, PROGRAMME

BOTH = pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
ASKS = replace(PROGRAMME, rules=ProgrammeRules(wishes_first=True))
CLOSES = datetime(2026, 3, 10, 16, tzinfo=UTC)
QUESTION: dict[str, Any] = {
    "question_id": 12,
    "programme": ASKS.name,
    "closes": CLOSES,
    "zone": "Europe/Copenhagen",
}
SHOWN: dict[str, Any] = {"goals": ("feedback", "Presenting a <case>"), "introduction": "Hello <!channel>, *I* build."}
PRIYA = SuggestedMentor(
    enrolment_id=7,
    slack_id="UPRIYA",
    name="Priya Raman",
    goals_offered=("feedback", "Presenting a <case>"),
    introduction="Hello <!channel>, *I* build.",
    reasons=(
        Reason("shared_goal", ("feedback", "Presenting a <case>")),
        Reason("mentor_learns", ("leadership",)),
        Reason("level_gap", (2,)),
        Reason("other_department"),
        Reason("overlap_minutes_a_week", (1200,)),
        Reason("common_language", ("da", "en")),
    ),
    rank=1,
)
HUGH = replace(PRIYA, enrolment_id=9, slack_id="UHUGH", name="Hugh & Co", goals_offered=(), reasons=(), rank=None)
INES = replace(PRIYA, enrolment_id=3, slack_id="UINES", name="Ines", introduction="", rank=0)
CHOICE = ToChoose(
    question_id=12,
    programme=ASKS,
    mentors=(HUGH, INES, PRIYA),
    none=False,
    closes_at=CLOSES,
    zone="Europe/Copenhagen",
)
PLACE = {"channel": "D1", "ts": "1.1"}
STAGES = [
    WishProgress(stage=WishStage.ENDED),
    WishProgress(stage=WishStage.MENTORS),
    WishProgress(stage=WishStage.MENTORS, closes_at=CLOSES),
    WishProgress(stage=WishStage.MENTEES),
    WishProgress(stage=WishStage.MENTEES, closes_at=CLOSES, answered=12),
]


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@BOTH
def test_whether_a_mentor_may_be_shown(t: Translate, golden: SnapshotAssertion) -> None:
    bare = {"goals": (), "introduction": ""}
    assert [views.may_be_shown(t, **QUESTION, **each).payload() for each in (SHOWN, bare)] == golden


@BOTH
def test_what_takes_the_place_of_a_question(t: Translate, golden: SnapshotAssertion) -> None:
    noted = {name: value for name, value in QUESTION.items() if name != "programme"}
    assert [
        views.may_be_shown_noted(t).payload(),
        views.may_be_shown_over(t).payload(),
        views.choice_noted(t, **noted).payload(),
        views.choosing_over(t).payload(),
    ] == golden


@BOTH
def test_that_there_is_somebody_to_choose(t: Translate, golden: SnapshotAssertion) -> None:
    asked = [(3, False), (1, False), (2, True)]
    assert [views.choose_mentors(t, **QUESTION, count=count, again=again).payload() for count, again in asked] == golden


@BOTH
def test_the_mentors_to_choose_among(t: Translate, golden: SnapshotAssertion) -> None:
    alone = replace(CHOICE, mentors=(HUGH,), none=True)
    assert [views.choose(t, choice=each, pressed=PLACE).to_dict() for each in (CHOICE, alone)] == golden


@BOTH
def test_how_far_it_is_in_a_draft_and_what_follows_its_buttons(t: Translate, golden: SnapshotAssertion) -> None:
    parts = [[block.to_dict() for block in wish_progress.of_draft(t, ASKS, progress)] for progress in STAGES]
    screens = [wish_progress.begun(t, programme=ASKS), wish_progress.ended(t, programme=ASKS)]
    assert [*parts, *(screen.to_dict() for screen in screens)] == golden


@BOTH
def test_what_coordinators_hear(t: Translate, golden: SnapshotAssertion) -> None:
    news: dict[str, Any] = {"programme_id": 7, "programme": ASKS.name}
    assert [
        views.wishes_in(t, **news, answered=12).payload(),
        views.wishes_in(t, **news, answered=None).payload(),
        views.wishes_ended(t, programme=ASKS.name, coordinator="UANNA").payload(),
    ] == golden


def test_a_draft_speaks_of_wishes_only_where_the_programme_asks_for_them() -> None:
    without = str(match_views.overview(ENGLISH, draft=DRAFT).to_dict())
    asking = str(match_views.overview(ENGLISH, draft=replace(DRAFT, wishes=STAGES[0])).to_dict())
    assert "wishes.begin" not in without
    assert "wishes.begin" in asking


def test_nothing_is_said_of_how_well_somebody_fits_nor_of_what_is_not_a_mentees_to_read() -> None:
    shown = str(views.choose(ENGLISH, choice=CHOICE, pressed=PLACE).to_dict())
    for word in ("point", "%", "department", "You can help", "hours"):
        assert word not in shown
    assert shown.index("UHUGH") < shown.index("UINES") < shown.index("UPRIYA")


def test_the_notification_of_a_question_gives_nothing_away() -> None:
    asked = (
        views.choose_mentors(ENGLISH, **QUESTION, count=3, again=False),
        views.may_be_shown(ENGLISH, **QUESTION, **SHOWN),
    )
    for each in asked:
        assert "mentor" not in each.text.casefold()
