"""Words of matching that several screens share."""

from handlers.views.kit import SafeText, say
from mentoring.rules.matching.values import Rule
from prompts.words import Translate

FITS = ((600, "very_good"), (400, "good"), (200, "fair"), (0, "modest"))
"""From how many points of 1,000 on a fit is called what."""
RULES = {
    Rule.NOT_AVAILABLE: "rule-not-available",
    Rule.REPORTING_LINE: "rule-reporting-line",
    Rule.SAME_TEAM: "rule-same-team",
    Rule.OVERLAP: "rule-overlap",
    Rule.LANGUAGE: "rule-language",
    Rule.REPEAT: "rule-repeat",
    Rule.LEVEL_GAP: "rule-level-gap",
}


def fit_word(t: Translate, points: int) -> SafeText:
    """How well people fit, as a coordinator reads it: a word and the points."""
    fit = next(word for least, word in FITS if points >= least)
    return say(t, "match-fit-word", fit=fit, points=points)
