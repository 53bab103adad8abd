"""Running programmes: the coordinator's list, and every message about a programme as such."""

from collections.abc import Callable
from typing import Literal

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject
from slack_sdk.models.views import View

from handlers.ids import Door, Run
from handlers.views.kit import (
    Message,
    SafeText,
    actions,
    button,
    channel_mention,
    confirm,
    context,
    divider,
    escape,
    header,
    mention,
    mentions,
    message,
    modal,
    quote,
    say,
    section,
    shorten,
)
from mentoring.coordination import Listed
from mentoring.programmes import Programme
from prompts.words import Translate
from storage.states import ProgrammeState

A_PAGE = 20
"""Programmes on one screen: at most four blocks each, and a modal holds a hundred."""

MENDED_BY_INVITING = {"not_in_channel", "channel_not_found", "no_permission"}
RESTRICTED = {"restricted_action", "restricted_action_read_only_channel", "restricted_action_non_threadable_channel"}


def programmes(t: Translate, *, listed: tuple[Listed, ...], page: int = 0, notice: SafeText | None = None) -> View:
    """My programmes, each with what can be done with it; `notice` says what has just happened."""
    shown = listed[page * A_PAGE : (page + 1) * A_PAGE]
    turn = [button(Run.PAGE, t("programme-newest-button"), value="0")] if page else []
    blocks = [
        *([section(notice)] if notice else []),
        *([] if listed else [section(say(t, "programme-none"))]),
        actions(button(Run.NEW, t("programme-new-button"), style=None if listed else "primary"), *turn),
        *(block for each in shown for block in _listed(t, each)),
    ]
    if len(listed) > (page + 1) * A_PAGE:
        blocks += [divider(), actions(button(Run.PAGE, t("programme-more-button"), value=str(page + 1)))]
    return modal("programme.list", t("programme-modal-title"), blocks, close=t("button-close"))


def _listed(t: Translate, listed: Listed) -> list[Block]:
    programme = listed.programme
    title = say(t, "programme-listed", programme=programme.name, kind=t(f"kind-{programme.kind}"))
    facts = say(
        t,
        "programme-facts",
        state=_state(listed),
        starts=t.date(programme.starts_on, year=True),
        ends=t.date(programme.ends_on, year=True),
        ended=t.date(programme.last_day, year=True),
        enrolled=listed.enrolled,
    )
    blocks = [divider(), section(SafeText(f"{title}\n{facts}"))]
    if programme.state is ProgrammeState.ENDED:
        return blocks
    if listed.is_orphaned:
        take_over = _button(t, Run.TAKE_OVER, programme, style="primary")
        return [*blocks, context(say(t, "programme-orphaned")), actions(take_over)]
    contact = (
        say(t, "programme-contact-missing")
        if programme.contact_id is None
        else say(t, "programme-contact", contact=mention(programme.contact_id))
    )
    return [*blocks, context(contact), actions(*_buttons(t, listed))]


def _state(listed: Listed) -> str:
    programme = listed.programme
    if programme.state is ProgrammeState.ENDED:
        return "ended_early" if programme.ended_early else "ended"
    return "over" if listed.is_over else programme.state


def _buttons(t: Translate, listed: Listed) -> list[ButtonElement]:
    programme = listed.programme
    buttons = [_button(t, Run.EDIT, programme)]
    end = _button(t, Run.END, programme, style="danger", confirm=_confirm(t, "programme-end", programme))
    if listed.is_over:
        return [*buttons, end]  # nobody can join, unless its last day is moved
    if programme.state is ProgrammeState.OPEN:
        buttons.append(_button(t, Run.CLOSE, programme))
        if programme.announcement_channel:
            buttons.append(_button(t, Run.ANNOUNCE, programme, confirm=_confirm(t, "programme-announce", programme)))
    else:
        asked = "programme-open" if programme.announcement_channel else "programme-open-unannounced"
        # What is refused anyhow is refused at once.
        confirmed = _confirm(t, asked, programme) if listed.may_open else None
        buttons.append(_button(t, Run.OPEN, programme, style="primary", confirm=confirmed))
    return [*buttons, end]


def to_mend(t: Translate, *, sentence: SafeText, programme_id: int) -> View:
    """Why enrolment cannot open as the programme is, and the button that leads to the page to mend."""
    edit = button(Run.EDIT, t("programme-edit-button"), value=str(programme_id), style="primary")
    blocks = [section(sentence), actions(edit)]
    return modal("programme.to_mend", t("programme-modal-title"), blocks, close=t("button-close"))


def _button(
    t: Translate,
    act: Run,
    programme: Programme,
    *,
    style: Literal["primary", "danger"] | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    label = t(f"{act.replace('.', '-')}-button")
    spoken = f"{label}: {programme.name}"
    return button(act, label, value=str(programme.id), style=style, spoken=spoken, confirm=confirm)


def _confirm(t: Translate, asked: str, programme: Programme) -> ConfirmObject:
    """The question before an act; it holds three hundred characters, and an escaped one may count for five."""
    channel = channel_mention(programme.announcement_channel or "")
    return confirm(t, asked, programme=SafeText(shorten(escape(programme.name), 60)), channel=channel)


def programme_saved(t: Translate, *, programme: Programme) -> Message:
    """A programme is saved, and what to do next."""
    next_ = {
        ProgrammeState.DRAFT: "open" if programme.contact_id else "contact",
        ProgrammeState.OPEN: "live",
        ProgrammeState.CLOSED: "match",
        ProgrammeState.ENDED: "look",
    }[programme.state]
    contact = mention(programme.contact_id) if programme.contact_id else ""
    return _with_door(t, say(t, "programme-saved", programme=programme.name, next=next_, contact=contact))


def enrolment_opened(t: Translate, *, programme: Programme) -> Message:
    """Enrolment is open: where it is announced, and what comes next."""
    sentence = say(t, "enrolment-opened", programme=programme.name)
    if programme.announcement_channel is None:
        told = say(t, "enrolment-opened-unannounced")
    else:
        told = say(t, "enrolment-opened-announced", channel=channel_mention(programme.announcement_channel))
    next_ = say(t, "enrolment-opened-next", contact=mention(programme.contact_id or ""))
    return message(sentence, section(sentence), section(told), section(next_), _door(t))


def enrolment_closed(t: Translate, *, programme: Programme) -> Message:
    """Enrolment is closed, and what comes next."""
    return _with_door(t, say(t, "enrolment-closed", programme=programme.name))


def programme_ended(t: Translate, *, programme: Programme) -> Message:
    """A programme is over."""
    sentence = say(t, "programme-ended", programme=programme.name)
    return message(sentence, section(sentence))


def appointed(t: Translate, *, programme: Programme, by: str) -> Message:
    """Somebody has become a coordinator."""
    return _with_door(t, say(t, "appointed", programme=programme.name, by=mention(by)))


def named_as_contact(t: Translate, *, programme: Programme) -> Message:
    """Somebody is the person to turn to, and what that means."""
    coordinators = mentions(t, programme.coordinators)
    sentence = say(t, "named-as-contact", programme=programme.name, coordinators=coordinators)
    return message(sentence, section(sentence))


def contact_gone(t: Translate, *, programme: Programme, person: str) -> Message:
    """The person to turn to is no longer here."""
    return _with_door(t, say(t, "contact-gone", programme=programme.name, contact=mention(person)))


def coordinator_gone(t: Translate, *, programme: Programme, person: str) -> Message:
    """Nobody who runs a programme is here any more."""
    return _with_door(t, say(t, "coordinator-gone", programme=programme.name, coordinator=mention(person)))


def announcement(t: Translate, *, programme: Programme, locale: str) -> Message:
    """What a channel reads when enrolment opens, in the language of whoever opened it."""
    t = t.words.translator(locale)
    what = say(
        t,
        "announcement-kind",
        kind=programme.kind,
        meetings=programme.meetings,
        minutes=programme.meeting_minutes,
    )
    dates = say(
        t,
        "announcement-dates",
        starts=t.date(programme.starts_on, year=True),
        ends=t.date(programme.ends_on, year=True),
    )
    return message(
        say(t, "announcement", programme=programme.name),
        header(t("announcement-header", programme=programme.name)),
        quote(programme.purpose),
        section(what),
        section(dates),
        section(say(t, "announcement-how")),
        actions(
            button(
                f"{Door.OPEN}:join",
                t("announcement-button"),
                value=str(programme.id),
                style="primary",
                spoken=f"{t('announcement-button')}: {programme.name}",
            )
        ),
        context(say(t, "announcement-who", coordinators=mentions(t, programme.coordinators))),
    )


def announcement_failed(t: Translate, *, programme: Programme, error: str, certain: bool) -> Message:
    """An announcement that did not reach its channel, or may not have, and how to mend it."""
    sentence = say(
        t,
        "announcement-failed",
        programme=programme.name,
        certain="yes" if certain else "no",
        channel=channel_mention(programme.announcement_channel or ""),
    )
    cause = {"is_archived": "archived"} | dict.fromkeys(MENDED_BY_INVITING, "invite")
    cause |= dict.fromkeys(RESTRICTED, "restricted")
    mend = say(t, "announcement-failed-mend", error=cause.get(error, "other") if certain else "doubt", code=error)
    blocks = [section(sentence), section(mend)]
    if programme.state is ProgrammeState.OPEN:
        blocks.append(context(say(t, "announcement-failed-meanwhile")))
    return message(sentence, *blocks, _door(t))


def _with_door(t: Translate, sentence: SafeText) -> Message:
    return message(sentence, section(sentence), _door(t))


def _door(t: Translate) -> Block:
    return actions(button(f"{Door.OPEN}:programme", t("programme-back-button")))


MESSAGES: dict[str, Callable[..., Message]] = {
    "programme_saved": programme_saved,
    "enrolment_opened": enrolment_opened,
    "enrolment_closed": enrolment_closed,
    "programme_ended": programme_ended,
    "appointed": appointed,
    "named_as_contact": named_as_contact,
    "contact_gone": contact_gone,
    "coordinator_gone": coordinator_gone,
    "announcement": announcement,
    "announcement_failed": announcement_failed,
}
