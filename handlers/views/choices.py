"""The lists that people choose from, in the reader's language: languages, countries, zones, levels."""

from collections.abc import Sequence
from functools import cache

from babel import Locale
from slack_sdk.models.blocks import Option, RadioButtonsElement, StaticSelectElement

from handlers.views.kit import option
from mentoring import public_holidays as calendar
from prompts.words import Translate

LANGUAGES = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "is", "it",
    "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sr", "sv", "sw", "ta", "th",
    "tr", "uk", "ur", "vi", "yo", "zh",
)  # fmt: skip

COUNTRIES = (
    "AE", "AR", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CO", "CZ", "DE", "DK", "EE", "EG", "ES",
    "FI", "FR", "GB", "GH", "GL", "GR", "HK", "HR", "HU", "ID", "IE", "IL", "IN", "IS", "IT", "JP", "KE", "KR",
    "LT", "LU", "LV", "MA", "MX", "MY", "NG", "NL", "NO", "NZ", "PE", "PH", "PK", "PL", "PT", "RO", "RS", "SA",
    "SE", "SG", "SI", "SK", "TH", "TN", "TR", "TW", "UA", "US", "VN", "ZA",
)  # fmt: skip

ZONES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix",
    "America/Chicago", "America/Mexico_City", "America/New_York", "America/Toronto", "America/Bogota", "America/Lima",
    "America/Caracas", "America/Halifax", "America/Santiago", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
    "America/St_Johns", "America/Nuuk", "Atlantic/Azores", "Atlantic/Reykjavik", "Europe/London", "Europe/Dublin",
    "Europe/Lisbon", "Africa/Casablanca", "Africa/Lagos", "Africa/Accra", "Europe/Copenhagen", "Europe/Oslo",
    "Europe/Stockholm", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam",
    "Europe/Brussels", "Europe/Zurich", "Europe/Vienna", "Europe/Prague", "Europe/Warsaw", "Europe/Budapest",
    "Europe/Belgrade", "Europe/Athens", "Europe/Bucharest", "Europe/Sofia", "Europe/Helsinki", "Europe/Tallinn",
    "Europe/Riga", "Europe/Vilnius", "Europe/Kyiv", "Europe/Istanbul", "Africa/Cairo", "Africa/Johannesburg",
    "Asia/Jerusalem", "Asia/Beirut", "Africa/Nairobi", "Asia/Riyadh", "Asia/Dubai", "Asia/Tehran", "Asia/Kabul",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta",
    "Asia/Ho_Chi_Minh", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Manila",
    "Asia/Taipei", "Australia/Perth", "Asia/Seoul", "Asia/Tokyo", "Australia/Adelaide", "Australia/Darwin",
    "Australia/Brisbane", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Tongatapu",
)  # fmt: skip

MOST_BUTTONS = 10
MOST_LINES = 100

LEVELS = (1, 2, 3, 4, 5)
"""From the first years of working life (1) to running the organisation (5); `level-N` says each."""


@cache
def languages(language: str) -> tuple[Option, ...]:
    """Languages people may share, named in the reader's own, in alphabetical order."""
    names = Locale.parse(language.replace("-", "_")).languages
    return tuple(sorted((option(code, names[code].capitalize()) for code in LANGUAGES), key=_label))


@cache
def countries(language: str) -> tuple[Option, ...]:
    """Countries, for public holidays, named in the reader's own language."""
    names = Locale.parse(language.replace("-", "_")).territories
    return tuple(sorted((option(code, names[code]) for code in COUNTRIES), key=_label))


def regions(country: str | None) -> list[Option]:
    """The regions of a country whose holidays are told apart, by their own names; none for most countries."""
    return sorted((option(code, name) for code, name in calendar.regions(country).items()), key=_label)


def zones(t: Translate, own: str) -> list[Option]:
    """Time zones by the name of a place, the person's own first."""
    others = sorted((option(zone, t.zone(zone)) for zone in ZONES if zone != own), key=_label)
    return [option(own, t.zone(own)), *others]


def levels(t: Translate) -> list[Option]:
    return [option(str(level), t(f"level-{level}")) for level in LEVELS]


def weekdays(t: Translate) -> list[Option]:
    return [option(str(day), t.weekday(day).capitalize()) for day in range(7)]


def one_of(options: Sequence[Option], initial: Option | None = None) -> RadioButtonsElement | StaticSelectElement:
    """A choice to be made: all in sight while Slack has room for them, else in a menu, which holds a hundred."""
    if len(options) <= MOST_BUTTONS:
        return RadioButtonsElement(options=options, initial_option=initial)
    return StaticSelectElement(options=options[:MOST_LINES], initial_option=initial)


def chosen(options: list[Option] | tuple[Option, ...], values: tuple[str, ...]) -> list[Option]:
    """The options with these values, in the order of the values."""
    by_value = {option.value: option for option in options}
    return [by_value[value] for value in values if value in by_value]


def _label(option: Option) -> str:
    return str(option.label).casefold()
