"""The beginning of a relationship, in its conversation and to each person; and the kind word to those who wait."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from handlers.ids import Door, Why
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    context,
    divider,
    mention,
    mentions,
    message,
    quote,
    say,
    section,
)
from handlers.views.match import goal_names, language_names
from handlers.views.rich_text import Line, link, listing, rich_text, to_copy, words
from mentoring.kick_off import Introduced, KickOff
from mentoring.programmes import Programme
from mentoring.rules.matching.values import Reason
from mentoring.rules.meeting_times import SuggestedTime
from prompts import local_formats, markdown
from prompts.library import Wording
from prompts.words import Translate
from storage.states import Kind, Role

OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"
GOOGLE = "https://calendar.google.com/calendar/render"
KEPT_APART_BY_RULES = {"no_suitable_mentors", "too_few_suitable_peers", "no_group_fits"}
"""Why somebody waits to whom more working hours or languages would open more matches."""


def kick_off(t: Translate, *, kick_off: KickOff, prompt: Wording) -> Message:
    """What a new pair or group finds in its conversation."""
    names = t.list(person.name for person in kick_off.people)
    opening = "kick-off" if kick_off.programme.kind is Kind.ONE_TO_ONE else "kick-off-group"
    people = mentions(t, (person.slack_id for person in kick_off.people))
    return message(
        say(t, opening, names=names, programme=kick_off.programme.name),
        section(say(t, "kick-off-welcome", people=people, programme=kick_off.programme.name)),
        *([section(say(t, "kick-off-ahead", starts=_starts(t, kick_off)))] if kick_off.is_ahead else []),
        *([section(say(t, "kick-off-both-ways"))] if kick_off.is_both_ways else []),
        *(block for person in kick_off.people for block in _introduction(t, person)),
        divider(),
        section(_hours(t, kick_off)),
        *_times(t, kick_off, names),
        divider(),
        section(say(t, "kick-off-guide", title=prompt.title)),
        rich_text(markdown.fill(prompt.body, _values(t, kick_off))),
        divider(),
        section(say(t, "kick-off-starter", person=mention(kick_off.starter.slack_id))),
        to_copy(_first_line(t, kick_off)),
        context(say(t, "kick-off-blind")),
        *([context(_contact(t, "kick-off-contact", kick_off.contact))] if kick_off.contact else []),
    )


def matched(
    t: Translate,
    *,
    kick_off: KickOff,
    me: Introduced,
    reasons: Mapping[Role, Sequence[Reason]],
    relationship_id: int,
) -> Message:
    """Each person's own message: who, why in words, who starts, what comes next. Never a score, never an order.

    `reasons` are given for each role in which they have this match: two, where they mentor each other.
    """
    programme, others = kick_off.programme, kick_off.others(me.slack_id)
    partners = mentions(t, (person.slack_id for person in others))
    starts = (
        say(t, "matched-you-start")
        if kick_off.starter.slack_id == me.slack_id
        else say(t, "matched-other-starts", starter=mention(kick_off.starter.slack_id))
    )
    meeting = say(
        t, "matched-first-meeting", minutes=programme.meeting_minutes, ends=t.date(programme.ends_on, year=True)
    )
    return message(
        say(t, "matched", programme=programme.name, names=t.list(person.name for person in others)),
        section(say(t, "matched-with", programme=programme.name, partners=partners, role=me.role)),
        section(SafeText("\n".join([say(t, "matched-why"), *_reasons(t, others, reasons)]))),
        section(starts),
        *([section(say(t, "matched-ahead", starts=_starts(t, kick_off)))] if kick_off.is_ahead else []),
        section(meeting),
        actions(button(Why.MATCH, t("why-button"), value=str(relationship_id))),
        *([context(_contact(t, "matched-contact", kick_off.contact))] if kick_off.contact else []),
    )


def not_yet_matched(t: Translate, *, programme: Programme, why: Reason, contact: str | None) -> Message:
    """There is no match yet: the honest kind of reason, and what happens next. The notification gives nothing away."""
    blocks = [
        section(say(t, "not-yet-matched-opening", programme=programme.name)),
        section(say(t, "not-yet-matched-why", why=why.code)),
        section(say(t, "not-yet-matched-next")),
        *([context(say(t, "not-yet-matched-profile"))] if why.code in KEPT_APART_BY_RULES else []),
        *([context(_contact(t, "not-yet-matched-contact", contact))] if contact else []),
        actions(
            button(f"{Door.OPEN}:profile", t("not-yet-matched-profile-button")),
            button(f"{Door.OPEN}:leave", t("not-yet-matched-leave-button")),
        ),
    ]
    return message(say(t, "not-yet-matched", programme=programme.name), *blocks)


def _starts(t: Translate, kick_off: KickOff) -> str:
    return t.date(kick_off.programme.starts_on, year=True)


def _introduction(t: Translate, person: Introduced) -> list[Block]:
    return [
        section(say(t, "kick-off-person", person=mention(person.slack_id), role=person.role)),
        quote(person.introduction),
    ]


def _hours(t: Translate, kick_off: KickOff) -> SafeText:
    """The daily overlap on each zone's own clock."""
    people = len(kick_off.people)
    if kick_off.windows is None:
        return say(t, "kick-off-no-hours", people=people)
    by_zone = zip(kick_off.people, kick_off.windows, strict=True)
    windows = ", ".join(_in_places(t, ((t.hours(window.start, window.end), person.zone) for person, window in by_zone)))
    days = t.weekdays(kick_off.windows[0].weekdays)
    return say(t, "kick-off-hours", people=people, days=days, windows=windows)


def _in_places(t: Translate, times: Iterable[tuple[str, str]]) -> list[str]:
    """Times on the clocks of zones, each zone once and equal times together: "10:00 in Berlin and Warsaw", "09:00 in London".

    The place is left out where there is only one.
    """
    each = dict.fromkeys(times)
    if len({zone for _, zone in each}) == 1:
        return [time for time, _ in each]
    places: dict[str, dict[str, None]] = {}
    for time, zone in each:
        places.setdefault(time, {})[t.zone(zone)] = None
    return [t("kick-off-time-place", time=time, places=t.list(there)) for time, there in places.items()]


def _times(t: Translate, kick_off: KickOff, names: str) -> list[Block]:
    if not kick_off.times:
        return []
    compromise = any(time.is_compromise for time in kick_off.times)
    opening = say(t, "kick-off-times-compromise" if compromise else "kick-off-times")
    return [section(opening), listing([_time(t, kick_off, time, names) for time in kick_off.times])]


def _time(t: Translate, kick_off: KickOff, time: SuggestedTime, names: str) -> Line:
    """One time on everybody's clock, with its two calendar links."""
    title = t("kick-off-event-title", programme=kick_off.programme.name, names=names)
    details = t("kick-off-event-details", programme=kick_off.programme.name)
    late = [person.name for person, minutes in zip(kick_off.people, time.minutes_outside, strict=True) if minutes]
    outside = f" ({t('kick-off-outside', people=t.list(late))})" if late else ""
    return [
        words(f"{', '.join(_on_every_clock(t, kick_off.people, time.start))}{outside}: "),
        link(outlook_link(time, title, details), t("kick-off-outlook")),
        words(", "),
        link(google_link(time, title, details), t("kick-off-google")),
    ]


def _on_every_clock(t: Translate, people: Iterable[Introduced], moment: dt.datetime) -> list[str]:
    """ "Tuesday 3 March at 10:00 in Copenhagen", "09:00 in London"; the day again only where it is another."""
    zones = [person.zone for person in people]
    home = moment.astimezone(ZoneInfo(zones[0])).replace(tzinfo=None)

    def time(zone: str) -> str:
        local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        same_day = local != home and local.date() == home.date()
        return t.time(local) if same_day else t.moment(moment, ZoneInfo(zone))

    return _in_places(t, ((time(zone), zone) for zone in zones))


def outlook_link(time: SuggestedTime, title: str, details: str) -> str:
    """A link that opens a new event in Outlook, filled in. Nothing in it tells anybody that it was followed."""
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": title,
        "startdt": time.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "enddt": time.end.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body": details,
    }
    return f"{OUTLOOK}?{urlencode(query)}"


def google_link(time: SuggestedTime, title: str, details: str) -> str:
    """As `outlook_link`, for Google Calendar."""
    dates = "/".join(moment.strftime("%Y%m%dT%H%M%SZ") for moment in (time.start, time.end))
    query = {"action": "TEMPLATE", "text": title, "dates": dates, "details": details}
    return f"{GOOGLE}?{urlencode(query)}"


def _first_line(t: Translate, kick_off: KickOff) -> str:
    """What the starter may copy: a greeting, and the first of the times on their own clock and then on the others'."""
    starter, others = kick_off.starter, kick_off.others(kick_off.starter.slack_id)
    names = t.list(person.name.partition(" ")[0] for person in others)
    ways = "both" if kick_off.is_both_ways else "one"
    if not kick_off.times:
        return t("kick-off-first-line-no-time", names=names, others=len(others), ways=ways)
    mine, *theirs = _on_every_clock(t, [starter, *others], kick_off.times[0].start)
    moment = f"{mine} ({', '.join(theirs)})" if theirs else mine
    return t("kick-off-first-line", names=names, others=len(others), moment=moment, ways=ways)


def _values(t: Translate, kick_off: KickOff) -> dict[str, str]:
    """What the first-meeting guide's placeholders stand for here."""
    by_role = {person.role: person.name for person in kick_off.people}
    return {
        "mentor": by_role.get(Role.MENTOR, ""),
        "mentee": by_role.get(Role.MENTEE, ""),
        "people": t.list(person.name for person in kick_off.people),
        "programme": kick_off.programme.name,
        "contact": kick_off.contact_name or t("prompt-contact-nobody"),
        "end_date": local_formats.long_date(kick_off.programme.ends_on, t.language),
    }


def _contact(t: Translate, message_id: str, slack_id: str) -> SafeText:
    return say(t, message_id, contact=mention(slack_id))


def _reasons(
    t: Translate, others: Sequence[Introduced], reasons: Mapping[Role, Sequence[Reason]]
) -> Iterable[SafeText]:
    """The reasons as one of the people may read them: their own wish, but never the other's; and each of them once."""
    partner = mention(others[0].slack_id)
    each = [(role, reason) for role, theirs in reasons.items() for reason in theirs]
    if len(reasons) > 1:  # what a mentor learns is what they are mentored in
        each = [(role, reason) for role, reason in each if reason.code != "mentor_learns"]
    said = [line for role, reason in each if (line := why(t, role, partner, reason)) is not None]
    return dict.fromkeys(said) or [say(t, "matched-only-rules")]


def why(t: Translate, me: Role, partner: SafeText, reason: Reason) -> SafeText | None:
    """A reason as somebody in this role may read it; None for what is not theirs to read."""
    match reason.code:
        case "shared_goal" if me is Role.PEER:
            return say(t, "matched-group-shared-goal", goals=goal_names(t, reason.values))
        case "shared_goal":
            return say(t, "matched-shared-goal", role=me, partner=partner, goals=goal_names(t, reason.values))
        case "mentor_learns":
            return say(t, "matched-mentor-learns", role=me, partner=partner, goals=goal_names(t, reason.values))
        case "mentee_wished" if me is Role.MENTEE:
            return say(t, "matched-wished", partner=partner)
        case "mentor_wished" if me is Role.MENTOR:
            return say(t, "matched-wished", partner=partner)
        case "level_gap" if me is Role.MENTEE and int(reason.values[0]) > 0:
            return say(t, "matched-level-gap", partner=partner)
        case "departments":
            return say(t, "matched-departments", count=reason.values[0])
        case "common_language":
            return say(t, "matched-common-language", languages=language_names(t, reason.values))
        case "brought_together" | "similar_words" | "other_department" | "other_site":
            return say(t, f"matched-{reason.code.replace('_', '-')}")
        case _:
            return None


MESSAGES: dict[str, Callable[..., Message]] = {
    "kick_off": kick_off,
    "matched": matched,
    "not_yet_matched": not_yet_matched,
}
