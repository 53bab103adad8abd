"""What was not delivered, for those who look after it: a list with a sentence on each, and where they are told of it."""

from collections.abc import Callable
from typing import assert_never
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.ids import Door, Undelivered
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
    mentions,
    message,
    modal,
    say,
    section,
)
from mentoring.message_sorts import NEWS
from mentoring.undelivered import AT_ONCE, Line, Listed
from prompts.words import Translate
from storage.outbox import MessageState, Target

WHY = {
    **dict.fromkeys(("user_disabled", "user_not_found", "users_not_found", "user_not_visible"), "gone"),
    **dict.fromkeys(("cannot_dm_bot", "messages_tab_disabled", "user_is_restricted"), "shut"),
    "is_archived": "archived",
    "not_in_channel": "invite",
    "channel_not_found": "missing",
    **dict.fromkeys(
        (
            "restricted_action",
            "restricted_action_non_threadable_channel",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
        ),
        "restricted",
    ),
    **dict.fromkeys(("missing_scope", "no_permission", "not_allowed_token_type", "not_installed"), "permission"),
    **dict.fromkeys(
        (
            "invalid_arguments",
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_blocks_too_long",
            "msg_too_long",
            "no_text",
        ),
        "fault",
    ),
    **dict.fromkeys(
        ("accesslimited", "ratelimited", "rate_limited", "request_timeout", "too_many_tries", "unreachable"), "away"
    ),
    "quarantined": "quarantined",
}
"""Slack's codes, and the bot's own, by what can be done about them; of any other the code itself is quoted."""
RESTORED = "restored"
"""The bot's own code for what was due before a backup was put back."""


def undelivered(
    t: Translate,
    *,
    listed: Listed,
    zone: str,
    programme_id: int | None = None,
    tried: tuple[int, ...] = (),
    notice: SafeText | None = None,
) -> View:
    """A page of what somebody looks after; `notice` says what has just happened to what was pressed."""
    of_one = () if listed.programme is None else (context(escape(listed.programme)),)
    return modal(
        Undelivered.LIST,
        t("undelivered-modal-title"),
        [
            *([section(notice)] if notice else []),
            *_heading(t, listed),
            *of_one,
            *(block for line in listed.lines for block in _line(t, line, zone)),
            *_turning(t, listed, looks_again=bool(tried)),
            *([context(say(t, "undelivered-older", older=listed.older))] if listed.older else []),
        ],
        close=t("button-close"),
        remembers={"programme": programme_id, "page": listed.page, "tried": tried},
    )


def line_to_list(t: Translate, count: int, *, programme_id: int | None = None) -> list[Block]:
    """A line where people look anyway, with the button that opens the list; nothing when there is nothing."""
    which = _door(t, t("undelivered-which-button"), programme_id)
    return [section(say(t, "undelivered-line", count=count), accessory=which)] if count else []


def undelivered_news(t: Translate, *, programme: str, programme_id: int, count: int) -> Message:
    """That something was not delivered, for a coordinator: how much, and where it is looked after."""
    return message(
        say(t, "undelivered-news-text", programme=programme),
        section(say(t, "undelivered-news", programme=programme, count=count)),
        section(say(t, "undelivered-news-means")),
        actions(_door(t, t("undelivered-see-button"), programme_id)),
    )


def _door(t: Translate, label: str, programme_id: int | None) -> ButtonElement:
    """The button that opens the list, of one programme or of all."""
    value = None if programme_id is None else str(programme_id)
    return button(f"{Door.OPEN}:undelivered", label, value=value, spoken=t("undelivered-see-button"))


def _heading(t: Translate, listed: Listed) -> list[Block]:
    if not listed.lines:
        return [section(say(t, "undelivered-nothing"))]
    asks = confirm(t, "undelivered-all", count=min(listed.safe, AT_ONCE))
    tries_all = [actions(button(Undelivered.ALL, t("undelivered-all-button"), confirm=asks))]
    return [
        section(say(t, "undelivered", count=listed.count)),
        context(say(t, "undelivered-promise")),
        *(tries_all if listed.safe else []),
    ]


def _line(t: Translate, line: Line, zone: str) -> list[Block]:
    what = _what(t, line)
    buttons = _buttons(t, line, spoken=what.replace("*", ""))
    small_print = [escape(line.programme)] if line.programme else []
    return [
        divider(),
        section(SafeText(f"{_for_whom(t, line, what)}\n{_became(t, line)}")),
        context(*small_print, _due(t, line, zone)),
        *([actions(*buttons)] if buttons else []),
    ]


def _what(t: Translate, line: Line) -> SafeText:
    if len(line.ids) == 1:
        return say(t, "undelivered-one", sort=line.sorts[0])
    sorts = SafeText(t.list(say(t, "undelivered-sort", sort=sort) for sort in line.sorts))
    return say(t, "undelivered-several", count=len(line.ids), sorts=sorts)


def _for_whom(t: Translate, line: Line, what: SafeText) -> SafeText:
    if line.channel is not None:
        return say(t, "undelivered-for-channel", what=what, whom=channel_mention(line.channel))
    if line.people:
        return say(t, "undelivered-for", what=what, whom=mentions(t, line.people))
    if line.target is Target.CONVERSATION:
        return say(t, "undelivered-for", what=what, whom=say(t, "undelivered-for-group"))
    return say(t, "undelivered-for-somebody", what=what)


def _became(t: Translate, line: Line) -> SafeText:
    """What has become of it, why, and what can be done."""
    match line.state:
        case MessageState.DEAD:
            why = WHY.get(line.error or "", "other")
            why = "invite" if why == "missing" and line.target is Target.CHANNEL else why
            return say(t, "undelivered-dead", why=why, code=line.error or "?")
        case MessageState.MAYBE_SENT:
            places = {Target.CONVERSATION: "group", Target.CHANNEL: "channel"}
            place = RESTORED if line.error == RESTORED else places.get(line.target, "person")
            return say(t, "undelivered-maybe", place=place)
        case MessageState.EXPIRED:
            return say(t, "undelivered-expired")
        case MessageState.SENT:
            return say(t, "undelivered-arrived")
        case MessageState.CANCELLED:
            return say(t, "undelivered-dropped")
        case MessageState.PENDING | MessageState.LEASED | MessageState.SENDING | MessageState.UNKNOWN:
            return say(t, "undelivered-tried")
        case _:
            assert_never(line.state)


def _due(t: Translate, line: Line, zone: str) -> SafeText:
    first, last = (t.moment(moment, ZoneInfo(zone)) for moment in (line.first_due, line.last_due))
    if first == last:
        return say(t, "undelivered-due", day=first)
    return say(t, "undelivered-due-between", first=first, last=last)


def _buttons(t: Translate, line: Line, *, spoken: str) -> list[ButtonElement]:
    value = ",".join(map(str, line.ids))
    asks = confirm(t, "undelivered-again") if line.may_come_twice else None
    leaves = confirm(t, "undelivered-leave", count=len(line.ids))
    again, leave = t("undelivered-again-button"), t("undelivered-leave-button")
    tries = button(Undelivered.AGAIN, again, value=value, confirm=asks, spoken=f"{again}: {spoken}")
    drops = button(Undelivered.LEAVE, leave, value=value, confirm=leaves, spoken=f"{leave}: {spoken}")
    return [*([tries] if line.may_be_tried else []), *([drops] if line.may_be_left else [])]


def _turning(t: Translate, listed: Listed, *, looks_again: bool) -> list[Block]:
    page = listed.page
    turns = [
        *([button(f"{Undelivered.PAGE}:here", t("undelivered-look-button"), value=str(page))] if looks_again else []),
        *([button(f"{Undelivered.PAGE}:newer", t("undelivered-newer-button"), value=str(page - 1))] if page else []),
        *(
            [button(f"{Undelivered.PAGE}:older", t("undelivered-older-button"), value=str(page + 1))]
            if listed.has_more
            else []
        ),
    ]
    return [divider(), actions(*turns)] if turns else []


MESSAGES: dict[str, Callable[..., Message]] = {NEWS: undelivered_news}
