"""Publishing on a date: the form, and what coordinators hear when the date has come or was changed."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ButtonElement, DatePickerElement
from slack_sdk.models.views import View

from handlers.ids import Door, Match, Publishing
from handlers.views.kit import Message, SafeText, actions, button, context, field, mention, message, modal, say, section
from handlers.views.match import changes
from mentoring.drafts import Planned
from mentoring.publishing import Days, Hindrance, NotPublished
from mentoring.rounds import Published
from prompts.words import Translate


def choose_date(t: Translate, *, days: Days) -> View:
    """On which day a draft is to be published; the hour is the coordinator's own."""
    return modal(
        Publishing.FORM,
        t("publishing-modal-title"),
        [
            section(say(t, "publishing-what", programme=days.programme.name)),
            field(
                "publish_on",
                t("publishing-date-label"),
                DatePickerElement(initial_date=days.suggested.isoformat()),
                hint=t("publishing-date-hint", first=t.date(days.first), last=t.date(days.last, year=True)),
            ),
            context(say(t, "publishing-hour", time=t.time(days.time), place=t.zone(days.zone))),
            actions(button(Match.OVERVIEW, t("publishing-back-button"), value=str(days.draft_id))),
        ],
        submit=t("publishing-submit"),
        close=t("button-close"),
        remembers={"draft": days.draft_id},
    )


def round_on_its_way(t: Translate, *, published: Published, planned: Planned, late: bool) -> Message:
    """A round was published as asked, for whoever asked."""
    kind = "on-its-way-asking" if published.asks_first else "on-its-way"
    sentence = say(
        t,
        kind,
        programme=published.programme.name,
        matches=published.matches,
        people=published.people,
        waiting=published.not_matched,
    )
    return message(
        sentence,
        section(sentence),
        *([context(say(t, "on-its-way-late", moment=_moment(t, planned)))] if late else []),
        context(say(t, "on-its-way-seen")),
    )


def round_not_published(t: Translate, *, not_published: NotPublished) -> Message:
    """Nothing was published on the date, for all coordinators: what stood in the way, and where to go on."""
    programme, planned = not_published.programme, not_published.planned
    changed = changes(t, not_published.changes)
    person, moment = mention(planned.by), _moment(t, planned)
    why = say(t, f"not-published-{not_published.hindrance.replace('_', '-')}", person=person, moment=moment)
    is_over = not_published.hindrance is Hindrance.PROGRAMME_OVER
    return message(
        say(t, "not-published", programme=programme.name),
        section(say(t, "not-published", programme=programme.name)),
        section(SafeText(f"{why}\n{changed}") if changed else why),
        context(say(t, "not-published-next-over" if is_over else "not-published-next")),
        *([] if is_over else [actions(_to_the_draft(t, programme.id, programme.name))]),
    )


def publishing_changed(t: Translate, *, programme: str, programme_id: int, by: str, instead: Planned | None) -> Message:
    """Another coordinator took the date off, or set theirs, for whoever had asked before."""
    sentence = (
        say(t, "date-taken-off", programme=programme, person=mention(by))
        if instead is None
        else say(t, "date-set-anew", programme=programme, person=mention(by), moment=_moment(t, instead))
    )
    return message(sentence, section(sentence), actions(_to_the_draft(t, programme_id, programme)))


def published_instead(t: Translate, *, programme: str, by: str) -> Message:
    """Another coordinator published the round before its date, for whoever had asked for that."""
    return message(say(t, "published-instead", programme=programme, person=mention(by)))


def _to_the_draft(t: Translate, programme_id: int, programme: str) -> ButtonElement:
    label = t("publishing-draft-button")
    return button(f"{Door.OPEN}:match", label, value=str(programme_id), spoken=f"{label}: {programme}")


def _moment(t: Translate, planned: Planned) -> str:
    zone = planned.zone
    return t("publishing-moment", moment=t.moment(planned.at, ZoneInfo(zone)), place=t.zone(zone))


MESSAGES: dict[str, Callable[..., Message]] = {
    "round_on_its_way": round_on_its_way,
    "round_not_published": round_not_published,
    "publishing_changed": publishing_changed,
    "published_instead": published_instead,
}
