"""What coordinators see of a draft and what people are given to begin with, to the letter."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_sdk.models.views import View
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import kick_off as kick_offs
from handlers.views import match as views
from handlers.views.rich_text import rich_text
from mentoring.draft_edits import Edit, EditKind, Settings
from mentoring.drafts import WAITING_A_PAGE, Draft, NotMatched, Page, ProposedTogether, WaitingPage
from mentoring.kick_off import AWAY, FELL_THROUGH, Introduced, KickOff
from mentoring.programmes import GOALS, Programme, ProgrammeRules
from mentoring.relationships import Seat
from mentoring.rounds import Change, ChangeKind, Overtaken, Published
from mentoring.rules.availability import MONDAY_TO_FRIDAY, LocalWindow
from mentoring.rules.matching.values import Aim, Aims, Reason, Rule, Unchecked, Weights
from mentoring.rules.meeting_times import SuggestedTime
from prompts.library import load_library
from prompts.markdown import parse
from prompts.words import Translate, load_words
from storage.states import Kind, ProgrammeState, Role

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
LIBRARY = load_library()
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
    goals=GOALS,
    contact_id="UBENT",
    announcement_channel=None,
    holidays_country=None,
    closing_days=frozenset(),
    coordinators=("UGRACE",),
)
GROUPS = replace(PROGRAMME, id=8, name="Rounds of equals", kind=Kind.PEER_GROUP)


def seat(slack_id: str, role: Role) -> Seat:
    return Seat(enrolment_id=1, slack_id=slack_id, role=role)


def waiting(slack_id: str, role: Role, *reasons: Reason, change: Reason | None = None) -> NotMatched:
    return NotMatched(seat=seat(slack_id, role), reasons=reasons, change=change)


WAITING = (
    waiting(
        "UNOAH",
        Role.MENTEE,
        Reason("no_suitable_mentor_free", (2,)),
        Reason("removed_by_rule", ("overlap", 3)),
        Reason("removed_by_rule", ("same_team", 1)),
        change=Reason("one_more_place_with_a_suitable_mentor", (2,)),
    ),
    waiting("UAMINA", Role.MENTEE, Reason("no_mentors")),
    waiting(
        "UKEIKO",
        Role.MENTOR,
        Reason("no_suitable_mentees", (4,)),
        Reason("removed_by_rule", ("common_language", 4)),
        change=Reason("relax_rule", ("common_language", 4)),
    ),
    waiting("UHUGH", Role.MENTOR, Reason("no_suitable_mentee_free", (1,)), change=Reason("one_more_suitable_mentee")),
    waiting("UWEI", Role.PEER, Reason("too_few_suitable_peers", (1,))),
    waiting("ULENA", Role.PEER, Reason("no_group_fits", (3,)), change=Reason("relax_rule", ("reporting_line", 1))),
)
DRAFT = Draft(
    id=3,
    version=7,
    programme=PROGRAMME,
    number=1,
    other=None,
    edits=(),
    enrolled=30,
    already=2,
    matches=11,
    together=11,
    people=22,
    worst=188,
    mean=431,
    proven=True,
    points=4741,
    most_points=4741,
    not_matched=6,
    unchecked=(
        Unchecked(rule=Rule.REPORTING_LINE, code="manager_unknown", ids=tuple(f"U{n:02}" for n in range(23))),
        Unchecked(rule=Rule.LANGUAGE, code="languages_unknown", ids=("UWEI",)),
    ),
    not_kept=(),
)
PAIR = ProposedTogether(
    seats=(seat("UPRIYA", Role.MENTOR), seat("UMIA", Role.MENTEE)),
    score=622,
    reasons=(
        Reason("mentee_wished", (1,)),
        Reason("shared_goal", ("feedback", "Presenting a <case>")),
        Reason("mentor_learns", ("craft",)),
        Reason("similar_words"),
        Reason("level_gap", (2,)),
        Reason("other_department"),
        Reason("other_site"),
        Reason("overlap_minutes_a_week", (2100,)),
        Reason("common_language", ("da", "en")),
    ),
)
ONLY_WISHED = ProposedTogether(seats=PAIR.seats, score=88, reasons=(Reason("mentor_wished", (2,)),))
GROUP = ProposedTogether(
    seats=tuple(seat(f"UPEER{n}", Role.PEER) for n in range(3)),
    score=402,
    reasons=(
        Reason("shared_goal", ("network",)),
        Reason("wishes_within", (2,)),
        Reason("departments", (3,)),
        Reason("overlap_minutes_a_week", (60,)),
        Reason("common_language", ("en",)),
    ),
)
FIRST = datetime(2026, 3, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRIYA = Introduced(
    slack_id="UPRIYA", name="Priya Raman", role=Role.MENTOR, zone="Europe/London", introduction="Hello <!channel> *all*"
)
MIA = Introduced(
    slack_id="UMIA", name="Mia Sørensen", role=Role.MENTEE, zone="Europe/Copenhagen", introduction="Hi, I nurse."
)
KICK_OFF = KickOff(
    programme=PROGRAMME,
    people=(PRIYA, MIA),
    starter=MIA,
    windows=(
        LocalWindow(start=time(9), end=time(16), weekdays=MONDAY_TO_FRIDAY),
        LocalWindow(start=time(10), end=time(17), weekdays=MONDAY_TO_FRIDAY),
    ),
    times=tuple(
        SuggestedTime(start=FIRST + timedelta(days=n), end=FIRST + timedelta(days=n) + HOUR, minutes_outside=(0, 0))
        for n in range(3)
    ),
    contact="UBENT",
    contact_name="Bent Kjær",
)
FAR_APART = replace(
    KICK_OFF,
    is_ahead=True,
    people=(replace(PRIYA, zone="Asia/Tokyo"), MIA),
    windows=None,
    times=(
        SuggestedTime(
            start=datetime(2026, 3, 5, 15, tzinfo=UTC),
            end=datetime(2026, 3, 5, 16, tzinfo=UTC),
            minutes_outside=(420, 0),
        ),
    ),
)
PEERS = tuple(
    Introduced(
        slack_id=f"UPEER{n}", name=f"Peer {n}", role=Role.PEER, zone="Europe/Copenhagen", introduction=f"I am {n}."
    )
    for n in range(8)
)
GROUP_KICK_OFF = replace(
    KICK_OFF,
    programme=GROUPS,
    people=PEERS,
    starter=PEERS[2],
    windows=(LocalWindow(start=time(12), end=time(15), weekdays=frozenset({1, 3})),) * 8,
    times=(),
    contact=None,
    contact_name="",
)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_the_overview_says_who_how_well_how_proven_and_what_could_not_be_checked(
    t: Translate, golden: SnapshotAssertion
) -> None:
    assert views.overview(t, draft=DRAFT).to_dict() == golden


@pytest.mark.parametrize(
    ("aims", "said"),
    [
        (Aims(), "under these rules: nobody more could be matched, the weakest match could not be stronger, and with"),
        (Aims(lift_worst=False), "under these rules: nobody more could be matched, and with that the total could not"),
        (
            Aims(first=Aim.BEST_FIT, lift_worst=False, floor=300),
            "under these rules and with at least 300 points for each match: the total could not be higher. This is",
        ),
    ],
)
def test_what_is_proven_is_what_the_round_was_for(aims: Aims, said: str) -> None:
    settings = Settings(weights=Weights(), rules=ProgrammeRules(), aims=aims)
    edit = Edit(id="1", kind=EditKind.SETTINGS, by="UANNA", at=datetime(2026, 3, 2, 8, tzinfo=UTC), settings=settings)
    assert said in str(views.overview(ENGLISH, draft=replace(DRAFT, edits=(edit,))).to_dict())


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_whatever_could_not_be_checked_is_said_in_words_of_its_own(t: Translate) -> None:
    codes = (
        "manager_unknown",
        "higher_managers_unknown",
        "managers_of_mentees_unknown",
        "team_unknown",
        "working_hours_unknown",
        "languages_unknown",
        "level_unknown",
    )
    gaps = [Unchecked(rule=Rule.LANGUAGE, code=code, ids=("UWEI",)) for code in codes]
    said = {str(views.overview(t, draft=replace(DRAFT, unchecked=(gap,))).to_dict()) for gap in gaps}
    assert len(said) == len(codes)


def test_where_mentors_are_asked_first_nobody_who_waits_for_a_yes_is_called_matched() -> None:
    asking = replace(DRAFT, programme=replace(PROGRAMME, rules=ProgrammeRules(ask_first=True)))
    assert "about which the mentor is being asked" in json.dumps(views.overview(ENGLISH, draft=asking).to_dict())
    assert "being asked" not in json.dumps(views.overview(ENGLISH, draft=DRAFT).to_dict())


def test_an_overview_of_a_round_that_matches_nobody_offers_nothing_to_publish() -> None:
    view = views.overview(ENGLISH, draft=replace(DRAFT, matches=0, people=0, proven=False))
    assert "match.publish" not in json.dumps(view.to_dict())


def test_a_round_of_groups_without_proof_says_how_far_it_may_be_from_the_best(golden: SnapshotAssertion) -> None:
    draft = replace(DRAFT, programme=GROUPS, proven=False, most_points=4900, not_matched=0, unchecked=(), already=0)
    assert views.overview(ENGLISH, draft=draft).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_proposed_matches_are_given_with_reasons(t: Translate, golden: SnapshotAssertion) -> None:
    page = Page(round_id=3, number=1, pages=3, count=11, together=10, matches=(PAIR, ONLY_WISHED, GROUP))
    assert views.matches(t, page=page).to_dict() == golden


@pytest.mark.parametrize(
    ("t", "count", "said"),
    [
        (ENGLISH, 1, "One proposed match"),
        (ENGLISH, 2, "2 proposed matches"),
        (DANISH, 1, "Ét foreslået match"),
        (DANISH, 2, "2 foreslåede match"),
    ],
)
def test_matches_on_one_page_are_only_counted(t: Translate, count: int, said: str) -> None:
    page = Page(round_id=3, number=0, pages=1, count=count, together=count, matches=(PAIR,) * count)
    assert heading(views.matches(t, page=page)) == said


@pytest.mark.parametrize(
    ("t", "count", "said"),
    [
        (ENGLISH, 1, "One person not yet matched"),
        (ENGLISH, 2, "2 people not yet matched"),
        (DANISH, 1, "Én person, der ikke er matchet endnu"),
        (DANISH, 2, "2 personer, der ikke er matchet endnu"),
    ],
)
def test_those_who_wait_on_one_page_are_only_counted(t: Translate, count: int, said: str) -> None:
    page = WaitingPage(round_id=3, number=0, pages=1, count=count, people=WAITING[:count])
    assert heading(views.waiting(t, page=page)) == said


def heading(view: View) -> str:
    return str(view.to_dict()["blocks"][0]["text"]["text"])


def test_wishes_are_nobodys_to_read() -> None:
    page = Page(round_id=3, number=0, pages=1, count=3, together=3, matches=(PAIR, ONLY_WISHED, GROUP))
    assert "wish" not in json.dumps(views.matches(ENGLISH, page=page).to_dict())


@pytest.mark.parametrize("number", [0, 1])
def test_who_waits_is_told_with_why_and_what_would_help(number: int, golden: SnapshotAssertion) -> None:
    some = WAITING[number * WAITING_A_PAGE :][:WAITING_A_PAGE]
    page = WaitingPage(round_id=3, number=number, pages=2, count=len(WAITING), people=some)
    assert views.waiting(ENGLISH, page=page).to_dict() == golden


def test_nobody_waits(golden: SnapshotAssertion) -> None:
    page = WaitingPage(round_id=3, number=0, pages=1, count=0, people=())
    assert views.waiting(DANISH, page=page).to_dict() == golden


@pytest.mark.parametrize("newer_by", [None, "UANNA"], ids=["changed", "newer"])
def test_an_overtaken_draft_says_what_changed(newer_by: str | None, golden: SnapshotAssertion) -> None:
    changes = (
        Change(kind=ChangeKind.LEFT, people=("UMIA",)),
        Change(kind=ChangeKind.DEACTIVATED, people=("UNOAH",)),
        Change(kind=ChangeKind.NOT_AVAILABLE, people=("UPRIYA", "UWEI")),
        Change(kind=ChangeKind.BREAKS_RULE, people=("UHUGH", "UAMINA"), rule=Rule.REPORTING_LINE),
    )
    overtaken = Overtaken(programme=PROGRAMME, changes=changes, newer_by=newer_by)
    assert views.overtaken(ENGLISH, overtaken=overtaken).to_dict() == golden


def test_a_published_round_says_what_happens_now(golden: SnapshotAssertion) -> None:
    published = Published(programme=PROGRAMME, matches=11, people=22, not_matched=1)
    assert views.published(ENGLISH, published=published).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_a_pairs_kick_off(t: Translate, golden: SnapshotAssertion) -> None:
    assert guided(t, KICK_OFF, "opening/first-meeting") == golden


def test_a_kick_off_across_the_world_says_whom_it_asks_to_meet_late(golden: SnapshotAssertion) -> None:
    assert guided(ENGLISH, FAR_APART, "opening/first-meeting") == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_places_with_the_same_clock_are_told_together(t: Translate, golden: SnapshotAssertion) -> None:
    in_berlin = replace(MIA, slack_id="UJO", name="Jo Adeyemi", zone="Europe/Berlin")
    london, copenhagen = KICK_OFF.windows or ()
    times = tuple(replace(each, minutes_outside=(0, 0, 0)) for each in KICK_OFF.times)
    trio = replace(KICK_OFF, people=(PRIYA, MIA, in_berlin), windows=(london, copenhagen, copenhagen), times=times)
    assert guided(t, trio, "opening/first-meeting") == golden


def test_places_with_the_clock_of_the_first_share_its_day() -> None:
    pair = replace(
        KICK_OFF, people=(replace(PRIYA, zone="Europe/Warsaw"), MIA), windows=(KICK_OFF.windows or ())[:1] * 2
    )
    shown = json.dumps(guided(ENGLISH, pair, "opening/first-meeting"))
    assert "10:00 in Warsaw and Copenhagen" in shown


def test_a_group_of_eight_fits_into_one_message(golden: SnapshotAssertion) -> None:
    shown = guided(DANISH, GROUP_KICK_OFF, "opening/first-group-meeting")
    assert len(shown["blocks"]) <= 50
    assert shown == golden


@pytest.mark.parametrize("me", [PRIYA, MIA], ids=["mentor", "mentee"])
@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_each_persons_own_message(t: Translate, me: Introduced, golden: SnapshotAssertion) -> None:
    assert told(t, KICK_OFF, me, {me.role: PAIR.reasons}) == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_two_who_mentor_each_other_begin_once(t: Translate, golden: SnapshotAssertion) -> None:
    priya, mia = (replace(person, role=Role.BOTH) for person in (PRIYA, MIA))
    both_ways = replace(KICK_OFF, people=(priya, mia), starter=mia)
    reasons = {Role.MENTEE: PAIR.reasons, Role.MENTOR: (*PAIR.reasons, Reason("mentor_wished", (1,)))}
    assert [
        guided(t, both_ways, "opening/first-meeting-both-ways"),
        guided(t, replace(both_ways, times=()), "opening/first-meeting-both-ways")["blocks"][-3:],
        told(t, both_ways, mia, reasons),
    ] == golden


def test_a_peers_own_message(golden: SnapshotAssertion) -> None:
    assert told(ENGLISH, GROUP_KICK_OFF, PEERS[0], {Role.PEER: GROUP.reasons}) == golden


def test_nobody_learns_that_they_were_wished_for() -> None:
    assert "wished" not in words_to(PRIYA, [Reason("mentee_wished", (1,))])
    assert "You wished for" in words_to(MIA, [Reason("mentee_wished", (1,))])


@pytest.mark.parametrize(
    "why",
    [
        Reason("no_mentors"),
        Reason("no_suitable_mentor_free", (2,)),
        Reason("no_suitable_mentors", (2,)),
        Reason("no_mentor_fits_well_enough", (2,)),
        Reason("no_mentees"),
        Reason("no_suitable_mentee_free", (2,)),
        Reason("no_suitable_mentees", (2,)),
        Reason("no_mentee_fits_well_enough", (2,)),
        Reason("no_peers"),
        Reason("no_group_fits", (2,)),
        AWAY,
        FELL_THROUGH,
    ],
    ids=lambda why: why.code,
)
def test_who_is_not_yet_matched_hears_the_honest_kind_of_reason(why: Reason, golden: SnapshotAssertion) -> None:
    message = kick_offs.not_yet_matched(ENGLISH, programme=PROGRAMME, why=why, contact=PROGRAMME.contact_id)
    assert message.payload() == golden


def test_calendar_links_say_the_time_in_utc_and_nothing_of_who_follows_them() -> None:
    when = KICK_OFF.times[0]
    outlook = parse_qs(urlsplit(kick_offs.outlook_link(when, "Mia & Priya", "Mød hinanden #1")).query)
    assert outlook["startdt"] == ["2026-03-05T09:00:00Z"]
    assert outlook["subject"] == ["Mia & Priya"]
    assert outlook["body"] == ["Mød hinanden #1"]
    google = parse_qs(urlsplit(kick_offs.google_link(when, "Mia & Priya", "Mød hinanden #1")).query)
    assert google["dates"] == ["20260305T090000Z/20260305T100000Z"]
    assert google["text"] == ["Mia & Priya"]
    assert set(google) == {"action", "text", "dates", "details"}


def test_a_prompt_becomes_rich_text_in_which_nothing_is_a_mention(golden: SnapshotAssertion) -> None:
    body = parse(
        "First *this*, **then** <!here>.\n\nSee [more](https://example.org).\n\n1. One\n2. Two\n\n> Said\n>\n> twice\n\nEnd.".replace(
            "<!here>", "@here"
        )
    )
    assert rich_text(body).to_dict() == golden


def test_a_placeholder_left_open_is_never_shown() -> None:
    with pytest.raises(ValueError, match="mentor"):
        rich_text(parse("Ask {mentor}."))


def guided(t: Translate, kick_off: KickOff, guide: str) -> dict[str, Any]:
    return kick_offs.kick_off(t, kick_off=kick_off, prompt=LIBRARY[guide].wording(t.language)).payload()


def words_to(me: Introduced, reasons: Sequence[Reason]) -> str:
    return json.dumps(told(ENGLISH, KICK_OFF, me, {me.role: reasons}))


def told(
    t: Translate, kick_off: KickOff, me: Introduced, reasons: Mapping[Role, Sequence[Reason]]
) -> dict[str, object]:
    """Somebody's own message about their match."""
    return kick_offs.matched(t, kick_off=kick_off, me=me, reasons=reasons, relationship_id=7).payload()
