"""What a coordinator's screens and messages look like, to the letter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import programme as views
from handlers.views import programme_form as pages
from handlers.views.kit import say
from mentoring.coordination import Listed
from mentoring.programme_facts import basics_of, suggestion
from mentoring.programmes import GOALS, Programme, ProgrammeRules
from prompts.words import Translate, load_words
from storage.states import Kind, ProgrammeState

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
PROGRAMME = Programme(
    id=7,
    name="Across the house",
    kind=Kind.ONE_TO_ONE,
    state=ProgrammeState.DRAFT,
    purpose="Meet somebody you would not meet otherwise.",
    topic="Leadership across silos",
    starts_on=date(2026, 4, 6),
    ends_on=date(2026, 10, 5),
    rhythm_days=14,
    meeting_minutes=60,
    rules=ProgrammeRules(),
    goals=GOALS,
    contact_id="UHUGH",
    announcement_channel="CNEWS",
    holidays_country=None,
    closing_days=frozenset(),
    coordinators=("UGRACE", "UANNA"),
)
GROUPS = replace(
    PROGRAMME,
    id=8,
    name="Ward <4> & friends",
    kind=Kind.PEER_GROUP,
    state=ProgrammeState.OPEN,
    rules=ProgrammeRules(reporting_line_levels=None, overlap_minutes=None, different_team=False),
    goals=("feedback", "Presenting a case"),
    holidays_country="GB",
    holidays_region="SCT",
    closing_days=frozenset({date(2026, 12, 24), date(2026, 6, 5)}),
)
BARE = replace(PROGRAMME, contact_id=None, announcement_channel=None, coordinators=("UGRACE",))
OVER = replace(PROGRAMME, id=9, state=ProgrammeState.ENDED)
ENDED_EARLY = replace(OVER, id=10, ended_on=date(2026, 6, 1))
LISTED = tuple(
    Listed(programme=programme, enrolled=enrolled)
    for programme, enrolled in ((GROUPS, 12), (PROGRAMME, 1), (replace(BARE, id=6), 0), (OVER, 1200))
)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_what_cannot_open_what_nobody_runs_and_what_ended_early(t: Translate, golden: SnapshotAssertion) -> None:
    listed = (
        Listed(programme=BARE, enrolled=0, may_open=False),
        Listed(programme=replace(GROUPS, name="Over and done"), enrolled=9, is_over=True),
        Listed(programme=GROUPS, enrolled=3, is_orphaned=True),
        Listed(programme=ENDED_EARLY, enrolled=7),
    )
    assert views.programmes(t, listed=listed).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_the_list(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.programmes(t, listed=LISTED).to_dict() == golden


def test_what_keeps_enrolment_shut_leads_to_the_page_to_mend(golden: SnapshotAssertion) -> None:
    sentence = say(DANISH, "error-contact-missing")
    assert views.to_mend(DANISH, sentence=sentence, programme_id=7).to_dict() == golden


def test_an_empty_list(golden: SnapshotAssertion) -> None:
    assert views.programmes(ENGLISH, listed=()).to_dict() == golden


def test_a_long_list_is_turned_page_by_page() -> None:
    many = tuple(Listed(programme=replace(PROGRAMME, id=number), enrolled=0) for number in range(45))
    shown = [edits(views.programmes(ENGLISH, listed=many, page=page).to_dict()) for page in range(3)]
    assert [len(page) for page in shown] == [20, 20, 5]
    assert [number for page in shown for number in page] == [str(number) for number in range(45)]


def test_a_long_name_full_of_signs_fits_everywhere() -> None:
    loud = replace(GROUPS, name="&" * 80)
    assert views.programmes(ENGLISH, listed=(Listed(programme=loud, enrolled=0),)).to_dict()
    assert pages.details(DANISH, programme=loud).to_dict()
    assert views.announcement(DANISH, programme=loud, locale="da-DK").blocks


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_the_first_page_of_a_new_programme(t: Translate, golden: SnapshotAssertion) -> None:
    fresh = suggestion(date(2026, 3, 2))
    assert pages.basics(t, basics=fresh, programme_id=None, kind_fixed=False).to_dict() == golden


def test_the_first_page_of_a_programme_that_people_have_come_to(golden: SnapshotAssertion) -> None:
    known = basics_of(GROUPS, "UGRACE")
    assert pages.basics(ENGLISH, basics=known, programme_id=8, kind_fixed=True).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_the_second_page(t: Translate, golden: SnapshotAssertion) -> None:
    assert pages.details(t, programme=PROGRAMME).to_dict() == golden


def test_the_second_page_for_peer_groups(golden: SnapshotAssertion) -> None:
    assert pages.details(ENGLISH, programme=GROUPS).to_dict() == golden


MESSAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "contact gone": ("contact_gone", {"programme": GROUPS, "person": "UHUGH"}),
    "coordinator gone": ("coordinator_gone", {"programme": GROUPS, "person": "UGRACE"}),
    "saved without contact": ("programme_saved", {"programme": BARE}),
    "saved as draft": ("programme_saved", {"programme": PROGRAMME}),
    "saved while open": ("programme_saved", {"programme": GROUPS}),
    "saved when closed": ("programme_saved", {"programme": replace(PROGRAMME, state=ProgrammeState.CLOSED)}),
    "opened": ("enrolment_opened", {"programme": GROUPS}),
    "opened unannounced": ("enrolment_opened", {"programme": replace(GROUPS, announcement_channel=None)}),
    "closed": ("enrolment_closed", {"programme": PROGRAMME}),
    "ended": ("programme_ended", {"programme": OVER}),
    "appointed": ("appointed", {"programme": PROGRAMME, "by": "UANNA"}),
    "named as contact": ("named_as_contact", {"programme": PROGRAMME}),
    "announcement": ("announcement", {"programme": GROUPS, "locale": "en-GB"}),
    "announcement in danish": ("announcement", {"programme": PROGRAMME, "locale": "da-DK"}),
    "not in channel": ("announcement_failed", {"programme": GROUPS, "error": "not_in_channel", "certain": True}),
    "archived": ("announcement_failed", {"programme": GROUPS, "error": "is_archived", "certain": True}),
    "restricted": ("announcement_failed", {"programme": GROUPS, "error": "restricted_action", "certain": True}),
    "in doubt": ("announcement_failed", {"programme": OVER, "error": "timeout", "certain": False}),
}


@pytest.mark.parametrize("case", MESSAGES)
def test_a_message(case: str, golden: SnapshotAssertion) -> None:
    name, values = MESSAGES[case]
    assert views.MESSAGES[name](ENGLISH, **values).payload() == golden


@pytest.mark.parametrize("case", MESSAGES)
def test_every_message_can_be_said_in_danish(case: str) -> None:
    name, values = MESSAGES[case]
    english, danish = (views.MESSAGES[name](t, **values).text for t in (ENGLISH, DANISH))
    assert "locale" in values or english != danish


def edits(view: dict[str, Any]) -> list[str]:
    elements = [each for block in view["blocks"] for each in block.get("elements", ())]
    return [each["value"] for each in elements if each.get("action_id") == "programme.edit"]
