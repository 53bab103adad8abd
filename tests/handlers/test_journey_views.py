"""How the messages and screens along the way look, in English and in Danish."""

import datetime as dt
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views import endings, help_offer
from handlers.views.messages import MESSAGES
from mentoring.endings import LastQuestions
from mentoring.help_offers import Ideas, Letter
from mentoring.tidings import NAMED_AT_MOST, Silent
from prompts.library import load_library
from prompts.words import Translate, load_words
from storage.states import Kind, Role

WORDS = load_words(strict=True)
LIBRARY = load_library()
ENGLISH = WORDS.translator("en-GB")
DANISH = WORDS.translator("da-DK")
PEOPLE = ("UCHIDI", "UMEI")
PROGRAMME = "Across <the> house"
LETTER = Letter(
    relationship_id=7,
    to=("UOMAR",),
    programme_id=3,
    programme=PROGRAMME,
    sender="UASTA",
    partners=("UCHIDI",),
)
VALUES = {
    "name": "Asta Holm",
    "mentor": "Chidi <Okafor>",
    "mentee": "Asta Holm",
    "people": ("Asta Holm", "Mei Tanaka"),
    "programme": PROGRAMME,
    "contact": "Omar Haddad",
    "end_date": dt.date(2026, 8, 31),
}
SILENT = Silent(people=PEOPLE, since=dt.date(2026, 3, 2))
NO_NEWS = {"programme": PROGRAMME, "programme_id": 3, "more": 0}
PLACE = {"channel": "D1", "ts": "1.1"}


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def prompt(prompt_id: str, *, to_group: bool) -> dict[str, object]:
    return {"prompt_id": prompt_id, "values": VALUES, "to_group": to_group}


SAID: dict[str, tuple[str, dict[str, object]]] = {
    "prompt_alone": ("prompt", prompt("opening/you-lead", to_group=False)),
    "prompt_together": ("prompt", prompt("opening/ground-rules", to_group=True)),
    "last_meeting": ("last_meeting", prompt("closing/last-meeting", to_group=True)),
    "reminder_first": (
        "meeting_reminder",
        {"people": PEOPLE[:1], "programme": PROGRAMME, "is_first": True, "said": 0, "relationship_id": 7},
    ),
    "reminder_first_for_the_second_time": (
        "meeting_reminder",
        {"people": PEOPLE[:1], "programme": PROGRAMME, "is_first": True, "said": 1, "relationship_id": 7},
    ),
    "reminder_again_for_the_third_time": (
        "meeting_reminder",
        {"people": PEOPLE[:1], "programme": PROGRAMME, "is_first": False, "said": 2, "relationship_id": 7},
    ),
    "reminder_again_together": (
        "meeting_reminder",
        {"people": PEOPLE, "programme": PROGRAMME, "is_first": False, "said": 3, "relationship_id": None},
    ),
    "no_news": ("no_news", {**NO_NEWS, "silent": (SILENT,)}),
    "no_news_of_many": ("no_news", {**NO_NEWS, "silent": (SILENT,) * NAMED_AT_MOST, "more": 31}),
    "no_news_and_undelivered": ("no_news", {**NO_NEWS, "silent": (SILENT,), "undelivered": 2}),
    "check_in": ("check_in", {"check_in_id": 3, "people": PEOPLE, "programme": PROGRAMME, "is_first": False}),
    "check_in_first": ("check_in", {"check_in_id": 3, "people": PEOPLE, "programme": PROGRAMME, "is_first": True}),
    "check_in_first_after_a_meeting": (
        "check_in",
        {
            "check_in_id": 3,
            "people": PEOPLE,
            "programme": PROGRAMME,
            "is_first": True,
            "met": dt.date(2026, 3, 19),
        },
    ),
    "check_in_met": ("check_in_met", {"check_in_id": 3}),
    "check_in_not_yet_pair": ("check_in_not_yet", {"idea": 0, "kind": Kind.ONE_TO_ONE}),
    "check_in_not_yet_group": ("check_in_not_yet", {"idea": 7, "kind": Kind.PEER_GROUP}),
    "check_in_settled": ("check_in_settled", {"check_in_id": 3, "met": False}),
    "check_in_settled_by_a_meeting": ("check_in_settled", {"check_in_id": 3, "met": True}),
    "noted": ("noted", {}),
    "help_offer": ("help_offer", {"relationship_id": 7, "programme": PROGRAMME}),
    "help_contact": ("help_contact", {"letter": LETTER, "words": "We talk <past> each other."}),
    "help_contact_without_words": ("help_contact", {"letter": LETTER, "words": ""}),
    "help_contact_sent": ("help_contact_sent", {"letter": LETTER, "words": "We talk past each other."}),
    "help_new_match": ("help_new_match", {"letter": LETTER, "words": ""}),
    "help_new_match_sent": ("help_new_match_sent", {"letter": LETTER, "words": ""}),
    "help_not_now": ("help_not_now", {"relationship_id": 7}),
    "baseline_again": ("baseline_again", {"enrolment_id": 5, "programme": PROGRAMME}),
    "goodbye_mentee": ("goodbye", {"people": PEOPLE[:1], "programme": PROGRAMME, "meetings": 1, "role": Role.MENTEE}),
    "goodbye_mentor": ("goodbye", {"people": PEOPLE[:1], "programme": PROGRAMME, "meetings": 0, "role": Role.MENTOR}),
    "goodbye_peer": ("goodbye", {"people": PEOPLE, "programme": PROGRAMME, "meetings": 9, "role": Role.PEER}),
    "over_while_joining": ("programme_over", {"programme": PROGRAMME, "was": "joining"}),
    "over_while_waiting": ("programme_over", {"programme": PROGRAMME, "was": "waiting"}),
    "over_after_a_match": ("programme_over", {"programme": PROGRAMME, "was": "matched"}),
}


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
@pytest.mark.parametrize("name", SAID)
def test_message(golden: SnapshotAssertion, t: Translate, name: str) -> None:
    message, args = SAID[name]
    values = dict(args)
    if "prompt_id" in values:
        values["prompt"] = LIBRARY[str(values.pop("prompt_id"))].wording(t.language)

    assert MESSAGES[message](t, **values).payload() == golden


SCREENS: dict[str, Callable[[Translate], object]] = {
    "help_way_named": lambda t: help_offer.help_way(t, contact="UHUGH", offered=False),
    "help_way_nobody": lambda t: help_offer.help_way(t, contact=None, offered=False),
    "help_way_offered": lambda t: help_offer.help_way(t, contact="UHUGH", offered=True),
    "help_sent": lambda t: help_offer.sent(t, to=["UOMAR", "UHUGH"]),
    "ideas_mentee": lambda t: help_offer.ideas(
        t, ideas=Ideas(relationship_id=7, kind=Kind.ONE_TO_ONE, role=Role.MENTEE)
    ),
    "ideas_mentor": lambda t: help_offer.ideas(
        t, ideas=Ideas(relationship_id=7, kind=Kind.ONE_TO_ONE, role=Role.MENTOR)
    ),
    "ideas_peer": lambda t: help_offer.ideas(t, ideas=Ideas(relationship_id=7, kind=Kind.PEER_GROUP, role=Role.PEER)),
    "contact_form": lambda t: help_offer.contact_form(t, letter=LETTER, pressed=PLACE),
    "new_match_form": lambda t: help_offer.new_match_form(t, letter=LETTER, pressed=PLACE),
    "last_questions": lambda t: endings.questions(
        t, questions=LastQuestions(enrolment_id=5, programme=PROGRAMME, answers={"interest_in_me": 4}), pressed=PLACE
    ),
}


@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(golden: SnapshotAssertion, t: Translate, name: str) -> None:
    assert SCREENS[name](t).to_dict() == golden  # type: ignore[attr-defined]  # every screen is a View


@pytest.mark.parametrize("name", [name for name in SAID if not name.startswith(("prompt", "last_meeting"))])
def test_what_takes_anothers_place_brings_blocks_of_its_own(name: str) -> None:
    message, args = SAID[name]

    assert MESSAGES[message](ENGLISH, **args).blocks


@pytest.mark.parametrize("relationship_id", [7, None], ids=["alone", "together"])
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("t", [ENGLISH, DANISH], ids=["en", "da"])
def test_a_reminder_comes_in_other_words_than_the_last_two(
    t: Translate, is_first: bool, relationship_id: int | None
) -> None:
    said = [
        str(
            MESSAGES["meeting_reminder"](
                t,
                people=PEOPLE,
                programme=PROGRAMME,
                is_first=is_first,
                said=number,
                relationship_id=relationship_id,
            ).blocks[0]
        )
        for number in range(4)
    ]

    assert len(set(said)) == 3
    assert said[0] == said[3]


def test_the_form_shows_the_very_words_that_are_sent() -> None:
    for form, message in ((help_offer.contact_form, "help_contact"), (help_offer.new_match_form, "help_new_match")):
        sent = MESSAGES[message](ENGLISH, letter=LETTER, words="").blocks[0]["text"]
        shown = [block.get("text") for block in form(ENGLISH, letter=LETTER, pressed=PLACE).to_dict()["blocks"]]
        assert sent in shown


def test_every_prompt_of_the_library_can_be_shown() -> None:
    for each in LIBRARY:
        for t in (ENGLISH, DANISH):
            shown = MESSAGES["prompt"](t, prompt=each.wording(t.language), values=VALUES, to_group=False)
            assert each.wording(t.language).title in str(shown.payload()), each.id
