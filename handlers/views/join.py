"""Joining: a first look, the short steps, and the message when somebody is in."""

from collections.abc import Callable

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from handlers.ids import Door, Join
from handlers.views import choices, region
from handlers.views.kit import (
    Message,
    actions,
    button,
    context,
    field,
    message,
    modal,
    option,
    plain,
    quote,
    say,
    section,
)
from mentoring.enrolment import BASELINE_QUESTIONS, LONGEST_TEXT, Step, steps_of
from mentoring.places import Place
from mentoring.programmes import GOALS, Programme
from prompts.words import Translate
from storage.states import Kind, Role


def step(t: Translate, *, place: Place, step: Step) -> View:
    """One short step, with everything already filled in."""
    steps = steps_of(place.programme)
    last = step is steps[-1]
    progress = say(t, "join-progress", step=steps.index(step) + 1, steps=len(steps), programme=place.programme.name)
    return modal(
        CALLBACKS[step],
        t("join-modal-title"),
        [context(progress), *FIELDS[step](t, place)],
        submit=t("join-finish-submit") if last else t("join-next-submit"),
        close=t("join-later-close"),
        remembers={"programme": place.programme.id},
    )


def done(t: Translate, *, place: Place) -> View:
    """The last screen: they are in, and what happens next."""
    return modal(
        "join.done",
        t("join-modal-title"),
        [section(say(t, "join-done", programme=place.programme.name))],
        close=t("button-close"),
    )


def joined(t: Translate, *, programme: Programme, introduction: str, role: Role) -> Message:
    """The direct message that confirms a place."""
    starts, ends = (t.date(day, year=True) for day in (programme.starts_on, programme.ends_on))
    sentence = say(t, "joined", programme=programme.name, role=role, starts=starts, ends=ends)
    return message(
        sentence,
        section(sentence),
        section(say(t, "joined-introduction")),
        quote(introduction),
        section(say(t, "joined-next")),
        actions(
            button(f"{Door.OPEN}:profile", t("joined-profile-button")),
            button(f"{Door.OPEN}:status", t("joined-status-button")),
        ),
    )


def _role(t: Translate, place: Place) -> list[Block]:
    options = [option(role, t(f"role-{role}-option"), t(f"role-{role}-hint")) for role in place.programme.roles]
    return [
        field(
            "role",
            t("join-role-label"),
            RadioButtonsElement(options=options, initial_option=choices.chosen(options, (place.role,))[0]),
            hint=t("seen-by-match"),
        )
    ]


def _goals(t: Translate, place: Place) -> list[Block]:
    options = goal_options(t, place.programme)
    is_mentor = place.role in {Role.MENTOR, Role.BOTH}
    wanted_label = t("join-goals-wanted-mentor-label" if place.role is Role.MENTOR else "join-goals-wanted-label")
    wanted = [
        field(
            "wanted",
            wanted_label,
            StaticMultiSelectElement(
                options=options,
                initial_options=choices.chosen(options, place.goals_wanted) or None,
                max_selected_items=5,
                placeholder=plain(t("join-goals-placeholder")),
            ),
            hint=_goals_seen_by(t, place),
            optional=place.role is Role.MENTOR,
        ),
        field(
            "wanted_in_own_words",
            t("join-goals-own-words-label"),
            _words(place.wanted_in_own_words),
            hint=t("seen-by-match-goals"),
            optional=True,
        ),
    ]
    offered = [
        field(
            "offered",
            t("join-goals-offered-label"),
            StaticMultiSelectElement(
                options=options,
                initial_options=choices.chosen(options, place.goals_offered) or None,
                placeholder=plain(t("join-goals-placeholder")),
            ),
            hint=t("seen-by-match-goals-or-shown" if _may_be_shown(place) else "seen-by-match-goals"),
            optional=not is_mentor,
        ),
        field(
            "offered_in_own_words",
            t("join-offers-own-words-label"),
            _words(place.offered_in_own_words),
            hint=t("seen-by-match-goals"),
            optional=True,
        ),
    ]
    capacity = field(
        "capacity",
        t("join-capacity-label"),
        NumberInputElement(is_decimal_allowed=False, min_value="1", max_value="5", initial_value=str(place.capacity)),
        hint=t("join-capacity-hint"),
    )
    if is_mentor:
        return [*offered, capacity, *wanted]
    return wanted if place.role is Role.MENTEE else [*wanted, *offered]


def _about(t: Translate, place: Place) -> list[Block]:
    about = place.about
    levels = choices.levels(t)
    countries = list(choices.countries(t.language))
    languages = list(choices.languages(t.language))
    manager = UserSelectElement(initial_user=about.manager_id, placeholder=plain(t("join-manager-placeholder")))
    return [
        field("level", t("join-level-label"), _menu(t, levels, about.level), hint=t("join-level-hint"), optional=True),
        *(
            field(name, t(f"join-{name}-label"), _line(value), hint=t(hint), optional=True)
            for name, value, hint in (
                ("department", about.department, "join-department-hint"),
                ("team", about.team, "seen-by-matching"),
                ("site", about.site, "join-site-hint"),
            )
        ),
        field(
            "country",
            t("join-country-label"),
            _menu(t, countries, about.country),
            hint=t("join-country-hint"),
            optional=True,
            dispatches=True,
        ),
        *region.field_of(t, about.country, about.region),
        field("manager", t("join-manager-label"), manager, hint=t("join-manager-hint"), optional=True),
        field(
            "languages",
            t("join-languages-label"),
            StaticMultiSelectElement(
                options=languages,
                initial_options=choices.chosen(languages, about.languages or (t.language,)) or None,
                placeholder=plain(t("join-languages-placeholder")),
            ),
            hint=t("join-languages-hint"),
        ),
    ]


def _hours(t: Translate, place: Place) -> list[Block]:
    zones = choices.zones(t, place.hours.zone)
    days = choices.weekdays(t)
    chosen_days = choices.chosen(days, tuple(str(day) for day in sorted(place.hours.weekdays)))
    return [
        section(say(t, "join-hours-why")),
        field(
            "zone",
            t("join-zone-label"),
            StaticSelectElement(options=zones, initial_option=zones[0]),
            hint=t("seen-by-match"),
        ),
        field(
            "weekdays",
            t("join-weekdays-label"),
            CheckboxesElement(options=days, initial_options=chosen_days),
            hint=t("seen-by-match-hours"),
        ),
        field(
            "from",
            t("join-from-label"),
            TimePickerElement(initial_time=place.hours.start.strftime("%H:%M")),
            hint=t("seen-by-match"),
        ),
        field(
            "to",
            t("join-to-label"),
            TimePickerElement(initial_time=place.hours.end.strftime("%H:%M")),
            hint=t("join-to-hint"),
        ),
    ]


def _wishes(t: Translate, place: Place) -> list[Block]:
    return [
        field(
            "with",
            t("join-with-label"),
            UserMultiSelectElement(
                initial_users=list(place.wishes_with) or None,
                max_selected_items=5,
                placeholder=plain(t("join-people-placeholder")),
            ),
            hint=t("join-with-hint"),
            optional=True,
        ),
        field(
            "not_with",
            t("join-not-with-label"),
            UserMultiSelectElement(
                initial_users=list(place.wishes_not_with) or None, placeholder=plain(t("join-people-placeholder"))
            ),
            hint=t("join-not-with-hint"),
            optional=True,
        ),
        field(
            "expectation",
            t("join-expectation-label"),
            _words(place.expectation),
            hint=t("seen-by-match"),
            optional=True,
        ),
        field(
            "motivation",
            t("join-motivation-label"),
            _words(place.motivation),
            hint=t("join-motivation-hint"),
            optional=True,
        ),
    ]


def baseline_fields(t: Translate, answers: dict[str, int]) -> list[Block]:
    """The three optional questions, asked before and again after."""
    options = [option(str(value), t(f"agree-{value}-option")) for value in range(1, 6)]
    return [
        field(
            question,
            t(f"baseline-{question.replace('_', '-')}-label"),
            RadioButtonsElement(
                options=options,
                initial_option=next(iter(choices.chosen(options, (str(answers.get(question)),))), None),
            ),
            hint=t("seen-by-you-and-totals"),
            optional=True,
        )
        for question in BASELINE_QUESTIONS
    ]


def _baseline(t: Translate, place: Place) -> list[Block]:
    return [section(say(t, "join-baseline-why")), *baseline_fields(t, place.baseline)]


def _introduction(t: Translate, place: Place) -> list[Block]:
    return [
        section(say(t, "join-introduction-why")),
        field(
            "introduction",
            t("join-introduction-label"),
            _words(place.introduction or suggested_introduction(t, place)),
            hint=_seen_by_match(t, place),
        ),
    ]


def _may_be_asked_about(place: Place) -> bool:
    """Whether a mentor may read of them before there is a match: in every programme of pairs, as it may begin to ask later."""
    return place.programme.kind is Kind.ONE_TO_ONE and place.role is not Role.MENTOR


def _may_be_shown(place: Place) -> bool:
    """Whether mentees may read of them before there is a match: likewise."""
    return place.programme.kind is Kind.ONE_TO_ONE and place.role is not Role.MENTEE


def _seen_by_match(t: Translate, place: Place) -> str:
    """Who sees what a mentor reads who is asked first, or a mentee who is shown a mentor."""
    match _may_be_asked_about(place), _may_be_shown(place):
        case True, True:
            return t("seen-by-match-asked-or-shown")
        case True, False:
            return t("seen-by-match-or-asked")
        case False, True:
            return t("seen-by-match-or-shown")
        case _:
            return t("seen-by-match")


def _goals_seen_by(t: Translate, place: Place) -> str:
    """As `_seen_by_match`, for goals, which may be among the reasons of a match."""
    return t("seen-by-match-goals-or-asked" if _may_be_asked_about(place) else "seen-by-match-goals")


def suggested_introduction(t: Translate, place: Place) -> str:
    """A first draft of how somebody is introduced, from what they chose; theirs to change."""
    title = place.person.title
    lines = [t("introduction-who", name=place.person.name, title=title, has_title="yes" if title else "no")]
    if place.goals_wanted:
        lines.append(t("introduction-wants", goals=t.list(goal_label(t, goal).lower() for goal in place.goals_wanted)))
    if place.goals_offered:
        lines.append(
            t("introduction-offers", goals=t.list(goal_label(t, goal).lower() for goal in place.goals_offered))
        )
    if place.expectation:
        lines.append(t("introduction-expects", words=place.expectation))
    return "\n".join(lines)[:LONGEST_TEXT]


def goal_label(t: Translate, goal: str) -> str:
    """A curated goal in the reader's language, or the coordinator's own words."""
    return t(f"goal-{goal.replace('_', '-')}") if goal in GOALS else goal


def goal_options(t: Translate, programme: Programme) -> list[Option]:
    return [option(goal, goal_label(t, goal)) for goal in programme.goals]


def _menu(t: Translate, options: list[Option], value: object) -> StaticSelectElement:
    return StaticSelectElement(
        options=options,
        initial_option=next(iter(choices.chosen(options, (str(value),))), None),
        placeholder=plain(t("join-choose-placeholder")),
    )


def _line(value: str | None) -> PlainTextInputElement:
    return PlainTextInputElement(initial_value=value or None, max_length=80)


def _words(value: str) -> PlainTextInputElement:
    return PlainTextInputElement(initial_value=value or None, multiline=True, max_length=LONGEST_TEXT)


FIELDS: dict[Step, Callable[[Translate, Place], list[Block]]] = {
    Step.ROLE: _role,
    Step.GOALS: _goals,
    Step.ABOUT: _about,
    Step.HOURS: _hours,
    Step.WISHES: _wishes,
    Step.BASELINE: _baseline,
    Step.INTRODUCTION: _introduction,
}

CALLBACKS = {step: Join(f"join.{step}") for step in Step}

MESSAGES: dict[str, Callable[..., Message]] = {"joined": joined}
