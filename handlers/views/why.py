"""Why this match? What one person may read of it: their own goals and wishes, what all of them share, nobody else's side."""

from collections.abc import Callable, Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.ids import Why
from handlers.views import kick_off
from handlers.views.kit import SafeText, button, context, divider, mention, mentions, modal, say, section
from handlers.views.match import goal_names
from mentoring.relationships import RelationshipView
from mentoring.rules.matching.values import Reason
from mentoring.rules.own_sides import OwnSide, Wishes
from mentoring.why_match import WhyMatch
from prompts.words import Translate
from storage.states import Role

IN_ONES_OWN_SIDE = {"shared_goal", "mentor_learns", "mentee_wished", "mentor_wished", "wishes_within"}
"""Said better, or only, by what is kept for each person."""
UNMET = {Wishes.SOME, Wishes.NOT_ONE}


def why_button(t: Translate, relationship: RelationshipView) -> ButtonElement:
    """The button beside somebody's own people."""
    spoken = t("why-spoken", names=t.list(relationship.names.values()))
    return button(Why.MATCH, t("why-button"), value=str(relationship.id), spoken=spoken)


def why(t: Translate, *, answer: WhyMatch) -> View:
    """The answer, for one person."""
    people = mentions(t, answer.partners)
    opening = say(t, "why-opening", programme=answer.programme.name, role=answer.role, people=people)
    return modal(
        Why.SCREEN,
        t("why-modal-title"),
        [
            section(opening),
            section(SafeText("\n".join([say(t, "why-what"), *_facts(t, answer)]))),
            *([] if answer.side is None else _own_side(t, answer.side, answer)),
            divider(),
            context(say(t, "why-who-sees")),
            *([context(say(t, "matched-contact", contact=mention(answer.contact)))] if answer.contact else []),
        ],
        close=t("button-close"),
    )


def _facts(t: Translate, answer: WhyMatch) -> list[SafeText]:
    """What speaks for this match, each of it once."""
    said = dict.fromkeys((*_goals(t, answer), *_shared(t, answer)))
    if said:
        return list(said)
    return [say(t, "matched-only-rules" if answer.side is not None else "why-not-kept")]


def _goals(t: Translate, answer: WhyMatch) -> Iterator[SafeText]:
    """My goals that are served, and what I can help with."""
    side, role, people = answer.side, answer.role, mentions(t, answer.partners)
    if side is None:
        return
    for sentence, goals in (("why-helped-with", side.helped_with), ("why-helps-with", side.helps_with)):
        if goals:
            yield say(t, sentence, role=role, people=people, goals=goal_names(t, goals))


def _shared(t: Translate, answer: WhyMatch) -> Iterator[SafeText]:
    """Everything else that was said for it."""
    for role, reason in answer.reasons:
        if answer.side is not None and reason.code in IN_ONES_OWN_SIDE:
            continue
        line = _line(t, answer, role, reason)
        if line is not None:
            yield line


def _line(t: Translate, answer: WhyMatch, role: Role, reason: Reason) -> SafeText | None:
    if reason.code in LINES:
        return LINES[reason.code](t, reason)
    return kick_off.why(t, role, mentions(t, answer.partners), reason)


LINES: dict[str, Callable[[Translate, Reason], SafeText]] = {
    "overlap_minutes_a_week": lambda t, reason: say(t, "why-our-overlap", hours=int(reason.values[0]) // 60),
    "same_industry": lambda t, reason: say(t, "why-our-industry", industry=str(reason.values[0])),
    "shared_interests": lambda t, reason: say(t, "why-our-interests", interests=t.list(map(str, reason.values))),
    "same_style": lambda t, reason: say(t, "why-our-style", style=str(reason.values[0])),
}
"""What the first message leaves out."""


def _own_side(t: Translate, side: OwnSide, answer: WhyMatch) -> Iterator[Block]:
    """What this match does not cover of my goals, and what became of my wishes."""
    if side.beyond:
        goals, others = goal_names(t, side.beyond), len(answer.partners)
        yield section(say(t, "why-beyond", goals=goals, role=answer.role, others=others))
    met = [say(t, "why-wish-met", people=mentions(t, side.asked_for))] if side.asked_for else []
    rest = [] if met and side.wishes is Wishes.ALL else [say(t, "why-wishes", wishes=side.wishes)]
    yield section(SafeText("\n".join([say(t, "why-your-wishes"), *met, *rest])))
    if side.wishes in UNMET:
        yield context(say(t, "why-wishes-unmet"))
