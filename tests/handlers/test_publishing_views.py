"""What a coordinator who publishes on a date gets to see, to the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import match as match_views
from handlers.views import publishing as views
from mentoring.drafts import Planned
from mentoring.publishing import Days, Hindrance, NotPublished
from mentoring.rounds import Change, ChangeKind, Published
from mentoring.rules.matching.values import Rule
from prompts.words import Translate, load_words
from tests.handlers.test_match_views import DRAFT, PROGRAMME

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
BOTH = pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
PLANNED = Planned(at=datetime(2026, 3, 6, 8, tzinfo=UTC), zone="Europe/Copenhagen", by="UANNA")
DAYS = Days(
    draft_id=3,
    programme=PROGRAMME,
    first=date(2026, 3, 3),
    last=date(2026, 9, 6),
    suggested=date(2026, 3, 6),
    time=time(9),
    zone="Europe/Copenhagen",
)
PUBLISHED = Published(programme=PROGRAMME, matches=11, people=22, not_matched=6)
CHANGES = (
    Change(kind=ChangeKind.LEFT, people=("UMIA",)),
    Change(kind=ChangeKind.BREAKS_RULE, people=("UPRIYA", "UNOAH"), rule=Rule.LANGUAGE),
)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@BOTH
def test_choosing_a_date(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.choose_date(t, days=DAYS).to_dict() == golden


@BOTH
def test_a_draft_with_a_date(t: Translate, golden: SnapshotAssertion) -> None:
    blocks = match_views.overview(t, draft=replace(DRAFT, planned=PLANNED)).to_dict()["blocks"]
    (at,) = [number for number, block in enumerate(blocks) if "publishing.take_off" in str(block)]
    assert blocks[at - 1 : at + 1] == golden


@BOTH
@pytest.mark.parametrize("asks_first", [False, True], ids=["at once", "asking first"])
@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_a_round_on_its_way(t: Translate, asks_first: bool, late: bool, golden: SnapshotAssertion) -> None:
    published = replace(PUBLISHED, asks_first=asks_first)
    assert views.round_on_its_way(t, published=published, planned=PLANNED, late=late).payload() == golden


@BOTH
@pytest.mark.parametrize("hindrance", Hindrance)
def test_a_round_that_was_not_published(t: Translate, hindrance: Hindrance, golden: SnapshotAssertion) -> None:
    changes = CHANGES if hindrance is Hindrance.OVERTAKEN else ()
    told = NotPublished(programme=PROGRAMME, planned=PLANNED, hindrance=hindrance, changes=changes)
    assert views.round_not_published(t, not_published=told).payload() == golden


@BOTH
@pytest.mark.parametrize("instead", [None, PLANNED], ids=["taken off", "set anew"])
def test_a_date_that_another_changed(t: Translate, instead: Planned | None, golden: SnapshotAssertion) -> None:
    told = views.publishing_changed(t, programme=PROGRAMME.name, programme_id=7, by="UGRACE", instead=instead)
    assert told.payload() == golden


@BOTH
def test_a_round_that_another_published_before_its_date(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.published_instead(t, programme=PROGRAMME.name, by="UGRACE").payload() == golden


def test_a_draft_without_matches_can_lose_its_date_but_not_be_published() -> None:
    shown = str(match_views.overview(ENGLISH, draft=replace(DRAFT, matches=0, planned=PLANNED)).to_dict())
    assert "match.publish'" not in shown
    assert "publishing.take_off" in shown


def test_the_notification_names_nobody_who_changed_something() -> None:
    told = NotPublished(programme=PROGRAMME, planned=PLANNED, hindrance=Hindrance.OVERTAKEN, changes=CHANGES)
    assert "UMIA" not in views.round_not_published(ENGLISH, not_published=told).text
