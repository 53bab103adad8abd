"""Days, times, places and enumerations as each language writes them (from the Unicode CLDR, through Babel)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache

from babel import Locale
from babel.dates import format_date, format_time, get_day_names, get_month_names
from babel.lists import format_list

# The language folder `en` is British; everyone else's folder name is a CLDR locale already.
_LOCALES = {"en": "en-GB"}


def locale_name(language: str) -> str:
    """The locale whose customs a language folder follows."""
    return _LOCALES.get(language, language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(locale_name(language), sep="-")


def date_names(value: date, language: str) -> dict[str, str]:
    """The parts a date is written with: `weekday` and `month` by name, `day` as a number without a full stop."""
    month = get_month_names("wide", context="format", locale=_locale(language))[value.month]
    return {"weekday": weekday(value.weekday(), language), "day": str(value.day), "month": str(month)}


def long_date(value: date, language: str) -> str:
    """A date without its weekday, as the language writes it: "26 June 2026"."""
    return format_date(value, "long", locale=_locale(language))


def clock_time(value: time | datetime, language: str) -> str:
    """Hours and minutes as they stand in the value: no zone is applied."""
    at = value.replace(tzinfo=None) if isinstance(value, time) else value.time()
    return format_time(at, "short", locale=_locale(language))


def weekday(number: int, language: str) -> str:
    """Monday is 0."""
    return str(get_day_names("wide", context="stand-alone", locale=_locale(language))[number])


def zone_place(name: str, language: str) -> str:
    """The zone's city in the language, or the last part of the zone's name where the CLDR knows none."""
    city = _locale(language).time_zones.get(name, {}).get("city")
    return str(city) if city else name.rpartition("/")[2].replace("_", " ")


def enumeration(items: Sequence[str], language: str) -> str:
    """`a`, `a and b`, `a, b and c`; nothing for nothing."""
    return format_list(items, locale=_locale(language)) if items else ""
