"""Words: interface texts in every language, read from `<language>/interface/*.ftl` (Project Fluent).

`load_words()` once at start; `words.translator(locale)` per person; `t("join-title", name="…")` per sentence.
A message is parsed the first time it is said, so that starting costs a scan of the files and no more.
"""

import datetime as dt
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from prompts import local_formats

ROOT = Path(__file__).parent
FALLBACK = "en"

# A message begins at the margin; its further lines are indented, blank, or close a brace.
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=.*(?:\n(?:[ }].*|$))*", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")
# Fluent refuses values beyond 2,500 characters; people may write 3,000, so long values go in after formatting.
_LONG_VALUE = 2_000

_log = logging.getLogger(__name__)

Value = str | int | float
"""What a message may be given: counts as numbers (grouped for the language), years and ids as text."""


class MissingWords(LookupError):  # noqa: N818 - named for what is the matter
    """A text was asked for that no file holds, or without the values it needs (raised in strict mode only)."""


class DuplicateWords(ValueError):  # noqa: N818 - as above
    """The same message id stands in two places of one language, so nobody could say which is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One Fluent message or term as it stands in its file; a term's id begins with a hyphen."""

    id: str
    source: str
    path: Path
    line: int


def read_entries(path: Path) -> Iterator[Entry]:
    """Every entry of an .ftl file in order, unparsed."""
    text = path.read_text(encoding="utf-8")
    line, seen = 1, 0
    for found in _ENTRY.finditer(text):
        line += text.count("\n", seen, found.start())
        seen = found.start()
        yield Entry(id=found[1], source=found[0], path=path, line=line)


def languages_of(root: Path) -> tuple[str, ...]:
    """The languages with interface texts under `root`, sorted, English first."""
    found = {folder.parent.name for folder in root.glob("*/interface") if folder.is_dir()}
    return tuple(sorted(found, key=lambda language: (language != FALLBACK, language)))


class Language:
    """All texts of one language; formats a message and says what went wrong instead of hiding it."""

    def __init__(self, language: str, entries: Mapping[str, Entry]) -> None:
        self.language = language
        self.entries = entries
        self._added: set[str] = set()
        self._bundle = FluentBundle([local_formats.locale_name(language)], use_isolating=False)

    def format(self, message_id: str, values: Mapping[str, Value]) -> str:
        """The finished text.

        Raises:
            MissingWords: no such message, a value it needs is not given, or it cannot be read.
        """
        self._add(message_id)
        if message_id.startswith("-") or not self._bundle.has_message(message_id):
            raise MissingWords(f"{self.language}: there is no readable text called {message_id!r}")
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise MissingWords(f"{self.language}: {message_id!r} has attributes but no text of its own")
        short, long = _set_aside_long(values)
        text, errors = self._bundle.format_pattern(pattern, short)
        if errors:
            raise MissingWords(f"{self.language}: {message_id!r}: {'; '.join(map(str, errors))}")
        return _put_back(str(text), long)

    def _add(self, entry_id: str) -> None:
        """Parse an entry, and whatever it refers to, the first time it is needed."""
        entry = self.entries.get(entry_id)
        if entry is None or entry_id in self._added:
            return
        self._added.add(entry_id)
        self._bundle.add_resource(FluentResource(entry.source))
        for referred in _REFERENCE.findall(entry.source):
            self._add(referred)


class Words:
    """Every interface text in every language."""

    def __init__(self, by_language: Mapping[str, Mapping[str, Entry]], *, strict: bool) -> None:
        self.strict = strict
        self.languages = tuple(by_language)
        self._by_locale = {language.lower(): language for language in by_language}
        self._languages = {language: Language(language, entries) for language, entries in by_language.items()}

    def translator(self, language: str | None) -> "Translate":
        """The voice for a person's Slack locale ("da-DK"); a language we do not speak is answered in English."""
        spoken = (language or FALLBACK).replace("_", "-").lower()
        while spoken not in self._by_locale and "-" in spoken:
            spoken = spoken.rpartition("-")[0]
        return Translate(self._by_locale.get(spoken, FALLBACK), self)

    def entries(self, language: str) -> Mapping[str, Entry]:
        """The unparsed texts of one language by id."""
        return self._languages[language].entries

    def say(self, language: str, message_id: str, values: Mapping[str, Value]) -> str:
        """The text in a language; outside strict mode a fault is logged and English, then the id, stands in."""
        try:
            return self._languages[language].format(message_id, values)
        except MissingWords as fault:
            if self.strict:
                raise
            _log.error("words_missing: %s", fault)
        return message_id if language == FALLBACK else self.say(FALLBACK, message_id, values)


@dataclass(frozen=True, slots=True)
class Translate:
    """Says things in one language: `t("join-title", name="Asta")`, `t.date(day)`, `t.list(names)`."""

    language: str
    words: Words = field(repr=False)

    def __call__(self, message_id: str, /, **values: Value) -> str:
        """The text called `message_id` with its values filled in as they are, never parsed."""
        return self.words.say(self.language, message_id, values)

    def date(self, day: dt.date, *, year: bool = False) -> str:
        """A day as people say it: "Tuesday 3 March", "tirsdag den 3. marts"; with the year where it could be doubted."""
        names = local_formats.date_names(day, self.language)
        return self("format-date-year", **names, year=str(day.year)) if year else self("format-date", **names)

    def time(self, at: dt.time | dt.datetime) -> str:
        """A clock time: "09:30", "09.30"."""
        return local_formats.clock_time(at, self.language)

    def moment(self, instant: dt.datetime, zone: dt.tzinfo) -> str:
        """An instant in somebody's zone: "Tuesday 3 March at 09:30", "tirsdag den 3. marts kl. 09.30"."""
        local = instant.astimezone(zone)
        return self("format-moment", date=self.date(local.date()), time=self.time(local))

    def hours(self, start: dt.time | dt.datetime, end: dt.time | dt.datetime) -> str:
        """A span within a day: from "09:00" to "17:00", joined by a dash."""
        return f"{self.time(start)}\N{EN DASH}{self.time(end)}"

    def weekday(self, number: int) -> str:
        """A weekday's name, Monday being 0: "Monday", "mandag"."""
        return local_formats.weekday(number, self.language)

    def weekdays(self, numbers: Collection[int]) -> str:
        """Days of a week, three or more in a row by the first and the last: "Monday to Friday", "Monday and Tuesday"."""
        days = sorted(numbers)
        if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
            return self("format-weekdays", first=self.weekday(days[0]), last=self.weekday(days[-1]))
        return self.list(self.weekday(day) for day in days)

    def zone(self, name: str) -> str:
        """An IANA zone as a place people know: "Copenhagen", "København"."""
        return local_formats.zone_place(name, self.language)

    def list(self, items: Iterable[str]) -> str:
        """Several things in a sentence: "Asta, Bo and Chidi", "Asta, Bo og Chidi"."""
        return local_formats.enumeration(list(items), self.language)


def load_words(overlay: Path | None = None, *, strict: bool = False, root: Path = ROOT) -> Words:
    """Every interface text; `overlay` is an organisation's own folder of the same shape, whose texts win.

    Raises:
        DuplicateWords: an id stands twice in one language of one folder.
    """
    by_language: dict[str, dict[str, Entry]] = {}
    for folder in (root, overlay) if overlay else (root,):
        for language in languages_of(folder):
            by_language.setdefault(language, {}).update(_read_language(folder / language / "interface"))
    return Words(by_language, strict=strict)


def _read_language(folder: Path) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in read_entries(path):
            if (first := entries.setdefault(entry.id, entry)) is not entry:
                places = f"{first.path}:{first.line} and {path}:{entry.line}"
                raise DuplicateWords(f"{entry.id!r} stands twice: {places}. Rename one of them.")
    return entries


def _set_aside_long(values: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, str]]:
    """The values with long texts replaced by a mark from Unicode's private area, and those texts by mark."""
    short, long = dict(values), dict[str, str]()
    for number, (name, value) in enumerate(values.items()):
        if isinstance(value, str) and len(value) > _LONG_VALUE:
            mark = f"\ue000{number}\ue001"
            short[name], long[mark] = mark, value
    return short, long


def _put_back(text: str, long: Mapping[str, str]) -> str:
    for mark, value in long.items():
        text = text.replace(mark, value)
    return text
