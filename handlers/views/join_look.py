"""Before joining: which programme, and a look at what it is before anything is asked."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.ids import Door, Join
from handlers.views import choices
from handlers.views.kit import (
    Message,
    actions,
    button,
    context,
    field,
    mention,
    mentions,
    message,
    modal,
    option,
    say,
    section,
)
from mentoring.programmes import Programme
from prompts.words import Translate


def choose(
    t: Translate,
    *,
    programmes: tuple[Programme, ...],
    begun: tuple[int, ...] = (),
    taken: tuple[Programme, ...] = (),
) -> View:
    """Which programme, when several take people, the first one chosen already.

    `begun` are the ids of those they began to join, `taken` those in which they have a place.
    """
    options = [
        option(str(p.id), p.name, t("join-choose-begun" if p.id in begun else f"kind-{p.kind}")) for p in programmes
    ]
    return modal(
        Join.CHOOSE,
        t("join-modal-title"),
        [field("programme", t("join-choose-label"), choices.one_of(options, options[0])), *_taken(t, taken)],
        submit=t("join-next-submit"),
        close=t("button-close"),
    )


def look(
    t: Translate,
    *,
    programme: Programme,
    messages: int,
    contact: str | None,
    begun: bool,
    taken: tuple[Programme, ...] = (),
) -> View:
    """What it is, the time it takes, how many messages, and who sees what, before anything is asked."""
    time = say(
        t,
        "join-look-time",
        kind=programme.kind,
        meetings=programme.meetings,
        minutes=programme.meeting_minutes,
        months=programme.months,
        starts=t.date(programme.starts_on, year=True),
        ends=t.date(programme.ends_on, year=True),
    )
    coordinators = mentions(t, programme.coordinators)
    people = (
        [] if contact is None else [say(t, "join-look-people", coordinators=coordinators, contact=mention(contact))]
    )
    return modal(
        Join.LOOK,
        t("join-modal-title"),
        [
            section(say(t, "join-look-what", programme=programme.name, purpose=programme.purpose)),
            section(time),
            section(say(t, "join-look-messages", messages=messages, months=programme.months)),
            section(say(t, "join-look-seen")),
            *map(section, people),
            context(say(t, "join-look-begun" if begun else "join-look-next")),
            *_taken(t, taken),
        ],
        submit=t("join-go-on-submit") if begun else t("join-begin-submit"),
        close=t("join-later-close"),
        remembers={"programme": programme.id},
    )


def has_a_place(t: Translate, *, programme: str) -> Message:
    """They have a place in what they asked for already, and the ways to it."""
    sentence = say(t, "error-already-enrolled", programme=programme)
    return message(sentence, section(sentence), _ways_to_my_place(t))


def _taken(t: Translate, programmes: tuple[Programme, ...]) -> list[Block]:
    """Where they have a place already, and the ways to it."""
    if not programmes:
        return []
    return [
        section(say(t, "join-taken", programmes=t.list(programme.name for programme in programmes))),
        _ways_to_my_place(t),
    ]


def _ways_to_my_place(t: Translate) -> Block:
    return actions(
        button(f"{Door.OPEN}:profile", t("joined-profile-button")),
        button(f"{Door.OPEN}:status", t("joined-status-button")),
    )
