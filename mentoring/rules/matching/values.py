"""What goes into a round of matching and what comes out: plain frozen values, no behaviour to speak of.

Nothing here is a sentence. A reason is a code with arguments; the words for it live with all other words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

QUARTERS_A_WEEK = 7 * 24 * 4
MINUTES_A_QUARTER = 15


def week_of(intervals: Iterable[tuple[int, int]]) -> int:
    """The weekly availability with these half-open intervals in minutes since Monday 00:00 UTC.

    Bit q of the result stands for quarter hour q of the week. An interval may run past Sunday midnight into Monday.
    Only whole quarter hours count, so that nobody is promised for a minute they did not offer.
    """
    week = 0
    for start, end in intervals:
        first, last = -(-start // MINUTES_A_QUARTER), end // MINUTES_A_QUARTER
        for quarter in range(first, min(last, first + QUARTERS_A_WEEK)):
            week |= 1 << quarter % QUARTERS_A_WEEK
    return week


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person in the pool. `None`, and an empty set of languages, mean *not known*."""

    id: str
    mentor_capacity: int = 0
    """How many mentees this person can take; 0 for somebody who is not a mentor."""
    mentee_capacity: int = 0
    """1 for somebody who seeks a mentor, otherwise 0."""
    department: str | None = None
    team: str | None = None
    site: str | None = None
    country: str | None = None
    level: int | None = None
    """The rung on the organisation's ladder; a larger number is more senior."""
    manager: str | None = None
    """The nearest manager's person id; managers need not be candidates."""
    languages: frozenset[str] = frozenset()
    week: int | None = None
    """Working hours as `week_of` gives them, for the dates of the programme (the caller resolves zones and DST)."""
    later_weeks: tuple[int, ...] = ()
    """The same hours after somebody's clocks have changed: one week for each season of the programme that is not `week`.

    The same seasons in the same order for everybody whose hours are known; a rule counts the worst of them.
    """
    goals_wanted: tuple[str, ...] = ()
    """Most wanted first."""
    goals_offered: frozenset[str] = frozenset()
    skill_levels: tuple[tuple[str, int], ...] = ()
    """How far along somebody is in what they offer, from 1 to 5; what is offered without a level counts in full."""
    industry: str | None = None
    interests: frozenset[str] = frozenset()
    style: str | None = None
    """How somebody likes to work together, in the programme's own words."""
    free_wanted: str = ""
    free_offered: str = ""
    wants: tuple[str, ...] = ()
    """Ids of people this person would like to be matched with, dearest first."""
    not_with: frozenset[str] = frozenset()
    earlier_partners: frozenset[str] = frozenset()
    unmatched_last_time: bool = False
    on_leave: bool = False
    """Away for now, and so available to nobody, as long as the rules keep people on leave out."""


class Rule(StrEnum):
    """The hard rules. A pair that breaks one is never proposed."""

    NOT_AVAILABLE = "not_available_to_each_other"
    """Somebody's *not with*, a decline, leave or a coordinator's ban: one reason, so that none can be told from another."""
    REPORTING_LINE = "reporting_line"
    SAME_TEAM = "same_team"
    OVERLAP = "overlap"
    LANGUAGE = "common_language"
    REPEAT = "no_repeat"
    LEVEL_GAP = "level_gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which hard rules a programme switches on, and with what value. *Not with* is always on."""

    reporting_line: int | None = None
    """How many levels up, in both directions, keep two people apart; 1 is the nearest manager."""
    same_team: bool = False
    overlap_minutes: int | None = None
    """The least length of one unbroken stretch of the week in which everybody in a match is at work."""
    common_language: bool = False
    no_repeat: bool = False
    level_gap_minimum: int | None = None
    """How many levels above the mentee a mentor must be; below, where it is negative. Peers have no mentor, so it says
    nothing among them, nor does the maximum."""
    level_gap_maximum: int | None = None
    """How many levels above the mentee a mentor may be; -1 asks for a mentor who is the junior."""
    on_leave: bool = True
    """Whether people on leave are kept out."""
    locks: frozenset[tuple[str, str]] = frozenset()
    """(mentor, mentee) pairs the coordinator has decided; in peer groups, two people who stay together."""
    bans: frozenset[tuple[str, str]] = frozenset()
    """Two people a coordinator keeps apart, or one of whom has declined the other; in either order."""
    group_size: tuple[int, int] = (3, 8)
    """Fewest and most people in a peer group."""


class Part(StrEnum):
    """The named parts a score is the sum of."""

    GOALS = "goals"
    FREE_WORDS = "free_words"
    WISHES = "wishes"
    LEVEL_GAP = "level_gap"
    OTHER_DEPARTMENT = "other_department"
    OTHER_SITE = "other_site"
    OVERLAP = "overlap"
    INDUSTRY = "industry"
    INTERESTS = "interests"
    STYLE = "style"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part of the score matters, from 0 (not at all) to 5 (most)."""

    goals: int = 5
    free_words: int = 2
    wishes: int = 4
    level_gap: int = 2
    other_department: int = 1
    other_site: int = 0
    overlap: int = 2
    industry: int = 0
    interests: int = 0
    style: int = 0
    best_level_gap: int = 2
    """Not a weight: how many levels above the mentee the best mentor is. Among peers it is always 0."""

    def __post_init__(self) -> None:
        for part in Part:
            if not 0 <= self.of(part) <= 5:
                raise ValueError(f"The weight of {part} is {self.of(part)}; weights go from 0 to 5.")

    def of(self, part: Part) -> int:
        """The weight of one part."""
        return int(getattr(self, part.value))


USUAL_WEIGHTS = Weights()


class Role(StrEnum):
    """What somebody is in a match."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and its arguments, to be put into words elsewhere."""

    code: str
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A person's part in a proposal."""

    id: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Who comes nearest for somebody in a match, besides the one they have: with that pair the round loses at least so much."""

    role: Role
    """Whose alternative it is."""
    id: str
    points: int
    costs_a_match: bool
    """It costs somebody their match, or somebody who waited; `points` then say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A match the coordinator may publish.

    `parts` sum to `score` less the one point every allowed pair has. A group shows the average of its pairs, each number
    rounded by itself, so there the sum may miss by a point for each part.
    """

    members: tuple[Member, ...]
    score: int
    parts: tuple[tuple[Part, int], ...]
    reasons: tuple[Reason, ...]
    locked: bool = False
    alternatives: tuple[Alternative, ...] = ()
    """In a round of pairs that is not locked: the mentee's next best and the mentor's, where there is any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """Somebody without a match in this role, what kept them out, and the one change that would help most."""

    id: str
    role: Role
    reasons: tuple[Reason, ...]
    change: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Mentees who can have nobody but these mentors, whose places are too few: in any round so many of them are left."""

    mentees: int
    mentors: int
    places: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The kind of mentor, not there yet, who would help most: with so many places, so many more people are matched.

    What is None does not matter, because no rule asks for it.
    """

    places: int
    matches: int
    language: str | None
    week: int | None
    """Working hours as `week_of` gives them."""
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A rule that is on but could not be checked for these people: `code` names the fact that is missing."""

    rule: Rule
    code: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLock:
    """A lock that was not kept, because it breaks a rule or asks for a place that is not there."""

    pair: tuple[str, str]
    reasons: tuple[Reason, ...]


class Aim(StrEnum):
    """What a round is for, before anything else."""

    MOST_PEOPLE = "most_people"
    """Most people matched; among equals most of those not matched last time; then the points."""
    BEST_FIT = "best_fit"
    """Most points in all; somebody may go without so that others fit better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """What to ask of a round of pairs: each choice has its price, in people or in points."""

    first: Aim = Aim.MOST_PEOPLE
    lift_worst: bool = True
    """With most people first: make the weakest match as strong as can be before adding up the points."""
    floor: int = 1
    """Nobody is matched below this score."""


USUAL_AIMS = Aims()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Objective:
    """What a round is judged by, in this order: every field counts only where those before it are equal."""

    matched: int
    """Mentees with a mentor, or people in a peer group."""
    matched_who_waited: int
    """Among those matched: people who were not matched last time, counted once in each role they now have."""
    worst: int
    """The score of the weakest match that is not locked; 0 when there is none."""
    total: int
    """Points of all matches; a peer group's score counts once for each member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """How good the round is known to be, aim by aim."""

    method: str
    value: int
    """The total."""
    bound: int
    """No round that matches as many, with as strong a weakest match, has a total above this."""
    gap: int
    worst_bound: int
    """No round that matches as many has a weakest match above this."""
    proven: bool
    """Nothing better exists in any aim. Groups are the best among rounds whose sizes differ by at most one, as long as
    such a round seats everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One run of matching: what it proposes, whom it leaves, what it could not check, and how good it is."""

    proposals: tuple[Proposal, ...]
    unmatched: tuple[Unmatched, ...]
    unchecked: tuple[Unchecked, ...]
    refused_locks: tuple[RefusedLock, ...]
    objective: Objective
    certificate: Certificate
    crowds: tuple[Crowd, ...] = ()
    """In a round of pairs of most people: who competes for too few places. Largest number left first."""
    opening: Opening | None = None
    """In a round of pairs: the one more mentor who would help most, if anybody would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What if these two were a match?"""

    mentor: str
    mentee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """What if these two were kept apart, in either role?"""

    mentor: str
    mentee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """What if these two mentees, both matched, changed mentors?"""

    one: str
    other: str


Change = Lock | Ban | Swap


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Somebody whose mentor would be another; None is nobody."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a change would make of a round. A change that breaks a rule is refused, and then nothing else changes."""

    objective: Objective
    moved: tuple[Moved, ...]
    solved_anew: bool
    """Somebody's place or the weakest match was at stake, so the answer took a new solve."""
    refused: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a round would be if it were asked for something else: beside the round as it is, the price of each choice."""

    aims: Aims
    objective: Objective
