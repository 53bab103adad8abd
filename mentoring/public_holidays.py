"""The public holidays of countries and of their regions."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

SAME_EVERYWHERE = frozenset({"AT", "BE", "NL", "NO", "PL"})
"""Countries of which the calendar lists regions that all have the same days: nobody there is asked for theirs."""
_SCHOOL_ZONES = frozenset({"Zone A", "Zone B", "Zone C"})
"""The calendar keeps France's school holidays as if by region."""


@cache
def public_holidays(country: str | None, year: int, region: str | None = None) -> frozenset[dt.date]:
    """The dates on which a country (ISO code) is off, or this region of it.

    None for a country that the calendar does not know; of a region it does not know, those of the whole country.
    """
    import holidays  # no bot waits for it to start

    if country is None or country not in holidays.list_supported_countries():
        return frozenset()
    known = region if region in regions(country) else None
    return frozenset(holidays.country_holidays(country, subdiv=known, years=year))


@cache
def regions(country: str | None) -> Mapping[str, str]:
    """The regions of a country that the calendar tells apart, by their codes, each as its own people write its name."""
    import holidays

    codes = holidays.list_supported_countries().get(country or "", [])
    if country is None or country in SAME_EVERYWHERE or not codes:
        return MappingProxyType({})
    names = {code: code for code in codes if code not in _SCHOOL_ZONES}
    for name, code in reversed(holidays.country_holidays(country).subdivisions_aliases.items()):
        if code in names and not name.isupper():  # "GP" is no name of Guadeloupe
            names[code] = name
    return MappingProxyType(names)
