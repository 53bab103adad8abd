"""The holidays of countries and of their regions."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import cast

import holidays
import pytest
from sqlalchemy import String

from handlers.views import choices
from handlers.views.choices import COUNTRIES
from mentoring.public_holidays import public_holidays, regions
from storage.models.people import Participant
from storage.models.programmes import Programme

REGIONS = (
    cast("String", Participant.__table__.c.region.type),
    cast("String", Programme.__table__.c.holidays_region.type),
)


def test_no_bot_waits_for_the_calendars_to_start_and_then_they_are_loaded_aside() -> None:
    steps = (
        "import asyncio, bot.app, sys",
        "from mentoring.public_holidays import have_at_hand",
        "assert 'holidays' not in sys.modules",
        "asyncio.run(have_at_hand())",
        "assert 'holidays.countries.denmark' in sys.modules",
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", "; ".join(steps)], check=True, cwd=root)  # noqa: S603  # our own words


@pytest.mark.parametrize(
    ("country", "region", "month", "day"),
    [("DE", "BY", 11, 1), ("GB", "SCT", 11, 30), ("US", "CA", 3, 31), ("CH", "ZH", 5, 1), ("ES", "CT", 6, 24)],
)
def test_a_region_has_days_of_its_own(country: str, region: str, month: int, day: int) -> None:
    its_own = date(2026, month, day)
    assert its_own in public_holidays(country, 2026, region)
    assert its_own not in public_holidays(country, 2026)


def test_a_region_may_work_on_a_day_that_its_country_has_off() -> None:
    columbus_day = date(2026, 10, 12)
    assert columbus_day in public_holidays("US", 2026)
    assert columbus_day not in public_holidays("US", 2026, "CA")


@pytest.mark.parametrize("region", [None, "", "XX", "BY "])
def test_an_unknown_region_has_the_days_of_its_country(region: str | None) -> None:
    assert public_holidays("DE", 2026, region) == public_holidays("DE", 2026)


def test_an_unknown_country_has_none() -> None:
    for country in ("ZZ", "", "de", "utils", "../DE", None):
        assert public_holidays(country, 2026, "BY") == frozenset()
        assert not regions(country)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_region_that_is_offered_has_a_name_and_room_in_the_database(country: str) -> None:
    room = min(column.length or 0 for column in REGIONS)
    names = [str(option.label) for option in choices.regions(country)]
    assert len(set(names)) == len(names)
    assert not [name for name in names if name.isupper()]
    assert all(len(code) <= room for code in regions(country))


@pytest.mark.slow
@pytest.mark.parametrize("country", COUNTRIES)
def test_people_are_asked_for_their_region_just_where_that_makes_a_difference(country: str) -> None:
    every_region = regions(country) or holidays.list_supported_countries()[country]
    differ = {
        region
        for region in every_region
        for year in range(2026, 2031)
        if set(holidays.country_holidays(country, subdiv=region, years=year)) != public_holidays(country, year)
    }
    assert bool(differ) == bool(regions(country))
