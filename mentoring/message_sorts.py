"""What sort a message is of, as far as somebody else than its receiver may know: a closed table.

That a message went out may tell as much as its words: how somebody answered, or who has paused. A sort holds what may
not be told apart.
"""

from collections.abc import Mapping
from enum import StrEnum

from mentoring.announcements import ANNOUNCEMENT

NEWS = "undelivered_news"
"""The message that tells coordinators of what was not delivered."""


class Sort(StrEnum):
    """What sort of message it is, as far as somebody else may know."""

    ANNOUNCEMENT = "announcement"
    WELCOME = "welcome"
    INTRODUCTION = "introduction"
    PLACE = "place"  # a match, none yet, a partner who left
    QUESTION = "question"
    STARTER = "starter"
    CHECK_IN = "check_in"
    REMINDER = "reminder"
    DIGEST = "digest"  # several of these three
    ENDING = "ending"
    RUNNING = "running"  # for those who run or support the programme
    NOTE = "note"  # an answer, or a word that would tell of somebody else


SORTS: Mapping[str, Sort] = {
    ANNOUNCEMENT: Sort.ANNOUNCEMENT,
    "joined": Sort.WELCOME,
    "kick_off": Sort.INTRODUCTION,
    "group_goes_on": Sort.INTRODUCTION,
    **dict.fromkeys(("matched", "not_yet_matched", "partner_left"), Sort.PLACE),
    **dict.fromkeys(("mentor_asked", "may_be_shown", "choose_mentors"), Sort.QUESTION),
    "prompt": Sort.STARTER,
    "check_in": Sort.CHECK_IN,
    "meeting_reminder": Sort.REMINDER,
    "digest": Sort.DIGEST,
    **dict.fromkeys(("last_meeting", "baseline_again", "goodbye", "programme_over"), Sort.ENDING),
    **dict.fromkeys(
        (
            "announcement_failed",
            "appointed",
            "contact_gone",
            "coordinator_gone",
            "help_contact",
            "help_new_match",
            "last_day_passed",
            "named_as_contact",
            "needs_a_match",
            "no_answer",
            "no_news",
            "published_instead",
            "publishing_changed",
            "round_not_published",
            "round_on_its_way",
            "wishes_ended",
            "wishes_in",
            NEWS,
        ),
        Sort.RUNNING,
    ),
}
"""By the message's name. Every other is a note: `NOTES` lists them, so that a new message is thought about."""
NOTES = frozenset(
    {
        "about_data",
        "answer",
        "check_in_met",
        "check_in_not_yet",
        "check_in_settled",
        "choice_noted",
        "choosing_over",
        "door",
        "enrolment_closed",
        "enrolment_opened",
        "help_contact_sent",
        "help_new_match_sent",
        "help_not_now",
        "help_offer",
        "may_be_shown_noted",
        "may_be_shown_over",
        "maybe_not_reached",
        "not_for_guests",
        "not_understood",
        "noted",
        "partner_away",  # it would tell who has paused
        "partner_back",
        "programme_ended",
        "programme_saved",
        "question_answered",
        "question_withdrawn",
        "report_part",
        "sentence",
        "thanked",
        "wants_help",
    }
)


def sort_of(kind: str) -> Sort:
    """The sort of a message by its name; what an older version called a message is a note."""
    return SORTS.get(kind, Sort.NOTE)
