"""Interface texts: languages, fallbacks, plurals, local dates, and what an organisation may override."""

import logging
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from prompts.words import DuplicateWords, MissingWords, Words, load_words

ENGLISH = """
-bot = Mentor Bot
hello = Hello { $name }, I am { -bot }.
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
year = Since { $year }
only-english = Only here
quoting = { hello } Welcome.
several =
    First line

    second paragraph
"""
DANISH = """
-bot = Mentor Bot
hello = Hej { $name }, jeg er { -bot }.
people = { $count ->
    [one] { $count } person
   *[other] { $count } personer
}
broken = { $
"""
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def a_folder(root: Path, **languages: str) -> Path:
    for language, text in languages.items():
        folder = root / language / "interface"
        folder.mkdir(parents=True)
        (folder / "texts.ftl").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def strict(tmp_path: Path) -> Words:
    return load_words(root=a_folder(tmp_path, en=ENGLISH, da=DANISH), strict=True)


@pytest.fixture
def forgiving(tmp_path: Path) -> Words:
    return load_words(root=a_folder(tmp_path, en=ENGLISH, da=DANISH))


def test_english_stands_first_among_the_languages(strict: Words) -> None:
    assert strict.languages == ("en", "da")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("da-DK", "da"), ("da_DK", "da"), ("DA", "da"), ("en-GB", "en"), ("sv-SE", "en"), (None, "en"), ("", "en")],
)
def test_a_slack_locale_finds_its_language_or_english(strict: Words, locale: str | None, language: str) -> None:
    assert strict.translator(locale).language == language


def test_a_language_with_a_region_of_its_own_is_found_whatever_its_case(tmp_path: Path) -> None:
    words = load_words(root=a_folder(tmp_path, **{"en": ENGLISH, "pt-BR": "hello = Oi"}))
    assert words.translator("pt-br")("hello") == "Oi"


def test_a_text_takes_its_values_and_its_terms(strict: Words) -> None:
    assert strict.translator("en")("hello", name="Asta") == "Hello Asta, I am Mentor Bot."
    assert strict.translator("en")("quoting", name="Asta") == "Hello Asta, I am Mentor Bot. Welcome."


def test_a_text_may_have_paragraphs(strict: Words) -> None:
    assert strict.translator("en")("several") == "First line\n\nsecond paragraph"


@pytest.mark.parametrize(
    ("locale", "count", "said"),
    [("en", 1, "1 person"), ("en", 1200, "1,200 people"), ("da", 1, "1 person"), ("da", 1200, "1.200 personer")],
)
def test_counts_agree_and_are_grouped(strict: Words, locale: str, count: int, said: str) -> None:
    assert strict.translator(locale)("people", count=count) == said


def test_years_and_ids_given_as_text_stay_untouched(strict: Words) -> None:
    assert strict.translator("en")("year", year="2026") == "Since 2026"


def test_a_value_is_never_parsed(strict: Words) -> None:
    hostile = "{ $secret } <!channel> *hi*"
    assert hostile in strict.translator("en")("hello", name=hostile)


def test_a_value_may_be_as_long_as_slack_allows(strict: Words) -> None:
    assert strict.translator("en")("hello", name="å" * 3_000) == f"Hello {'å' * 3_000}, I am Mentor Bot."


@pytest.mark.parametrize("message_id", ["unheard-of", "-bot", "broken"])
def test_strict_words_refuse_what_is_not_a_text(strict: Words, message_id: str) -> None:
    with pytest.raises(MissingWords, match=message_id):
        strict.translator("da")(message_id)


def test_strict_words_refuse_a_missing_value(strict: Words) -> None:
    with pytest.raises(MissingWords, match="name"):
        strict.translator("en")("hello")


def test_in_production_a_missing_text_is_logged_and_english_stands_in(
    forgiving: Words, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert forgiving.translator("da")("only-english") == "Only here"
    assert "only-english" in caplog.text


def test_in_production_the_id_stands_in_for_what_no_language_holds(forgiving: Words) -> None:
    assert forgiving.translator("da")("unheard-of") == "unheard-of"


def test_an_organisation_overrides_texts_one_by_one(tmp_path: Path) -> None:
    overlay = a_folder(tmp_path / "ours", en="hello = Good day, { $name }", de="hello = Guten Tag, { $name }")
    words = load_words(overlay, root=a_folder(tmp_path / "house", en=ENGLISH), strict=True)
    assert words.translator("en")("hello", name="Bo") == "Good day, Bo"
    assert words.translator("en")("only-english") == "Only here"
    assert words.translator("de-AT")("hello", name="Bo") == "Guten Tag, Bo"


def test_an_id_that_stands_twice_is_refused_with_both_places(tmp_path: Path) -> None:
    root = a_folder(tmp_path, en="hello = One")
    (root / "en" / "interface" / "zebra.ftl").write_text("\nhello = Two", encoding="utf-8")
    with pytest.raises(DuplicateWords, match=r"texts\.ftl:1 and .*zebra\.ftl:2"):
        load_words(root=root)


MORNING = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "day", "with_year", "moment", "hours", "names", "weekday", "zone"),
    [
        (
            "en-GB",
            "Tuesday 3 March",
            "Tuesday 3 March 2026",
            "Tuesday 3 March at 09:30",
            "09:00\N{EN DASH}17:00",
            "Asta, Bo and Chidi",
            "Monday",
            "Copenhagen",
        ),
        (
            "da-DK",
            "tirsdag den 3. marts",
            "tirsdag den 3. marts 2026",
            "tirsdag den 3. marts kl. 09.30",
            "09.00\N{EN DASH}17.00",
            "Asta, Bo og Chidi",
            "mandag",
            "København",
        ),
    ],
)
def test_each_language_writes_days_times_and_lists_its_own_way(
    locale: str, day: str, with_year: str, moment: str, hours: str, names: str, weekday: str, zone: str
) -> None:
    t = load_words(strict=True).translator(locale)
    assert t.date(date(2026, 3, 3)) == day
    assert t.date(date(2026, 3, 3), year=True) == with_year
    assert t.moment(MORNING, COPENHAGEN) == moment
    assert t.hours(time(9), time(17)) == hours
    assert t.list(["Asta", "Bo", "Chidi"]) == names
    assert t.weekday(0) == weekday
    assert t.zone("Europe/Copenhagen") == zone


def test_lists_of_two_one_and_none() -> None:
    t = load_words(strict=True).translator("da")
    assert [t.list(["Asta", "Bo"]), t.list(["Asta"]), t.list([])] == ["Asta og Bo", "Asta", ""]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({0, 1, 2, 3, 4}, "mandag til fredag"),
        ({4, 2, 3}, "onsdag til fredag"),
        ({0, 1}, "mandag og tirsdag"),
        ({0, 1, 3}, "mandag, tirsdag og torsdag"),
        ({6}, "søndag"),
    ],
)
def test_days_in_a_row_are_said_by_the_first_and_the_last(days: set[int], said: str) -> None:
    assert load_words(strict=True).translator("da").weekdays(days) == said


def test_a_zone_without_a_known_city_is_named_by_its_last_part() -> None:
    assert load_words(strict=True).translator("en").zone("Etc/Port_Moresby") == "Port Moresby"
