"""The public holidays of countries and of their regions."""

import asyncio
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

SAME_EVERYWHERE = frozenset({"AT", "BE", "NL", "NO", "PL"})
"""Countries of which the calendar lists regions that all have the same days: nobody there is asked for theirs."""
_CODE = re.compile("[A-Z]{2}")
_SCHOOL_ZONES = frozenset({"Zone A", "Zone B", "Zone C"})
"""The calendar keeps France's school holidays as if by region."""


async def have_at_hand() -> None:
    """Load the calendars of all countries aside: whoever asks first would stop everything for most of a second."""
    await asyncio.to_thread(public_holidays, "DK", 2000)


@cache
def public_holidays(country: str | None, year: int, region: str | None = None) -> frozenset[dt.date]:
    """The dates on which a country (ISO code) is off, or this region of it.

    None for a country that the calendar does not know; of a region it does not know, those of the whole country.
    """
    if country is None or not _CODE.fullmatch(country):
        return frozenset()
    from holidays import country_holidays  # takes a while, and no bot waits for it to start

    try:
        return frozenset(country_holidays(country, subdiv=region if region in regions(country) else None, years=year))
    except NotImplementedError:
        return frozenset()


@cache
def regions(country: str | None) -> Mapping[str, str]:
    """The regions of a country that the calendar tells apart, by their codes, each as its own people write its name."""
    if country is None or not _CODE.fullmatch(country) or country in SAME_EVERYWHERE:
        return MappingProxyType({})
    from holidays import country_holidays

    try:
        calendar = country_holidays(country)
    except NotImplementedError:
        return MappingProxyType({})
    names = {code: code for code in calendar.subdivisions if code not in _SCHOOL_ZONES}
    for name, code in reversed(calendar.subdivisions_aliases.items()):
        if code in names and not name.isupper():  # "GP" is no name of Guadeloupe
            names[code] = name
    return MappingProxyType(names)
