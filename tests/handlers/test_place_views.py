"""Every screen and message around one's own place, to the letter: joining, status, profile, pause, leaving, finding one's way."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import guide, how_often, join, join_look, leave, notices, pause, profile, status
from mentoring.contacts import Contact
from mentoring.departures import Leaving
from mentoring.enrolment import Step
from mentoring.guidance import Guidance
from mentoring.how_often import HowOften
from mentoring.nudges import Coming
from mentoring.pauses import Away
from mentoring.people import Profile
from mentoring.places import About, Place
from mentoring.programmes import GOALS, Programme, ProgrammeRules
from mentoring.relationships import RelationshipView
from mentoring.rules.availability import WorkingHours
from mentoring.status import Glance, Overview, PlaceOverview
from prompts.journeys import StepKind
from prompts.words import load_words
from storage.states import EnrolmentState, Kind, ProgrammeState, Role, Unasked

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
PROGRAMME = Programme(
    id=7,
    name="Across <the> house & beyond",
    kind=Kind.ONE_TO_ONE,
    state=ProgrammeState.OPEN,
    purpose="Meet somebody you would not meet otherwise.",
    topic="Leadership across silos",
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 9, 7),
    rhythm_days=28,
    meeting_minutes=60,
    rules=ProgrammeRules(),
    goals=(*GOALS[:3], "Our own <goal>"),
    contact_id="UBENT",
    announcement_channel=None,
    holidays_country=None,
    closing_days=frozenset(),
    coordinators=("UGRACE", "UANNA"),
)
CIRCLE = replace(PROGRAMME, id=8, name="Rounds of equals", kind=Kind.PEER_GROUP)
MIA = Profile(
    slack_id="UMIA",
    name="Mia <b>Lund</b>",
    title="Nurse & more",
    zone="Europe/Copenhagen",
    locale="da-DK",
    is_bot=False,
    is_guest=False,
    is_external=False,
    is_deactivated=False,
    is_admin=False,
)
NEW = Place(
    enrolment_id=None,
    programme=PROGRAMME,
    person=MIA,
    role=Role.MENTEE,
    state=EnrolmentState.JOINING,
    step=None,
    hours=WorkingHours(zone="Europe/Copenhagen"),
)
FULL = replace(
    NEW,
    enrolment_id=3,
    role=Role.BOTH,
    state=EnrolmentState.ENROLLED,
    step="introduction",
    goals_wanted=("leadership", "Our own <goal>"),
    goals_offered=("career_direction",),
    wanted_in_own_words="Saying <!channel> what I see",
    offered_in_own_words="Night shifts",
    capacity=2,
    expectation="Somebody who listens",
    motivation="A friend did it",
    introduction="I am Mia & I *ask* <@everyone>.",
    about=About(level=2, department="Surgery", manager_id="UBOSS", country="DE", region="BY", languages=("da", "en")),
    hours=WorkingHours(zone="Asia/Kolkata", start=time(22), end=time(6), weekdays=frozenset({0, 1, 6})),
    wishes_with=("UPRIYA",),
    wishes_not_with=("UHUGH",),
    baseline={"interest_in_me": 3},
)
TOGETHER = RelationshipView(
    ids=(5,),
    programme=PROGRAMME,
    kind=Kind.ONE_TO_ONE,
    role=Role.MENTEE,
    partners=("UPRIYA",),
    names={"UPRIYA": "Priya"},
    since=date(2026, 3, 2),
    last_meeting=None,
)
MATCHED = PlaceOverview(
    programme=PROGRAMME,
    role=Role.MENTEE,
    state=EnrolmentState.ENROLLED,
    relationships=(TOGETHER, replace(TOGETHER, partners=("UJONAS", "USOFIE"), last_meeting=date(2026, 4, 1))),
    contact="UBENT",
)
AHEAD = replace(MATCHED, ahead=frozenset(TOGETHER.ids))
WAITING = PlaceOverview(programme=CIRCLE, role=Role.PEER, state=EnrolmentState.ENROLLED, relationships=(), contact=None)
BEGUN = replace(WAITING, state=EnrolmentState.JOINING)
NOTHING = Overview(places=(), away=None, next=None, runs=(), open=())
MUCH = Overview(
    places=(MATCHED, WAITING, BEGUN),
    away=Away(since=date(2026, 4, 2), until=date(2026, 4, 20)),
    next=Coming(relationship_id=5, kind=StepKind.CHECK_IN, moment=datetime(2026, 4, 21, 7, 5, tzinfo=UTC)),
    runs=(Glance(programme=PROGRAMME, enrolled=21, matched=18),),
    open=(CIRCLE,),
    how_often=HowOften(chosen=Unasked.ONE_A_MONTH, only_mentors=False),
)
LATER = replace(
    NOTHING,
    places=(AHEAD, replace(MATCHED, is_over=True), replace(WAITING, is_over=True)),
    runs=(Glance(programme=PROGRAMME, enrolled=21, matched=18, is_over=True),),
)
TURNED_AWAY = replace(NOTHING, may_join=False, contact="UBENT", contact_for=("Across <the> house", "Rounds"))
NEWCOMER = Guidance(
    may_join=True,
    has_place=False,
    is_matched=False,
    may_create=False,
    coordinates=False,
    contacts=(),
    contact="UBENT",
)
AT_HOME = replace(
    NEWCOMER,
    has_place=True,
    is_matched=True,
    may_create=True,
    coordinates=True,
    contacts=(
        Contact(slack_id="UBENT", programme="Across <the> house & beyond"),
        Contact(slack_id="UANNA", programme="Rounds of equals"),
    ),
)
GUEST = replace(NEWCOMER, may_join=False, contact=None)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def shown(view: Any) -> Any:
    return view.to_dict() if hasattr(view, "to_dict") else view.payload()


@pytest.mark.parametrize("step", Step)
def test_each_step_of_joining_empty(golden: SnapshotAssertion, step: Step) -> None:
    assert shown(join.step(ENGLISH, place=NEW, step=step)) == golden


@pytest.mark.parametrize("step", Step)
def test_each_step_of_joining_filled_in_and_in_danish(golden: SnapshotAssertion, step: Step) -> None:
    assert shown(join.step(DANISH, place=FULL, step=step)) == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_what_one_sees_before_joining(golden: SnapshotAssertion, t: Any) -> None:
    assert [
        shown(join_look.choose(t, programmes=(PROGRAMME, CIRCLE))),
        shown(join_look.choose(t, programmes=(CIRCLE, PROGRAMME), begun=(CIRCLE.id,))),
        shown(join_look.has_a_place(t, programme="Across <the> house")),
        shown(join_look.look(t, programme=PROGRAMME, messages=21, contact=PROGRAMME.contact_id, begun=False)),
        shown(
            join_look.look(t, programme=CIRCLE, messages=12, contact=CIRCLE.contact_id, begun=True, taken=(PROGRAMME,))
        ),
        shown(join.done(t, place=FULL)),
        shown(join.joined(t, programme=PROGRAMME, introduction="I am <Mia>", role=Role.BOTH)),
    ] == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
@pytest.mark.parametrize("overview", [NOTHING, MUCH, TURNED_AWAY, LATER], ids=["nothing", "much", "guest", "later"])
def test_status_and_home(golden: SnapshotAssertion, t: Any, overview: Overview) -> None:
    assert [
        shown(status.status(t, overview=overview, zone="Europe/Copenhagen")),
        shown(status.app_home(t, overview=overview, name="Mia <b>", zone="Europe/Copenhagen")),
    ] == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_profile_pause_and_leaving(golden: SnapshotAssertion, t: Any) -> None:
    place = Leaving(programme=PROGRAMME, partners=("UPRIYA",))
    assert [
        shown(profile.profile(t, places=(FULL,), how_often=HowOften(chosen=Unasked.USUAL, only_mentors=False))),
        shown(profile.part(t, place=FULL, step=Step.WISHES)),
        shown(pause.ask(t, until=date(2026, 4, 24))),
        shown(pause.ask(t, until=None, trouble="unread")),
        shown(pause.ask(t, until=None, trouble="past")),
        shown(pause.paused(t, away=Away(since=date(2026, 4, 2), until=None))),
        shown(pause.paused(t, away=Away(since=date(2026, 4, 2), until=date(2026, 4, 24)))),
        shown(pause.resumed(t)),
        shown(status.partner_away(t, partner="UMIA", programme="Across <x>", until=None, goes_on=False)),
        shown(status.partner_back(t, partner="UMIA", programme="Across <x>")),
        shown(status.partner_away(t, partner="UMIA", programme="Across <x>", until=date(2026, 4, 24), goes_on=False)),
        shown(status.partner_away(t, partner="UMIA", programme="Across <x>", until=None, goes_on=True)),
        shown(status.partner_away(t, partner="UMIA", programme="Across <x>", until=date(2026, 4, 24), goes_on=True)),
        shown(leave.choose(t, places=(place, replace(place, programme=CIRCLE)))),
        shown(leave.confirm(t, place=place, name="Mia <b>")),
        shown(leave.confirm(t, place=replace(place, partners=()), name="Mia")),
        shown(leave.left(t, programme="Across <x>")),
        shown(leave.partner_left(t, partner="UMIA", programme="Across <x>", goes_on=False)),
        shown(leave.partner_left(t, partner="UMIA", programme="Across <x>", goes_on=True)),
        shown(leave.needs_a_match(t, programme="Across <x>", programme_id=7)),
        shown(leave.group_goes_on(t, people=("UA", "UB"), programme="Across <x>")),
    ] == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_finding_ones_way(golden: SnapshotAssertion, t: Any) -> None:
    assert [
        shown(guide.guide(t, guidance=NEWCOMER)),
        shown(guide.guide(t, guidance=AT_HOME)),
        shown(guide.guide(t, guidance=GUEST)),
        shown(guide.unknown_subcommand(t, word="<!here> statsu", nearest="status")),
        shown(guide.not_understood(t, guidance=AT_HOME)),
        shown(guide.not_understood(t, guidance=GUEST)),
        shown(guide.thanked(t)),
        shown(guide.wants_help(t, guidance=AT_HOME)),
        shown(guide.wants_help(t, guidance=NEWCOMER)),
        shown(guide.wants_help(t, guidance=GUEST)),
        shown(guide.wants_help(t, guidance=AT_HOME, danger=True)),
        shown(guide.not_for_guests(t, guidance=replace(GUEST, contact="UBENT"))),
        shown(guide.about_data(t, guidance=AT_HOME)),
        shown(guide.door(t, subcommand="join")),
        shown(notices.maybe_not_reached(t, people=("UJONAS",))),
        shown(notices.notice(t, "A sentence that is <b>safe</b> already.")),
        shown(notices.as_screen(t, guide.guide(t, guidance=NEWCOMER))),
    ] == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_choosing_how_often(golden: SnapshotAssertion, t: Any) -> None:
    assert [
        shown(how_often.choose(t, mine=HowOften(chosen=Unasked.TWO_A_MONTH, only_mentors=False))),
        shown(how_often.choose(t, mine=HowOften(chosen=Unasked.USUAL, only_mentors=True))),
        *(how_often.told(t, HowOften(chosen=each, only_mentors=False)) for each in Unasked),
    ] == golden
