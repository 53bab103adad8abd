"""Where somebody stands, as the answer to /mentor status and as the App Home."""

import datetime as dt
from collections.abc import Callable

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.ids import Door, HelpOffer
from handlers.views import how_often
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    context,
    divider,
    header,
    home,
    mention,
    mentions,
    message,
    say,
    section,
)
from handlers.views.undelivered import line_to_list
from handlers.views.why import why_button
from mentoring.programmes import Programme
from mentoring.relationships import RelationshipView
from mentoring.rules.local_time import local_date
from mentoring.status import Glance, Overview, PlaceOverview
from prompts.words import Translate
from storage.states import EnrolmentState, ProgrammeState, Role

PLACES_SHOWN = MOST_EXPLAINED = 20
"""A message holds fifty blocks: so many places, or as many people with a button beside them."""


def status(t: Translate, *, overview: Overview, zone: str) -> Message:
    """The answer to "where am I"."""
    opening = say(t, "status") if overview.places else _no_place(t, overview)
    return message(
        opening,
        section(opening),
        *_places(t, overview),
        *_next(t, overview, zone),
        *line_to_list(t, overview.undelivered),
        _buttons(t, overview),
    )


def app_home(t: Translate, *, overview: Overview, name: str, zone: str) -> View:
    """My programmes, my people, what comes next; for coordinators, their programmes at a glance."""
    only_runs = bool(overview.runs) and not overview.places
    mine = [] if only_runs else _mine(t, overview, zone)
    return home(
        header(t("home-header", name=name)),
        *mine,
        *_contact_for(t, overview.contact_for),
        *_running(t, overview.runs),
        *line_to_list(t, overview.undelivered),
        *_on_offer(t, overview.open, has_button=bool(mine) and not overview.places),
        divider(),
        context(say(t, "help-privacy")),
    )


def _mine(t: Translate, overview: Overview, zone: str) -> list[Block]:
    places = _places(t, overview) if overview.places else [section(_no_place(t, overview))]
    return [*places, *_next(t, overview, zone), _buttons(t, overview)]


def _no_place(t: Translate, overview: Overview) -> SafeText:
    """That somebody has no place, and what they can do: look at what is open, wait, or, as a guest, ask a person."""
    if overview.may_join:
        return say(t, "status-nothing", open="yes" if overview.open else "no")
    if overview.contact is None:
        return say(t, "help-guest")
    return SafeText(f"{say(t, 'help-guest')}\n{say(t, 'help-contact-anybody', contact=mention(overview.contact))}")


def _contact_for(t: Translate, programmes: tuple[str, ...]) -> list[Block]:
    """In which programmes people turn to this person, and what that means."""
    return [section(say(t, "home-contact-for", programmes=t.list(programmes)))] if programmes else []


def partner_away(t: Translate, *, partner: str, programme: str, until: dt.date | None, goes_on: bool) -> Message:
    """A partner is away for now, and no reason is given: a pair waits, a group goes on without them."""
    which = "partner-away-group" if goes_on else "partner-away"
    if until is None:
        return message(say(t, which, partner=mention(partner), programme=programme))
    return message(say(t, f"{which}-until", partner=mention(partner), programme=programme, until=t.date(until)))


def partner_back(t: Translate, *, partner: str, programme: str) -> Message:
    """A partner who was away is back, before the day that was named or where none was."""
    return message(say(t, "partner-back", partner=mention(partner), programme=programme))


def _places(t: Translate, overview: Overview) -> list[Block]:
    shown = overview.places[:PLACES_SHOWN]
    explains = sum(len(place.relationships) for place in shown) <= MOST_EXPLAINED
    blocks = [block for place in shown for block in _place(t, place, explains=explains)]
    if overview.away is not None:
        until = overview.away.until
        blocks.append(
            section(say(t, "status-away") if until is None else say(t, "status-away-until", until=t.date(until)))
        )
    return blocks


def _place(t: Translate, place: PlaceOverview, *, explains: bool) -> list[Block]:
    """One place; beside each of its people, unless there are too many of them, why it is them."""
    contact = [] if place.contact is None else [say(t, "status-contact", contact=mention(place.contact))]
    if not place.relationships or place.is_over:
        return [section(_lines(_without_people(t, place), *contact))]
    heading = say(t, "status-place", programme=place.programme.name, role=place.role)
    together = [_together(t, place, relationship) for relationship in place.relationships]
    if not explains:
        return [section(_lines(heading, *together, *contact))]
    together[0] = _lines(heading, together[0])
    together[-1] = _lines(together[-1], *contact)
    buttons = [why_button(t, relationship) for relationship in place.relationships]
    return [section(text, accessory=button) for text, button in zip(together, buttons, strict=True)]


def _without_people(t: Translate, place: PlaceOverview) -> SafeText:
    name = place.programme.name
    if place.is_over:
        return _over(t, place)
    if place.state is EnrolmentState.JOINING:
        return say(t, "status-joining", programme=name)
    return say(t, "status-waiting", programme=name, role=place.role, **_runs_from_to(t, place.programme))


def _together(t: Translate, place: PlaceOverview, relationship: RelationshipView) -> SafeText:
    """With whom, since when, and when they last met."""
    people = mentions(t, relationship.partners)
    ways = "both" if relationship.role is Role.BOTH else "one"
    if relationship.last_meeting is not None:
        return say(t, "status-with-met", people=people, ways=ways, met=t.date(relationship.last_meeting))
    which = "status-with-ahead" if relationship.id in place.ahead else "status-with-not-met"
    return say(t, which, people=people, ways=ways, since=t.date(relationship.since))


def _lines(*lines: SafeText) -> SafeText:
    return SafeText("\n".join(lines))


def _over(t: Translate, place: PlaceOverview) -> SafeText:
    """A place in a programme whose last day has passed: nothing more comes, and whoever met stays in touch."""
    partners = [partner for relationship in place.relationships for partner in relationship.partners]
    what = "status-over-matched" if partners else "status-over"
    ends = t.date(place.programme.last_day, year=True)
    return say(t, what, programme=place.programme.name, ends=ends, people=mentions(t, partners))


def _runs_from_to(t: Translate, programme: Programme) -> dict[str, str]:
    return {"starts": t.date(programme.starts_on, year=True), "ends": t.date(programme.ends_on, year=True)}


def _next(t: Translate, overview: Overview, zone: str) -> list[Block]:
    mine = None if overview.away else overview.how_often  # whoever is paused gets nothing
    often = [] if mine is None else [context(how_often.told(t, mine))]
    if overview.next is None:
        return [*often]
    day = local_date(overview.next.moment, zone)  # not the time: the attention budget may move it to a later day
    return [section(say(t, "status-next", kind=overview.next.kind, day=t.date(day))), *often]


def _buttons(t: Translate, overview: Overview) -> Block:
    if not overview.places:
        look = () if not overview.open else (button(f"{Door.OPEN}:join", t("help-join-button"), style="primary"),)
        return actions(*look, button(f"{Door.OPEN}:help", t("help-help-button")))
    going_on = [place for place in overview.places if not place.is_over]
    if not going_on:
        return actions(button(f"{Door.OPEN}:help", t("help-help-button")))
    states = {place.state for place in going_on}
    pause_or_resume = "pause" if overview.away is None else "resume"
    buttons = []
    if any(place.relationships for place in going_on):
        buttons.append(button(HelpOffer.ASK, t("help-with-match-button")))
    if EnrolmentState.JOINING in states:
        buttons.append(button(f"{Door.OPEN}:join", t("status-go-on-button"), style="primary"))
    if EnrolmentState.ENROLLED in states:
        buttons += [
            button(f"{Door.OPEN}:profile", t("status-profile-button")),
            button(f"{Door.OPEN}:{pause_or_resume}", t(f"status-{pause_or_resume}-button")),
        ]
    return actions(
        *buttons,
        button(f"{Door.OPEN}:leave", t("status-leave-button")),
        button(f"{Door.OPEN}:help", t("help-help-button")),
    )


def _on_offer(t: Translate, programmes: tuple[Programme, ...], *, has_button: bool) -> list[Block]:
    if not programmes:
        return []
    lines = "\n".join(say(t, "home-offer", programme=p.name, **_runs_from_to(t, p)) for p in programmes[:10])
    return [
        divider(),
        section(say(t, "home-offers")),
        section(SafeText(lines), accessory=None if has_button else button(f"{Door.OPEN}:join", t("help-join-button"))),
    ]


def _running(t: Translate, glances: tuple[Glance, ...]) -> list[Block]:
    if not glances:
        return []
    return [
        divider(),
        header(t("home-runs-header")),
        *(block for glance in glances[:10] for block in (section(_glance(t, glance)), _rooms(t, glance))),
        actions(button(f"{Door.OPEN}:programme", t("home-programme-button"))),
    ]


def _rooms(t: Translate, glance: Glance) -> Block:
    """Where the work on one programme is done: its own buttons, so that nobody is asked which is meant."""
    programme = glance.programme
    over = glance.is_over or programme.state is ProgrammeState.ENDED
    return actions(
        *(
            button(
                f"{Door.OPEN}:{room}",
                t(f"home-{room}-button"),
                value=str(programme.id),
                spoken=f"{t(f'home-{room}-button')}, {programme.name}",
            )
            for room in (("report",) if over else ("match", "report"))
        )
    )


def _glance(t: Translate, glance: Glance) -> SafeText:
    programme = glance.programme
    return say(
        t,
        "home-run",
        programme=programme.name,
        state="over" if glance.is_over and programme.state is not ProgrammeState.ENDED else programme.state,
        ends=t.date(programme.last_day, year=True),
        enrolled=glance.enrolled,
        matched=glance.matched,
        waiting=glance.waiting,
        over="yes" if glance.is_over else "no",
    )


MESSAGES: dict[str, Callable[..., Message]] = {"partner_away": partner_away, "partner_back": partner_back}
