"""What somebody said about themselves, to look at and to change."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.ids import SelfService
from handlers.views import join
from handlers.views.how_often import in_profile
from handlers.views.kit import (
    SafeText,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    mention,
    modal,
    quote,
    say,
    section,
)
from mentoring.enrolment import Step
from mentoring.how_often import HowOften
from mentoring.places import Place
from prompts.words import Translate
from storage.states import Role

CHANGEABLE = (Step.INTRODUCTION, Step.GOALS, Step.ABOUT, Step.HOURS, Step.WISHES)


def profile(t: Translate, *, places: tuple[Place, ...], how_often: HowOften) -> View:
    """Every place, with a button for each part that can be changed; and how often the bot writes."""
    blocks: list[Block] = []
    for place in places[:8]:
        blocks += _place(t, place)
    blocks.append(in_profile(t, how_often))
    return modal("profile", t("profile-modal-title"), blocks, close=t("button-close"))


def part(t: Translate, *, place: Place, step: Step) -> View:
    """One part of a place, to change: the same form as when joining."""
    return modal(
        SelfService.CHANGED,
        t("profile-modal-title"),
        [context(say(t, "profile-change", programme=place.programme.name)), *join.FIELDS[step](t, place)],
        submit=t("profile-submit"),
        close=t("button-close"),
        remembers={"programme": place.programme.id, "step": step},
    )


def _place(t: Translate, place: Place) -> list[Block]:
    lines = [say(t, "profile-role", role=place.role)]
    for goals, id_ in ((place.goals_wanted, "profile-wanted"), (place.goals_offered, "profile-offered")):
        if goals:
            lines.append(say(t, id_, goals=t.list(join.goal_label(t, goal) for goal in goals)))
    if place.is_full and place.role in {Role.MENTOR, Role.BOTH}:
        lines.append(say(t, "profile-full"))
    if place.about.manager_id:
        lines.append(say(t, "profile-manager", manager=mention(place.about.manager_id)))
    lines.append(
        say(
            t,
            "profile-hours",
            days=t.weekdays(place.hours.weekdays),
            hours=t.hours(place.hours.start, place.hours.end),
            zone=t.zone(place.hours.zone),
        )
    )
    return [
        header(place.programme.name),
        section(say(t, "profile-introduced")),
        quote(place.introduction or place.person.name),
        section(SafeText("\n".join(lines))),
        actions(
            *(
                button(
                    f"{SelfService.CHANGE}:{step}",
                    t(f"profile-{step}-button"),
                    value=str(place.programme.id),
                    spoken=f"{t(f'profile-{step}-button')}, {escape(place.programme.name)}",
                )
                for step in CHANGEABLE
            )
        ),
        divider(),
    ]
