"""What coordinators see when they change a draft, to the letter."""

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import match as match_views
from handlers.views import match_editing as views
from mentoring.draft_editing import Comparison, Proposed, Subject
from mentoring.draft_edits import Edit, EditKind, Settings, Two
from mentoring.drafts import Draft
from mentoring.programmes import ProgrammeRules
from mentoring.relationships import Seat
from mentoring.rules.matching.values import Aim, Aims, Moved, Reason, RefusedLock, Weights
from mentoring.solved import Difference, Price
from prompts.words import Translate
from storage.states import Role
from tests.handlers.test_match_views import DANISH, DRAFT, ENGLISH, GROUPS, PROGRAMME
from tests.town import MONDAY

BOTH_LANGUAGES = pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
PRIYA, MIA, WEI = (
    Seat(enrolment_id=number, slack_id=slack_id, role=role)
    for number, slack_id, role in ((11, "UPRIYA", Role.MENTOR), (12, "UMIA", Role.MENTEE), (13, "UWEI", Role.PEER))
)
HUGH, LENA = replace(PRIYA, enrolment_id=14, slack_id="UHUGH"), replace(WEI, enrolment_id=15, slack_id="ULENA")
ABOUT = {
    "a pair": Subject(draft_id=3, programme=PROGRAMME, seats=(PRIYA, MIA)),
    "a mentee": Subject(draft_id=3, programme=PROGRAMME, seats=(MIA,)),
    "a mentor": Subject(draft_id=3, programme=PROGRAMME, seats=(PRIYA,)),
    "a peer": Subject(draft_id=3, programme=GROUPS, seats=(WEI,)),
    "a group": Subject(draft_id=3, programme=GROUPS, seats=(WEI, LENA)),
}


def edit(kind: EditKind, *pairs: Two, by: str = "UGRACE", id_: str = "view_submission:V1:hash") -> Edit:
    return Edit(kind=kind, by=by, at=MONDAY, pairs=pairs, id=id_)


BY_HAND = (
    edit(EditKind.TOGETHER, ("UPRIYA", "UMIA")),
    edit(EditKind.APART, ("UHUGH", "UMIA"), by="UANNA", id_="view_submission:V2:hash"),
    edit(EditKind.SWAP, ("UHUGH", "UNOAH"), ("UPRIYA", "UMIA"), id_="view_submission:V3:hash"),
    Edit(
        kind=EditKind.SETTINGS,
        by="UANNA",
        at=MONDAY,
        settings=Settings(weights=Weights(), rules=ProgrammeRules()),
        id="view_submission:V4:hash",
    ),
)
IN_GROUPS = (edit(EditKind.TOGETHER, ("UWEI", "ULENA")), edit(EditKind.APART, ("UWEI", "UJO"), id_="V2"))
GROUP_DRAFT = replace(DRAFT, programme=GROUPS, matches=3, together=3, people=12, unchecked=())
CHANGED = replace(
    DRAFT,
    unchecked=(),
    other=5,
    edits=BY_HAND,
    not_kept=(
        RefusedLock(
            pair=("UPRIYA", "UMIA"),
            reasons=(Reason("breaks_rule", ("reporting_line",)), Reason("breaks_rule", ("same_team",))),
        ),
        RefusedLock(pair=("UHUGH", "UNOAH"), reasons=(Reason("not_in_this_round"),)),
        RefusedLock(pair=("UKEIKO", "UNOAH"), reasons=(Reason("no_place_left"),)),
    ),
)
BESIDE = replace(DRAFT, id=5, number=2, other=3, edits=BY_HAND[3:], people=20, not_matched=0, mean=402, worst=240)
DIFFERENCE = Difference(
    matched_before=11,
    matched=12,
    mean_before=431,
    mean=420,
    worst_before=188,
    worst=201,
    changed=3,
    moved=(
        Moved(mentee="UMIA", before="UPRIYA", after="UHUGH"),
        Moved(mentee="UNOAH", before=None, after="UPRIYA"),
        Moved(mentee="UAMINA", before="UHUGH", after=None),
    ),
)
NOTHING_MOVES = replace(DIFFERENCE, matched=11, mean=431, worst=188, changed=0, moved=())


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@BOTH_LANGUAGES
@pytest.mark.parametrize("about", ABOUT)
def test_what_can_be_asked_for_depends_on_whom_it_is_about(t: Translate, about: str, golden: SnapshotAssertion) -> None:
    assert views.change(t, subject=ABOUT[about], members="11m.12e").to_dict() == golden


@BOTH_LANGUAGES
def test_a_screen_that_waits_says_that_nothing_is_lost(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.busy(t).to_dict() == golden


@BOTH_LANGUAGES
def test_what_a_change_would_do_is_said_before_it_is_made(t: Translate, golden: SnapshotAssertion) -> None:
    assert difference(t, edit(EditKind.APART, ("UPRIYA", "UMIA"), id_=""), DIFFERENCE).to_dict() == golden


@BOTH_LANGUAGES
def test_a_swap_that_moves_nobody_else(t: Translate, golden: SnapshotAssertion) -> None:
    swap = edit(EditKind.SWAP, ("UHUGH", "UNOAH"), ("UPRIYA", "UMIA"), id_="")
    assert difference(t, swap, NOTHING_MOVES).to_dict() == golden


@BOTH_LANGUAGES
def test_in_groups_it_is_people_who_change_company(t: Translate, golden: SnapshotAssertion) -> None:
    one, several = (
        replace(NOTHING_MOVES, matched_before=1 if changed == 1 else 12, matched=12, changed=changed)
        for changed in (1, 6)
    )
    assert [
        difference(t, each, found, GROUP_DRAFT).to_dict()
        for each, found in ((replace(IN_GROUPS[0], id=""), several), (replace(IN_GROUPS[1], id=""), one))
    ] == golden


@BOTH_LANGUAGES
def test_what_cannot_be_done_says_why_once_and_offers_nothing_to_apply(t: Translate, golden: SnapshotAssertion) -> None:
    reasons = (
        Reason("breaks_rule", ("not_available_to_each_other",)),
        Reason("breaks_rule", ("overlap",)),
        Reason("no_place_left"),
        Reason("no_place_left"),
        Reason("not_in_this_round"),
    )
    view = difference(t, edit(EditKind.TOGETHER, ("UPRIYA", "UMIA")), replace(NOTHING_MOVES, refused=reasons))
    assert "submit" not in view.to_dict()
    assert view.to_dict() == golden


def test_of_many_who_would_be_moved_the_first_are_named_and_the_others_counted() -> None:
    moved = tuple(Moved(mentee=f"UM{n:02}", before="UPRIYA", after=f"UR{n:02}") for n in range(40))
    shown = written(difference(ENGLISH, BY_HAND[1], replace(DIFFERENCE, changed=40, moved=moved)))
    assert "<@UM14>" in shown
    assert "<@UM15>" not in shown
    assert "and 25 more" in shown
    sixteen = replace(DIFFERENCE, changed=16, moved=moved[:16])
    assert "and one more" in written(difference(ENGLISH, BY_HAND[1], sixteen))


@BOTH_LANGUAGES
@pytest.mark.parametrize(
    "draft",
    [replace(DRAFT, edits=BY_HAND), replace(GROUP_DRAFT, edits=IN_GROUPS), DRAFT],
    ids=["pairs", "groups", "nothing"],
)
def test_each_change_is_a_sentence_with_a_way_back(t: Translate, draft: Draft, golden: SnapshotAssertion) -> None:
    assert views.edits(t, draft=draft).to_dict() == golden


def test_of_very_many_changes_the_newest_are_listed_and_the_others_counted() -> None:
    many = tuple(edit(EditKind.TOGETHER, ("UPRIYA", f"UM{n:03}"), id_=f"V{n}") for n in range(101))
    view = views.edits(ENGLISH, draft=replace(DRAFT, edits=many)).to_dict()
    assert len(view["blocks"]) <= 100
    assert view["blocks"][2]["accessory"]["value"] == "3:V100"
    assert "11 older changes are not listed" in json.dumps(view)
    assert "UM010" not in json.dumps(view)
    assert "not listed" not in written(views.edits(ENGLISH, draft=replace(DRAFT, edits=many[:90])))


@BOTH_LANGUAGES
@pytest.mark.parametrize("draft", [DRAFT, GROUP_DRAFT], ids=["pairs", "groups"])
def test_settings_are_those_of_the_draft(t: Translate, draft: Draft, golden: SnapshotAssertion) -> None:
    asked = Settings(
        weights=Weights(goals=0, wishes=5),
        rules=replace(ProgrammeRules(), reporting_line_levels=None, different_team=False),
        aims=Aims(first=Aim.BEST_FIT, lift_worst=False, floor=250),
    )
    assert views.settings(t, draft=draft, settings=asked).to_dict() == golden


@BOTH_LANGUAGES
def test_two_drafts_side_by_side(t: Translate, golden: SnapshotAssertion) -> None:
    comparison = Comparison(one=CHANGED, other=BESIDE, changed=4)
    assert views.comparison(t, comparison=comparison).to_dict() == golden


def test_two_drafts_of_groups_that_come_to_the_same(golden: SnapshotAssertion) -> None:
    one, other = replace(GROUP_DRAFT, other=5), replace(GROUP_DRAFT, id=5, number=2, other=3)
    assert views.comparison(ENGLISH, comparison=Comparison(one=one, other=other, changed=0)).to_dict() == golden


@BOTH_LANGUAGES
def test_what_other_aims_would_cost_is_said_in_people_and_in_how_well_they_fit(
    t: Translate, golden: SnapshotAssertion
) -> None:
    found = [
        Price(aims=aims, difference=replace(DIFFERENCE, matched=matched))
        for aims, matched in zip(views.AIMS.values(), (11, 12, 9), strict=True)
    ]
    assert views.prices(t, draft=DRAFT, found=found).to_dict() == golden


@BOTH_LANGUAGES
def test_the_overview_says_what_was_changed_by_whom_and_what_could_not_be(
    t: Translate, golden: SnapshotAssertion
) -> None:
    assert match_views.overview(t, draft=CHANGED).to_dict() == golden


@BOTH_LANGUAGES
def test_what_can_be_done_to_a_draft_depends_on_what_it_is(t: Translate, golden: SnapshotAssertion) -> None:
    drafts = (DRAFT, CHANGED, GROUP_DRAFT, replace(DRAFT, matches=0))
    assert [views.ways_to_change(t, each).to_dict() for each in drafts] == golden


@BOTH_LANGUAGES
def test_of_many_pairs_that_could_not_be_brought_together_some_are_named(t: Translate) -> None:
    in_vain = tuple(RefusedLock(pair=(f"UR{n:02}", f"UM{n:02}"), reasons=(Reason("no_place_left"),)) for n in range(60))
    shown = texts(views.summary_of_edits(t, replace(CHANGED, not_kept=in_vain)))
    assert "…" not in shown
    assert "<@UM14>" in shown
    assert "<@UM15>" not in shown
    assert "45" in shown


def test_a_button_names_people_by_their_places_and_roles() -> None:
    assert views.change_button(ENGLISH, 3, [PRIYA, MIA]).value == "3:11m.12e"
    assert views.change_button(ENGLISH, 3, [WEI]).value == "3:13p"


def test_names_of_programmes_are_nobodys_markup() -> None:
    comparison = Comparison(one=CHANGED, other=BESIDE, changed=4)
    assert "Across &lt;the&gt; house &amp; beyond" in written(views.comparison(ENGLISH, comparison=comparison))


def difference(t: Translate, asked: Edit, found: Difference, draft: Draft = DRAFT) -> View:
    proposed = Proposed(draft=draft, edit=asked, change=None, fingerprint="0" * 64)
    return views.difference(t, proposed=proposed, difference=found)


def written(view: View) -> str:
    return json.dumps(view.to_dict(), ensure_ascii=False)


def texts(blocks: list[Block]) -> str:
    shown: list[dict[str, Any]] = [each.to_dict() for each in blocks]
    return "\n".join(each["text"]["text"] for each in shown)
