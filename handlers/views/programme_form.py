"""The two pages on which a coordinator sets a programme up: what it is, and its rules and days off."""

from collections.abc import Iterable

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from handlers.ids import Run
from handlers.views import choices, region
from handlers.views.kit import context, field, modal, option, plain, say, section
from mentoring.enrolment import LONGEST_TEXT
from mentoring.programme_facts import (
    GROUP_SIZES,
    LEVEL_GAPS,
    LONGEST_GOAL,
    LONGEST_NAME,
    MEETING_MINUTES,
    OVERLAP_MINUTES,
    REPORTING_LINE_LEVELS,
    RHYTHMS,
    Basics,
)
from mentoring.programmes import GOALS, Programme, ProgrammeRules
from prompts.words import Translate
from storage.states import Kind

OFF = "off"
"""The value of "no such rule" and "no such country": a menu once chosen cannot be emptied in every client."""
APART = ("different_team", "common_language", "no_repeat")
BEFORE_A_PAIR = ("wishes_first", "ask_first")


def basics(t: Translate, *, basics: Basics, programme_id: int | None, kind_fixed: bool) -> View:
    """The first page: what it is, when, and who stands for it."""
    return modal(
        Run.BASICS,
        t("programme-basics-modal-title"),
        [
            context(say(t, "programme-basics-about")),
            _line(t, "name", basics.name, most=LONGEST_NAME),
            _kind(t, basics.kind or Kind.ONE_TO_ONE, fixed=kind_fixed),
            _words(t, "purpose", basics.purpose),
            _line(t, "topic", basics.topic, most=LONGEST_TEXT, hint=t("programme-topic-hint"), optional=True),
            *_dates(t, basics),
            *_rhythm(t, basics),
            *_people(t, basics),
        ],
        submit=t("programme-next-submit"),
        close=t("programme-later-close"),
        remembers={"programme": programme_id, "co_coordinators": basics.co_coordinators},
    )


def details(t: Translate, *, programme: Programme) -> View:
    """The second page: rules, goals and days off, filled in with what suits most programmes."""
    return modal(
        Run.DETAILS,
        t("programme-details-modal-title"),
        [
            section(say(t, "programme-details-about", programme=programme.name)),
            *rules(t, programme.rules, pairs=programme.kind is not Kind.PEER_GROUP),
            *(_group_sizes(t, programme) if programme.kind is Kind.PEER_GROUP else _answer(t, programme)),
            *_goals(t, programme),
            *_days_off(t, programme),
        ],
        submit=t("programme-save-submit"),
        close=t("programme-later-close"),
        remembers={"programme": programme.id},
    )


def _line(t: Translate, name: str, value: str, *, most: int, hint: str | None = None, optional: bool = False) -> Block:
    placeholder = plain(t(f"programme-{name}-placeholder"))
    line = PlainTextInputElement(initial_value=value or None, max_length=most, placeholder=placeholder)
    return field(name, t(f"programme-{name}-label"), line, hint=hint, optional=optional)


def _words(t: Translate, name: str, value: str, *, optional: bool = False, hint: str | None = None) -> Block:
    return field(
        name,
        t(f"programme-{name.replace('_', '-')}-label"),
        PlainTextInputElement(initial_value=value[:LONGEST_TEXT] or None, multiline=True, max_length=LONGEST_TEXT),
        hint=hint or t(f"programme-{name.replace('_', '-')}-hint"),
        optional=optional,
    )


def _kind(t: Translate, kind: Kind, *, fixed: bool) -> Block:
    if fixed:
        return section(say(t, "programme-kind-fixed", kind=t(f"kind-{kind}")))
    options = [option(each, t(f"kind-{each}"), t(f"programme-{each}-hint")) for each in Kind]
    chosen = choices.chosen(options, (kind,))[0]
    return field("kind", t("programme-kind-label"), RadioButtonsElement(options=options, initial_option=chosen))


def _dates(t: Translate, basics: Basics) -> list[Block]:
    return [
        field(name, t(f"programme-{word}-label"), DatePickerElement(initial_date=day.isoformat() if day else None))
        for name, word, day in (("starts_on", "starts", basics.starts_on), ("ends_on", "ends", basics.ends_on))
    ]


def _rhythm(t: Translate, basics: Basics) -> list[Block]:
    rhythms = [option(str(days), t(f"programme-rhythm-{days}-option")) for days in RHYTHMS]
    minutes = [option(str(each), t("programme-minutes-option", minutes=each)) for each in MEETING_MINUTES]
    return [
        field("rhythm", t("programme-rhythm-label"), _menu(rhythms, basics.rhythm_days)),
        field("minutes", t("programme-minutes-label"), _menu(minutes, basics.meeting_minutes)),
    ]


def _people(t: Translate, basics: Basics) -> list[Block]:
    contact = UserSelectElement(initial_user=basics.contact_id, placeholder=plain(t("programme-contact-placeholder")))
    channel = ConversationSelectElement(
        initial_conversation=basics.announcement_channel,
        placeholder=plain(t("programme-channel-placeholder")),
        filter=ConversationFilter(include=["public", "private"]),
    )
    others = UserMultiSelectElement(
        initial_users=list(basics.co_coordinators) or None, placeholder=plain(t("programme-people-placeholder"))
    )
    return [
        field("contact", t("programme-contact-label"), contact, hint=t("programme-contact-hint"), optional=True),
        field("channel", t("programme-channel-label"), channel, hint=t("programme-channel-hint"), optional=True),
        field(
            "co_coordinators",
            t("programme-co-coordinators-label"),
            others,
            hint=t("programme-co-coordinators-hint"),
            optional=True,
        ),
    ]


def rules(t: Translate, rules: ProgrammeRules, *, pairs: bool) -> list[Block]:
    """The rules that decide who may be matched; among peers nobody is a mentor who could be further along."""
    lines = [
        option(OFF, t("programme-reporting-off-option")),
        *(option(str(levels), t(f"programme-reporting-{levels}-option")) for levels in REPORTING_LINE_LEVELS),
    ]
    overlaps = [
        option(OFF, t("programme-overlap-off-option")),
        *(option(str(each), t("programme-overlap-option", hours=each // 60)) for each in OVERLAP_MINUTES),
    ]
    apart = [option(rule, t(f"programme-{rule.replace('_', '-')}-option")) for rule in APART]
    on = choices.chosen(apart, tuple(rule for rule in APART if getattr(rules, rule)))
    return [
        field(
            "reporting_line",
            t("programme-reporting-label"),
            _menu(lines, rules.reporting_line_levels or OFF),
            hint=t("programme-reporting-hint"),
        ),
        field(
            "apart",
            t("programme-apart-label"),
            CheckboxesElement(options=apart, initial_options=on or None),
            optional=True,
        ),
        field("overlap", t("programme-overlap-label"), _menu(overlaps, rules.overlap_minutes or OFF)),
        *([_level_gap(t, rules.level_gap)] if pairs else []),
    ]


def _level_gap(t: Translate, gap: int | None) -> Block:
    gaps = [
        option(OFF, t("programme-level-gap-off-option")),
        *(option(str(each), t(f"programme-level-gap-{each}-option")) for each in LEVEL_GAPS),
    ]
    menu = _menu(gaps, OFF if gap is None else gap)
    return field("level_gap", t("programme-level-gap-label"), menu, hint=t("programme-level-gap-hint"))


def _answer(t: Translate, programme: Programme) -> list[Block]:
    """Whether mentees may choose among suggestions, and whether a mentor is asked before a match begins."""
    options = [option(rule, t(f"programme-{rule.replace('_', '-')}-option")) for rule in BEFORE_A_PAIR]
    on = choices.chosen(options, tuple(rule for rule in BEFORE_A_PAIR if getattr(programme.rules, rule)))
    asked = CheckboxesElement(options=options, initial_options=on or None)
    label, hint = t("programme-answer-label"), t("programme-answer-hint")
    return [field("answer", label, asked, hint=hint, optional=True)]


def _group_sizes(t: Translate, programme: Programme) -> list[Block]:
    least, most = GROUP_SIZES[0], GROUP_SIZES[-1]
    rules = programme.rules
    return [
        field(
            name,
            t(f"programme-{name.replace('_', '-')}-label"),
            NumberInputElement(
                is_decimal_allowed=False, min_value=str(least), max_value=str(most), initial_value=str(size)
            ),
            hint=t("programme-group-hint", least=least, most=most),
        )
        for name, size in (("group_minimum", rules.group_minimum), ("group_maximum", rules.group_maximum))
    ]


def _goals(t: Translate, programme: Programme) -> list[Block]:
    curated = [option(goal, t(f"goal-{goal.replace('_', '-')}")) for goal in GOALS]
    chosen = choices.chosen(curated, programme.goals)
    own = "\n".join(goal for goal in programme.goals if goal not in GOALS)
    menu = StaticMultiSelectElement(
        options=curated, initial_options=chosen or None, placeholder=plain(t("programme-goals-placeholder"))
    )
    hint = t("programme-own-goals-hint", most=LONGEST_GOAL)
    return [
        field("goals", t("programme-goals-label"), menu, optional=True),
        _words(t, "own_goals", own, optional=True, hint=hint),
    ]


def _days_off(t: Translate, programme: Programme) -> list[Block]:
    countries = [option(OFF, t("programme-country-none-option")), *choices.countries(t.language)]
    days = "\n".join(f"{day:%d-%m-%Y}" for day in sorted(programme.closing_days))
    return [
        field(
            "country",
            t("programme-country-label"),
            _menu(countries, programme.holidays_country or OFF),
            hint=t("programme-country-hint"),
            dispatches=True,
        ),
        *region.field_of(t, programme.holidays_country, programme.holidays_region, of_programme=True),
        _words(t, "closing_days", days, optional=True),
    ]


def _menu(options: Iterable[Option], value: object) -> StaticSelectElement:
    every = list(options)
    return StaticSelectElement(options=every, initial_option=next(iter(choices.chosen(every, (str(value),))), None))
