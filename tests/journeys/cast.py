"""Forty people of a fictional organisation, who they are together, and what each does when the bot asks."""

from dataclasses import dataclass
from enum import StrEnum

from sandbox.state import Person

COPENHAGEN, LONDON, LAGOS = "Europe/Copenhagen", "Europe/London", "Africa/Lagos"
NEW_YORK, KOLKATA = "America/New_York", "Asia/Kolkata"
COUNTRIES = {COPENHAGEN: "DK", LONDON: "GB", LAGOS: "NG", NEW_YORK: "US", KOLKATA: "IN"}


class Habit(StrEnum):
    """What somebody presses under a check-in."""

    MEETS = "meets"
    TAKES_TURNS = "takes turns"
    """Not yet, then met, then not yet."""
    ASKS_FOR_HELP = "asks for help"
    IS_UNHAPPY = "is unhappy"
    """Met, and of little use: whatever is offered is left for now."""
    NEVER_ANSWERS = "never answers"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person: where and when they work, what they read, and what they do."""

    name: str
    zone: str
    locale: str = "en-GB"
    works_from: str = "09:00"
    works_to: str = "17:00"
    weekdays: str = "01234"
    speaks: tuple[str, ...] = ("en",)
    habit: Habit = Habit.MEETS

    @property
    def id(self) -> str:
        return f"U{self.name.upper()}"

    @property
    def country(self) -> str:
        return COUNTRIES[self.zone]

    @property
    def language(self) -> str:
        """What the bot writes to them in."""
        return self.locale.partition("-")[0]


def _dane(name: str, **more: str | Habit) -> Member:
    return Member(name=name, zone=COPENHAGEN, locale="da-DK", speaks=("da", "en"), **more)  # type: ignore[arg-type]  # as Member takes it


COORDINATOR = Member(name="Anna", zone=COPENHAGEN)
CONTACT = Member(name="Bent", zone=COPENHAGEN, locale="da-DK")

ASTA = _dane("Asta")
NANNA = _dane("Nanna")
MAGNUS = _dane("Magnus", habit=Habit.NEVER_ANSWERS)
KAREN = _dane("Karen", works_from="22:00", works_to="06:00")
LAYLA = Member(name="Layla", zone=LONDON, weekdays="60123")
DANIEL = Member(name="Daniel", zone=NEW_YORK, locale="en-US")
RAVI = Member(name="Ravi", zone=KOLKATA)
LUCY = Member(name="Lucy", zone=LONDON, habit=Habit.ASKS_FOR_HELP)
OSCAR = Member(name="Oscar", zone=LONDON)
CHIDI = Member(name="Chidi", zone=LAGOS)
GRACE = Member(name="Grace", zone=LAGOS, habit=Habit.NEVER_ANSWERS)

PAIRS: tuple[tuple[Member, Member], ...] = (
    (ASTA, CHIDI),
    (_dane("Freja"), Member(name="Oliver", zone=LONDON)),
    (_dane("Mikkel", habit=Habit.TAKES_TURNS), _dane("Henrik")),
    (Member(name="Emily", zone=NEW_YORK, locale="en-US"), Member(name="George", zone=LONDON)),
    (Member(name="Ananya", zone=KOLKATA), _dane("Signe")),
    (KAREN, _dane("Thomas", works_from="07:00", works_to="15:00")),
    (LAYLA, _dane("Mette")),
    (NANNA, Member(name="Ifeoma", zone=LAGOS)),
    (DANIEL, Member(name="Priya", zone=LONDON)),
    (MAGNUS, GRACE),
    (RAVI, _dane("Birgit")),
    (
        Member(name="Zainab", zone=LAGOS, habit=Habit.IS_UNHAPPY),
        Member(name="William", zone=NEW_YORK, locale="en-US", habit=Habit.NEVER_ANSWERS),
    ),
    (LUCY, Member(name="Meera", zone=KOLKATA)),
)
"""Mentee and mentor: each wishes for the other, so that nobody else is the best match."""

WAITING = OSCAR
"""One mentee more than there are mentors."""


def _french(name: str, zone: str, locale: str = "en-GB") -> Member:
    return Member(name=name, zone=zone, locale=locale, speaks=("fr",))


GROUPS: tuple[tuple[Member, ...], ...] = (
    (
        ASTA,
        *(
            Member(name=name, zone=COPENHAGEN, locale="da-DK", speaks=("da",))
            for name in ("Rasmus", "Johanne", "Villads", "Sidsel")
        ),
    ),
    (
        LUCY,
        Member(name="Kofi", zone=LONDON),
        Member(name="Amara", zone=LAGOS),
        Member(name="Tunde", zone=LAGOS),
        Member(name="Harriet", zone=LONDON, works_from="10:00", works_to="18:00"),
    ),
    (
        _french("Claire", COPENHAGEN),
        _french("Mathis", LONDON),
        _french("Aminata", LAGOS),
        _french("Josephine", NEW_YORK, "en-US"),
        _french("Anjali", KOLKATA),
    ),
)
"""Each speaks a language that the others do not, so that these are the only groups of five. Asta and Lucy are in both."""

PARTICIPANTS: tuple[Member, ...] = tuple(
    dict.fromkeys(
        (*(member for pair in PAIRS for member in pair), WAITING, *(peer for group in GROUPS for peer in group))
    )
)


def in_slack(member: Member) -> Person:
    """Their profile in Slack."""
    return Person(
        id=member.id,
        real_name=member.name,
        tz=member.zone,
        locale=member.locale,
        is_admin=member is COORDINATOR,
    )
