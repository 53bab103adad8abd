"""What the report looks like, to the letter, and that it fits Slack however large a programme is."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import report as views
from handlers.views import report_table
from mentoring.answers import RATING, Answers, Breakdown, Question, SummedUp
from mentoring.programmes import GOALS, Programme, ProgrammeRules
from mentoring.reports import NudgeCounts, PersonLine, RelationshipLine, Report
from mentoring.rules.suppression import Cell, Release, publishable
from prompts.words import Translate, load_words
from storage.states import Kind, ProgrammeState, Role, Wave

WORDS = load_words(strict=True)
ENGLISH, DANISH = WORDS.translator("en-GB"), WORDS.translator("da-DK")
PROGRAMME = Programme(
    id=7,
    name="Ward <4> & friends",
    kind=Kind.ONE_TO_ONE,
    state=ProgrammeState.OPEN,
    purpose="Meet somebody you would not meet otherwise.",
    topic="Leadership across silos",
    starts_on=date(2026, 3, 9),
    ends_on=date(2026, 9, 7),
    rhythm_days=28,
    meeting_minutes=60,
    rules=ProgrammeRules(),
    goals=GOALS,
    contact_id="UHUGH",
    announcement_channel=None,
    holidays_country=None,
    closing_days=frozenset(),
    coordinators=("UASTA",),
)
TODAY = date(2026, 6, 1)
KICK_OFF = date(2026, 3, 16)


def person(slack_id: str, role: Role, *, matched: bool = True) -> PersonLine:
    return PersonLine(slack_id=slack_id, role=role, enrolled_on=date(2026, 3, 2), is_matched=matched)


def pair(number: int, *people: str, meetings: int = 0, news: bool = True) -> RelationshipLine:
    return RelationshipLine(
        id=number,
        people=people,
        kick_off=KICK_OFF,
        is_running=True,
        meetings=meetings,
        last_met=KICK_OFF + timedelta(days=20) if meetings else None,
        has_no_news=not news,
    )


def cell(name: str, *answers: int) -> Cell:
    return {f"{name} {number}": answer for number, answer in enumerate(answers)}


def summed_up(
    name: str, wave: str, breakdown: Breakdown, cells: dict[str, Cell], asked: date | None = None
) -> SummedUp:
    everyone = {person: answer for each in cells.values() for person, answer in each.items()}
    release = Release(total=publishable({"": everyone}), breakdown_name=breakdown, breakdown=publishable(cells))
    return SummedUp(question=Question(name=name, wave=wave, asked_on=asked), release=release)


FEW = cell("mentors", 5, 4, 4, 2)
ENOUGH = cell("surgery", 5, 4, 4, 2, 3)
OTHERS = cell("pharmacy", 1, 3, 3, 4, 5, 5)
ANSWERS = Answers(
    summed_up=(
        summed_up(RATING, "1:0", Breakdown.DEPARTMENT, {"<Surgery>": ENOUGH, "": OTHERS}, date(2026, 4, 1)),
        summed_up(RATING, "1:1", Breakdown.ROLE, {"mentee": ENOUGH, "mentor": FEW}, date(2026, 4, 28)),
        summed_up(RATING, "1:2", Breakdown.TOTAL, {"": FEW}, date(2026, 5, 26)),
        summed_up("interest_in_me", Wave.END, Breakdown.ROLE, {"mentee": OTHERS, "mentor": ENOUGH}),
        summed_up("interest_in_me", Wave.START, Breakdown.TOTAL, {"": ENOUGH}),
    ),
    ready=(
        Question(name=RATING, wave="1:3", asked_on=date(2026, 6, 23)),
        Question(name="clear_direction", wave=Wave.START),
        Question(name="know_whom_to_ask", wave=Wave.START),
    ),
)
REPORT = Report(
    programme=PROGRAMME,
    today=TODAY,
    people=(
        person("UMIA", Role.MENTEE),
        person("UOMAR", Role.MENTEE),
        person("UKOFI", Role.MENTEE, matched=False),
        person("UBO", Role.MENTOR),
        person("UINES", Role.BOTH),
    ),
    relationships=(
        pair(1, "UMIA", "UBO", meetings=2),
        pair(2, "UOMAR", "UINES", news=False),
        pair(3, "UINES", "UBO", meetings=1, news=False),
    ),
    left=2,
    answers=ANSWERS,
    nudges=NudgeCounts(sent=42, together=6, moved=4, left_out=2),
)
EMPTY = replace(REPORT, people=(), relationships=(), left=0, answers=Answers(), nudges=None)
OVER = replace(
    REPORT,
    programme=replace(PROGRAMME, state=ProgrammeState.ENDED),
    nudges=NudgeCounts(sent=42, together=0, moved=0, left_out=0),
    answers=Answers(),
)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
@pytest.mark.parametrize(
    ("figures", "notice"),
    [(REPORT, None), (REPORT, "report-csv-notice"), (EMPTY, None), (OVER, "report-summed-up-notice")],
    ids=["whole", "with-notice", "empty", "over"],
)
def test_a_report(t: Translate, figures: Report, notice: str | None, golden: SnapshotAssertion) -> None:
    assert views.report(t, figures=figures, notice=notice).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_which_programme(t: Translate, golden: SnapshotAssertion) -> None:
    both = (PROGRAMME, replace(PROGRAMME, id=8, name="Peers", kind=Kind.PEER_GROUP))
    assert views.choose(t, programmes=both).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_what_a_participant_sees_instead(t: Translate, golden: SnapshotAssertion) -> None:
    assert views.instead(t).to_dict() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_a_part_of_the_csv_in_a_message(t: Translate, golden: SnapshotAssertion) -> None:
    part = views.report_part(t, programme="Ward <4>", number=1, total=2, lines="Mia;<@U1>\r\n")
    assert part.payload() == golden


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_the_table(t: Translate, golden: SnapshotAssertion) -> None:
    names = {
        slack_id: slack_id.removeprefix("U").capitalize() for slack_id in ("UMIA", "UOMAR", "UKOFI", "UBO", "UINES")
    }
    rows = [[str(each) for each in row] for row in report_table.rows(t, report=REPORT, names=names)]
    assert rows == golden


def test_the_table_holds_nothing_that_anybody_answered() -> None:
    names = {each.slack_id: "A name" for each in REPORT.people}
    with_answers = list(report_table.rows(ENGLISH, report=REPORT, names=names))
    assert with_answers == list(report_table.rows(ENGLISH, report=replace(REPORT, answers=Answers()), names=names))


def test_four_answers_are_withheld_and_five_are_shown() -> None:
    def shown(answers: Cell) -> str:
        answered = Answers(summed_up=(summed_up(RATING, "1:0", Breakdown.TOTAL, {"": answers}, TODAY),))
        view = views.report(ENGLISH, figures=replace(REPORT, answers=answered))
        return json.dumps(view.to_dict(), ensure_ascii=False)

    assert "not shown" in shown(FEW)
    assert "mean" not in shown(FEW)
    assert "mean 3.6, 5 answers" in shown(ENOUGH)


def test_danish_figures_have_a_decimal_comma() -> None:
    assert "gennemsnit 3,6; 5 svar" in json.dumps(views.report(DANISH, figures=REPORT).to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["english", "danish"])
def test_five_hundred_people_fit_in_one_modal(t: Translate) -> None:
    waiting = tuple(person(f"U{number:010}", Role.MENTEE, matched=False) for number in range(500))
    groups = [[f"U{number:010}" for number in range(8 * first, 8 * first + 8)] for first in range(250)]
    silent = tuple(pair(number, *group, meetings=number % 50, news=False) for number, group in enumerate(groups))
    departments = {
        f"Department of long names {'x' * 200} {number}": cell(str(number), 1, 2, 3, 4, 5) for number in range(60)
    }
    waves = tuple(
        summed_up(RATING, f"1:{number}", Breakdown.DEPARTMENT, departments, TODAY + timedelta(days=number))
        for number in range(60)
    )
    large = replace(
        REPORT, people=waiting, relationships=silent, answers=Answers(summed_up=waves, ready=ANSWERS.ready * 40)
    )
    view = views.report(t, figures=large, notice="report-csv-notice").to_dict()
    assert len(view["blocks"]) <= 100
    assert all(len(text) < 3000 for text in texts(view))
    written = json.dumps(view, ensure_ascii=False)
    assert ("and 470 more" if t is ENGLISH else "og 470 til") in written
    assert ("and 240 more" if t is ENGLISH else "og 240 til") in written


def texts(view: Any) -> list[str]:
    """Every text object's words."""
    if isinstance(view, dict):
        own = [view["text"]] if isinstance(view.get("text"), str) else []
        return own + [text for value in view.values() for text in texts(value)]
    return [text for value in view for text in texts(value)] if isinstance(view, list) else []
