"""What people answered, as the report shows it: totals, groups, and what is ready to be summed up."""

from collections.abc import Sequence
from itertools import groupby

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.ids import Report
from handlers.views.kit import SafeText, actions, button, confirm, context, say, section, shorten
from mentoring.answers import RATING, Answers, Breakdown, Question, SummedUp
from mentoring.enrolment import BASELINE_QUESTIONS
from mentoring.rules.suppression import Published, Summary
from prompts.words import Translate
from storage.states import Wave

CHECK_INS_SHOWN = 12
GROUPS_SHOWN = 12
NAME_SHOWN = 60


def blocks(t: Translate, *, answers: Answers, programme_id: int) -> list[Block]:
    """Everything of what people answered that may be seen, and the buttons that sum up the rest."""
    shown = [*_check_ins(t, answers.summed_up), *_baseline(t, answers.summed_up)]
    if not shown and not answers.ready:
        shown = [section(say(t, "report-nothing-yet"))]
    return [
        section(say(t, "report-answers")),
        context(say(t, "report-answers-promise")),
        *([context(say(t, "report-withheld-why"))] if _is_withheld(answers.summed_up) else []),
        *shown,
        *_ready(t, answers.ready, programme_id),
    ]


def _check_ins(t: Translate, summed_up: Sequence[SummedUp]) -> list[Block]:
    """Each check-in, the latest last."""
    found = sorted(
        (each for each in summed_up if each.question.name == RATING), key=lambda each: str(each.question.asked_on)
    )
    shown = [
        section(_lines(say(t, "report-check-in", asked=_asked(t, each.question)), *_figures(t, each)))
        for each in found[-CHECK_INS_SHOWN:]
    ]
    more = len(found) - len(shown)
    return [*shown, *([context(say(t, "report-earlier", count=more))] if more else [])]


def _baseline(t: Translate, summed_up: Sequence[SummedUp]) -> list[Block]:
    """Each question of the baseline, the beginning beside the end."""
    found = sorted(
        (each for each in summed_up if each.question.name != RATING),
        key=lambda each: (BASELINE_QUESTIONS.index(each.question.name), each.question.wave != Wave.START),
    )
    sections = []
    for name, waves in groupby(found, key=lambda each: each.question.name):
        words = t(f"baseline-{name.replace('_', '-')}-label")
        lines = [SafeText(f"*{words}*")]
        for each in waves:
            total, *groups = _figures(t, each)
            lines += [say(t, "report-wave", wave=each.question.wave, figures=total), *groups]
        sections.append(section(_lines(*lines)))
    return sections


def _figures(t: Translate, each: SummedUp) -> list[SafeText]:
    """The total, and the groups it is made of where they may be shown."""
    total, groups = each.release.total, each.release.breakdown
    if not isinstance(total, Published):
        return [say(t, "report-withheld")]
    lines = [_summary(t, total.total)]
    if each.release.breakdown_name == Breakdown.TOTAL:
        return lines
    if not isinstance(groups, Published):
        return [*lines, say(t, "report-groups-withheld", breakdown=each.release.breakdown_name)]
    listed = sorted(groups.cells.items())
    for name, summary in listed[:GROUPS_SHOWN]:
        group = _group(t, each.release.breakdown_name, name)
        lines.append(say(t, "report-group", group=group, figures=_summary(t, summary)))
    if len(listed) > GROUPS_SHOWN:
        lines.append(say(t, "report-groups-more", more=len(listed) - GROUPS_SHOWN))
    return lines


def _is_withheld(summed_up: Sequence[SummedUp]) -> bool:
    """Whether something is not shown, so that it is said why: once, however often it happens."""
    return any(
        not isinstance(each.release.total, Published)
        or (each.release.breakdown_name != Breakdown.TOTAL and not isinstance(each.release.breakdown, Published))
        for each in summed_up
    )


def _group(t: Translate, breakdown: str, name: str) -> str:
    if breakdown == Breakdown.ROLE:
        return t("report-group-role", role=name)
    return shorten(name, NAME_SHOWN) if name else t("report-group-unknown")


def _summary(t: Translate, summary: Summary) -> SafeText:
    # How many gave each answer stays out: a single one at either end is a cell that is too small.
    return say(t, "report-figures", mean=round(summary.mean, 1), answered=summary.answered)


def _ready(t: Translate, ready: Sequence[Question], programme_id: int) -> list[Block]:
    if not ready:
        return []
    names = dict.fromkeys(_name(t, question) for question in ready)  # three questions of one wave are named once
    buttons = [_sum_up_button(t, breakdown, programme_id) for breakdown in Breakdown]
    return [section(say(t, "report-ready", questions=SafeText(t.list(names)))), actions(*buttons)]


def _name(t: Translate, question: Question) -> SafeText:
    if question.name == RATING:
        return say(t, "report-ready-check-in", asked=_asked(t, question))
    return say(t, f"report-ready-{question.wave}")


def _sum_up_button(t: Translate, breakdown: Breakdown, programme_id: int) -> ButtonElement:
    return button(
        f"{Report.SUM_UP}:{breakdown}",
        t(f"report-sum-up-{breakdown}-button"),
        value=str(programme_id),
        confirm=confirm(t, "report-sum-up", breakdown=breakdown),
    )


def _asked(t: Translate, question: Question) -> str:
    return "" if question.asked_on is None else t.date(question.asked_on, year=True)


def _lines(*lines: SafeText) -> SafeText:
    return SafeText("\n".join(lines))
