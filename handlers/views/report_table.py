"""The report as a table: counts and working knowledge in the reader's words, never anything that somebody answered."""

from collections.abc import Iterator, Mapping

from handlers.views import wishes_share
from mentoring.export import Cell
from mentoring.reports import PersonLine, RelationshipLine, Report
from prompts.words import Translate

COLUMNS = ("name", "role", "enrolled-on", "matched", "with", "kick-off", "meetings", "last-met")


def rows(t: Translate, *, report: Report, names: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    """The counts, an empty row, then a row for each person, or one for each relationship they are in."""
    yield from _counts(t, report)
    yield ()
    yield tuple(t(f"report-csv-{column}") for column in COLUMNS)
    by_person: dict[str, list[RelationshipLine]] = {}
    for relationship in report.relationships:
        for slack_id in relationship.people:
            by_person.setdefault(slack_id, []).append(relationship)
    for person in report.people:
        theirs = by_person.get(person.slack_id)
        if theirs is None:
            yield _person(t, person, names)
            continue
        for each in theirs:
            yield (*_person(t, person, names), *_relationship(t, person, each, names))


def _counts(t: Translate, report: Report) -> Iterator[tuple[Cell, ...]]:
    yield t("report-csv-programme"), report.programme.name
    yield t("report-csv-day"), report.today
    yield t("report-csv-enrolled"), len(report.people)
    for role, count in report.by_role:
        yield t(f"role-{role}-option"), count
    yield t("report-csv-matched"), report.matched
    yield t("report-csv-not-yet-matched"), len(report.not_yet_matched)
    if report.honoured is not None:
        yield t("report-csv-wishes"), wishes_share.word(t, report.honoured)
    yield t("report-csv-relationships"), len(report.relationships)
    yield t("report-csv-met"), report.met
    yield t("report-csv-left"), report.left
    if report.nudges is not None:
        yield t("report-csv-nudges"), report.nudges.sent
        yield t("report-csv-nudges-together"), report.nudges.together
        yield t("report-csv-nudges-moved"), report.nudges.moved
        yield t("report-csv-nudges-left-out"), report.nudges.left_out


def _person(t: Translate, person: PersonLine, names: Mapping[str, str]) -> tuple[Cell, ...]:
    matched = t("report-csv-yes" if person.is_matched else "report-csv-no")
    return names[person.slack_id], t(f"role-{person.role}-option"), person.enrolled_on, matched


def _relationship(
    t: Translate, person: PersonLine, each: RelationshipLine, names: Mapping[str, str]
) -> tuple[Cell, ...]:
    others = t.list(names[slack_id] for slack_id in each.people if slack_id != person.slack_id)
    return others, each.kick_off, each.meetings, each.last_met
