"""Why this match, and the share of wishes honoured, to the letter, in English and in Danish."""

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import report, report_table, wishes_share
from handlers.views.why import why
from mentoring.answers import Answers
from mentoring.reports import Report
from mentoring.rules.matching.values import Reason
from mentoring.rules.own_sides import OwnSide, Wishes
from mentoring.rules.wishes_honoured import Share
from mentoring.why_match import WhyMatch
from prompts.words import Translate
from storage.states import Role
from tests.handlers.test_place_views import DANISH, ENGLISH, PROGRAMME

SIDE = OwnSide(
    helped_with=("leadership", "Our own <goal>"),
    beyond=("network",),
    helps_with=("craft",),
    asked_for=("UPRIYA",),
    wishes=Wishes.SOME,
)
MENTEE = WhyMatch(
    programme=PROGRAMME,
    role=Role.MENTEE,
    partners=("UPRIYA",),
    reasons=tuple(
        (Role.MENTEE, reason)
        for reason in (
            Reason("mentee_wished", (2,)),
            Reason("mentor_wished", (1,)),
            Reason("shared_goal", ("leadership",)),
            Reason("similar_words"),
            Reason("level_gap", (2,)),
            Reason("other_department"),
            Reason("overlap_minutes_a_week", (2100,)),
            Reason("same_industry", ("Wood & <paper>",)),
            Reason("shared_interests", ("chess", "choir")),
            Reason("same_style", ("by <walking>",)),
            Reason("common_language", ("da", "en")),
        )
    ),
    side=SIDE,
    contact="UBENT",
)
MENTOR = replace(
    MENTEE,
    role=Role.MENTOR,
    partners=("UMIA",),
    reasons=tuple((Role.MENTOR, reason) for _, reason in MENTEE.reasons),
    side=OwnSide(helped_with=(), beyond=("craft",), helps_with=("leadership",), asked_for=(), wishes=Wishes.NONE),
)
BOTH = replace(
    MENTEE, role=Role.BOTH, reasons=(*MENTEE.reasons, *MENTOR.reasons), side=replace(SIDE, wishes=Wishes.ALL)
)
PEER = WhyMatch(
    programme=PROGRAMME,
    role=Role.PEER,
    partners=("UPRIYA", "UHUGH"),
    reasons=tuple(
        (Role.PEER, reason)
        for reason in (
            Reason("brought_together"),
            Reason("wishes_within", (2,)),
            Reason("shared_goal", ("network",)),
            Reason("departments", (3,)),
            Reason("overlap_minutes_a_week", (60,)),
        )
    ),
    side=replace(SIDE, asked_for=(), wishes=Wishes.NOT_ONE),
    contact=None,
)
BARE = replace(
    MENTEE, reasons=(), side=OwnSide(helped_with=(), beyond=(), helps_with=(), asked_for=(), wishes=Wishes.ALL)
)
ANSWERS = {
    "mentee": MENTEE,
    "mentor": MENTOR,
    "both": BOTH,
    "peer": PEER,
    "bare": BARE,
    "erased": replace(BARE, side=None),
}


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
@pytest.mark.parametrize("who", ANSWERS)
def test_why(golden: SnapshotAssertion, t: Translate, who: str) -> None:
    assert why(t, answer=ANSWERS[who]).to_dict() == golden


def test_a_wish_of_the_other_is_in_no_word_of_it() -> None:
    other_wished = replace(MENTOR, reasons=(*MENTOR.reasons, (Role.MENTOR, Reason("mentee_wished", (1,)))))
    nobody_wished = replace(
        MENTOR, reasons=tuple(each for each in MENTOR.reasons if not each[1].code.endswith("wished"))
    )
    for t in (ENGLISH, DANISH):
        assert why(t, answer=other_wished).to_dict() == why(t, answer=nobody_wished).to_dict()


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_the_share_of_wishes_is_a_word(golden: SnapshotAssertion, t: Translate) -> None:
    assert [
        [block.to_dict() for share in Share for block in show(t, share)]
        for show in (wishes_share.in_draft, wishes_share.in_report)
    ] == golden


def test_nothing_is_said_where_nothing_may_be() -> None:
    for t in (ENGLISH, DANISH):
        assert wishes_share.in_draft(t, None) == wishes_share.in_report(t, None) == []
    figures = Report(
        programme=PROGRAMME,
        today=PROGRAMME.starts_on,
        people=(),
        relationships=(),
        left=0,
        answers=Answers(summed_up=(), ready=()),
    )
    assert "Wishes" not in str(list(report_table.rows(ENGLISH, report=figures, names={})))
    said = replace(figures, honoured=Share.HALF)
    assert ("Wishes honoured", "about half") in list(report_table.rows(ENGLISH, report=said, names={}))
    assert "about half" in str(report.report(ENGLISH, figures=said).to_dict())
