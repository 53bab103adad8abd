"""The closed sets of words that rows may hold, in the field's terms."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of programme it is."""

    ONE_TO_ONE = "one_to_one"
    PEER_GROUP = "peer_group"


class Role(StrEnum):
    """What a person has come to do; `BOTH` is mentor to one and mentee of another."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"
    PEER = "peer"


class ProgrammeState(StrEnum):
    """Where a programme is in its life. Only an open one takes new people."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ENDED = "ended"


class EnrolmentState(StrEnum):
    """Where a person's place in a programme is."""

    JOINING = "joining"
    ENROLLED = "enrolled"
    LEFT = "left"
    COMPLETED = "completed"


class WishKind(StrEnum):
    WITH = "with"
    NOT_WITH = "not_with"


class Unasked(StrEnum):
    """How much unasked somebody wants; never more than what is usual for them. `NONE`: only what they are owed."""

    USUAL = "usual"
    TWO_A_MONTH = "two_a_month"
    ONE_A_MONTH = "one_a_month"
    NONE = "none"


class Wave(StrEnum):
    """When the baseline questions were asked."""

    START = "start"
    END = "end"


class RoundState(StrEnum):
    """A round is a draft until a coordinator publishes it; a later draft replaces an earlier one."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class AnswerState(StrEnum):
    """How a question to a mentor stands.

    `LAPSED`: no answer in time, and a coordinator decides. `SET_ASIDE`: they, or time, decided to leave it.
    `WITHDRAWN`: it has become pointless, whatever the reason: nothing tells one from another.
    """

    ASKED = "asked"
    LAPSED = "lapsed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


class WishStage(StrEnum):
    """How far the asking for wishes is: mentors whether they may be shown, then mentees whom they would choose."""

    MENTORS = "mentors"
    MENTEES = "mentees"
    ENDED = "ended"


class WishAnswer(StrEnum):
    """How a question about wishes stands.

    `RATHER_NOT`: a mentor would rather not be shown. `CLOSED`: it is over, and how it was answered is forgotten.
    """

    PLANNED = "planned"
    ASKED = "asked"
    GIVEN = "given"
    RATHER_NOT = "rather_not"
    CLOSED = "closed"


class RelationshipState(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


class NudgeState(StrEnum):
    """What became of one planned nudge.

    `SETTLED`: nobody needed to be asked or told, since a partner answered first or the same people hear it otherwise.
    `UNWANTED`: somebody wants nothing unasked. `NOTED`: news that is said together with other news, later.
    """

    PLANNED = "planned"
    SENT = "sent"
    SKIPPED = "skipped"
    SETTLED = "settled"
    UNWANTED = "unwanted"
    NOTED = "noted"
    CANCELLED = "cancelled"


class CheckInAnswer(StrEnum):
    MET = "met"
    NOT_YET = "not_yet"
    HELP = "help"


class HelpKind(StrEnum):
    """What somebody asked for after they said they would like some help."""

    CONTACT = "contact"
    NEW_MATCH = "new_match"


class IntentKind(StrEnum):
    """A large act, recorded in one row and carried out a hundred rows at a time."""

    PUBLISH_ROUND = "publish_round"
    SETTLE_ROUND = "settle_round"
    LAST_DAY = "last_day"
    END_PROGRAMME = "end_programme"
    MOVE_DATES = "move_dates"
    KEEP_TIME = "keep_time"
