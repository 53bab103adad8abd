"""The report: how a programme is going, and what somebody sees who does not run one."""

from collections.abc import Callable, Sequence

from slack_sdk.models.blocks import Block, StaticSelectElement
from slack_sdk.models.views import View

from handlers.ids import Door, HelpOffer, Report
from handlers.views import report_answers, wishes_share
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    context,
    divider,
    field,
    header,
    mention,
    mentions,
    message,
    modal,
    option,
    say,
    section,
)
from handlers.views.rich_text import to_copy
from handlers.views.undelivered import line_to_list
from mentoring.programmes import Programme
from mentoring.reports import NudgeCounts, RelationshipLine
from mentoring.reports import Report as Figures
from prompts.words import Translate

PEOPLE_NAMED = 30
RELATIONSHIPS_NAMED = 10
OPTIONS_SHOWN = 100
GAP = SafeText("\n")


def choose(t: Translate, *, programmes: Sequence[Programme]) -> View:
    """Which programme, for somebody who runs several."""
    options = [option(str(p.id), p.name, t(f"kind-{p.kind}")) for p in programmes[:OPTIONS_SHOWN]]
    return modal(
        Report.CHOOSE,
        t("report-modal-title"),
        [
            field(
                "programme",
                t("report-choose-label"),
                StaticSelectElement(options=options, initial_option=options[0]),
            )
        ],
        submit=t("report-choose-submit"),
        close=t("button-close"),
    )


def report(t: Translate, *, figures: Figures, notice: str | None = None) -> View:
    """One programme's report; `notice` is the id of a sentence about what was just done."""
    programme = figures.programme
    when = say(
        t,
        "report-as-of",
        day=t.date(figures.today, year=True),
        state="ended_early" if programme.ended_early else "ended" if figures.is_over else programme.state,
        starts=t.date(programme.starts_on),
        ends=t.date(programme.ends_on, year=True),
        ended=t.date(programme.last_day, year=True),
    )
    blocks = [
        *([] if notice is None else [section(say(t, notice))]),
        header(programme.name),
        context(when),
        *_people(t, figures),
        *wishes_share.in_report(t, figures.honoured),
        *_relationships(t, figures),
        *_nudges(t, figures.nudges),
        *line_to_list(t, figures.undelivered, programme_id=programme.id),
        divider(),
        *report_answers.blocks(t, answers=figures.answers, programme_id=programme.id),
        divider(),
        context(say(t, "report-csv-what")),
        actions(button(Report.CSV, t("report-csv-button"), value=str(programme.id))),
    ]
    return modal("report", t("report-modal-title"), blocks, close=t("button-close"))


def instead(t: Translate) -> View:
    """For somebody who runs no programme: help first, then their own place, and not one figure."""
    return modal(
        "report.instead",
        t("report-modal-title"),
        [
            section(say(t, "report-instead")),
            actions(
                button(HelpOffer.ASK, t("report-instead-help-button"), style="primary"),
                button(f"{Door.OPEN}:status", t("report-instead-status-button")),
            ),
            context(say(t, "report-instead-why")),
        ],
        close=t("button-close"),
    )


def report_part(t: Translate, *, programme: str, number: int, total: int, lines: str) -> Message:
    """A piece of the CSV, to the letter, where files can't be shared."""
    sentence = say(t, "report-part", programme=programme, number=number, total=total)
    return message(sentence, section(sentence), to_copy(lines))


def _people(t: Translate, figures: Figures) -> list[Block]:
    if not figures.people:
        return [section(say(t, "report-nobody")), *_left(t, figures)]
    everybody, over = len(figures.people), "yes" if figures.is_over else "no"
    roles = [say(t, "report-role", role=role, count=count) for role, count in figures.by_role]
    waiting = figures.not_yet_matched
    blocks = [
        section(say(t, "report-enrolled", people=everybody, roles=SafeText(t.list(roles)))),
        *_left(t, figures),
        section(say(t, "report-matched", over=over, matched=figures.matched, people=everybody)),
    ]
    if waiting:
        waits = "report-never-matched" if figures.is_over else "report-not-yet-matched"
        blocks.append(section(say(t, waits, count=len(waiting), people=_some(t, waiting))))
    return blocks


def _left(t: Translate, figures: Figures) -> list[Block]:
    return [section(say(t, "report-left", left=figures.left))] if figures.left else []


def _relationships(t: Translate, figures: Figures) -> list[Block]:
    if not figures.relationships:
        return [section(say(t, "report-no-relationships"))]
    detail = [say(t, "report-meetings", count=count, meetings=meetings) for meetings, count in figures.by_meetings]
    met = say(
        t,
        "report-met",
        met=figures.met,
        relationships=len(figures.relationships),
        most=max((meetings for meetings, _ in figures.by_meetings), default=0),
        detail=SafeText(t.list(detail)),
    )
    return [section(met), *_no_news(t, figures.without_news)]


def _nudges(t: Translate, nudges: NudgeCounts | None) -> list[Block]:
    """What people were sent unasked, and what was done so that nobody gets too much."""
    if nudges is None:
        return []
    sent = say(
        t,
        "report-nudges",
        sent=nudges.sent,
        kept="yes" if nudges.together or nudges.moved or nudges.left_out else "no",
        together=nudges.together,
        moved=nudges.moved,
        left=nudges.left_out,
    )
    return [section(sent)]


def _no_news(t: Translate, silent: Sequence[RelationshipLine]) -> list[Block]:
    if not silent:
        return []
    lines = [say(t, "report-no-news", count=len(silent)), *(_silent(t, each) for each in silent[:RELATIONSHIPS_NAMED])]
    if len(silent) > RELATIONSHIPS_NAMED:
        lines.append(say(t, "report-no-news-more", more=len(silent) - RELATIONSHIPS_NAMED))
    return [section(SafeText(GAP.join(lines))), context(say(t, "report-no-news-means"))]


def _silent(t: Translate, each: RelationshipLine) -> SafeText:
    since = each.last_met or each.kick_off
    wording = "report-no-news-since" if each.last_met is None else "report-no-news-met"
    return say(t, wording, people=mentions(t, each.people), since=t.date(since))


def _some(t: Translate, people: Sequence[str]) -> SafeText:
    """People by name, as many as anybody reads."""
    if len(people) <= PEOPLE_NAMED:
        return mentions(t, people)
    some = SafeText(", ".join(mention(person) for person in people[:PEOPLE_NAMED]))
    return say(t, "report-some-of-many", some=some, more=len(people) - PEOPLE_NAMED)


MESSAGES: dict[str, Callable[..., Message]] = {"report_part": report_part}
