"""The match draft as its coordinator sees it: an overview, pages of matches, pages of those who wait, and publishing."""

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from babel import Locale
from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.ids import Match, Publishing
from handlers.views import choices, notices, wish_progress, wishes_share
from handlers.views.join import goal_label
from handlers.views.kit import (
    SafeText,
    actions,
    button,
    confirm,
    context,
    divider,
    field,
    mention,
    mentions,
    modal,
    option,
    say,
    section,
)
from handlers.views.match_editing import aim_name, change_button, summary_of_edits, ways_to_change
from handlers.views.match_words import RULES, fit_word
from mentoring.draft_editing import settings_of
from mentoring.drafts import MATCHES_A_PAGE, WAITING_A_PAGE, Draft, NotMatched, Page, ProposedTogether, WaitingPage
from mentoring.programmes import Programme
from mentoring.rounds import Change, ChangeKind, Overtaken, Published
from mentoring.rules.matching.values import Reason, Rule, Unchecked
from prompts.words import Translate
from storage.states import Role

PEOPLE_NAMED = 20
"""How many people are named where more are meant; the others are counted."""
UNSAID = {"mentee_wished", "mentor_wished", "wishes_within"}
"""Wishes shape a match but are nobody's to read: they were asked for "matching only"."""


def choose(t: Translate, *, programmes: Sequence[Programme]) -> View:
    """Which programme, for somebody who runs several."""
    options = [option(str(p.id), p.name, t(f"kind-{p.kind}")) for p in programmes]
    return modal(
        Match.CHOOSE,
        t("match-modal-title"),
        [field("programme", t("match-choose-label"), choices.one_of(options, options[0]))],
        submit=t("match-choose-submit"),
        close=t("button-close"),
    )


def working(t: Translate, *, programme: Programme) -> View:
    """The first, quick screen, while the round is being solved."""
    return modal(
        Match.WORKING,
        t("match-modal-title"),
        [
            section(say(t, "match-working", programme=programme.name)),
            context(say(t, "match-working-long")),
        ],
        close=t("button-close"),
        remembers={"programme": programme.id},
    )


def overview(t: Translate, *, draft: Draft) -> View:
    """Who has a match, what to do next, how well they fit, whether it could be better, and what could not be checked."""
    matches = [
        section(
            say(t, "match-fit", mean=fit_word(t, draft.mean), worst=fit_word(t, draft.worst)),
        ),
        context(say(t, "match-fit-note")),
        *wishes_share.in_draft(t, draft.honoured),
        section(_certificate(t, draft)),
    ]
    return _modal(
        t,
        [
            section(say(t, "match-programme", programme=draft.programme.name)),
            section(_coverage(t, draft)),
            *([section(_already(t, draft))] if draft.already else []),
            _choices(t, draft),
            ways_to_change(t, draft),
            *summary_of_edits(t, draft),
            *_until_published(t, draft),
            *wish_progress.of_draft(t, draft.programme, draft.wishes),
            *([divider(), *matches] if draft.matches else []),
            *_unchecked(t, draft.unchecked),
        ],
    )


def matches(t: Translate, *, page: Page) -> View:
    """Some of the proposed matches, each with its reasons."""
    first = page.number * MATCHES_A_PAGE + 1
    last = first + len(page.matches) - 1
    blocks = [
        section(say(t, "match-page", first=first, last=last, count=page.count, pages=page.pages)),
        *([context(say(t, "match-page-both-ways"))] if page.count > page.together else []),
        _turning(t, Match.MATCHES, page.round_id, page.number, page.pages),
        *(section(_match(t, match), accessory=change_button(t, page.round_id, match.seats)) for match in page.matches),
    ]
    return _modal(t, blocks)


def waiting(t: Translate, *, page: WaitingPage) -> View:
    """Some of those not yet matched: what kept each of them out, and the one change that would help most."""
    first = page.number * WAITING_A_PAGE + 1
    last = first + len(page.people) - 1
    heading = (
        say(t, "match-waiting-page", first=first, last=last, count=page.count, pages=page.pages)
        if page.people
        else say(t, "match-waiting-none")
    )
    turning = _turning(t, Match.WAITING, page.round_id, page.number, page.pages)
    people = [
        section(_waiting(t, person), accessory=change_button(t, page.round_id, [person.seat])) for person in page.people
    ]
    return _modal(t, [section(heading), turning, *people])


def overtaken(t: Translate, *, overtaken: Overtaken) -> View:
    """A draft that can't be published: what changed, and the way to a new one."""
    programme = overtaken.programme
    if overtaken.newer_by is not None:
        coordinator = mention(overtaken.newer_by)
        blocks = [section(say(t, "match-newer", coordinator=coordinator, programme=programme.name))]
        label = t("match-newest-button")
    else:
        changed = changes(t, overtaken.changes)
        blocks = [
            section(say(t, "match-overtaken", programme=programme.name)),
            *([section(changed)] if changed else []),
            section(say(t, "match-overtaken-next")),
        ]
        label = t("match-again-button")
    return _modal(t, [*blocks, actions(button(Match.AGAIN, label, value=str(programme.id), style="primary"))])


def published(t: Translate, *, published: Published) -> View:
    """The round is on its way: to its people, or to its mentors first."""
    if published.asks_first:
        asked = say(t, "match-published-asking", programme=published.programme.name, matches=published.matches)
        return _modal(t, [section(asked), context(say(t, "match-published-asking-next"))])
    sentence = say(
        t,
        "match-published",
        programme=published.programme.name,
        people=published.people,
        waiting=published.not_matched,
    )
    return _modal(t, [section(sentence), context(say(t, "match-published-next"))])


def changes(t: Translate, changes: Sequence[Change]) -> SafeText:
    """What has overtaken a draft, a line each."""
    return SafeText("\n".join(_change(t, change) for change in changes[:PEOPLE_NAMED]))


def refused(t: Translate, *, sentence: SafeText) -> View:
    """A refusal in the place of the quick screen."""
    return notices.notice(t, sentence)


def language_names(t: Translate, codes: Sequence[str | int]) -> str:
    """Languages in a sentence, as the reader's own language writes them."""
    names = Locale.parse(t.language, sep="-").languages
    return t.list(str(names.get(str(code), code)) for code in codes)


def goal_names(t: Translate, goals: Sequence[str | int]) -> str:
    """Goals in a sentence."""
    return t.list(goal_label(t, str(goal)) for goal in goals)


def _modal(t: Translate, blocks: Sequence[Block]) -> View:
    return modal(Match.DRAFT, t("match-modal-title"), blocks, close=t("button-close"))


def _already(t: Translate, draft: Draft) -> SafeText:
    """Where mentors are asked first, a match of an earlier round may still wait for a yes."""
    asks = draft.programme.asks_mentors
    return say(t, "match-already-asking" if asks else "match-already", people=draft.already)


def _coverage(t: Translate, draft: Draft) -> SafeText:
    return say(
        t,
        "match-coverage",
        people=draft.people,
        enrolled=draft.enrolled,
        kind=draft.programme.kind,
        matches=draft.together,
        waiting=draft.not_matched,
    )


def _certificate(t: Translate, draft: Draft) -> SafeText:
    if draft.proven:
        aims = settings_of(draft).aims
        floor = aims.floor if aims.floor > 1 else 0
        return say(t, "match-proven", aim=aim_name(aims), floor=floor)
    better = -(-100 * (draft.most_points - draft.points) // max(draft.points, 1))
    return say(t, "match-not-proven", percent=better)


def _unchecked(t: Translate, gaps: Sequence[Unchecked]) -> list[Block]:
    if not gaps:
        return []
    lines = [
        say(t, "match-unchecked-gap", code=gap.code, count=len(gap.ids), people=_named(t, gap.ids)) for gap in gaps
    ]
    return [section(SafeText("\n".join([say(t, "match-unchecked"), *lines])))]


def _named(t: Translate, slack_ids: Sequence[str]) -> SafeText:
    named = mentions(t, slack_ids[:PEOPLE_NAMED])
    more = len(slack_ids) - PEOPLE_NAMED
    return named if more <= 0 else SafeText(f"{named} {say(t, 'match-and-more', count=more)}")


def _choices(t: Translate, draft: Draft) -> Block:
    first = f"{draft.id}:0"
    buttons = [
        button(Match.MATCHES, t("match-matches-button"), value=first),
        _publish_button(t, draft, t("match-publish-button")),
        button(Publishing.DATE, t("publishing-date-button"), value=str(draft.id)),
    ]
    return actions(
        *(buttons[:1] if draft.matches else []),
        *([button(Match.WAITING, t("match-waiting-button"), value=first)] if draft.not_matched else []),
        button(Match.AGAIN, t("match-again-button"), value=f"{draft.programme.id}:{draft.id}"),
        *(buttons[1:] if draft.matches and draft.planned is None else []),
    )


def _until_published(t: Translate, draft: Draft) -> list[Block]:
    """That nobody hears of it yet; when it is published by itself, and the way out of that."""
    if draft.planned is None:
        return [context(say(t, "match-nobody-sees"))]
    at, value = draft.planned.at, str(draft.id)
    moment, place = t.moment(at, ZoneInfo(draft.planned.zone)), t.zone(draft.planned.zone)
    return [
        section(say(t, "publishing-planned", moment=moment, place=place, person=mention(draft.planned.by))),
        actions(
            *([_publish_button(t, draft, t("publishing-now-button"))] if draft.matches else []),
            button(Publishing.DATE, t("publishing-other-date-button"), value=value),
            button(Publishing.TAKE_OFF, t("publishing-take-off-button"), value=value),
        ),
    ]


def _publish_button(t: Translate, draft: Draft, label: str) -> ButtonElement:
    publishing = "match-publish-asking" if draft.programme.asks_mentors else "match-publish"
    kind = draft.programme.kind
    question = confirm(t, publishing, kind=kind, matches=draft.together, waiting=draft.not_matched)
    return button(Match.PUBLISH, label, value=f"{draft.id}:{draft.version}", style="primary", confirm=question)


def _turning(t: Translate, action: Match, draft_id: int, number: int, pages: int) -> Block:
    """Back to the overview and on to the pages before and after; ids differ, since Slack wants each once in a row."""
    buttons = [button(Match.OVERVIEW, t("match-overview-button"), value=str(draft_id))]
    if number:
        buttons.append(button(f"{action}.previous", t("match-previous-button"), value=f"{draft_id}:{number - 1}"))
    if number + 1 < pages:
        buttons.append(button(f"{action}.next", t("match-next-button"), value=f"{draft_id}:{number + 1}"))
    return actions(*buttons)


def _match(t: Translate, match: ProposedTogether) -> SafeText:
    people = [seat.slack_id for seat in match.seats]
    fit = fit_word(t, match.score)
    if match.seats[0].role is Role.PEER:
        heading = say(t, "match-group", people=mentions(t, people), fit=fit)
    else:
        heading = say(t, "match-pair", mentor=mention(people[0]), mentee=mention(people[1]), fit=fit)
    in_group = match.seats[0].role is Role.PEER
    reasons = [_reason(t, reason, in_group=in_group) for reason in match.reasons if _may_be_read(reason)]
    lines = [f"• {reason}" for reason in reasons] or [say(t, "match-only-rules")]
    return SafeText("\n".join([heading, *lines]))


def _reason(t: Translate, reason: Reason, *, in_group: bool) -> SafeText:
    return REASONS[f"group_{reason.code}" if in_group and reason.code == "shared_goal" else reason.code](t, reason)


def _may_be_read(reason: Reason) -> bool:
    """Wishes are nobody's to read; of levels only that the mentor is further along, as the form says."""
    return reason.code not in UNSAID and (reason.code != "level_gap" or int(reason.values[0]) > 0)


def _overlap(t: Translate, reason: Reason) -> SafeText:
    return say(t, "why-overlap", hours=int(reason.values[0]) // 60)


REASONS: dict[str, Callable[[Translate, Reason], SafeText]] = {
    "brought_together": lambda t, _: say(t, "why-brought-together"),
    "shared_goal": lambda t, reason: say(t, "why-shared-goal", goals=goal_names(t, reason.values)),
    "group_shared_goal": lambda t, reason: say(t, "why-group-shared-goal", goals=goal_names(t, reason.values)),
    "mentor_learns": lambda t, reason: say(t, "why-mentor-learns", goals=goal_names(t, reason.values)),
    "similar_words": lambda t, _: say(t, "why-similar-words"),
    "level_gap": lambda t, _: say(t, "why-further-along"),
    "other_department": lambda t, _: say(t, "why-other-department"),
    "departments": lambda t, reason: say(t, "why-departments", count=reason.values[0]),
    "other_site": lambda t, _: say(t, "why-other-site"),
    "overlap_minutes_a_week": _overlap,
    "same_industry": lambda t, reason: say(t, "why-same-industry", industry=str(reason.values[0])),
    "shared_interests": lambda t, reason: say(t, "why-shared-interests", interests=t.list(map(str, reason.values))),
    "same_style": lambda t, reason: say(t, "why-same-style", style=str(reason.values[0])),
    "common_language": lambda t, reason: say(t, "why-common-language", languages=language_names(t, reason.values)),
}


def _waiting(t: Translate, person: NotMatched) -> SafeText:
    heading = say(t, "match-waiting-person", person=mention(person.seat.slack_id), role=person.seat.role)
    why = [_obstacle(t, reason) for reason in person.reasons]
    return SafeText("\n".join([heading, *why, _help(t, person.change)]))


def _obstacle(t: Translate, reason: Reason) -> SafeText:
    if reason.code == "removed_by_rule":
        rule, count = reason.values
        return say(t, "waiting-removed-by-rule", rule=t(RULES[Rule(str(rule))]), count=count)
    message_id = f"waiting-{reason.code.replace('_', '-')}"
    return say(t, message_id, **({"count": reason.values[0]} if reason.values else {}))


def _help(t: Translate, change: Reason | None) -> SafeText:
    if change is None:
        return say(t, "change-wait")
    match change.code:
        case "one_more_place_with_a_suitable_mentor":
            return say(t, "change-one-more-place", count=change.values[0])
        case "one_more_suitable_mentee":
            return say(t, "change-one-more-mentee")
        case _:
            rule, count = change.values
            return say(t, "change-relax-rule", rule=t(RULES[Rule(str(rule))]), count=count)


def _change(t: Translate, change: Change) -> SafeText:
    people = mentions(t, change.people)
    if change.kind is ChangeKind.BREAKS_RULE and change.rule is not None:
        return say(t, "match-change-breaks-rule", people=people, rule=t(RULES[change.rule]))
    return say(t, f"match-change-{change.kind.replace('_', '-')}", people=people)
