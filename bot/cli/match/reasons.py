"""Reasons, obstacles and gaps in English, in the words of the match screen."""

from collections.abc import Mapping, Sequence

from bot.cli.match.hours import DAYS, intervals_of
from mentoring.rules.matching.values import Alternative, Certificate, Opening, Part, Reason
from prompts.words import Translate

UNSAID = {"mentee_wished", "mentor_wished", "wishes_within"}
"""Seen in the points for wishes."""
LISTED = {
    "shared_goal": "goals",
    "mentor_learns": "goals",
    "common_language": "languages",
    "shared_interests": "interests",
}
SINGLE = {"departments": "count", "same_industry": "industry", "same_style": "style"}
"""What a reason's values are called in its words."""
RULES = {
    "not_available_to_each_other": "rule-not-available",
    "reporting_line": "rule-reporting-line",
    "same_team": "rule-same-team",
    "overlap": "rule-overlap",
    "common_language": "rule-language",
    "no_repeat": "rule-repeat",
    "level_gap": "rule-level-gap",
}
PARTS = {
    Part.GOALS: "goals",
    Part.FREE_WORDS: "own words",
    Part.WISHES: "wishes",
    Part.LEVEL_GAP: "levels",
    Part.OTHER_DEPARTMENT: "other department",
    Part.OTHER_SITE: "other site",
    Part.OVERLAP: "common hours",
    Part.INDUSTRY: "industry",
    Part.INTERESTS: "interests",
    Part.STYLE: "style",
}
GAPS = {
    "manager_unknown": "reporting line: manager unknown",
    "higher_managers_unknown": "reporting line: the managers above the manager are unknown",
    "managers_of_mentees_unknown": "reporting line: the managers of their mentees are unknown",
    "team_unknown": "same team: team unknown",
    "working_hours_unknown": "common working hours: hours or zone unknown",
    "languages_unknown": "common language: languages unknown",
    "level_unknown": "levels: level unknown",
    "earlier_partners_unknown": 'earlier partners: there is no column "previous"',
    "leave_unknown": 'on leave: there is no column "on_leave"',
    "capacity_unknown": "capacity: not told, so the rules file's capacity_when_unknown was taken",
}
REFUSALS = {
    "not_in_this_round": "they are not both in this round, the mentor first",
    "no_place_left": "there is no place left",
}


def why(t: Translate, reason: Reason, *, in_group: bool) -> str | None:
    """What speaks for a match; None for what is not said."""
    message_id = f"why-{reason.code.replace('_', '-')}"
    match reason:
        case Reason(code) if code in UNSAID:
            return None
        case Reason("shared_goal", goals) if in_group:
            return t("why-group-shared-goal", goals=t.list(map(str, goals)))
        case Reason("level_gap", (gap,)):
            direction = "above" if int(gap) > 0 else "below" if int(gap) < 0 else "same"
            return t(message_id, direction=direction, levels=abs(int(gap)))
        case Reason("overlap_minutes_a_week", (minutes,)):
            return t("why-overlap", hours=int(minutes) // 60)
        case Reason(code, values) if code in LISTED:
            return t(message_id, **{LISTED[code]: t.list(map(str, values))})
        case Reason(code, (value,)):
            return t(message_id, **{SINGLE[code]: value})
        case _:
            return t(message_id)


def obstacle(t: Translate, reason: Reason) -> str:
    """What kept somebody out."""
    if reason.code == "removed_by_rule":
        rule, count = reason.values
        return t("waiting-removed-by-rule", rule=t(RULES[str(rule)]), count=count).removeprefix("• ")
    values: Mapping[str, str | int] = {"count": reason.values[0]} if reason.values else {}
    return t(f"waiting-{reason.code.replace('_', '-')}", **values)


def change(t: Translate, reason: Reason | None) -> str:
    """The one change that would help most."""
    return _change(t, reason).replace("*", "")


def _change(t: Translate, reason: Reason | None) -> str:
    match reason:
        case None:
            return t("change-wait")
        case Reason("one_more_place_with_a_suitable_mentor", (count,)):
            return t("change-one-more-place", count=count)
        case Reason("one_more_suitable_mentee"):
            return t("change-one-more-mentee")
        case Reason(_, values):
            return t("change-relax-rule", rule=t(RULES[str(values[0])]), count=values[1])


def opening(kind: Opening) -> str:
    """The kind of mentor who would help most."""
    told = [
        *([f"speaking {kind.language}"] if kind.language is not None else []),
        *([f"on level {kind.level}"] if kind.level is not None else []),
        *([f"at work {_stretches(intervals_of(kind.week))} UTC"] if kind.week else []),
    ]
    which = f" ({', '.join(told)})" if told else ""
    return f"One more mentor{which} with room for {kind.places} would match {kind.matches} more, if they are available to each other."


def _stretches(hours: Sequence[tuple[int, int]]) -> str:
    """The hours of a week on the day with which it begins, and how many other stretches there are."""
    start, end = hours[0]
    first = f"{DAYS[start // 1440][:3].capitalize()} {_clock(start)}-{_clock(end)}"
    return first if len(hours) == 1 else f"{first} and {len(hours) - 1} times more a week,"


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def alternative(name: str, other: Alternative) -> str:
    """Who came nearest, and what that would have cost."""
    nearest = f"Next best for the {other.role.value}: {name}"
    if other.costs_a_match:
        return f"{nearest}, at the cost of somebody's match"
    return f"{nearest}, at the cost of {other.points} points or more" if other.points else nearest


def refusal(t: Translate, reason: Reason) -> str:
    """Why a lock was not kept."""
    return REFUSALS.get(reason.code) or f"{t(RULES[str(reason.values[0])])} forbids it"


def certificate(t: Translate, proof: Certificate) -> str:
    """Whether there is a better round."""
    told = t("match-proven") if proof.proven else t("match-not-proven", points=proof.value, most=proof.bound)
    return told.replace("*", "")
